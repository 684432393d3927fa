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
      if let output = buffer.baseAddress, count > 0 { run(values, count: count, into: output) }
      initialised = count
    }
  }

  /// The same into storage of `count` elements, initialised or not, which no input shares.
  public func run(_ values: [BlockInput], count: Int, into output: UnsafeMutablePointer<Double>) {
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
      return
    }
    withPointers(to: values[...], []) { arrays in
      runBlocks(arrays, numbers, count: count, into: output)
    }
  }

  /// Hands the body a pointer to every array among the inputs, however many there are.
  private func withPointers(
    to values: ArraySlice<BlockInput>, _ pointers: [UnsafePointer<Double>?],
    _ body: ([UnsafePointer<Double>?]) -> Void
  ) {
    guard let value = values.first else { return body(pointers) }
    guard case .array(let array) = value else { return withPointers(to: values.dropFirst(), pointers + [nil], body) }
    array.withUnsafeBufferPointer {
      withPointers(to: values.dropFirst(), pointers + [$0.baseAddress], body)
    }
  }

  private func runBlocks(
    _ arrays: [UnsafePointer<Double>?], _ numbers: [Double?], count: Int, into output: UnsafeMutablePointer<Double>
  ) {
    if result < inputs, let array = arrays[result] {
      output.initialize(from: array, count: count)
      return
    }
    let (first, size) = (inputs + constants.count, min(Self.blockSize, count))
    withUnsafeTemporaryAllocation(of: Double.self, capacity: blocks.count * size + 1) { scratch in
      guard let scratch = scratch.baseAddress else { return }
      var start = 0
      while start < count {
        let n = min(size, count - start)
        func pointer(_ register: Int32) -> UnsafePointer<Double> {
          if let array = register < inputs ? arrays[Int(register)] : nil { return array + start }
          return UnsafePointer(scratch + blocks.place[max(0, Int(register) - first)] * size)
        }
        for (k, step) in code.enumerated() where numbers[first + k] == nil {
          let target = first + k == result ? output + start : scratch + blocks.place[k] * size
          if step.primitive.arity == 1 {
            step.primitive.run(pointer(step.x), into: target, count: n)
          } else if let x = numbers[Int(step.x)] {
            step.primitive.run(x, pointer(step.y), into: target, count: n)
          } else if let y = numbers[Int(step.y)] {
            step.primitive.run(pointer(step.x), y, into: target, count: n)
          } else {
            step.primitive.run(pointer(step.x), pointer(step.y), into: target, count: n)
          }
        }
        start += n
      }
    }
  }
}

extension Primitive {
  private var kernel: Rule.Kernel? { rule.kernel }

  func run(_ x: UnsafePointer<Double>, into target: UnsafeMutablePointer<Double>, count: Int) {
    if case .unary(let kernel) = kernel { return kernel(x, into: target, count: count) }
    for i in 0..<count { target[i] = value(x[i]) }
  }

  func run(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, into target: UnsafeMutablePointer<Double>, count: Int
  ) {
    if case .binary(let kernel) = kernel { return kernel(x, y, into: target, count: count) }
    for i in 0..<count { target[i] = value(x[i], y[i]) }
  }

  func run(_ x: UnsafePointer<Double>, _ y: Double, into target: UnsafeMutablePointer<Double>, count: Int) {
    // The exponents that `power` multiplies for, so that an array agrees with its elements.
    if self == .power, let kernel: UnaryKernel = [2: .square, 3: .cube, -1: .reciprocal][y] {
      return kernel(x, into: target, count: count)
    }
    if case .binary(let kernel) = kernel { return kernel(x, y, into: target, count: count) }
    for i in 0..<count { target[i] = value(x[i], y) }
  }

  func run(_ x: Double, _ y: UnsafePointer<Double>, into target: UnsafeMutablePointer<Double>, count: Int) {
    if case .binary(let kernel) = kernel { return kernel(x, y, into: target, count: count) }
    for i in 0..<count { target[i] = value(x, y[i]) }
  }
}
