import LinearAlgebra

/// L-BFGS: BFGS that remembers the last ten steps instead of a matrix, for many variables.
/// - Source: Nocedal & Wright 2e, algorithms 7.4 and 7.5.
public struct LBFGS: Searching {
  public static let name = "lbfgs"
  public static let title = "L-BFGS"
  public static let options: [StepperOption] = [StepperOption("memory", "m", usual: 10, .count)]
  public var search = RateSearch.wolfe
  var memory: CurvatureMemory

  public init(_ options: StepperOptions) {
    memory = CurvatureMemory(size: Int(min(options["memory"], 1e6)))
  }

  public mutating func step<F: Error>(
    _ point: inout Iterate, on objective: some Objective<F>
  ) throws(F) -> StepWork {
    let start = point
    let known = memory.count
    var direction = memory.direction(start.gradient)
    var found = try search.rate(
      from: start, along: direction, first: memory.isEmpty ? start.gentleRate : 1, on: objective)
    if found == nil, !memory.isEmpty {
      memory.forget()
      direction = start.gradient * -1
      found = try search.rate(from: start, along: direction, first: start.gentleRate, on: objective)
    }
    guard let found else { return .stalled(along: direction) }
    point = found.end
    memory.add(direction * found.rate, found.end.gradient.moved(by: -1, along: start.gradient))
    var work = StepWork(found, along: direction, from: start)
    work.states["pairs"] = Vector([Double(min(known, memory.size))])
    return work
  }
}

/// The newest steps s with the changes y of the gradient along them: what is known of the curvature.
struct CurvatureMemory: Hashable, Sendable {
  struct Pair: Hashable, Sendable {
    var s: Vector
    var y: Vector
    /// s·y, above 0.
    var product: Double
  }

  let size: Int
  private(set) var pairs: [Pair] = []

  init(size: Int) { self.size = size }

  var isEmpty: Bool { pairs.isEmpty }
  var count: Int { pairs.count }

  mutating func forget() { pairs = [] }

  /// Steps along which the function does not curve upward teach nothing.
  mutating func add(_ s: Vector, _ y: Vector) {
    let product = Double.dot(s.elements, y.elements)
    guard product > 1e-14 * s.norm * y.norm, product.isFinite, (1 / product).isFinite else { return }
    pairs.append(Pair(s: s, y: y, product: product))
    if pairs.count > size { pairs.removeFirst() }
  }

  /// −H ∇f by the two loops.
  func direction(_ gradient: Vector) -> Vector {
    var q = gradient
    guard let last = pairs.last else { return q * -1 }
    var weights = [Double](repeating: 0, count: pairs.count)
    for (i, pair) in pairs.enumerated().reversed() {
      weights[i] = Double.dot(pair.s.elements, q.elements) / pair.product
      q = q.moved(by: -weights[i], along: pair.y)
    }
    q = q * (last.product / Double.dot(last.y.elements, last.y.elements))
    for (i, pair) in pairs.enumerated() {
      let back = Double.dot(pair.y.elements, q.elements) / pair.product
      q = q.moved(by: weights[i] - back, along: pair.s)
    }
    return q * -1
  }

  /// The same over some of the variables: the others stay where they are.
  func direction(_ gradient: Vector, free: [Bool]) -> Vector {
    func masked(_ v: Vector) -> Vector { Vector(zip(v.elements, free).map { $1 ? $0 : 0 }) }
    var part = CurvatureMemory(size: size)
    for pair in pairs { part.add(masked(pair.s), masked(pair.y)) }
    return part.direction(masked(gradient))
  }
}
