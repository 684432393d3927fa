import Document
import Evaluation
import Graph
import LinearAlgebra
import Statistics
import Syntax

/// A law whose parameters are being differentiated.
struct TracedLaw: DomainValue {
  static let typeName = "distribution"

  /// What tells one variable from another.
  final class Identity: Sendable {}

  let family: Family
  let parameters: [Value]
  let identity = Identity()

  var isTraced: Bool { true }
  var fields: Record { Record(zip(family.parameters, parameters).map { .init($0, $1) }) }
  var document: Document { Document([.line(Text("\(family.name) with parameters being differentiated"))]) }

  /// A call of the family's name.
  static func making(_ family: Family) -> Builtin.TraceRule {
    { (arguments: Arguments, context: inout Context) throws(EvaluationError) in
      var given = arguments.positional
      for (name, value) in arguments.named {
        guard given.count < family.parameters.count, family.parameters[given.count] == name else { return nil }
        given.append(value)
      }
      guard given.count == family.parameters.count else { return nil }
      var numbers: [Double] = []
      for value in given {
        guard case .number(let number) = context.atPoint(value) else { return nil }
        numbers.append(number)
      }
      do throws(DistributionError) { _ = try family(numbers) } catch { throw error.asEvaluation }
      return .object(TracedLaw(family: family, parameters: given))
    }
  }
}

/// A law of the catalog that a question about it can be differentiated through: scale · X + shift.
struct AskedLaw {
  let family: Family
  let parameters: [Value]
  let identity: ObjectIdentifier
  let scale: Double
  let shift: Double

  /// `nil` for what is no law, or none of a family.
  init?(_ value: Value) {
    guard case .object(let object) = value else { return nil }
    if let law = object as? TracedLaw {
      (family, parameters, identity) = (law.family, law.parameters, ObjectIdentifier(law.identity))
      (scale, shift) = (1, 0)
      return
    }
    guard let variable = object as? RandomVariable, let family = Family.named(type(of: variable.base).name) else {
      return nil
    }
    (self.family, identity) = (family, ObjectIdentifier(variable.identity))
    parameters = variable.base.parameters.map { .number($0.value) }
    (scale, shift) = (variable.scale, variable.shift)
  }

  /// What it says at x, or at p.
  func answer(_ question: Question, _ x: Value, in context: inout Context) throws(EvaluationError) -> Value {
    // A mirrored law has its tails with their sides changed, of counted ones with their ends too.
    guard scale > 0 || !family.isDiscrete else {
      throw EvaluationError(.notDifferentiable("\(question.name) of a mirrored \(family.name)"))
    }
    let asked = scale > 0 ? question : question.mirrored
    if question == .quantile || question == .upperQuantile {
      let base = try plain(asked, x, in: &context)
      return try context.combine(.dotAdd, context.combine(.dotMultiply, .number(scale), base), .number(shift))
    }
    let moved =
      scale == 1 && shift == 0
      ? x : try context.combine(.dotDivide, context.combine(.dotSubtract, x, .number(shift)), .number(scale))
    let result = try plain(asked, moved, in: &context)
    guard !family.isDiscrete, scale.magnitude != 1 else { return result }
    switch question {
    case .pdf: return try context.combine(.dotDivide, result, .number(scale.magnitude))
    case .logpdf: return try context.combine(.dotSubtract, result, .number(logarithm(scale.magnitude)))
    default: return result
    }
  }

  private func logarithm(_ x: Double) -> Double { Primitive.log.value(x) }

  private func plain(_ question: Question, _ x: Value, in context: inout Context) throws(EvaluationError) -> Value {
    try context.traced(LawAnswer(family.name, question), parameters + [x])
  }

  /// The rule of `pdf`, `cdf`, …, `quantile`.
  static func asking(_ question: Question) -> Builtin.TraceRule {
    { (arguments: Arguments, context: inout Context) throws(EvaluationError) in
      guard let x = arguments.exactly(2), let law = AskedLaw(x[0]), context.shape(x[1]) != nil else { return nil }
      if question == .quantile || question == .upperQuantile, let p = context.atPoint(x[1]).tensor?.elements {
        guard p.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
          throw RandomError.notAShare(name: "p", value: p.first { !($0 >= 0 && $0 <= 1) } ?? .nan).asEvaluation
        }
      }
      return try law.answer(question, x[1], in: &context)
    }
  }
}

extension Question {
  fileprivate var mirrored: Question {
    switch self {
    case .pdf, .logpdf: self
    case .cdf: .ccdf
    case .ccdf: .cdf
    case .logcdf: .logccdf
    case .logccdf: .logcdf
    case .quantile: .upperQuantile
    case .upperQuantile: .quantile
    }
  }
}
