import Document
import LinearAlgebra
import Syntax

/// What a statement did.
public struct Outcome: Sendable {
  public enum Kind: Sendable {
    case value(Value)
    /// Names and what they are bound to now.
    case bound([(name: Name, value: Value)])
  }

  public let kind: Kind
  /// A `;` silenced it.
  public let silent: Bool

  /// The value that `ans` takes on.
  public var value: Value? {
    switch kind {
    case .value(let value): value
    case .bound(let names): names.count == 1 ? names[0].value : nil
    }
  }
}

extension Context {
  /// Runs one statement of a cell. On failure the scope is as it was before the statement.
  public mutating func run(_ statement: Statement, in source: Source) throws(EvaluationError) -> Outcome {
    stack.removeAll(keepingCapacity: true)
    depth = 0
    explaining = false
    trace = nil
    guardrail.measure()
    do throws(EvaluationError) {
      return Outcome(kind: try kind(of: statement, source), silent: statement.silent)
    } catch {
      throw guided(error.located(statement.span).inside(source), in: source).typed(in: source)
    }
  }

  private mutating func kind(of statement: Statement, _ source: Source) throws(EvaluationError) -> Outcome.Kind {
    var compiler = Compiler(scope: scope, catalog: catalog, source: source)
    switch statement.kind {
    case .expression(let expression):
      return .value(writtenOut(try evaluate(compiler.compile(expression), compiler)))
    case .assign(let names, let expression):
      let value = writtenOut(try evaluate(compiler.compile(expression), compiler))
      if names.count == 1, let name = names[0] {
        bind(name, to: value)
        return .bound([(name, value)])
      }
      let parts = try parts(of: value, count: names.count)
      var bound: [(name: Name, value: Value)] = []
      for (name, part) in zip(names, parts) {
        guard let name else { continue }
        bind(name, to: part)
        bound.append((name, part))
      }
      return .bound(bound)
    case .define(let name, let parameters, let body):
      let definition = Definition(name: name, parameters: parameters, expression: body, source: source)
      let value = Value.function(Function(.defined(definition, captures: [])))
      bind(name, to: value)
      return .bound([(name, value)])
    case .update(let target, let expression):
      let (name, path) = try compiler.path(into: target)
      let code = compiler.compile(expression)
      guard let old = scope[name] else {
        throw EvaluationError(.unknownName(name, near: nearest(to: name))).located(target.span)
      }
      let value = try evaluate(code, compiler)
      stack = Array(repeating: .missing, count: compiler.slots)
      let new: Value
      do throws(EvaluationError) { new = try updating(old, path[...], to: value, 0) } catch {
        throw error.naming([target.root?.spelling ?? ""])
      }
      bind(name, to: new)
      return .bound([(name, new)])
    }
  }

  private mutating func evaluate(_ code: Code, _ compiler: Compiler) throws(EvaluationError) -> Value {
    stack = Array(repeating: .missing, count: compiler.slots)
    return try evaluate(code, 0)
  }

  /// Binds a notebook name, and remarks once when it hides a built-in one.
  private mutating func bind(_ name: Name, to value: Value) {
    if scope[name] == nil, let hidden = catalog.value(name.canonical) {
      let what = if case .function = hidden { "function" } else { "constant" }
      note(
        Report(
          code: "W101", title: "\(name.spelling) is yours now",
          message: "\(name.spelling) hides the built-in \(what) of that name."))
    }
    scope.bind(name, to: value)
  }

  /// Evaluates an expression outside any cell: for commands, examples and assertions.
  public mutating func evaluate(_ expression: Expression, in source: Source) throws(EvaluationError) -> Value {
    let statement = Statement(.expression(expression), expression.span)
    guard let value = try run(statement, in: source).value else {
      throw EvaluationError(.unitless(what: "This"))
    }
    return value
  }
}
