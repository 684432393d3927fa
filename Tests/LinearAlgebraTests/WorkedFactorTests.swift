import Document
import LinearAlgebra
import Numerics
import Testing

/// What the derivations of factorisations and subspaces end in, beside the algorithms themselves.
@Suite struct WorkedFactorTests {
  /// Small whole numbers, fractions, random numbers, sparse and badly scaled matrices.
  static func matrices(_ rows: Int, _ columns: Int) -> [Matrix] {
    (1...4).flatMap { (seed: UInt64) -> [Matrix] in
      let a = randomMatrix(rows, columns, seed: seed)
      let whole = a.map { ($0 * 3).rounded() }
      return [
        a, whole, whole / 4,
        Matrix(rows: rows, columns: columns) { i, j in (i + j).isMultiple(of: 2) ? whole[i, j] : 0 },
        Matrix(rows: rows, columns: columns) { i, j in a[i, j] * [1, 1e3, 1e-3][i % 3] },
      ]
        // Squares of these leave the range of numbers; the algorithms scale.
        + [1e160, 1e200, 1e-160, 1e-200].map { a * $0 } + [whole * 1e200]
    }
  }

  static let sides = [(1, 1), (2, 2), (3, 2), (2, 3), (3, 3), (4, 3), (5, 5), (3, 5)]

  static func largest(_ a: Matrix) -> Double { max(a.elements.map(\.magnitude).max() ?? 0, 1e-300) }

  // Householder's reflections in another order of operations: rounding of the size of the matrix, times its side.
  @Test(arguments: sides) func reflectionsEndInTheFactors(rows: Int, columns: Int) throws {
    for a in Self.matrices(rows, columns) {
      let qr = try QR(a)
      let found = try #require(try QR.worked(a).value)
      #expect(distance(found.r, qr.upper) <= 1e-13 * Self.largest(a), "\(a)")
      #expect(distance(try found.q * found.r, a) <= 1e-13 * Self.largest(a), "\(a)")
      #expect(distance(try found.q.transposed() * found.q, .identity(found.q.columns)) <= 1e-13, "\(a)")
      // Past a dependent column Q is free.
      guard try a.rank() == min(rows, columns), try a.condition() < 1e6 else { continue }
      #expect(distance(found.q, try qr.orthonormal()) <= 1e-9, "\(a)")
    }
  }

  @Test func reflectionsOfTheKnownMatrix() throws {
    // Wikipedia, QR decomposition: diag R is 14, 175, −35 up to signs.
    let found = try #require(try QR.worked(Matrix([[12, -51, 4], [6, 167, -68], [-4, 24, -41]])).value)
    #expect(found.r == Matrix([[-14, -21, 14], [0, -175, 70], [0, 0, -35]]))
    #expect(
      distance(
        found.q,
        Matrix([[-6 / 7, 69 / 175, 58 / 175], [-3 / 7, -158 / 175, -6 / 175], [2 / 7, -6 / 35, 33 / 35]])) < 1e-15)
  }

  @Test(arguments: [(1, 1), (2, 2), (3, 2), (3, 3), (5, 3), (5, 5)])
  func orthogonalColumnsEndInTheBasis(rows: Int, columns: Int) throws {
    for a in Self.matrices(rows, columns) {
      guard let own = try? a.gramSchmidt() else {
        #expect(throws: MathError.self) { try a.workedGramSchmidt() }
        continue
      }
      let found = try #require(try a.workedGramSchmidt().value)
      // Both follow the columns; a nearly dependent one magnifies the rounding of what is left of it.
      #expect(distance(found, own) <= 1e-14 * (try a.condition()), "\(a)")
    }
  }

  @Test(arguments: sides) func singularValuesAndVectors(rows: Int, columns: Int) throws {
    for a in Self.matrices(rows, columns) {
      let own = try SVD(a)
      let found = try #require(try SVD.worked(a).value)
      #expect(distance(found.values, own.values) <= 1e-13 * Self.largest(a), "\(a)")
      let product = try found.left * .diagonal(found.values.elements) * found.right.transposed()
      #expect(distance(product, a) <= 1e-12 * Self.largest(a), "\(a)")
      // Of equal values any basis of their space serves, and of zero any completion.
      let s = own.values.elements
      let gaps = zip(s, s.dropFirst()).map { $0 - $1 }
      guard (gaps + [s.last ?? 0]).allSatisfy({ $0 > 1e-3 * s[0] }) else { continue }
      #expect(distance(found.left, own.left) <= 1e-9, "\(a)")
      #expect(distance(found.right, own.right) <= 1e-9, "\(a)")
    }
  }

  /// The numbers of the last vector in a line: `s₁ = [−2, 1/3]`.
  static func numbers(_ line: some StringProtocol) -> [Double]? {
    guard let open = line.lastIndex(of: "["), let close = line.lastIndex(of: "]"), open < close else { return nil }
    let terms = line[line.index(after: open)..<close].split(separator: ",")
    let values = terms.compactMap { term -> Double? in
      let parts = term.filter { !$0.isWhitespace }.map { $0 == "−" ? "-" : String($0) }.joined().split(separator: "/")
        .compactMap { Double($0) }
      return parts.count == 2 ? parts[0] / parts[1] : parts.first
    }
    return values.count == terms.count ? values : nil
  }

  static func steps(_ derivation: Derivation, _ rule: String) -> [String] {
    derivation.steps.filter { $0.rule.plain.hasPrefix(rule) }.map {
      $0.body.plain(RenderOptions(width: 4000, digits: 17))
    }
  }

  // What stands in the steps, not the algorithm's basis beside it: A sₖ = 0, and as many independent ones as there are
  // free unknowns.
  @Test func solutionsOfTheHomogeneousSystem() throws {
    var found = 0
    for (rows, columns) in [(2, 3), (3, 5), (1, 4), (3, 3)] {
      for a in Self.matrices(rows, columns) + WorkedMatrices.singular.filter({ $0.rows == 3 && rows == 3 }) {
        let vectors = Self.steps(try a.workedNullSpace().derivation, "free unknown").compactMap { Self.numbers($0) }
        for s in vectors {
          let s = Vector(s)
          let image = try a * s
          #expect(image.elements.allSatisfy { $0.magnitude <= 1e-11 * Self.largest(a) * s.norm }, "\(a) \(s)")
        }
        guard let first = vectors.first else { continue }
        found += 1
        let basis = Matrix(rows: first.count, columns: vectors.count, elements: vectors.flatMap { $0 })
        #expect(try basis.rank() == a.columns - a.rank(), "\(a)")
      }
    }
    #expect(found >= 100)
  }

  // The columns named in the step span A: with the others beside them the rank stays.
  @Test func columnsWithPivotsSpan() throws {
    var found = 0
    for (rows, columns) in [(3, 3), (2, 3), (3, 5), (4, 3)] {
      for a in Self.matrices(rows, columns) + WorkedMatrices.singular.filter({ $0.rows == rows }) {
        let lines = Self.steps(try a.workedColumnSpace().derivation, "columns with pivots")
        guard let line = lines.first, let head = line.split(separator: " of A itself").first else { continue }
        let places = head.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
        let chosen = Matrix(
          rows: a.rows, columns: places.count, elements: places.flatMap { a.column($0 - 1).elements })
        #expect(try chosen.rank() == places.count, "\(a)")
        #expect(try a.rank() == places.count, "\(a)")
        found += 1
      }
    }
    #expect(found >= 100)
  }

  // Its sides are readable numbers: they are added here.
  @Test func traceAddsItsTerms() throws {
    for a in Self.matrices(3, 3) {
      let line = try #require(Self.steps(try a.workedTrace().derivation, "add").first)
      let sides = line.split(separator: " = ").dropFirst().map { side in
        side.replacing(" − ", with: " + −").split(separator: " + ").map { Self.numbers("[\($0)]")?.first ?? .nan }
      }
      try #require(sides.count == 2 && sides[0].count == 3 && sides[1].count == 1)
      #expect((sides[0].reduce(0, +) - sides[1][0]).magnitude <= 1e-14 * Self.largest(a), "\(line)")
    }
  }

  @Test(arguments: sides) func projections(rows: Int, columns: Int) throws {
    for a in Self.matrices(rows, columns) {
      let x = randomMatrix(rows, 1, seed: 9).column(0)
      for x in [x, Vector(x.elements.map { ($0 * 4).rounded() / 2 })] {
        let own = try x.projected(ontoColumnsOf: a)
        let found = try #require(try x.workedProjection(ontoColumnsOf: a).value)
        #expect(distance(found, own) <= 1e-12 * max(1, x.norm), "\(a) \(x)")
        let v = a.column(0)
        guard v.norm > 0 else { continue }
        let line = try #require(try x.workedProjection(onto: v).value)
        #expect(distance(line, try x.projected(onto: v)) <= 1e-14 * max(1, x.norm))
      }
    }
  }

  @Test func products() throws {
    for seed in 1...5 as ClosedRange<UInt64> {
      let (a, b) = (randomMatrix(3, 3, seed: seed), randomMatrix(2, 3, seed: seed))
      let (u, v) = (a.column(0), a.map { ($0 * 3).rounded() / 2 }.column(1))
      #expect(try u.workedDot(v).value == u.dot(v))
      #expect(distance(try #require(try v.workedCross(u).value), try v.cross(u)) <= 1e-15 * u.norm * v.norm)
      #expect(try u.workedOuter(v).value == u.outer(v))
      let kron = try #require(try a.workedKron(b).value)
      #expect((0..<6).allSatisfy { i in (0..<9).allSatisfy { kron[i, $0] == a[i / 2, $0 / 3] * b[i % 2, $0 % 3] } })
      for p in [1, 2, 3, .infinity] { #expect(try u.workedNorm(p: p).value == u.norm(p: p)) }
    }
  }

  @Test func whatIsTooLongIsSaidSo() {
    let a = randomMatrix(13, 13)
    #expect(throws: MathError.tooLongToShow(a.shape, operand: 0, limit: 12)) { try Eigen.worked(a) }
    #expect(throws: MathError.tooLongToShow(a.shape, operand: 0, limit: 12)) { try SVD.worked(a) }
    #expect(throws: MathError.tooLongToShow(a.shape, operand: 0, limit: 12)) { try QR.worked(a) }
    #expect(throws: MathError.tooLongToShow(a.shape, operand: 0, limit: 12)) { try a.workedGramSchmidt() }
    // The one that is too long is named, which may be the second or the result.
    let (two, wide) = (randomMatrix(2, 12), randomMatrix(12, 13))
    #expect(throws: MathError.tooLongToShow(wide.shape, operand: 1, limit: 12)) { try two.workedProduct(wide) }
    #expect(throws: MathError.tooLongToShow(.vector(13), operand: 1, limit: 12)) {
      try Vector([1, 2]).workedOuter(Vector(repeating: 1, count: 13))
    }
    let four = randomMatrix(4, 4)
    #expect(throws: MathError.tooLongToShow(.matrix(16, 16), operand: nil, limit: 12)) { try four.workedKron(four) }
    #expect(throws: MathError.powerTooLongToShow(65, limit: 64)) { try Matrix([[1, 1], [0, 1]]).workedPower(65) }
    #expect(
      MathError.tooLongToShow(.matrix(16, 16), operand: nil, limit: 12).report(arguments: ["A", "A"]).message
        .hasPrefix("The result is 16×16"))
  }
}
