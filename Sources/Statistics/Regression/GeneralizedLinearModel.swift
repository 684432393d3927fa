import Glibc
import LinearAlgebra
import Numerics

/// A generalized linear model fitted by maximum likelihood.
///
/// - Source: McCullagh & Nelder 1989, §2.5; conventions of R's `glm`.
public struct GeneralizedLinearModel: Sendable {
  /// What it is called: `survived ~ age`.
  public let title: String
  public let design: Design
  public let family: ResponseFamily
  public let link: Link
  public let response: [Double]
  public let weights: [Double]?
  public let offset: [Double]?
  public let leftOut: Int
  public let kept: [Int]
  /// For every column; NaN of one that was left out.
  public let coefficients: [Double]
  /// The means.
  public let fitted: [Double]
  /// Their linear predictors.
  public let eta: [Double]
  public let deviance: Double
  public let nullDeviance: Double
  public let iterations: Int
  public let converged: Bool
  /// Columns whose coefficients kept growing when the likelihood had settled: something separates the outcomes, and the
  /// largest likelihood lies at infinity.
  public let growing: [Int]
  let root: Matrix
  let workingWeights: [Double]

  /// - Parameters:
  ///   - design: n×p; `response`, `weights` and `offset` have n elements. Weights are not negative; of the binomial
  ///     family they count the trials of which `response` is the share.
  ///   - link: the family's first where `nil`.
  /// - Throws: `.lengths`, `.empty`, `.notFinite`, `.response`, `.link`, `.noStart`.
  public init(
    _ design: Design, response y: [Double], family: ResponseFamily, link: Link? = nil, weights: [Double]? = nil,
    offset: [Double]? = nil, leftOut: Int = 0, title: String = ""
  ) throws(RegressionError) {
    let x = design.matrix
    guard x.rows == y.count else { throw .lengths(rows: x.rows, response: y.count) }
    guard x.rows > 0, x.columns > 0 else { throw .empty(rows: x.rows, columns: x.columns) }
    if let row = y.firstIndex(where: { !$0.isFinite }) { throw .notFinite(column: nil, row: row + 1) }
    if let value = y.first(where: { !family.admits($0) }) {
      throw .response(value: value, family: family.rawValue, needed: family.needed)
    }
    let link = link ?? family.links[0]
    guard family.links.contains(link) else {
      throw .link(link.rawValue, family: family.rawValue, links: family.links.map(\.rawValue))
    }
    let scoring = Scoring(design: design, y: y, family: family, link: link, weights: weights, offset: offset)
    let fit = try scoring.fit()
    self.title = title
    self.design = design
    self.family = family
    self.link = link
    response = y
    self.weights = weights
    self.offset = offset
    self.leftOut = leftOut
    kept = fit.kept
    var coefficients = [Double](repeating: .nan, count: x.columns)
    for (j, value) in zip(fit.kept, fit.coefficients) { coefficients[j] = value }
    self.coefficients = coefficients
    (fitted, eta, deviance) = (fit.mean, fit.eta, fit.deviance)
    (iterations, converged, growing) = (fit.iterations, fit.converged, fit.growing)
    (root, workingWeights) = (fit.root, fit.weights)
    nullDeviance = try scoring.nullDeviance()
  }

  /// Rows that count.
  public var count: Int { weights.map { $0.count { $0 > 0 } } ?? response.count }
  public var df: Int { count - kept.count }
  public var nullDF: Int { count - (design.hasIntercept ? 1 : 0) }

  public var aliased: [String] {
    let kept = Set(kept)
    return design.names.indices.filter { !kept.contains($0) }.map { design.names[$0] }
  }

  /// Pearson's χ² over its degrees of freedom; 1 for families whose variance follows from the mean.
  public var dispersion: Double {
    if family.hasKnownDispersion { return 1 }
    return df > 0 ? pearson / Double(df) : .nan
  }

  /// Pearson's χ².
  public var pearson: Double {
    Sums.sum(
      response.indices.map { i in
        let e = response[i] - fitted[i]
        return (weights?[i] ?? 1) * e * e / family.variance(fitted[i])
      })
  }

  public var estimates: Estimates {
    Estimates(
      names: design.names, kept: kept, coefficients: coefficients, root: root, dispersion: dispersion,
      df: family.hasKnownDispersion ? .infinity : Double(df))
  }

  public var logLikelihood: Double {
    family.logLikelihood(
      response, fitted, weights ?? [Double](repeating: 1, count: response.count), deviance: deviance)
  }

  public var aic: Double { -2 * logLikelihood + 2 * Double(kept.count + family.extraParameters) }
  public var bic: Double { -2 * logLikelihood + log(Double(count)) * Double(kept.count + family.extraParameters) }

  /// Deviance residuals.
  public var residuals: [Double] {
    response.indices.map { i in
      let part = max(0, (weights?[i] ?? 1) * family.deviance(response[i], fitted[i]))
      return response[i] < fitted[i] ? -part.squareRoot() : part.squareRoot()
    }
  }

  public var leverage: [Double] {
    zip(design.matrix.squaredLengths(root, kept), workingWeights).map { min($0 * $1, 1) }
  }

  /// As R's `cooks.distance`: from Pearson residuals.
  public var cooks: [Double] {
    let (dispersion, h) = (dispersion, leverage)
    return response.indices.map { i in
      let e = response[i] - fitted[i]
      let pearson = (weights?[i] ?? 1) * e * e / family.variance(fitted[i])
      return h[i] > 1 - 1e-10
        ? .nan : pearson * h[i] / (dispersion * Double(kept.count) * (1 - h[i]) * (1 - h[i]))
    }
  }

  /// - Parameters: `x` has the columns of the design; the interval is that of the mean, made where it is linear.
  public func predict(_ x: Matrix, offset: [Double]?, level: Double, isLink: Bool) -> Prediction {
    var eta = x.combined(kept, kept.map { coefficients[$0] })
    if let offset { for i in eta.indices { eta[i] += offset[i] } }
    let factor = Tail.factor(level: level, df: family.hasKnownDispersion ? .infinity : Double(df))
    let half = x.squaredLengths(root, kept).map { factor * (dispersion * $0).squareRoot() }
    let (low, high) = (zip(eta, half).map { $0 - $1 }, zip(eta, half).map { $0 + $1 })
    if isLink { return Prediction(fit: eta, lower: low, upper: high) }
    let ends = zip(low, high).map { (link.mean($0), link.mean($1)) }
    return Prediction(
      fit: eta.map { link.mean($0) }, lower: ends.map { min($0.0, $0.1) }, upper: ends.map { max($0.0, $0.1) })
  }
}
