import Evaluation
import Graph
import LinearAlgebra

extension Arguments {
  /// The arguments when there are exactly so many and no options but those that leave a gradient unchanged.
  func exactly(_ count: Int) -> [Value]? {
    positional.count == count && named.allSatisfy { $0.name == "na" } ? positional : nil
  }
}

extension Context {
  /// Elements of a traced value, picked by place from 0.
  mutating func picked(_ places: [Int], _ target: Shape, from value: Value) throws(EvaluationError) -> Value {
    try traced(Gather(places, target), [value])
  }

  /// The sum of all elements of a traced value.
  mutating func tracedSum(_ value: Value) throws(EvaluationError) -> Value {
    try traced(SumTo(.scalar), [value])
  }
}

/// One array operation as the gradient rule of a function of one argument.
func tracing(_ primitive: some ArrayPrimitive) -> Builtin.TraceRule {
  { (arguments: Arguments, context: inout Context) throws(EvaluationError) in
    guard let x = arguments.exactly(1) else { return nil }
    return try context.traced(primitive, x)
  }
}

/// Several operations of the graph as the gradient rule of a function of so many arguments, whatever their shapes.
func tracing(
  arguments count: Int = 1, _ body: @escaping @Sendable (inout Graph, [NodeID]) throws(GraphError) -> NodeID
) -> Builtin.TraceRule {
  { (arguments: Arguments, context: inout Context) throws(EvaluationError) in
    guard let x = arguments.exactly(count) else { return nil }
    return try context.traced(x, body)
  }
}
