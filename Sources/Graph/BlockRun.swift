import Numerics

/// An input of a block run.
public enum BlockInput: Sendable {
  case number(Double)
  case array([Double])
}

/// Which of a few scratch blocks each instruction writes, a block being free again after its last reader.
struct BlockPlan: Hashable, Sendable {
  let place: [Int]
  let count: Int

  init(code: [Program.Instruction], first: Int, result: Int) {
    var lastUse = [Int](repeating: -1, count: code.count)
    for (k, step) in code.enumerated() {
      for operand in [Int(step.x), Int(step.y)] where operand >= first { lastUse[operand - first] = k }
    }
    if result >= first { lastUse[result - first] = code.count }
    var (place, free, count) = ([Int](), [Int](), 0)
    for (k, step) in code.enumerated() {
      for operand in Set([Int(step.x), Int(step.y)]) where operand >= first && lastUse[operand - first] == k {
        free.append(place[operand - first])
      }
      if let reused = free.popLast() {
        place.append(reused)
      } else {
        place.append(count)
        count += 1
      }
      if lastUse[k] < 0 { free.append(place[k]) }
    }
    self.place = place
    self.count = count
  }
}

extension Program {
  /// Elements per block: four blocks fit a first-level cache.
  public static var blockSize: Int { 1024 }

  /// The values along arrays, inputs that are numbers being the same everywhere.
  ///
  /// Runs block by block, so no temporary is as long as the arrays; what depends on numbers alone runs once.
  /// - Precondition: as many inputs as the program has; every array has `count` elements.
  public func run(_ values: [BlockInput], count: Int) -> [Double] {
    [Double](unsafeUninitializedCapacity: count) { buffer, initialised in
      if let output = buffer.baseAddress, count > 0 { _ = run(values, count: count, into: output, refusingNaN: false) }
      initialised = count
    }
  }

  /// The same; `nil` as soon as a value is NaN.
  public func runRefusingNaN(_ values: [BlockInput], count: Int) -> [Double]? {
    var whole = true
    let result = [Double](unsafeUninitializedCapacity: count) { buffer, initialised in
      if let output = buffer.baseAddress, count > 0 {
        whole = run(values, count: count, into: output, refusingNaN: true)
      }
      if whole { initialised = count }
    }
    return whole ? result : nil
  }

  /// Writes the values; false as soon as one is NaN, where that is refused.
  private func run(
    _ values: [BlockInput], count: Int, into output: UnsafeMutablePointer<Double>, refusingNaN: Bool
  ) -> Bool {
    precondition(values.count == inputs, "a program needs its inputs")
    var numbers: [Double?] = []
    for case let value in values {
      switch value {
      case .number(let number): numbers.append(number)
      case .array(let array):
        precondition(array.count == count, "arrays of one length")
        numbers.append(nil)
      }
    }
    numbers += constants
    for step in code {
      let x = numbers[Int(step.x)], y = numbers[Int(step.y)]
      numbers.append(x.flatMap { x in y.map { y in step.primitive.value(x, y) } })
    }
    if let same = numbers[result] {
      output.initialize(repeating: same, count: count)
      return !(refusingNaN && same.isNaN)
    }
    return withPointers(to: values[...], []) { arrays in
      runBlocks(arrays, numbers, count: count, into: output, refusingNaN: refusingNaN)
    }
  }

  /// Hands the body a pointer to every array among the inputs, however many there are.
  private func withPointers(
    to values: ArraySlice<BlockInput>, _ pointers: [UnsafePointer<Double>?],
    _ body: ([UnsafePointer<Double>?]) -> Bool
  ) -> Bool {
    guard let value = values.first else { return body(pointers) }
    guard case .array(let array) = value else { return withPointers(to: values.dropFirst(), pointers + [nil], body) }
    return array.withUnsafeBufferPointer {
      withPointers(to: values.dropFirst(), pointers + [$0.baseAddress], body)
    }
  }

  private func runBlocks(
    _ arrays: [UnsafePointer<Double>?], _ numbers: [Double?], count: Int, into output: UnsafeMutablePointer<Double>,
    refusingNaN: Bool
  ) -> Bool {
    if result < inputs, let array = arrays[result] {
      output.initialize(from: array, count: count)
      return !(refusingNaN && containsNaN(output, count: count))
    }
    let (first, size) = (inputs + constants.count, min(Self.blockSize, count))
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: blocks.count * size + 1) { scratch in
      guard let scratch = scratch.baseAddress else { return false }
      // Looking operands up costs as much as a block of arithmetic, so it is done once.
      func source(_ register: Int32) -> BlockStep.Source {
        if let array = register < inputs ? arrays[Int(register)] : nil { return .init(array, advances: true) }
        return .init(scratch + blocks.place[max(0, Int(register) - first)] * size, advances: false)
      }
      var steps: [BlockStep] = []
      for (k, step) in code.enumerated() where numbers[first + k] == nil {
        let isLast = first + k == result
        steps.append(
          BlockStep(
            step.primitive, source(step.x), source(step.y), numbers[Int(step.x)], numbers[Int(step.y)],
            target: isLast ? output : scratch + blocks.place[k] * size, targetAdvances: isLast))
      }
      var start = 0
      while start < count {
        let n = min(size, count - start)
        for step in steps { step.run(from: start, count: n) }
        if refusingNaN, containsNaN(output + start, count: n) { return false }
        start += n
      }
      return true
    }
  }
}

/// One instruction of a block run, its operands found.
private struct BlockStep {
  /// Elements that lie along the arrays, or in a block of their own.
  struct Source {
    let base: UnsafePointer<Double>
    let stride: Int

    init(_ base: UnsafePointer<Double>, advances: Bool) {
      self.base = base
      stride = advances ? 1 : 0
    }

    func from(_ start: Int) -> UnsafePointer<Double> { base + start * stride }
  }

  enum Work {
    case unary(UnaryKernel, Source)
    case binary(BinaryKernel, Source, Source)
    case right(BinaryKernel, Source, Double)
    case left(BinaryKernel, Double, Source)
    case each(Primitive, Source)
    case eachPair(Primitive, Source, Source)
    case eachRight(Primitive, Source, Double)
    case eachLeft(Primitive, Double, Source)
  }

  let work: Work
  let target: UnsafeMutablePointer<Double>
  let targetStride: Int

  init(
    _ primitive: Primitive, _ x: Source, _ y: Source, _ xNumber: Double?, _ yNumber: Double?,
    target: UnsafeMutablePointer<Double>, targetAdvances: Bool
  ) {
    self.target = target
    targetStride = targetAdvances ? 1 : 0
    let kernel = primitive.kernel
    if primitive.arity == 1 {
      work = if case .unary(let kernel) = kernel { .unary(kernel, x) } else { .each(primitive, x) }
    } else if let xNumber {
      work =
        if case .binary(let kernel) = kernel { .left(kernel, xNumber, y) } else { .eachLeft(primitive, xNumber, y) }
    } else if let yNumber {
      if let kernel = primitive.kernel(exponent: yNumber) {
        work = .unary(kernel, x)
      } else if case .binary(let kernel) = kernel {
        work = .right(kernel, x, yNumber)
      } else {
        work = .eachRight(primitive, x, yNumber)
      }
    } else if case .binary(let kernel) = kernel {
      work = .binary(kernel, x, y)
    } else {
      work = .eachPair(primitive, x, y)
    }
  }

  func run(from start: Int, count: Int) {
    let target = target + start * targetStride
    switch work {
    case .unary(let kernel, let x): kernel(x.from(start), into: target, count: count)
    case .binary(let kernel, let x, let y): kernel(x.from(start), y.from(start), into: target, count: count)
    case .right(let kernel, let x, let y): kernel(x.from(start), y, into: target, count: count)
    case .left(let kernel, let x, let y): kernel(x, y.from(start), into: target, count: count)
    case .each(let primitive, let x):
      let x = x.from(start)
      for i in 0..<count { target[i] = primitive.value(x[i]) }
    case .eachPair(let primitive, let x, let y):
      let (x, y) = (x.from(start), y.from(start))
      for i in 0..<count { target[i] = primitive.value(x[i], y[i]) }
    case .eachRight(let primitive, let x, let y):
      let x = x.from(start)
      for i in 0..<count { target[i] = primitive.value(x[i], y) }
    case .eachLeft(let primitive, let x, let y):
      let y = y.from(start)
      for i in 0..<count { target[i] = primitive.value(x, y[i]) }
    }
  }
}

extension Primitive {
  private static let kernels = allCases.map(\.rule.kernel)
  fileprivate var kernel: Rule.Kernel? { Self.kernels[Int(rawValue)] }

  /// The exponents that `power` multiplies for, so that an array agrees with its elements.
  fileprivate func kernel(exponent: Double) -> UnaryKernel? {
    guard self == .power else { return nil }
    return exponent == 2 ? .square : exponent == 3 ? .cube : exponent == -1 ? .reciprocal : nil
  }

  /// The values along elements, operands that are numbers being the same for all.
  func run(_ x: BlockOperand, _ y: BlockOperand, into target: UnsafeMutablePointer<Double>, count: Int) {
    func source(_ operand: BlockOperand) -> BlockStep.Source {
      if case .array(let base) = operand { .init(base, advances: false) } else { .init(target, advances: false) }
    }
    BlockStep(self, source(x), source(y), x.number, y.number, target: target, targetAdvances: false)
      .run(from: 0, count: count)
  }
}

/// An operand of one primitive along elements.
enum BlockOperand {
  case number(Double)
  case array(UnsafePointer<Double>)

  fileprivate var number: Double? { if case .number(let x) = self { x } else { nil } }
}
