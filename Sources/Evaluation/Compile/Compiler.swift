import Numerics
import Syntax

/// Turns expressions into code: every name becomes a slot, a value or an error, once, before anything runs.
struct Compiler {
  let scope: Scope
  let catalog: Catalog
  let source: Source
  /// Names of the blocks around, innermost last, and their slots.
  private var blocks: [[Name: Int]] = [[:]]
  private(set) var slots = 0
  /// The slot that holds the length `end` stands for, innermost index last.
  private var ends: [Int] = []

  init(scope: Scope, catalog: Catalog, source: Source) {
    self.scope = scope
    self.catalog = catalog
    self.source = source
  }

  /// Compiles a function's body: parameters first, then captures, then the function itself when it is local.
  static func body(of definition: Definition, scope: Scope, catalog: Catalog) -> CompiledBody {
    var compiler = Compiler(scope: scope, catalog: catalog, source: definition.source)
    var defaults: [Code?] = []
    for parameter in definition.parameters {
      defaults.append(parameter.fallback.map { compiler.compile($0) })
      _ = compiler.declare(parameter.name)
    }
    for name in definition.captured { _ = compiler.declare(name) }
    if definition.isLocal, let name = definition.name, compiler.slot(name) == nil { _ = compiler.declare(name) }
    let code = compiler.compile(definition.expression)
    return CompiledBody(definition: definition, slots: compiler.slots, defaults: defaults, code: code)
  }

  // MARK: names

  mutating func declare(_ name: Name) -> Int {
    let slot = newSlot()
    blocks[blocks.count - 1][name] = slot
    return slot
  }

  private mutating func newSlot() -> Int {
    defer { slots += 1 }
    return slots
  }

  func slot(_ name: Name) -> Int? {
    for block in blocks.reversed() { if let slot = block[name] { return slot } }
    return nil
  }

  /// What a name means outside every function: the notebook's value, else the catalog's.
  private func global(_ name: Name) -> Value? { scope[name] ?? catalog.value(name.canonical) }

  private func resolve(_ name: Name) -> Code.Kind {
    if let slot = slot(name) { return .slot(slot) }
    if let value = global(name) { return .constant(value) }
    return .unbound(name)
  }

  /// The built-in function that a callee means here, unless somebody's own name hides it.
  func builtin(_ callee: Expression) -> Builtin? {
    guard case .name(let name) = callee.kind, slot(name) == nil, scope[name] == nil else { return nil }
    return catalog[name.canonical]
  }

  // MARK: expressions

  mutating func compile(_ expression: Expression) -> Code {
    if isElementwise(expression) { return fuse(expression) }
    return Code(kind(of: expression), expression)
  }

  private mutating func kind(of expression: Expression) -> Code.Kind {
    switch expression.kind {
    case .number(let x): return .constant(.number(x))
    case .imaginary(let y): return imaginary(y, expression)
    case .text(let t): return .constant(.text(t))
    case .truth(let t): return .constant(.truth(t))
    case .missing: return .constant(.missing)
    case .name(let name): return resolve(name)
    case .end:
      guard let slot = ends.last else { return .unbound("end") }
      return .slot(slot)
    case .prefix(let op, let a): return .prefix(op, compile(a))
    case .infix(let op, let a, let b): return infix(op, a, b, expression)
    case .scaled(let a, let b): return .infix(.multiply, compile(a), compile(b))
    case .comparison(let operators, let operands): return .comparison(operators, operands.map { compile($0) })
    case .range(let a, let step, let b): return .range(compile(a), step: step.map { compile($0) }, compile(b))
    case .conditional(let a, let b, let c): return .conditional(compile(a), compile(b), compile(c))
    case .lambda(let parameters, let body): return closure(nil, parameters, body)
    case .call(let callee, let arguments): return call(callee, arguments)
    case .mapped(let callee, let arguments): return .mapped(compile(callee), compile(arguments))
    case .index(let base, let indices): return index(base, indices)
    case .member(let base, let name): return .member(compile(base), name)
    case .prime(let a): return .prime(compile(a))
    case .factorial(let a): return applied("factorial", to: a, expression)
    case .nabla(let a): return applied("grad", to: a, expression)
    case .norm(let a): return applied("norm", to: a, expression)
    case .sequence(let statements): return sequence(statements)
    case .record(let fields): return .record(fields.map { ($0.name, compile($0.value)) })
    case .matrix(let rows, let separator): return .matrix(rows.map { row in row.map { compile($0) } }, separator)
    case .comprehension(let body, let clauses, let filter): return comprehension(body, clauses, filter)
    case .given(let event, let condition): return .given(compile(event), compile(condition))
    case .formula(let response, let terms):
      let formula = Formula(response: response, terms: terms, source: source, printed: expression.printed)
      // Names of no local are columns, or the notebook's own: what they mean is known when there is a table.
      let locals = formula.freeNames.compactMap { name in slot(name).map { (name, $0) } }
      return locals.isEmpty ? .constant(.formula(formula)) : .formula(formula, locals: locals)
    }
  }

  private func imaginary(_ y: Double, _ expression: Expression) -> Code.Kind {
    if slot("i") != nil || scope["i"] != nil {
      return .refused(EvaluationError(.imaginaryBound(y)))
    }
    return .constant(.complex(.init(0, y)))
  }

  private mutating func infix(
    _ op: Expression.Infix, _ a: Expression, _ b: Expression, _ expression: Expression
  ) -> Code.Kind {
    switch op {
    case .and: return .and(compile(a), compile(b))
    case .or: return .or(compile(a), compile(b))
    case .pipe:
      // x |> f(a) is f(x, a); x |> f is f(x).
      if case .call(let callee, let arguments) = b.kind { return call(callee, [.init(a)] + arguments) }
      return call(b, [.init(a)])
    default: return .infix(op, compile(a), compile(b))
    }
  }

  private mutating func applied(_ function: Name, to operand: Expression, _ expression: Expression) -> Code.Kind {
    guard let builtin = catalog[function.canonical] else { return .unbound(function) }
    return .builtin(builtin, CallArguments(positional: [compile(operand)], named: []))
  }

  private mutating func compile(_ arguments: [Expression.Argument]) -> CallArguments {
    var positional: [Code] = []
    var named: [(name: Name, code: Code)] = []
    for argument in arguments {
      let code = compile(argument.value)
      if let label = argument.label { named.append((label, code)) } else { positional.append(code) }
    }
    return CallArguments(positional: positional, named: named)
  }

  private mutating func call(_ callee: Expression, _ arguments: [Expression.Argument]) -> Code.Kind {
    if let builtin = builtin(callee) { return .builtin(builtin, compile(arguments)) }
    return .call(compile(callee), compile(arguments))
  }

  private mutating func index(_ base: Expression, _ indices: [Expression.Index]) -> Code.Kind {
    let compiled = compile(base)
    let (steps, end) = compile(indices)
    return .index(compiled, steps, end: end)
  }

  private mutating func compile(_ indices: [Expression.Index]) -> ([Code.Index], end: Int) {
    let end = newSlot()
    ends.append(end)
    defer { ends.removeLast() }
    let steps = indices.map { index -> Code.Index in
      switch index {
      case .all: .all
      case .at(let e): .at(compile(e))
      }
    }
    return (steps, end)
  }

  private mutating func comprehension(
    _ body: Expression, _ clauses: [Expression.Clause], _ filter: Expression?
  ) -> Code.Kind {
    blocks.append([:])
    defer { blocks.removeLast() }
    var compiled: [Code.Clause] = []
    for clause in clauses {
      let source = compile(clause.source)
      compiled.append(Code.Clause(slot: declare(clause.name), source: source))
    }
    let last = clauses[clauses.count - 1].name
    let (function, captures) = function(of: last, body)
    let test = filter.map { self.function(of: last, $0) }
    return .comprehension(
      Code.Loop(
        code: compile(body), clauses: compiled, test: filter.map { compile($0) }, body: function, captures: captures,
        filter: test?.0, filterCaptures: test?.1 ?? []))
  }

  /// An expression as a function of one of the block's names.
  private func function(of name: Name, _ expression: Expression) -> (Definition, captures: [Int]) {
    let captured = expression.freeNames.filter { $0 != name && slot($0) != nil }
      .sorted { $0.canonical < $1.canonical }
    let definition = Definition(
      name: nil, parameters: [.init(name, expression.span)], expression: expression, source: source,
      captured: captured, isLocal: true)
    return (definition, captured.compactMap { slot($0) })
  }

  // MARK: functions and blocks

  private mutating func closure(
    _ name: Name?, _ parameters: [Expression.Parameter], _ body: Expression
  ) -> Code.Kind {
    let own = Set(parameters.map(\.name) + (name.map { [$0] } ?? []))
    var free = Set(body.freeNames)
    for parameter in parameters { free.formUnion(parameter.fallback?.freeNames ?? []) }
    free.subtract(own)
    let captured = free.filter { slot($0) != nil }.sorted { $0.canonical < $1.canonical }
    let definition = Definition(
      name: name, parameters: parameters, expression: body, source: source, captured: captured, isLocal: true)
    return .closure(definition, captures: captured.compactMap { slot($0) })
  }

  private mutating func sequence(_ statements: [Statement]) -> Code.Kind {
    blocks.append([:])
    defer { blocks.removeLast() }
    return .sequence(statements.map { step($0) })
  }

  private mutating func step(_ statement: Statement) -> Code.Step {
    switch statement.kind {
    case .expression(let e): return .value(compile(e))
    case .assign(let names, let e):
      let code = compile(e)
      return .bind(names.map { $0.map { declare($0) } }, code)
    case .define(let name, let parameters, let body):
      let code = Code(closure(name, parameters, body), body)
      return .bind([declare(name)], code)
    case .update(let target, let value): return update(target, value)
    }
  }

  private mutating func update(_ target: Expression, _ value: Expression) -> Code.Step {
    let code = compile(value)
    var path: [Code.Access] = []
    var base = target
    while true {
      switch base.kind {
      case .index(let inner, let indices):
        let (steps, end) = compile(indices)
        path.insert(.index(steps, end: end), at: 0)
        base = inner
      case .member(let inner, let name):
        path.insert(.field(name), at: 0)
        base = inner
      case .name(let name):
        // A name from outside is first copied in: no assignment inside a block reaches outside it.
        if let slot = slot(name) { return .update(slot: slot, target: target, path: path, value: code) }
        return .value(Code(.refused(EvaluationError(.updateTarget(name.spelling))), target))
      default: return .value(Code(.refused(EvaluationError(.updateTarget(base.printed))), target))
      }
    }
  }

  /// The code of `target = value` at the top of a cell: the name, and the way into its value.
  mutating func path(into target: Expression) throws(EvaluationError) -> (name: Name, path: [Code.Access]) {
    var path: [Code.Access] = []
    var base = target
    while true {
      switch base.kind {
      case .index(let inner, let indices):
        let (steps, end) = compile(indices)
        path.insert(.index(steps, end: end), at: 0)
        base = inner
      case .member(let inner, let name):
        path.insert(.field(name), at: 0)
        base = inner
      case .name(let name): return (name, path)
      default: throw EvaluationError(.updateTarget(base.printed)).located(base.span)
      }
    }
  }
}
