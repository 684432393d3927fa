import Calculus
import Document
import Evaluation
import Syntax

/// `integrate(f)`: the antiderivative of a formula.
let antiderivative = Form("f", "by?") {
  (context: inout Context, f: Function, by: String?) throws(EvaluationError) in
  let problem = try context.integrand(f, by: by)
  return try problem.function(context.antiderivative(of: problem).value)
} work: { (context: inout Context, f: Function, by: String?) throws(EvaluationError) in
  let problem = try context.integrand(f, by: by)
  let found = try context.antiderivative(of: problem)
  let worked = AntiderivativeWork(found).worked
  return Worked(try problem.function(found.value), worked.derivation)
}

/// A formula to be integrated, and by which of its parameters.
struct Integrand {
  let function: Function
  let formula: AlgebraicFunction
  let variable: Symbol

  /// A function of the same parameters with another formula, for which a constant is free.
  func function(_ value: Symbolic) throws(EvaluationError) -> Function {
    do throws(AlgebraError) {
      let text = try AlgebraWriter().write(value).printed
      // Read anew, so that an error inside it can show the place.
      guard let expression = try? Parser.expression(text) else { throw .tooLong }
      let parameters = formula.parameters.map { Expression.Parameter($0.name, expression.span) }
      return Function(
        .defined(
          Definition(
            name: nil, parameters: parameters, expression: expression, source: Source(text), isAntiderivative: true),
          captures: []))
    } catch {
      throw IntegrandError.unreadable(error, function).asEvaluation
    }
  }
}

extension Context {
  /// The formula of a function and the variable to integrate by.
  func integrand(_ f: Function, by name: String?) throws(EvaluationError) -> Integrand {
    let formula: AlgebraicFunction
    do throws(AlgebraError) { formula = try algebra(of: f) } catch {
      throw IntegrandError.unreadable(error, f).asEvaluation
    }
    let symbols = formula.parameters
    if let name {
      guard let variable = symbols.first(where: { $0.name == Name(name) }) else {
        throw IntegrandError.variable(name, symbols.map(\.name.spelling)).asEvaluation
      }
      return Integrand(function: f, formula: formula, variable: variable)
    }
    guard let variable = symbols.first, symbols.count == 1 else {
      throw IntegrandError.several(f, symbols.map(\.name.spelling)).asEvaluation
    }
    return Integrand(function: f, formula: formula, variable: variable)
  }

  /// The antiderivative of a formula.
  func antiderivative(of problem: Integrand) throws(EvaluationError) -> Antiderivative {
    let stops = self
    do throws(AntiderivativeError) {
      return try Antiderivative(of: problem.formula.formula, by: problem.variable) {
        do throws(EvaluationError) {
          try stops.checkInterrupt()
          return false
        } catch {
          return true
        }
      }
    } catch {
      switch error {
      case .interrupted:
        try checkInterrupt()
        throw EvaluationError(.interrupted)
      case .notFound(let tried): throw IntegrandError.notFound(problem.function, tried: tried).asEvaluation
      }
    }
  }
}
