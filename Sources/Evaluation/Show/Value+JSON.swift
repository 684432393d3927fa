import Document
import LinearAlgebra
import Numerics

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
        let hex = String(s.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
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

  /// Written item by item: a list of all their texts would take more memory than the array itself.
  static func array(count: Int, _ item: (Int) -> String) -> String {
    var text = "["
    for index in 0..<count {
      if index > 0 { text += ", " }
      text += item(index)
    }
    return text + "]"
  }
}

extension Value {
  /// Vectors as arrays, matrices as arrays of rows, complex numbers as `{"re", "im"}`, functions as their text.
  public var json: String {
    switch self {
    case .number(let x), .identity(let x): JSON.number(x)
    case .complex(let z): "{\"re\": \(JSON.number(z.real)), \"im\": \(JSON.number(z.imaginary))}"
    case .truth(let t): t ? "true" : "false"
    case .missing, .traced: "null"
    case .text(let t): JSON.text(t)
    case .function(let f): "{\"function\": \(JSON.text(f.printed))}"
    case .record(let r): r.json
    case .object(let object): object.fields.json
    case .vector, .complexVector, .column, .list, .matrix, .complexMatrix, .truths: arrayJSON
    }
  }

  private var arrayJSON: String {
    if case .vector(let v) = self { return JSON.array(count: v.count) { JSON.number(v.elements[$0]) } }
    if case .matrix(let a) = self {
      return JSON.array(count: a.rows) { i in JSON.array(count: a.columns) { j in JSON.number(a[i, j]) } }
    }
    guard let elements, let extents else { return "null" }
    guard extents.count == 2 else { return JSON.array(count: elements.count) { elements[$0].json } }
    let (rows, columns) = (extents[0], extents[1])
    return JSON.array(count: rows) { i in JSON.array(count: columns) { j in elements[i + j * rows].json } }
  }
}

extension Record {
  var json: String {
    "{\(fields.map { "\(JSON.text($0.name)): \($0.value.json)" }.joined(separator: ", "))}"
  }
}
