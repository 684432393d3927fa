import Calculus
import Document
import Evaluation
import Syntax

/// Integrals of functions.
let integration: [Builtin] = [
  Builtin(
    "integrate", summary: "An antiderivative of a function, as a function.",
    doc: """
      `integrate(f)` is a function whose derivative is f, found by the rules of a first course and more: powers, \
      exponentials, substitution, parts, partial fractions, trigonometric and hyperbolic identities, roots of linear and \
      quadratic formulas, the error function, pieces for `abs` and `if`. Numbers of the notebook keep their letters. \
      It is given only if differentiating it gives f back at many places; otherwise no closed form was found, which may \
      mean that there is none. A constant may always be added. Of a function of several numbers, `integrate(f, by = "y")` \
      integrates by one of them.
      """,
    facts: .init(
      "f of a number → a function of a number",
      refuses: ["no closed form": "integrate(x -> exp(x^2))", "no formula": "integrate(x -> sort([x, 1])[1])"],
      by: "textbook rules, Hermite's reduction and partial fractions (Bronstein, Symbolic Integration I, §2)"),
    examples: [
      .init("F = integrate(x -> x*exp(x)); F(1) - F(0)", "1"), .init("F = integrate(x -> 2x); F(3)", "9"),
    ],
    related: ["grad"],
    antiderivative)
]

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
