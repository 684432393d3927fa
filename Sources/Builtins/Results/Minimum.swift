import Document
import Evaluation
import Graph
import LinearAlgebra
import Optimization

/// A minimum or a maximum of a function of the language, with the way to it.
struct FunctionMinimum: DomainValue, ArgumentType, ResultType {
  static let typeName = "minimum"

  let function: Function
  let shape: Shape
  let isGreatest: Bool
  /// Whether the function gives a vector whose squares are summed.
  let isSum: Bool
  let search: Minimization
  /// The different points that several starts led to, the best first.
  let others: [(x: Vector, value: Double)]
  let starts: Int
  /// Why the function has no gradients, where it has none.
  let obstacle: Report?

  var names: DescentNames { DescentNames(function, shape) }
  var sign: Double { isGreatest ? -1 : 1 }
  var value: Double { sign * search.value }
  func point(_ x: Vector) -> Value { Value(Tensor(shape, x.elements)) }

  var gradient: Vector? {
    let gradient = search.gradient
    return gradient.elements.isEmpty || gradient.elements.contains(where: \.isNaN) ? nil : gradient * sign
  }

  /// What kind of point it is in the words of the function itself.
  var kind: String? {
    switch search.kind {
    case .minimum: isGreatest ? "maximum" : "minimum"
    case .maximum: isGreatest ? "minimum" : "maximum"
    case .saddle: "saddle"
    case .flat: "flat"
    case nil: nil
    }
  }

  var fields: Record {
    let rows = search.path
    let path = Matrix(
      rows: rows.count, columns: shape.count,
      elements: (0..<shape.count).flatMap { i in rows.map { $0.x.elements[i] } })
    var fields: [Record.Field] = [
      .init("x", point(search.x)),
      .init("value", .number(value)),
      .init("gradient", gradient.map { point($0) } ?? .missing),
      .init("iterations", .number(Double(search.iterations))),
      .init("evaluations", .number(Double(search.evaluations))),
      .init("converged", .truth(search.isConverged)),
      .init("reason", .text(search.ending.word)),
      .init("method", .text(search.method.name)),
      .init("kind", kind.map { .text($0) } ?? .missing),
      .init("curvatures", .vector(search.curvatures * sign)),
      .init("path", shape == .scalar ? .vector(Vector(path.elements)) : .matrix(path)),
      .init("values", .vector(Vector(rows.map { sign * $0.value }))),
    ]
    if starts > 1 {
      let found = Matrix(
        rows: others.count, columns: shape.count,
        elements: (0..<shape.count).flatMap { i in others.map { $0.x.elements[i] } })
      fields.append(.init("found", shape == .scalar ? .vector(Vector(found.elements)) : .matrix(found)))
      fields.append(.init("found_values", .vector(Vector(others.map { sign * $0.value }))))
    }
    return Record(fields)
  }

  /// The converged searches that ended at different points, the lowest first.
  static func distinct(_ searches: [Minimization]) -> [(x: Vector, value: Double)] {
    var kept: [(x: Vector, value: Double)] = []
    for search in searches.filter(\.isConverged).sorted(by: { $0.value < $1.value }) {
      let isKnown = kept.contains { other in
        zip(other.x.elements, search.x.elements).allSatisfy { abs($0 - $1) <= 1e-4 * max(1, abs($1)) }
      }
      if !isKnown { kept.append((search.x, search.value)) }
    }
    return kept
  }
}

extension Minimization.Ending? {
  /// The word of the field `reason`.
  var word: String {
    switch self {
    case .converged: "converged"
    case .rounding: "rounding"
    case .kink: "kink"
    case .unbounded: "unbounded"
    case .endless: "endless"
    case .edge: "edge"
    case .stalled: "stalled"
    case .limit: "limit"
    case .interrupted: "interrupted"
    case nil: "under way"
    }
  }
}
