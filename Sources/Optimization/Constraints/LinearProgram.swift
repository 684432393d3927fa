import LinearAlgebra

/// cᵀx to be made as small, or as large, as linear constraints allow.
public struct LinearProgram: Hashable, Sendable {
  public let costs: Vector
  public let constraints: LinearConstraints
  public let isMaximum: Bool

  /// - Throws: `.columns` where the costs are not one for each variable, `.notFinite`.
  public init(_ costs: Vector, _ constraints: LinearConstraints, isMaximum: Bool = false) throws(ConstraintError) {
    guard costs.count == constraints.variables else {
      throw .columns(name: "c", got: costs.count, needed: constraints.variables)
    }
    if let value = costs.elements.first(where: { !$0.isFinite }) { throw .notFinite(name: "c", value: value) }
    self.costs = costs
    self.constraints = constraints
    self.isMaximum = isMaximum
  }

  /// Solves by the revised simplex method with bounded variables: at most ten thousand exchanges and fifty for each row
  /// and column. Within about κ(B)·ε of the exact vertex, B being the basis.
  /// - Source: Chvátal, Linear Programming, ch. 3, 7 and 8 (bounds, phases, revised method); Bland 1977 against cycling;
  ///   Harris 1973 (ratio test).
  public func solve(interrupted: () -> Bool = { false }) -> LinearSolution {
    var simplex = BoundedSimplex(self)
    let end = simplex.run(interrupted: interrupted)
    return simplex.solution(end, of: self)
  }
}

/// What comes of a linear program.
public struct LinearSolution: Hashable, Sendable {
  public enum Status: Hashable, Sendable {
    case optimal
    /// No point obeys all constraints, and this proves it.
    case infeasible(Contradiction)
    /// From `x` the value improves for ever along this direction.
    case unbounded(ray: Vector)
    case iterationLimit
    case interrupted
  }

  /// Multipliers of rows, not negative for inequalities, whose combination cannot hold within the bounds.
  public struct Contradiction: Hashable, Sendable {
    /// Of the rows of A, then of E.
    public var multipliers: Vector
    /// The combined row v: the combination says v·x ≤ `limit`.
    public var row: Vector
    public var limit: Double
    /// The least that v·x can be within the bounds; above `limit`.
    public var least: Double
  }

  public var status: Status
  /// The vertex found; where the program is infeasible, the point that comes nearest.
  public var x: Vector
  public var value: Double
  /// By how much the value rises with each unit of a limit in b, then of a target in d: shadow prices.
  public var duals: Vector
  /// By how much the value rises with each unit of a variable that stands at a bound; 0 for the others.
  public var reducedCosts: Vector
  /// b − A x.
  public var slack: Vector
  public var iterations: Int
  /// Another vertex of the same value, where there is one.
  public var alternative: Vector?
  /// A basic variable stands at a bound: the duals are then not the only ones.
  public var isDegenerate: Bool

  public var isOptimal: Bool { if case .optimal = status { true } else { false } }
}
