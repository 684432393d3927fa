import LinearAlgebra

/// Nelder and Mead's simplex: values alone, no derivatives. The worst of n + 1 points goes through the middle of the
/// others, further when that pays, less far when it does not; when nothing helps all draw in towards the best.
///
/// How far depends on n, as Gao and Han advise. A value that is no number counts as infinitely high.
/// - Source: Nelder & Mead 1965; Gao & Han 2012.
public struct NelderMead: Stepper {
  public static let name = "nelder_mead"
  public static let title = "Nelder and Mead's simplex"
  public static let options: [StepperOption] = [StepperOption("size", "δ", usual: 0.05, .positive)]

  /// A corner of the simplex.
  public struct Vertex: Hashable, Sendable {
    public var x: Vector
    public var value: Double
  }

  /// The first simplex: each variable in turn by this part of its size, or this much near 0.
  public let size: Double
  /// The corners, the lowest first; empty before the start.
  public private(set) var simplex: [Vertex] = []

  public init(_ options: StepperOptions) { size = options["size"] }

  public var mayRest: Bool { true }
  public static var measure: Measure { .simplex }

  public mutating func begin<F: Error>(at x: Vector, on objective: some Objective<F>) throws(F) -> Iterate {
    let value = try objective.value(at: x)
    simplex = [Vertex(x: x, value: value)]
    for i in 0..<x.count {
      var corner = x
      corner.elements[i] += size * max(1, x[i].magnitude)
      simplex.append(try vertex(corner, objective))
    }
    // The start is a point of the path, even where another corner is lower already.
    return Iterate(x: x, value: value, gradient: Vector([]))
  }

  /// The larger of the simplex' width and the spread of its values, each beside the size of what it is a width of.
  public func optimality(at point: Iterate) -> Double {
    guard let best = simplex.min(by: { $0.value < $1.value }) else { return .infinity }
    var (width, spread) = (0.0, 0.0)
    for vertex in simplex {
      for (a, b) in zip(vertex.x.elements, best.x.elements) {
        width = max(width, (a - b).magnitude / max(1, b.magnitude))
      }
      spread = max(spread, (vertex.value - best.value) / max(1, best.value.magnitude))
    }
    return max(width, spread)
  }

  public mutating func step<F: Error>(
    _ point: inout Iterate, on objective: some Objective<F>
  ) throws(F) -> StepWork {
    let start = point
    simplex.sort { $0.value < $1.value }
    let n = Double(max(start.x.count, 2))
    let (expand, contract, shrink) = (1 + 2 / n, 0.75 - 1 / (2 * n), 1 - 1 / n)
    let last = simplex.count - 1
    let (worst, second, best) = (simplex[last], simplex[max(last - 1, 0)], simplex[0])
    let middle = centre(of: simplex.dropLast())
    let away = middle.moved(by: -1, along: worst.x)
    var trials: [StepWork.Trial] = []
    func corner(_ t: Double) throws(F) -> Vertex { try vertex(middle.moved(by: t, along: away), objective) }
    func told(_ t: Double, _ vertex: Vertex, _ verdict: String) {
      trials.append(.init(rate: t, value: vertex.value, verdict: verdict))
    }

    let reflected = try corner(1)
    var taken: Vertex?
    if reflected.value < best.value {
      told(1, reflected, "reflected: the lowest yet")
      let expanded = try corner(expand)
      let isLower = expanded.value < reflected.value
      told(
        expand, expanded,
        isLower ? "expanded: lower still, taken" : "expanded: not lower, so the reflected one is taken")
      taken = isLower ? expanded : reflected
    } else if reflected.value < second.value {
      told(1, reflected, "reflected: taken")
      taken = reflected
    } else {
      told(1, reflected, "reflected: still the highest")
      let outside = reflected.value < worst.value
      let contracted = try corner(outside ? contract : -contract)
      let isLower = contracted.value <= min(reflected.value, worst.value)
      told(
        outside ? contract : -contract, contracted,
        (outside ? "contracted outside: " : "contracted inside: ")
          + (isLower ? "taken" : "no help, so the simplex shrinks"))
      if isLower { taken = contracted }
    }
    if let taken {
      simplex[last] = taken
    } else {
      for i in simplex.indices.dropFirst() {
        simplex[i] = try vertex(best.x.moved(by: shrink, along: simplex[i].x.moved(by: -1, along: best.x)), objective)
      }
    }
    simplex.sort { $0.value < $1.value }
    let move = simplex[0].x.moved(by: -1, along: start.x)
    point = Iterate(x: simplex[0].x, value: simplex[0].value, gradient: Vector([]))
    var work = StepWork(
      "x + step", [.init("x", start.x), .init("step", move)],
      states: ["c": middle, "w": worst.x, "best": simplex[0].x], move: move)
    work.trials = trials
    work.isStalled = !point.value.isFinite && taken == nil
    return work
  }

  private func vertex<F: Error>(_ x: Vector, _ objective: some Objective<F>) throws(F) -> Vertex {
    let value = try objective.value(at: x)
    return Vertex(x: x, value: value.isNaN ? .infinity : value)
  }

  private func centre(of vertices: ArraySlice<Vertex>) -> Vector {
    guard let first = vertices.first else { return Vector([]) }
    let sum = vertices.dropFirst().reduce(first.x) { $0.moved(by: 1, along: $1.x) }
    return sum * (1 / Double(vertices.count))
  }
}
