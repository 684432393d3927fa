import COpenBLAS
import Numerics

/// A V = V diag(values) for any square matrix, complex where it must be.
///
/// Matrices that are symmetric up to the rounding of a product such as X'X keep `SymmetricEigen`'s order, descending. Otherwise the values descend by modulus; equal moduli
/// by real part, then a pair with its positive imaginary part first. Vectors have unit length and a real, positive
/// largest component.
/// - Source: Golub & Van Loan 4e, §7.5; LAPACK `geev`, `syevd`.
public enum Eigen: Hashable, Sendable {
  case real(values: Vector, vectors: Matrix)
  case complex(values: ComplexVector, vectors: ComplexMatrix)

  /// - Throws: `.notSquare`, `.notFinite`, `.notConverged`, `.tooLarge`.
  public init(_ a: Matrix) throws(MathError) {
    if let symmetric = try a.symmetricPart() {
      let eigen = try SymmetricEigen(symmetric)
      self = .real(values: eigen.values, vectors: eigen.vectors)
      return
    }
    let raw = try RawEigen(a, job: "V")
    let n = a.rows
    if let values = raw.real {
      let order = descending(values.map { Complex($0, 0) })
      var vectors = Matrix(rows: n, columns: n) { i, j in raw.vectors[i + order[j] * n] }
      for j in 0..<n { vectors.scaleColumn(j, by: vectors.orientation(ofColumn: j)) }
      self = .real(values: Vector(order.map { values[$0] }), vectors: vectors)
    } else {
      self = .sorted(raw.values, raw.complexVectors)
    }
  }

  /// - Throws: `.notSquare`, `.notFinite`, `.notConverged`, `.tooLarge`.
  public init(_ a: ComplexMatrix) throws(MathError) {
    if let symmetric = try a.symmetricPart() {
      let eigen = try SymmetricEigen(symmetric)
      self = .complex(values: eigen.values.complex, vectors: eigen.vectors)
      return
    }
    let (values, vectors) = try complexEigen(a, job: "V")
    self = .sorted(values, vectors)
  }

  /// The eigenvalues alone.
  public static func values(_ a: Matrix) throws(MathError) -> Eigenvalues {
    if let symmetric = try a.symmetricPart() { return .real(try SymmetricEigen.values(symmetric)) }
    let raw = try RawEigen(a, job: "N")
    let order = descending(raw.values)
    if let values = raw.real { return .real(Vector(order.map { values[$0] })) }
    return .complex(ComplexVector(order.map { raw.values[$0] }))
  }

  /// The eigenvalues alone.
  public static func values(_ a: ComplexMatrix) throws(MathError) -> ComplexVector {
    if let symmetric = try a.symmetricPart() { return try SymmetricEigen.values(symmetric).complex }
    let values = try complexEigen(a, job: "N").values
    return ComplexVector(descending(values).map { values[$0] })
  }

  private static func sorted(_ values: [Complex<Double>], _ vectors: ComplexMatrix) -> Eigen {
    let n = values.count
    let order = descending(values)
    var sorted = ComplexMatrix(rows: n, columns: n) { i, j in vectors.elements[i + order[j] * n] }
    for j in 0..<n { sorted.scaleColumn(j, by: sorted.orientation(ofColumn: j)) }
    return .complex(values: ComplexVector(order.map { values[$0] }), vectors: sorted)
  }
}

/// Eigenvalues, real where all of them are.
public enum Eigenvalues: Hashable, Sendable {
  case real(Vector)
  case complex(ComplexVector)
}

/// What `dgeev` returns.
private struct RawEigen {
  var values: [Complex<Double>] = []
  /// A real vector a column, or real and imaginary parts in two for a conjugate pair.
  var vectors: [Double] = []

  init(_ a: Matrix, job: Unicode.Scalar) throws(MathError) {
    let n = try a.side()
    try a.requireFinite()
    guard n > 0 else { return }
    var copy = a.elements
    var (re, im) = ([Double](repeating: 0, count: n), [Double](repeating: 0, count: n))
    vectors = [Double](repeating: 0, count: job == "V" ? n * n : 1)
    let info = nabla_dgeev(Lapack.letter(job), Int32(n), &copy, &re, &im, &vectors)
    try Lapack.check(info, "the QR iteration", a.shape, converges: true)
    values = zip(re, im).map { Complex($0, $1) }
  }

  var real: [Double]? { values.allSatisfy { $0.imaginary == 0 } ? values.map(\.real) : nil }

  var complexVectors: ComplexMatrix {
    let n = values.count
    return ComplexMatrix(rows: n, columns: n) { i, j in
      let value = values[j]
      if value.imaginary == 0 { return Complex(vectors[i + j * n], 0) }
      let first = value.imaginary > 0 ? j : j - 1
      let (re, im) = (vectors[i + first * n], vectors[i + (first + 1) * n])
      return Complex(re, value.imaginary > 0 ? im : -im)
    }
  }
}

private func complexEigen(
  _ a: ComplexMatrix, job: Unicode.Scalar
) throws(MathError) -> (values: [Complex<Double>], vectors: ComplexMatrix) {
  let n = try a.side()
  try a.requireFinite()
  guard n > 0 else { return ([], a) }
  var copy = a.elements
  var values = [Complex<Double>](repeating: 0, count: n)
  var vectors = [Complex<Double>](repeating: 0, count: n * n)
  let info = write(&copy) { copy in
    write(&values, &vectors) { nabla_zgeev(Lapack.letter(job), Int32(n), copy, $0, $1) }
  }
  try Lapack.check(info, "the QR iteration", a.shape, converges: true)
  return (values, ComplexMatrix(rows: n, columns: n, elements: vectors))
}

/// The places of the values by descending modulus. Moduli that differ only by rounding count as equal, so that 1 and −1
/// come out in the same order on every machine.
func descending(_ values: [Complex<Double>]) -> [Int] {
  let sizes = values.map(\.modulus)
  let order = values.indices.sorted { sizes[$0] > sizes[$1] }
  var result: [Int] = []
  var start = 0
  while start < order.count {
    let limit = sizes[order[start]] * (1 - 1e-12)
    let end = order[start...].firstIndex { sizes[$0] < limit } ?? order.endIndex
    result += order[start..<end].sorted { isBefore(values[$0], values[$1], within: sizes[order[start]] * 1e-12) }
    start = end
  }
  return result
}

private func isBefore(_ a: Complex<Double>, _ b: Complex<Double>, within tolerance: Double) -> Bool {
  if (a.real - b.real).magnitude > tolerance { return a.real > b.real }
  return a.imaginary > b.imaginary
}
