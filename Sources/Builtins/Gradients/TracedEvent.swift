import Document
import Evaluation
import LinearAlgebra
import Statistics
import Syntax

/// An event whose threshold, or the law it is about, is being differentiated.
struct TracedEvent: DomainValue {
  static let typeName = "event"

  indirect enum Condition: Sendable {
    case below(Value)
    case above(Value)
    case between(Value, Value)
    case exactly(Value)
    case not(Condition)
  }

  let law: AskedLaw
  let condition: Condition

  var isTraced: Bool { true }
  var fields: Record { Record([]) }
  var document: Document { Document([.line(Text("an event being differentiated"))]) }

  func probability(in context: inout Context) throws(EvaluationError) -> Value {
    try probability(condition, in: &context)
  }

  private func probability(_ condition: Condition, in context: inout Context) throws(EvaluationError) -> Value {
    switch condition {
    case .below(let x): return try law.answer(.cdf, x, in: &context)
    case .above(let x): return try law.answer(.ccdf, x, in: &context)
    case .exactly(let x): return try law.answer(.pdf, x, in: &context)
    case .between(let low, let high):
      let (below, above) = (try law.answer(.cdf, low, in: &context), try law.answer(.cdf, high, in: &context))
      guard case .number(let p) = context.atPoint(below), p > 0.5 else {
        return try context.combine(.subtract, above, below)
      }
      // In the upper tail both are nearly 1, and their difference would keep no digits.
      return try context.combine(
        .subtract, law.answer(.ccdf, low, in: &context), law.answer(.ccdf, high, in: &context))
    case .not(.below(let x)): return try law.answer(.ccdf, x, in: &context)
    case .not(.above(let x)): return try law.answer(.cdf, x, in: &context)
    case .not(.not(let inner)): return try probability(inner, in: &context)
    case .not(let inner): return try context.combine(.subtract, .number(1), probability(inner, in: &context))
    }
  }

  // MARK: rules

  /// `X < a`, `a < X` and their like.
  static func comparing(_ symbol: String) -> Builtin.TraceRule {
    { (arguments: Arguments, context: inout Context) throws(EvaluationError) in
      guard let x = arguments.exactly(2) else { return nil }
      let isFlipped = AskedLaw(x[0]) == nil
      guard let law = AskedLaw(x[isFlipped ? 1 : 0]), context.shape(x[isFlipped ? 0 : 1]) == .scalar else { return nil }
      let a = x[isFlipped ? 0 : 1]
      let mirror = ["<": ">", "<=": ">=", ">": "<", ">=": "<="]
      let sign = isFlipped ? mirror[symbol] ?? symbol : symbol
      guard law.family.isDiscrete else {
        switch sign {
        case "<", "<=": return .object(TracedEvent(law: law, condition: .below(a)))
        case ">", ">=": return .object(TracedEvent(law: law, condition: .above(a)))
        default: return nil
        }
      }
      // Of counted values an end that belongs to the event is told from one that does not.
      guard case .number(let end) = a, law.scale == 1, law.shift == 0 else { return nil }
      let before = Value.number(end.rounded(.up) - 1)
      switch sign {
      case "<": return .object(TracedEvent(law: law, condition: .below(before)))
      case "<=": return .object(TracedEvent(law: law, condition: .below(a)))
      case ">": return .object(TracedEvent(law: law, condition: .above(a)))
      case ">=": return .object(TracedEvent(law: law, condition: .above(before)))
      case "==": return .object(TracedEvent(law: law, condition: .exactly(a)))
      case "!=": return .object(TracedEvent(law: law, condition: .not(.exactly(a))))
      default: return nil
      }
    }
  }

  static let both: Builtin.TraceRule = { (arguments: Arguments, context: inout Context) throws(EvaluationError) in
    guard let x = arguments.exactly(2), let a = part(x[0]), let b = part(x[1]), a.law.identity == b.law.identity
    else { return nil }
    switch (a.condition, b.condition) {
    case (.below(let high), .above(let low)), (.above(let low), .below(let high)):
      let (ends, joined) = ((context.atPoint(low), context.atPoint(high)), Condition.between(low, high))
      if case (.number(let low), .number(let high)) = ends, low >= high { return .number(0) }
      return .object(TracedEvent(law: a.law, condition: joined))
    default: return nil
    }
  }

  static let opposite: Builtin.TraceRule = { (arguments: Arguments, context: inout Context) throws(EvaluationError) in
    guard case .object(let object)? = arguments.exactly(1)?[0], let event = object as? TracedEvent else { return nil }
    return .object(TracedEvent(law: event.law, condition: .not(event.condition)))
  }

  static let probability: Builtin.TraceRule = {
    (arguments: Arguments, context: inout Context) throws(EvaluationError) in
    guard case .object(let object)? = arguments.exactly(1)?[0], let event = object as? TracedEvent else { return nil }
    return try event.probability(in: &context)
  }

  /// One side of a conjunction: 0 < X in 0 < X < v is an event of plain numbers.
  private static func part(_ value: Value) -> TracedEvent? {
    guard case .object(let object) = value else { return nil }
    if let event = object as? TracedEvent { return event }
    guard let (variable, region) = (object as? Event)?.single, let law = AskedLaw(.object(variable)),
      !law.family.isDiscrete, law.scale > 0, region.pieces.count == 1
    else { return nil }
    let (low, high) = (region.pieces[0].low, region.pieces[0].high)
    if low == -.infinity { return TracedEvent(law: law, condition: .below(.number(law.scale * high + law.shift))) }
    if high == .infinity { return TracedEvent(law: law, condition: .above(.number(law.scale * low + law.shift))) }
    return nil
  }
}
