import Glibc
import Numerics

/// How a response scatters about its mean.
public enum ResponseFamily: String, Sendable, CaseIterable {
  case binomial, poisson, gaussian, gamma

  /// The first is the default.
  public var links: [Link] {
    switch self {
    case .binomial: [.logit, .probit, .cloglog, .log, .identity]
    case .poisson: [.log, .identity, .sqrt]
    case .gaussian: [.identity, .log, .inverse]
    case .gamma: [.inverse, .log, .identity]
    }
  }

  /// Whether the variance follows from the mean: then z is the reference, else t with an estimated dispersion.
  public var hasKnownDispersion: Bool { self == .binomial || self == .poisson }

  /// Which responses it can give.
  var needed: String {
    switch self {
    case .binomial: "0 or 1, true or false, or a share of the trials that the weights count"
    case .poisson: "a count from 0 on"
    case .gaussian: "a number"
    case .gamma: "above 0"
    }
  }

  func admits(_ y: Double) -> Bool {
    switch self {
    case .binomial: y >= 0 && y <= 1
    case .poisson: y >= 0
    case .gaussian: true
    case .gamma: y > 0
    }
  }

  func admits(mean: Double) -> Bool {
    switch self {
    case .binomial: mean > 0 && mean < 1
    case .poisson, .gamma: mean > 0 && mean < .infinity
    case .gaussian: mean.isFinite
    }
  }

  /// The variance of one row of weight 1 and dispersion 1.
  func variance(_ mean: Double) -> Double {
    switch self {
    case .binomial: mean * (1 - mean)
    case .poisson: mean
    case .gaussian: 1
    case .gamma: mean * mean
    }
  }

  /// A mean to start from.
  func start(_ y: Double, weight: Double) -> Double {
    switch self {
    case .binomial: (weight * y + 0.5) / (weight + 1)
    case .poisson: y + 0.1
    case .gaussian, .gamma: y
    }
  }

  /// Twice what the likelihood loses beside a mean of y.
  func deviance(_ y: Double, _ mean: Double) -> Double {
    func term(_ a: Double, _ b: Double) -> Double { a == 0 ? 0 : a * log(a / b) }
    switch self {
    case .binomial: return 2 * (term(y, mean) + term(1 - y, 1 - mean))
    case .poisson: return 2 * (term(y, mean) - (y - mean))
    case .gaussian: return (y - mean) * (y - mean)
    case .gamma: return 2 * ((y - mean) / mean - log(y / mean))
    }
  }

  /// The logarithm of the likelihood. Weights of the binomial family are numbers of trials; the dispersion of the
  /// gaussian and gamma families is the deviance over the number of rows, as in R.
  func logLikelihood(_ y: [Double], _ mean: [Double], _ weights: [Double], deviance: Double) -> Double {
    let rows = y.indices.filter { weights[$0] > 0 }
    let n = Double(rows.count)
    switch self {
    case .binomial:
      return Sums.sum(
        rows.map { i in
          let (trials, hits) = (weights[i].rounded(), (weights[i] * y[i]).rounded())
          let choices = trials == 1 ? 0 : lgamma(trials + 1) - lgamma(hits + 1) - lgamma(trials - hits + 1)
          let log1 = hits == 0 ? 0 : hits * log(mean[i])
          let log0 = hits == trials ? 0 : (trials - hits) * log1p(-mean[i])
          return choices + log1 + log0
        })
    case .poisson:
      return Sums.sum(
        rows.map { i in weights[i] * ((y[i] == 0 ? 0 : y[i] * log(mean[i])) - mean[i] - lgamma(y[i] + 1)) })
    case .gaussian:
      let logs = Sums.sum(rows.map { log(weights[$0]) })
      return 0.5 * (logs - n * (log(2 * .pi * deviance / n) + 1))
    case .gamma:
      let dispersion = deviance / Sums.sum(weights)
      let shape = 1 / dispersion
      return Sums.sum(
        rows.map { i in
          let scale = mean[i] * dispersion
          return weights[i] * ((shape - 1) * log(y[i]) - y[i] / scale - lgamma(shape) - shape * log(scale))
        })
    }
  }

  /// Parameters besides the coefficients.
  var extraParameters: Int { hasKnownDispersion ? 0 : 1 }
}
