import Glibc
import Numerics

/// What of the mean is linear.
public enum Link: String, Sendable, CaseIterable {
  case identity, log, logit, probit, cloglog, inverse, sqrt

  /// η of a mean within the family's range.
  func callAsFunction(_ mean: Double) -> Double {
    switch self {
    case .identity: mean
    case .log: Glibc.log(mean)
    case .logit: Glibc.log(mean / (1 - mean))
    case .probit: Normal(trusted: 0, sd: 1).quantile(mean)
    case .cloglog: Glibc.log(-log1p(-mean))
    case .inverse: 1 / mean
    case .sqrt: mean.squareRoot()
    }
  }

  /// The mean. Probabilities stay a rounding unit away from 0 and 1, where they would have no weight left.
  func mean(_ eta: Double) -> Double {
    switch self {
    case .identity: eta
    case .log: max(exp(eta), .leastNormalMagnitude)
    case .logit: Self.probability(1 / (1 + exp(-eta)))
    case .probit: Self.probability(0.5 * erfc(-eta * 0.5.squareRoot()))
    case .cloglog: Self.probability(-expm1(-exp(min(eta, 700))))
    case .inverse: 1 / eta
    case .sqrt: eta * eta
    }
  }

  /// dμ/dη
  func slope(_ eta: Double) -> Double {
    switch self {
    case .identity: 1
    case .log: max(exp(eta), .leastNormalMagnitude)
    case .logit:
      // exp(η) overflows for η ≫ 0, so only ever exponentiate −|η|.
      { (e: Double) in max(e / ((1 + e) * (1 + e)), .ulpOfOne) }(exp(-eta.magnitude))
    case .probit: max(exp(-0.5 * eta * eta) / (2 * .pi).squareRoot(), .ulpOfOne)
    case .cloglog: max(exp(min(eta, 700) - exp(min(eta, 700))), .ulpOfOne)
    case .inverse: -1 / (eta * eta)
    case .sqrt: 2 * eta
    }
  }

  private static func probability(_ p: Double) -> Double { min(max(p, .ulpOfOne), 1 - .ulpOfOne) }
}
