import CBoostMath

/// A distribution of Boost.Math with its parameters, unchecked: NaN comes of parameters outside their range.
struct Law: Sendable {
  private let kind: nabla_law
  private let a: Double
  private let b: Double
  private let c: Double

  init(_ kind: nabla_law, _ a: Double, _ b: Double = 0, _ c: Double = 0) {
    (self.kind, self.a, self.b, self.c) = (kind, a, b, c)
  }

  func pdf(_ x: Double) -> Double { nabla_law_value(kind, NABLA_PDF, x, a, b, c) }
  func cdf(_ x: Double) -> Double { nabla_law_value(kind, NABLA_CDF, x, a, b, c) }
  func ccdf(_ x: Double) -> Double { nabla_law_value(kind, NABLA_CCDF, x, a, b, c) }
  func quantile(_ p: Double) -> Double { nabla_law_value(kind, NABLA_QUANTILE, p, a, b, c) }
  func upperQuantile(_ p: Double) -> Double { nabla_law_value(kind, NABLA_UPPER_QUANTILE, p, a, b, c) }
}
