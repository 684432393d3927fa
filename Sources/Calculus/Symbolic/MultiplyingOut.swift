import Numerics

extension Symbolic {
  /// More terms than this are not written out.
  private static let mostTerms = 400

  /// Products of sums and whole powers of sums multiplied out, everywhere in the formula. What would take more than 400
  /// terms stays as it is.
  public func expanded() -> Symbolic {
    let inner = map { $0.expanded() }
    switch inner {
    case .product(let factors):
      guard factors.contains(where: \.hasTerms) else { return inner }
      var terms: [Symbolic] = [1]
      var rest: [Symbolic] = []
      for factor in factors {
        guard let own = factor.powerTerms, own.count * terms.count <= Self.mostTerms else {
          rest.append(factor)
          continue
        }
        terms = Self.distributed(terms, own)
      }
      let outside = Symbolic.product(of: rest)
      return .sum(of: terms.map { $0 * outside })
    case .power: return inner.powerTerms.map { .sum(of: $0) } ?? inner
    default: return inner
    }
  }

  private var hasTerms: Bool {
    switch self {
    case .sum: true
    case .power(.sum, let exponent): exponent.whole.map { $0 > 1 } ?? false
    default: false
    }
  }

  /// The terms when multiplied out; `nil` for powers of sums that are no whole ones, and for those too long.
  private var powerTerms: [Symbolic]? {
    guard case .power(.sum(let terms), let exponent) = self else { return terms }
    guard let n = exponent.whole, n > 0 else { return [self] }
    guard n <= Self.mostTerms else { return nil }
    // C(n + k − 1, k − 1) terms.
    var count = 1
    for k in 1..<terms.count {
      count = count * (n + k) / k
      guard count <= Self.mostTerms else { return nil }
    }
    var result: [Symbolic] = [1]
    for _ in 0..<n { result = Self.distributed(result, terms) }
    return result
  }

  private static func distributed(_ a: [Symbolic], _ b: [Symbolic]) -> [Symbolic] {
    if a == [1] { return b }
    return Symbolic.sum(of: a.flatMap { x in b.map { x * $0 } }).terms
  }
}
