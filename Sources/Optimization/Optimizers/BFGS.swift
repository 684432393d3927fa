import LinearAlgebra

/// BFGS: d = −H ∇f, with H an estimate of the inverse Hessian that every step improves.
///
/// H starts as the identity, scaled by the first step's s·y/y·y. Steps of which s·y is not above 0 to rounding teach
/// nothing and leave H as it is.
/// - Source: Nocedal & Wright 2e, algorithm 6.1 and (6.20).
public struct BFGS: Searching {
  public static let name = "bfgs"
  public static let title = "BFGS"
  public static let options: [StepperOption] = []
  public var search = RateSearch.wolfe
  /// H, empty before the first step.
  public private(set) var inverse = Matrix(rows: 0, columns: 0)
  private var isScaled = false

  public init(_ options: StepperOptions) {}

  public mutating func step<F: Error>(
    _ point: inout Iterate, on objective: some Objective<F>
  ) throws(F) -> StepWork {
    let (start, n) = (point, point.x.count)
    if inverse.rows != n { reset(n) }
    let before = inverse
    var direction = inverse.times(start.gradient) * -1
    var isReset = !isScaled
    if !(Double.dot(direction.elements, start.gradient.elements) < 0) { (direction, isReset) = fresh(start) }
    var found = try search.rate(from: start, along: direction, first: isReset ? start.gentleRate : 1, on: objective)
    if found == nil, !isReset {
      (direction, isReset) = fresh(start)
      found = try search.rate(from: start, along: direction, first: start.gentleRate, on: objective)
    }
    guard let found else { return .stalled(along: direction) }
    point = found.end
    learn(found, direction, from: start)
    var work = StepWork(found, along: direction, from: start)
    work.matrices = ["H": isReset ? Matrix.identity(n) : before, "H′": inverse]
    return work
  }

  private mutating func reset(_ n: Int) { (inverse, isScaled) = (Matrix.identity(n), false) }

  private mutating func fresh(_ start: Iterate) -> (Vector, Bool) {
    reset(start.x.count)
    return (start.gradient * -1, true)
  }

  private mutating func learn(_ found: LineStep, _ direction: Vector, from start: Iterate) {
    let s = direction * found.rate
    let y = found.end.gradient.moved(by: -1, along: start.gradient)
    let product = Double.dot(s.elements, y.elements)
    guard product > 1e-14 * s.norm * y.norm, product.isFinite else { return }
    let squared = Double.dot(y.elements, y.elements)
    guard squared > 0, (1 / product).isFinite else { return }
    if !isScaled {
      inverse = inverse * (product / squared)
      isScaled = true
    }
    let u = inverse.times(y)
    let factor = (1 + Double.dot(y.elements, u.elements) / product) / product
    inverse.add(factor, s, s)
    inverse.add(-1 / product, u, s)
    inverse.add(-1 / product, s, u)
  }
}
