import Document

/// Writes a table as lines of JSON, an object each; a missing cell is `null`.
public struct JSONLinesWriter: Sendable {
  public init() {}

  /// - Throws: `.complex`, and `.noJSON` for NaN and infinities, which JSON has no words for.
  public func bytes(_ table: Table) throws(WritingError) -> [UInt8] {
    for (name, column) in zip(table.names, table.columns) where column.kind == .complex { throw .complex(name) }
    let names = table.names.map { Array("\(Self.quoted($0)):".utf8) }
    var bytes: [UInt8] = []
    for row in 0..<table.rows {
      bytes.append(UInt8(ascii: "{"))
      for (place, column) in table.columns.enumerated() {
        if place > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes += names[place]
        switch column[row] {
        case .number(let x):
          guard x.isFinite else { throw .noJSON(table.names[place], row: row + 1) }
          bytes += x.shortest.utf8
        case .truth(let t): bytes += (t ? "true" : "false").utf8
        case .text(let text): bytes += Self.quoted(text).utf8
        case .date(let day): bytes += "\"\(day)\"".utf8
        case .missing, .complex: bytes += "null".utf8
        }
      }
      bytes += "}\n".utf8
    }
    return bytes
  }

  /// - Source: RFC 8259, section 7.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case ..<" ":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
