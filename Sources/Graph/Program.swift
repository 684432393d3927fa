import Numerics

/// Straight-line code over numbers: what a formula becomes so that it runs on one point, or along arrays.
///
/// Equal subexpressions are computed once, and nothing is computed that the value does not need.
public struct Program: Hashable, Sendable {
  /// The number of inputs it reads.
  public let inputs: Int
  /// Constants, in the registers after the inputs.
  public let constants: [Double]
  /// The code; instruction `k` writes register `inputs + constants.count + k`.
  public let code: [Instruction]
  /// The register of the value.
  public let result: Int
  /// For the block run: where each instruction's block lives, and how many blocks are live at once.
  let blocks: BlockPlan

  public struct Instruction: Hashable, Sendable {
    public var primitive: Primitive
    /// The operands' registers; equal when the primitive takes one.
    public var x: Int32
    public var y: Int32

    @inlinable public init(_ primitive: Primitive, _ x: Int32, _ y: Int32) {
      self.primitive = primitive
      self.x = x
      self.y = y
    }
  }

  /// Compiles a formula whose variables are the inputs 0..<inputs. Variables beyond them, and `.result`, are NaN.
  public init(_ term: Term, inputs: Int) {
    var builder = ProgramBuilder(inputs: inputs)
    let result = builder.add(term)
    self = builder.program(result: result)
  }

  init(inputs: Int, constants: [Double], code: [Instruction], result: Int) {
    self.inputs = inputs
    self.constants = constants
    self.code = code
    self.result = result
    blocks = BlockPlan(code: code, first: inputs + constants.count, result: result)
  }
}

/// Collects a program's instructions, each distinct one once.
public struct ProgramBuilder: Sendable {
  /// A value computed earlier.
  public struct Register: Hashable, Sendable {
    enum Place: Hashable, Sendable { case input(Int), constant(Int), instruction(Int) }
    let place: Place
  }
  private struct Key: Hashable {
    var primitive: Primitive
    var operands: [Register]
  }

  private let inputs: Int
  private var constants: [Double] = []
  private var constantPlace: [UInt64: Int] = [:]
  private var steps: [Key] = []
  private var stepPlace: [Key: Int] = [:]

  public init(inputs: Int) { self.inputs = inputs }

  /// The input at this place, counted from 0; NaN when there is none such.
  public mutating func input(_ index: Int) -> Register {
    (0..<inputs).contains(index) ? Register(place: .input(index)) : constant(.nan)
  }

  public mutating func constant(_ value: Double) -> Register {
    if let known = constantPlace[value.bitPattern] { return Register(place: .constant(known)) }
    constants.append(value)
    constantPlace[value.bitPattern] = constants.count - 1
    return Register(place: .constant(constants.count - 1))
  }

  /// - Precondition: as many operands as the primitive takes.
  public mutating func apply(_ primitive: Primitive, _ operands: [Register]) -> Register {
    precondition(operands.count == primitive.arity, "a primitive needs its operands")
    if primitive == .power, case .constant(let exponent) = operands[1].place {
      // As the power itself computes these, so the value is the same to the last bit.
      let x = operands[0]
      switch constants[exponent] {
      case 2: return apply(.multiply, [x, x])
      case 3: return apply(.multiply, [apply(.multiply, [x, x]), x])
      case -1: return apply(.divide, [constant(1), x])
      default: break
      }
    }
    let key = Key(primitive: primitive, operands: operands)
    if let known = stepPlace[key] { return Register(place: .instruction(known)) }
    steps.append(key)
    stepPlace[key] = steps.count - 1
    return Register(place: .instruction(steps.count - 1))
  }

  /// A formula whose variables are the inputs.
  public mutating func add(_ term: Term) -> Register {
    switch term {
    case .number(let value): return constant(value)
    case .variable(let i): return input(i)
    case .result: return constant(.nan)
    case .apply(let primitive, let operands):
      var registers: [Register] = []
      for operand in operands { registers.append(add(operand)) }
      return apply(primitive, registers)
    }
  }

  /// The program for a value, without the instructions it does not need.
  public func program(result: Register) -> Program {
    var needed = [Bool](repeating: false, count: steps.count)
    if case .instruction(let last) = result.place {
      needed[last] = true
      for k in stride(from: last, through: 0, by: -1) where needed[k] {
        for case .instruction(let operand) in steps[k].operands.map(\.place) { needed[operand] = true }
      }
    }
    var place = [Int](repeating: 0, count: steps.count)
    var next = inputs + constants.count
    for k in steps.indices where needed[k] {
      place[k] = next
      next += 1
    }
    func number(_ register: Register) -> Int {
      switch register.place {
      case .input(let i): i
      case .constant(let i): inputs + i
      case .instruction(let i): place[i]
      }
    }
    let code = steps.indices.filter { needed[$0] }.map { k in
      let operands = steps[k].operands.map { Int32(number($0)) }
      return Program.Instruction(steps[k].primitive, operands[0], operands[operands.count - 1])
    }
    return Program(inputs: inputs, constants: constants, code: code, result: number(result))
  }
}

extension Program {
  /// The value at one point.
  ///
  /// Allocates nothing while its registers fit in 64.
  /// - Precondition: `values` holds as many numbers as the program has inputs.
  @inlinable public func run(_ values: UnsafeBufferPointer<Double>) -> Double {
    precondition(values.count == inputs, "a program needs its inputs")
    let needed = inputs + constants.count + code.count
    // A size known to the compiler costs nothing; one that is not costs more than the arithmetic.
    if needed <= 64 {
      return withUnsafeTemporaryAllocation(of: Double.self, capacity: 64) { run(values, registers: $0) }
    }
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: needed) { run(values, registers: $0) }
  }

  @inlinable
  func run(_ values: UnsafeBufferPointer<Double>, registers: UnsafeMutableBufferPointer<Double>) -> Double {
    guard let registers = registers.baseAddress else { return .nan }
    for i in 0..<inputs { registers[i] = values[i] }
    constants.withUnsafeBufferPointer { constants in
      for i in 0..<constants.count { registers[inputs + i] = constants[i] }
    }
    code.withUnsafeBufferPointer { code in
      var target = registers + inputs + constants.count
      for step in code {
        let x = registers[Int(step.x)], y = registers[Int(step.y)]
        // Arithmetic in line: a call would cost more than the operation.
        switch step.primitive {
        case .add: target.pointee = x + y
        case .subtract: target.pointee = x - y
        case .multiply: target.pointee = x * y
        case .divide: target.pointee = x / y
        default: target.pointee = step.primitive.value(x, y)
        }
        target += 1
      }
    }
    return registers[result]
  }

  /// The value at one point.
  public func run(_ values: [Double]) -> Double { values.withUnsafeBufferPointer { run($0) } }

  /// The values each instruction takes at one point, for telling where a NaN came from.
  public func trace(_ values: [Double]) -> [Double] {
    precondition(values.count == inputs, "a program needs its inputs")
    var registers = values + constants
    for step in code { registers.append(step.primitive.value(registers[Int(step.x)], registers[Int(step.y)])) }
    return registers
  }
}
