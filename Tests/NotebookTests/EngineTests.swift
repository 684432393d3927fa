import Document
import Evaluation
import Notebook
import Syntax
import Testing

/// A notebook after these inputs.
func notebook(_ inputs: String..., seed: UInt64 = 1) -> Notebook {
  var notebook = Notebook(seed: seed, files: .trusted(base: "/nonexistent"))
  for input in inputs { _ = notebook.submit(input) }
  return notebook
}

/// What is shown for the last of these inputs.
func shown(_ inputs: String...) -> String {
  var notebook = notebook()
  var last = ""
  for input in inputs { last = notebook.submit(input).document.plain() }
  return last
}

@Suite struct EngineTests {
  /// Expected by the language's rules: what a person reads on a whiteboard.
  @Test(arguments: [
    (["1 + 1"], "2\n"), (["x = 2"], "x = 2\n"), (["x = 2;"], ""), (["x = 2; x^2;\nx^2 + 1\ny = 3;"], "5\n"),
    (["x = 2; y = 3"], "y = 3\n"), (["a, b = [1, 2]"], "a = 1\nb = 2\n"), (["1 + 1", "ans * 3"], "6\n"),
    (["2;", "ans"], "2\n"), (["5", "6", "out[1]"], "5\n"), (["5", "x = 7;", "out[2] + out[1]"], "12\n"),
    (["5", "nothing", "ans"], "5\n"), (["", "# remark", "   "], ""),
    (["[1 2; 3 4]"], "2×2 matrix\n  1  2\n  3  4\n"), (["v = [1, 2]"], "v = 2-vector\n  1  2\n"),
    (["f(x) = x + 1;", "f(2)"], "3\n"), (["x = 1\ny = x + 1"], "x = 1\ny = 2\n"),
  ])
  func outputs(inputs: [String], expected: String) {
    var notebook = notebook()
    var last = ""
    for input in inputs { last = notebook.submit(input).document.plain() }
    #expect(last == expected)
  }

  @Test func failureLosesNothing() {
    var notebook = notebook("x = 1", "f(t) = t")
    for input in [
      "x = 2; y = 3; nothing", "f(t) = t + 1\nf(nothing)", "x = ", "x[9] = 1", ":nothing", ":set digits 99",
    ] {
      let result = notebook.submit(input)
      #expect(result.fate == .failed && result.failure != nil, "\(input)")
      #expect(result.number == 3)
      #expect(notebook.nextNumber == 3)
    }
    #expect(notebook.submit("[x, f(5)]").document.plain() == "2-vector\n  1  5\n")
    #expect(notebook["y"] == nil)
  }

  @Test func shownBeforeTheFailure() {
    let result = {
      var n = notebook(); return n.submit("1 + 1\nnothing")
    }()
    #expect(result.output.plain() == "2\n")
    #expect(result.failure?.report.code == "E102")
  }

  @Test func cellsSeeTheNamesAsTheyAreNow() {
    #expect(shown("a = 1", "f(x) = a*x", "a = 10", "f(2)") == "20\n")
    // After an undo the same age of the names has other values; nothing compiled before may survive it.
    #expect(shown("a = 1", "f(x) = a*x", "a = 10", "f(2)", ":undo 2", "a = 3", "f(2)") == "6\n")
  }

  @Test(arguments: [
    ("[1,", false), ("f(x) = (", false), ("1 +", false), ("x = 2", true), ("", true), ("1 + )", true),
    (":plot (", true),
    ("\"a", true), ("# [", true), ("[1, 2]\n", true),
  ])
  func completeness(text: String, expected: Bool) {
    #expect(Notebook.isComplete(text) == expected)
  }

  @Test func presetsReplaceTheFirstAssignment() {
    var notebook = notebook()
    notebook.preset("x", to: .number(10))
    #expect(notebook.submit("x = 2").document.plain() == "x = 10\n")
    #expect(notebook.submit("x").document.plain() == "10\n")
    #expect(notebook.submit("x = 2").document.plain() == "x = 2\n")
  }

  @Test func wordsThatLeave() {
    for word in ["quit", "exit", ":quit", " quit "] {
      var notebook = notebook()
      #expect(notebook.submit(word).request == .quit, "\(word)")
    }
    // A name of the notebook is the notebook's.
    #expect(shown("quit = 3", "quit") == "3\n")
  }

  @Test func drawsDependOnTheCellAlone() {
    let plain = notebook("a = rand(3)", "b = rand(3)", seed: 5)
    let inserted = notebook("c = rand(3)", "b = rand(3)", "1", "a = rand(3)", seed: 5)
    let other = notebook("a = rand(3)", seed: 6)
    #expect(plain["a"]?.written() == inserted["a"]?.written())
    #expect(plain["b"]?.written() == inserted["b"]?.written())
    #expect(plain["a"]?.written() != plain["b"]?.written())
    #expect(plain["a"]?.written() != other["a"]?.written())
    // A cell that fails draws from the same stream at its next try.
    let retried = notebook("a = [rand(3), nothing]", "a = rand(3)", seed: 5)
    #expect(retried["a"]?.written() == plain["a"]?.written())
  }
}

@Suite struct FailureTests {
  /// The mark stands under what it marks, whatever the characters' width; the line is the one with the mistake.
  @Test(arguments: [
    ("nothing + 1", "  nothing + 1\n  ‾‾‾‾‾‾‾"), ("1 + nothing", "  1 + nothing\n      ‾‾‾‾‾‾‾"),
    ("\"漢字\" + nothing", "  \"漢字\" + nothing\n           ‾‾‾‾‾‾‾"),
    ("x̂ = 1; nothing", "  x̂ = 1; nothing\n         ‾‾‾‾‾‾‾"),
    ("1 +\tnothing", "  1 + nothing\n      ‾‾‾‾‾‾‾"), ("x = 1\ny = nothing\nz = 2", "  y = nothing\n      ‾‾‾‾‾‾‾"),
    ("α = 1; α·nothing", "  α = 1; α·nothing\n           ‾‾‾‾‾‾‾"), ("[1,\n 2,\n nothing]", "   nothing]\n   ‾‾‾‾‾‾‾"),
  ])
  func underlined(input: String, expected: String) throws {
    var notebook = notebook()
    let failure = try #require(notebook.submit(input).failure)
    let excerpt = try #require(failure.excerpts.first)
    #expect(excerpt.text(.plain) == expected)
    let span = try #require(failure.span)
    #expect(String(decoding: Array(input.utf8)[span.start..<span.end], as: UTF8.self) == "nothing")
  }

  @Test func longLinesKeepTheMarkInView() throws {
    let input = String(repeating: "1 + ", count: 100) + "nothing + " + String(repeating: "2 + ", count: 100) + "3"
    let failure = try #require(
      {
        var n = notebook(); return n.submit(input)
      }().failure)
    for width in [20, 40, 80] {
      let lines = try #require(failure.excerpts.first).text(RenderOptions(width: width)).split(separator: "\n")
      #expect(lines.allSatisfy { String($0).displayWidth <= width })
      let start = lines[1].prefix { $0 == " " }.count
      let marked = String(lines[0].dropFirst(start).prefix(7))
      #expect(marked == "nothing", "\(width)")
    }
  }

  @Test func spansOfSeveralLinesAreMarkedToTheEndOfTheFirst() {
    #expect(Excerpt(Span(2, 9), of: "a bcd\nefgh\ni").text(.plain) == "  a bcd\n    ‾‾‾")
    #expect(Excerpt(Span(0, 100), of: "ab").text(.plain) == "  ab\n  ‾‾")
    #expect(Excerpt(Span(2, 2), of: "ab").text(.plain) == "  ab\n    ‾")
    #expect(Excerpt(Span(0, 0), of: "").text(.plain) == "  \n  ‾")
    #expect(Excerpt(Span(1, 3), of: "aéb").text(RenderOptions(charset: .ascii)) == "  a?b\n   ^")
  }

  @Test func mistakesInFunctionsShowWhereAndTheCall() {
    let text = shown("f(x) = x + nothing", "1", "2 * f(3)")
    let expected = """
      E102 unknown name nothing
      cell [1]
        f(x) = x + nothing
                   ‾‾‾‾‾‾‾
      called from
        2 * f(3)
            ‾‾‾‾

      """
    #expect(text.hasPrefix(expected))
  }

  @Test func controlCharactersAreShownAndNotObeyed() {
    let text = shown("\"\u{1b}[2J\" + nothing")
    #expect(!text.contains("\u{1b}") && text.contains("␛[2J"))
  }
}
