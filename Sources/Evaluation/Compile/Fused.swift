import Graph
import Syntax

/// A tree of elementwise operations over values that are computed first: it runs as one program, on numbers or along
/// arrays, and step by step on everything else.
struct Fused: Sendable {
  /// What the leaves of the tree are.
  let leaves: [Code]
  /// The tree in postfix order.
  let steps: [Step]
  let program: Program
  /// Whether a NaN may mean a point outside a function's domain.
  let hasDomain: Bool

  /// Whether it is `a * b` and nothing else.
  var isSingleProduct: Bool {
    guard steps.count == 3, !leaves.isEmpty, case .leaf = steps[0], case .leaf = steps[1],
      case .apply(.infix(.multiply), _) = steps[2]
    else { return false }
    return true
  }

  enum Step: Sendable {
    case leaf(Int)
    case number(Double)
    case apply(Operation, Expression)
  }

  enum Operation: Sendable {
    case infix(Expression.Infix)
    case minus
    case function(Primitive, Builtin)

    var arity: Int {
      switch self {
      case .infix: 2
      case .minus: 1
      case .function(let primitive, _): primitive.arity
      }
    }

    var primitive: Primitive? {
      switch self {
      case .minus: .negate
      case .function(let primitive, _): primitive
      case .infix(let op):
        switch op {
        case .add, .dotAdd: .add
        case .subtract, .dotSubtract: .subtract
        case .multiply, .dotMultiply: .multiply
        case .divide, .dotDivide: .divide
        case .power, .dotPower: .power
        case .leftDivide, .dot, .cross, .and, .or, .pipe: nil
        }
      }
    }

    /// A point outside the domain gives NaN from numbers that are not.
    var hasDomain: Bool { primitive?.rule.domain != nil }

    /// A power with a whole number for its exponent, which has a value everywhere.
    func isWholePower(_ operands: [Expression]) -> Bool {
      guard primitive == .power, case .number(let exponent) = operands[1].kind else { return false }
      return exponent == exponent.rounded()
    }

    /// Could give a number although an operand is NaN, and so hide a point outside a domain.
    var swallows: Bool {
      switch primitive {
      case .power, .min, .max, .relu: true
      default: false
      }
    }
  }
}

extension Compiler {
  /// Whether the expression's outermost operation is elementwise, so that it can head a fused tree.
  func isElementwise(_ expression: Expression) -> Bool { operation(expression) != nil }

  /// The elementwise operation an expression applies to its operands.
  private func operation(_ expression: Expression) -> (Fused.Operation, [Expression])? {
    switch expression.kind {
    case .infix(let op, let a, let b):
      let operation = Fused.Operation.infix(op)
      return operation.primitive == nil ? nil : (operation, [a, b])
    case .scaled(let a, let b): return (.infix(.multiply), [a, b])
    case .prefix(.minus, let a): return (.minus, [a])
    case .prefix(.root, let a):
      guard let builtin = catalog["sqrt"], let primitive = builtin.primitive else { return nil }
      return (.function(primitive, builtin), [a])
    case .call(let callee, let arguments):
      guard let builtin = builtin(callee), let primitive = builtin.primitive, arguments.count == primitive.arity,
        arguments.allSatisfy({ $0.label == nil })
      else { return nil }
      return (.function(primitive, builtin), arguments.map(\.value))
    default: return nil
    }
  }

  /// Collects the largest elementwise tree from here down.
  mutating func fuse(_ expression: Expression) -> Code {
    var collector = Collector()
    collect(expression, swallowed: false, into: &collector)
    var builder = ProgramBuilder(inputs: collector.leaves.count)
    var registers: [ProgramBuilder.Register] = []
    for step in collector.steps {
      switch step {
      case .leaf(let index): registers.append(builder.input(index))
      case .number(let x): registers.append(builder.constant(x))
      case .apply(let operation, _):
        guard let primitive = operation.primitive else { continue }
        let operands = Array(registers.suffix(operation.arity))
        registers.removeLast(operation.arity)
        registers.append(builder.apply(primitive, operands))
      }
    }
    let result = registers.last ?? builder.constant(.nan)
    let fused = Fused(
      leaves: collector.leaves, steps: collector.steps, program: builder.program(result: result),
      hasDomain: collector.hasDomain)
    return Code(.fused(fused), expression)
  }

  private struct Collector {
    var leaves: [Code] = []
    var steps: [Fused.Step] = []
    var slots: [Int: Int] = [:]
    var hasDomain = false
  }

  private mutating func collect(_ expression: Expression, swallowed: Bool, into collector: inout Collector) {
    // Under a function that can hide a NaN, a function with a domain must be checked by itself.
    if let (operation, operands) = operation(expression), !(swallowed && operation.hasDomain) {
      for operand in operands { collect(operand, swallowed: swallowed || operation.swallows, into: &collector) }
      collector.hasDomain = collector.hasDomain || operation.hasDomain && !operation.isWholePower(operands)
      collector.steps.append(.apply(operation, expression))
      return
    }
    let code = compile(expression)
    switch code.kind {
    case .constant(.number(let x)): collector.steps.append(.number(x))
    case .slot(let slot):
      if let known = collector.slots[slot] {
        collector.steps.append(.leaf(known))
      } else {
        collector.slots[slot] = collector.leaves.count
        collector.steps.append(.leaf(collector.leaves.count))
        collector.leaves.append(code)
      }
    default:
      collector.steps.append(.leaf(collector.leaves.count))
      collector.leaves.append(code)
    }
  }
}
