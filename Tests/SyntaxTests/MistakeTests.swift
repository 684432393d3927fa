import Document
import Syntax
import Testing

/// A mistake, the code of its error, the text that is underlined and the statement mended.
struct Mistake: CustomTestStringConvertible, Sendable {
  var source: String
  var code: String
  var marked: String
  var suggestion: String?
  var testDescription: String { source }

  init(_ source: String, _ code: String, _ marked: String, _ suggestion: String? = nil) {
    self.source = source
    self.code = code
    self.marked = marked
    self.suggestion = suggestion
  }
}

// language.md, "Grammar" and "A scaled product right of …": every row is an ambiguity or a habit named there or in the
// manuals of Python, MATLAB, R and Julia.
let mistakes: [Mistake] = [
  Mistake("1/2x", "E015", "1/2x", "(1/2)*x"),
  Mistake("y = a + 1/2x", "E015", "1/2x", "y = a + (1/2)*x"),
  Mistake("1/-2x", "E015", "1/-2x", "(1/-2)*x"),
  Mistake("a ./ 2b", "E015", "a ./ 2b", "a ./ (2b)"),
  Mistake("2^3x", "E015", "2^3x", "(2^3)*x"),
  Mistake("√2x", "E015", "√2x", "(√2)*x"),
  Mistake("[[1,2],[3,4]]", "E016", "[[1,2],[3,4]]", "[1, 2; 3, 4]"),
  Mistake("A = [[1,2],[3,4,5]]", "E016", "[[1,2],[3,4,5]]"),
  Mistake("[1 2, 3]", "E017", "[1 2, 3]", "[1, 2, 3]"),
  Mistake("X'X", "E018", "X'X", "X'*X"),
  Mistake("|x|", "E019", "|x|", "abs(x)"),
  Mistake("2 + |x - 1|", "E019", "|x - 1|", "2 + abs(x - 1)"),
  Mistake("||x||", "E020", "||x||", "norm(x)"),
  Mistake("P(X = 2)", "E021", "X =", "P(X == 2)"),
  Mistake("P(A | B, C)", "E022", ",", "P(A | B and C)"),
  Mistake("x <- 3", "E023", "<-", "x = 3"),
  Mistake("sin²(x)", "E024", "sin²", "sin(x)^2"),
  Mistake("2 (x)", "E025", "2", "2*(x)"),
  Mistake("i = 3; 2i", "E026", "2i", "i = 3; 2*i"),
  Mistake("[2i for i in 1:3]", "E026", "2i", "[2*i for i in 1:3]"),
  Mistake("f(i) = 2i", "E026", "2i", "f(i) = 2*i"),
  Mistake("x**2", "E030", "**", "x^2"),
  Mistake("a && b", "E030", "&&", "a and b"),
  Mistake("a || b", "E030", "||", "a or b"),
  Mistake("a <> b", "E030", "<>", "a != b"),
  Mistake("a ~= b", "E030", "~=", "a != b"),
  Mistake("a === b", "E030", "===", "a == b"),
  Mistake("x := 3", "E030", ":=", "x = 3"),
  Mistake("x = = 3", "E030", "= =", "x == 3"),
  Mistake("7 % 3", "E031", "%", "mod(7, 3)"),
  Mistake("a + b % (c + 1)", "E031", "%", "a + mod(b, (c + 1))"),
  Mistake("10 // 3", "E032", "//", "floor(10 / 3)"),
  Mistake("7 // 2 + 1", "E032", "//", "floor(7 / 2) + 1"),
  Mistake("1 + 2a // f(b)^2", "E032", "//", "1 + floor(2a / f(b)^2)"),
  Mistake("7 % f(3)", "E031", "%", "mod(7, f(3))"),
  Mistake("1e", "E027", "1e", "1*e"),
  Mistake("x = 2.5E + 1", "E027", "2.5E", "x = 2.5*E + 1"),
  Mistake("A @ B", "E030", "@", "A * B"),
  Mistake("A %*% B", "E030", "%*%", "A * B"),
  Mistake("f = @(x) x^2", "E030", "@(x)", "f = x -> x^2"),
  Mistake("@(x, y) x*y", "E030", "@(x, y)", "(x, y) -> x*y"),
  Mistake("1..3", "E050", "..", "1:3"),
  Mistake("[L, U, P] = lu(A)", "E064", "[L, U, P]", "L, U, P = lu(A)"),
  Mistake("while true", "E035", "while"),
  Mistake("A[2,]", "E070", ",", "A[2, :]"),
  Mistake("det [1 2; 3 4]", "E054", "det [1 2; 3 4]", "det([1 2; 3 4])"),
  Mistake("2 + det[1 2; 3 4]", "E054", "det[1 2; 3 4]", "2 + det([1 2; 3 4])"),
  Mistake("x => x^2", "E033", "=>", "x -> x^2"),
  Mistake("!x", "E034", "!", "not x"),
  Mistake("for i in 1:3", "E035", "for"),
  Mistake("while x < 3", "E035", "while"),
  Mistake("def f(x): return x^2", "E036", "def", "f(x) = x^2"),
  Mistake("function y = f(x)", "E036", "function"),
  Mistake("let x = 3", "E037", "let", "x = 3"),
  Mistake("lambda x: x^2", "E038", "lambda", "x -> x^2"),
  Mistake("print x", "E039", "print", "x"),
  Mistake("return x", "E040", "return", "x"),
  Mistake("import numpy", "E041", "import"),
  Mistake("if a then b elseif c then d else e", "E042", "elseif", "if a then b else if c then d else e"),
  Mistake("x += 1", "E043", "+=", "x = x + 1"),
  Mistake("x *= a + 1", "E043", "*=", "x = x * (a + 1)"),
  Mistake("x++", "E044", "x++", "x = x + 1"),
  Mistake("--x", "E044", "--x", "x = x - 1"),
  Mistake("a ? b : c", "E045", "?", "if a then b else c"),
  Mistake("1 if x > 2 else 3", "E046", "if", "if x > 2 then 1 else 3"),
  Mistake("(1, 2)", "E047", "(1, 2)", "[1, 2]"),
  Mistake("sum(x^2 for x in 1:3)", "E048", "for", "sum([x^2 for x in 1:3])"),
  Mistake("A{1}", "E049", "{1}", "A[1]"),
  Mistake("[1, 2, ..., 9]", "E050", "..."),
  Mistake("A.'", "E051", ".'", "A'"),
  Mistake("v[2:]", "E052", "2:", "v[2:end]"),
  Mistake("v[:3]", "E052", ":", "v[1:3]"),
  Mistake("1:2:3:4", "E060", "1:2:3:"),
  Mistake("end", "E061", "end"),
  Mistake("f(a = 1, 2)", "E062", "2"),
  Mistake("f(x, x) = 1", "E063", "x"),
  Mistake("{a = 1, a = 2}", "E063", "a"),
  Mistake("f(a = 1, a = 2)", "E063", "2"),
  Mistake("x + 1 = 2", "E064", "x + 1", "x + 1 == 2"),
  Mistake("if x = 2 then 3 else 4", "E065", "=", "if x == 2 then 3 else 4"),
  Mistake("a = b = 3", "E066", "=", "b = 3; a = b"),
  Mistake("if a b else c", "E067", "b", "if a then b else c"),
  Mistake("1 + not a", "E069", "not a", "1 + (not a)"),
  Mistake("f(1, 2,)", "E070", ",", "f(1, 2)"),
  Mistake("A[]", "E071", "[]"),
  Mistake("()", "E072", "()"),
  Mistake("f(2) = 3", "E073", "2", "f[2] = 3"),
  Mistake("then", "E074", "then"),
  Mistake("_ + 1", "E075", "_"),
  Mistake("[x for x = 1:3]", "E076", "=", "[x for x in 1:3]"),
  Mistake("P(a | b | c)", "E077", "|", "P(a | b and c)"),
  Mistake("sin x", "E003", "sin x", "sin(x)"),
  Mistake("sin 2x + 1", "E003", "sin 2", "sin(2x) + 1"),
  Mistake("\"a\" \"b\"", "E003", "\"a\" \"b\""),
  Mistake("{a: 1}", "E006", ":", "{a = 1}"),
  Mistake("A(1, :)", "E053", ":", "A[1, :]"),
  Mistake("f(A(:, 2))", "E053", ":", "f(A[:, 2])"),
  Mistake(")", "E005", ")"),
  Mistake("a b", "E003", "a b", "a * b"),
  Mistake("f(a]", "E005", "]", "f(a)"),
  Mistake("a + b)", "E005", ")", "a + b"),
  Mistake("x $ 2", "E007", "$"),
  Mistake("\"abc", "E008", "\"abc", "\"abc\""),
  Mistake("\"a\\qb\"", "E009", "\\q", "\"a\\\\qb\""),
  Mistake("3.", "E011", "3.", "3.0"),
  Mistake("3.x", "E011", "3.", "3*x"),
  Mistake("1e999", "E012", "1e999"),
  Mistake("0x1F", "E013", "0x1F", "31"),
  Mistake("'text'", "E014", "'text'", "\"text\""),
  Mistake("“text”", "E014", "“text”", "\"text\""),
]

@Suite struct MistakeTests {
  @Test(arguments: mistakes) func isAnswered(_ mistake: Mistake) throws {
    let error = #expect(throws: SyntaxError.self) { _ = try Parser.statements(mistake.source) }
    let found = try #require(error)
    let bytes = Array(mistake.source.utf8)
    #expect(found.report.code == mistake.code)
    #expect(String(decoding: bytes[found.span.start..<found.span.end], as: UTF8.self) == mistake.marked)
    #expect(found.report.suggestion == mistake.suggestion)
    #expect(!found.isIncomplete)
    #expect(!found.report.message.isEmpty)
    if let suggestion = found.report.suggestion { #expect(throws: Never.self) { try Parser.statements(suggestion) } }
  }

  // terminal.md: Enter inserts a newline while more input could complete the entry.
  @Test(arguments: [
    "f(", "f(1,", "[1 2;", "[1, 2", "A[1", "{a =", "2 +", "x =", "f(x) =", "x ->", "if a", "if a then", "if a then b",
    "if a then b else", "(a = 1;", "‖x", "1:2:", "not", "a,\n", "[x for x in", "x |>", "y ~", "2 + # more", "√", "∇",
    "P(A |",
  ])
  func asksForMore(_ source: String) throws {
    let error = try #require(#expect(throws: SyntaxError.self) { _ = try Parser.statements(source) })
    #expect(error.isIncomplete, "\(error.kind)")
  }

  // Nothing stands before the colon; a condition that is missing has no text.
  @Test(arguments: ["if :\n1\nelse\n2", "if :\n1", "if ::\n1", "if :\n1\nelse 2", "if\n:\n1"])
  func choicesWithoutACondition(_ source: String) {
    #expect(throws: SyntaxError.self) { _ = try Parser.statements(source) }
  }

  // Braces are read by recursion: a million of them are no formula.
  @Test func longFormulasAreNotTranslated() {
    #expect(LaTeX.translated("\\frac{1}{2}") == "1/2")
    let deep = String(repeating: "{", count: 1_000_000)
    #expect(LaTeX.translated(deep + "x" + String(repeating: "}", count: 1_000_000)) == nil)
    #expect(throws: SyntaxError.self) { _ = try Parser.statements("\\sqrt" + deep) }
  }

  @Test(
    "an operand missing at the end of a line is missed after what wants it",
    arguments: ["f(x) =\n\n", "f(x) = # why\n"])
  func wantedAfterBlankLines(input: String) throws {
    let error = try #require(throws: SyntaxError.self) { try Parser.statements(input) }
    #expect(error.kind == .missingOperand(after: "="))
  }
}
