import LinearAlgebra
import Syntax

extension Context {
  /// Runs code whose slots start at `base`, and marks errors with where they happened.
  mutating func evaluate(_ code: Code, _ base: Int) throws(EvaluationError) -> Value {
    do throws(EvaluationError) {
      return try value(of: code, base)
    } catch {
      throw error.located(code.span, operands: code.expression.operandNames)
    }
  }

  private mutating func value(of code: Code, _ base: Int) throws(EvaluationError) -> Value {
    switch code.kind {
    case .constant(let value): return value
    case .slot(let slot): return stack[base + slot]
    case .unbound(let name): throw unknown(name)
    case .fused(let fused):
      do throws(EvaluationError) { return try run(fused, base) } catch {
        throw error.mended(Self.fusedHabit(code.expression, error))
      }
    case .infix(let op, let a, let b):
      let left = try evaluate(a, base)
      return try combine(op, left, try evaluate(b, base))
    case .prefix(let op, let a): return try apply(op, try evaluate(a, base))
    case .and(let a, let b): return try junction(.and, a, b, base)
    case .or(let a, let b): return try junction(.or, a, b, base)
    case .comparison(let operators, let operands): return try chain(operators, operands, base)
    case .range(let a, let step, let b):
      let first = try evaluate(a, base)
      let stride = try step.map { s throws(EvaluationError) in try evaluate(s, base) }
      return try range(first, step: stride, try evaluate(b, base))
    case .conditional(let test, let yes, let no):
      return try holds(test, "a condition", base) ? evaluate(yes, base) : evaluate(no, base)
    case .closure(let definition, let captures):
      return .function(Function(.defined(definition, captures: captures.map { stack[base + $0] })))
    case .formula(let formula, let locals):
      return .formula(formula.capturing(locals.map { ($0.name, stack[base + $0.slot]) }))
    case .call(let callee, let arguments):
      return try call(callee, arguments, base)
    case .builtin(let builtin, let arguments):
      try checkInterrupt()
      return try call(builtin, try evaluate(arguments, base), arguments, code)
    case .mapped(let callee, let arguments): return try mapped(callee, arguments, base)
    case .index(let object, let indices, let end):
      return try index(object, indices, end: end, base)
    case .member(let object, let name):
      return try member(try evaluate(object, base), name)
    case .prime(let a): return try prime(evaluate(a, base))
    case .given(let event, let condition):
      let left = try evaluate(event, base)
      let right = try evaluate(condition, base)
      if let result = try operate("|", [left, right]) { return result }
      throw EvaluationError(.operands(symbol: "|", left: left.phrase, right: right.phrase, remedy: nil))
    case .sequence(let steps): return try sequence(steps, base)
    case .record(let fields):
      var values: [Record.Field] = []
      for (name, code) in fields { values.append(Record.Field(name.spelling, try evaluate(code, base))) }
      return .record(Record(values))
    case .matrix(let rows, let separator): return try literal(rows, separator, base)
    case .comprehension(let loop): return try comprehension(loop, base)
    case .refused(let error): throw error
    }
  }

  // MARK: calls

  private mutating func evaluate(_ arguments: CallArguments, _ base: Int) throws(EvaluationError) -> Arguments {
    var result = Arguments([])
    result.positional.reserveCapacity(arguments.positional.count)
    for code in arguments.positional { result.positional.append(try evaluate(code, base)) }
    for (name, code) in arguments.named { result.named.append((name.canonical, try evaluate(code, base))) }
    return result
  }

  private mutating func call(
    _ callee: Code, _ arguments: CallArguments, _ base: Int
  ) throws(EvaluationError) -> Value {
    let target = try evaluate(callee, base)
    guard case .function(let function) = target else {
      let written = callee.expression.closed
      let inner = arguments.positional.map(\.expression.printed).joined(separator: ", ")
      throw EvaluationError(.notCallable(got: target, callee: written, arguments: inner))
    }
    return try call(function, try evaluate(arguments, base))
  }

  private mutating func mapped(
    _ callee: Code, _ arguments: CallArguments, _ base: Int
  ) throws(EvaluationError) -> Value {
    let target = try evaluate(callee, base)
    guard case .function(let function) = target else {
      throw EvaluationError(.operand(symbol: ".( )", got: target.phrase, remedy: nil))
    }
    return try map(function, over: try evaluate(arguments, base))
  }

  /// `f'` of a function is its derivative; of an array, its conjugate transpose.
  private mutating func prime(_ value: Value) throws(EvaluationError) -> Value {
    if case .function(let function) = value { return .function(Function(.derivative(try function.differentiable()))) }
    return try transposed(value)
  }

  // MARK: truth

  /// Whether a condition holds; an error is marked at the condition itself.
  mutating func holds(_ condition: Code, _ role: String, _ base: Int) throws(EvaluationError) -> Bool {
    let value = try evaluate(condition, base)
    do throws(EvaluationError) { return try truth(value, role) } catch { throw error.located(condition.span) }
  }

  /// A truth that a condition needs; nothing else is silently one.
  private func truth(_ value: Value, _ role: String) throws(EvaluationError) -> Bool {
    switch value {
    case .truth(let t): return t
    case .missing: throw EvaluationError(.missingCondition)
    default: throw EvaluationError(.notTruth(got: value.phrase, context: role))
    }
  }

  private mutating func junction(
    _ op: Expression.Infix, _ a: Code, _ b: Code, _ base: Int
  ) throws(EvaluationError) -> Value {
    let left = try evaluate(a, base)
    // Single truths short-circuit: the right side is not even run.
    if case .truth(let t) = left, t == (op == .or) { return left }
    let right = try evaluate(b, base)
    do throws(EvaluationError) { return try junction(op, left, right) } catch {
      guard case .notTruth = error.kind else { throw error }
      throw error.located((left.isTruthLike ? b : a).span)
    }
  }

  private mutating func chain(
    _ operators: [Expression.Comparison], _ operands: [Code], _ base: Int
  ) throws(EvaluationError) -> Value {
    var left = try evaluate(operands[0], base)
    var result: Value?
    for (op, code) in zip(operators, operands.dropFirst()) {
      let right = try evaluate(code, base)
      let link = try compare(op, left, right)
      if let before = result { result = try junction(.and, before, link) } else { result = link }
      if case .truth(false) = result { return .truth(false) }
      left = right
    }
    return result ?? .truth(true)
  }

  // MARK: blocks

  private mutating func sequence(_ steps: [Code.Step], _ base: Int) throws(EvaluationError) -> Value {
    var last = Value.missing
    for step in steps {
      switch step {
      case .value(let code): last = try evaluate(code, base)
      case .bind(let slots, let code):
        last = try evaluate(code, base)
        if slots.count == 1 {
          if let slot = slots[0] { stack[base + slot] = last }
        } else {
          for (slot, part) in zip(slots, try parts(of: last, count: slots.count)) {
            if let slot { stack[base + slot] = part }
          }
        }
      case .update(let slot, _, let path, let code):
        let value = try evaluate(code, base)
        stack[base + slot] = try updating(stack[base + slot], path[...], to: value, base)
        last = value
      }
    }
    return last
  }

  /// The parts that `a, b = …` takes a value apart into.
  func parts(of value: Value, count: Int) throws(EvaluationError) -> [Value] {
    let parts: [Value]
    var names: [String] = []
    switch value {
    case .record(let record):
      parts = record.fields.map(\.value)
      names = record.fields.map(\.name)
    case .object(let object):
      parts = object.fields.fields.map(\.value)
      names = object.fields.fields.map(\.name)
    case .list(let list): parts = list.elements
    default:
      guard let elements = elements(of: value), !value.isMatrix else {
        throw EvaluationError(.assignment(needed: count, got: 1, what: value.phrase, parts: []))
      }
      parts = elements
    }
    guard parts.count == count else {
      throw EvaluationError(.assignment(needed: count, got: parts.count, what: value.phrase, parts: names))
    }
    return parts
  }
}

extension Expression {
  /// How a message refers to the operands: as they are written where that is short, else by their place.
  var operandNames: [String] {
    let operands: [Expression]
    switch kind {
    case .call(_, let arguments), .mapped(_, let arguments):
      operands = arguments.filter { $0.label == nil }.map(\.value)
    case .infix(.pipe, let first, let call):
      if case .call(_, let arguments) = call.kind {
        operands = [first] + arguments.map(\.value)
      } else {
        operands = [first]
      }
    default: operands = kind.children
    }
    return operands.enumerated().map { place, operand in
      let written = operand.printed
      if written.count <= 24 { return written }
      return operands.count == 1 ? "the argument" : place == 0 ? "the left side" : "the right side"
    }
  }
}
