import Glibc
import Numerics

extension Power {
  /// Solves for the one of effect, n, power and alpha that is left out.
  /// - Throws: `.unknowns` unless exactly one is; `.outside`; `.unreachable`.
  public init(
    _ kind: Kind, effect: Double?, n: Double?, power: Double?, alpha: Double?, alternative: TestResult.Alternative,
    parts: Double
  ) throws(PowerError) {
    if kind.isUnsigned, alternative != .twoSided { throw .noSides(kind) }
    var unknown: [Quantity] = []
    if effect == nil { unknown.append(.effect) }
    if n == nil { unknown.append(.n) }
    if power == nil { unknown.append(.power) }
    if alpha == nil { unknown.append(.alpha) }
    guard unknown.count == 1 else { throw .unknowns(unknown) }
    try Self.check(kind, effect, n, power, alpha)
    if kind == .anova, !(parts >= 2 && parts == parts.rounded() && parts < 1e9) {
      throw .parts(name: "groups", parts, needed: "a whole number from 2 on")
    }
    if kind == .chisq, !(parts >= 1 && parts < 1e9) { throw .parts(name: "df", parts, needed: "a number from 1 on") }
    (self.kind, self.alternative, self.parts, solved) = (kind, alternative, parts, unknown[0])
    (self.effect, self.n, self.alpha, self.power) = (effect ?? 0, n ?? 0, alpha ?? 0, power ?? 0)
    switch solved {
    case .power: self.power = self.power(at: self.n)
    case .n: self.n = exp(try solve(log(kind.leastCount), log(1e12)) { plan, x in plan.n = exp(x) })
    case .alpha: self.alpha = exp(try solve(log(1e-15), log(1 - 1e-12)) { plan, x in plan.alpha = exp(x) })
    case .effect:
      let (sign, most) = (alternative == .less ? -1.0 : 1.0, Self.largestEffect(kind))
      self.effect = sign * exp(try solve(log(1e-12), log(most)) { plan, x in plan.effect = sign * exp(x) })
    }
  }

  private static func largestEffect(_ kind: Kind) -> Double {
    switch kind {
    case .proportion, .oneProportion: .pi
    case .correlation: 1 - 1e-12
    default: 1e6
    }
  }

  private static func check(
    _ kind: Kind, _ effect: Double?, _ n: Double?, _ power: Double?, _ alpha: Double?
  ) throws(PowerError) {
    if let effect {
      switch kind {
      case .correlation where !(effect.magnitude < 1):
        throw .outside(.effect, effect, needed: "between -1 and 1")
      case .anova where !(effect >= 0), .chisq where !(effect >= 0):
        throw .outside(.effect, effect, needed: "from 0 on")
      default: break
      }
      guard effect.isFinite, effect.magnitude <= 1e6 else {
        throw .outside(.effect, effect, needed: "a finite number")
      }
    }
    if let n, !(n >= kind.leastCount && n <= 1e12) {
      throw .outside(.n, n, needed: "from \(Int(kind.leastCount)) to 1e12")
    }
    for case (let quantity, let value?) in [(Quantity.power, power), (Quantity.alpha, alpha)] {
      if !(value > 0 && value < 1) { throw .outside(quantity, value, needed: "between 0 and 1") }
    }
  }

  /// Where the power, which rises from `low` on, is the one wanted: halved until no number is left between.
  private func solve(_ low: Double, _ limit: Double, _ set: (inout Power, Double) -> Void) throws(PowerError) -> Double
  {
    func reached(_ x: Double) -> Double {
      var plan = self
      set(&plan, x)
      return plan.power(at: plan.n)
    }
    var (low, high) = (low, low)
    let first = reached(low)
    var last = first
    // Step by step: far beyond the answer Boost's series no longer settle.
    while last < power, high < limit {
      low = high
      high = min(high + 1, limit)
      let next = reached(high)
      if next.isNaN { break }
      last = next
    }
    guard first <= power, last >= power else {
      // Where the power is too high from the start it still rises, if anything does, to 1.
      let top = first > power && reached(low + 1) > first ? 1 : max(first, last)
      throw .unreachable(solved, power: power, reached: min(first, last)...top)
    }
    while true {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { return middle }
      if reached(middle) >= power { high = middle } else { low = middle }
    }
  }
}
