import Graph
import Syntax

// Arithmetic, truths and calls.

extension ScalarCompiler {
  mutating func unary(
    _ primitive: Primitive, _ operand: Expression, _ frame: inout Frame, into wanted: Int?
  ) -> Place? {
    let target = wanted ?? fresh(&frame)
    let mark = frame.next
    guard let x = number(operand, &frame) else { return nil }
    frame.next = mark
    let operation: ScalarCode.Operation =
      switch primitive {
      case .negate: .negate
      case .sqrt: .sqrt
      case .exp: .exp
      case .log: .log
      case .sin: .sin
      case .cos: .cos
      default: primitive.rule.domain == nil ? .unary : .unaryChecked
      }
    emit(operation, primitive, target: target, x: x)
    return Place(register: target, kind: .number)
  }

  mutating func infix(
    _ op: Expression.Infix, _ a: Expression, _ b: Expression, _ frame: inout Frame, into wanted: Int?
  ) -> Place? {
    guard let primitive = Fused.Operation.infix(op).primitive else { return nil }
    let target = wanted ?? fresh(&frame)
    let mark = frame.next
    defer { frame.next = mark }
    let (left, right) = (numberValue(a, frame), numberValue(b, frame))
    if let right, left == nil, let operation = Self.withNumber(primitive, right) {
      guard let x = number(a, &frame) else { return nil }
      // x − c is x + (−c) to the last bit.
      emit(operation, target: target, x: x, number: primitive == .subtract ? -right : right)
    } else if let left, right == nil, let operation = Self.ofNumber(primitive, left) {
      guard let y = number(b, &frame) else { return nil }
      emit(operation, target: target, x: y, number: left)
    } else {
      guard let x = number(a, &frame), let y = number(b, &frame) else { return nil }
      binary(primitive, x, y, target: target, temporariesFrom: mark)
    }
    return Place(register: target, kind: .number)
  }

  /// The operation with a constant on its right, where there is one of its own.
  private static func withNumber(_ primitive: Primitive, _ number: Double) -> ScalarCode.Operation? {
    switch (primitive, number) {
    case (.add, _), (.subtract, _): .addNumber
    case (.multiply, _): .multiplyNumber
    case (.divide, _): number != 0 && number.isFinite ? .divideNumber : nil
    case (.power, 2): .square
    case (.power, 3): .cube
    default: nil
    }
  }

  /// The operation with a constant on its left, where there is one of its own.
  private static func ofNumber(_ primitive: Primitive, _ number: Double) -> ScalarCode.Operation? {
    switch primitive {
    case .add: .addNumber
    case .subtract: .subtractFrom
    case .multiply: .multiplyNumber
    case .divide: .divideInto
    default: nil
    }
  }

  private mutating func binary(
    _ primitive: Primitive, _ x: Int, _ y: Int, target: Int, temporariesFrom mark: Int
  ) {
    if primitive == .add || primitive == .subtract, y >= mark, x != y,
      let product = absorb([.multiplyNumber], into: y)
    {
      let scale = primitive == .add ? product.number : -product.number
      emit(.addScaled, target: target, x: x, y: Int(product.x), number: scale)
      return
    }
    let operation: ScalarCode.Operation =
      switch primitive {
      case .add: .add
      case .subtract: .subtract
      case .multiply: .multiply
      case .divide: .divide
      case .power: .power
      default: primitive.rule.domain == nil ? .binary : .binaryChecked
      }
    emit(operation, primitive, target: target, x: x, y: y)
  }

  // MARK: truths

  mutating func condition(
    _ operators: [Expression.Comparison], _ operands: [Expression], _ frame: inout Frame, into wanted: Int?
  ) -> Place? {
    let target = wanted ?? fresh(&frame)
    let mark = frame.next
    defer { frame.next = mark }
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
    if !exits.isEmpty { land(exits) }
    return Place(register: target, kind: .truth)
  }

  mutating func junction(
    _ op: Expression.Infix, _ a: Expression, _ b: Expression, _ frame: inout Frame, into wanted: Int?
  ) -> Place? {
    let target = wanted ?? fresh(&frame)
    let mark = frame.next
    defer { frame.next = mark }
    guard let left = compile(a, &frame, into: target), left.kind == .truth else { return nil }
    var test = target
    if op == .or {
      test = fresh(&frame)
      emit(.not, target: test, x: target)
    }
    let skip = emit(.jumpUnless, x: test)
    guard let right = compile(b, &frame, into: target), right.kind == .truth else { return nil }
    land([skip])
    return Place(register: target, kind: .truth)
  }

  mutating func conditional(
    _ test: Expression, _ yes: Expression, _ no: Expression, _ frame: inout Frame, into wanted: Int?
  ) -> Place? {
    let target = wanted ?? fresh(&frame)
    let mark = frame.next
    defer { frame.next = mark }
    guard let misses = branch(test, &frame) else { return nil }
    frame.next = mark
    guard let first = compile(yes, &frame, into: target) else { return nil }
    let out = emit(.jump)
    frame.next = mark
    land(misses)
    guard let second = compile(no, &frame, into: target), second.kind == first.kind else { return nil }
    land([out])
    return Place(register: target, kind: first.kind)
  }

  // MARK: branches

  /// Emits jumps taken when the condition does not hold, and gives their places.
  mutating func branch(_ test: Expression, _ frame: inout Frame) -> [Int]? {
    switch test.kind {
    case .infix(.and, let a, let b):
      guard let first = branch(a, &frame), let second = branch(b, &frame) else { return nil }
      return first + second
    case .comparison(let operators, let operands): return branch(operators, operands, &frame)
    default:
      guard let place = compile(test, &frame), place.kind == .truth else { return nil }
      return [emit(.jumpUnless, x: place.register)]
    }
  }

  private enum Side {
    case register(Int)
    case number(Double)
  }

  private mutating func side(_ expression: Expression, _ frame: inout Frame) -> Side? {
    if let x = numberValue(expression, frame) { return .number(x) }
    return number(expression, &frame).map { .register($0) }
  }

  private mutating func branch(
    _ operators: [Expression.Comparison], _ operands: [Expression], _ frame: inout Frame
  ) -> [Int]? {
    guard var left = side(operands[0], &frame) else { return nil }
    var misses: [Int] = []
    for (op, operand) in zip(operators, operands.dropFirst()) {
      guard let right = side(operand, &frame), let jump = jump(unless: op, left, right, &frame) else { return nil }
      misses.append(jump)
      left = right
    }
    return misses
  }

  private mutating func jump(
    unless op: Expression.Comparison, _ left: Side, _ right: Side, _ frame: inout Frame
  ) -> Int? {
    switch (left, right) {
    case (.register(let x), .number(let bound)):
      return Self.jump(unless: op).map { emit($0, x: x, number: bound) }
    case (.number(let bound), .register(let x)):
      return Self.jump(unless: Self.mirrored(op)).map { emit($0, x: x, number: bound) }
    case (.number(let a), .number):
      let register = fresh(&frame)
      emit(.constant, target: register, number: a)
      return jump(unless: op, .register(register), right, &frame)
    case (.register(let a), .register(let b)):
      switch op {
      case .less: return emit(.jumpUnlessLess, target: a, x: b)
      case .lessOrEqual: return emit(.jumpUnlessLessOrEqual, target: a, x: b)
      case .greater: return emit(.jumpUnlessLess, target: b, x: a)
      case .greaterOrEqual: return emit(.jumpUnlessLessOrEqual, target: b, x: a)
      case .equal: return emit(.jumpUnlessEqual, target: a, x: b)
      case .notEqual: return emit(.jumpUnlessNotEqual, target: a, x: b)
      case .element: return nil
      }
    }
  }

  private static func jump(unless op: Expression.Comparison) -> ScalarCode.Operation? {
    switch op {
    case .less: .jumpUnlessLessNumber
    case .lessOrEqual: .jumpUnlessLessOrEqualNumber
    case .greater: .jumpUnlessGreaterNumber
    case .greaterOrEqual: .jumpUnlessGreaterOrEqualNumber
    case .equal: .jumpUnlessEqualNumber
    case .notEqual: .jumpUnlessNotEqualNumber
    case .element: nil
    }
  }

  private static func mirrored(_ op: Expression.Comparison) -> Expression.Comparison {
    switch op {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    case .equal, .notEqual, .element: op
    }
  }

  // MARK: calls

  mutating func pipe(_ a: Expression, _ b: Expression, _ frame: inout Frame, into wanted: Int?) -> Place? {
    if case .call(let callee, let arguments) = b.kind {
      return call(callee, [.init(a)] + arguments, &frame, into: wanted)
    }
    return call(b, [.init(a)], &frame, into: wanted)
  }

  mutating func call(
    _ callee: Expression, _ arguments: [Expression.Argument], _ frame: inout Frame, into wanted: Int?
  ) -> Place? {
    var (head, order) = (callee, 0)
    while case .prime(let inner) = head.kind { (head, order) = (inner, order + 1) }
    guard case .name(let name) = head.kind, frame.place(name) == nil, arguments.allSatisfy({ $0.label == nil })
    else { return nil }
    guard case .function(var function) = scope[name] ?? catalog.value(name.canonical) else { return nil }
    while case .derivative(let inner) = function.body { (function, order) = (inner, order + 1) }
    if order > 0 {
      guard arguments.count == 1, let slope = slope(of: function, order) else { return nil }
      return invoke(slope, arguments, &frame, into: wanted)
    }
    switch function.body {
    case .builtin(let builtin):
      guard let primitive = builtin.primitive, primitive.arity == arguments.count else { return nil }
      if primitive.arity == 1 { return unary(primitive, arguments[0].value, &frame, into: wanted) }
      let target = wanted ?? fresh(&frame)
      let mark = frame.next
      defer { frame.next = mark }
      guard let x = number(arguments[0].value, &frame), let y = number(arguments[1].value, &frame) else { return nil }
      binary(primitive, x, y, target: target, temporariesFrom: mark)
      return Place(register: target, kind: .number)
    case .defined(let definition, let captures):
      guard captures.isEmpty, definition.parameters.count == arguments.count else { return nil }
      return invoke(definition, arguments, &frame, into: wanted)
    case .derivative, .gradient, .hessian, .jacobian: return nil
    }
  }

  /// The derivative of a function that closed over nothing, as a definition.
  private mutating func slope(of function: Function, _ order: Int) -> Definition? {
    if case .defined(_, let captures) = function.body, !captures.isEmpty { return nil }
    let key = Slope(function: ObjectIdentifier(function), order: order)
    if let known = slopes[key] { return known }
    let definition = FunctionReader(scope, catalog).slope(of: function, order: order)
    slopes[key] = .some(definition)
    return definition
  }

  private mutating func invoke(
    _ definition: Definition, _ arguments: [Expression.Argument], _ frame: inout Frame, into wanted: Int?
  ) -> Place? {
    let id = ObjectIdentifier(definition)
    if routines[id] == nil {
      let truth = givesTruth(definition.expression)
      routines[id] = Routine(definition: definition, start: nil, givesTruth: truth)
    }
    // The callee's frame begins at its arguments; its first register is where the result arrives.
    let onTop = wanted.map { $0 == frame.next - 1 } ?? false
    let start = onTop ? frame.next - 1 : fresh(&frame)
    let mark = frame.next
    for index in arguments.indices {
      let register = index == 0 ? start : fresh(&frame)
      guard number(arguments[index].value, &frame, into: register) != nil else { return nil }
      frame.next = register + 1
    }
    frame.next = mark
    let call =
      if arguments.count == 1, let offset = absorb([.addNumber, .move], into: start) {
        // Adding −0 changes nothing, so that a copy is an offset too.
        emit(.callOffset, target: start, x: Int(offset.x), number: offset.operation == .move ? -0.0 : offset.number)
      } else {
        emit(.call, target: start)
      }
    pending.append((call, id))
    calls[frame.owner, default: []].insert(id)
    if let wanted, wanted != start { emit(.move, target: wanted, x: start) }
    return Place(register: wanted ?? start, kind: routines[id]?.givesTruth == true ? .truth : .number)
  }

  /// Whether an expression has the form of a truth. Compiling checks the answer, so a wrong one only costs speed.
  func givesTruth(_ expression: Expression) -> Bool {
    var visited: Set<ObjectIdentifier> = []
    return givesTruth(expression, &visited)
  }

  private func givesTruth(_ expression: Expression, _ visited: inout Set<ObjectIdentifier>) -> Bool {
    switch expression.kind {
    case .truth, .comparison, .prefix(.not, _), .infix(.and, _, _), .infix(.or, _, _): return true
    case .conditional(_, let yes, let no): return givesTruth(yes, &visited) || givesTruth(no, &visited)
    case .sequence(let statements):
      guard case .expression(let last) = statements.last?.kind else { return false }
      return givesTruth(last, &visited)
    case .call(let callee, _):
      guard case .name(let name) = callee.kind, case .function(let function) = scope[name],
        case .defined(let definition, _) = function.body, visited.insert(ObjectIdentifier(definition)).inserted
      else { return false }
      return givesTruth(definition.expression, &visited)
    default: return false
    }
  }
}
