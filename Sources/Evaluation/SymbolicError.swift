import Calculus
import Document
import Syntax

/// What algebra cannot be asked for.
public enum SymbolicError: ReportableError, EvaluationFailure {
  /// A function that is no formula of numbers: its name and why.
  case notFormula(String, why: String)
  /// A derivative by what is no argument: the name asked for, and those there are.
  case noArgument(String, known: [String])
  /// A derivative of a function that takes nothing.
  case noArguments(String)
  /// A derivative taken so many times.
  case order(String)

  public var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  public var report: Report {
    switch self {
    case .notFormula(let f, let why):
      Report(
        code: "E315", title: "no formula",
        message: "Algebra reads the text of \(f.count <= 40 ? f : "the function") as a formula, and \(why).",
        suggestion: nil)
    case .noArgument(let name, let known):
      Report(
        code: "E314", title: "no argument \(name)",
        message: known.isEmpty
          ? "The function's arguments have no names." : "The function takes \(known.joined(separator: ", ")).",
        suggestion: nil)
    case .noArguments(let f):
      Report(
        code: "E314", title: "no arguments",
        message: "\(f) takes no arguments, so there is nothing to take a derivative by.", suggestion: nil)
    case .order(let got):
      Report(
        code: "E313", title: "not an order",
        message: "A derivative is taken a whole number of times, from 0 to 20, and this says \(got).", suggestion: nil)
    }
  }
}

extension Context {
  /// A function as algebra, or the part of its text that is none, marked in it.
  public func formula(of f: Function) throws(EvaluationError) -> AlgebraicFunction {
    do throws(AlgebraError) { return try algebra(of: f) } catch {
      throw failure(error, in: f)
    }
  }

  /// Why a function is no algebra, marked in its own text where the part stands there.
  public func failure(_ error: AlgebraError, in f: Function) -> EvaluationError {
    let failure: EvaluationError
    let part: Expression
    switch error {
    case .unreadable(let place, _):
      (failure, part) = (SymbolicError.notFormula(f.handle, why: error.reason).asEvaluation, place)
    case .unbound(let place, let name):
      (failure, part) = (EvaluationError(.unknownName(name, near: nearest(to: name))), place)
    case .noRule, .tooLong: return SymbolicError.notFormula(f.handle, why: error.reason).asEvaluation
    }
    guard case .defined(let definition, _) = f.body,
      definition.expression.holds(part)
    else { return failure }
    return failure.located(part.span).inside(definition.source)
  }

  /// A formula as a function of the language, with these parameters.
  public func function(
    _ formula: Symbolic, of f: Function, _ parameters: [Symbol]
  ) throws(EvaluationError) -> Function {
    let reader = FunctionReader(scope, catalog)
    guard reader.isFaithful(formula, parameters) else {
      throw SymbolicError.notFormula(f.handle, why: "a name of the result is taken here").asEvaluation
    }
    do throws(AlgebraError) {
      let body = try AlgebraWriter(writesDecimals: f.writesDecimals).write(formula)
      let names = parameters.map { Expression.Parameter($0.name, Span(0, 0)) }
      let lambda = try reader.node(.lambda(names, body))
      // The text is read again, so that marks in it are at their places.
      let text = lambda.printed
      guard let read = try? Parser.expression(text), case .lambda(let own, let expression) = read.kind else {
        throw .tooLong
      }
      return Function(
        .defined(Definition(name: nil, parameters: own, expression: expression, source: Source(text)), captures: []))
    } catch { throw failure(error, in: f) }
  }
}

extension Function {
  /// The function itself, if there is something to differentiate it by.
  /// - Throws: E314 for a function without arguments.
  public func differentiable() throws(EvaluationError) -> Function {
    guard arity?.upperBound != 0 else { throw SymbolicError.noArguments(handle).asEvaluation }
    return self
  }
}

extension Expression {
  fileprivate func holds(_ part: Expression) -> Bool {
    self == part && span == part.span || kind.children.contains { $0.holds(part) }
  }
}
