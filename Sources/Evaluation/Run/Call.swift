import Syntax

extension Context {
  /// Calls a function with values. Depth and stack are checked, and so is the wish to stop.
  public mutating func call(_ function: Function, _ arguments: Arguments) throws(EvaluationError) -> Value {
    switch function.body {
    case .defined(let definition, let captures):
      return try invoke(function, definition, captures, arguments)
    case .builtin(let builtin): return try builtin.call(arguments, in: &self)
    case .derivative(let f): return try derivative(of: f, at: arguments)
    case .gradient(let f): return try gradient(of: f, at: arguments)
    case .hessian(let f): return try hessian(of: f, at: arguments)
    case .jacobian(let f): return try jacobian(of: f, at: arguments)
    }
  }

  /// Calls a function that came as an argument. A function of several numbers takes a vector apart.
  public mutating func apply(_ function: Function, _ values: [Value]) throws(EvaluationError) -> Value {
    if values.count == 1, let arity = function.arity, arity.lowerBound > 1,
      let parts = try spread(values[0], count: arity.lowerBound)
    {
      return try call(function, Arguments(parts))
    }
    return try call(function, Arguments(values))
  }

  /// The elements of a vector of exactly that many, for a function that wants them one by one.
  mutating func spread(_ value: Value, count: Int) throws(EvaluationError) -> [Value]? {
    if case .traced(let node) = value { return try tracedElements(node, count: count) }
    guard !value.isMatrix, let elements = elements(of: value), elements.count == count else { return nil }
    return elements
  }

  private mutating func invoke(
    _ function: Function, _ definition: Definition, _ captures: [Value], _ arguments: Arguments
  ) throws(EvaluationError) -> Value {
    try checkInterrupt()
    compiled.renew(scope.generation)
    let wasExplaining = explaining
    if let result = try scalarCall(function, definition, captures, arguments) { return result }
    guard depth < Context.maximumDepth, guardrail.hasRoom else {
      throw EvaluationError(.recursion(limit: depth))
    }
    let body = compiledBody(of: definition)
    let base = stack.count
    depth += 1
    defer {
      stack.removeLast(stack.count - base)
      depth -= 1
    }
    do throws(EvaluationError) {
      try bind(arguments, definition, body, base)
      for (offset, value) in captures.enumerated() { stack[base + definition.parameters.count + offset] = value }
      if definition.isLocal, definition.name != nil, definition.parameters.count + captures.count < body.slots {
        stack[base + definition.parameters.count + captures.count] = .function(function)
      }
      let result = try evaluate(body.code, base)
      explaining = wasExplaining
      return result
    } catch {
      throw error.inside(definition.source)
    }
  }

  mutating func compiledBody(of definition: Definition) -> CompiledBody {
    if let body = compiled[definition] { return body }
    let body = Compiler.body(of: definition, scope: scope, catalog: catalog)
    compiled[definition] = body
    return body
  }

  /// Lays the arguments, then the defaults, into the frame at `base`.
  private mutating func bind(
    _ arguments: Arguments, _ definition: Definition, _ body: CompiledBody, _ base: Int
  ) throws(EvaluationError) {
    let parameters = definition.parameters
    if arguments.named.isEmpty, arguments.positional.count == parameters.count {
      stack.append(contentsOf: arguments.positional)
      stack.append(contentsOf: repeatElement(.missing, count: body.slots - parameters.count))
      return
    }
    let name = definition.name?.spelling ?? "the function"
    guard arguments.positional.count <= parameters.count else {
      throw EvaluationError(
        .arity(function: name, signatures: [definition.signature], got: arguments.count), places: [])
    }
    stack.append(contentsOf: repeatElement(.missing, count: body.slots))
    var given = [Bool](repeating: false, count: parameters.count)
    for (index, value) in arguments.positional.enumerated() {
      stack[base + index] = value
      given[index] = true
    }
    for (label, value) in arguments.named {
      guard let index = parameters.firstIndex(where: { $0.name.canonical == label }) else {
        let known = parameters.map(\.name.spelling)
        throw EvaluationError(.unknownOption(function: name, option: label, known: known))
      }
      guard !given[index] else { throw EvaluationError(.repeatedArgument(function: name, parameter: label)) }
      stack[base + index] = value
      given[index] = true
    }
    for (index, parameter) in parameters.enumerated() where !given[index] {
      guard let fallback = body.defaults[index] else {
        if arguments.count == 0 || arguments.named.isEmpty {
          throw EvaluationError(.arity(function: name, signatures: [definition.signature], got: arguments.count))
        }
        throw EvaluationError(
          .missingArgument(
            function: name, parameter: parameter.name.spelling, signatures: [definition.signature]))
      }
      stack[base + index] = try evaluate(fallback, base)
    }
  }
}

extension Definition {
  /// `f(x, n = 2)`.
  public var signature: String {
    "\(name?.spelling ?? "the function")(\(parameters.map(\.printed).joined(separator: ", ")))"
  }
}
