import Evaluation
import Graph
import LinearAlgebra
import Statistics
import Syntax

/// How calls whose values need more than one operation of the graph enter it.
enum GradientRules {
  /// Eigenvalues and eigenvectors of a symmetric matrix.
  static let eigen: Builtin.TraceRule = {
    (arguments: Arguments, context: inout Context) throws(EvaluationError) in
    guard let a = arguments.exactly(1)?[0] else { return nil }
    return .record(
      Record([
        .init("values", try context.traced(SymmetricEigenvalues(), [a])),
        .init("vectors", try context.traced(SymmetricEigenvectors(), [a])),
      ]))
  }

  static let singular: Builtin.TraceRule = {
    (arguments: Arguments, context: inout Context) throws(EvaluationError) in
    guard let a = arguments.exactly(1)?[0] else { return nil }
    return .record(
      Record([
        .init("U", try context.traced(SingularVectors(.left), [a])),
        .init("S", try context.traced(MatrixSingularValues(), [a])),
        .init("V", try context.traced(SingularVectors(.right), [a])),
      ]))
  }

  static let sort: Builtin.TraceRule = {
    (arguments: Arguments, context: inout Context) throws(EvaluationError) in
    guard let x = arguments.positional.first, case .vector = context.shape(x) else { return nil }
    let options = arguments.positional.dropFirst() + arguments.named.map(\.value)
    guard options.count <= 1, arguments.named.allSatisfy({ $0.name == "descending" }) else { return nil }
    var descending = false
    if let option = options.first {
      guard case .truth(let truth) = option else { return nil }
      descending = truth
    }
    return try context.traced(Reordered(descending: descending), [x, x])
  }

  /// A sample's quantile is a sum of one or two elements in order, whose weights the rule itself tells.
  static let quantile: Builtin.TraceRule = {
    (arguments: Arguments, context: inout Context) throws(EvaluationError) in
    if let law = try AskedLaw.asking(.quantile)(arguments, &context) { return law }
    guard arguments.positional.count >= 2, !arguments.positional[1].isTraced else { return nil }
    let x = arguments.positional[0]
    var rule = QuantileRule.gumbel
    for value in arguments.positional.dropFirst(2) + arguments.named.filter({ $0.name == "type" }).map(\.value) {
      guard let given = QuantileRule.decode(value) else { return nil }
      rule = given
    }
    switch arguments.positional[1] {
    case .number(let p): return try context.tracedQuantiles(of: x, [p], rule)[0]
    case .vector(let p): return try context.collected(context.tracedQuantiles(of: x, p.elements, rule))
    default: return nil
    }
  }

  static let median: Builtin.TraceRule = {
    (arguments: Arguments, context: inout Context) throws(EvaluationError) in
    guard let x = arguments.exactly(1)?[0] else { return nil }
    return try context.tracedQuantiles(of: x, [0.5], .gumbel)[0]
  }

  /// The variance or the standard deviation, with its option.
  static func spread(
    _ name: String, _ body: @escaping @Sendable (inout Graph, NodeID, Bool) throws(GraphError) -> NodeID
  ) -> Builtin.TraceRule {
    { (arguments: Arguments, context: inout Context) throws(EvaluationError) in
      guard let x = arguments.positional.first, arguments.positional.count <= 2 else { return nil }
      var population = false
      for value in arguments.positional.dropFirst() + arguments.named.filter({ $0.name != "na" }).map(\.value) {
        guard case .truth(let truth) = value else { return nil }
        population = truth
      }
      guard let count = context.shape(x)?.count else { return nil }
      guard count >= (population ? 1 : 2) else {
        // The plain call words the refusal.
        return try context.catalog[name]?.call(Arguments([context.settled(x)]), in: &context)
      }
      let isPopulation = population
      return try context.traced([x]) { (graph, nodes) throws(GraphError) in try body(&graph, nodes[0], isPopulation) }
    }
  }

  /// Places and counts: they stay where they are until they jump.
  static func settled(_ name: String) -> Builtin.TraceRule {
    { (arguments: Arguments, context: inout Context) throws(EvaluationError) in
      var plain = arguments
      for i in plain.positional.indices { plain.positional[i] = context.settled(plain.positional[i]) }
      for i in plain.named.indices { plain.named[i].value = context.settled(plain.named[i].value) }
      return try context.catalog[name]?.call(plain, in: &context)
    }
  }

  /// An elementary function of so many arguments that is not mapped by decoding.
  static func elementwise(_ primitive: Primitive) -> Builtin.TraceRule {
    { (arguments: Arguments, context: inout Context) throws(EvaluationError) in
      guard let x = arguments.exactly(primitive.arity) else { return nil }
      return try context.tracedElementwise(primitive, x)
    }
  }
}

extension Context {
  fileprivate mutating func tracedQuantiles(
    of x: Value, _ p: [Double], _ rule: QuantileRule
  ) throws(EvaluationError) -> [Value] {
    guard let count = shape(x)?.count else { throw EvaluationError(.notDifferentiable("quantile of \(x.phrase)")) }
    // Of the numbers 0, 1, 2 … the quantile is the place itself, with its fraction.
    let places: [Double]
    do throws(SampleError) { places = try rule.quantiles((0..<count).map(Double.init), p) } catch {
      throw error.asEvaluation
    }
    let sorted = try traced(Reordered(), [x, x])
    var results: [Value] = []
    for place in places {
      let below = Int(place.rounded(.down)), share = place - place.rounded(.down)
      let low = try picked([below], .scalar, from: sorted)
      guard share > 0 else {
        results.append(low)
        continue
      }
      let high = try picked([below + 1], .scalar, from: sorted)
      results.append(
        try combine(
          .add, combine(.multiply, .number(1 - share), low), combine(.multiply, .number(share), high)))
    }
    return results
  }
}
