import Document
import LinearAlgebra

/// Levenberg and Marquardt's method for f = Σ r²: p solves (JᵀJ + λ D²) p = −Jᵀ r, between Gauss and Newton's step
/// (λ = 0) and a short one downhill.
///
/// D holds the greatest lengths that the Jacobian's columns have had, so that the units of the variables do not matter.
/// λ follows how much of the promised fall came true, as Nielsen advises. The system is solved as least squares, which
/// keeps the digits that JᵀJ would lose.
/// - Source: Marquardt 1963; Moré 1978 (scaling); Nielsen 1999 (damping).
public struct LevenbergMarquardt: Stepper {
  public static let name = "levenberg_marquardt"
  public static let title = "Levenberg and Marquardt's method"
  public static let options: [StepperOption] = [StepperOption("damping", "λ", usual: 1e-3, .positive)]

  /// λ of the next step.
  public private(set) var damping: Double
  private var growth = 2.0
  private var scale: [Double] = []
  private var newest: Residuals?

  public init(_ options: StepperOptions) { damping = options["damping"] }

  public mutating func begin<F: Error>(at x: Vector, on objective: some Objective<F>) throws(F) -> Iterate {
    guard let found = try objective.residuals(at: x) else { return try Iterate(at: x, on: objective) }
    newest = found
    return Self.iterate(x, found)
  }

  private static func iterate(_ x: Vector, _ found: Residuals) -> Iterate {
    let r = found.values.elements
    let gradient = (0..<x.count).map { 2 * Double.dot(found.jacobian.column($0).elements, r) }
    return Iterate(x: x, value: Double.dot(r, r), gradient: Vector(gradient))
  }

  public mutating func step<F: Error>(
    _ point: inout Iterate, on objective: some Objective<F>
  ) throws(F) -> StepWork {
    let start = point
    let nothing = Vector(repeating: 0, count: start.x.count)
    if newest == nil { newest = try objective.residuals(at: start.x) }
    guard let here = newest else { return .stalled(along: nothing) }
    rescale(here.jacobian)
    var trials: [StepWork.Trial] = []
    let before = damping
    while trials.count < 60, damping < 1e300 {
      let used = damping
      guard let p = Self.solution(here, used, scale) else { return .stalled(along: nothing) }
      let x = start.x.moved(by: 1, along: p)
      guard x != start.x else { break }
      let found = try objective.residuals(at: x)
      let value = found.map { Double.dot($0.values.elements, $0.values.elements) } ?? .nan
      let promised = Self.promise(here, p, used, scale)
      let ratio = promised > 0 && value.isFinite ? (start.value - value) / promised : -1
      if let found, ratio > 0, found.jacobian.elements.allSatisfy(\.isFinite) {
        trials.append(
          .init(rate: used, value: value, verdict: "lower: \((100 * ratio).rounded().formatted()) % of the promise"))
        let swing = 2 * ratio - 1
        damping *= max(1.0 / 3, 1 - swing * swing * swing)
        damping = max(damping, 1e-30)
        growth = 2
        (newest, point) = (found, Self.iterate(x, found))
        var work = StepWork(
          "x + p", [.init("x", start.x), .init("p", p)], states: ["p": p, "r": here.values, "D": Vector(scale)], move: p
        )
        work.matrices = ["J": here.jacobian]
        work.trials = trials
        work.states["λ"] = Vector([before, used])
        return work
      }
      trials.append(.init(rate: used, value: value, verdict: value.isFinite ? "higher" : "no finite value there"))
      damping *= growth
      growth *= 2
    }
    // λ must not stay where the fruitless tries drove it.
    (damping, growth) = (before, 2)
    return .stalled(along: nothing)
  }

  private mutating func rescale(_ jacobian: Matrix) {
    let lengths = (0..<jacobian.columns).map { jacobian.column($0).norm }
    if scale.count != lengths.count { scale = lengths.map { $0 > 0 ? $0 : 1 } }
    scale = zip(scale, lengths).map { max($0, $1) }
  }

  /// The p that minimises ‖J p + r‖² + λ ‖D p‖².
  static func solution(_ here: Residuals, _ damping: Double, _ scale: [Double]) -> Vector? {
    let (m, n) = (here.jacobian.rows, here.jacobian.columns)
    var elements = [Double](repeating: 0, count: (m + n) * n)
    let root = damping.squareRoot()
    for j in 0..<n {
      for i in 0..<m { elements[j * (m + n) + i] = here.jacobian[i, j] }
      elements[j * (m + n) + m + j] = root * scale[j]
    }
    let right = here.values.elements.map { -$0 } + Array(repeating: 0, count: n)
    let system = Matrix(rows: m + n, columns: n, elements: elements)
    let solved = try? system.leastSquares(Matrix(rows: m + n, columns: 1, elements: right))
    guard let p = solved?.value.elements, p.allSatisfy(\.isFinite) else { return nil }
    return Vector(p)
  }

  /// How far the linear model says the value falls.
  private static func promise(_ here: Residuals, _ p: Vector, _ damping: Double, _ scale: [Double]) -> Double {
    var linear = [Double](repeating: 0, count: here.values.count)
    for j in 0..<here.jacobian.columns {
      for i in linear.indices { linear[i] += here.jacobian[i, j] * p[j] }
    }
    // For the p of the damped system ‖r‖² − ‖r + J p‖² = ‖J p‖² + 2 λ ‖D p‖², without the cancellation.
    var damped = 0.0
    for (j, d) in scale.enumerated() { damped += (d * p[j]) * (d * p[j]) }
    return Double.dot(linear, linear) + 2 * damping * damped
  }
}
