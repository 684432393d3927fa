import Document
import Graph
import LinearAlgebra
import Syntax

/// A function's computation at a point, written down.
public struct TracedCall: Sendable {
  public let trace: Trace
  /// What the arguments are called in the function.
  public let inputs: [(node: NodeID, name: String)]
  /// What the function gave.
  public let root: NodeID
  /// The function's own name, or `f`.
  public let name: String
  /// The call as it is written: `f(2, 3)`.
  public let call: String
}

extension Context {
  /// `∇f` at a point, worked out by backpropagation.
  public mutating func workedGradient(
    of f: Function, at arguments: [Value]
  ) throws(EvaluationError) -> Worked<Value> {
    let traced = try tracedCall(of: f, at: arguments, derivative: "grad")
    guard traced.trace.value(traced.root).shape == .scalar else {
      // The gradient itself words the refusal.
      return Worked(try gradient(of: f, at: Arguments(arguments)), Derivation())
    }
    let worked: Worked<[Tensor]>
    do throws(GraphError) {
      worked = try traced.trace.backpropagation(
        of: traced.root, by: traced.inputs, function: traced.name, call: "∇\(traced.call)")
    } catch { throw error.asEvaluation }
    guard let tensors = worked.value else { return worked.map { _ in .missing } }
    let value = tensors.count == 1 ? Value(tensors[0]) : try vector(of: tensors.map { Value($0) })
    return worked.map { _ in value }
  }

  /// The function run at a point on values that remember where they came from.
  public mutating func tracedCall(
    of f: Function, at arguments: [Value], derivative: String
  ) throws(EvaluationError) -> TracedCall {
    let point = try point(of: f, Arguments(arguments), derivative)
    try requireOwn(f)
    let before = beginTrace()
    defer { endTrace(before) }
    var targets: [NodeID] = []
    for value in point { targets.append(try input(value, of: f)) }
    let root: NodeID
    do throws(EvaluationError) {
      root = try node(try apply(f, targets.map { .traced($0) }))
    } catch { throw error.remedied(f, point.map { written($0) }) }
    guard let trace else { throw EvaluationError(.notDifferentiable(f.handle)) }
    let given = f.parameterNames?.map(\.spelling) ?? []
    let fallback = point.count == 1 ? ["x"] : point.indices.map { "x\(($0 + 1).lowered)" }
    let names = given.count >= point.count ? given : fallback
    let name: String = if case .defined(let definition, _) = f.body { definition.name?.spelling ?? "f" } else { "f" }
    // A long array goes by its name.
    let isShort = arguments.allSatisfy { ($0.shape?.count ?? 1) <= 6 }
    let shown = isShort ? arguments.map { $0.written(digits: 6, atMost: 12) } : Array(names.prefix(targets.count))
    return TracedCall(
      trace: trace, inputs: Array(zip(targets, names)), root: root, name: name,
      call: "\(name)(\(shown.joined(separator: ", ")))")
  }
}
