import Numerics

/// Which norm of a matrix.
public enum MatrixNorm: String, Hashable, Sendable, CaseIterable {
  /// √Σ |aᵢⱼ|²
  case frobenius = "fro"
  /// The largest column sum of |aᵢⱼ|.
  case one = "1"
  /// The largest singular value.
  case two = "2"
  /// The largest row sum of |aᵢⱼ|.
  case infinity = "inf"
  /// The sum of the singular values.
  case nuclear = "nuc"
}

extension DenseVector {
  /// The Euclidean norm, scaled so that squares neither overflow nor vanish.
  public var norm: Double {
    @specialized(where Self == Vector)
    @specialized(where Self == ComplexVector)
    get {
      if !Entry.isComplex {
        // Between these no square that counts was lost or overflowed.
        let squared = Entry.dot(elements, elements).realPart
        if squared > 0x1p-700, squared < 0x1p700 { return squared.squareRoot() }
      }
      return scaledNorm(elements.map(\.modulus))
    }
  }

  /// - Throws: `.domain` for p < 1.
  @specialized(where Self == Vector)
  @specialized(where Self == ComplexVector)
  public func norm(p: Double) throws(MathError) -> Double {
    guard p >= 1 else { throw .domain(function: "norm", value: p) }
    let sizes = elements.map(\.modulus)
    if p == 2 { return scaledNorm(sizes) }
    if p == 1 { return Sums.sum(sizes) }
    let top = largest(sizes)
    if p == .infinity || top == 0 || !top.isFinite { return top }
    return top * Double.pow(Sums.sum(sizes.map { Double.pow($0 / top, p) }), 1 / p)
  }
}

extension DenseMatrix {
  /// - Throws: `.notFinite`, `.notConverged` for the norms that need singular values.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func norm(_ kind: MatrixNorm = .frobenius) throws(MathError) -> Double {
    switch kind {
    case .frobenius: return scaledNorm(elements.map(\.modulus))
    case .one: return oneNorm
    case .infinity: return transposed().oneNorm
    case .two: return try SVD.values(self).elements.first ?? 0
    case .nuclear: return Sums.sum(try SVD.values(self).elements)
    }
  }

  var oneNorm: Double {
    @specialized(where Self == Matrix)
    @specialized(where Self == ComplexMatrix)
    get {
      largest((0..<columns).map { Sums.sum(column($0).elements.map(\.modulus)) })
    }
  }
}

/// The largest of non-negative numbers, NaN if one of them is; 0 for none.
private func largest(_ sizes: [Double]) -> Double {
  sizes.reduce(0) { $1 > $0 || $1.isNaN ? $1 : $0 }
}

private func scaledNorm(_ sizes: [Double]) -> Double {
  let top = largest(sizes)
  guard top > 0, top.isFinite else { return top }
  if top > 0x1p-400, top < 0x1p400 { return Double.dot(sizes, sizes).squareRoot() }
  // A power of two scales without rounding.
  let scale = Double(sign: .plus, exponent: max(-1022, min(1022, top.exponent)), significand: 1)
  let scaled = sizes.map { $0 / scale }
  return Double.dot(scaled, scaled).squareRoot() * scale
}
