import Graph
import LinearAlgebra

/// A function of one number that closed over values being differentiated: its value, and its derivatives by the number
/// and by each of those values, at any point. A graph of its own, traced once and replayed while its conditions hold.
public struct ClosureSlopes: Sendable {
  public let function: Function
  /// The values closed over, as nodes of the graph around.
  public let captures: [NodeID]
  /// The function with the numbers that those values are at the point of the gradient.
  public let plain: Function
  private let tensors: [Tensor]
  private var tape: Tape?

  public struct Slopes: Sendable {
    public let value: Double
    public let byArgument: Double
    /// The elements of all captures, one after another.
    public let byCaptures: [Double]
  }

  /// - Throws: `.notDifferentiable` of a function that keeps them where they cannot be found.
  public init(_ function: Function, named name: String, in context: Context) throws(EvaluationError) {
    guard let captures = function.tracedCaptures else { throw EvaluationError(.notDifferentiable(name)) }
    (self.function, self.captures) = (function, captures)
    tensors = captures.map { context.tensor($0) }
    plain = function.replacingTraced { Value(context.tensor($0)) }
  }

  public mutating func callAsFunction(at x: Double, _ context: inout Context) throws(EvaluationError) -> Slopes {
    try context.checkInterrupt()
    do throws(GraphError) {
      if let values = try tape?.replay([.scalar(x)] + tensors) { return Self.slopes(values) }
    } catch { throw error.asEvaluation }
    let (trace, roots, isReplayable) = try context.traced(self, at: x, tensors)
    tape = isReplayable ? Tape(trace, for: roots) : nil
    return Self.slopes(roots.map { trace.value($0) })
  }

  private static func slopes(_ values: [Tensor]) -> Slopes {
    Slopes(
      value: values[0].elements.first ?? .nan, byArgument: values[1].elements.first ?? .nan,
      byCaptures: values.dropFirst(2).flatMap(\.elements))
  }
}

extension Context {
  fileprivate mutating func traced(
    _ slopes: ClosureSlopes, at x: Double, _ tensors: [Tensor]
  ) throws(EvaluationError) -> (Trace, [NodeID], Bool) {
    let before = beginTrace()
    defer { endTrace(before) }
    let argument = try input(.scalar(x))
    var inner: [NodeID: Value] = [:]
    var targets = [argument]
    for (node, tensor) in zip(slopes.captures, tensors) {
      let target = try input(tensor)
      inner[node] = .traced(target)
      targets.append(target)
    }
    let root = try tracedRoot(
      slopes.function.replacingTraced { inner[$0] ?? .missing }, [argument], at: [.number(x)])
    let sweep = try tracedSweep(of: root, targets)
    guard let trace else { throw EvaluationError(.notDifferentiable(slopes.function.handle)) }
    return (trace, [root] + sweep.gradient, isReplayable(since: before))
  }

  /// A number whose value and derivatives by other nodes were computed at this point: it enters the graph with those, and
  /// the trace then serves this point only.
  public mutating func tracedKnown(
    _ name: String, _ value: Double, by operands: [(value: Value, slopes: [Double])]
  ) throws(EvaluationError) -> Value {
    replayable = false
    let active = operands.filter(\.value.isTraced)
    let slopes = active.map { Tensor(shape($0.value) ?? .scalar, $0.slopes) }
    return try traced(KnownSlopes(name, value: value, slopes: slopes), active.map(\.value))
  }
}
