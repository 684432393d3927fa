import LinearAlgebra

/// Newton's method with damping: d solves ∇²f d = −∇f, and a line search says how far.
///
/// Where the Hessian is not positive definite its eigenvalues are taken by their size, which turns a saddle's ascent
/// into descent; at a point that is flat but curves downward d is the direction that curves most. Small eigenvalues are
/// raised to a part of the largest.
/// - Source: Nocedal & Wright 2e, §3.4, §6.2; Gill, Murray & Wright 1981, §4.4.2.
public struct Newton: Searching {
  public static let name = "newton"
  public static let title = "Newton's method"
  public static let options: [StepperOption] = []
  public var search = RateSearch.wolfe

  public init(_ options: StepperOptions) {}

  public mutating func step<F: Error>(
    _ point: inout Iterate, on objective: some Objective<F>
  ) throws(F) -> StepWork {
    let start = point
    let hessian = try objective.hessian(at: start.x)
    let (newton, isModified) = Self.direction(hessian, start.gradient)
    var (direction, found) = (newton, LineStep?.none)
    if Double.dot(newton.elements, start.gradient.elements) < 0 {
      // Where the curvature is hardly known the quadratic's lowest point may lie anywhere.
      let reach = isModified ? max(1, 4 * start.x.norm) : 100 * max(1, start.x.norm)
      found = try search.rate(from: start, along: newton, first: min(1, reach / newton.norm), on: objective)
    }
    if found == nil { found = try Self.curving(&direction, start, hessian, on: objective) }
    let isCurving = found != nil && direction != newton
    if found == nil {
      direction = start.gradient * -1
      found = try search.rate(from: start, along: direction, first: start.gentleRate, on: objective)
    }
    guard let found else { return .stalled(along: direction) }
    point = found.end
    var work = StepWork(found, along: direction, from: start)
    work.matrices = ["∇²f": hessian]
    if isCurving { work.states["curving"] = Vector([1]) }
    work.states["modified"] = Vector(isModified ? [1] : [])
    return work
  }

  /// The step to the lowest point of the quadratic, once that has one, and whether it had to be made to have one.
  static func direction(_ hessian: Matrix, _ gradient: Vector) -> (Vector, isModified: Bool) {
    let downhill = gradient * -1
    if (try? Cholesky(hessian)) != nil, let solution = try? hessian.solve(downhill),
      solution.reciprocalCondition > 1e-14
    {
      return (solution.value, false)
    }
    guard let eigen = try? SymmetricEigen(hessian) else { return (downhill, true) }
    let largest = eigen.values.elements.reduce(0) { max($0, $1.magnitude) }
    guard largest > 0 else { return (downhill, true) }
    var direction = Vector(repeating: 0, count: gradient.count)
    for (j, value) in eigen.values.elements.enumerated() {
      let axis = eigen.vectors.column(j)
      let part = Double.dot(axis.elements, downhill.elements)
      direction = direction.moved(by: part / max(value.magnitude, 1e-10 * largest), along: axis)
    }
    return (direction, true)
  }

  /// Along the direction that curves downward most, where the slope says nothing.
  private static func curving<F: Error>(
    _ direction: inout Vector, _ start: Iterate, _ hessian: Matrix, on objective: some Objective<F>
  ) throws(F) -> LineStep? {
    guard let eigen = try? SymmetricEigen(hessian), let least = eigen.values.elements.last,
      least < -1e-10 * eigen.values.elements[0].magnitude
    else { return nil }
    let axis = eigen.vectors.column(hessian.columns - 1)
    let uphill = Double.dot(axis.elements, start.gradient.elements) > 0
    direction = axis * (uphill ? -1 : 1)
    var (rate, trials, best) = (max(1, start.x.norm) / 16, [StepWork.Trial](), LineStep?.none)
    while trials.count < 60, rate > 1e-12 {
      let end = try Iterate(at: start.x.moved(by: rate, along: direction), on: objective)
      // Half of what the curvature promises.
      let isLow = end.isFinite && end.value < start.value + least * rate * rate / 4
      trials.append(
        .init(rate: rate, value: end.value, verdict: isLow ? "as low as the curve promises" : "too high"))
      if isLow {
        best = LineStep(rate: rate, end: end, trials: trials)
        break
      }
      rate /= 4
    }
    return best
  }
}
