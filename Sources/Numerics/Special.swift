import CBoostMath
import Glibc

/// Special functions of one or more real numbers.
///
/// Relative error at most 1e-13, or what the rounding of the argument alone causes where that is more (near a zero).
/// Outside a function's domain the value is NaN.
/// - Source: Boost.Math, and glibc for `lgamma`, which alone is exact around its zeros at 1 and 2.
public enum Special {
  /// Γ(x); NaN at 0 and the negative integers.
  public static func gamma(_ x: Double) -> Double {
    if x <= 0, x == x.rounded() { return .nan }
    return x == .infinity ? x : nabla_gamma(x)
  }

  /// log |Γ(x)|; infinite at 0 and the negative integers.
  public static func lgamma(_ x: Double) -> Double {
    var sign: Int32 = 0
    return lgamma_r(x, &sign)
  }

  /// Γ′(x)/Γ(x); NaN at 0 and the negative integers.
  public static func digamma(_ x: Double) -> Double {
    if x <= 0, x == x.rounded() { return .nan }
    return x == .infinity ? x : nabla_digamma(x)
  }

  /// The derivative of `digamma`; NaN at 0 and the negative integers.
  public static func trigamma(_ x: Double) -> Double {
    if x <= 0, x == x.rounded() { return .nan }
    return x == .infinity ? 0 : nabla_trigamma(x)
  }

  /// B(a, b) for a, b > 0.
  public static func beta(_ a: Double, _ b: Double) -> Double {
    a > 0 && b > 0 ? nabla_beta(a, b) : .nan
  }

  public static func erf(_ x: Double) -> Double { nabla_erf(x) }

  /// 1 − erf(x), accurate where erf(x) is almost 1.
  public static func erfc(_ x: Double) -> Double { nabla_erfc(x) }

  /// The inverse of `erf`, for −1 ≤ p ≤ 1.
  public static func erfinv(_ p: Double) -> Double {
    if p.magnitude == 1 { return p * .infinity }
    return p.magnitude < 1 ? nabla_erfinv(p) : .nan
  }

  /// The inverse of `erfc`, for 0 ≤ p ≤ 2.
  public static func erfcinv(_ p: Double) -> Double {
    if p == 0 { return .infinity }
    if p == 2 { return -.infinity }
    return p > 0 && p < 2 ? nabla_erfcinv(p) : .nan
  }

  /// The regularised lower incomplete gamma function P(a, x), for a > 0 and x ≥ 0.
  public static func gammaP(_ a: Double, _ x: Double) -> Double {
    guard a > 0, x >= 0, a.isFinite else { return .nan }
    return x == .infinity ? 1 : nabla_gamma_p(a, x)
  }

  /// The regularised upper incomplete gamma function Q(a, x) = 1 − P(a, x), for a > 0 and x ≥ 0.
  public static func gammaQ(_ a: Double, _ x: Double) -> Double {
    guard a > 0, x >= 0, a.isFinite else { return .nan }
    return x == .infinity ? 0 : nabla_gamma_q(a, x)
  }

  /// The regularised incomplete beta function I(a, b; x), for a, b > 0 and 0 ≤ x ≤ 1.
  public static func betaI(_ a: Double, _ b: Double, _ x: Double) -> Double {
    a > 0 && b > 0 && a.isFinite && b.isFinite && x >= 0 && x <= 1 ? nabla_beta_i(a, b, x) : .nan
  }

  /// Riemann's ζ(x); infinite at 1.
  public static func zeta(_ x: Double) -> Double {
    if x == 1 || x.isNaN { return x * .infinity }
    return x == .infinity ? 1 : nabla_zeta(x)
  }

  /// The Bessel function of the first kind Jₙ(x); real orders need x ≥ 0. Orders past 2³¹ have values where those round
  /// to 0, and NaN elsewhere.
  public static func besselJ(_ order: Double, _ x: Double) -> Double {
    guard order.isFinite, !x.isNaN, x >= 0 || order == order.rounded() else { return .nan }
    // |Jₙ(nz)| ≤ exp(−n (artanh s − s)), s² = 1 − z²: below 10⁻¹⁰⁰⁰⁰ here (DLMF 10.14.5).
    if order.magnitude > 0x1p30, x.magnitude < 0.9 * order.magnitude, order > 0 || order == order.rounded() { return 0 }
    guard order.magnitude < 0x1p31 else { return .nan }
    return x.isInfinite ? 0 : nabla_bessel_j(order, x)
  }

  /// The principal branch of Lambert's W: the w ≥ −1 with w eʷ = x, for x ≥ −1/e.
  public static func lambertW(_ x: Double) -> Double {
    if x == .infinity { return x }
    // 1/e in two doubles: the distance to the branch point is what the value depends on, and one double loses it.
    let branch = (high: 0.36787944117144233, low: -1.2428753672788363e-17)
    guard x >= -branch.high else { return .nan }
    let square = 2 * M_E * ((x + branch.high) + branch.low)
    guard square < 1e-3 else { return nabla_lambert_w(x) }
    let p = max(0, square).squareRoot()
    return lambertSeries.reversed().reduce(0) { $0 * p + $1 }
  }

  /// W in powers of p = √(2(1 + e x)) about the branch point.
  /// - Source: Corless et al., *On the Lambert W function*, 1996, eq. 4.22.
  private static let lambertSeries: [Double] = [
    -1, 1, -1.0 / 3, 11.0 / 72, -43.0 / 540, 769.0 / 17280, -221.0 / 8505, 680_863.0 / 43_545_600, -1963.0 / 204_120,
    226_287_557.0 / 37_623_398_400, -5_776_369.0 / 1_515_591_000,
  ]

  public static func log1p(_ x: Double) -> Double { x < -1 ? .nan : Glibc.log1p(x) }
  public static func expm1(_ x: Double) -> Double { Glibc.expm1(x) }

  /// 1/(1 + e⁻ˣ).
  public static func sigmoid(_ x: Double) -> Double {
    // exp(−x) overflows for x ≪ 0, so only ever exponentiate −|x|.
    let e = Glibc.exp(-x.magnitude)
    return x >= 0 ? 1 / (1 + e) : e / (1 + e)
  }

  /// log(1/(1 + e⁻ˣ)), accurate in both tails.
  public static func logSigmoid(_ x: Double) -> Double {
    min(x, 0) - Glibc.log1p(Glibc.exp(-x.magnitude))
  }

  /// log Σ exp(xᵢ) without overflow; −∞ for no elements.
  public static func logSumExp(_ x: [Double]) -> Double {
    guard let top = x.max(by: { $1.isNaN || $0 < $1 }) else { return -.infinity }
    guard top.isFinite else { return top }
    let place = x.firstIndex(of: top)
    // The largest term is exactly 1, so the others go through log1p and keep their digits.
    let others = x.indices.filter { $0 != place }.map { Glibc.exp(x[$0] - top) }
    return top + Glibc.log1p(Sums.sum(others))
  }

  /// exp(xᵢ)/Σ exp(xⱼ); an infinite xᵢ takes all the weight.
  public static func softmax(_ x: [Double]) -> [Double] {
    guard let top = x.max(by: { $1.isNaN || $0 < $1 }) else { return [] }
    if top == .infinity {
      let winners = Double(x.lazy.filter { $0 == .infinity }.count)
      return x.map { $0 == .infinity ? 1 / winners : 0 }
    }
    let weights = x.map { Glibc.exp($0 - top) }
    let total = Sums.sum(weights)
    return weights.map { $0 / total }
  }
}
