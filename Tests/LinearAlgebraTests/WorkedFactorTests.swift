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

  @Test(arguments: sides) func subspaces(rows: Int, columns: Int) throws {
    for a in Self.matrices(rows, columns) {
      #expect(try a.workedRank().value == a.rank())
      #expect(try a.workedNullSpace().value == a.nullSpace())
      #expect(try a.workedColumnSpace().value == a.columnSpace())
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
      #expect(try a.workedKron(b).value == a.kron(b))
      #expect(try a.workedTrace().value == a.trace())
      for p in [1, 2, 3, .infinity] { #expect(try u.workedNorm(p: p).value == u.norm(p: p)) }
    }
  }

  @Test func whatIsTooLongIsSaidSo() {
    let a = randomMatrix(13, 13)
    #expect(throws: MathError.tooLongToShow(a.shape, limit: 12)) { try Eigen.worked(a) }
    #expect(throws: MathError.tooLongToShow(a.shape, limit: 12)) { try SVD.worked(a) }
    #expect(throws: MathError.tooLongToShow(a.shape, limit: 12)) { try QR.worked(a) }
    #expect(throws: MathError.tooLongToShow(a.shape, limit: 12)) { try a.workedGramSchmidt() }
  }
}
