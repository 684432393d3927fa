import LinearAlgebra

/// ½ xᵀQx + cᵀx, bending upward, to be made least under linear constraints.
public struct QuadraticProgram: Hashable, Sendable {
  /// The symmetric part of what was given: xᵀQx sees no other.
  public let form: Matrix
  public let costs: Vector
  public let constraints: LinearConstraints

  /// - Throws: `.form`, `.columns`, `.notFinite`; `.notConvex` where an eigenvalue of Q is negative beyond rounding.
  public init(_ form: Matrix, _ costs: Vector, _ constraints: LinearConstraints) throws(ConstraintError) {
    let n = constraints.variables
    guard form.rows == n, form.columns == n else { throw .form(form.shape, needed: n) }
    guard costs.count == n else { throw .columns(name: "c", got: costs.count, needed: n) }
    if let value = form.elements.first(where: { !$0.isFinite }) { throw .notFinite(name: "Q", value: value) }
    if let value = costs.elements.first(where: { !$0.isFinite }) { throw .notFinite(name: "c", value: value) }
    let symmetric = Matrix(rows: n, columns: n) { i, j in form[i, j] / 2 + form[j, i] / 2 }
    if let eigen = try? SymmetricEigen(symmetric), let least = eigen.values.elements.last, least < 0 {
      let largest = eigen.values.elements.reduce(0) { max($0, $1.magnitude) }
      if least < -1e-12 * Double(n) * largest {
        throw .notConvex(eigenvalue: least, direction: eigen.vectors.column(n - 1))
      }
    }
    self.form = symmetric
    self.costs = costs
    self.constraints = constraints
  }

  /// For a form that is known to bend upward.
  init(convex form: Matrix, _ costs: Vector, _ constraints: LinearConstraints) {
    (self.form, self.costs, self.constraints) = (form, costs, constraints)
  }

  /// Solves by a primal active-set method from a vertex of the feasible set: exact in the active set, and as exact as
  /// its linear system in x.
  /// - Source: Nocedal & Wright, Numerical Optimization 2e, algorithm 16.3, with descent along flat directions where Q
  ///   has some.
  public func solve(interrupted: () -> Bool = { false }) -> QuadraticSolution {
    var search = ActiveSet(self)
    return search.run(interrupted: interrupted)
  }

  func value(at x: [Double]) -> Double {
    let qx = (0..<x.count).map { Double.dot(form.column($0).elements, x) }
    return Double.dot(x, qx) / 2 + Double.dot(costs.elements, x)
  }

  func gradient(at x: [Double]) -> [Double] {
    (0..<x.count).map { Double.dot(form.column($0).elements + [1], x + [costs[$0]]) }
  }
}

/// What comes of a quadratic program.
public struct QuadraticSolution: Hashable, Sendable {
  public typealias Status = LinearSolution.Status

  public var status: Status
  public var x: Vector
  public var value: Double
  /// By how much the value rises with each unit of a limit in b, then of a target in d: minus the KKT multipliers.
  public var duals: Vector
  /// By how much the value rises with each unit of a variable that stands at a bound; 0 for the others.
  public var reducedCosts: Vector
  /// b − A x.
  public var slack: Vector
  public var iterations: Int
  /// Whether no other point has this value.
  public var isUnique: Bool

  public var isOptimal: Bool { if case .optimal = status { true } else { false } }

  /// What it has in common with the answer to a linear program.
  public var linear: LinearSolution {
    LinearSolution(
      status: status, x: x, value: value, duals: duals, reducedCosts: reducedCosts, slack: slack,
      iterations: iterations,
      alternative: nil, isDegenerate: false)
  }
}
