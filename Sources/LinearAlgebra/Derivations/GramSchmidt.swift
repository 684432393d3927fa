import Document

extension Matrix {
  /// Gram–Schmidt by hand: of each column the parts along those before it are subtracted, and the rest is given length 1.
  ///
  /// Exact where the entries are short fractions: lengths are divided by at the end, so no root disturbs the
  /// coefficients.
  /// - Throws: what `gramSchmidt()` throws.
  public func workedGramSchmidt() throws(MathError) -> Worked<Matrix> {
    try requireShowable()
    let own = try gramSchmidt()
    let scaling = ColumnScaling(of: self)
    let scaled = scaling.reduced(self)
    let tolerance = scaled.solvingTolerance(1 / (try scaled.condition()))
    let exact = StepMatrix(exactly: scaled).flatMap { Orthogonalisation($0.listed).worked(scaled) }
    for worked in [exact, Orthogonalisation(StepMatrix(scaled).listed).worked(scaled)] {
      guard let worked, worked.value?.isClose(to: own, within: tolerance) == true else { continue }
      guard scaling.isNeeded else { return worked }
      var derivation = worked.derivation
      derivation.begin(
        goal: Document(Self.orthonormalGoal(self)), scaling: "\(scaling.words("A")), which turns none",
        to: [.equation(.text("A ="), .matrix(scaled))])
      return Worked(worked.value, derivation)
    }
    return Worked(
      own, .undecided(goal: Self.orthonormalGoal(self), answer: .equation(.text("Q ="), .matrix(own))))
  }

  fileprivate static func orthonormalGoal(_ a: Matrix) -> [Block] {
    [.line("orthonormal columns with the same span as those of A"), .equation(.text("A ="), .matrix(a))]
  }
}

/// Orthogonal vectors from others, not yet of length 1.
private struct Orthogonalisation<N: RootNumber> {
  struct Column {
    /// cᵢ = (uᵢ·a)/(uᵢ·uᵢ) of each earlier one.
    var coefficients: [N]
    /// uᵢ·a
    var products: [N]
    /// u = a − Σ cᵢ uᵢ
    var vector: [N]
    /// u·u
    var square: N
  }

  let given: [[N]]
  private(set) var columns: [Column] = []

  init(_ given: [[N]]) {
    self.given = given
    for a in given {
      var rest = a
      var coefficients = [N](repeating: N(0), count: columns.count)
      // Rounded numbers need it twice: once leaves errors as large as the condition number.
      for _ in 0..<(N.isExact ? 1 : 2) {
        for (i, earlier) in columns.enumerated() {
          let part = innerProduct(earlier.vector, rest) / earlier.square
          coefficients[i] = coefficients[i] + part
          rest = zip(rest, earlier.vector).map { $0 - part * $1 }
        }
      }
      let products = zip(coefficients, columns).map { $0 * $1.square }
      columns.append(
        Column(coefficients: coefficients, products: products, vector: rest, square: innerProduct(rest, rest)))
    }
  }

  private var isValid: Bool {
    columns.allSatisfy { column in
      column.square.isValid && !column.square.isZero && (column.vector + column.coefficients).allSatisfy(\.isValid)
    }
  }

  /// Nil where the numbers did not hold.
  func worked(_ a: Matrix) -> Worked<Matrix>? {
    guard isValid else { return nil }
    var derivation = Derivation(goal: Document(Matrix.orthonormalGoal(a)))
    for k in columns.indices {
      derivation.step(Text(k == 0 ? "first column" : "subtract from column \(k + 1)"), subtraction(k))
      derivation.step("normalise", normalisation(k))
    }
    let q = Matrix(rows: a.rows, columns: a.columns, elements: columns.indices.flatMap(unit))
    derivation.conclude(.equation(.text("Q ="), .matrix(q)))
    derivation.check(orthogonality(q))
    return Worked(q, derivation)
  }

  private func subtraction(_ k: Int) -> [Block] {
    let (a, u) = (Writing.indexed("a", k + 1), Writing.indexed("u", k + 1))
    let column = columns[k]
    guard k > 0 else { return [.line(Text("\(u) = \(a) = ") + Writing.vector(given[k]))] }
    let shown = k <= Self.mostTerms ? Array(0..<k) : Array(0..<2) + [k - 1]
    var blocks: [Block] = []
    for (place, i) in shown.enumerated() {
      if place > 0, i != shown[place - 1] + 1 { blocks.append(.line(Text("…", .dim))) }
      let other = Writing.indexed("u", i + 1)
      let quotient = quotient(column.products[i], columns[i].square)
      let value = column.coefficients[i].term
      let parts = Text("\(Writing.indexed("c", i + 1, k + 1)) = (\(other)·\(a))/(\(other)·\(other)) = ") + quotient
      blocks.append(.line(quotient.plain == value.plain ? parts : parts + Text(" = ") + value))
    }
    let symbols = shown.map { " − \(Writing.indexed("c", $0 + 1, k + 1)) \(Writing.indexed("u", $0 + 1))" }
    let gap = shown.count < k ? " − …" : ""
    blocks.append(.line(Text("\(u) = \(a)\(symbols.dropLast().joined())\(gap)\(symbols.suffix(1).joined())")))
    let terms = shown.map { i in
      (column.coefficients[i].isNegative ? Text("+ ") : Text("− ")) + size(column.coefficients[i]).leadingFactor
        + Text(" ") + Writing.vector(columns[i].vector)
    }
    let margin = String(repeating: " ", count: u.count + 1)
    blocks.append(.line(Text("\(margin)= ") + Writing.vector(given[k]) + (k == 1 ? Text(" ") + terms[0] : Text([]))))
    if k > 1 {
      for (place, term) in terms.enumerated() {
        if place == shown.count - 1, shown.count < k { blocks.append(.line("\(margin)  − …")) }
        blocks.append(.line(Text("\(margin)  ") + term))
      }
    }
    return blocks + [.line(Text("\(margin)= ") + Writing.vector(column.vector))]
  }

  /// More earlier columns than this leave only some.
  private static var mostTerms: Int { 4 }

  private func quotient(_ x: N, _ y: N) -> Text {
    (x.isCompound ? x.factor : x.term) + Text("/") + y.factor
  }

  private func size(_ x: N) -> N { x.isNegative ? -x : x }

  private func normalisation(_ k: Int) -> [Block] {
    let (u, q) = (Writing.indexed("u", k + 1), Writing.indexed("q", k + 1))
    let length = Length(square: columns[k].square)
    return [
      .line(Text("‖\(u)‖ = ") + length.text), .line(Text("\(q) = \(u)/‖\(u)‖ = ") + Writing.vector(Vector(unit(k)))),
    ]
  }

  /// Divided exactly where the length is a fraction.
  private func unit(_ k: Int) -> [Double] {
    let column = columns[k]
    if let root = column.square.root { return column.vector.map { ($0 / root).double } }
    let length = column.square.double.squareRoot()
    return column.vector.map { $0.double / length }
  }

  private func orthogonality(_ q: Matrix) -> Block {
    let exact = N.isExact && isOrthogonal && columns.count > 1 ? "uᵢ·uⱼ = 0 for i ≠ j, exactly;  " : ""
    return .line(Text(exact) + Writing.identity("QᵀQ = I", worst: q.orthonormalityError))
  }

  private var isOrthogonal: Bool {
    columns.indices.allSatisfy { j in
      (0..<j).allSatisfy { innerProduct(columns[$0].vector, columns[j].vector).isZero }
    }
  }
}
