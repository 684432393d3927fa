import Numerics

/// The dominant eigenvalue found by repeated multiplication.
public struct PowerIteration: Hashable, Sendable {
  public let value: Double
  /// Of unit length, its largest component positive.
  public let vector: Vector
  public let iterations: Int
  /// False when two eigenvalues of equal size keep the vector turning, or the steps ran out.
  public let converged: Bool
  /// Whether the start had nothing of the dominant eigenvector, so that a smaller eigenvalue came first and only a
  /// vector nudged off it led further.
  public let restarted: Bool

  /// What has converged is nudged and followed again: in exact arithmetic a start orthogonal to the dominant eigenvector
  /// never leaves the others.
  /// - Parameters: `start` is not zero; the default has no zero entry. `tolerance` bounds ‖A v − λ v‖/|λ|.
  /// - Throws: `.notSquare`, `.notFinite`, `.empty`, `.shape(.product)`, `.domain` for a zero start.
  public init(
    _ a: Matrix, start: Vector? = nil, tolerance: Double = 1e-12, limit: Int = 10_000
  ) throws(MathError) {
    try self.init(a, start: start, tolerance: tolerance, limit: limit) { _ in }
  }

  /// One multiplication.
  struct Step: Hashable {
    /// Of unit length but for the very first.
    var vector: Vector
    /// A v
    var image: Vector
    /// vᵀA v, the Rayleigh quotient of a unit vector.
    var value: Double
    /// ‖A v − λ v‖
    var residual: Double
    /// Whether it follows on a nudge off what had converged.
    var isNudged: Bool
  }

  /// The same, showing every multiplication.
  init(
    _ a: Matrix, start: Vector?, tolerance: Double, limit: Int, watch: (Step) -> Void
  ) throws(MathError) {
    let n = try a.side()
    guard n > 0 else { throw .empty(function: "power_iteration") }
    try a.requireFinite()
    let generic = Vector((0..<n).map { 1 + Double($0) / Double(2 * n) })
    let v = start ?? generic
    try v.requireFinite()
    guard v.count == n else { throw .shape(.product(a.shape, v.shape)) }
    guard v.norm > 0 else { throw .domain(function: "power_iteration", value: 0) }
    let first = try Run(a, v, tolerance, limit, watch)
    var best = first
    if first.converged, first.count < limit {
      // Irrational steps of the golden ratio: a direction that no small matrix has for an eigenvector.
      let nudge = Vector(
        (0..<n).map { k in 0.5 + (Double(k + 1) * 0.6180339887498949).truncatingRemainder(dividingBy: 1) })
      let second = try Run(a, first.vector + nudge * (0x1p-10 / nudge.norm), tolerance, limit - first.count) {
        var step = $0
        step.isNudged = true
        watch(step)
      }
      if second.value.magnitude > first.value.magnitude * (1 + 1e-6) { best = second }
    }
    restarted = best != first
    let column: Matrix = best.vector.column(as: Matrix.self)
    value = best.value
    vector = best.vector * column.orientation(ofColumn: 0)
    iterations = restarted ? first.count + best.count : first.count
    converged = best.converged
  }

  /// Multiplication until the vector keeps its direction.
  private struct Run: Hashable {
    var vector: Vector
    var value = 0.0
    var count = 0
    var converged = false

    init(
      _ a: Matrix, _ start: Vector, _ tolerance: Double, _ limit: Int, _ watch: (Step) -> Void
    ) throws(MathError) {
      vector = start / start.norm
      while count < limit, !converged {
        let image = try a * vector
        value = try vector.dot(image)
        let residual = try image.zipped(vector) { [value] in $0 - value * $1 }.norm
        let size = image.norm
        count += 1
        watch(Step(vector: vector, image: image, value: value, residual: residual, isNudged: false))
        if size == 0 {
          converged = true
        } else {
          converged = residual <= tolerance * value.magnitude
          vector = image / size
        }
      }
    }
  }
}
