import LinearAlgebra

extension Iterate {
  /// The first rate along −∇f of a rule that knows nothing of the curvature yet: the step's elements sum to 1 at most.
  var gentleRate: Double {
    let sum = gradient.elements.reduce(0) { $0 + $1.magnitude }
    return sum > 1 ? 1 / sum : 1
  }
}

extension StepWork {
  /// A step along a direction as far as a line search went.
  init(_ found: LineStep, along direction: Vector, from start: Iterate) {
    self.init(
      "x + η d", [.init("x", start.x), .init("η", found.rate), .init("d", direction)], states: ["d": direction],
      move: direction * found.rate, rate: found.rate)
    trials = found.trials
  }

  /// No lower point was found along the direction.
  static func stalled(along direction: Vector) -> StepWork {
    var work = StepWork("x", [], states: ["d": direction], move: Vector(repeating: 0, count: direction.count))
    work.isStalled = true
    return work
  }
}

extension Matrix {
  static func identity(_ n: Int) -> Matrix {
    var elements = [Double](repeating: 0, count: n * n)
    for i in 0..<n { elements[i * n + i] = 1 }
    return Matrix(rows: n, columns: n, elements: elements)
  }

  /// A symmetric matrix times a vector.
  func times(_ v: Vector) -> Vector {
    let n = rows
    var result = [Double](repeating: 0, count: n)
    elements.withUnsafeBufferPointer { a in
      v.elements.withUnsafeBufferPointer { x in
        for j in 0..<min(columns, x.count) {
          let (factor, column) = (x[j], j * n)
          for i in 0..<n { result[i] += factor * a[column + i] }
        }
      }
    }
    return Vector(result)
  }

  /// Adds c u vᵀ.
  mutating func add(_ c: Double, _ u: Vector, _ v: Vector) {
    let n = rows
    elements.withUnsafeMutableBufferPointer { a in
      u.elements.withUnsafeBufferPointer { u in
        for j in 0..<columns {
          let (factor, column) = (c * v.elements[j], j * n)
          for i in 0..<n { a[column + i] += factor * u[i] }
        }
      }
    }
  }
}
