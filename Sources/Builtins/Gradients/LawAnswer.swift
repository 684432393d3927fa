import Graph
import LinearAlgebra
import Statistics

/// What a law says at x, its parameters and x being differentiated. The value is the law's own, to its last digit; the
/// derivatives are formulas of the density, so that there are second ones too.
struct LawAnswer: ArrayPrimitive {
  static let name = "law"
  static let rule = ArrayRule("rule of the law", shares: ["G ∂R"], numpy: "scipy.stats", r: nil)

  let family: String
  let question: Question

  init(_ family: String, _ question: Question) { (self.family, self.question) = (family, question) }

  func shape(_ operands: [Shape]) throws(GraphError) -> Shape {
    var shape = operands[0]
    for operand in operands.dropFirst() {
      do { shape = try shape.broadcast(operand) } catch { throw .shape(error) }
    }
    return shape
  }

  func value(_ operands: [Tensor]) throws(GraphError) -> Tensor {
    let shape = try shape(operands.map(\.shape))
    let columns = operands.map { tensor -> [Double] in
      tensor.shape.count == shape.count ? tensor.elements : [Double](repeating: tensor.elements[0], count: shape.count)
    }
    guard let family = Family.named(family), let points = columns.last else { return Tensor(shape, repeating: .nan) }
    let parameters = columns.dropLast()
    if operands.dropLast().allSatisfy({ $0.shape == .scalar }) {
      // Parameters that a later point makes impossible: NaN has the run itself explain them.
      guard let law = try? family(operands.dropLast().map { $0.elements[0] }) else {
        return Tensor(shape, repeating: .nan)
      }
      return Tensor(shape, law.answers(question, points))
    }
    return Tensor(
      shape,
      points.indices.map { place in
        (try? family(parameters.map { $0[place] }))?.answer(question, points[place]) ?? .nan
      })
  }

  func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    guard let rule = LawScores.named(family), let law = Family.named(family) else { throw refusal(nil) }
    let last = operands.count - 1
    var parts: [NodeID?] = []
    for (place, isActive) in active.enumerated() {
      guard isActive else {
        parts.append(nil)
        continue
      }
      let name = place == last ? nil : law.parameters[place]
      if place == last || question == .quantile || question == .upperQuantile, law.isDiscrete { throw refusal(name) }
      let slope = try slope(by: place, rule, law.isDiscrete, operands, result, in: &graph)
      guard let slope else { throw refusal(name) }
      let product = try graph.add(.multiply, [upstream, slope])
      let target = graph.shape(operands[place])
      parts.append(graph.shape(product) == target ? product : try graph.add(SumTo(target), [product]))
    }
    return parts
  }

  private func refusal(_ parameter: String?) -> GraphError {
    .notDifferentiable("\(question.name) of \(family) by \(parameter ?? (isInverse ? "p" : "x"))")
  }

  private var isInverse: Bool { question == .quantile || question == .upperQuantile }

  /// The derivative by one operand; `nil` where none is stated.
  private func slope(
    by place: Int, _ rule: LawScores, _ isDiscrete: Bool, _ operands: [NodeID], _ result: NodeID, in graph: inout Graph
  ) throws(GraphError) -> NodeID? {
    let last = operands.count - 1
    if question == .pdf || question == .logpdf {
      guard !rule.scores[place].isUnstated else { return nil }
      let score = try graph.add(rule.scores[place], operands, dotted: true)
      return question == .logpdf ? score : try graph.add(.multiply, [score, result], dotted: true)
    }
    var there = operands
    if isInverse { there[last] = result }
    // Between the values that can be counted, P(X ≤ x) stays what it was.
    if isDiscrete { there[last] = try graph.add(.floor, [there[last]]) }
    // At an infinite constant the density is 0 and what it is multiplied by infinite; so far out both are small enough.
    if case .constant(let x) = graph[there[last]].operation, x.elements.contains(where: \.isInfinite) {
      there[last] = try graph.constant(Tensor(x.shape, x.elements.map { min(max($0, -1e100), 1e100) }))
    }
    let flow = place == last ? Term.number(1) : rule.flows[place]
    guard !flow.isUnstated else { return nil }
    if isInverse {
      // F(q) = p stays true whatever is moved; of the upper tail −F(q).
      guard place == last else { return try graph.add(.negate, [graph.add(flow, there, dotted: true)]) }
      let density = try graph.add(LawAnswer(family, .pdf), there)
      return try graph.add(.divide, [graph.constant(question == .quantile ? 1 : -1), density], dotted: true)
    }
    let weight: NodeID
    switch question {
    case .logcdf, .logccdf:
      let density = try graph.add(LawAnswer(family, .logpdf), there)
      weight = try graph.add(.exp, [graph.add(.subtract, [density, result], dotted: true)])
    default: weight = try graph.add(LawAnswer(family, .pdf), there)
    }
    let moved = try graph.add(.multiply, [weight, graph.add(flow, there, dotted: true)], dotted: true)
    return question == .ccdf || question == .logccdf ? try graph.add(.negate, [moved]) : moved
  }
}

extension Question {
  /// The name in the language.
  var name: String {
    switch self {
    case .pdf: "pdf"
    case .logpdf: "logpdf"
    case .cdf: "cdf"
    case .ccdf: "ccdf"
    case .logcdf: "logcdf"
    case .logccdf: "logccdf"
    case .quantile: "quantile"
    case .upperQuantile: "upper_quantile"
    }
  }
}
