import Glibc
import Graph

/// Runs scalar code over a list of arguments.
struct ScalarMachine {
  enum Outcome {
    case finished
    /// A point outside a domain or calls too deep: the evaluator runs it again and explains.
    case refused
    case interrupted
  }

  let code: ScalarCode
  let isInterrupted: @Sendable () -> Bool

  /// Runs the code `count` times: `load` puts the arguments into the first registers, `store` takes the result and says
  /// whether to go on.
  func run(
    count: Int, load: (Int, UnsafeMutablePointer<Double>) -> Void, store: (Int, Double) -> Bool
  ) -> Outcome {
    let depth = code.depth ?? Context.maximumDepth
    let registers = UnsafeMutablePointer<Double>.allocate(capacity: (depth + 2) * code.frame)
    let returns = UnsafeMutablePointer<(pc: Int32, base: Int32)>.allocate(capacity: depth + 1)
    defer {
      registers.deallocate()
      returns.deallocate()
    }
    return code.instructions.withUnsafeBufferPointer { instructions in
      guard let start = instructions.baseAddress else { return .refused }
      var machine = Loop(
        start: start, registers: registers, returns: returns, depth: depth, isInterrupted: isInterrupted)
      for index in 0..<count {
        load(index, registers)
        let outcome = machine.run()
        guard case .finished = outcome else { return outcome }
        guard store(index, machine.result) else { return .finished }
      }
      return .finished
    }
  }

  /// The loop itself, over raw memory: a checked access here costs as much as the instruction.
  private struct Loop {
    let start: UnsafePointer<ScalarCode.Instruction>
    let registers: UnsafeMutablePointer<Double>
    let returns: UnsafeMutablePointer<(pc: Int32, base: Int32)>
    let depth: Int
    let isInterrupted: @Sendable () -> Bool
    var result = 0.0
    private var budget = 4096

    init(
      start: UnsafePointer<ScalarCode.Instruction>, registers: UnsafeMutablePointer<Double>,
      returns: UnsafeMutablePointer<(pc: Int32, base: Int32)>, depth: Int, isInterrupted: @escaping @Sendable () -> Bool
    ) {
      self.start = start
      self.registers = registers
      self.returns = returns
      self.depth = depth
      self.isInterrupted = isInterrupted
    }

    @inline(__always) private mutating func mustStop() -> Bool {
      budget -= 1
      guard budget == 0 else { return false }
      budget = 4096
      return isInterrupted()
    }

    mutating func run() -> Outcome {
      var pc = 0
      var base = 0
      var level = 0
      var r = registers
      if mustStop() { return .interrupted }
      while true {
        let i = start[pc]
        pc += 1
        let t = Int(i.target)
        let x = Int(i.x)
        let y = Int(i.y)
        switch i.operation {
        case .constant: r[t] = i.number
        case .move: r[t] = r[x]
        case .add: r[t] = r[x] + r[y]
        case .subtract: r[t] = r[x] - r[y]
        case .multiply: r[t] = r[x] * r[y]
        case .divide: r[t] = r[x] / r[y]
        case .power:
          let value = Primitive.power.value(r[x], r[y])
          if value.isNaN, !r[x].isNaN, !r[y].isNaN { return .refused }
          r[t] = value
        case .addNumber: r[t] = r[x] + i.number
        case .subtractNumber: r[t] = r[x] - i.number
        case .subtractFrom: r[t] = i.number - r[x]
        case .multiplyNumber: r[t] = r[x] * i.number
        case .divideNumber: r[t] = r[x] / i.number
        case .square: r[t] = r[x] * r[x]
        case .negate: r[t] = -r[x]
        case .sqrt:
          if r[x] < 0 { return .refused }
          r[t] = r[x].squareRoot()
        case .exp: r[t] = Glibc.exp(r[x])
        case .log:
          if r[x] < 0 { return .refused }
          r[t] = Glibc.log(r[x])
        case .sin: r[t] = Glibc.sin(r[x])
        case .cos: r[t] = Glibc.cos(r[x])
        case .unary: r[t] = i.primitive.value(r[x])
        case .unaryChecked:
          let value = i.primitive.value(r[x])
          if value.isNaN, !r[x].isNaN { return .refused }
          r[t] = value
        case .binary: r[t] = i.primitive.value(r[x], r[y])
        case .binaryChecked:
          let value = i.primitive.value(r[x], r[y])
          if value.isNaN, !r[x].isNaN, !r[y].isNaN { return .refused }
          r[t] = value
        case .less: r[t] = r[x] < r[y] ? 1 : 0
        case .lessOrEqual: r[t] = r[x] <= r[y] ? 1 : 0
        case .equal: r[t] = r[x] == r[y] ? 1 : 0
        case .notEqual: r[t] = r[x] != r[y] ? 1 : 0
        case .not: r[t] = 1 - r[x]
        case .jump: pc = y
        case .jumpUnless: if r[x] == 0 { pc = y }
        case .jumpUnlessLess: if !(r[t] < r[x]) { pc = y }
        case .jumpUnlessLessNumber: if !(r[x] < i.number) { pc = y }
        case .jumpUnlessLessOrEqualNumber: if !(r[x] <= i.number) { pc = y }
        case .jumpUnlessEqualNumber: if !(r[x] == i.number) { pc = y }
        case .call:
          if level >= depth { return .refused }
          if mustStop() { return .interrupted }
          returns[level] = (Int32(pc), Int32(base))
          level += 1
          base += t
          r = registers + base
          pc = y
        case .give:
          if level == 0 {
            result = r[x]
            return .finished
          }
          // The callee's first register is the place where its caller looks for the result.
          r[0] = r[x]
          level -= 1
          pc = Int(returns[level].pc)
          base = Int(returns[level].base)
          r = registers + base
        }
      }
    }
  }
}
