/// The standard normal quantile in arithmetic alone, so that its bits are the same everywhere.
///
/// Relative error about 1e-15.
/// - Source: Wichura, algorithm AS 241 (PPND16), Applied Statistics 37, 1988; the logarithm is fdlibm's `e_log.c`.
enum NormalQuantile {
  /// The quantile of 1/2 + q, with q strictly inside (−1/2, 1/2).
  static func at(fromHalf q: Double) -> Double {
    if q.magnitude <= 0.425 {
      let r = 0.180625 - q * q
      return q * polynomial(centre.above, r) / polynomial(centre.below, r)
    }
    let r = (-logarithm(0.5 - q.magnitude)).squareRoot()
    let size =
      r <= 5
      ? polynomial(middle.above, r - 1.6) / polynomial(middle.below, r - 1.6)
      : polynomial(tail.above, r - 5) / polynomial(tail.below, r - 5)
    return q < 0 ? -size : size
  }

  private typealias Coefficients = SIMD8<Double>

  @inline(__always)
  private static func polynomial(_ c: Coefficients, _ x: Double) -> Double {
    var value = c[7]
    for k in stride(from: 6, through: 0, by: -1) { value = value * x + c[k] }
    return value
  }

  private static let centre = (
    above: Coefficients(
      3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
      4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3),
    below: Coefficients(
      1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3,
      2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3)
  )
  private static let middle = (
    above: Coefficients(
      1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
      1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4),
    below: Coefficients(
      1, 2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1,
      1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9)
  )
  private static let tail = (
    above: Coefficients(
      6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
      2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7),
    below: Coefficients(
      1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
      7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15)
  )

  /// The natural logarithm of a normal number below 1.
  private static func logarithm(_ x: Double) -> Double {
    var exponent = Double(x.exponent)
    var significand = x.significand
    if significand > 1.4142135623730951 {
      significand *= 0.5
      exponent += 1
    }
    let f = significand - 1
    let s = f / (2 + f)
    let z = s * s
    let w = z * z
    let even = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01))
    let odd =
      z
      * (6.666666666666735130e-01
        + w
        * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)))
    let half = 0.5 * f * f
    return exponent * 6.93147180369123816490e-01
      - ((half - (s * (half + even + odd) + exponent * 1.90821492927058770002e-10)) - f)
  }
}
