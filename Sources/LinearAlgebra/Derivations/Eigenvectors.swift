import Document
import Numerics

extension Eigen {
  /// Eigenvalues and eigenvectors by hand: A − λI, its determinant, the roots, and what each A − λI sends to 0.
  ///
  /// Up to 3×3, exactly where the entries are short fractions and the roots at most square roots, else in decimals; of
  /// larger matrices, which no formula solves, the QR iteration.
  /// - Throws: what `init(_:)` throws; `.tooLongToShow`.
  public static func worked(_ a: Matrix) throws(MathError) -> Worked<Eigen> {
    try a.requireShowable()
    let own = try Eigen(a)
    if let work = EigenWork(exactly: a, own) ?? EigenWork(a, own) { return work.worked }
    return try QRIteration(a, own).worked
  }

  /// The eigenvalues alone: A − λI, its determinant and the roots.
  /// - Throws: what `init(_:)` throws; `.tooLongToShow`.
  public static func workedValues(_ a: Matrix) throws(MathError) -> Worked<Eigenvalues> {
    try a.requireShowable()
    let own = try Eigen(a)
    if let work = EigenWork(exactly: a, own) ?? EigenWork(a, own) { return work.workedValues }
    return try QRIteration(a, own).worked.map(\.eigenvalues)
  }

  private var eigenvalues: Eigenvalues {
    switch self {
    case .real(let values, _): .real(values)
    case .complex(let values, _): .complex(values)
    }
  }

  /// The values and vectors as complex numbers.
  var complex: (values: [Complex<Double>], vectors: ComplexMatrix) {
    switch self {
    case .real(let values, let vectors): (values.complex.elements, vectors.complex)
    case .complex(let values, let vectors): (values.elements, vectors)
    }
  }

  /// Real where every number is.
  init(values: [Complex<Double>], vectors: ComplexMatrix) {
    let values = ComplexVector(values)
    if let real = values.real, let vectors = vectors.real {
      self = .real(values: real, vectors: vectors)
    } else {
      self = .complex(values: values, vectors: vectors)
    }
  }
}
