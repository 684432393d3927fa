import Builtins
import Document
import Evaluation
import Testing

/// A mistake: its code, the piece that is underlined, and words the message must have.
struct Mistake: Sendable, CustomTestStringConvertible {
  let input: String
  let code: String
  let piece: String
  let says: [String]

  init(_ input: String, _ code: String, _ piece: String, _ says: String...) {
    (self.input, self.code, self.piece, self.says) = (input, code, piece, says)
  }

  var testDescription: String { input }
}

private let setting = "A = [1 2; 2 4]; B = [1 2 3; 4 5 6]; S = [2 0; 0 3]; v = [1, 2, 3]\n"

private let mistakes: [Mistake] = [
  // kinds
  Mistake("det(\"a\")", "E202", "\"a\"", "matrix", "the text \"a\""),
  Mistake("det(v)", "E202", "det(v)", "v is 3×1"),
  Mistake("norm(\"a\")", "E202", "\"a\"", "a vector or a matrix"),
  Mistake("dot(v, 3)", "E202", "3", "v is the number 3", "a vector"),
  Mistake("sum(\"abc\")", "E202", "\"abc\"", "array of numbers"),
  Mistake("sum([true, false])", "E202", "[true, false]", "numbers"),
  Mistake("any([1, 2])", "E202", "[1, 2]", "truths"),
  Mistake("sin(\"x\")", "E202", "sin(\"x\")", "number"),
  Mistake("choose(\"n\", 2)", "E202", "\"n\"", "n is the text"),
  Mistake("length(3)", "E202", "3", "an array", "the number 3"),
  Mistake("map(3, v)", "E202", "3", "a function"),
  Mistake("1 + det(v)", "E202", "det(v)", "square"),
  // shapes, named as they were written
  Mistake("det(B)", "E202", "det(B)", "B is 2×3"),
  Mistake("inv(B)", "E202", "inv(B)", "B is 2×3"),
  Mistake("dot(v, [1, 2])", "E201", "dot(v, [1, 2])", "v has 3 elements", "[1, 2] has 2 elements"),
  Mistake("cross(v, [1, 2])", "E201", "cross(v, [1, 2])", "3 elements"),
  Mistake("solve(S, v)", "E201", "solve(S, v)", "S is 2×2", "v has 3 elements"),
  Mistake("lstsq(B, v)", "E201", "lstsq(B, v)", "B is 2×3"),
  Mistake("project(v, [1, 0])", "E201", "project(v, [1, 0])", "v has 3 elements"),
  Mistake("choose([5, 6, 7], [1, 2])", "E201", "choose([5, 6, 7], [1, 2])", "[5, 6, 7] has 3 elements"),
  Mistake("reshape(v, 2, 2)", "E202", "v", "4 elements"),
  // sizes
  Mistake("zeros(1e6, 1e6)", "E402", "zeros(1e6, 1e6)", "memory"),
  Mistake("ones(1e300)", "E402", "ones(1e300)", "memory"),
  Mistake("rand(1e9, 1e9)", "E402", "rand(1e9, 1e9)", "memory"),
  Mistake("eye(1e7)", "E402", "eye(1e7)", "memory"),
  Mistake("hilbert(1e12)", "E402", "hilbert(1e12)", "memory"),
  Mistake("linspace(0, 1, 1e18)", "E402", "linspace(0, 1, 1e18)", "memory"),
  Mistake("kron(zeros(1e4, 1e3), zeros(1e4, 1e3))", "E402", "kron(zeros(1e4, 1e3), zeros(1e4, 1e3))", "memory"),
  Mistake("zeros(2.5)", "E202", "2.5", "a whole number from 0 on", "2.5"),
  Mistake("zeros(-1)", "E202", "-1", "a whole number from 0 on"),
  Mistake("zeros(2, nan)", "E202", "nan", "a whole number from 0 on"),
  Mistake("grad(x -> sum(x*x'))(zeros(1e6))", "E402", "x*x'", "memory"),
  Mistake("grad(x -> sum(x .+ x'))(zeros(1e6))", "E402", "x .+ x'", "memory"),
  Mistake("grad(x -> trace(diag(x)))(zeros(1e6))", "E402", "diag(x)", "memory"),
  Mistake("grad(x -> sum(outer(x, x)))(zeros(1e6))", "E402", "outer(x, x)", "memory"),
  Mistake("choose(zeros(1e6), zeros(1, 1e6))", "E402", "choose(zeros(1e6), zeros(1, 1e6))", "memory"),
  // options
  Mistake("mean(v, na = \"skip\")", "E107", "\"skip\"", "\"keep\"", "\"drop\""),
  Mistake("mean(v, naa = \"drop\")", "E106", "mean(v, naa = \"drop\")", "Did you mean na?"),
  Mistake("rand(3, sed = 1)", "E106", "rand(3, sed = 1)", "Did you mean seed?"),
  Mistake("sort(v, desc = true)", "E106", "sort(v, desc = true)", "descending"),
  Mistake("rand(2, seed = 1.5)", "E202", "1.5", "a whole number"),
  Mistake("norm(v, 0.5)", "E202", "0.5", "a number from 1 on"),
  Mistake("norm(B, 3)", "E202", "3", "\"fro\""),
  Mistake("norm(B, \"frob\")", "E107", "\"frob\"", "\"fro\""),
  Mistake("det()", "E105", "det()", "det(A)"),
  Mistake("det(A, A, A)", "E105", "det(A, A, A)", "det(A)"),
  Mistake("norm(v, 2, p = 2)", "E108", "norm(v, 2, p = 2)", "p"),
  Mistake("power_iteration(S, tol = 0)", "E202", "0", "above 0"),
  // mathematics
  Mistake("inv(A)", "E301", "inv(A)", "Column 2 of A"),
  Mistake("solve(A, [1, 2])", "E301", "solve(A, [1, 2])", "Column 2 of A"),
  Mistake("A \\ [1, 2]", "E301", "A \\ [1, 2]", "Column 2 of A"),
  Mistake("chol([1 2; 2 1])", "E304", "chol([1 2; 2 1])", "2×2 block"),
  Mistake("chol([1 2; 3 4])", "E305", "chol([1 2; 3 4])", "[1, 2]"),
  Mistake("gram_schmidt(A)", "E307", "gram_schmidt(A)", "Column 2 of A"),
  Mistake("eig([1 inf; 0 1])", "E312", "eig([1 inf; 0 1])", "row 1, column 2"),
  Mistake("power_iteration([0 1; -1 0])", "E303", "power_iteration([0 1; -1 0])", "power iteration"),
  Mistake("logm([0 0; 0 1])", "E301", "logm([0 0; 0 1])", "without a logarithm"),
  Mistake("sqrtm([0 1; 0 0])", "E301", "sqrtm([0 1; 0 0])", "without a square root"),
  Mistake("inv([1e-320 0; 0 1])", "E309", "inv([1e-320 0; 0 1])", "the inverse", "too large"),
  Mistake("power_iteration(S, [0, 0])", "E202", "[0, 0]", "the zero vector"),
  Mistake("power_iteration(S, v)", "E202", "v", "x0 is a 3-vector", "2 elements"),
  Mistake("S / [1, 2]", "E201", "S / [1, 2]", "S is 2×2", "[1, 2] has 2 elements"),
  Mistake("[1, 2] / [1, 2]", "E201", "[1, 2] / [1, 2]", "nothing is divided by a vector"),
  // infinite in the plane
  Mistake("log(0 + 0i)", "E302", "log(0 + 0i)", "log", "finite"),
  Mistake("1i / 0", "E302", "1i / 0", "finite"),
  Mistake("(0 + 0i)^-1", "E302", "(0 + 0i)^-1", "finite"),
  Mistake("exp(1e200 + 1i)", "E302", "exp(1e200 + 1i)", "finite"),
  Mistake("atan(1i)", "E302", "atan(1i)", "atan"),
  Mistake("atanh([1 + 0i, 2])", "E302", "atanh([1 + 0i, 2])", "atanh"),
  Mistake("log1p(-1 + 0i)", "E302", "log1p(-1 + 0i)", "log1p"),
  Mistake("(1e200 + 1e200i)^2", "E302", "(1e200 + 1e200i)^2", "finite"),
  Mistake("project(v, [0, 0, 0])", "E202", "[0, 0, 0]", "the zero vector"),
  Mistake("mean([])", "E224", "mean([])", "at least one"),
  Mistake("max([])", "E224", "max([])", "at least one"),
  Mistake("argmin([])", "E224", "argmin([])", "at least one"),
  // domains, offering the complex argument where there is one
  Mistake("sqrt(-4)", "E302", "sqrt(-4)", "x ≥ 0", "complex"),
  Mistake("sqrt([4, -9])", "E302", "sqrt([4, -9])", "sqrt(-9)"),
  Mistake("log(-1)", "E302", "log(-1)", "complex"),
  Mistake("ln(-1)", "E302", "ln(-1)", "complex"),
  Mistake("log(-8, 2)", "E302", "log(-8, 2)", "log(-8)"),
  Mistake("log(8, 1)", "E202", "1", "other than 1"),
  Mistake("log(8, -2)", "E202", "-2", "above 0"),
  Mistake("asin(2)", "E302", "asin(2)", "−1 ≤ x ≤ 1"),
  Mistake("acosh(0)", "E302", "acosh(0)", "x ≥ 1"),
  Mistake("atanh(2)", "E302", "atanh(2)", "complex"),
  Mistake("gamma(-2)", "E302", "gamma(-2)", "−1, −2"),
  Mistake("erfinv(2)", "E302", "erfinv(2)", "≤ 1"),
  Mistake("mod(5, 0)", "E302", "mod(5, 0)", "mod(5, 0) is not defined", "y ≠ 0"),
  Mistake("mod(5, [3, 0])", "E302", "mod(5, [3, 0])", "mod(5, 0)"),
  Mistake("mod(inf, 3)", "E302", "mod(inf, 3)", "mod(Inf, 3)"),
  Mistake("zeros(1e300)", "E402", "zeros(1e300)", "1e300 numbers"),
  Mistake("lcm(4, 6, 2.5)", "E302", "lcm(4, 6, 2.5)", "whole numbers"),
  Mistake("gamma(0)", "E302", "gamma(0)", "gamma(0) is not defined", "other than 0"),
  Mistake("[5e-320 0; 0 1] \\ [1, 1]", "E309", "[5e-320 0; 0 1] \\ [1, 1]", "the solution", "too large"),
  Mistake("erfinv(1.0000000000000002)", "E302", "erfinv(1.0000000000000002)", "erfinv(1.0000000000000002)"),
  Mistake("factorial(2.5)", "E302", "factorial(2.5)", "factorial(2.5) is not defined", "whole number"),
  Mistake("factorial([3, -1])", "E302", "factorial([3, -1])", "factorial(-1)"),
  Mistake("choose(5, 2.5)", "E302", "choose(5, 2.5)", "choose(5, 2.5)", "whole k"),
  Mistake("gcd(2.5, 5)", "E302", "gcd(2.5, 5)", "whole numbers"),
  Mistake("gamma_p(-1, 2)", "E302", "gamma_p(-1, 2)", "a > 0"),
  Mistake("beta_i(1, 1, 2)", "E302", "beta_i(1, 1, 2)", "0 ≤ x ≤ 1"),
  Mistake("lambert_w(-1)", "E302", "lambert_w(-1)", "−1/e"),
  Mistake("bessel_j(0.5, -1)", "E302", "bessel_j(0.5, -1)", "x ≥ 0"),
  // near misses
  Mistake("dett(A)", "E102", "dett", "Did you mean det?"),
  Mistake("Inv(S)", "E102", "Inv", "Did you mean inv?"),
  Mistake("nrow(A)", "E102", "nrow", "rows"),
  Mistake("eigen(S)", "E102", "eigen", "eig"),
  Mistake("trasnpose(S)", "E102", "trasnpose", "transpose"),
]

@Suite struct MistakeTests {
  @Test(arguments: mistakes)
  func isExplained(_ mistake: Mistake) throws {
    var calculator = Calculator()
    _ = try calculator(setting)
    let found = calculator.failure(mistake.input)
    let failure = try #require(found)
    #expect(failure.report.code == mistake.code, "\(failure.report)")
    #expect(failure.piece == mistake.piece)
    let words = failure.report.title + " " + failure.report.message
    for part in mistake.says { #expect(words.contains(part), "\(words) lacks \(part)") }
    if let suggestion = failure.report.suggestion.flatMap({ calculator.context.proven($0) }) {
      #expect(throws: Never.self, "the suggestion \(suggestion)") { _ = try calculator(suggestion) }
    }
  }

  /// What must offer a way out, and which.
  @Test(
    arguments: [
      ["sqrt(-4)", "sqrt(-4 + 0i)", "2i"], ["log(-1)", "log(-1 + 0i)", "3.14159i"], ["inv(A)", "pinv(A)", ""],
      ["solve(A, [1, 2])", "pinv(A) * [1, 2]", "[0.2, 0.4]"], ["inv(B)", "pinv(B)", ""],
      ["2 / v", "2 ./ v", "[2, 1, 0.666667]"], ["2 / S", "2 ./ S", ""], ["S / A", "S * pinv(A)", ""],
      ["power_iteration([0 1; -1 0])", "eigvals([0 1; -1 0])", "[1i, -1i]"],
      ["gram_schmidt(A)", "colspace(A)", ""], ["chol([1 2; 2 1])", "eigvals([1 2; 2 1])", "[3, -1]"],
    ])
  func wayOut(_ row: [String]) throws {
    var calculator = Calculator()
    _ = try calculator(setting)
    let failure = calculator.failure(row[0])
    let suggestion = try #require(failure?.report.suggestion, "\(row[0])")
    #expect(suggestion == row[1])
    let value = try calculator(suggestion).written(digits: 6)
    if !row[2].isEmpty { #expect(value == row[2]) }
  }

  /// Ill-conditioned and rank-deficient systems get an answer with a remark.
  @Test(
    arguments: [
      ["inv(hilbert(12))", "W302"], ["solve(hilbert(12), ones(12))", "W302"], ["hilbert(12) \\ ones(12)", "W302"],
      ["lstsq([1 1; 1 1; 1 1], [1, 2, 3])", "W301"], ["inv([2 0; 0 1])", ""],
      ["lstsq([1 0; 0 1; 1 1], [1, 2, 3])", ""], ["power_iteration([2 1; 1 2], [1, -1])", "W303"],
      ["power_iteration([2 1; 1 2], [1, 0])", ""],
    ])
  func conditionIsRemarked(_ row: [String]) throws {
    var calculator = Calculator()
    _ = try calculator(row[0])
    #expect(calculator.context.notes.map(\.code) == (row[1].isEmpty ? [] : [row[1]]))
  }
}
