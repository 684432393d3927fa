import Glibc
import LinearAlgebra
import Numerics

/// Fisher's scoring, as weighted least squares done again and again.
struct Scoring: Sendable {
  let design: Design
  let y: [Double]
  let family: ResponseFamily
  let link: Link
  let weights: [Double]?
  let offset: [Double]?

  struct Fit: Sendable {
    var kept: [Int]
    var coefficients: [Double]
    var eta: [Double]
    var mean: [Double]
    var deviance: Double
    var root: Matrix
    var weights: [Double]
    var iterations: Int
    var converged: Bool
    var growing: [Int]
  }

  private static let mostSteps = 50

  func fit() throws(RegressionError) -> Fit {
    let x = design.matrix
    var mean = y.indices.map { family.start(y[$0], weight: weights?[$0] ?? 1) }
    // R starts where the response is; a mean of 0 has no logarithm.
    if link == .log || link == .inverse { mean = mean.map { $0 == 0 ? 0.1 : $0 } }
    var eta = mean.map { link($0) }
    guard eta.allSatisfy(\.isFinite) else { throw .noStart(family: family.rawValue, link: link.rawValue) }
    mean = eta.map { link.mean($0) }
    var deviance = total(mean)
    var (kept, coefficients): ([Int]?, [Double]) = (nil, [])
    var settled = false
    var growing: [Int] = []
    var iterations = 0
    // The orthogonal factor of the last step, and the weights it was made with.
    var last: (problem: LeastSquares, weights: [Double])?
    let isLarge = x.rows * x.columns > Self.largeSize
    while iterations < Self.mostSteps {
      iterations += 1
      let (z, w) = working(eta, mean)
      let next: [Double]
      // They refuse columns that are nearly dependent: where none is left out, none has to be.
      let candidates = kept ?? Array(0..<x.columns)
      if isLarge, !settled, let quick = NormalEquations(x, candidates, w, z)?.solution {
        kept = candidates
        next = quick
      } else {
        let problem = try leastSquares(z, w)
        kept = problem.kept
        next = problem.coefficients
        if settled { last = (problem, w) }
      }
      let columns = kept ?? []
      var step = columns.count == coefficients.count ? zip(next, coefficients).map { $0 - $1 } : next
      let base = columns.count == coefficients.count ? coefficients : [Double](repeating: 0, count: next.count)
      var (trial, trialEta, trialMean, trialDeviance) = (next, [Double](), [Double](), Double.nan)
      for _ in 0..<30 {
        trialEta = predictor(columns, trial)
        trialMean = trialEta.map { link.mean($0) }
        let isInside = trialMean.allSatisfy { family.admits(mean: $0) }
        trialDeviance = isInside ? total(trialMean) : .nan
        let isBetter = iterations == 1 || trialDeviance <= deviance + 1e-8 * (deviance.magnitude + 0.1)
        if trialDeviance.isFinite, isBetter || coefficients.isEmpty { break }
        if coefficients.isEmpty { throw .noStart(family: family.rawValue, link: link.rawValue) }
        step = step.map { $0 / 2 }
        trial = zip(base, step).map { $0 + $1 }
      }
      guard trialDeviance.isFinite else { throw .noStart(family: family.rawValue, link: link.rawValue) }
      let change = (trialDeviance - deviance).magnitude / (trialDeviance.magnitude + 0.1)
      let largest = trialEta.reduce(0) { max($0, $1.magnitude) }
      let movement = zip(trialEta, eta).reduce(0) { max($0, ($1.0 - $1.1).magnitude) } / (1 + largest)
      if !coefficients.isEmpty { growing = moving(columns, step) }
      (coefficients, eta, mean, deviance) = (trial, trialEta, trialMean, trialDeviance)
      if settled {
        // The last step was taken with an orthogonal factor; what it changed is rounding.
        break
      }
      // The deviance is flat at its least: only the predictor itself tells how near it is. Rounding may keep it moving.
      // With the family's own link the steps are Newton's, and the next one squares what is left.
      let isNewton = link == family.links[0]
      let isStill = movement < (isNewton ? 1e-8 : 1e-10) || change < 1e-15 && iterations > 20
      if growing.isEmpty ? isStill : change < 1e-8, iterations > 1 { settled = true }
      if settled, !growing.isEmpty { break }
    }
    let (factor, w) = if let last { last } else { try orthogonal(eta, mean) }
    guard let kept else { throw .noStart(family: family.rawValue, link: link.rawValue) }
    // Where outcomes are separated, weights may have vanished and columns with them.
    let values = Dictionary(zip(kept, coefficients)) { first, _ in first }
    return Fit(
      kept: factor.kept, coefficients: factor.kept.map { values[$0] ?? 0 }, eta: eta, mean: mean, deviance: deviance,
      root: factor.root, weights: w, iterations: iterations, converged: settled, growing: settled ? growing : [])
  }

  /// Entries from which on steps before the last are taken with the normal equations.
  private static let largeSize = 1 << 16

  private func orthogonal(
    _ eta: [Double], _ mean: [Double]
  ) throws(RegressionError) -> (problem: LeastSquares, weights: [Double]) {
    let (z, w) = working(eta, mean)
    return (try leastSquares(z, w), w)
  }

  private func leastSquares(_ z: [Double], _ w: [Double]) throws(RegressionError) -> LeastSquares {
    do { return try LeastSquares(design.matrix, z, weights: w) } catch { throw RegressionError(error, design) }
  }

  /// The response of the linear problem, and the weight of each row in it.
  private func working(_ eta: [Double], _ mean: [Double]) -> (z: [Double], w: [Double]) {
    var (z, w) = ([Double](repeating: 0, count: y.count), [Double](repeating: 0, count: y.count))
    for i in y.indices {
      let slope = link.slope(eta[i])
      z[i] = eta[i] - (offset?[i] ?? 0) + (y[i] - mean[i]) / slope
      w[i] = (weights?[i] ?? 1) * slope * slope / family.variance(mean[i])
    }
    return (z, w)
  }

  private func predictor(_ columns: [Int], _ coefficients: [Double]) -> [Double] {
    var eta = design.matrix.combined(columns, coefficients)
    if let offset { for i in eta.indices { eta[i] += offset[i] } }
    return eta
  }

  private func total(_ mean: [Double]) -> Double {
    var parts = [Double](repeating: 0, count: y.count)
    for i in y.indices { parts[i] = (weights?[i] ?? 1) * family.deviance(y[i], mean[i]) }
    return Sums.sum(parts)
  }

  /// Columns whose coefficient still moves the linear predictor, whatever the deviance says.
  private func moving(_ columns: [Int], _ step: [Double]) -> [Int] {
    let m = design.matrix.rows
    return zip(columns, step).filter { j, change in
      let column = design.matrix.elements[j * m..<(j + 1) * m]
      return change.magnitude * column.reduce(0) { max($0, $1.magnitude) } > 0.1
    }.map(\.0)
  }

  /// The deviance of the intercept alone, or of nothing where there is none.
  func nullDeviance() throws(RegressionError) -> Double {
    guard design.hasIntercept else {
      return total(y.indices.map { link.mean(offset?[$0] ?? 0) })
    }
    if offset == nil {
      let total = weights.map { Sums.sum($0) } ?? Double(y.count)
      let sum = weights.map { Sums.sum(zip($0, y).map { $0 * $1 }) } ?? Sums.sum(y)
      return self.total(Array(repeating: sum / total, count: y.count))
    }
    let alone = Design(
      names: ["(intercept)"], matrix: Matrix(rows: y.count, columns: 1, repeating: 1), terms: [0], termNames: [],
      hasIntercept: true)
    return try Scoring(design: alone, y: y, family: family, link: link, weights: weights, offset: offset).fit().deviance
  }
}
