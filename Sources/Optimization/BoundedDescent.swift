import Document
import LinearAlgebra

/// L-BFGS within bounds: variables at a bound that the slope pushes against stay, the others move along L-BFGS's
/// direction, and what leads out of the box ends at its side.
/// - Source: Bertsekas 1982 (two-metric projection); Byrd, Lu, Nocedal & Zhu 1995 for the setting.
public struct BoundedDescent: Stepper {
  public static let name = "bounded"
  public static let title = "L-BFGS within bounds"
  public static let options: [StepperOption] = []

  public let box: Box
  private var memory = CurvatureMemory(size: 10)

  public init(_ options: StepperOptions) {
    self.init(within: Box(everywhere: 0))
  }

  public init(within box: Box) { self.box = box }

  /// The start, or the nearest point within the bounds.
  public mutating func begin<F: Error>(at x: Vector, on objective: some Objective<F>) throws(F) -> Iterate {
    try Iterate(at: within(x), on: objective)
  }

  private func within(_ x: Vector) -> Vector { box.count == x.count ? box.nearest(to: x) : x }

  public func optimality(at point: Iterate) -> Double {
    box.count == point.x.count ? box.optimality(at: point) : point.gradient.norm
  }

  public mutating func step<F: Error>(
    _ point: inout Iterate, on objective: some Objective<F>
  ) throws(F) -> StepWork {
    let start = point
    let free = box.count == start.x.count ? box.free(start) : start.x.elements.map { _ in true }
    var direction = memory.direction(start.gradient, free: free)
    var found = try bent(start, direction, memory.isEmpty ? start.gentleRate : 1, on: objective)
    if found == nil, !memory.isEmpty {
      memory.forget()
      direction = memory.direction(start.gradient, free: free)
      found = try bent(start, direction, start.gentleRate, on: objective)
    }
    guard let found else { return .stalled(along: direction) }
    point = found.end
    let move = found.end.x.moved(by: -1, along: start.x)
    memory.add(move, found.end.gradient.moved(by: -1, along: start.gradient))
    var work = StepWork(found, along: direction, from: start)
    work.move = move
    work.states["free"] = Vector(free.map { $0 ? 1 : 0 })
    return work
  }

  /// Armijo's search along the path that bends where it meets a bound. Growing the first rate matters where the
  /// direction knows nothing of the curvature yet.
  private func bent<F: Error>(
    _ start: Iterate, _ direction: Vector, _ first: Double, on objective: some Objective<F>
  ) throws(F) -> LineStep? {
    guard Double.dot(direction.elements, start.gradient.elements) < 0 else { return nil }
    var (rate, trials) = (first, [StepWork.Trial]())
    let margin = 4 * start.value.magnitude * Double.ulpOfOne
    while trials.count < 80 {
      let x = within(start.x.moved(by: rate, along: direction))
      if x == start.x { return nil }
      let end = try Iterate(at: x, on: objective)
      let promised = Double.dot(start.gradient.elements, x.moved(by: -1, along: start.x).elements)
      // Where values are equal to rounding, a smaller slope is progress.
      let isLevel = end.value <= start.value + margin && optimality(at: end) < 0.9 * optimality(at: start)
      if end.isFinite, end.value <= start.value + 1e-4 * promised || isLevel {
        trials.append(.init(rate: rate, value: end.value, verdict: "low enough"))
        return LineStep(rate: rate, end: end, trials: trials)
      }
      trials.append(
        .init(rate: rate, value: end.value, verdict: end.value.isFinite ? "too high" : "no finite value there"))
      let lowest = -promised * rate / (2 * (end.value - start.value - promised))
      rate = min(max(lowest.isFinite ? lowest : 0, rate / 10), rate / 2)
    }
    return nil
  }

  public func explained(_ work: StepWork, from point: Iterate, _ names: StepNames) -> [Derivation.Step] {
    names.search(work, from: nil, flat: nil, along: "along the variables that no bound holds")
  }
}
