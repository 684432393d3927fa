import Document
import LinearAlgebra
import Numerics
import Testing

/// What the derivations of eigenvalues end in.
@Suite struct WorkedEigenTests {
  private static func parts(_ eigen: Eigen) -> (values: [Complex<Double>], vectors: ComplexMatrix) {
    switch eigen {
    case .real(let values, let vectors): (values.complex.elements, vectors.complex)
    case .complex(let values, let vectors): (values.elements, vectors)
    }
  }

  /// ‖A v − λ v‖ over all pairs, beside ‖A‖.
  private static func residual(_ a: Matrix, _ eigen: Eigen) throws -> Double {
    let (values, vectors) = parts(eigen)
    let rest = try a.complex * vectors - vectors * ComplexMatrix.diagonal(values)
    return try rest.norm() / max(a.norm(), 1e-300)
  }

  private static func text(_ derivation: Derivation) -> String {
    derivation.document.plain(RenderOptions(width: 200))
  }

  @Test(arguments: [1, 2, 3, 4, 6]) func endsInTheEigenvalues(side: Int) throws {
    for a in WorkedFactorTests.matrices(side, side) {
      let own = Self.parts(try Eigen(a))
      let worked = try #require(try Eigen.worked(a).value)
      let found = Self.parts(worked)
      let scale = WorkedFactorTests.largest(a)
      let gap = own.values.indices.flatMap { i in (0..<i).map { (own.values[i] - own.values[$0]).modulus } }.min()
      #expect(try Self.residual(a, worked) <= 1e-12, "\(a)")
      // Near a double root both are known to the square root of the precision only.
      let isSimple = gap.map { $0 > 1e-3 * scale } ?? true
      let tolerance = isSimple ? 1e-9 : 1e-4
      #expect(distance(ComplexVector(found.values), ComplexVector(own.values)) <= tolerance * scale, "\(a)")
      if isSimple { #expect(distance(found.vectors, own.vectors) <= 1e-8, "\(a)") }
      switch (try #require(try Eigen.workedValues(a).value), try Eigen.values(a)) {
      case (.real(let x), .real(let y)): #expect(distance(x, y) <= tolerance * scale)
      case (.complex(let x), .complex(let y)): #expect(distance(x, y) <= tolerance * scale)
      default: #expect(!isSimple, "\(a)")
      }
    }
  }

  /// Matrices whose roots are known; what the steps must say.
  static let known: [(rows: [[Double]], values: [Double], says: [String])] = [
    // Strang, Introduction to Linear Algebra 5e, §6.1, and the classic with √33.
    ([[1, 2], [3, 4]], [5.372281323269014, -0.3722813232690143], ["λ² − 5λ − 2", "(5 + √33)/2", "(5 − √33)/2"]),
    ([[4, 2], [1, 3]], [5, 2], ["λ² − 7λ + 10", "λ = 5 and λ = 2", "[2, 1]/√5"]),
    ([[2, 1], [1, 2]], [3, 1], ["λ² − 4λ + 3", "[1, 1]/√2"]),
    // Strang §6.1: the second difference matrix, with 2 ± √2 and 2.
    (
      [[2, -1, 0], [-1, 2, -1], [0, -1, 2]], [3.414213562373095, 2, 0.585786437626905],
      ["λ³ − 6λ² + 10λ − 4", "2 + √2"]
    ),
    // Defective: Golub & Van Loan 4e, §7.1.
    ([[2, 1], [0, 2]], [2, 2], ["twice", "A is defective"]),
    ([[3, 1, 0], [0, 3, 1], [0, 0, 3]], [3, 3, 3], ["three times", "only one direction"]),
    ([[2, 0, 0], [0, 2, 1], [0, 0, 2]], [2, 2, 2], ["only two directions"]),
    // A plane of eigenvectors.
    ([[4, 1, -1], [2, 5, -2], [1, 1, 2]], [5, 3, 3], ["λ³ − 11λ² + 39λ − 45", "x₂, x₃ free"]),
    ([[0.5, 0], [0, 0.25]], [0.5, 0.25], ["λ = 1/2 and λ = 1/4"]),
    // x³ − 10x² + 29x − 23 has no rational root.
    (
      [[2, 1, 0], [1, 3, 1], [0, 1, 5]], [5.460504870018763, 3.239123278256554, 1.300371851724682],
      ["no fraction is a root"]
    ),
  ]

  @Test(arguments: known) func textbook(rows: [[Double]], values: [Double], says: [String]) throws {
    let worked = try Eigen.worked(Matrix(rows))
    let found = Self.parts(try #require(worked.value)).values
    #expect(close(found.map(\.real), values, relative: 1e-14), "\(found)")
    #expect(found.allSatisfy { $0.imaginary == 0 })
    let text = Self.text(worked.derivation)
    for phrase in says { #expect(text.contains(phrase), "\(phrase) in\n\(text)") }
  }

  /// Roots far apart or close together, which rounded coefficients of the polynomial do not hold.
  static let delicate: [(rows: [[Double]], values: [Double], relative: Double)] = [
    // mpmath with 40 digits, as far as they were noted down.
    (
      [[1e8, 1e8, 1e8], [1e-6, 0.001, 1e-6], [7, 3, 0.001]], [100000007.0000005, -6.99899951, 0.000998999], 2e-6
    ),
    // [a b; b a] has a ± b, to the rounding of a.
    ([[1e4, 1e-4], [1e-4, 1e4]], [10000.0001, 9999.9999], 1e-15),
    ([[1, 1e-9], [1e-9, 1]], [1 + 1e-9, 1 - 1e-9], 1e-15),
  ]

  @Test(arguments: delicate) func closeRootsAreNotMerged(rows: [[Double]], values: [Double], relative: Double) throws {
    let a = Matrix(rows)
    let worked = try #require(try Eigen.worked(a).value)
    #expect(close(Self.parts(worked).values.map(\.real), values, relative: relative), "\(worked)")
    #expect(try Self.residual(a, worked) <= 1e-13)
  }

  @Test func smallProductsAreNotTakenForRounding() throws {
    // det [1 2; 3 4] = −2, times 10⁻¹⁶.
    let text = Self.text(try Eigen.worked(Matrix([[1e-8, 2e-8], [3e-8, 4e-8]])).derivation)
    #expect(text.contains("λ₁ λ₂ = −2e-16"), "\(text)")
  }

  @Test func smallSingularValuesSurvive() throws {
    // The product of both is |det| = 10⁻⁹, and σ₁² + σ₂² = 2 + 10⁻¹⁸.
    let found = try #require(try SVD.worked(Matrix([[1, 1], [0, 1e-9]])).value)
    let root = Double(2).squareRoot()
    #expect(close(found.values.elements, [root, 1e-9 / root], relative: 1e-12))
  }

  @Test func pairsTurn() throws {
    // [5 −2; 1 3]: λ² − 8λ + 17, so 4 ± i; a rotation by 120° has (−1 ± √−3)/2.
    let worked = try Eigen.worked(Matrix([[5, -2], [1, 3]]))
    #expect(Self.parts(try #require(worked.value)).values == [Complex(4, 1), Complex(4, -1)])
    #expect(Self.text(worked.derivation).contains("4 + i and λ = 4 − i, a conjugate pair"))
    let turn = try Eigen.worked(Matrix([[0, 1, 0], [0, 0, 1], [1, 0, 0]]))
    #expect(Self.text(turn.derivation).contains("(−1 + i√3)/2"))
  }

  @Test func largerOnesShowTheIteration() throws {
    let worked = try Eigen.worked(magic4)
    #expect(Self.text(worked.derivation).contains("A ← R Q"))
    // MATLAB's magic(4): 34 and ±√80 and 0.
    let found = Self.parts(try #require(worked.value)).values.map(\.real)
    #expect(close(found, [34, 8.94427190999916, -8.94427190999916, 0], absolute: 1e-13))
  }

  @Test func powerIterationEndsInItsOwnValue() throws {
    for a in WorkedFactorTests.matrices(3, 3) + [Matrix([[2, 1], [1, 3]]), Matrix([[2, 0], [0, 1]])] {
      let own = try PowerIteration(a)
      let worked = try PowerIteration.worked(a)
      #expect(worked.value == (own.converged ? own : nil), "\(a)")
    }
    // From the smaller eigenvector: nudged, as the algorithm does.
    let nudged = try PowerIteration.worked(Matrix([[2, 0], [0, 1]]), start: Vector([0, 1]))
    #expect(nudged.value?.restarted == true)
    #expect(Self.text(nudged.derivation).contains("stood still at λ = 1"))
  }

  @Test func powerIterationSeesTheRatio() throws {
    // Eigenvalues (5 ± √5)/2: the ratio is (5 − √5)/(5 + √5) = 0.381966.
    let text = Self.text(try PowerIteration.worked(Matrix([[2, 1], [1, 3]])).derivation)
    #expect(text.contains("of the residual; |λ₂/λ₁| = 0.381966"))
    #expect(text.contains("0.38196"))
    let turning = try PowerIteration.worked(Matrix([[0, 1], [1, 0]]))
    #expect(turning.value == nil)
    #expect(Self.text(turning.derivation).contains("|λ₂/λ₁| = 1"))
  }
}
