import Glibc
import Numerics

/// A law fitted to numbers by maximum likelihood.
public struct Fit: Sendable {
  public let distribution: any Distribution
  /// Standard errors in the order of the parameters, from the observed information; NaN of one at the edge of its range.
  public let standardErrors: [Double]
  public let logLikelihood: Double
  public let count: Int
  /// How many parameters were estimated, for the AIC.
  public let estimated: Int

  public var aic: Double { 2 * Double(estimated) - 2 * logLikelihood }
  public var bic: Double { log(Double(count)) * Double(estimated) - 2 * logLikelihood }

  init(_ distribution: any Distribution, errors: [Double], _ x: [Double], estimated: Int? = nil) {
    self.distribution = distribution
    standardErrors = errors
    logLikelihood = Sums.sum(distribution.answers(.logpdf, x))
    count = x.count
    self.estimated = estimated ?? errors.count
  }
}

extension Family {
  /// The parameters under which the numbers are most probable.
  /// - Parameter trials: of the binomial law, whose n is not estimated.
  /// - Throws: `.unfit` of numbers the law cannot give, `.noMaximum`, `.parameter`.
  public func fit(_ x: [Double], trials: Double? = nil) throws(DistributionError) -> Fit {
    let n = Double(x.count)
    func need(_ holds: Bool, _ why: String) throws(DistributionError) {
      if !holds { throw .unfit(law: name, why: why) }
    }
    try need(!x.isEmpty, "there is at least one number")
    try need(x.allSatisfy(\.isFinite), "every number is finite")
    let mean = Sums.mean(x)
    let spread = Sums.mean(x.map { ($0 - mean) * ($0 - mean) }).squareRoot()
    let (least, most) = (x.min() ?? 0, x.max() ?? 0)
    func needPositive() throws(DistributionError) { try need(least > 0, "every number is greater than 0") }
    func needSpread() throws(DistributionError) { try need(least < most, "the numbers are not all the same") }
    if isDiscrete {
      try need(x.allSatisfy { $0 == $0.rounded() && $0 >= 0 }, "every number is whole and at least 0")
    }
    switch name {
    case Normal.name:
      try needSpread()
      return Fit(
        try Normal(mean: mean, sd: spread), errors: [spread / n.squareRoot(), spread / (2 * n).squareRoot()], x)
    case LogNormal.name:
      try needPositive()
      try needSpread()
      let logs = x.map { log($0) }
      let centre = Sums.mean(logs)
      let sigma = Sums.mean(logs.map { ($0 - centre) * ($0 - centre) }).squareRoot()
      return Fit(
        try LogNormal(mu: centre, sigma: sigma), errors: [sigma / n.squareRoot(), sigma / (2 * n).squareRoot()], x)
    case Exponential.name:
      try need(least >= 0 && mean > 0, "every number is at least 0, and not all are 0")
      return Fit(try Exponential(rate: 1 / mean), errors: [1 / mean / n.squareRoot()], x)
    case Uniform.name:
      try needSpread()
      return Fit(try Uniform(a: least, b: most), errors: [.nan, .nan], x)
    case Laplace.name:
      try needSpread()
      let sorted = x.sorted()
      let median = (sorted[(x.count - 1) / 2] + sorted[x.count / 2]) / 2
      let scale = Sums.mean(x.map { ($0 - median).magnitude })
      return Fit(
        try Laplace(location: median, scale: scale), errors: [scale / n.squareRoot(), scale / n.squareRoot()], x)
    case Pareto.name:
      try needPositive()
      try needSpread()
      let shape = 1 / Sums.mean(x.map { log($0 / least) })
      return Fit(try Pareto(minimum: least, shape: shape), errors: [.nan, shape / n.squareRoot()], x)
    case Poisson.name:
      try need(mean > 0, "not every number is 0")
      return Fit(try Poisson(rate: mean), errors: [(mean / n).squareRoot()], x)
    case Geometric.name:
      let p = 1 / (1 + mean)
      return Fit(try Geometric(p: p), errors: [p * ((1 - p) / n).squareRoot()], x)
    case Bernoulli.name:
      try need(most <= 1, "every number is 0 or 1")
      return Fit(try Bernoulli(p: mean), errors: [(mean * (1 - mean) / n).squareRoot()], x)
    case Binomial.name:
      guard let trials else { throw .unfit(law: name, why: "the number of trials is given, as in n = 10") }
      try need(most <= trials, "no number is greater than n")
      let p = mean / trials
      return Fit(
        try Binomial(n: trials, p: p), errors: [.nan, (p * (1 - p) / (n * trials)).squareRoot()], x, estimated: 1)
    case Gamma.name:
      try needPositive()
      try needSpread()
      // Moments give the start; what is left of the likelihood's slope goes by Newton.
      return try likeliest(x, start: [mean * mean / (spread * spread), spread * spread / mean])
    case Weibull.name:
      try needPositive()
      try needSpread()
      let logs = x.map { log($0) }
      let centre = Sums.mean(logs)
      let shape = 1.2825 / Sums.mean(logs.map { ($0 - centre) * ($0 - centre) }).squareRoot()
      return try likeliest(x, start: [shape, exp(centre + 0.5772 / shape)])
    case Beta.name:
      try need(least > 0 && most < 1, "every number lies strictly between 0 and 1")
      try needSpread()
      let size = max(mean * (1 - mean) / (spread * spread) - 1, 0.1)
      return try likeliest(x, start: [mean * size, (1 - mean) * size])
    case Logistic.name:
      try needSpread()
      return try likeliest(x, start: [mean, spread * 0.5513])
    case Cauchy.name:
      try needSpread()
      let sorted = x.sorted()
      let half = (sorted[3 * (x.count - 1) / 4] - sorted[(x.count - 1) / 4]) / 2
      return try likeliest(x, start: [sorted[x.count / 2], half > 0 ? half : spread])
    case StudentT.name: return try likeliest(x, start: [spread > 1.01 ? max(2 / (1 - 1 / (spread * spread)), 0.5) : 20])
    case ChiSquared.name:
      try needPositive()
      return try likeliest(x, start: [mean])
    case F.name:
      try needPositive()
      try needSpread()
      return try likeliest(x, start: [2, mean > 1 ? min(max(2 * mean / (mean - 1), 3), 30) : 20])
    case NegativeBinomial.name:
      try need(mean > 0, "not every number is 0")
      guard spread * spread > mean else {
        throw .noMaximum(law: name, why: "the variance is not greater than the mean, so Poisson fits best")
      }
      let p = mean / (spread * spread)
      return try likeliest(x, start: [mean * p / (1 - p), p])
    default: throw .noMaximum(law: name, why: "it is not among the families that I can fit")
    }
  }

  /// Newton's method on the logarithms of positive parameters and the logits of probabilities, with differences of
  /// fourth order for the slopes.
  private func likeliest(_ x: [Double], start: [Double]) throws(DistributionError) -> Fit {
    let kinds = parameters.map { $0 == "location" ? Scale.plain : $0 == "p" ? .logit : .log }
    func values(_ t: [Double]) -> [Double] { zip(kinds, t).map { $0.value($1) } }
    func loss(_ t: [Double]) -> Double {
      guard let law = try? self(values(t)) else { return .infinity }
      let sum = Sums.sum(law.answers(.logpdf, x))
      return sum.isNaN ? .infinity : -sum
    }
    // A unit of a location is the scale beside it.
    let unit = kinds.map { $0 == .plain ? start[1] : 1 }
    var t = zip(kinds, start).map { $0.place($1) }
    var value = loss(t)
    for _ in 0..<200 {
      let (gradient, hessian) = slopes(loss, t, unit)
      guard let step = Self.descent(gradient, hessian) else { break }
      var (size, next, best) = (1.0, t, value)
      while size > 1e-10 {
        next = zip(t, step).map { $0 - size * $1 }
        best = loss(next)
        if best <= value { break }
        size /= 2
      }
      let moved = zip(zip(next, t), unit).map { (($0.0 - $0.1) / $1).magnitude }.max() ?? 0
      if best <= value { (t, value) = (next, best) }
      if moved < 1e-9 || size <= 1e-10 { break }
    }
    let edge = zip(kinds, t).contains { $0 != .plain && $1.magnitude > 25 }
    guard value.isFinite, !edge else {
      throw .noMaximum(law: name, why: "the likelihood keeps rising towards the edge of the parameters' range")
    }
    let (_, hessian) = slopes(loss, t, unit)
    let found = values(t)
    // A million degrees of freedom are as good as infinitely many.
    guard name != F.name || found.allSatisfy({ $0 < 1e6 }) else {
      throw .noMaximum(law: name, why: "the likelihood keeps rising with the degrees of freedom")
    }
    let variances = Self.inverseDiagonal(hessian)
    let errors = zip(zip(kinds, found), variances).map { $0.0.slope(at: $0.1) * $1.squareRoot() }
    return Fit(try self(found), errors: errors, x)
  }

  private enum Scale {
    case plain, log, logit

    func place(_ value: Double) -> Double {
      switch self {
      case .plain: value
      case .log: Glibc.log(value)
      case .logit: Glibc.log(value / (1 - value))
      }
    }
    func value(_ place: Double) -> Double {
      switch self {
      case .plain: place
      case .log: exp(place)
      case .logit: 1 / (1 + exp(-place))
      }
    }
    func slope(at value: Double) -> Double {
      switch self {
      case .plain: 1
      case .log: value
      case .logit: value * (1 - value)
      }
    }
  }

  /// Gradient and second differences at t.
  private func slopes(
    _ f: ([Double]) -> Double, _ t: [Double], _ unit: [Double]
  ) -> (gradient: [Double], hessian: [[Double]]) {
    func at(_ moves: [(Int, Double)]) -> Double {
      var p = t
      for (i, h) in moves { p[i] += h * unit[i] }
      return f(p)
    }
    let h = 2e-3
    let middle = f(t)
    var gradient = t, hessian = t.map { _ in t }
    for i in t.indices {
      let (a, b, c, d) = (at([(i, h)]), at([(i, -h)]), at([(i, 2 * h)]), at([(i, -2 * h)]))
      gradient[i] = (8 * (a - b) - (c - d)) / (12 * h * unit[i])
      hessian[i][i] = (16 * (a + b) - (c + d) - 30 * middle) / (12 * h * h * unit[i] * unit[i])
      for j in 0..<i {
        func mixed(_ s: Double) -> Double {
          (at([(i, s), (j, s)]) - at([(i, s), (j, -s)]) - at([(i, -s), (j, s)]) + at([(i, -s), (j, -s)])) / (4 * s * s)
        }
        hessian[i][j] = (4 * mixed(h) - mixed(2 * h)) / (3 * unit[i] * unit[j])
        hessian[j][i] = hessian[i][j]
      }
    }
    return (gradient, hessian)
  }

  /// Newton's step where the curvature is upward, else the gradient over its size; of one or two parameters.
  private static func descent(_ g: [Double], _ h: [[Double]]) -> [Double]? {
    guard g.allSatisfy(\.isFinite), h.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { return nil }
    let size = g.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard size > 0 else { return nil }
    let plain = g.map { $0 / size * min(size, 0.5) }
    if g.count == 1 { return h[0][0] > 0 ? [max(min(g[0] / h[0][0], 2), -2)] : plain }
    let det = h[0][0] * h[1][1] - h[0][1] * h[1][0]
    guard det > 0, h[0][0] > 0 else { return plain }
    return [(h[1][1] * g[0] - h[0][1] * g[1]) / det, (h[0][0] * g[1] - h[1][0] * g[0]) / det]
  }

  private static func inverseDiagonal(_ h: [[Double]]) -> [Double] {
    if h.count == 1 { return [1 / h[0][0]] }
    let det = h[0][0] * h[1][1] - h[0][1] * h[1][0]
    return [h[1][1] / det, h[0][0] / det]
  }
}
