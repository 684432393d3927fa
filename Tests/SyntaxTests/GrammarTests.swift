import Syntax
import Testing

/// Two spellings of one expression, by the grammar of language.md.
struct Reading: CustomTestStringConvertible, Sendable {
  var source: String
  var meaning: String
  var testDescription: String { source }

  init(_ source: String, _ meaning: String) {
    self.source = source
    self.meaning = meaning
  }
}

@Suite struct GrammarTests {
  @Test(arguments: [
    Reading("1 + 2*3", "1 + (2*3)"), Reading("a - b - c", "(a - b) - c"), Reading("-2^2", "-(2^2)"),
    Reading("2^-1", "2^(-1)"), Reading("2^3^2", "2^(3^2)"), Reading("a/b*c", "(a/b)*c"), Reading("-a*b", "(-a)*b"),
    Reading("2x^2", "2(x^2)"), Reading("2√3", "2(√3)"), Reading("√x^2", "√(x^2)"), Reading("2a'", "2(a')"),
    Reading("0 < x + 1 < 2", "0 < (x + 1) < 2"), Reading("a or b and c", "a or (b and c)"),
    Reading("not a == b", "not (a == b)"), Reading("1:n + 1", "1:(n + 1)"), Reading("x in 1:3", "x in (1:3)"),
    Reading("x |> f |> g", "(x |> f) |> g"), Reading("a > 1 | b or c", "(a > 1) | (b or c)"),
    Reading("x -> y -> x + y", "x -> (y -> (x + y))"), Reading("if a then b else c + 1", "if a then b else (c + 1)"),
    Reading("A' * b", "(A') * b"), Reading("n! + 1", "(n!) + 1"), Reading("∇f(x)", "(∇f)(x)"),
    Reading("f''(x)", "((f')')(x)"), Reading("y ~ a + b:c*d", "y ~ a + ((b:c)*d)"), Reading("y ~ a:b^2", "y ~ a:(b^2)"),
    Reading("y ~ .^2 + .*a", "y ~ (.)^2 + (.)*a"),
    Reading("‖x'‖", "‖(x')‖"), Reading("x²", "x^2"), Reading("A⁻¹", "A^-1"), Reading("e⁻²ˣ", "e^(-(2x))"),
    Reading("xⁿ⁺¹", "x^(n + 1)"),
    Reading("Aᵀ", "A'"), Reading("f′", "f'"), Reading("f″", "f''"), Reading("λ", "lambda"), Reading("π", "pi"),
    Reading("a ≤ b ≠ c", "a <= b != c"), Reading("x ∈ v", "x in v"), Reading("x → x − 1", "x -> x - 1"),
    Reading("1_000", "1000"), Reading(".5", "0.5"), Reading("1./x", "1 ./ x"), Reading("2e^x", "2(e ^ x)"),
    Reading("x₁ + x₂", "x1 + x2"), Reading("fit.end", "(fit).end"), Reading("a # note", "a"),
    Reading("∑(v)", "sum(v)"), Reading("x\u{0302}", "x\u{0302}"), Reading("é", "e\u{0301}"),
    Reading("(\n1 +\n2)", "1 + 2"), Reading("a +\n b", "a + b"), Reading("[1, 2,\n 3]", "[1, 2, 3]"),
    Reading("[1 2\n3 4]", "[1 2; 3 4]"), Reading("if a\nthen b\nelse c", "if a then b else c"),
  ])
  func readsAs(_ reading: Reading) throws {
    #expect(try Parser.expression(reading.source) == Parser.expression(reading.meaning))
  }

  // language.md, "Blanks in a matrix literal".
  @Test(arguments: [
    ("[1 -2]", 2), ("[f (x)]", 2), ("[1 - 2]", 1), ("[1-2]", 1), ("[f(x)]", 1), ("[2 * (a+b)]", 1), ("[a * -b]", 1),
    ("[a' b']", 2), ("[f(x -1) 2]", 2), ("[{a = 1 -2} 3]", 2), ("[v[n -1] 2]", 2), ("[a (b) [1]']", 3), ("[a +b]", 2),
    ("[a + b]", 1), ("[‖a -b‖ 2]", 2), ("[\"a\" \"b\"]", 2),
  ])
  func countsElements(_ source: String, _ count: Int) throws {
    guard case .matrix(let rows, _) = try Parser.expression(source).kind else {
      Issue.record("not a matrix")
      return
    }
    #expect(rows.map(\.count) == [count])
  }

  @Test func statements() throws {
    let cell = try Parser.statements("f(x, y = 2) = x + y; U, _, V = svd(A)\nA[1, end] = 5; t.ratio = 2 # done")
    #expect(cell.map(\.silent) == [true, false, true, false])
    #expect(cell.definedNames == ["f", "U", "V", "A", "t"])
    #expect(cell.usedNames == ["svd", "A", "t"])
    #expect(cell.map(\.printed) == ["f(x, y = 2) = x + y;", "U, _, V = svd(A)", "A[1, end] = 5;", "t.ratio = 2"])
  }

  // look.md, "A function is a thing you can look at" and the derivation there.
  @Test(arguments: [
    ("x^2 * exp(-x)", "x² e⁻ˣ"), ("(2x - x^2) * exp(-x)", "(2x − x²) e⁻ˣ"), ("sqrt(x)", "√x"), ("-exp(-x)", "−e⁻ˣ"),
    ("sqrt(x + 1)", "√(x + 1)"), ("2*x + 1", "2x + 1"), ("x*2", "x·2"), ("x^(n+1)", "xⁿ⁺¹"), ("alpha <= pi", "α ≤ π"),
    ("norm(X*w - y)^2", "‖X w − y‖²"), ("grad(f)(x)", "∇f(x)"), ("f''(x)", "f′′(x)"), ("w[1] - 3", "w₁ − 3"),
    ("x -> x^2", "x ↦ x²"), ("a - (b - c)", "a − (b − c)"), ("(a + b)/c", "(a + b)/c"), ("2^(x/3)", "2^(x/3)"),
    ("abs(x)", "|x|"),
  ])
  func looksLikeATextbook(_ source: String, _ form: String) throws {
    #expect(try Parser.expression(source).pretty == form)
  }

  // A cell depends on what it takes from outside, not on parameters, loop variables or locals.
  @Test(arguments: [
    ("x -> x + a", ["a"]), ("[k*a for k in v if k > b]", ["v", "b", "a"]), ("(t = c; t + t)", ["c"]),
    ("f(n) = n*f(n - 1) + g", ["g"]), ("a = a + 1", ["a"]), ("a = 1; a + b", ["b"]), ("fit.coef", ["fit"]),
    ("f(x, rate = r)", ["f", "x", "r"]), ("(x = z, y = 1) -> x", ["z"]), ("[k for k in k]", ["k"]),
    ("A[1] = b", ["A", "b"]), ("(t = 1; t) + t", ["t"]), ("lm(y ~ a, cars)", ["lm", "y", "a", "cars"]),
    ("λ + lambda", ["lambda"]),
  ])
  func usesNames(_ source: String, _ names: [String]) throws {
    #expect(try Parser.statements(source).usedNames == names.map { Name($0) })
  }

  @Test func commands() throws {
    let arguments = try Parser.arguments("f, [4, -3], rate = 0.1")
    #expect(arguments.map(\.printed) == ["f", "[4, -3]", "rate = 0.1"])
    let plot = try Parser.plotted("x^2 + y^2, title = \"bowl\" for x in -1:1, y in 0:2, width = 60")
    #expect(plot.expressions.map(\.printed) == ["x^2 + y^2", "title = \"bowl\"", "width = 60"])
    #expect(plot.clauses.map(\.name) == ["x", "y"])
    #expect(try Parser.plotted("sin(x), cos(x) for x in -pi:pi").expressions.count == 2)
    #expect(throws: SyntaxError.self) { try Parser.plotted("x for x in 1:2, y") }
    #expect(throws: SyntaxError.self) { try Parser.arguments("f g") }
  }

  @Test(arguments: [("  2x + y", "2x", 2, 4), ("(a + b)*c", "(a + b)", 0, 7), ("x² + 1", "x²", 0, 3)])
  func spans(_ source: String, _ part: String, _ start: Int, _ end: Int) throws {
    let first = try #require(try Parser.expression(source).kind.children.first)
    #expect(first.span == Span(start, end))
    #expect(String(decoding: Array(source.utf8)[start..<end], as: UTF8.self) == part)
  }

  @Test func tokensCoverHalfTypedLines() {
    let tokens = Lexer.tokens(of: "if x₁ >= 2.5e3 then \"ab # note")
    #expect(tokens.map(\.kind) == [.keyword, .name, .operator, .number, .keyword, .text])
    #expect(
      Lexer.tokens(of: "a ¤ ⟂ 2i # c\n").map(\.kind) == [.name, .unknown, .unknown, .imaginary, .comment, .newline])
  }
}
