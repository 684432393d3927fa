import LinearAlgebra
import Numerics
import Testing

private struct Row: Sendable, CustomTestStringConvertible {
  let matrix: Matrix
  let expected: Matrix
  let relative: Double
  let source: String
  var testDescription: String { source }
}

private let rows: [Row] = [
  Row(
    matrix: Matrix([[0, 1e10], [0, 0]]), expected: Matrix([[1, 1e10], [0, 1]]), relative: 0,
    source: "nilpotent: I + A"),
  Row(
    matrix: Matrix([[0, 1e200], [0, 0]]), expected: Matrix([[1, 1e200], [0, 1]]), relative: 0,
    source: "nilpotent, with powers past the largest number"),
  Row(
    matrix: Matrix([[0, 0], [1e10, 0]]), expected: Matrix([[1, 0], [1e10, 1]]), relative: 0,
    source: "nilpotent, lower"),
  Row(
    matrix: Matrix([[0, 1e6, 0], [0, 0, 1e6], [0, 0, 0]]),
    expected: Matrix([[1, 1e6, 5e11], [0, 1, 1e6], [0, 0, 1]]), relative: 2e-16, source: "I + A + A²/2"),
  Row(
    matrix: Matrix([[-1, 1e9], [0, -2]]),
    expected: Matrix([[0.36787944117144233, 232_544_157.93482963], [0, 0.1353352832366127]]), relative: 4e-16,
    source: "a (e⁻¹ − e⁻²) beside the diagonal, mpmath 50 digits"),
  Row(
    matrix: Matrix([[-2000, 1], [0, 0]]), expected: Matrix([[0, 5e-4], [0, 1]]), relative: 4e-16,
    source: "(1 − e⁻²⁰⁰⁰)/2000, where e⁻²⁰⁰⁰ underflows"),
  // Entries two above the diagonal cancel from 4e7 to 1e8.
  Row(
    matrix: Matrix([[1, 1e8, 2], [0, 1, 3], [0, 0, -5]]),
    expected: Matrix([
      [2.7182818284590452, 271_828_182.84590452, 113_317_893.31463389], [0, 2.7182818284590452, 1.3557719407299799],
      [0, 0, 0.0067379469990854671],
    ]), relative: 1e-13, source: "mpmath 120 digits"),
  Row(
    matrix: Matrix([[1, 2], [3, 4]]),
    expected: Matrix([[51.968956198705004, 74.736564567003213], [112.10484685050482, 164.07380304920982]]),
    relative: 1e-14, source: "mpmath 80 digits, degree 13"),
  Row(
    matrix: Matrix([[0.1, 0.2], [-0.3, 0.4]]),
    expected: Matrix([[1.0686227882704782, 0.25520305831566285], [-0.38280458747349424, 1.4514273757439724]]),
    relative: 2e-15, source: "mpmath 80 digits, degree 7"),
  Row(
    matrix: Matrix([[0.01, 0.02], [0.03, -0.01]]),
    expected: Matrix([[1.0103511871246437, 0.020002333415001362], [0.030003500122502041, 0.99034885370964238]]),
    relative: 1e-15, source: "mpmath 80 digits, degree 5"),
  // Moler & Van Loan's example: κ ≈ 1e3 in 100-sized entries.
  Row(
    matrix: Matrix([[-49, 24], [-64, 31]]),
    expected: Matrix([[-0.73575875814475308, 0.5518190996580977], [-1.4715175990882605, 1.1036382407155726]]),
    relative: 1e-11, source: "mpmath 80 digits"),
]

@Suite struct ExponentialTests {
  @Test(arguments: rows) fileprivate func agrees(_ row: Row) throws {
    let found = try row.matrix.exponential()
    #expect(close(found, row.expected, relative: row.relative), "\(found)")
    // The same numbers, taken for complex ones.
    let complex = try row.matrix.complex.exponential()
    #expect(close(complex.elements.map(\.real), row.expected.elements, relative: max(row.relative, 1e-15)))
  }

  @Test(arguments: [1, 2, 5]) func ofZeroIsExactlyTheIdentity(_ n: Int) throws {
    #expect(try Matrix(rows: n, columns: n).exponential() == .identity(n))
  }

  @Test func beyondTheLargestNumberIsAnError() {
    #expect(throws: MathError.overflow(of: "the exponential")) { try Matrix([[1000]]).exponential() }
    #expect(throws: MathError.overflow(of: "the exponential")) { try Matrix([[1e200, 1], [1, 1e200]]).exponential() }
  }
}
