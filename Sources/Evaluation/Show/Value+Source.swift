import Document
import LinearAlgebra
import Numerics
import Syntax
import Tables

extension Value {
  /// The value as an expression that gives it back, with so many significant digits (17 is exact).
  ///
  /// Values may share their parts and be longer than any memory when written out: after so many parts of lists and
  /// records the rest are `…`, and the text is one to look at only.
  public func written(digits: Int = 17, atMost parts: Int = 100_000) -> String {
    var writer = SourceWriter(digits: digits, left: parts)
    writer.write(self)
    return writer.text
  }
}

private struct SourceWriter {
  let digits: Int
  /// How many parts of lists and records may still be written.
  var left: Int
  var depth = 0
  var text = ""

  init(digits: Int, left: Int) { (self.digits, self.left) = (digits, left) }

  /// Parts inside one another; a person reads three.
  private static let deepest = 500

  mutating func write(_ value: Value) {
    switch value {
    case .number(let x): text += x.formatted(digits: digits)
    case .complex(let z): text += NumberFormat.complex(z.real, z.imaginary, digits: digits)
    case .truth(let t): text += t ? "true" : "false"
    case .date(let d): text += "date(\"\(d)\")"
    case .formula(let f): text += f.printed
    case .table(let t):
      // Names that cannot be typed as such are given apart from the columns.
      let areLabels = t.names.allSatisfy(\.isLabel)
      text += "table"
      parts(t.names.count, "(", areLabels ? ")" : "") { writer, i in
        if areLabels { writer.text += "\(t.names[i]) = " }
        writer.write(Value(t.columns[i]))
      }
      if !areLabels {
        let names = t.names.map { "\"\($0.escaped)\"" }.joined(separator: ", ")
        text += "\(t.names.isEmpty ? "" : ", ")names = [\(names)])"
      }
    case .missing: text += "missing"
    case .text(let t): text += "\"\(t.escaped)\""
    case .identity(let s): text += s == 1 ? "I" : "\(s.formatted(digits: digits))I"
    case .function(let f): text += f.printed
    case .record(let r):
      parts(r.fields.count, "{", "}") { writer, i in
        writer.text += "\(r.fields[i].name) = "
        writer.write(r.fields[i].value)
      }
    case .list(let l): parts(l.count, "[", "]") { writer, i in writer.write(l.elements[i]) }
    case .object(let object): text += type(of: object).typeName
    case .traced: text += "…"
    case .vector, .complexVector, .column, .matrix, .complexMatrix, .truths: array(value)
    }
  }

  private mutating func parts(
    _ count: Int, _ opener: String, _ closer: String, _ part: (inout SourceWriter, Int) -> Void
  ) {
    text += opener
    depth += 1
    for index in 0..<count {
      if index > 0 { text += ", " }
      guard left > 0, depth <= Self.deepest else {
        text += "…"
        break
      }
      left -= 1
      part(&self, index)
    }
    depth -= 1
    text += closer
  }

  private mutating func array(_ value: Value) {
    guard let elements = value.elements, let extents = value.extents else { return }
    let words = elements.map { $0.written(digits: digits) }
    guard extents.count == 2 else {
      text += "[\(words.joined(separator: ", "))]"
      return
    }
    let (rows, columns) = (extents[0], extents[1])
    // A matrix without elements has no literal of its own.
    guard rows > 0, columns > 0 else {
      text += "zeros(\(rows), \(columns))"
      return
    }
    let blank = words.contains { $0.contains(" ") }
    let lines = (0..<rows).map { i in
      (0..<columns).map { j in blank ? "(\(words[i + j * rows]))" : words[i + j * rows] }.joined(separator: " ")
    }
    text += "[\(lines.joined(separator: "; "))]"
  }
}

extension String {
  /// Whether it can stand before `=` in a call: a name, and no keyword.
  fileprivate var isLabel: Bool {
    let tokens = Lexer.tokens(of: self)
    return tokens.count == 1 && tokens[0].kind == .name && Name(self).canonical == self
  }

  /// With what a text literal must escape.
  fileprivate var escaped: String {
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
