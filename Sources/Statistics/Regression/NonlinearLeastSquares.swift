import Glibc
import LinearAlgebra
import Numerics

/// The parameters b that minimise ‖y − f(b)‖², by Levenberg–Marquardt steps with Moré's scaling, ended by Gauss–Newton
/// steps until these no longer get shorter.
///
/// - Source: Moré 1978, *The Levenberg–Marquardt algorithm: implementation and theory*; the step is found from the
///   singular values of the scaled Jacobian, which stays accurate where the parameters are nearly dependent.
public struct NonlinearLeastSquares: Sendable {
  /// Why it stopped.
  public enum Ending: String, Sendable {
    case converged
    /// The iterations that were allowed are used up.
    case limit
    /// No step in any direction has a finite value.
    case stuck
  }

  public let coefficients: [Double]
  public let fitted: [Double]
  public let residuals: [Double]
  public let rss: Double
  public let iterations: Int
  public let evaluations: Int
  public let ending: Ending
  /// Residual sums of squares, from the start on.
  public let path: [Double]
  /// (JᵀJ)⁻¹ at the end, where J has full rank; otherwise its pseudoinverse.
  public let inverse: Matrix
  /// Which parameters the data do not determine: another value of them, with others changed, would do as well.
  public let undetermined: [Bool]

  public var converged: Bool { ending == .converged }
  /// Rows less parameters.
  public var df: Int { residuals.count - coefficients.count }
  /// NaN without a row to spare.
  public var sigma: Double { df > 0 ? (rss / Double(df)).squareRoot() : .nan }

  /// Infinite for what is not determined.
  public var standardErrors: [Double] {
    coefficients.indices.map { undetermined[$0] ? .infinity : sigma * inverse[$0, $0].squareRoot() }
  }

  /// - Parameters:
  ///   - start: where f is finite.
  ///   - values: f, an element for each of y; what is not finite is outside its domain.
  ///   - jacobian: the derivatives of f, a column for each parameter.
  /// - Throws: what the callbacks throw. Non-convergence is a result.
  public init<Failure: Error>(
    from start: [Double], response y: [Double], limit: Int, values: ([Double]) throws(Failure) -> [Double],
    jacobian: ([Double]) throws(Failure) -> Matrix
  ) throws(Failure) {
    var state = LevenbergMarquardt(at: start, Self.errors(try values(start), y))
    var path = [state.norm * state.norm]
    var (iterations, evaluations) = (0, 1)
    var ending = Ending.limit
    var linear = Linearised(try jacobian(start), state.errors)
    search: while iterations < limit {
      iterations += 1
      state.rescale(linear)
      if state.norm == 0 || linear.cosine <= 1e-14 {
        ending = .converged
        break
      }
      let model = ScaledModel(linear, state)
      guard model.isUsable else {
        ending = .stuck
        break
      }
      var isAccepted = false
      while !isAccepted {
        let trial = model.step(within: state.radius)
        let point = zip(state.point, trial.step).map { $0 + $1 }
        let errors = Self.errors(try values(point), y)
        evaluations += 1
        let verdict = state.judge(trial, point, errors)
        isAccepted = verdict.isAccepted
        if verdict.isDone {
          ending = verdict.isStuck ? .stuck : .converged
          if isAccepted { path.append(state.norm * state.norm) }
          break search
        }
      }
      path.append(state.norm * state.norm)
      linear = Linearised(try jacobian(state.point), state.errors)
    }
    if ending == .converged {
      linear = try Self.refine(&state, jacobian: jacobian, values: values, y)
    } else {
      linear = Linearised(try jacobian(state.point), state.errors)
    }
    state.rescale(linear)
    (inverse, undetermined) = ScaledModel(linear, state).inverse
    coefficients = state.point
    residuals = state.errors.map { -$0 }
    fitted = zip(y, state.errors).map { $0 + $1 }
    rss = Sums.sum(state.errors.map { $0 * $0 })
    (self.iterations, self.evaluations, self.ending, self.path) = (iterations, evaluations, ending, path)
  }

  /// The sum of squares is flat at its least, and tells parameters apart to half the digits only; the step itself goes
  /// on to all of them.
  private static func refine<Failure: Error>(
    _ state: inout LevenbergMarquardt, jacobian: ([Double]) throws(Failure) -> Matrix,
    values: ([Double]) throws(Failure) -> [Double], _ y: [Double]
  ) throws(Failure) -> Linearised {
    var linear = Linearised(try jacobian(state.point), state.errors)
    var last = Double.infinity
    for _ in 0..<200 where state.norm > 0 {
      state.rescale(linear)
      let model = ScaledModel(linear, state)
      guard model.isUsable, !model.inverse.undetermined.contains(true) else { break }
      let trial = model.step(within: .infinity)
      let size = trial.length
      let own = state.length(state.point)
      guard size < 0.95 * last, size <= 1e-3 * own, size > 1e-15 * own else { break }
      let point = zip(state.point, trial.step).map { $0 + $1 }
      let errors = errors(try values(point), y)
      let norm = ScaledNorm.of(errors)
      guard norm <= state.norm * (1 + 1e-9) else { break }
      (state.point, state.errors, state.norm) = (point, errors, norm)
      last = size
      linear = Linearised(try jacobian(point), errors)
    }
    return linear
  }

  private static func errors(_ values: [Double], _ y: [Double]) -> [Double] { zip(values, y).map { $0 - $1 } }
}

extension NonlinearLeastSquares {
  /// ln of the likelihood of normal errors with the variance rss/n.
  public var logLikelihood: Double {
    let n = Double(residuals.count)
    return -n / 2 * (log(2 * .pi * rss / n) + 1)
  }

  /// Akaike's criterion; the error's variance counts as a parameter.
  public var aic: Double { 2 * Double(coefficients.count + 1) - 2 * logLikelihood }

  public var bic: Double { log(Double(residuals.count)) * Double(coefficients.count + 1) - 2 * logLikelihood }
}

/// Lengths of vectors whose squares may overflow.
enum ScaledNorm {
  static func of(_ x: [Double]) -> Double {
    let top = x.reduce(0) { max($0, $1.magnitude) }
    guard top > 0, top.isFinite else { return x.contains { !$0.isFinite } ? .infinity : 0 }
    return top * Sums.sum(x.map { ($0 / top) * ($0 / top) }).squareRoot()
  }
}
