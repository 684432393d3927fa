import Graph
import LinearAlgebra

/// What a function's gradient depends on besides the point and the notebook's names.
struct GradientKey: Sendable {
  private let definition: Definition
  private let captures: [Tensor]
  /// The derivatives taken of the definition, outermost first.
  private let layers: [Layer]

  enum Layer: Sendable { case derivative, gradient, hessian, product, rows, columns }

  /// - Parameter asked: what is taken of the function.
  /// `nil` for functions that closed over more than numbers and arrays, and for built-in ones.
  init?(_ function: Function, _ asked: Layer) {
    var (layers, inner) = ([asked], function)
    while true {
      switch inner.body {
      case .defined(let definition, let values):
        let tensors = values.compactMap(\.tensor)
        guard tensors.count == values.count else { return nil }
        (self.definition, captures, self.layers) = (definition, tensors, layers)
        return
      case .derivative(let f): (inner, layers) = (f, layers + [.derivative])
      case .gradient(let f): (inner, layers) = (f, layers + [.gradient])
      case .hessian(let f): (inner, layers) = (f, layers + [.hessian])
      case .jacobian(let f): (inner, layers) = (f, layers + [.rows])
      case .builtin: return nil
      }
    }
  }

  static func == (a: Self, b: Self) -> Bool {
    a.definition === b.definition && a.layers == b.layers && a.captures == b.captures
  }
}

/// The last few gradients, traced under one generation of the notebook's names.
struct GradientTapes: Sendable {
  private var known: [(key: GradientKey, tape: Tape, size: Int)] = []
  private var generation: Generation?

  /// Numbers that the tapes may hold together: 64 MB.
  private static let largest = 8_000_000
  private static let most = 8

  mutating func keep(
    _ trace: Trace, _ roots: [NodeID], minding watches: [Tape.Watch], for key: GradientKey, _ current: Generation
  ) {
    if generation != current {
      generation = current
      known.removeAll()
    }
    let size = trace.graph.nodes.reduce(0) { $0 + $1.shape.count }
    guard size <= Self.largest else { return }
    known.removeAll { $0.key == key }
    while known.count >= Self.most || known.reduce(size, { $0 + $1.size }) > Self.largest, !known.isEmpty {
      known.removeFirst()
    }
    known.append((key, Tape(trace, for: roots, minding: watches), size))
  }

  mutating func replay(_ key: GradientKey, _ current: Generation, at inputs: [Tensor]) throws(GraphError) -> [Tensor]? {
    guard generation == current, let place = known.lastIndex(where: { $0.key == key }) else { return nil }
    return try known[place].tape.replay(inputs)
  }
}
