import Evaluation
import LinearAlgebra
import Syntax

/// A constraint in the language: a function that is to be 0, or at most 0, and how the person wrote it.
struct Requirement: Sendable {
  let function: Function
  let isEquation: Bool
  /// For reading: `x + y ≤ 10`.
  let text: String

  /// The constraints that a value stands for.
  /// - Parameters:
  ///   - isEquation: what a function that gives a number is: equal to 0, or at most 0.
  ///   - point: where vectors are counted: `w -> w >= 0` is one constraint for each element.
  static func read(
    _ value: Value, isEquation: Bool, at point: Value, call: String, _ context: inout Context
  ) throws(EvaluationError) -> [Requirement] {
    switch value {
    case .function(let f): return try read(f, named: nil, isEquation, point, call, &context)
    case .list(let list):
      var all: [Requirement] = []
      for element in list.elements {
        guard case .function(let f) = element else {
          throw RequirementError.kind(element.phrase, call: call).asEvaluation
        }
        all += try read(f, named: nil, isEquation, point, call, &context)
      }
      return all
    case .record(let record):
      var all: [Requirement] = []
      for field in record.fields {
        guard case .function(let f) = field.value else {
          throw RequirementError.kind(field.value.phrase, call: call).asEvaluation
        }
        all += try read(f, named: field.name, isEquation, point, call, &context)
      }
      return all
    default: throw RequirementError.kind(value.phrase, call: call).asEvaluation
    }
  }

  private static func read(
    _ f: Function, named name: String?, _ isEquation: Bool, _ point: Value, _ call: String, _ context: inout Context
  ) throws(EvaluationError) -> [Requirement] {
    guard case .defined(let definition, let captures) = f.body,
      let parts = try comparisons(definition.expression, call)
    else {
      let text = isEquation ? f.equationText : "\(f.conditionText) ≤ 0"
      return try spread(f, isEquation, text: name ?? text, point, &context)
    }
    var all: [Requirement] = []
    for part in parts {
      let difference = try Self.expression(.infix(.subtract, part.small, part.large))
      let body = Definition(
        name: nil, parameters: definition.parameters, expression: difference, source: definition.source,
        captured: definition.captured, isLocal: definition.isLocal)
      let function = Function(.defined(body, captures: captures))
      let text = parts.count == 1 ? name ?? part.text : part.text
      all += try spread(function, part.isEquation, text: text, point, &context)
    }
    return all
  }

  /// One for each element where the function gives a vector.
  private static func spread(
    _ f: Function, _ isEquation: Bool, text: String, _ point: Value, _ context: inout Context
  ) throws(EvaluationError) -> [Requirement] {
    let one = [Requirement(function: f, isEquation: isEquation, text: text)]
    let value: Value
    do throws(EvaluationError) { value = try context.apply(f, [point]) } catch {
      guard error.isGap else { throw error }
      return one
    }
    switch value {
    case .number: return one
    case .vector(let v):
      guard case .defined(let definition, let captures) = f.body else { return one }
      var all: [Requirement] = []
      for i in 1...max(v.count, 1) where i <= v.count {
        let element = try Self.expression(
          .index(definition.expression, [.at(Self.expression(.number(Double(i))))]))
        let body = Definition(
          name: nil, parameters: definition.parameters, expression: element, source: definition.source,
          captured: definition.captured, isLocal: definition.isLocal)
        all.append(
          Requirement(
            function: Function(.defined(body, captures: captures)), isEquation: isEquation, text: "\(text) [\(i)]"))
      }
      return all
    default:
      throw RequirementError.kind("a function that gives \(value.phrase)", call: f.printed).asEvaluation
    }
  }

  private static func expression(_ kind: Expression.Kind) throws(EvaluationError) -> Expression {
    do throws(SyntaxError) { return try Expression(kind, Span(0, 0)) } catch {
      throw RequirementError.tooDeep.asEvaluation
    }
  }

  /// One comparison: `small ≤ large`, or both equal.
  private struct Comparison {
    var small: Expression
    var large: Expression
    var isEquation: Bool
    var text: String
  }

  /// The comparisons that `and` joins; nil where the expression is no statement about its variables.
  private static func comparisons(
    _ expression: Expression, _ call: String
  ) throws(EvaluationError) -> [Comparison]? {
    switch expression.kind {
    case .sequence(let statements):
      guard statements.count == 1, case .expression(let inner) = statements[0].kind else { return nil }
      return try comparisons(inner, call)
    case .infix(.and, let left, let right):
      guard let a = try comparisons(left, call), let b = try comparisons(right, call) else {
        throw RequirementError.statement(expression.printed, call: call).asEvaluation
      }
      return a + b
    case .infix(.or, _, _), .prefix(.not, _):
      throw RequirementError.statement(expression.printed, call: call).asEvaluation
    case .comparison(let signs, let operands):
      var all: [Comparison] = []
      for (place, sign) in signs.enumerated() {
        let (a, b) = (operands[place], operands[place + 1])
        let text: (String) -> String = { "\(a.pretty) \($0) \(b.pretty)" }
        switch sign {
        case .lessOrEqual, .less: all.append(Comparison(small: a, large: b, isEquation: false, text: text("≤")))
        case .greaterOrEqual, .greater: all.append(Comparison(small: b, large: a, isEquation: false, text: text("≥")))
        case .equal: all.append(Comparison(small: a, large: b, isEquation: true, text: text("=")))
        case .notEqual, .element: throw RequirementError.statement(expression.printed, call: call).asEvaluation
        }
      }
      return all
    default: return nil
    }
  }
}

extension Function {
  /// The expression of a function as a textbook writes it, or its name.
  var conditionText: String {
    if case .defined(let definition, _) = body { return definition.name?.spelling ?? definition.expression.pretty }
    return handle
  }

  /// What is said of `g(x) = 0`: `2x + 2y = 20` where a number is subtracted last, otherwise `… = 0`.
  var equationText: String { "\(equationSides.left) = \(equationSides.right)" }

  var equationSides: (left: String, right: String) {
    guard case .defined(let definition, _) = body else { return (handle, "0") }
    if case .infix(.subtract, let left, let right) = definition.expression.kind, case .number = right.kind {
      return (left.pretty, right.pretty)
    }
    return (definition.expression.pretty, "0")
  }
}
