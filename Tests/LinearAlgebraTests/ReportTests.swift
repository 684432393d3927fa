import Document
import LinearAlgebra
import Testing

@Suite struct ReportTests {
  @Test(
    arguments: [
      (
        MathError.shape(.product(.matrix(2, 2), .vector(3))), ["A", "the vector"], "E201",
        "A is 2×2 and the vector has 3 elements: 2 columns cannot meet 3 rows.", "A * [1, 2]"
      ),
      (
        .shape(.product(.matrix(2, 3), .matrix(2, 3))), ["A", "B"], "E201",
        "A is 2×3 and B is 2×3: 3 columns cannot meet 2 rows.", "A' * B"
      ),
      (
        .shape(.product(.vector(3), .vector(3))), ["u", "v"], "E201",
        "u has 3 elements and v has 3 elements: 1 column cannot meet 3 rows.", "u' * v"
      ),
      (
        .shape(.unequal(.vector(1), .matrix(2, 1))), ["the vector", "B"], "E201",
        "The vector has 1 element and B is 2×1: this needs equal shapes or a single number; dotted, the transpose of the "
          + "vector goes with every row.", nil
      ),
      (
        .shape(.solve(.matrix(3, 2), .vector(2))), ["A", "b"], "E201",
        "A is 3×2 and b has 2 elements: 3 equations cannot meet 2 right-hand sides.", nil
      ),
      (.shape(.index(5, count: 3, dimension: 1)), ["A"], "E212", "A has 3 rows, and there is no row 5.", nil),
      (.notSquare(.matrix(2, 3)), ["A"], "E202", "A is 2×3; this needs as many rows as columns.", nil),
      (
        .notInvertible(.matrix(2, 3)), ["A"], "E202",
        "A is 2×3, and only square matrices have an inverse; the pseudo-inverse exists for every shape.", "pinv(A)"
      ),
      (
        .shape(.quotient(.scalar, .vector(2))), ["2", "[1, 2]"], "E201",
        "2 is a number and [1, 2] has 2 elements: nothing is divided by a vector; ./ divides element by element.",
        "2 ./ [1, 2]"
      ),
      (
        .shape(.quotient(.scalar, .matrix(2, 2))), ["2", "A"], "E201",
        "2 is a number and A is 2×2: only a matrix is divided by a matrix; ./ divides element by element.", "2 ./ A"
      ),
      (
        .shape(.quotient(.matrix(2, 2), .matrix(2, 3))), ["A", "B"], "E201",
        "A is 2×2 and B is 2×3: A / B needs equally many columns, and 2 are not 3.", nil
      ),
      (
        .singularDivisor(row: 2), ["b", "A"], "E301",
        "Row 2 of A is a combination of the rows before it, so no inverse exists; the pseudo-inverse gives the "
          + "least-squares answer of smallest norm.", "b * pinv(A)"
      ),
      (
        .noFunction("logarithm"), ["A"], "E301",
        "A is singular in a way that leaves it without a logarithm.", nil
      ),
      (
        .singular(pivot: 3), ["A + B", "b"], "E301",
        "Column 3 of A + B is a combination of the columns before it, so no inverse exists; the pseudo-inverse gives the "
          + "least-squares answer of smallest norm.", "pinv(A + B) * b"
      ),
      (
        .notFinite(row: 1, column: 2), ["A"], "E312",
        "A has NaN or an infinity in row 1, column 2; this needs finite numbers.", nil
      ),
      (.domain(function: "sqrt", value: -1), ["-1"], "E302", "sqrt has no real value at -1.", "sqrt(-1 + 0i)"),
      (.domain(function: "gamma", value: -2), ["-2"], "E302", "gamma has no real value at -2.", nil),
      (.empty(function: "mean"), [], "E224", "mean needs at least one element.", nil),
    ] as [(MathError, [String], String, String, String?)])
  func wording(_ error: MathError, _ arguments: [String], _ code: String, _ message: String, _ suggestion: String?) {
    let report = error.report(arguments: arguments)
    #expect(report.code == code)
    #expect(report.message == message)
    #expect(report.suggestion == suggestion)
  }

  @Test func hugeCountsAreSaidPlainly() {
    let report = MathError.tooLarge(count: 1e12).report(arguments: [])
    #expect(report.code == "E402")
    #expect(report.message.contains("1e12 numbers"))
  }

  @Test func missingSpellingsAreNamedBySide() {
    let report = ShapeError.product(.matrix(1, 2), .matrix(1, 2)).report(arguments: [])
    #expect(report.message == "The left side is 1×2 and the right side is 1×2: 2 columns cannot meet 1 row.")
    #expect(report.suggestion == nil)
  }
}
