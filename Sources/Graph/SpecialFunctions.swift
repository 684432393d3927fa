import Glibc

/// The special functions the primitives need.
@usableFromInline enum Special {
  @usableFromInline static func gamma(_ x: Double) -> Double { Glibc.tgamma(x) }

  @usableFromInline static func lgamma(_ x: Double) -> Double {
    var sign: Int32 = 0
    // lgamma writes the global signgam, which two threads would race for.
    return Glibc.lgamma_r(x, &sign)
  }

  /// ψ(x): reflection below 0, recurrence to 12, then the asymptotic series (Abramowitz & Stegun 6.3.18).
  @usableFromInline static func digamma(_ x: Double) -> Double {
    guard x > 0 else {
      guard x != x.rounded() else { return .nan }
      return digamma(1 - x) - .pi / Glibc.tan(.pi * (x - x.rounded()))
    }
    var (x, shift) = (x, 0.0)
    while x < 12 { (shift, x) = (shift + 1 / x, x + 1) }
    let z = 1 / (x * x)
    let c: [(Double, Double)] = [(1, 12), (-1, 120), (1, 252), (-1, 240), (1, 132), (-691, 32760), (1, 12)]
    return Glibc.log(x) - 0.5 / x - series(c, z) - shift
  }

  /// ψ′(x), the same way (6.4.12).
  @usableFromInline static func trigamma(_ x: Double) -> Double {
    guard x > 0 else {
      guard x != x.rounded() else { return .nan }
      let s = .pi / Glibc.sin(.pi * (x - x.rounded()))
      return s * s - trigamma(1 - x)
    }
    var (x, shift) = (x, 0.0)
    while x < 12 { (shift, x) = (shift + 1 / (x * x), x + 1) }
    let z = 1 / (x * x)
    let b: [(Double, Double)] = [(1, 6), (-1, 30), (1, 42), (-1, 30), (5, 66), (-691, 2730), (7, 6)]
    return shift + (1 + series(b, z)) / x + z / 2
  }

  // Σ cₖ zᵏ from k = 1.
  private static func series(_ coefficients: [(Double, Double)], _ z: Double) -> Double {
    coefficients.reversed().reduce(0) { sum, c in (sum + c.0 / c.1) * z }
  }

  @usableFromInline static func erfinv(_ x: Double) -> Double {
    // Near ±1 the complement holds the digits, and 1 − |x| is exact there.
    if Swift.abs(x) > 0.5 { return x > 0 ? erfcinv(1 - x) : -erfcinv(1 + x) }
    var y = start(x)
    for _ in 0..<3 { y = halley(y, (Glibc.erf(y) - x)) }
    return y
  }

  @usableFromInline static func erfcinv(_ p: Double) -> Double {
    if p == 0 { return .infinity }
    if p == 2 { return -.infinity }
    guard p > 0, p < 2 else { return .nan }
    if p > 0.5 { return p > 1.5 ? -erfcinv(2 - p) : erfinv(1 - p) }
    let l = -Glibc.log(p)
    var y = p > 1e-3 ? start(1 - p) : (l - 0.5 * Glibc.log(.pi * l)).squareRoot()
    for _ in 0..<5 { y = halley(y, p - Glibc.erfc(y)) }
    return y
  }

  // Winitzki's estimate, within 0.4 %.
  private static func start(_ x: Double) -> Double {
    let (a, l) = (0.147, Glibc.log1p(-x * x))
    let b = 2 / (.pi * a) + l / 2
    return (x < 0 ? -1 : 1) * ((b * b - l / a).squareRoot() - b).squareRoot()
  }

  private static func halley(_ y: Double, _ residual: Double) -> Double {
    let step = residual / (M_2_SQRTPI * Glibc.exp(-y * y))
    return y - step / (1 + y * step)
  }
}
