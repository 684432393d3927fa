import Graph
import Syntax

/// Compiles functions of numbers to scalar code. Fails (gives `nil`) on the first thing that is not a number or a truth.
struct ScalarCompiler {
  private let scope: Scope
  private let catalog: Catalog
  private var routines: [ObjectIdentifier: Routine] = [:]
  private var instructions: [ScalarCode.Instruction] = []
  /// Calls whose routine's place is not known yet.
  private var pending: [(instruction: Int, callee: ObjectIdentifier)] = []
  private var calls: [ObjectIdentifier: Set<ObjectIdentifier>] = [:]
  private var widest = 1

  /// What is known of a routine while others call it.
  private struct Routine {
    let definition: Definition
    var start: Int?
    var givesTruth: Bool
  }

  private enum Kind { case number, truth }

  /// A value in a register.
  private struct Place {
    let register: Int
    let kind: Kind
  }

  /// The routine being compiled.
  private struct Frame {
    let owner: ObjectIdentifier
    var blocks: [[Name: Place]]
    var next: Int

    func place(_ name: Name) -> Place? {
      for block in blocks.reversed() { if let place = block[name] { return place } }
      return nil
    }
  }

  private init(scope: Scope, catalog: Catalog) {
    self.scope = scope
    self.catalog = catalog
  }

  /// The scalar code of a definition whose parameters, then captures, are numbers.
  static func code(of definition: Definition, scope: Scope, catalog: Catalog) -> ScalarCode? {
    var compiler = ScalarCompiler(scope: scope, catalog: catalog)
    return compiler.unit(definition)
  }

  private mutating func unit(_ entry: Definition) -> ScalarCode? {
    let givesTruth = givesTruth(entry.expression, [])
    let id = ObjectIdentifier(entry)
    routines[id] = Routine(definition: entry, start: nil, givesTruth: givesTruth)
    var waiting = [entry]
    while let definition = waiting.popLast() {
      let known = Set(routines.keys)
      guard routine(definition) else { return nil }
      for (key, routine) in routines where !known.contains(key) { waiting.append(routine.definition) }
    }
    for (index, callee) in pending {
      guard let start = routines[callee]?.start else { return nil }
      instructions[index].y = Int32(start)
    }
    return ScalarCode(
      instructions: instructions, parameters: entry.parameters.count + entry.captured.count, givesTruth: givesTruth,
      frame: widest + 1, depth: depth(of: id, path: []))
  }

  /// The longest chain of calls from a routine; `nil` when it can come back to itself.
  private func depth(of id: ObjectIdentifier, path: Set<ObjectIdentifier>) -> Int? {
    guard !path.contains(id) else { return nil }
    var deepest = 0
    for callee in calls[id] ?? [] {
      guard let below = depth(of: callee, path: path.union([id])) else { return nil }
      deepest = max(deepest, below + 1)
    }
    return deepest
  }

  private mutating func routine(_ definition: Definition) -> Bool {
    let id = ObjectIdentifier(definition)
    guard var routine = routines[id], routine.start == nil else { return true }
    routine.start = instructions.count
    routines[id] = routine
    let names = definition.parameters.map(\.name) + definition.captured
    guard Set(names).count == names.count else { return false }
    var places: [Name: Place] = [:]
    for (register, name) in names.enumerated() { places[name] = Place(register: register, kind: .number) }
    var frame = Frame(owner: id, blocks: [places], next: names.count)
    guard let result = compile(definition.expression, &frame) else { return false }
    guard (result.kind == .truth) == routine.givesTruth else { return false }
    emit(.give, x: result.register)
    return true
  }

  // MARK: emitting

  @discardableResult private mutating func emit(
    _ operation: ScalarCode.Operation, _ primitive: Primitive = .add, target: Int = 0, x: Int = 0, y: Int = 0,
    number: Double = 0
  ) -> Int {
    instructions.append(
      ScalarCode.Instruction(
        operation: operation, primitive: primitive, target: Int32(target), x: Int32(x), y: Int32(y), number: number))
    return instructions.count - 1
  }

  private mutating func fresh(_ frame: inout Frame) -> Int {
    frame.next += 1
    widest = max(widest, frame.next)
    return frame.next - 1
  }

  private mutating func constant(_ x: Double, _ frame: inout Frame) -> Place {
    let target = fresh(&frame)
    emit(.constant, target: target, number: x)
    return Place(register: target, kind: .number)
  }

  // MARK: expressions

  private func numberValue(_ expression: Expression, _ frame: Frame) -> Double? {
    switch expression.kind {
    case .number(let x): return x
    case .prefix(.minus, let inner): return numberValue(inner, frame).map { -$0 }
    case .name(let name):
      guard frame.place(name) == nil else { return nil }
      if case .number(let x) = scope[name] ?? catalog.value(name.canonical) { return x }
      return nil
    default: return nil
    }
  }

  private mutating func number(_ expression: Expression, _ frame: inout Frame) -> Int? {
    guard let place = compile(expression, &frame), place.kind == .number else { return nil }
    return place.register
  }

  private mutating func compile(_ expression: Expression, _ frame: inout Frame) -> Place? {
    if let x = numberValue(expression, frame) { return constant(x, &frame) }
    switch expression.kind {
    case .truth(let t):
      let target = fresh(&frame)
      emit(.constant, target: target, number: t ? 1 : 0)
      return Place(register: target, kind: .truth)
    case .name(let name): return frame.place(name)
    case .prefix(.minus, let a): return unary(.negate, a, &frame)
    case .prefix(.plus, let a): return number(a, &frame).map { Place(register: $0, kind: .number) }
    case .prefix(.root, let a): return catalog["sqrt"] == nil ? nil : unary(.sqrt, a, &frame)
    case .prefix(.not, let a):
      guard let place = compile(a, &frame), place.kind == .truth else { return nil }
      let target = fresh(&frame)
      emit(.not, target: target, x: place.register)
      return Place(register: target, kind: .truth)
    case .scaled(let a, let b): return infix(.multiply, a, b, &frame)
    case .infix(let op, let a, let b):
      if op == .and || op == .or { return junction(op, a, b, &frame) }
      if op == .pipe { return pipe(a, b, &frame) }
      return infix(op, a, b, &frame)
    case .comparison: return condition(expression, &frame)
    case .conditional(let test, let yes, let no): return conditional(test, yes, no, &frame)
    case .call(let callee, let arguments): return call(callee, arguments, &frame)
    case .sequence(let statements): return sequence(statements, &frame)
    default: return nil
    }
  }

  private mutating func unary(_ primitive: Primitive, _ operand: Expression, _ frame: inout Frame) -> Place? {
    guard let x = number(operand, &frame) else { return nil }
    let target = fresh(&frame)
    let own: [Primitive: ScalarCode.Operation] = [
      .negate: .negate, .sqrt: .sqrt, .exp: .exp, .log: .log, .sin: .sin, .cos: .cos,
    ]
    emit(own[primitive] ?? (primitive.rule.domain == nil ? .unary : .unaryChecked), primitive, target: target, x: x)
    return Place(register: target, kind: .number)
  }

  private mutating func infix(
    _ op: Expression.Infix, _ a: Expression, _ b: Expression, _ frame: inout Frame
  ) -> Place? {
    guard let primitive = Fused.Operation.infix(op).primitive else { return nil }
    let (left, right) = (numberValue(a, frame), numberValue(b, frame))
    if let right, left == nil { return withNumber(primitive, a, right, &frame) }
    if let left, primitive != .power, primitive != .divide {
      guard let y = number(b, &frame) else { return nil }
      let target = fresh(&frame)
      let operation: ScalarCode.Operation =
        primitive == .add ? .addNumber : primitive == .multiply ? .multiplyNumber : .subtractFrom
      emit(operation, target: target, x: y, number: left)
      return Place(register: target, kind: .number)
    }
    guard let x = number(a, &frame), let y = number(b, &frame) else { return nil }
    return binary(primitive, x, y, &frame)
  }

  private mutating func binary(_ primitive: Primitive, _ x: Int, _ y: Int, _ frame: inout Frame) -> Place {
    let own: [Primitive: ScalarCode.Operation] = [
      .add: .add, .subtract: .subtract, .multiply: .multiply, .divide: .divide, .power: .power,
    ]
    let target = fresh(&frame)
    emit(
      own[primitive] ?? (primitive.rule.domain == nil ? .binary : .binaryChecked), primitive, target: target, x: x, y: y
    )
    return Place(register: target, kind: .number)
  }

  /// An operation whose right operand is a constant.
  private mutating func withNumber(
    _ primitive: Primitive, _ a: Expression, _ number: Double, _ frame: inout Frame
  ) -> Place? {
    guard let x = self.number(a, &frame) else { return nil }
    let target = fresh(&frame)
    switch primitive {
    case .add: emit(.addNumber, target: target, x: x, number: number)
    case .subtract: emit(.subtractNumber, target: target, x: x, number: number)
    case .multiply: emit(.multiplyNumber, target: target, x: x, number: number)
    case .divide: emit(.divideNumber, target: target, x: x, number: number)
    case .power where number == 2: emit(.square, target: target, x: x)
    default: return binary(primitive, x, constant(number, &frame).register, &frame)
    }
    return Place(register: target, kind: .number)
  }

  // MARK: truths and branches

  private mutating func condition(_ expression: Expression, _ frame: inout Frame) -> Place? {
    guard case .comparison(let operators, let operands) = expression.kind else { return compile(expression, &frame) }
    let target = fresh(&frame)
    var exits: [Int] = []
    guard var left = number(operands[0], &frame) else { return nil }
    for (op, operand) in zip(operators, operands.dropFirst()) {
      guard let right = number(operand, &frame) else { return nil }
      switch op {
      case .less: emit(.less, target: target, x: left, y: right)
      case .lessOrEqual: emit(.lessOrEqual, target: target, x: left, y: right)
      case .greater: emit(.less, target: target, x: right, y: left)
      case .greaterOrEqual: emit(.lessOrEqual, target: target, x: right, y: left)
      case .equal: emit(.equal, target: target, x: left, y: right)
      case .notEqual: emit(.notEqual, target: target, x: left, y: right)
      case .element: return nil
      }
      if operators.count > 1 { exits.append(emit(.jumpUnless, x: target)) }
      left = right
    }
    for exit in exits { instructions[exit].y = Int32(instructions.count) }
    return Place(register: target, kind: .truth)
  }

  private mutating func junction(
    _ op: Expression.Infix, _ a: Expression, _ b: Expression, _ frame: inout Frame
  ) -> Place? {
    guard let left = compile(a, &frame), left.kind == .truth else { return nil }
    let target = fresh(&frame)
    emit(.move, target: target, x: left.register)
    var test = target
    if op == .or {
      test = fresh(&frame)
      emit(.not, target: test, x: target)
    }
    let skip = emit(.jumpUnless, x: test)
    guard let right = compile(b, &frame), right.kind == .truth else { return nil }
    emit(.move, target: target, x: right.register)
    instructions[skip].y = Int32(instructions.count)
    return Place(register: target, kind: .truth)
  }

  /// Emits a jump taken when the condition does not hold, and gives its place.
  private mutating func branch(_ test: Expression, _ frame: inout Frame) -> Int? {
    if case .comparison(let operators, let operands) = test.kind, operators.count == 1 {
      switch (operators[0], numberValue(operands[1], frame)) {
      case (.less, let bound?):
        return number(operands[0], &frame).map { emit(.jumpUnlessLessNumber, x: $0, number: bound) }
      case (.lessOrEqual, let bound?):
        return number(operands[0], &frame).map { emit(.jumpUnlessLessOrEqualNumber, x: $0, number: bound) }
      case (.equal, let bound?):
        return number(operands[0], &frame).map { emit(.jumpUnlessEqualNumber, x: $0, number: bound) }
      case (.less, nil):
        guard let x = number(operands[0], &frame), let y = number(operands[1], &frame) else { return nil }
        return emit(.jumpUnlessLess, target: x, x: y)
      default: break
      }
    }
    guard let place = compile(test, &frame), place.kind == .truth else { return nil }
    return emit(.jumpUnless, x: place.register)
  }

  private mutating func conditional(
    _ test: Expression, _ yes: Expression, _ no: Expression, _ frame: inout Frame
  ) -> Place? {
    guard let miss = branch(test, &frame) else { return nil }
    let target = fresh(&frame)
    guard let first = compile(yes, &frame) else { return nil }
    emit(.move, target: target, x: first.register)
    let out = emit(.jump)
    instructions[miss].y = Int32(instructions.count)
    guard let second = compile(no, &frame), second.kind == first.kind else { return nil }
    emit(.move, target: target, x: second.register)
    instructions[out].y = Int32(instructions.count)
    return Place(register: target, kind: first.kind)
  }

  private mutating func sequence(_ statements: [Statement], _ frame: inout Frame) -> Place? {
    frame.blocks.append([:])
    defer { frame.blocks.removeLast() }
    var last: Place?
    for statement in statements {
      switch statement.kind {
      case .expression(let e): last = compile(e, &frame)
      case .assign(let names, let e):
        guard names.count == 1, let place = compile(e, &frame) else { return nil }
        last = place
        if let name = names[0] {
          // A register of its own: the place may be another name's.
          let target = fresh(&frame)
          emit(.move, target: target, x: place.register)
          frame.blocks[frame.blocks.count - 1][name] = Place(register: target, kind: place.kind)
        }
      case .define, .update: return nil
      }
      if last == nil { return nil }
    }
    return last
  }

  // MARK: calls

  private mutating func pipe(_ a: Expression, _ b: Expression, _ frame: inout Frame) -> Place? {
    if case .call(let callee, let arguments) = b.kind { return call(callee, [.init(a)] + arguments, &frame) }
    return call(b, [.init(a)], &frame)
  }

  private mutating func call(
    _ callee: Expression, _ arguments: [Expression.Argument], _ frame: inout Frame
  ) -> Place? {
    guard case .name(let name) = callee.kind, frame.place(name) == nil, arguments.allSatisfy({ $0.label == nil })
    else { return nil }
    guard case .function(let function) = scope[name] ?? catalog.value(name.canonical) else { return nil }
    switch function.body {
    case .builtin(let builtin):
      guard let primitive = builtin.primitive, primitive.arity == arguments.count else { return nil }
      if primitive.arity == 1 { return unary(primitive, arguments[0].value, &frame) }
      guard let x = number(arguments[0].value, &frame), let y = number(arguments[1].value, &frame) else { return nil }
      return binary(primitive, x, y, &frame)
    case .defined(let definition, let captures):
      guard captures.isEmpty, definition.parameters.count == arguments.count else { return nil }
      return invoke(definition, arguments, &frame)
    case .derivative, .gradient: return nil
    }
  }

  private mutating func invoke(
    _ definition: Definition, _ arguments: [Expression.Argument], _ frame: inout Frame
  ) -> Place? {
    let id = ObjectIdentifier(definition)
    if routines[id] == nil {
      let truth = givesTruth(definition.expression, [id])
      routines[id] = Routine(definition: definition, start: nil, givesTruth: truth)
    }
    var registers: [Int] = []
    for argument in arguments {
      guard let x = number(argument.value, &frame) else { return nil }
      registers.append(x)
    }
    // Arguments go to the registers just past this frame's, where the callee's frame begins.
    let start = frame.next
    for register in registers { emit(.move, target: fresh(&frame), x: register) }
    if registers.isEmpty { _ = fresh(&frame) }
    pending.append((emit(.call, target: start), id))
    calls[frame.owner, default: []].insert(id)
    return Place(register: start, kind: routines[id]?.givesTruth == true ? .truth : .number)
  }

  /// Whether an expression has the form of a truth. Compiling checks the answer, so a wrong one only costs speed.
  private func givesTruth(_ expression: Expression, _ visited: Set<ObjectIdentifier>) -> Bool {
    switch expression.kind {
    case .truth, .comparison, .prefix(.not, _), .infix(.and, _, _), .infix(.or, _, _): return true
    case .conditional(_, let yes, let no): return givesTruth(yes, visited) || givesTruth(no, visited)
    case .sequence(let statements):
      guard case .expression(let last) = statements.last?.kind else { return false }
      return givesTruth(last, visited)
    case .call(let callee, _):
      guard case .name(let name) = callee.kind, case .function(let function) = scope[name],
        case .defined(let definition, _) = function.body, !visited.contains(ObjectIdentifier(definition))
      else { return false }
      return givesTruth(definition.expression, visited.union([ObjectIdentifier(definition)]))
    default: return false
    }
  }
}
