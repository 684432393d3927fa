import Document
import Evaluation
import Syntax

extension Context {
  /// The work of an expression's outermost operation, its operands being evaluated as usual: of `A \ b` the elimination,
  /// of `lu(A).U` that of `lu(A)`, of an optimizer its newest step.
  /// - Throws: `WorkError`, and what the operation itself throws.
  public mutating func working(
    of expression: Expression, in source: Source
  ) throws(EvaluationError) -> Worked<Value> {
    do throws(EvaluationError) { return try outermost(expression, in: source) } catch {
      if case .interrupted = error.kind { throw error }
      // The operation's own error knows its operands by name; only where it has none the derivation's is told. A call
      // that has no derivation went well, and what it does to files is not done twice.
      if !(error.isWithoutWork && expression.isCall) { _ = try evaluate(expression, in: source) }
      var error = error
      if error.isWithoutWork { error = error.suggesting(try innerWork(expression, in: source)) }
      if error.operands.isEmpty { error.operands = expression.operands }
      throw error
    }
  }

  private mutating func outermost(
    _ expression: Expression, in source: Source
  ) throws(EvaluationError) -> Worked<Value> {
    switch expression.kind {
    case .sequence(let statements):
      guard statements.count == 1, case .expression(let inner) = statements[0].kind else { break }
      return try outermost(inner, in: source)
    case .call(let callee, let arguments): return try call(callee, arguments, in: source)
    case .infix(.pipe, let value, let target):
      if case .call(let callee, let more) = target.kind {
        return try call(callee, [Expression.Argument(value)] + more, in: source)
      }
      return try call(target, [Expression.Argument(value)], in: source)
    case .infix(let op, let a, let b):
      let operands = [try evaluate(a, in: source), try evaluate(b, in: source)]
      return try work(operator: op.rawValue, operands)
    case .norm(let x): return try work(operator: "norm", [try evaluate(x, in: source)])
    case .index(let object, _), .member(let object, _):
      if case .name = object.kind { break }
      return try outermost(object, in: source)
    case .prime, .nabla:
      if case .function(let function) = try evaluate(expression, in: source), function.isDerivative {
        return try workedDerivative(function)
      }
      throw noDerivation(expression.printed)
    case .prefix, .factorial, .scaled: throw noDerivation(expression.printed)
    default: break
    }
    let value = try evaluate(expression, in: source)
    if case .function(let function) = value, function.isDerivative { return try workedDerivative(function) }
    if case .object(let object) = value, let derivation = object.derivation { return Worked(value, derivation) }
    throw WorkError.noOperation(expression.printed, phrase: value.phrase).asEvaluation
  }

  private mutating func call(
    _ callee: Expression, _ arguments: [Expression.Argument], in source: Source
  ) throws(EvaluationError) -> Worked<Value> {
    guard case .function(let function) = try evaluate(callee, in: source) else { throw noDerivation(callee.printed) }
    if case .gradient(let f) = function.body, let grad = catalog["grad"] {
      var point = [Value.function(f)]
      for argument in arguments where argument.label == nil {
        point.append(try evaluate(argument.value, in: source))
      }
      return try grad.work(Arguments(point), in: &self)
    }
    if function.isDerivative {
      var point: [Value] = []
      for argument in arguments where argument.label == nil { point.append(try evaluate(argument.value, in: source)) }
      return try workedDerivative(function, at: point)
    }
    guard case .builtin(let builtin) = function.body else { throw noDerivation(callee.printed) }
    var passed = Arguments([])
    for argument in arguments {
      let value = try evaluate(argument.value, in: source)
      if let label = argument.label {
        passed.named.append((label.canonical, value))
      } else {
        passed.positional.append(value)
      }
    }
    if builtin.isDifferentiation, passed.positional.count == 1, passed.named.isEmpty,
      case .function(let derivative) = try builtin.call(passed, in: &self), derivative.isDerivative
    {
      return try workedDerivative(derivative)
    }
    if builtin.showsWork { return try builtin.work(passed, in: &self) }
    let result = try builtin.call(passed, in: &self)
    guard case .object(let object) = result, let derivation = object.derivation else {
      throw noDerivation(builtin.name)
    }
    return Worked(result, derivation)
  }

  private mutating func work(operator symbol: String, _ operands: [Value]) throws(EvaluationError) -> Worked<Value> {
    let phrases = operands.map(\.phrase).joined(separator: " and ")
    guard let operation = catalog.operation(symbol) ?? catalog[symbol], operation.showsWork else {
      throw noDerivation(symbol)
    }
    guard operation.forms.contains(where: { $0.takes(operands) }) else { throw noDerivation("\(symbol) of \(phrases)") }
    return try operation.work(Arguments(operands), in: &self)
  }

  private func noDerivation(_ what: String) -> EvaluationError {
    WorkError.noDerivation(what, known: catalog.worked).asEvaluation
  }

  /// How long looking for a part with work to show may take.
  private static var patience: Duration { .milliseconds(60) }

  /// The first expression inside this one that has work to show. Only those that look as if they had are tried, beside
  /// the notebook and without its files.
  private func innerWork(_ expression: Expression, in source: Source) throws(EvaluationError) -> Expression? {
    var trial = unheard(within: Self.patience)
    trial.files = NoFiles()
    for candidate in expression.inner where showsWork(candidate) {
      do throws(EvaluationError) {
        _ = try trial.outermost(candidate, in: source)
        return candidate
      } catch {
        if case .interrupted = error.kind { break }
      }
    }
    try checkInterrupt()
    return nil
  }

  /// Whether the operation is one that can be worked out by hand, as far as one can see without evaluating anything.
  private func showsWork(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .call(let callee, _):
      guard case .name(let name) = callee.kind,
        case .function(let function)? = scope[name] ?? catalog.value(name.canonical),
        case .builtin(let builtin) = function.body
      else { return false }
      return builtin.showsWork
    case .infix(let op, _, _): return catalog.operation(op.rawValue)?.showsWork ?? false
    default: return false
    }
  }
}

extension Builtin {
  /// Whether it makes a derivative of a function, which has work to show before it is called.
  fileprivate var isDifferentiation: Bool { name == "grad" || name == "hessian" }
}

extension EvaluationError {
  /// Whether there is no derivation, which is no mistake in the expression itself.
  fileprivate var isWithoutWork: Bool { if case .other(is WorkError) = kind { true } else { false } }

  /// A missing derivation with the part of the expression that has one.
  fileprivate func suggesting(_ inner: Expression?) -> EvaluationError {
    guard case .other(let error as WorkError) = kind, case .noDerivation = error, let inner else { return self }
    return EvaluationError(.other(error.suggesting(":work \(inner.printed)")), places: places)
  }
}

extension Expression {
  fileprivate var isCall: Bool { if case .call = kind { true } else { false } }

  /// Every expression inside this one, each before what it holds.
  fileprivate var inner: [Expression] { kind.children.flatMap { [$0] + $0.inner } }

  /// What the outermost operation works on, as it is written.
  fileprivate var operands: [String] {
    switch kind {
    case .call(_, let arguments): arguments.map(\.value.printed)
    case .infix(_, let a, let b): [a.printed, b.printed]
    default: []
    }
  }
}
