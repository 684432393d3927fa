import Evaluation
import LinearAlgebra
import Numerics
import Statistics
import Tables

/// What comparisons and connectives make of random variables and events. Beside `*` and `/`, whose entries stand with
/// those of matrices.
let eventOperators: [Builtin] = [
  comparison("<", "X is less than a.") { x, a in
    Event(x, in: (below: (a, false), above: nil))
  } flipped: { x, a in
    Event(x, in: (below: nil, above: (a, false)))
  },
  comparison("<=", "X is at most a.") { x, a in
    Event(x, in: (below: (a, true), above: nil))
  } flipped: { x, a in
    Event(x, in: (below: nil, above: (a, true)))
  },
  comparison(">", "X is more than a.") { x, a in
    Event(x, in: (below: nil, above: (a, false)))
  } flipped: { x, a in
    Event(x, in: (below: (a, false), above: nil))
  },
  comparison(">=", "X is at least a.") { x, a in
    Event(x, in: (below: nil, above: (a, true)))
  } flipped: { x, a in
    Event(x, in: (below: (a, true), above: nil))
  },
  comparison("==", "X is a, or the kind a names.", labelled: { $0 }) { x, a in
    Event(x, among: [a])
  } flipped: { x, a in
    Event(x, among: [a])
  },
  comparison("!=", "X is not a.", labelled: { $0.negated }) { x, a in
    Event(x, among: [a]).negated
  } flipped: { x, a in
    Event(x, among: [a]).negated
  },
  Builtin(
    "in", summary: "X lies in an interval of two ends, or in a set of values.",
    doc: "Of two ascending numbers the closed interval, of others the set.",
    examples: [.init("X = Uniform(0, 4); P(X in [1, 3])", "0.5")], related: ["P"],
    Form("X", "values") { (x: RandomVariable, values: Vector) throws(RandomError) in
      var v = values.elements
      for i in v.indices { v[i] = try threshold(v[i]) }
      return v.count == 2 && v[0] < v[1] ? Event(x, in: (below: (v[1], true), above: (v[0], true))) : Event(x, among: v)
    },
    Form("X", "kinds") { (x: RandomVariable, kinds: Column) throws(EvaluationError) in
      var chosen: [Double] = []
      for value in kinds.elements {
        guard case .text(let label) = value else {
          throw EvaluationError(.argument(function: "in", parameter: "kinds", needed: "texts", got: value.phrase))
        }
        chosen.append(try kind(label, of: x, "in"))
      }
      return Event(x, among: chosen)
    }),
  Builtin(
    "and", summary: "Both events.", doc: "Of one variable their common region.",
    examples: [.init("X = Normal(0, 1); P(X > 0 and X < 1)", "0.341345")], related: ["P"],
    trace: TracedEvent.both,
    Form("A", "B") { (a: Event, b: Event) throws(RandomError) in try a.and(b) }),
  Builtin(
    "or", summary: "At least one of the events.", doc: "Of one variable the union of their regions.",
    examples: [.init("X = Normal(0, 1); P(X < -1.96 or X > 1.96)", "0.0499958")], related: ["P"],
    Form("A", "B") { (a: Event, b: Event) throws(RandomError) in try a.or(b) }),
  Builtin(
    "not", summary: "The opposite event.", doc: "The rest of the line.",
    examples: [.init("X = Normal(0, 1); P(not X < 0)", "0.5")], related: ["P"],
    trace: TracedEvent.opposite,
    Form("A") { (a: Event) in a.negated }),
  Builtin(
    "|", summary: "An event under a condition.", doc: "What P takes for a conditional probability.",
    examples: [.init("X = Exponential(1); P(X > 2 | X > 1)", "0.367879")], related: ["P"],
    Form("A", "B") { (a: Event, b: Event) throws(RandomError) in try ConditionalEvent(a, given: b) }),
  Builtin(
    "+", summary: "A random variable moved.", doc: "X + X is 2X; of two variables see convolve.",
    examples: [.init("mean(Poisson(2) + 1)", "3")], related: ["P"],
    Form("X", "a") { (x: RandomVariable, a: Double) throws(RandomError) in try x.moved(scale: 1, shift: a) },
    Form("a", "X") { (a: Double, x: RandomVariable) throws(RandomError) in try x.moved(scale: 1, shift: a) },
    Form("X", "Y") { (x: RandomVariable, y: RandomVariable) throws(RandomError) in try x.adding(y, times: 1, "+") }),
  Builtin(
    "-", summary: "A random variable moved, or mirrored.", doc: "-X has X's tails with their sides changed.",
    examples: [.init("mean(-Poisson(2))", "-2")], related: ["P"],
    Form("X", "a") { (x: RandomVariable, a: Double) throws(RandomError) in try x.moved(scale: 1, shift: -a) },
    Form("a", "X") { (a: Double, x: RandomVariable) throws(RandomError) in try x.moved(scale: -1, shift: a) },
    Form("X") { (x: RandomVariable) throws(RandomError) in try x.moved(scale: -1, shift: 0) },
    Form("X", "Y") { (x: RandomVariable, y: RandomVariable) throws(RandomError) in try x.adding(y, times: -1, "-") }),
]

/// `2X`, `X * 2`, for the entry of `*`.
let scaledVariable = Form("a", "X") { (a: Double, x: RandomVariable) throws(RandomError) in
  try x.moved(scale: a, shift: 0)
}
let variableScaled = Form("X", "a") { (x: RandomVariable, a: Double) throws(RandomError) in
  try x.moved(scale: a, shift: 0)
}
/// `X / 3`, for the entry of `/`.
let variableDivided = Form("X", "a") { (x: RandomVariable, a: Double) throws(RandomError) in
  try x.moved(scale: 1 / a, shift: 0)
}

extension RandomVariable {
  /// X ± Y where both are made of one variable.
  fileprivate func adding(_ other: RandomVariable, times sign: Double, _ symbol: String) throws(RandomError)
    -> RandomVariable
  {
    guard identity === other.identity else { throw .together(symbol: symbol) }
    let total = scale + sign * other.scale
    let rest = shift + sign * other.shift
    guard total != 0 else { throw .constant(rest) }
    return try moved(scale: total / scale, shift: rest - shift * total / scale)
  }
}

private func threshold(_ a: Double) throws(RandomError) -> Double {
  guard !a.isNaN else { throw .noThreshold }
  return a
}

/// The number of a kind that has a label.
private func kind(_ label: String, of x: RandomVariable, _ symbol: String) throws(EvaluationError) -> Double {
  let labels = x.isMoved ? [] : (x.base as? Categorical)?.labels ?? []
  guard let place = labels.firstIndex(of: label) else {
    throw EvaluationError(
      .argument(function: symbol, parameter: "kind", needed: "a label of the variable", got: "the text \"\(label)\""))
  }
  return Double(place + 1)
}

private func comparison(
  _ symbol: String, _ summary: String, labelled: (@Sendable (Event) -> Event)? = nil,
  _ event: @escaping @Sendable (RandomVariable, Double) -> Event,
  flipped: @escaping @Sendable (RandomVariable, Double) -> Event
) -> Builtin {
  let forms = [
    Form("X", "a") { (x: RandomVariable, a: Double) throws(RandomError) in event(x, try threshold(a)) },
    Form("a", "X") { (a: Double, x: RandomVariable) throws(RandomError) in flipped(x, try threshold(a)) },
    Form("X", "Y") { (x: RandomVariable, y: RandomVariable) throws(RandomError) -> Event in
      throw .together(symbol: symbol)
    },
  ]
  let named = Form("X", "kind") { (x: RandomVariable, label: String) throws(EvaluationError) -> Event in
    guard let labelled else {
      throw EvaluationError(
        .argument(
          function: symbol, parameter: "kind", needed: "a number; kinds have no order, so == and != alone take labels",
          got: "the text \"\(label)\""))
    }
    return labelled(Event(x, among: [try kind(label, of: x, symbol)]))
  }
  return Builtin(
    symbol, summary: summary, doc: "An event, whose probability P gives.",
    examples: [.init("X = Poisson(2); P(X \(symbol) 1) >= 0", "true")], related: ["P"],
    trace: TracedEvent.comparing(symbol), forms[0], forms[1], forms[2],
    named)
}
