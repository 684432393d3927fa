import Graph
import LinearAlgebra

/// What takes a vector of parameters to a vector, with all its partial derivatives, traced once and replayed while its
/// conditions hold.
public struct TracedModel: Sendable {
  public typealias Body = @Sendable (inout Context, Value) throws(EvaluationError) -> Value

  private let body: Body
  /// How many elements the result has.
  private let count: Int
  private var tape: Tape?

  public init(giving count: Int, _ body: @escaping Body) {
    self.count = count
    self.body = body
  }

  /// The Jacobian, a column for each parameter, exact to rounding.
  ///
  /// Reverse mode gives Jᵀu for a u that is an input itself; as that is linear in u, its own derivatives are the columns
  /// of J: as many sweeps as there are parameters, not as there are elements.
  /// - Throws: what the body throws while it is traced; `.notDifferentiable` where no derivative is known.
  public mutating func jacobian(at b: Vector, _ context: inout Context) throws(EvaluationError) -> Matrix {
    try context.checkInterrupt()
    let ones = Tensor.vector(Vector(repeating: 1, count: count))
    do throws(GraphError) {
      if let columns = try tape?.replay([.vector(b), ones]) { return matrix(columns) }
    } catch { throw error.asEvaluation }
    let (trace, nodes, isReplayable) = try context.tracedColumns(body, at: b, weights: ones)
    tape = isReplayable ? Tape(trace, for: nodes) : nil
    return matrix(nodes.map { trace.value($0) })
  }

  private func matrix(_ columns: [Tensor]) -> Matrix {
    Matrix(rows: count, columns: columns.count, elements: columns.flatMap(\.elements))
  }
}

extension Context {
  fileprivate mutating func tracedColumns(
    _ body: TracedModel.Body, at b: Vector, weights: Tensor
  ) throws(EvaluationError) -> (Trace, [NodeID], Bool) {
    let before = beginTrace()
    defer { endTrace(before) }
    let parameters = try trace { t throws(GraphError) in try t.input(.vector(b)) }
    let seed = try node(try trace { t throws(GraphError) in try t.input(weights) })
    let root = try node(try body(&self, parameters))
    guard shape(.traced(root)) == weights.shape else {
      throw EvaluationError(.notDifferentiable("a model of another length"))
    }
    let input = try node(parameters)
    guard var open = trace else { throw EvaluationError(.notDifferentiable("a value of another gradient")) }
    trace = nil
    defer { trace = open }
    do throws(GraphError) {
      let columns = try open.extend { graph throws(GraphError) in
        let product = try graph.pullback(of: root, seed: seed, to: [input])[0]
        var columns: [NodeID] = []
        for j in 0..<b.count {
          let unit = try graph.constant(.vector(Vector((0..<b.count).map { $0 == j ? 1 : 0 })))
          columns.append(try graph.pullback(of: product, seed: unit, to: [seed])[0])
        }
        return columns
      }
      return (open, columns, isReplayable(since: before))
    } catch { throw error.asEvaluation }
  }
}
