import Graph
import Syntax

/// Compiles functions of numbers to scalar code. Fails (gives `nil`) on the first thing that is not a number or a truth.
///
/// An expression's register is reserved before those of its operands, so that operands are let go as on a stack.
struct ScalarCompiler {
  let scope: Scope
  let catalog: Catalog
  var routines: [ObjectIdentifier: Routine] = [:]
  var instructions: [ScalarCode.Instruction] = []
  /// Calls whose routine's place is not known yet.
  var pending: [(instruction: Int, callee: ObjectIdentifier)] = []
  var calls: [ObjectIdentifier: Set<ObjectIdentifier>] = [:]
  /// Derivatives that are called, by what they are of and how often.
  var slopes: [Slope: Definition?] = [:]

  struct Slope: Hashable {
    let function: ObjectIdentifier
    let order: Int
  }

  /// Instructions before this place must stay as they are: a jump comes here.
  private var fence = 0
  private var widest = 1
  /// Whether a register or place did not fit its field.
  private var overflowed = false

  /// What is known of a routine while others call it.
  struct Routine {
    let definition: Definition
    var start: Int?
    var givesTruth: Bool
  }

  enum Kind { case number, truth }

  /// A value in a register.
  struct Place {
    let register: Int
    let kind: Kind
  }

  /// The routine being compiled.
  struct Frame {
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
    let givesTruth = givesTruth(entry.expression)
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
      instructions[index].y = field(start)
    }
    guard !overflowed else { return nil }
    return ScalarCode(
      instructions: instructions, parameters: entry.parameters.count + entry.captured.count, givesTruth: givesTruth,
      frame: widest + 1, depth: depth(of: id))
  }

  /// The longest chain of calls from a routine; `nil` when it can come back to itself.
  private func depth(of id: ObjectIdentifier) -> Int? {
    var known: [ObjectIdentifier: Int] = [:]
    var open: Set<ObjectIdentifier> = []
    // Each routine is entered once: shared callees would otherwise be walked once for every path that leads to them.
    func visit(_ id: ObjectIdentifier) -> Int? {
      if let depth = known[id] { return depth }
      guard open.insert(id).inserted else { return nil }
      var deepest = 0
      for callee in calls[id] ?? [] {
        guard let below = visit(callee) else { return nil }
        deepest = max(deepest, below + 1)
      }
      known[id] = deepest
      return deepest
    }
    return visit(id)
  }

  private mutating func routine(_ definition: Definition) -> Bool {
    let id = ObjectIdentifier(definition)
    guard var routine = routines[id], routine.start == nil else { return true }
    routine.start = label()
    routines[id] = routine
    let names = definition.parameters.map(\.name) + definition.captured
    guard Set(names).count == names.count else { return false }
    var places: [Name: Place] = [:]
    for (register, name) in names.enumerated() { places[name] = Place(register: register, kind: .number) }
    var frame = Frame(owner: id, blocks: [places], next: names.count)
    widest = max(widest, frame.next)
    return give(definition.expression, routine.givesTruth ? .truth : .number, &frame)
  }

  // MARK: emitting

  private mutating func field(_ number: Int) -> UInt16 {
    guard let small = UInt16(exactly: number) else {
      overflowed = true
      return 0
    }
    return small
  }

  @discardableResult mutating func emit(
    _ operation: ScalarCode.Operation, _ primitive: Primitive = .add, target: Int = 0, x: Int = 0, y: Int = 0,
    number: Double = 0
  ) -> Int {
    instructions.append(
      ScalarCode.Instruction(
        operation: operation, primitive: primitive, target: field(target), x: field(x), y: field(y), number: number))
    return instructions.count - 1
  }

  /// The place of the next instruction, to which jumps may come.
  private mutating func label() -> Int {
    fence = instructions.count
    return fence
  }

  /// Lets jumps emitted before come to the next instruction.
  mutating func land(_ jumps: [Int]) {
    let place = field(label())
    for jump in jumps { instructions[jump].y = place }
  }

  /// Takes back the last instruction if it is one of these and only fills this register.
  mutating func absorb(_ operations: Set<ScalarCode.Operation>, into register: Int) -> ScalarCode.Instruction? {
    guard instructions.count > fence, let last = instructions.last, operations.contains(last.operation),
      Int(last.target) == register
    else { return nil }
    return instructions.removeLast()
  }

  mutating func fresh(_ frame: inout Frame) -> Int {
    frame.next += 1
    widest = max(widest, frame.next)
    return frame.next - 1
  }

  // MARK: expressions

  /// The value of an expression of constants alone.
  func numberValue(_ expression: Expression, _ frame: Frame) -> Double? {
    switch expression.kind {
    case .number(let x): return x
    case .prefix(.minus, let inner): return numberValue(inner, frame).map { -$0 }
    case .scaled(let a, let b): return folded(.multiply, a, b, frame)
    case .infix(let op, let a, let b): return folded(op, a, b, frame)
    case .name(let name):
      guard frame.place(name) == nil else { return nil }
      if case .number(let x) = scope[name] ?? catalog.value(name.canonical) { return x }
      return nil
    default: return nil
    }
  }

  private func folded(_ op: Expression.Infix, _ a: Expression, _ b: Expression, _ frame: Frame) -> Double? {
    guard [.add, .subtract, .multiply, .divide].contains(op), let x = numberValue(a, frame),
      let y = numberValue(b, frame), let value = Fused.Operation.infix(op).primitive?.value(x, y), value.isFinite
    else { return nil }
    return value
  }

  mutating func number(_ expression: Expression, _ frame: inout Frame, into target: Int? = nil) -> Int? {
    guard let place = compile(expression, &frame, into: target), place.kind == .number else { return nil }
    return place.register
  }

  /// Emits code for the value, into the register asked for, or into one of its own choice.
  mutating func compile(_ expression: Expression, _ frame: inout Frame, into wanted: Int? = nil) -> Place? {
    if let x = numberValue(expression, frame) {
      let target = wanted ?? fresh(&frame)
      emit(.constant, target: target, number: x)
      return Place(register: target, kind: .number)
    }
    switch expression.kind {
    case .truth(let t):
      let target = wanted ?? fresh(&frame)
      emit(.constant, target: target, number: t ? 1 : 0)
      return Place(register: target, kind: .truth)
    case .name(let name): return frame.place(name).map { moved($0, into: wanted) }
    case .prefix(.minus, let a): return unary(.negate, a, &frame, into: wanted)
    case .prefix(.plus, let a): return number(a, &frame, into: wanted).map { Place(register: $0, kind: .number) }
    case .prefix(.root, let a): return catalog["sqrt"] == nil ? nil : unary(.sqrt, a, &frame, into: wanted)
    case .prefix(.not, let a):
      let target = wanted ?? fresh(&frame)
      let mark = frame.next
      guard let place = compile(a, &frame), place.kind == .truth else { return nil }
      frame.next = mark
      emit(.not, target: target, x: place.register)
      return Place(register: target, kind: .truth)
    case .scaled(let a, let b): return infix(.multiply, a, b, &frame, into: wanted)
    case .infix(let op, let a, let b):
      if op == .and || op == .or { return junction(op, a, b, &frame, into: wanted) }
      if op == .pipe { return pipe(a, b, &frame, into: wanted) }
      return infix(op, a, b, &frame, into: wanted)
    case .comparison(let operators, let operands): return condition(operators, operands, &frame, into: wanted)
    case .conditional(let test, let yes, let no): return conditional(test, yes, no, &frame, into: wanted)
    case .call(let callee, let arguments): return call(callee, arguments, &frame, into: wanted)
    case .sequence(let statements): return sequence(statements, &frame, into: wanted)
    default: return nil
    }
  }

  /// The place itself, or a copy in the register asked for.
  private mutating func moved(_ place: Place, into wanted: Int?) -> Place {
    guard let wanted, wanted != place.register else { return place }
    emit(.move, target: wanted, x: place.register)
    return Place(register: wanted, kind: place.kind)
  }

  private mutating func sequence(_ statements: [Statement], _ frame: inout Frame, into wanted: Int?) -> Place? {
    frame.blocks.append([:])
    defer { frame.blocks.removeLast() }
    guard let last = statements.last else { return nil }
    for statement in statements.dropLast() { guard run(statement, &frame) != nil else { return nil } }
    if case .expression(let e) = last.kind { return compile(e, &frame, into: wanted) }
    return run(last, &frame).map { moved($0, into: wanted) }
  }

  private mutating func run(_ statement: Statement, _ frame: inout Frame) -> Place? {
    switch statement.kind {
    case .expression(let e): return compile(e, &frame)
    case .assign(let names, let e):
      guard names.count == 1 else { return nil }
      guard let name = names[0] else { return compile(e, &frame) }
      // A register of its own: the value's place may be another name's.
      let target = fresh(&frame)
      let mark = frame.next
      guard let place = compile(e, &frame, into: target) else { return nil }
      frame.next = mark
      frame.blocks[frame.blocks.count - 1][name] = place
      return place
    case .define, .update: return nil
    }
  }

  // MARK: ends of routines

  /// Emits code that gives the value of the routine.
  private mutating func give(_ expression: Expression, _ kind: Kind, _ frame: inout Frame) -> Bool {
    switch expression.kind {
    case .conditional(let test, let yes, let no):
      let mark = frame.next
      guard let misses = branch(test, &frame) else { return false }
      frame.next = mark
      guard give(yes, kind, &frame) else { return false }
      frame.next = mark
      land(misses)
      return give(no, kind, &frame)
    case .sequence(let statements):
      guard let last = statements.last, case .expression(let value) = last.kind else { break }
      frame.blocks.append([:])
      defer { frame.blocks.removeLast() }
      for statement in statements.dropLast() { guard run(statement, &frame) != nil else { return false } }
      return give(value, kind, &frame)
    default: break
    }
    guard let place = compile(expression, &frame), place.kind == kind else { return false }
    guard let last = absorb([.constant, .add, .addNumber, .multiply, .multiplyNumber], into: place.register) else {
      emit(.give, x: place.register)
      return true
    }
    let operation: ScalarCode.Operation =
      switch last.operation {
      case .add: .giveAdd
      case .addNumber: .giveAddNumber
      case .multiply: .giveMultiply
      case .multiplyNumber: .giveMultiplyNumber
      default: .giveNumber
      }
    emit(operation, x: Int(last.x), y: Int(last.y), number: last.number)
    return true
  }
}
