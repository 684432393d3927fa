import LinearAlgebra

/// XᵀWX b = XᵀWz: fast, and good for the steps of an iteration that corrects itself.
struct NormalEquations: Sendable {
  let solution: [Double]

  /// - Returns: `nil` when the columns are too dependent for it.
  init?(_ x: Matrix, _ columns: [Int], _ w: [Double], _ z: [Double]) {
    let k = columns.count
    let roots = w.map { $0.squareRoot() }
    guard let gram = Self.gram(x, columns, roots, z) else { return nil }
    let width = k + 1
    // Cholesky's factor by columns, scaled so that a diagonal entry of the factor says what its column has left.
    var factor = [Double](repeating: 0, count: k * k)
    for j in 0..<k {
      var pivot = gram[j + j * width]
      for l in 0..<j { pivot -= factor[j + l * k] * factor[j + l * k] }
      guard pivot > 1e-9 * gram[j + j * width] else { return nil }
      let root = pivot.squareRoot()
      factor[j + j * k] = root
      for i in j + 1..<max(k, j + 1) {
        var sum = gram[i + j * width]
        for l in 0..<j { sum -= factor[i + l * k] * factor[j + l * k] }
        factor[i + j * k] = sum / root
      }
    }
    var b = (0..<k).map { gram[k + $0 * width] }
    for j in 0..<k {
      for l in 0..<j { b[j] -= factor[j + l * k] * b[l] }
      b[j] /= factor[j + j * k]
    }
    for j in stride(from: k - 1, through: 0, by: -1) {
      for i in j + 1..<max(k, j + 1) { b[j] -= factor[i + j * k] * b[i] }
      b[j] /= factor[j + j * k]
    }
    solution = b
  }

  /// [X z]ᵀ W [X z], in blocks of rows that stay in the second cache.
  private static func gram(_ x: Matrix, _ columns: [Int], _ roots: [Double], _ z: [Double]) -> [Double]? {
    let (m, width) = (x.rows, columns.count + 1)
    let height = min(m, 1024)
    var sum = [Double](repeating: 0, count: width * width)
    var (tall, wide) = (
      [Double](repeating: 0, count: height * width), [Double](repeating: 0, count: height * width)
    )
    for start in stride(from: 0, to: m, by: height) {
      let count = min(height, m - start)
      x.elements.withUnsafeBufferPointer { x in
        z.withUnsafeBufferPointer { z in
          roots.withUnsafeBufferPointer { roots in
            for j in 0..<width {
              let source = j < width - 1 ? x : z
              let first = j < width - 1 ? columns[j] * m + start : start
              let base = j * height
              for i in 0..<count { tall[base + i] = source[first + i] * roots[start + i] }
              for i in count..<height { tall[base + i] = 0 }
            }
          }
        }
      }
      for j in 0..<width { for i in 0..<height { wide[i * width + j] = tall[j * height + i] } }
      let a = Matrix(rows: width, columns: height, elements: wide)
      guard let part = try? a * Matrix(rows: height, columns: width, elements: tall) else { return nil }
      for i in sum.indices { sum[i] += part.elements[i] }
    }
    return sum
  }
}
