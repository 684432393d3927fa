import Graph
import Syntax

/// An order in which sums and products are kept: numbers, constants, symbols by name, then what is built of them.
/// It decides nothing a person sees; `AlgebraWriter` has an order of its own.
extension Symbolic: Comparable {
  public static func < (a: Symbolic, b: Symbolic) -> Bool { a.compared(to: b) < 0 }

  private var rank: Int {
    switch self {
    case .number: 0
    case .constant: 1
    case .symbol: 2
    case .power: 3
    case .function: 4
    case .unknown: 5
    case .product: 6
    case .sum: 7
    case .choice: 8
    }
  }

  /// Below 0, 0 or above 0.
  private func compared(to other: Symbolic) -> Int {
    // x and x² stand together, whatever else there is.
    let (a, b) = (raised, other.raised)
    if a.base != self || b.base != other, !isExponential, !other.isExponential {
      let bases = a.base.compared(to: b.base)
      return bases != 0 ? bases : a.exponent.compared(to: b.exponent)
    }
    if rank != other.rank { return rank - other.rank }
    switch (self, other) {
    case (.number(let x), .number(let y)): return x.value < y.value ? -1 : x.value > y.value ? 1 : 0
    case (.constant(let x), .constant(let y)): return x == y ? 0 : x == .e ? -1 : 1
    case (.symbol(let x), .symbol(let y)):
      if x.name != y.name { return x.name.canonical < y.name.canonical ? -1 : 1 }
      return x.indices == y.indices ? 0 : x.indices.lexicographicallyPrecedes(y.indices) ? -1 : 1
    case (.function(let f, let u), .function(let g, let v)):
      return f == g ? Self.compared(u, v) : Int(f.rawValue) - Int(g.rawValue)
    case (.unknown(let f, let n, let u), .unknown(let g, let m, let v)):
      if f != g { return f.canonical < g.canonical ? -1 : 1 }
      return n == m ? Self.compared(u, v) : n.lexicographicallyPrecedes(m) ? -1 : 1
    case (.choice(let p, _, _), .choice(let q, _, _)):
      let parts = Self.compared(children, other.children)
      return parts != 0 || p == q ? parts : p.text < q.text ? -1 : 1
    default: return Self.compared(children, other.children)
    }
  }

  private var isExponential: Bool { if case .function(.exp, _) = self { true } else { false } }

  private static func compared(_ a: [Symbolic], _ b: [Symbolic]) -> Int {
    for (x, y) in zip(a, b) {
      let order = x.compared(to: y)
      if order != 0 { return order }
    }
    return a.count - b.count
  }
}

extension Condition {
  /// The signs alone, to tell conditions of equal operands apart.
  fileprivate var text: String {
    switch self {
    case .comparison(let signs, _): signs.map(\.rawValue).joined(separator: " ")
    case .and(let a, let b): "(\(a.text) and \(b.text))"
    case .or(let a, let b): "(\(a.text) or \(b.text))"
    case .not(let a): "not \(a.text)"
    }
  }
}
