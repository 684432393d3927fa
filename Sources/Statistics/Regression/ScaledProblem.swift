import LinearAlgebra

/// A least squares problem of full rank whose columns have about length 1, to be refined.
struct ScaledProblem: Sendable {
  /// Column by column.
  private let columns: [[Double]]
  private let b: [Double]

  init(_ x: Matrix, _ y: [Double], _ roots: [Double]?, _ scales: [Double], _ kept: [Int]) {
    let m = x.rows
    columns = kept.map { j in
      let column = x.elements[j * m..<(j + 1) * m].map { $0 * scales[j] }
      return roots.map { zip(column, $0).map { $0 * $1 } } ?? column
    }
    b = roots.map { zip(y, $0).map { $0 * $1 } } ?? y
  }

  /// The solution to the last digits, from one that has some.
  func refined(_ start: [Double]) throws(MathError) -> [Double] {
    let (m, n) = (b.count, columns.count)
    guard n > 0, m >= n else { return start }
    let qr = try QR(Matrix(rows: m, columns: n, elements: columns.flatMap { $0 }))
    let (q, triangle) = (try qr.orthonormal(), qr.upper)
    var (x, r) = (start, residual(start, minus: nil))
    var last = Double.infinity
    for _ in 0..<Self.mostSteps {
      let f = residual(x, minus: r)
      let g = columns.map { -Self.dot($0, r) }
      let h = triangle.forwardSolved(g)
      let d = (0..<n).map { q.dot(column: $0, f) }
      let step = triangle.backSolved(zip(d, h).map { $0 - $1 })
      let size = zip(step, x).reduce(0) { max($0, $1.1 == 0 ? 0 : ($1.0 / $1.1).magnitude) }
      // A step that is no shorter than half of the one before is noise, or the problem is beyond refining.
      guard size.isFinite, size < last / 2 else { break }
      for j in 0..<n { x[j] += step[j] }
      for i in 0..<m { r[i] += f[i] }
      for j in 0..<n { q.subtract(column: j, times: d[j] - h[j], from: &r) }
      last = size
      if size < 0x1p-53 { break }
    }
    return x
  }

  private static let mostSteps = 12

  /// b − r − A x, summed in twice the working precision.
  func residual(_ x: [Double], minus r: [Double]?) -> [Double] {
    var (high, low) = (b, [Double](repeating: 0, count: b.count))
    high.withUnsafeMutableBufferPointer { high in
      low.withUnsafeMutableBufferPointer { low in
        func subtract(_ i: Int, _ value: Double, _ rest: Double) {
          let sum = high[i] - value
          let part = sum - high[i]
          low[i] += (high[i] - (sum - part)) - (value + part) - rest
          high[i] = sum
        }
        if let r { for i in high.indices { subtract(i, r[i], 0) } }
        for (column, factor) in zip(columns, x) {
          column.withUnsafeBufferPointer { column in
            for i in high.indices {
              let product = column[i] * factor
              subtract(i, product, (-product).addingProduct(column[i], factor))
            }
          }
        }
      }
    }
    return zip(high, low).map { $0 + $1 }
  }

  /// The inner product in twice the working precision.
  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    var (high, low) = (0.0, 0.0)
    for (x, y) in zip(a, b) {
      let product = x * y
      let sum = high + product
      let part = sum - high
      low += (high - (sum - part)) + (product - part) + (-product).addingProduct(x, y)
      high = sum
    }
    return high + low
  }
}
