import Numerics

/// A function of a matrix, real where it can be.
public enum MatrixFunction: Hashable, Sendable {
  case real(Matrix)
  case complex(ComplexMatrix)
}

extension Matrix {
  /// The principal square root: the X with X X = A whose eigenvalues have no negative real part.
  /// - Throws: `.notSquare`, `.notFinite`, `.notConverged`, `.noFunction` when A has no square root near its null space.
  /// - Source: Björck & Hammarling 1983; Higham, *Functions of Matrices*, §6.2.
  public func squareRoot() throws(MathError) -> MatrixFunction {
    try ofSpectrum(symmetric: { $0 >= 0 ? $0.squareRoot() : nil }) { (t) throws(MathError) in try t.triangularRoot() }
  }

  /// The principal logarithm: the X with eˣ = A whose eigenvalues have imaginary parts of (−π, π].
  /// - Throws: `.notSquare`, `.notFinite`, `.notConverged`, `.noFunction` when A is singular.
  /// - Source: Higham, *Functions of Matrices*, §11.5 (inverse scaling and squaring).
  public func logarithm() throws(MathError) -> MatrixFunction {
    try ofSpectrum(symmetric: { $0 > 0 ? Double.log($0) : nil }) { (t) throws(MathError) in
      try t.triangularLogarithm()
    }
  }

  /// Q f(T) Qᴴ of the Schur form, or V f(Λ) V' where A is symmetric and f real on its eigenvalues.
  private func ofSpectrum(
    symmetric f: (Double) -> Double?, triangular: (ComplexMatrix) throws(MathError) -> ComplexMatrix
  ) throws(MathError) -> MatrixFunction {
    if isHermitian {
      let eigen = try SymmetricEigen(self)
      let noise = (eigen.values.elements.map(\.magnitude).max() ?? 0) * Double.ulpOfOne * Double(rows)
      let values = eigen.values.elements.compactMap { f($0.magnitude <= noise ? 0 : $0) }
      if values.count == rows {
        return .real(try eigen.vectors * Matrix.diagonal(values) * eigen.vectors.transposed())
      }
    }
    let result = try complex.throughSchur(triangular)
    guard hasRealPrincipalValue(try Eigen.values(self)) else { return .complex(result) }
    return .real(Matrix(rows: rows, columns: columns, elements: result.elements.map(\.real)))
  }
}

/// A principal function of a real matrix is real exactly when no eigenvalue lies on the negative real axis.
private func hasRealPrincipalValue(_ values: Eigenvalues) -> Bool {
  switch values {
  case .real(let values): values.elements.allSatisfy { $0 >= 0 }
  case .complex(let values): values.elements.allSatisfy { $0.imaginary != 0 || $0.real >= 0 }
  }
}

extension ComplexMatrix {
  /// The principal square root; as for a real matrix.
  public func squareRoot() throws(MathError) -> ComplexMatrix {
    try throughSchur { (t) throws(MathError) in try t.triangularRoot() }
  }

  /// The principal logarithm; as for a real matrix.
  public func logarithm() throws(MathError) -> ComplexMatrix {
    try throughSchur { (t) throws(MathError) in try t.triangularLogarithm() }
  }

  fileprivate func throughSchur(
    _ f: (ComplexMatrix) throws(MathError) -> ComplexMatrix
  ) throws(MathError) -> ComplexMatrix {
    let schur = try Schur(self)
    var triangle = schur.triangle
    let noise = triangle.oneNorm * Double.ulpOfOne * Double(rows)
    // An eigenvalue on the branch cut may come out a rounding error below it, where the functions jump.
    for i in 0..<rows where triangle[i, i].real < 0 && triangle[i, i].imaginary.magnitude <= noise {
      triangle[i, i] = Complex(triangle[i, i].real, 0)
    }
    return try schur.vectors * f(triangle) * schur.vectors.adjoint()
  }

  /// The square root of an upper triangle, column by column from its diagonal.
  fileprivate func triangularRoot() throws(MathError) -> ComplexMatrix {
    let n = rows
    let noise = oneNorm * Double.ulpOfOne * Double(n)
    var root = ComplexMatrix(rows: n, columns: n) { _, _ in 0 }
    for j in 0..<n {
      root[j, j] = Complex.sqrt(self[j, j])
      for i in stride(from: j - 1, through: 0, by: -1) {
        var rest = self[i, j]
        for k in i + 1..<max(j, i + 1) { rest -= root[i, k] * root[k, j] }
        let sum = root[i, i] + root[j, j]
        if sum == 0 {
          // Two zero eigenvalues: a root exists only if nothing couples them.
          guard rest.modulus <= noise else { throw .noFunction("square root") }
          continue
        }
        root[i, j] = rest / sum
      }
    }
    return root
  }

  /// Square roots bring the triangle close to I, where a Gauss–Legendre sum of resolvents gives the logarithm.
  fileprivate func triangularLogarithm() throws(MathError) -> ComplexMatrix {
    let n = rows
    if (0..<n).contains(where: { self[$0, $0].modulus <= oneNorm * Double.ulpOfOne * 0x1p-4 }) {
      throw .noFunction("logarithm")
    }
    var t = self
    var halvings = 0
    while try t.addingToDiagonal(-1).oneNorm > 0.25 {
      guard halvings < 100 else { throw .notConverged(method: "the matrix logarithm") }
      t = try t.triangularRoot()
      halvings += 1
    }
    let x = try t.addingToDiagonal(-1)
    var sum = ComplexMatrix(rows: n, columns: n) { _, _ in 0 }
    for (node, weight) in zip(gaussLegendre.nodes, gaussLegendre.weights) {
      for side in [-node, node] {
        let place = Complex(real: (1 + side) / 2)
        let resolvent = try LU((x * place).addingToDiagonal(1)).solve(x)
        sum = try sum + resolvent * Complex(real: weight / 2)
      }
    }
    var result = sum * Complex(real: Double(sign: .plus, exponent: halvings, significand: 1))
    // The diagonal is known better than through roots, whose subtraction of 1 cancels.
    for i in 0..<n { result[i, i] = Complex.log(self[i, i]) }
    return result
  }
}

/// Ten-point Gauss–Legendre on (−1, 1), the positive half.
/// - Source: Abramowitz & Stegun, table 25.4.
private let gaussLegendre = (
  nodes: [
    0.148874338981631210884826001129719985, 0.433395394129247190799265943165784162,
    0.679409568299024406234327365114873576,
    0.865063366688984510732096688423493049, 0.973906528517171720077964012084452053,
  ],
  weights: [
    0.295524224714752870173815619188769377, 0.269266719309996355091226921569469353,
    0.219086362515982043995534934228163192,
    0.149451349150580593145863396957697332, 0.066671344308688137593568809893331793,
  ]
)
