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
    let scaling = Scaling(of: a.elements)
    let (scaled, known) = (scaling.reduced(a), own.mapped(scaling.reduced))
    let worked: Worked<Eigen>
    if let work = work(scaled, known) { worked = work.worked } else { worked = try QRIteration(scaled, known).worked }
    guard scaling.isNeeded, let found = worked.value?.mapped(scaling.restored) else { return worked }
    let (values, vectors) = found.complex
    return Worked(
      found,
      restored(
        worked.derivation, a, scaling, to: scaled,
        result: [
          .line(Text("values ") + Writing.vector(values) + Text(", each with its vector in a column of")),
          .equation(.text("V ="), .matrix(vectors.real.map { StepMatrix($0).grid() } ?? StepMatrix(vectors).grid())),
        ]))
  }

  /// The steps of a 2×2 or 3×3 matrix, so far as they end in what the algorithm finds.
  private static func work(_ a: Matrix, _ own: Eigen) -> EigenWork? {
    if let exact = EigenWork(exactly: a, own) { return exact }
    return EigenWork(a, own).flatMap { $0.isAccurate ? $0 : nil }
  }

  /// The derivation of a scaled matrix, put in terms of the one given.
  private static func restored(
    _ derivation: Derivation, _ a: Matrix, _ scaling: Scaling, to scaled: Matrix, result: [Block]
  ) -> Derivation {
    var derivation = derivation
    let goal = derivation.goal.blocks.prefix(1) + [.equation(.text("A ="), .matrix(a))]
    derivation.begin(
      goal: Document(Array(goal)), scaling: "A by \(scaling.power)", to: [.equation(.text("A ="), .matrix(scaled))])
    derivation.step("scale back", .line("multiply every λ by \(scaling.power)"))
    derivation.result = Document(result)
    return derivation
  }

  private func mapped(_ transform: (Complex<Double>) -> Complex<Double>) -> Eigen {
    let (values, vectors) = complex
    return Eigen(values: values.map(transform), vectors: vectors)
  }

  /// The eigenvalues alone: A − λI, its determinant and the roots.
  /// - Throws: what `init(_:)` throws; `.tooLongToShow`.
  public static func workedValues(_ a: Matrix) throws(MathError) -> Worked<Eigenvalues> {
    try a.requireShowable()
    let own = try Eigen(a)
    let scaling = Scaling(of: a.elements)
    let (scaled, known) = (scaling.reduced(a), own.mapped(scaling.reduced))
    let worked: Worked<Eigenvalues>
    if let work = work(scaled, known) {
      worked = work.workedValues
    } else {
      worked = try QRIteration(scaled, known).worked.map(\.eigenvalues)
    }
    guard scaling.isNeeded else { return worked }
    let values = own.complex.values
    return Worked(
      own.eigenvalues,
      restored(
        worked.derivation, a, scaling, to: scaled, result: [.line(Text("values ") + Writing.vector(values))]))
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
