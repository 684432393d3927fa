import LinearAlgebra

/// min 1/(2n) ‖y − Xβ‖² + λ (mix ‖β‖₁ + (1 − mix)/2 ‖β‖²) by coordinate descent with covariance updates, ended by
/// solving for the coefficients that are not 0.
///
/// The solution's conditions hold to rounding: gⱼ = λ mix sign βⱼ + λ (1 − mix) βⱼ where βⱼ ≠ 0, and |gⱼ| ≤ λ mix
/// elsewhere, with g = Xᵀ(y − Xβ)/n.
///
/// - Source: Friedman, Hastie, Tibshirani 2010, *Journal of Statistical Software* 33(1).
struct CoordinateDescent {
  private let problem: PenalizedProblem
  private let mix: Double
  /// Xᵀ y / n.
  private let moments: [Double]
  /// The columns of Xᵀ X / n that were needed so far.
  private var products: [Int: [Double]] = [:]
  /// xⱼᵀ xⱼ / n; 0 for a constant column.
  private let sizes: [Double]
  /// Xᵀ (y − Xβ) / n.
  private var slope: [Double]
  private(set) var beta: [Double]

  private static let mostSweeps = 20_000

  init(_ problem: PenalizedProblem, mix: Double) {
    let (n, p) = (problem.rows, problem.design.columns)
    let x = problem.design.elements
    self.problem = problem
    self.mix = mix
    moments = problem.correlations.map { $0 / Double(n) }
    sizes = (0..<p).map { j in
      guard problem.scales[j] != 0 else { return 0 }
      var sum = 0.0
      for i in j * n..<(j + 1) * n { sum += x[i] * x[i] }
      return sum / Double(n)
    }
    slope = moments
    beta = Array(repeating: 0, count: p)
  }

  /// Goes on from where it is to the solution for another λ.
  /// - Returns: whether it got there.
  mutating func solve<Failure: Error>(
    _ lambda: Double, checking: () throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    let (edge, pull) = (lambda * mix, lambda * (1 - mix))
    let size = moments.reduce(0) { max($0, $1.magnitude) }
    // Rounding of the sums that make up the slope.
    let tolerance = max(size, edge) * 1e-13
    var signs = beta.map(\.signOrZero)
    var quiet = 0
    for sweep in 0..<Self.mostSweeps {
      if sweep % 16 == 0 { try checking() }
      for j in beta.indices where sizes[j] > 0 { move(j, edge, pull) }
      let now = beta.map(\.signOrZero)
      quiet = now == signs ? quiet + 1 : 0
      signs = now
      if quiet > 0, quiet % 4 == 0 || violation(edge, pull) <= tolerance * 1e3 {
        polish(edge, pull)
      }
      if violation(edge, pull) <= tolerance { return true }
    }
    return violation(edge, pull) <= size * 1e-9
  }

  /// The best value of one coefficient, the others as they are.
  private mutating func move(_ j: Int, _ edge: Double, _ pull: Double) {
    let partial = slope[j] + sizes[j] * beta[j]
    let shrunk = partial.magnitude > edge ? partial - (partial > 0 ? edge : -edge) : 0
    set(j, shrunk / (sizes[j] + pull))
  }

  private mutating func set(_ j: Int, _ value: Double) {
    let change = value - beta[j]
    guard change != 0 else { return }
    beta[j] = value
    let column = product(j)
    for k in slope.indices { slope[k] -= column[k] * change }
  }

  private mutating func product(_ j: Int) -> [Double] {
    if let known = products[j] { return known }
    let (n, x) = (problem.rows, problem.design.elements)
    let column = x.withUnsafeBufferPointer { x in
      beta.indices.map { k -> Double in
        var sum = 0.0
        for i in 0..<n { sum += x[j * n + i] * x[k * n + i] }
        return sum / Double(n)
      }
    }
    products[j] = column
    return column
  }

  /// How far the worst coefficient is from its condition.
  private func violation(_ edge: Double, _ pull: Double) -> Double {
    var worst = 0.0
    for j in beta.indices where sizes[j] > 0 {
      let left = slope[j] - pull * beta[j]
      let off = beta[j] == 0 ? max(0, left.magnitude - edge) : (left - (beta[j] > 0 ? edge : -edge)).magnitude
      worst = max(worst, off)
    }
    return worst
  }

  /// With the signs known, the coefficients that are not 0 solve a linear system. Kept where it leaves the signs as they
  /// are and comes nearer.
  private mutating func polish(_ edge: Double, _ pull: Double) {
    let active = beta.indices.filter { beta[$0] != 0 }
    guard !active.isEmpty, active.count <= problem.rows || pull > 0, active.count <= 2000 else { return }
    let columns = active.map { product($0) }
    let system = Matrix(rows: active.count, columns: active.count) { i, j in
      // Either triangle was summed in its own order; one of them speaks for both.
      let entry = i <= j ? columns[j][active[i]] : columns[i][active[j]]
      return entry + (i == j ? pull : 0)
    }
    let side = active.map { moments[$0] - (beta[$0] > 0 ? edge : -edge) }
    guard let solution = try? system.solve(Vector(side)), solution.reciprocalCondition > 1e-14 else { return }
    let exact = solution.value.elements
    guard zip(active, exact).allSatisfy({ $1 * beta[$0] > 0 }) else { return }
    let (oldBeta, oldSlope, before) = (beta, slope, violation(edge, pull))
    for (j, value) in zip(active, exact) { beta[j] = value }
    slope = moments
    for (place, j) in active.enumerated() {
      for k in slope.indices { slope[k] -= columns[place][k] * beta[j] }
    }
    if violation(edge, pull) > before { (beta, slope) = (oldBeta, oldSlope) }
  }
}

extension Double {
  fileprivate var signOrZero: Int { self > 0 ? 1 : self < 0 ? -1 : 0 }
}
