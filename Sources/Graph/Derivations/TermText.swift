import Document
import LinearAlgebra

extension Term {
  /// How tightly a written formula holds together, loosest first.
  enum Binding: Int, Comparable {
    case sum, product, power, atom
    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  /// The formula as it is written on paper, with texts for its variables and for the result.
  func written(_ names: [Text], result: Text, within: Binding = .sum) -> Text {
    let (text, binding) = parts(names, result)
    return binding < within ? Text("(") + text + Text(")") : text
  }

  private func parts(_ names: [Text], _ result: Text) -> (Text, Binding) {
    switch self {
    case .number(let x): return (x.term, x < 0 ? .sum : .atom)
    case .variable(let i):
      let name = i < names.count ? names[i] : Text("?")
      return (name, name.isNegative ? .sum : .atom)
    case .result: return (result, result.isNegative ? .sum : .atom)
    case .apply(let primitive, let operands): return applied(primitive, operands, names, result)
    }
  }

  private func applied(
    _ primitive: Primitive, _ operands: [Term], _ names: [Text], _ result: Text
  ) -> (Text, Binding) {
    func part(_ i: Int, _ binding: Binding) -> Text { operands[i].written(names, result: result, within: binding) }
    switch primitive {
    case .add: return (part(0, .sum) + Text(" + ") + part(1, .product), .sum)
    case .subtract: return (part(0, .sum) + Text(" − ") + part(1, .product), .sum)
    case .multiply: return (part(0, .product) + Text("·") + part(1, .power), .product)
    case .divide: return (part(0, .product) + Text("/") + part(1, .power), .product)
    case .negate: return (Text("−") + part(0, .product), .sum)
    case .power:
      if case .number(let k) = operands[1], let whole = Int(exactly: k), whole.magnitude < 100 {
        return (part(0, .atom) + Text(whole.raised), .power)
      }
      return (part(0, .atom) + Text("^") + part(1, .atom), .power)
    default:
      let inner = operands.indices.map { part($0, .sum) }
      return (Text("\(primitive.rule.name)(") + .joined(inner, ", ") + Text(")"), .atom)
    }
  }
}

extension Text {
  fileprivate var isNegative: Bool { plain.hasPrefix("−") || plain.hasPrefix("-") }
}
