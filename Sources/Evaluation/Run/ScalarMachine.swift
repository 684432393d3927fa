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
  /// What the function closed over, in the registers after its own parameters.
  let captures: [Double]
  let isInterrupted: @Sendable () -> Bool

  /// Runs the code `count` times: `load` puts the arguments into the first registers, `store` takes the result.
  @inline(__always) func run(
    count: Int, load: (Int, UnsafeMutablePointer<Double>) -> Void, store: (Int, Double) -> Void
  ) -> Outcome {
    let depth = code.depth ?? Context.maximumDepth
    let registers = UnsafeMutablePointer<Double>.allocate(capacity: (depth + 2) * code.frame)
    let returns = UnsafeMutablePointer<Return>.allocate(capacity: depth + 1)
    defer {
      registers.deallocate()
      returns.deallocate()
    }
    // No routine writes to its own parameters, so the captures stay.
    for (offset, value) in captures.enumerated() { registers[code.parameters - captures.count + offset] = value }
    return code.instructions.withUnsafeBufferPointer { instructions in
      guard let start = instructions.baseAddress else { return .refused }
      var loop = Loop(
        start: start, registers: registers, returns: returns, limit: returns + depth, isInterrupted: isInterrupted)
      for index in 0..<count {
        load(index, registers)
        let outcome = loop.run()
        guard case .finished = outcome else { return outcome }
        store(index, loop.result)
      }
      return .finished
    }
  }

  /// Where a call goes back to.
  struct Return {
    let instruction: UnsafePointer<ScalarCode.Instruction>
    let registers: UnsafeMutablePointer<Double>
  }

  /// The loop itself, over raw memory: a checked access here costs as much as the instruction.
  struct Loop {
    let start: UnsafePointer<ScalarCode.Instruction>
    let registers: UnsafeMutablePointer<Double>
    let returns: UnsafeMutablePointer<Return>
    let limit: UnsafeMutablePointer<Return>
    let isInterrupted: @Sendable () -> Bool
    var result = 0.0
    /// Calls until the wish to stop is looked at again.
    var patience = 4096

    @inline(never) mutating func run() -> Outcome {
      var next = start
      var r = registers
      var top = returns
      // In a register of the processor: a member would be stored at every call.
      var patience = self.patience &- 1
      defer { self.patience = patience }
      if patience <= 0 {
        patience = 4096
        if isInterrupted() { return .interrupted }
      }
      // A jump marked unlikely stays a branch, whose outcome the processor guesses; the compiler would choose the
      // next instruction by arithmetic, for which everything has to wait.
      while true {
        let i = next.pointee
        next += 1
        let t = Int(i.target)
        let x = Int(i.x)
        let y = Int(i.y)
        let given: Double
        switch i.operation {
        case .constant:
          r[t] = i.number
          continue
        case .move:
          r[t] = r[x]
          continue
        case .add:
          r[t] = r[x] + r[y]
          continue
        case .subtract:
          r[t] = r[x] - r[y]
          continue
        case .multiply:
          r[t] = r[x] * r[y]
          continue
        case .divide:
          let value = r[x] / r[y]
          if value.isNaN, !r[x].isNaN, !r[y].isNaN { return .refused }
          r[t] = value
          continue
        case .addNumber:
          r[t] = r[x] + i.number
          continue
        case .subtractFrom:
          r[t] = i.number - r[x]
          continue
        case .multiplyNumber:
          r[t] = r[x] * i.number
          continue
        case .divideNumber:
          r[t] = r[x] / i.number
          continue
        case .divideInto:
          let value = i.number / r[x]
          if value.isNaN, !r[x].isNaN { return .refused }
          r[t] = value
          continue
        case .addScaled:
          r[t] = r[x] + i.number * r[y]
          continue
        case .square:
          r[t] = r[x] * r[x]
          continue
        case .cube:
          r[t] = r[x] * r[x] * r[x]
          continue
        case .negate:
          r[t] = -r[x]
          continue
        case .sqrt:
          if r[x] < 0 { return .refused }
          r[t] = r[x].squareRoot()
          continue
        case .exp:
          r[t] = Glibc.exp(r[x])
          continue
        case .log:
          if r[x] < 0 { return .refused }
          r[t] = Glibc.log(r[x])
          continue
        case .sin:
          if r[x].isInfinite { return .refused }
          r[t] = Glibc.sin(r[x])
          continue
        case .cos:
          if r[x].isInfinite { return .refused }
          r[t] = Glibc.cos(r[x])
          continue
        case .unary:
          r[t] = Self.value(i.primitive, r[x], .nan)
          continue
        case .unaryChecked:
          let value = Self.value(i.primitive, r[x], .nan)
          if value.isNaN, !r[x].isNaN { return .refused }
          r[t] = value
          continue
        case .binary:
          r[t] = Self.value(i.primitive, r[x], r[y])
          continue
        case .power, .binaryChecked:
          let value = Self.value(i.primitive, r[x], r[y])
          if value.isNaN, !r[x].isNaN, !r[y].isNaN { return .refused }
          r[t] = value
          continue
        case .less:
          r[t] = r[x] < r[y] ? 1 : 0
          continue
        case .lessOrEqual:
          r[t] = r[x] <= r[y] ? 1 : 0
          continue
        case .equal:
          r[t] = r[x] == r[y] ? 1 : 0
          continue
        case .notEqual:
          r[t] = r[x] != r[y] ? 1 : 0
          continue
        case .not:
          r[t] = 1 - r[x]
          continue
        case .jump:
          next = start + y
          continue
        case .jumpUnless:
          if _slowPath(r[x] == 0) { next = start + y }
          continue
        case .jumpUnlessLess:
          if _slowPath(!(r[t] < r[x])) { next = start + y }
          continue
        case .jumpUnlessLessOrEqual:
          if _slowPath(!(r[t] <= r[x])) { next = start + y }
          continue
        case .jumpUnlessEqual:
          if _slowPath(r[t] != r[x]) { next = start + y }
          continue
        case .jumpUnlessNotEqual:
          if _slowPath(r[t] == r[x]) { next = start + y }
          continue
        case .jumpUnlessLessNumber:
          if _slowPath(!(r[x] < i.number)) { next = start + y }
          continue
        case .jumpUnlessLessOrEqualNumber:
          if _slowPath(!(r[x] <= i.number)) { next = start + y }
          continue
        case .jumpUnlessGreaterNumber:
          if _slowPath(!(r[x] > i.number)) { next = start + y }
          continue
        case .jumpUnlessGreaterOrEqualNumber:
          if _slowPath(!(r[x] >= i.number)) { next = start + y }
          continue
        case .jumpUnlessEqualNumber:
          if _slowPath(r[x] != i.number) { next = start + y }
          continue
        case .jumpUnlessNotEqualNumber:
          if _slowPath(r[x] == i.number) { next = start + y }
          continue
        case .callOffset:
          r[t] = r[x] + i.number
          fallthrough
        case .call:
          if top == limit { return .refused }
          patience &-= 1
          if patience == 0 {
            patience = 4096
            if isInterrupted() { return .interrupted }
          }
          top.initialize(to: Return(instruction: next, registers: r))
          top += 1
          r += t
          next = start + y
          continue
        case .give: given = r[x]
        case .giveNumber: given = i.number
        case .giveAdd: given = r[x] + r[y]
        case .giveAddNumber: given = r[x] + i.number
        case .giveMultiply: given = r[x] * r[y]
        case .giveMultiplyNumber: given = r[x] * i.number
        }
        if top == returns {
          result = given
          return .finished
        }
        // The callee's first register is the place where its caller looks for the result.
        r[0] = given
        top -= 1
        next = top.pointee.instruction
        r = top.pointee.registers
      }
    }

    // Out of line: the switch inside would crowd the loop's registers out.
    @inline(never) private static func value(_ primitive: Primitive, _ x: Double, _ y: Double) -> Double {
      primitive.value(x, y)
    }
  }
}
