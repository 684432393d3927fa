import CTables

/// Writes a table so that reading it gives the same table again.
///
/// Numbers have the fewest digits that give them back. A text that would be read as anything but itself has quotes;
/// a missing cell is empty, or `NA` in a table of one column, where an empty line would be one. What nothing can tell
/// are the kinds of columns without a cell.
public struct SeparatedWriter: Sendable {
  private let separator: UInt8
  private let quoting: Quoting

  /// - Parameter separator: a byte that `separates` cells.
  public init(separator: UInt8 = UInt8(ascii: ",")) {
    self.separator = separator
    quoting = Quoting(separator)
  }

  /// Whether a byte may stand between cells that have no quotes: it is no part of a number, a truth or a date.
  public static func separates(_ byte: UInt8) -> Bool {
    let isLetter = (0x41...0x5A).contains(byte & 0xDF)
    let isDigit = (0x30...0x39).contains(byte)
    return byte < 0x80 && !isLetter && !isDigit && !"+-.\"\r\n".utf8.contains(byte)
  }

  /// - Parameter names: whether the first line names the columns.
  /// - Throws: `.complex` for a column of complex numbers.
  public func bytes(_ table: Table, names: Bool = true) throws(WritingError) -> [UInt8] {
    var bytes: [UInt8] = []
    if names {
      for (place, name) in table.names.enumerated() {
        if place > 0 { bytes.append(separator) }
        bytes.append(cell: name, quoted: quoting.isNeeded(by: name))
      }
      bytes.append(10)
    }
    let missing = Array((table.columns.count == 1 ? "NA" : "").utf8)
    for (name, column) in zip(table.names, table.columns) where column.kind == .complex { throw .complex(name) }
    for row in 0..<table.rows {
      for (place, column) in table.columns.enumerated() {
        if place > 0 { bytes.append(separator) }
        guard !column.isMissing(row) else {
          bytes += missing
          continue
        }
        switch column.storage {
        case .numbers(let x): bytes.append(contentsOf: x[row].shortest.utf8)
        case .truths(let t): bytes.append(contentsOf: (t[row] ? "true" : "false").utf8)
        case .dates(let d): bytes.append(contentsOf: d[row].description.utf8)
        case .texts(let t):
          let text = t[row]
          bytes.append(cell: text, quoted: quoting.isNeeded(by: text))
        case .complex: break
        }
      }
      bytes.append(10)
    }
    return bytes
  }
}

/// Why a value cannot be written without loss.
public enum WritingError: Error, Hashable, Sendable {
  /// Complex numbers, by their column.
  case complex(String)
  /// A number JSON has no word for, by its column and row.
  case noJSON(String, row: Int)
}

extension Double {
  /// The fewest digits that give the number back, whole numbers without a point.
  var shortest: String {
    if isNaN { return "NaN" }
    if isInfinite { return self < 0 ? "-Inf" : "Inf" }
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

/// Which texts need quotes between cells.
struct Quoting: Sendable {
  /// For each byte, whether a text that holds it needs them.
  private let special: [Bool]

  init(_ separator: UInt8) {
    var special = [Bool](repeating: false, count: 256)
    // A reader who is not told the separator may guess any of four.
    for byte in "\"\n\r,;\t|".utf8 { special[Int(byte)] = true }
    special[Int(separator)] = true
    self.special = special
  }

  /// Whether a text would be read as something else without quotes.
  func isNeeded(by text: String) -> Bool {
    var copy = text
    return copy.withUTF8 { utf8 in
      guard let first = utf8.first, let last = utf8.last else { return true }
      if utf8.contains(where: { special[Int($0)] }) || first == 0x20 || last == 0x20 { return true }
      // The first character of a file would be taken for the mark of its encoding.
      if utf8.starts(with: [0xEF, 0xBB, 0xBF]) { return true }
      return ctables_classify(utf8.baseAddress, utf8.count, UInt8(ascii: ".")) != ctables_text
        || SeparatedOptions.usualMissing.contains(text)
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(cell: String, quoted: Bool) {
    guard quoted else { return append(contentsOf: cell.utf8) }
    append(0x22)
    for byte in cell.utf8 {
      if byte == 0x22 { append(0x22) }
      append(byte)
    }
    append(0x22)
  }
}
