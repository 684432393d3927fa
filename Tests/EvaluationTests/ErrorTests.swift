import Document
import Evaluation
import Syntax
import Testing

/// Mistakes, their codes and the words they underline, as `language.md` and `look.md` describe them.
@Suite("Errors")
struct ErrorTests {
  static let rows: [(input: String, code: String, underlined: String)] = [
    ("A = [4 2; 1 3]; A * [1, 2, 3]", "E201", "A * [1, 2, 3]"), ("Inv([1 2; 3 4])", "E102", "Inv"),
    ("1 + foo", "E102", "foo"), ("[1, 2] + [1, 2, 3]", "E201", "[1, 2] + [1, 2, 3]"),
    ("x = 3; x(x + 1)", "E109", "x(x + 1)"),
    ("v = [1, 2]; v(1)", "E109", "v(1)"), ("v = [1, 2]; v[3]", "E212", "3"), ("v = [1, 2]; v[0]", "E212", "0"),
    ("v = [1, 2]; v[1.5]", "E210", "1.5"), ("v = [1, 2]; v[1, 2]", "E211", "v[1, 2]"),
    ("A = [1 2; 3 4]; A[3, 1]", "E212", "3"), ("[1, 2]^2", "E203", "[1, 2]^2"), ("2^[1, 2]", "E203", "2^[1, 2]"),
    ("true + 1", "E203", "true + 1"), ("\"a\" + 1", "E203", "\"a\" + 1"),
    ("if 1 then 2 else 3", "E204", "1"),
    ("if missing then 2 else 3", "E205", "missing"), ("[1, \"a\"]", "E214", "[1, \"a\"]"),
    ("u = [1, 2]; [u, u]", "E215", "[u, u]"), ("[1 2; 3]", "E216", "[1 2; 3]"),
    ("a, b = [1, 2, 3]", "E217", "a, b = [1, 2, 3]"),
    ("f(x) = x; f(1, 2)", "E105", "f(1, 2)"), ("f(x, y) = x; f(1)", "E105", "f(1)"),
    ("f(x) = x; f(1, z = 2)", "E106", "f(1, z = 2)"),
    ("f(x) = x; f(1, x = 2)", "E108", "f(1, x = 2)"), ("r = {alpha = 1}; r.alhpa", "E104", "r.alhpa"),
    ("x = 3; x.y", "E104", "x.y"),
    ("(-8)^(1/3)", "E302", "(-8)^(1/3)"), ("[-8, 8] .^ 0.5", "E302", "[-8, 8] .^ 0.5"), ("1:0:5", "E208", "1:0:5"),
    ("I[1, 1]", "E213", "I[1, 1]"), ("I + 1", "E207", "I + 1"), ("0:1e-9:1e9", "E402", "0:1e-9:1e9"),
    ("y[1] = 3", "E102", "y[1]"),
    ("f(x) = (z[1] = 2; z); f(1)", "E218", "z[1]"), ("(1 + 2i) < 3", "E203", "(1 + 2i) < 3"),
    ("\"a\" < 1", "E203", "\"a\" < 1"),
    ("[1, 2] == [1, 2, 3]", "E201", "[1, 2] == [1, 2, 3]"), ("f = x -> x; f + 1", "E203", "f + 1"),
    ("not 3", "E204", "not 3"),
    ("1 and true", "E204", "1"),
    ("-\"a\"", "E203", "-\"a\""),
    ("[k for k in \"ab\" if 1]", "E204", "1"), ("map(3, [1])", "E202", "3"),
    ("iterate(x -> x, 1, -1)", "E202", "-1"),
    ("A = [1 2; 3 4]; A[1, 2] = [1, 2, 3]; A[:, 1] = [1, 2, 3]", "E214", "A[1, 2] = [1, 2, 3]"),
  ]

  @Test("code and place", arguments: rows)
  func place(row: (input: String, code: String, underlined: String)) throws {
    var session = Session()
    let failure = try #require(try session.failure(row.input), "\(row.input) did not fail")
    #expect(failure.error.report.code == row.code, "\(row.input): \(failure.error.report)")
    #expect(failure.underlined == row.underlined, "\(row.input)")
    #expect(!failure.error.report.message.isEmpty)
  }

  @Test("every suggestion evaluates", arguments: rows.map(\.input))
  func suggestion(input: String) throws {
    var session = Session()
    guard let first = try session.failure(input)?.error.report.suggestion,
      let suggestion = session.context.proven(first)
    else { return }
    #expect(throws: Never.self, "\(input): \(suggestion)") { _ = try session.value(suggestion) }
  }

  @Test("an error inside a function shows both places")
  func inside() throws {
    var session = Session()
    _ = try session.value("f(x) = x * [1, 2, 3]")
    let failure = try #require(try session.failure("f([1 2; 3 4])"))
    #expect(failure.error.places.count == 2)
    #expect(failure.error.places[0].source?.text == "f(x) = x * [1, 2, 3]")
    #expect(failure.underlined == "f([1 2; 3 4])")
    #expect(failure.error.report.message == "x is 2×2 and [1, 2, 3] has 3 elements: 2 columns cannot meet 3 rows.")
  }

  @Test("a failing statement binds nothing")
  func atomic() throws {
    var session = Session()
    _ = try session.failure("q = 1 + foo")
    #expect(session.context.scope["q"] == nil)
  }

  @Test("hiding a built-in name is said once")
  func hiding() throws {
    var session = Session()
    _ = try session.value("e = 3")
    #expect(session.context.notes.map(\.code) == ["W101"])
    session.context.notes = []
    _ = try session.value("e = 4")
    #expect(session.context.notes.isEmpty)
  }
}
