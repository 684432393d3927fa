import LinearAlgebra

/// How a minimum is to be looked for.
public struct MinimizationPlan: Sendable {
  /// The method, and those that go on where it finds no lower point.
  public let rules: [any Stepper]
  /// Whether the methods were chosen for the problem, so that another may be tried.
  public let isOpen: Bool
  public let box: Box?
  /// Whether the objective knows second derivatives that say what kind of point is found.
  public let hasCurvature: Bool
  /// Whether the objective has gradients at all.
  public let hasSlopes: Bool
  /// The length that the gradient has to fall to; `nil` for the usual one.
  public let tolerance: Double?
  /// Steps of each method at most; `nil` for the usual number.
  public let limit: Int?

  /// What is known of a problem before it is solved.
  public struct Problem: Hashable, Sendable {
    public var variables: Int
    /// Whether the value is a sum of squares whose terms are known.
    public var isSum = false
    public var hasSlopes = true
    public var hasCurvature = true
    public var box: Box?

    public init(variables: Int) { self.variables = variables }
  }

  /// The methods that fit: Levenberg–Marquardt for sums of squares, the simplex without slopes, within bounds L-BFGS
  /// that respects them; otherwise Newton to 12 variables, BFGS to 200, and L-BFGS.
  public init(for problem: Problem, tolerance: Double? = nil, limit: Int? = nil) {
    let n = problem.variables
    var methods: [Optimizer]
    if !problem.hasSlopes {
      methods = [.nelderMead]
    } else if problem.isSum {
      methods = [.levenbergMarquardt, .bfgs]
    } else if n <= 12, problem.hasCurvature {
      methods = [.newton, .bfgs]
    } else if n <= 200 {
      methods = [.bfgs, .lbfgs]
    } else {
      methods = [.lbfgs, .conjugateGradient]
    }
    // Beyond some twenty variables a simplex hardly moves.
    if problem.hasSlopes, n <= 20 { methods.append(.nelderMead) }
    rules = problem.box.map { [BoundedDescent(within: $0)] } ?? methods.map { $0.stepper() }
    isOpen = problem.box == nil
    (box, hasCurvature) = (problem.box, problem.hasCurvature && problem.hasSlopes && !problem.isSum)
    hasSlopes = problem.hasSlopes
    (self.tolerance, self.limit) = (tolerance, limit)
  }

  /// One method and no other.
  public init(_ rule: any Stepper, for problem: Problem, tolerance: Double? = nil, limit: Int? = nil) {
    (rules, isOpen, box) = ([rule], false, problem.box)
    hasCurvature = problem.hasCurvature && problem.hasSlopes && !problem.isSum
    hasSlopes = problem.hasSlopes
    (self.tolerance, self.limit) = (tolerance, limit)
  }

  /// When a descent has come far enough.
  func stop(_ descent: Descent) -> Stop {
    let start = descent.path[0]
    // A function of small numbers has small slopes far from its minimum.
    let usual =
      switch descent.stepper {
      case is NelderMead: 1e-10
      case let rule as IntervalSearch: rule.hasSlopes ? 1e-13 : 4e-8
      default: 1e-8 * (start.gradientNorm > 0 ? min(1, start.gradientNorm) : 1)
      }
    return Stop(optimality: tolerance ?? usual, target: -1e30 * max(1, start.value.magnitude))
  }

  func limit(_ descent: Descent) -> Int {
    let n = descent.x.count
    if let limit { return limit }
    switch descent.stepper {
    case is NelderMead: return 600 * (n + 1)
    // Where the residuals stay large it only creeps, and BFGS does not.
    case is LevenbergMarquardt where isOpen: return 200
    default: return max(2000, 20 * n)
    }
  }
}
