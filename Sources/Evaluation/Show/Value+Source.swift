import Document
import LinearAlgebra
import Numerics

extension Value {
  /// The value as an expression that gives it back, with so many significant digits (17 is exact).
  public func written(digits: Int = 17) -> String {
    switch self {
    case .number(let x): x.formatted(digits: digits)
    case .complex(let z): NumberFormat.complex(z.real, z.imaginary, digits: digits)
    case .truth(let t): t ? "true" : "false"
    case .missing: "missing"
    case .text(let t): "\"\(t.escaped)\""
    case .identity(let s): s == 1 ? "I" : "\(s.formatted(digits: digits))I"
    case .function(let f): f.printed
    case .record(let r):
      "{\(r.fields.map { "\($0.name) = \($0.value.written(digits: digits))" }.joined(separator: ", "))}"
    case .object(let object): type(of: object).typeName
    case .traced: "…"
    default: array(digits)
    }
  }

  private func array(_ digits: Int) -> String {
    guard let elements, let extents else { return "" }
    let words = elements.map { $0.written(digits: digits) }
    guard extents.count == 2 else { return "[\(words.joined(separator: ", "))]" }
    let (rows, columns) = (extents[0], extents[1])
    // A matrix without elements has no literal of its own.
    guard rows > 0, columns > 0 else { return "zeros(\(rows), \(columns))" }
    let blank = words.contains { $0.contains(" ") }
    let lines = (0..<rows).map { i in
      (0..<columns).map { j in blank ? "(\(words[i + j * rows]))" : words[i + j * rows] }.joined(separator: " ")
    }
    return "[\(lines.joined(separator: "; "))]"
  }
}

extension String {
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
