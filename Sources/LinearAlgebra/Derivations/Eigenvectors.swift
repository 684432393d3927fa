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
    guard a.rows == 2 || a.rows == 3 else { return try QRIteration(a, own).worked }
    return (EigenWork(exactly: a, own) ?? EigenWork(a, own)).worked
  }

  /// The eigenvalues alone: A − λI, its determinant and the roots.
  /// - Throws: what `init(_:)` throws; `.tooLongToShow`.
  public static func workedValues(_ a: Matrix) throws(MathError) -> Worked<Eigenvalues> {
    try a.requireShowable()
    let own = try Eigen(a)
    guard a.rows == 2 || a.rows == 3 else { return try QRIteration(a, own).worked.map(\.eigenvalues) }
    return (EigenWork(exactly: a, own) ?? EigenWork(a, own)).workedValues
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

/// The eigenvalue problem of a 2×2 or 3×3 matrix, solved.
struct EigenWork {
  private let a: Matrix
  private let own: Eigen
  let polynomial: Derivation.Step
  let roots: Derivation.Step
  /// In the algorithm's order.
  let spaces: [EigenSpace]

  /// Nil where an entry is no short fraction, or a root no fraction and no square root.
  init?(exactly a: Matrix, _ own: Eigen) {
    guard let fractions = StepMatrix(exactly: a) else { return nil }
    let polynomial = CharacteristicPolynomial(fractions)
    guard polynomial.isValid, let roots = ExactRoots(polynomial, near: own.complex.values) else { return nil }
    let surds = fractions.map { Surd($0) }
    let groups = roots.groups(isSymmetric: a.isHermitian)
    let spaces = groups.compactMap { EigenSpace(of: surds, root: $0.root, multiplicity: $0.count) }
    guard spaces.count == groups.count else { return nil }
    self.init(a, own, Self.step(polynomial, fractions), Derivation.Step("roots", Document(roots.lines)), spaces)
  }

  /// With the roots rounded.
  init(_ a: Matrix, _ own: Eigen) {
    let numbers = StepMatrix(a)
    let values = own.complex.values
    let polynomial = CharacteristicPolynomial(numbers)
    let largest = values.map(\.modulus).max() ?? 0
    var groups: [(value: Complex<Double>, count: Int)] = []
    for value in values {
      // A multiple root is found only to the square root of the precision.
      if let last = groups.last, (last.value - value).modulus <= 1e-7 * largest {
        let count = Double(last.count)
        groups[groups.count - 1] = ((last.value * Complex(count, 0) + value) / Complex(count + 1, 0), last.count + 1)
      } else {
        groups.append((value, 1))
      }
    }
    let complex = numbers.map { Complex($0, 0) }
    let roots: Block = .line(
      Text("numerically, no root being a fraction:  ")
        + .joined(
          groups.enumerated().map {
            Text("\(Writing.indexed("λ", $0 + 1)) = ") + $1.value.term
          }, ",  "))
    self.init(
      a, own, Self.step(polynomial, numbers), Derivation.Step("roots", Document([roots])),
      groups.map { EigenSpace(of: complex, near: $0.value, multiplicity: $0.count) })
  }

  private init(
    _ a: Matrix, _ own: Eigen, _ polynomial: Derivation.Step, _ roots: Derivation.Step, _ spaces: [EigenSpace]
  ) {
    (self.a, self.own, self.polynomial, self.roots, self.spaces) = (a, own, polynomial, roots, spaces)
  }

  // MARK: the polynomial

  private static func step<N: StepNumber>(_ p: CharacteristicPolynomial<N>, _ a: StepMatrix<N>) -> Derivation.Step {
    let rule: Text = "characteristic polynomial"
    if a.rows == 2 {
      let diagonal = (0..<2).map { Text("(") + lessLambda(a[$0, $0]) + Text(")") }
      let other = a[0, 1].factor + Text("·") + a[1, 0].factor
      let product = Text("det(A − λI) = ") + diagonal[0] + diagonal[1] + Text(" − ") + other
      return Derivation.Step(rule, Document([.line(product), .line(Text("= ") + p.text)]))
    }
    let minors = a.principalMinors.map { i, j, _ in
      Text("(") + a[i, i].leadingFactor + Text("·") + a[j, j].factor + Text(" − ") + a[i, j].factor + Text("·")
        + a[j, i].factor + Text(")")
    }
    let diagonal = (0..<3).map { a[$0, $0].term }
    return Derivation.Step(
      rule,
      Document([
        .line("−det(A − λI) = λ³ − t λ² + m λ − d with"),
        .line(Text("t = trace = ") + .sum(diagonal) + Text(" = ") + (-p.coefficients[2]).term),
        .line(Text("m = ") + .joined(minors, " + ") + Text(" = ") + p.coefficients[1].term),
        .line(Text("d = det A = ") + (-p.coefficients[0]).term),
        .line(Text("p(λ) = ") + p.text),
      ]))
  }

  private static func lessLambda(_ x: some StepNumber) -> Text {
    x.isZero ? Text("−λ") : x.term + Text(" − λ")
  }

  private var shifted: Block {
    let cells = (0..<a.rows).map { i in
      (0..<a.columns).map { j in
        i != j ? Text.exact(a[i, j]) : a[i, j] == 0 ? Text("-λ") : Text.exact(a[i, j]) + Text(" - λ")
      }
    }
    return .equation(
      .text("A − λI ="), .matrix(Grid(rows: a.rows, columns: a.columns, alignment: .right) { cells[$0][$1] }))
  }

  // MARK: the whole

  /// As far as the roots.
  private func opening(_ goal: Text) -> Derivation {
    var derivation = Derivation(goal: .line(goal), .equation(.text("A ="), .matrix(a)))
    derivation.step("subtract λ on the diagonal", shifted)
    derivation.steps += [polynomial, roots]
    return derivation
  }

  var workedValues: Worked<Eigenvalues> {
    var derivation = opening("the numbers λ for which A v = λ v has a vector v other than 0")
    derivation.conclude(.line(Text("λ = ") + Writing.vector(values)))
    addTraceAndDeterminant(to: &derivation)
    let real = ComplexVector(values).real
    return Worked(real.map { .real($0) } ?? .complex(ComplexVector(values)), derivation)
  }

  var worked: Worked<Eigen> {
    var derivation = opening("numbers λ and vectors v other than 0 with A v = λ v")
    let vectors = unitVectors
    derivation.steps += spaces.indices.map { step($0, of: "A", calling: "eig") }
    let found = Eigen(
      values: values, vectors: ComplexMatrix(rows: a.rows, columns: a.rows, elements: vectors.flatMap { $0 }))
    derivation.conclude(
      .line(Text("values ") + Writing.vector(values) + Text(", each with its vector in a column of")),
      .equation(.text("V ="), .matrix(grid(found))))
    addChecks(found, to: &derivation)
    return Worked(found, derivation)
  }

  private var values: [Complex<Double>] { spaces.flatMap { Array(repeating: $0.value, count: $0.multiplicity) } }

  /// Vectors of length 1 in the order of the values. Of a plane any two will do, and the algorithm's are as good.
  var unitVectors: [[Complex<Double>]] {
    let chosen = own.complex.vectors
    return spaces.flatMap { space -> [[Complex<Double>]] in
      let first = values.firstIndex(of: space.value) ?? 0
      if space.basis.count > 1 {
        return (first..<first + space.multiplicity).map { chosen.column($0).elements }
      }
      return Array(repeating: Self.unit(space.basis.first ?? []), count: space.multiplicity)
    }
  }

  private static func unit(_ v: [Complex<Double>]) -> [Complex<Double>] {
    let length = ComplexVector(v).norm
    return v.map { $0 / Complex(length, 0) }
  }

  /// How the vectors of one value are found, of a matrix that the person knows by this name.
  func step(_ place: Int, of matrix: String, calling function: String) -> Derivation.Step {
    let space = spaces[place]
    let often = space.multiplicity > 1 ? ", a root \(space.times)" : ""
    return Derivation.Step(
      Text("null space, λ = ") + space.name + Text(often), Document(blocks(place, unitVectors, matrix, function)))
  }

  private func blocks(
    _ place: Int, _ vectors: [[Complex<Double>]], _ matrix: String, _ function: String
  ) -> [Block] {
    let space = spaces[place]
    let first = spaces.prefix(place).reduce(0) { $0 + $1.multiplicity }
    if let pair = conjugate(of: place) {
      let name = Writing.indexed("v", pair + 1)
      return [
        .line(
          Text("A is real, so the conjugate of \(name) solves it: \(Writing.indexed("v", first + 1)) = ")
            + Writing.vector(vectors[first]))
      ]
    }
    if space.basis.count == 1 {
      let name = Writing.indexed("v", first + 1)
      var line = Text("\(name) = ") + space.written[0]
      if ComplexVector(space.basis[0]).norm != 1 {
        let length = space.lengths[0]
        line =
          line + (length.map { Text("/") + $0 } ?? Text(", of length 1:")) + Text(length == nil ? " " : " = ")
          + Writing.vector(vectors[first])
      }
      let remark = space.isDefective ? [Block.line(defect(space))] : []
      return space.solution(matrix) + [.line(line)] + remark
    }
    let chosen = (first..<first + space.multiplicity).map { Writing.vector(vectors[$0]) }
    return space.solution(matrix) + [
      .line(Text("basis ") + .joined(space.written, ", ")),
      .line(Text("any orthonormal or other basis will do; \(function)(A) gives ") + .joined(chosen, ", ")),
    ] + (space.isDefective ? [.line(defect(space))] : [])
  }

  private func defect(_ space: EigenSpace) -> Text {
    Text("A is defective: λ is a root \(space.times) but has ")
      + Text(space.basis.count == 1 ? "one direction only" : "two directions only")
      + Text(", so no basis of eigenvectors exists and A is not diagonalisable")
  }

  /// The place of an earlier vector whose conjugate this is.
  private func conjugate(of place: Int) -> Int? {
    guard place > 0, spaces[place].value.imaginary < 0,
      (spaces[place - 1].value - spaces[place].value.conjugate).modulus <= 1e-12 * spaces[place].value.modulus
    else { return nil }
    return spaces.prefix(place - 1).reduce(0) { $0 + $1.multiplicity }
  }

  private func grid(_ found: Eigen) -> Grid {
    switch found {
    case .real(_, let v): StepMatrix(v).grid()
    case .complex(_, let v): StepMatrix(v).grid()
    }
  }

  // MARK: checks

  private func addTraceAndDeterminant(to derivation: inout Derivation) {
    let indices = (1...values.count).map { Writing.indexed("λ", $0) }
    let total = values.reduce(Complex(0, 0), +)
    let product = values.reduce(Complex(1, 0), *)
    let trace = (try? a.trace()) ?? .nan
    let determinant = (try? a.determinant()) ?? .nan
    derivation.check(
      .line(
        Text("\(indices.joined(separator: " + ")) = ") + rounded(total) + Text(", trace A = ") + .exactTerm(trace)),
      .line(
        Text("\(indices.joined(separator: " ")) = ") + rounded(product) + Text(", det A = ") + .exactTerm(determinant)))
  }

  private func addChecks(_ found: Eigen, to derivation: inout Derivation) {
    addTraceAndDeterminant(to: &derivation)
    let (values, vectors) = found.complex
    let complex = a.complex
    guard let left = try? complex * vectors, let right = try? vectors * ComplexMatrix.diagonal(values) else { return }
    let worst = zip(left.elements, right.elements).reduce(0) { max($0, ($1.0 - $1.1).modulus) }
    let largest = left.elements.reduce(0) { max($0, $1.modulus) }
    derivation.check(.line(Writing.identity("A V = V diag(λ)", worst: largest > 0 ? worst / largest : worst)))
  }

  /// A sum or product of all roots, without the rounding that keeps it off a whole number.
  private func rounded(_ z: Complex<Double>) -> Text {
    let scale = values.reduce(1) { max($0, $1.modulus) }
    let nearest = z.real.rounded()
    return (z.real - nearest).magnitude <= 1e-13 * scale * scale ? nearest.term : z.real.term
  }
}

extension EigenSpace {
  /// `twice`
  var times: String { multiplicity == 2 ? "twice" : multiplicity == 3 ? "three times" : "once" }
}
