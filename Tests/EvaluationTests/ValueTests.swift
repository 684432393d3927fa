import Document
import Evaluation
import LinearAlgebra
import Numerics
import Synchronization
import Syntax
import Testing

/// What the language's rules say of values and operators. The expected values follow from the definitions
/// (`language.md`, arithmetic by hand).
@Suite("Values and operators")
struct ValueTests {
  @Test("a value is nine bytes")
  func size() { #expect(MemoryLayout<Value>.size == 9) }

  static let rows: [(input: String, written: String)] = [
    // precedence and associativity
    ("-2^2", "-4"), ("2^3^2", "512"), ("2^-1", "0.5"), ("1:3 + 1", "[1, 2, 3, 4]"), ("-3:-1", "[-3, -2, -1]"),
    ("x = 3; 2x^2", "18"), ("2(1 + 2)", "6"), ("7 - 2 - 1", "4"), ("8 / 4 / 2", "1"), ("2 \\ 6", "3"),
    ("not true or true", "true"), ("1 < 2 < 3", "true"), ("1 < 3 < 2", "false"), ("3!", "6"),
    // literals
    ("[1, 2, 3]", "[1, 2, 3]"), ("[1; 2; 3]", "[1, 2, 3]"), ("[1 2 3]", "[1 2 3]"), ("[1 2; 3 4]", "[1 2; 3 4]"),
    ("[1, 2; 3, 4]", "[1 2; 3 4]"), ("[1 -2]", "[1 -2]"), ("[1 - 2]", "[-1]"), ("[]", "[]"),
    ("u = [1, 2]; v = [3, 4]; [u v]", "[1 3; 2 4]"), ("u = [1, 2]; v = [3, 4]; [u; v]", "[1, 2, 3, 4]"),
    ("A = [1 2; 3 4]; b = [5, 6]; [A b]", "[1 2 5; 3 4 6]"), ("A = [1 2; 3 4]; [A; 5 6]", "[1 2; 3 4; 5 6]"),
    ("A = [1 2; 3 4]; [A I]", "[1 2 1 0; 3 4 0 1]"), ("[true, false]", "[true, false]"),
    ("[\"a\", \"b\"]", "[\"a\", \"b\"]"), ("[1, missing, 3]", "[1, missing, 3]"), ("[1, 2i]", "[1 + 0i, 2i]"),
    // ranges
    ("0:0.25:1", "[0, 0.25, 0.5, 0.75, 1]"), ("5:-2:1", "[5, 3, 1]"), ("3:1", "[]"), ("length(0:0.1:1)", "11"),
    // products: a vector is a column
    ("[1 2; 3 4] * [1, 1]", "[3, 7]"), ("x = [1, 2]; x' * x", "5"), ("x = [1, 2]; x * x'", "[1 2; 2 4]"),
    ("A = [2 0; 0 3]; x = [1, 2]; x' * A * x", "14"), ("[1 2; 3 4] * [0 1; 1 0]", "[2 1; 4 3]"),
    ("x = [1, 2]; x'", "[1 2]"), ("[1, 2] · [3, 4]", "11"), ("[1, 0, 0] × [0, 1, 0]", "[0, 0, 1]"), ("2 · 3", "6"),
    ("[1 2; 3 4]^2", "[7 10; 15 22]"), ("[1 1; 1 0]^10", "[89 55; 55 34]"), ("[2 0; 0 4]^-1", "[0.5 0; 0 0.25]"),
    ("A = [1 2; 3 4]; A - 2I", "[-1 2; 3 2]"), ("I * [1, 2]", "[1, 2]"),
    ("A = [1 2; 3 4]; A * I == A", "[true true; true true]"),
    ("[4 2; 1 3] \\ [1, 2]", "[-0.1, 0.7]"), ("[2 0; 0 4] / [2 0; 0 2]", "[1 0; 0 2]"),
    // dotted operators stretch dimensions of size 1
    ("[1, 2, 3] .^ 2", "[1, 4, 9]"), ("[1, 2] .* [3, 4]", "[3, 8]"), ("[1 2; 3 4] .* [10, 20]", "[10 20; 60 80]"),
    ("[1, 2] .+ [10 20]", "[11 21; 12 22]"), ("2 .^ [1, 2]", "[2, 4]"), ("1 ./ [2, 4]", "[0.5, 0.25]"),
    ("[1, 2] + 1", "[2, 3]"), ("2 * [1, 2]", "[2, 4]"), ("[2, 4] / 2", "[1, 2]"), ("-[1, 2]", "[-1, -2]"),
    // complex
    ("2i * 2i", "-4 + 0i"), ("(1 + 2i) * (3 - 1i)", "5 + 5i"), ("[1i 2]'", "[(-1i); (2 + 0i)]"), ("(1 + 1i)^2", "2i"),
    ("sqrt(-1 + 0i)", "1i"), ("(3 + 4i) == (3 + 4i)", "true"),
    // truths and missing
    ("[1, 2, 3] > 2", "[false, false, true]"), ("x = [1, 2, 3]; x[x > 1]", "[2, 3]"),
    ("not [true, false]", "[false, true]"),
    ("[true, false] and [true, true]", "[true, false]"), ("missing + 1", "missing"), ("missing and false", "false"),
    ("missing == missing", "missing"), ("[1, missing] + 1", "[2, missing]"), ("2 in [1, 2]", "true"),
    ("0 < [1, -1] < 2", "[true, false]"), ("[1, missing] > 0", "[true, missing]"),
    // indices
    ("A = [1 2; 3 4]; A[2, :]", "[3, 4]"), ("A = [1 2; 3 4]; A[:, 1]", "[1, 3]"), ("A = [1 2; 3 4]; A[end, 1]", "3"),
    ("x = 10:10:50; x[end - 1]", "40"), ("x = 10:10:50; x[[1, 3]]", "[10, 30]"), ("x = 1:4; x[2:end]", "[2, 3, 4]"),
    ("A = [1 2; 3 4]; A[1, 2] = 9; A", "[1 9; 3 4]"), ("x = 1:3; x[2] = 5; x", "[1, 5, 3]"),
    ("x = 1:3; x[:] = 0; x", "[0, 0, 0]"), ("\"abc\"[2]", "\"b\""), ("r = {a = [1, 2]}; r.a[2]", "2"),
    ("r = {a = 1}; r.b = 2; r", "{a = 1, b = 2}"), ("r = {a = [1, 2]}; r.a[1] = 7; r.a", "[7, 2]"),
    ("x = 1:5; y = x; x[1] = 9; y[1]", "1"), ("A = [1 2; 3 4]; x = [1, 2]; A[x[end], x[1]]", "3"),
    // destructuring and lists
    ("a, b = [3, 4]; a - b", "-1"), ("_, b = {p = 1, q = 2}; b", "2"), ("L = [x -> x, x -> 2x]; L[2](4)", "8"),
    ("[k * [1, 2] for k in 1:2]", "[[1, 2], [2, 4]]"), ("[i + 10j for i in 1:2, j in 1:2]", "[11, 21, 12, 22]"),
    ("[x^2 for x in 1:6 if mod(x, 2) == 0]", "[4, 16, 36]"),
  ]

  @Test("the rules of the language", arguments: rows)
  func value(row: (input: String, written: String)) throws {
    var session = Session()
    #expect(try session.written(row.input) == row.written, "\(row.input)")
  }

  static let spellings: [(unicode: String, ascii: String)] = [
    ("λ = 2; lambda", "λ = 2; λ"), ("x = 3; x²", "x = 3; x^2"), ("√16", "sqrt(16)"), ("π", "pi"),
    ("‖[3, 4]‖", "norm([3, 4])"),
    ("∑([1, 2])", "sum([1, 2])"), ("1 ≤ 2", "1 <= 2"), ("1 ≠ 2", "1 != 2"), ("2 ∈ [1, 2]", "2 in [1, 2]"),
    ("5 − 3", "5 - 3"), ("(x → x + 1)(2)", "(x -> x + 1)(2)"), ("A = [1 2; 3 4]; Aᵀ", "A = [1 2; 3 4]; A'"),
    ("A = [2 0; 0 4]; A⁻¹", "A = [2 0; 0 4]; A^-1"), ("f(x) = x^2; f′(3)", "f(x) = x^2; f'(3)"),
    ("g(x) = x^2; ∇g(3)", "g(x) = x^2; grad(g)(3)"), ("Γ(5)", "gamma(5)"), ("∞", "inf"),
  ]

  @Test("Unicode and ASCII spellings are one", arguments: spellings)
  func spelling(row: (unicode: String, ascii: String)) throws {
    var (a, b) = (Session(), Session())
    #expect(try a.written(row.unicode) == b.written(row.ascii))
  }

  static let documents: [(input: String, json: String)] = [
    ("0.1", "0.1"), ("1/3", "0.3333333333333333"), ("[1, 2.5]", "[1, 2.5]"), ("[1 2; 3 4]", "[[1, 2], [3, 4]]"),
    ("1 + 2i", #"{"re": 1, "im": 2}"#), ("{a = 1, b = [true]}", #"{"a": 1, "b": [true]}"#), ("inf", #""Infinity""#),
    ("[nan, -inf]", #"["NaN", "-Infinity"]"#), ("x -> 2x", #"{"function": "x -> 2x"}"#), ("missing", "null"),
    (#""a\"b\n""#, #""a\"b\n""#), ("1e300", "1e+300"), ("[[1, 2][1], 3]", "[1, 3]"),
  ]

  @Test("JSON at full precision", arguments: documents)
  func json(row: (input: String, json: String)) throws {
    var session = Session()
    #expect(try session.context.json(session.value(row.input)) == row.json)
  }

  /// RFC 8259, §7: what is escaped above U+FFFF is a surrogate pair.
  @Test func charactersThatNobodySees() {
    let said = JSON.text("a\u{E0001}\u{10FFFF}\u{7F}")
    let scalars = ["a": "a", "\u{E0001}": #"\udb40\udc01"#, "\u{10FFFF}": #"\udbff\udfff"#, "\u{7F}": #"\u007f"#]
    let escaped = ["a", "\u{E0001}", "\u{10FFFF}", "\u{7F}"].map { text in
      text.visible == text ? text : scalars[text] ?? ""
    }
    #expect(said == "\"\(escaped.joined())\"")
  }

  // 2⁶⁰ places in sixty lists: to visit them all would take years.
  @Test(arguments: ["iterate(s -> [s, s], \"a\", 60)", "iterate(s -> {a = s, b = s}, 1, 60)"])
  func valuesThatHoldOneAnotherAreShown(_ source: String) throws {
    var session = Session()
    let lines = try session.value(source).document.plain().split(separator: "\n")
    #expect((4...200).contains(lines.count))
    #expect(try session.value("length([\(source), 2])").written(digits: 6) == "2")
    let text = try session.value(source).written(atMost: 1000)
    #expect(text.contains("…") && text.utf8.count < 10_000)
  }

  @Test(arguments: [
    ("iterate(s -> [s, s], \"a\", 60)", "iterate(s -> [s, s], \"b\", 60)"),
    ("iterate(s -> {a = s, b = s}, 1, 60)", "iterate(s -> {a = s, b = s}, 2, 60)"),
    ("iterate(f -> (x -> f(f(x))), x -> x, 60)", "iterate(f -> (x -> f(f(x))), x -> 2x, 60)"),
  ])
  func valuesThatHoldOneAnotherAreCompared(_ source: String, _ other: String) throws {
    var session = Session()
    _ = try session.value("r = \(source); s = \(source); t = \(other)")
    #expect(try session.written("r == r") == "true" && session.written("r == s") == "true")
    #expect(try session.written("r == t") == "false" && session.written("r != t") == "true")
  }

  /// What a function captured is a part of it, as 1 is of x -> x + 1.
  @Test func functionsAreWhatTheyCaptured() throws {
    var session = Session()
    _ = try session.value("adder(n) = x -> x + n")
    #expect(try session.written("adder(1) == adder(2)") == "false")
    #expect(try session.written("adder(1) == adder(1)") == "true")
    #expect(try session.written("(x -> x + 1) == (x -> x + 1)") == "true")
  }

  @Test func longJSONEndsWhenAskedTo() throws {
    var session = Session()
    let value = try session.value("iterate(s -> {a = s, b = s}, 1, 60)")
    let (clock, start) = (ContinuousClock(), ContinuousClock().now)
    #expect { _ = try session.context.within(.milliseconds(50)).json(value) } throws: { error in
      if case .interrupted? = (error as? EvaluationError)?.kind { true } else { false }
    }
    #expect(clock.now - start < .seconds(5))
  }

  /// An announcement is an estimate, said as one.
  @Test(arguments: [
    (11.3, "about 10 s"), (16.0, "about 20 s"), (2.0, "about 2 s"), (9.7, "about 10 s"), (94.0, "about 90 s"),
  ])
  func estimatesAreRound(_ seconds: Double, _ words: String) throws {
    let shown = Mutex("")
    let slow = Builtin(
      "slow", summary: "", examples: [], cost: seconds / 2, Form("A") { (a: Matrix) in a })
    let add: @Sendable (Document) -> Void = { document in shown.withLock { $0 += document.plain() } }
    var context = Context(
      catalog: Catalog(topics: [.init("slow", [slow])], constants: [:]), random: RandomStream(seed: 1),
      emit: add)
    _ = try context.run(try Parser.statements("slow([1 2])")[0], in: Source("slow([1 2])"))
    #expect(shown.withLock { $0 }.contains("slow of 1×2: \(words), in one piece"))
  }
}
