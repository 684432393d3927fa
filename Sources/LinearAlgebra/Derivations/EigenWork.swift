import Document
import Numerics

/// The eigenvalue problem of a 2×2 or 3×3 matrix, solved.
struct EigenWork {
  private let a: Matrix
  private let own: Eigen
  let shifted: Block
  let polynomial: Derivation.Step
  let roots: Derivation.Step
  /// In the algorithm's order.
  let spaces: [EigenSpace]

  /// Nil where an entry is no short fraction, or a root no fraction and no square root.
  init?(exactly a: Matrix, _ own: Eigen) {
    guard (2...3).contains(a.rows), let fractions = StepMatrix(exactly: a) else { return nil }
    let polynomial = CharacteristicPolynomial(fractions)
    guard polynomial.isValid, let roots = ExactRoots(polynomial, near: own.complex.values) else { return nil }
    let surds = fractions.map { Surd($0) }
    let groups = roots.groups(isSymmetric: a.isHermitian)
    let spaces = groups.compactMap { EigenSpace(of: surds, root: $0.root, multiplicity: $0.count) }
    guard spaces.count == groups.count else { return nil }
    self.init(a, own, fractions, polynomial, roots.lines, spaces)
  }

  /// With the roots rounded; nil for other sides than 2 and 3.
  init?(_ a: Matrix, _ own: Eigen) {
    guard (2...3).contains(a.rows) else { return nil }
    let numbers = StepMatrix(a)
    let values = own.complex.values
    let polynomial = CharacteristicPolynomial(numbers)
    let largest = values.map(\.modulus).max() ?? 0
    var groups: [(value: Complex<Double>, count: Int)] = []
    for value in values {
      // Values that differ by more than rounding may well be two.
      if let last = groups.last, (last.value - value).modulus <= 1e-14 * largest {
        let count = Double(last.count)
        groups[groups.count - 1] = ((last.value * Complex(count, 0) + value) / Complex(count + 1, 0), last.count + 1)
      } else {
        groups.append((value, 1))
      }
    }
    let complex = numbers.map { Complex($0, 0) }
    let list = Text.joined(
      groups.enumerated().map { Text("\(Writing.indexed("λ", $0 + 1)) = ") + Writing.number($1.value) }, ",  ")
    let how = Block.line(Text(StepMatrix(exactly: a) == nil ? "numerically" : "no fraction is a root; numerically"))
    let lines = (polynomial.degree == 2 ? polynomial.formula : [how]) + [.line(list)]
    self.init(
      a, own, numbers, polynomial, lines,
      groups.map { EigenSpace(of: complex, near: $0.value, multiplicity: $0.count) })
  }

  private init<N: StepNumber>(
    _ a: Matrix, _ own: Eigen, _ numbers: StepMatrix<N>, _ p: CharacteristicPolynomial<N>, _ roots: [Block],
    _ spaces: [EigenSpace]
  ) {
    (self.a, self.own, self.spaces) = (a, own, spaces)
    shifted = Self.shifted(numbers)
    polynomial = Self.step(p, numbers)
    self.roots = Derivation.Step("roots", Document(roots))
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
      Text("(") + Writing.minor(a[i, i], a[j, j], a[i, j], a[j, i]) + Text(")")
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

  private static func shifted(_ a: StepMatrix<some StepNumber>) -> Block {
    let cells = (0..<a.rows).map { i in
      (0..<a.columns).map { j in
        i != j ? a[i, j].cell : a[i, j].isZero ? Text("-λ") : a[i, j].cell + Text(" - λ")
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
    derivation.checks.append(Document(traceAndDeterminant))
    let real = ComplexVector(values).real
    return Worked(real.map { .real($0) } ?? .complex(ComplexVector(values)), derivation)
  }

  var worked: Worked<Eigen> {
    var derivation = opening("numbers λ and vectors v other than 0 with A v = λ v")
    let vectors = unitVectors
    derivation.steps += spaces.indices.map { step($0) }
    let found = Eigen(
      values: values, vectors: ComplexMatrix(rows: a.rows, columns: a.rows, elements: vectors.flatMap { $0 }))
    derivation.conclude(
      .line(Text("values ") + Writing.vector(values) + Text(", each with its vector in a column of")),
      .equation(.text("V ="), .matrix(grid(found))))
    derivation.checks.append(Document(checks(found)))
    return Worked(found, derivation)
  }

  private var values: [Complex<Double>] { spaces.flatMap { Array(repeating: $0.value, count: $0.multiplicity) } }

  /// Vectors of length 1 in the order of the values.
  var unitVectors: [[Complex<Double>]] { spaces.indices.flatMap(vectors) }

  /// Those of one value. Of a plane any two will do, and the algorithm's are as good as others where it found them.
  private func vectors(_ place: Int) -> [[Complex<Double>]] {
    if let chosen = chosen(place) { return chosen }
    let (basis, count) = (spaces[place].basis.map(Self.unit), spaces[place].multiplicity)
    return (0..<count).map { basis[min($0, basis.count - 1)] }
  }

  private func chosen(_ place: Int) -> [[Complex<Double>]]? {
    let (space, first) = (spaces[place], first(place))
    guard space.basis.count > 1 else { return nil }
    let columns = (first..<first + space.multiplicity).map { own.complex.vectors.column($0) }
    let matrix = a.complex
    let scale = own.complex.values.reduce(0) { max($0, $1.modulus) }
    let isTrue = columns.allSatisfy { v in
      guard let image = try? matrix * v, let rest = try? image.zipped(v, { $0 - space.value * $1 }) else {
        return false
      }
      return rest.norm <= 1e-12 * scale
    }
    return isTrue ? columns.map(\.elements) : nil
  }

  /// Where the vectors of one value begin.
  private func first(_ place: Int) -> Int { spaces.prefix(place).reduce(0) { $0 + $1.multiplicity } }

  private static func unit(_ v: [Complex<Double>]) -> [Complex<Double>] {
    let length = ComplexVector(v).norm
    return v.map { $0 / Complex(length, 0) }
  }

  /// How the vectors of one value are found, of a matrix that the person knows by this name.
  func step(
    _ place: Int, of matrix: String = "A", vectors letter: String = "v"
  ) -> Derivation.Step {
    let space = spaces[place]
    let body =
      conjugate(place, letter) ?? space.solution(matrix)
      + (space.basis.count == 1 ? line(place, letter) : plane(place))
      + (space.isDefective ? defect(place) : [])
    return Derivation.Step(Text("null space, λ = ") + space.name, Document(body))
  }

  private func line(_ place: Int, _ letter: String) -> [Block] {
    let space = spaces[place]
    let start = Text("\(Writing.indexed(letter, first(place) + 1)) = ")
    if ComplexVector(space.basis[0]).norm == 1 { return [.line(start + space.written[0])] }
    let unit = Writing.vector(vectors(place)[0])
    if let length = space.lengths[0] {
      return [.line(start + space.written[0] + Text("/") + length + Text(" = ") + unit)]
    }
    return [.line(Text("x = ") + space.written[0]), .line(start + Text("x/‖x‖ = ") + unit)]
  }

  private func plane(_ place: Int) -> [Block] {
    let space = spaces[place]
    let basis = Block.line(Text("basis ") + .joined(space.written, ", "))
    guard chosen(place) != nil else { return [basis] }
    let own = vectors(place).map { Writing.vector($0) }
    return [basis, .line(Text("any other basis will do as well; the algorithm takes ") + .joined(own, ", "))]
  }

  private func defect(_ place: Int) -> [Block] {
    let space = spaces[place]
    let directions = space.basis.count == 1 ? "one direction" : "two directions"
    let often = space.multiplicity == 2 ? "twice" : "three times"
    let line = Text("A is defective: λ is a root \(often) but has only \(directions), so A is not diagonalisable")
    let found = own.complex.values[first(place)..<first(place) + space.multiplicity]
    let error = found.reduce(0) { max($0, ($1 - space.value).modulus) }
    guard error > 1e-12 * space.value.modulus else { return [.line(line)] }
    return [
      .line(line),
      .line(Text("the algorithm, which rounds, finds such a root only to \(error.formatted(digits: 1))")),
    ]
  }

  /// For the second of a complex pair.
  private func conjugate(_ place: Int, _ letter: String) -> [Block]? {
    guard place > 0, spaces[place].value.imaginary < 0,
      (spaces[place - 1].value - spaces[place].value.conjugate).modulus <= 1e-12 * spaces[place].value.modulus
    else { return nil }
    let (known, name) = (Writing.indexed(letter, first(place - 1) + 1), Writing.indexed(letter, first(place) + 1))
    return [
      .line(Text("A is real, so the conjugate of \(known) solves it")),
      .line(Text("\(name) = ") + Writing.vector(vectors(place)[0])),
    ]
  }

  private func grid(_ found: Eigen) -> Grid {
    switch found {
    case .real(_, let v): StepMatrix(v).grid()
    case .complex(_, let v): StepMatrix(v).grid()
    }
  }

  // MARK: checks

  /// Whether values and vectors are the matrix's own to nearly full precision, which roundings on the way may prevent.
  var isAccurate: Bool {
    let (values, vectors) = worked.value.map(\.complex) ?? own.complex
    guard let left = try? a.complex * vectors, let right = try? vectors * ComplexMatrix.diagonal(values) else {
      return false
    }
    let near = zip(values, own.complex.values).allSatisfy {
      ($0 - $1).modulus <= 1e-12 * max(a.largestSize, $1.modulus)
    }
    return near && zip(left.elements, right.elements).allSatisfy { ($0 - $1).modulus <= 1e-11 * a.largestSize }
  }

  private var traceAndDeterminant: [Block] {
    let indices = (1...values.count).map { Writing.indexed("λ", $0) }
    let total = values.reduce(Complex(0, 0), +)
    let product = values.reduce(Complex(1, 0), *)
    let trace = (try? a.trace()) ?? .nan
    let determinant = (try? a.determinant()) ?? .nan
    return [
      .line(
        Text("\(indices.joined(separator: " + ")) = ") + rounded(total, of: values.reduce(0) { $0 + $1.modulus })
          + Text(", trace A = ") + .exactTerm(trace)),
      .line(
        Text("\(indices.joined(separator: " ")) = ") + rounded(product, of: values.reduce(1) { $0 * $1.modulus })
          + Text(", det A = ") + .exactTerm(determinant)),
    ]
  }

  private func checks(_ found: Eigen) -> [Block] {
    let (values, vectors) = found.complex
    let complex = a.complex
    guard let left = try? complex * vectors, let right = try? vectors * ComplexMatrix.diagonal(values) else {
      return traceAndDeterminant
    }
    let worst = zip(left.elements, right.elements).reduce(0) { max($0, ($1.0 - $1.1).modulus) }
    let largest = left.elements.reduce(0) { max($0, $1.modulus) }
    let identity = Writing.identity("A V = V diag(λ)", worst: largest > 0 ? worst / largest : worst)
    return traceAndDeterminant + [.line(identity)]
  }

  /// A sum or product of all roots, without the rounding that keeps it off a whole number.
  /// - Parameter size: of what rounding may have left, the sum or the product of the moduli.
  private func rounded(_ z: Complex<Double>, of size: Double) -> Text {
    let nearest = z.real.rounded()
    return (z.real - nearest).magnitude <= 1e-13 * size ? nearest.term : z.real.term
  }
}
