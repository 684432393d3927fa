import Document
import Evaluation
import Syntax
import Testing

/// What is suggested after `try`: the line that was typed, mended. Every expected value is that of the mended line by
/// hand.
@Suite("Ways out")
struct WayOutTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let input: String
    let suggestion: String?
    let value: String?
    var testDescription: String { input }

    init(_ input: String, _ suggestion: String?, _ value: String? = nil) {
      (self.input, self.suggestion, self.value) = (input, suggestion, value)
    }
  }

  static let rows: [Row] = [
    // What a product needs is its sign, and what was in parentheses stays in them.
    Row("(1 + 2)(3 + 4)", "(1 + 2)*(3 + 4)", "21"), Row("x = 2; (x + 1)(x - 1)", "x = 2; (x + 1)*(x - 1)", "3"),
    Row("x = 2; 2^x(3)", "x = 2; 2^(x*(3))"), Row("u = [1, 2]; (u + u)^2", "u = [1, 2]; (u + u) .^ 2", "[4, 16]"),
    Row("[1, 2](3)", nil), Row("[1, 2](2)", "[1, 2][2]", "2"),
    // Names of a function are not names of the line.
    Row("f(A) = A^0.5; f([4 0; 0 9])", "f(A) = sqrtm(A); f([4 0; 0 9])", "[2 0; 0 3]"),
    Row("map(x -> x^2, [1 2; 3 4])", "map(x -> x .^ 2, [1 2; 3 4])"),
    Row("f(x) = x^2; f([1, 2])", "f(x) = x .^ 2; f([1, 2])", "[1, 4]"),
    // Near misses mend the whole line.
    Row("Inv([1 2; 3 4])", "inv([1 2; 3 4])"), Row("1 + determinant([2 0; 0 3])", "1 + det([2 0; 0 3])", "7"),
    Row("len([1, 2, 3])", "length([1, 2, 3])", "3"), Row("silhouette([1, 2])", nil), Row("wavelet([1, 2])", nil),
    Row("Wishart(0, 1)", nil),
    // Other systems.
    Row("A = [1 2; 3 4]; A.T", "A = [1 2; 3 4]; A'", "[1 3; 2 4]"), Row("A = [1 2; 3 4]; A^T", "A = [1 2; 3 4]; A'"),
    Row("[1 2; 3 4].shape", "size([1 2; 3 4])", "[2, 2]"), Row("[1, 2, 3].sum()", "sum([1, 2, 3])", "6"),
    Row("np.linalg.det([2 0; 0 4])", "det([2 0; 0 4])", "8"), Row("print(3)", "3", "3"),
    Row("2 * c(1, 2)", "2 * [1, 2]", "[2, 4]"), Row("matmul([1 2], [3, 4])", "[1 2] * [3, 4]", "11"),
    Row("sum [1, 2]", "sum([1, 2])", "3"), Row("[4, 5, 6][0]", "[4, 5, 6][1]", "4"),
    Row("[4, 5, 6][-1]", "[4, 5, 6][end]", "6"), Row("[4, 5, 6][-2]", "[4, 5, 6][end - 1]", "5"),
    Row("b = [1, 2]; b*[1 2; 3 4]", "b = [1, 2]; b' * [1 2; 3 4]", "[7 10]"),
    Row("A = [1 2; 3 4]; A[2]", "A = [1 2; 3 4]; A[2, :]", "[3, 4]"),
    Row("f(x, y) = x*y; f'(1, 2)", "f(x, y) = x*y; ∇f(1, 2)", "[2, 1]"),
    // Outside a real domain only the argument is changed.
    Row("log(-1, 2)", nil), Row("sqrt([1, -4])", "sqrt([1, -4] + 0i)", "[1 + 0i, 2i]"), Row("sin(inf)", nil),
    Row("1 + (-8)^(1/3)", "1 + (-8 + 0i)^(1/3)", "2 + 1.73205i"), Row("1:0:5", nil), Row("1:inf", nil),
    Row("trace([1 2 3])", nil), Row("inv([1 0; 0 1; 0 0])", "pinv([1 0; 0 1; 0 0])", "[1 0 0; 0 1 0]"),
  ]

  @Test(arguments: rows) func suggests(_ row: Row) throws {
    var session = Session()
    let failure = try #require(try session.failure(row.input), "\(row.input) did not fail")
    let suggestion = failure.error.report.suggestion
    #expect(suggestion == row.suggestion, "\(failure.error.report)")
    guard let suggestion else { return }
    var fresh = Session()
    let value = try fresh.written(suggestion)
    if let expected = row.value { #expect(value == expected) }
  }

  /// A line before this one cannot be mended, and its parameters mean nothing here.
  @Test(arguments: [["f(x) = x^2", "f([1, 2])"], ["f(A) = inv(A)", "f([1 2; 2 4])"], ["g = u -> 1 + foo", "g(1)"]])
  func keepsQuietAboutOtherLines(_ lines: [String]) throws {
    var session = Session()
    _ = try session.value(lines[0])
    let failure = try #require(try session.failure(lines[1]))
    #expect(failure.error.report.suggestion == nil)
  }

  /// The argument that is at fault is underlined, not the call.
  @Test(
    arguments: [
      ["norm([1 2; 3 4], \"nucc\")", "E107", "\"nucc\""], ["rand(3, -1)", "E202", "-1"],
      ["linspace(0, 1, 2.5)", "E202", "2.5"], ["iterate(x -> x, 1, 2.5)", "E202", "2.5"],
      ["det(\"a\")", "E202", "\"a\""], ["det(B = [1 2; 3 4])", "E106", "det(B = [1 2; 3 4])"],
      ["1 and true", "E204", "1"], ["sum(1, 2, 3)", "E105", "sum(1, 2, 3)"],
      ["[1, 2, 3][[true, false]]", "E219", "[true, false]"], ["ones(2, 2, 2)", "E105", "ones(2, 2, 2)"],
    ])
  func underlines(_ row: [String]) throws {
    var session = Session()
    let failure = try #require(try session.failure(row[0]))
    #expect(failure.error.report.code == row[1], "\(failure.error.report)")
    #expect(failure.underlined == row[2])
  }

  /// A number in a message has the digits that make the message true.
  @Test(arguments: [
    ("asin(1.0000000000000002)", "asin(1.0000000000000002)"), ("(-8)^(1/3)", "(-8)^0.3333333333333333"),
  ])
  func isTrue(_ row: (input: String, words: String)) throws {
    var session = Session()
    let failure = try #require(try session.failure(row.input))
    #expect(failure.error.report.message.hasPrefix(row.words), "\(failure.error.report)")
  }
}
