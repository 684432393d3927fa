import Glibc
import Numerics

/// The law of scale · X + shift, with the tails of X itself.
public struct Moved: Distribution {
  public static let name = "moved"
  public static let isDiscrete = false

  public let base: any Distribution
  /// Not 0.
  public let scale: Double
  public let shift: Double
  public let isCounted: Bool

  public init(_ base: any Distribution, scale: Double, shift: Double) {
    (self.base, self.scale, self.shift) = (base, scale, shift)
    isCounted = base.isCounted
  }

  /// The point of X that `x` comes from. A value X can give is met exactly, though quotient and product are rounded:
  /// 3 · 0.1 is not 0.3, nor a third of it 0.1.
  public func origin(_ x: Double) -> Double {
    let t = (x - shift) / scale
    guard isCounted, t.isFinite else { return t }
    let near = [t.rounded(), t, base.value(before: t), base.value(after: t)].filter(\.isFinite)
    if let exact = near.first(where: { place($0) == x && base.pdf($0) > 0 }) { return exact }
    if let exact = near.prefix(2).first(where: { place($0) == x }) { return exact }
    let rounding = 2 * max(x.magnitude, shift.magnitude).ulp
    return near.first { (place($0) - x).magnitude <= rounding && base.pdf($0) > 0 } ?? t
  }
  private func place(_ t: Double) -> Double { scale * t + shift }

  public var parameters: [(name: String, value: Double)] { base.parameters }
  public var support: ClosedRange<Double> {
    let ends = (place(base.support.lowerBound), place(base.support.upperBound))
    return min(ends.0, ends.1)...max(ends.0, ends.1)
  }

  public func pdf(_ x: Double) -> Double { isCounted ? base.pdf(origin(x)) : base.pdf(origin(x)) / scale.magnitude }
  public func logpdf(_ x: Double) -> Double {
    isCounted ? base.logpdf(origin(x)) : base.logpdf(origin(x)) - log(scale.magnitude)
  }
  /// −X ≤ x is X ≥ −x, which of counted values is X > the value before.
  public func cdf(_ x: Double) -> Double { scale > 0 ? base.cdf(origin(x)) : base.ccdf(before(x)) }
  public func ccdf(_ x: Double) -> Double { scale > 0 ? base.ccdf(origin(x)) : base.cdf(before(x)) }
  public func logcdf(_ x: Double) -> Double { scale > 0 ? base.logcdf(origin(x)) : base.logccdf(before(x)) }
  public func logccdf(_ x: Double) -> Double { scale > 0 ? base.logccdf(origin(x)) : base.logcdf(before(x)) }
  private func before(_ x: Double) -> Double { isCounted ? base.value(before: origin(x)) : origin(x) }

  public func quantile(_ p: Double) -> Double {
    if let end = end(p, isUpper: false) { return end }
    if scale > 0 { return place(base.quantile(p)) }
    guard isCounted else { return place(base.upperQuantile(p)) }
    // The greatest t with P(X ≥ t) ≥ p.
    let t = base.upperQuantile(p)
    return place(base.ccdf(t) == p ? min(base.value(after: t), base.support.upperBound) : t)
  }
  public func upperQuantile(_ p: Double) -> Double {
    if let end = end(p, isUpper: true) { return end }
    if scale > 0 { return place(base.upperQuantile(p)) }
    guard isCounted else { return place(base.quantile(p)) }
    let t = base.quantile(p)
    return place(base.cdf(t) == p ? min(base.value(after: t), base.support.upperBound) : t)
  }
  /// What 0 and 1 are the quantiles of; other shares have none here.
  private func end(_ p: Double, isUpper: Bool) -> Double? {
    if p == 0 { return isUpper ? support.upperBound : support.lowerBound }
    return p == 1 ? (isUpper ? support.lowerBound : support.upperBound) : nil
  }
  public func value(before x: Double) -> Double { isCounted ? neighbour(x, isAfter: scale < 0) : x }
  public func value(after x: Double) -> Double { isCounted ? neighbour(x, isAfter: scale > 0) : x }
  private func neighbour(_ x: Double, isAfter: Bool) -> Double {
    place(isAfter ? base.value(after: origin(x)) : base.value(before: origin(x)))
  }

  public var mean: Double { scale * base.mean + shift }
  public var variance: Double { scale * scale * base.variance }
  public var mode: Double { place(base.mode) }
  public var skewness: Double { scale < 0 ? -base.skewness : base.skewness }
  public var kurtosis: Double { base.kurtosis }
  public func sample(from random: inout RandomStream) -> Double { place(base.sample(from: &random)) }
  public func samples(_ count: Int, from random: inout RandomStream) -> [Double] {
    base.samples(count, from: &random).map(place)
  }
}
