import Numerics

/// The dominant eigenvalue found by repeated multiplication.
public struct PowerIteration: Hashable, Sendable {
  public let value: Double
  /// Of unit length, its largest component positive.
  public let vector: Vector
  public let iterations: Int
  /// False when two eigenvalues of equal size keep the vector turning, or the steps ran out.
  public let converged: Bool

  /// - Parameters: `start` is not zero and not orthogonal to the dominant eigenvector; the default has no zero entry.
  ///   `tolerance` bounds ‖A v − λ v‖/|λ|.
  /// - Throws: `.notSquare`, `.notFinite`, `.empty`, `.shape(.product)`, `.domain` for a zero start.
  public init(
    _ a: Matrix, start: Vector? = nil, tolerance: Double = 1e-12, limit: Int = 10_000
  ) throws(MathError) {
    let n = try a.side()
    guard n > 0 else { throw .empty(function: "power_iteration") }
    try a.requireFinite()
    var v = start ?? Vector((0..<n).map { 1 + Double($0) / Double(2 * n) })
    try v.requireFinite()
    guard v.count == n else { throw .shape(.product(a.shape, v.shape)) }
    guard v.norm > 0 else { throw .domain(function: "power_iteration", value: 0) }
    v = v / v.norm
    var (value, count, done) = (0.0, 0, false)
    while count < limit, !done {
      let image = try a * v
      value = try v.dot(image)
      let residual = try image.zipped(v) { $0 - value * $1 }.norm
      let size = image.norm
      count += 1
      if size == 0 {
        done = true
      } else {
        done = residual <= tolerance * value.magnitude
        v = image / size
      }
    }
    let column: Matrix = v.column(as: Matrix.self)
    self.value = value
    vector = v * column.orientation(ofColumn: 0)
    iterations = count
    converged = done
  }
}
