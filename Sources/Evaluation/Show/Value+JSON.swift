import Document
import LinearAlgebra
import Numerics
import Tables

/// JSON text, written by hand: it needs exact numbers and nothing else.
public enum JSON {
  /// A text with what JSON must escape.
  public static func text(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case let s where s.value < 0x20 || s.value >= 0x7F && String(s).visible.unicodeScalars.first != s:
        // JSON allows most of these as they are, but who looks at it does so in a terminal.
        for unit in String(s).utf16 {
          let hex = String(unit, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// The shortest decimal that reads back as the same number; NaN and the infinities as texts.
  public static func number(_ x: Double) -> String {
    guard x.isFinite else { return x.isNaN ? "\"NaN\"" : x < 0 ? "\"-Infinity\"" : "\"Infinity\"" }
    if x == x.rounded(), x.magnitude < 0x1p53 { return x == 0 && x.sign == .minus ? "-0.0" : "\(Int64(x))" }
    return "\(x)"
  }
}

extension Context {
  /// Vectors as arrays, matrices as arrays of rows, complex numbers as `{"re", "im"}`, functions as their text.
  /// - Throws: `.interrupted`, and `.unsupported` of parts nested too deep. Values may share their parts, and then the text can be longer than any memory.
  public func json(_ value: Value) throws(EvaluationError) -> String {
    var context = self
    context.guardrail.measure()
    var writer = JSONWriter(context: context)
    try writer.write(value)
    return writer.text
  }
}

/// Written item by item: a list of all their texts would take more memory than the array itself.
private struct JSONWriter {
  let context: Context
  var text = ""

  mutating func write(_ value: Value) throws(EvaluationError) {
    switch value {
    case .number(let x), .identity(let x): text += JSON.number(x)
    case .complex(let z): text += "{\"re\": \(JSON.number(z.real)), \"im\": \(JSON.number(z.imaginary))}"
    case .truth(let t): text += t ? "true" : "false"
    case .missing, .traced: text += "null"
    case .text(let t): text += JSON.text(t)
    case .date(let d): text += JSON.text(d.description)
    case .formula(let f): text += JSON.text(f.printed)
    case .table(let t): try write(Record(zip(t.names, t.columns).map { Record.Field($0, Value($1)) }))
    case .function(let f): text += "{\"function\": \(JSON.text(f.printed))}"
    case .record(let r): try write(r)
    case .object(let object): try write(object.fields)
    case .vector(let v): try write(count: v.count) { (writer, i) in writer.text += JSON.number(v.elements[i]) }
    case .matrix(let a):
      try write(count: a.rows) { (writer, i) throws(EvaluationError) in
        try writer.write(count: a.columns) { (writer, j) in writer.text += JSON.number(a[i, j]) }
      }
    case .complexVector, .column, .list, .complexMatrix, .truths: try writeElements(of: value)
    }
  }

  private mutating func writeElements(of value: Value) throws(EvaluationError) {
    guard let elements = value.elements, let extents = value.extents else {
      text += "null"
      return
    }
    guard extents.count == 2 else {
      return try write(count: elements.count) { (writer, i) throws(EvaluationError) in try writer.write(elements[i]) }
    }
    let (rows, columns) = (extents[0], extents[1])
    try write(count: rows) { (writer, i) throws(EvaluationError) in
      try writer.write(count: columns) { (writer, j) throws(EvaluationError) in
        try writer.write(elements[i + j * rows])
      }
    }
  }

  private mutating func write(_ record: Record) throws(EvaluationError) {
    try enter()
    text += "{"
    for (index, field) in record.fields.enumerated() {
      text += "\(index > 0 ? ", " : "")\(JSON.text(field.name)): "
      try write(field.value)
    }
    text += "}"
  }

  private mutating func write(
    count: Int, _ item: (inout JSONWriter, Int) throws(EvaluationError) -> Void
  ) throws(EvaluationError) {
    try enter()
    text += "["
    for index in 0..<count {
      if index > 0 { text += ", " }
      try item(&self, index)
    }
    text += "]"
  }

  private func enter() throws(EvaluationError) {
    try context.checkInterrupt()
    guard context.guardrail.hasRoom else {
      throw EvaluationError(.unsupported(what: "JSON", reason: "parts are nested too deep"))
    }
  }
}
