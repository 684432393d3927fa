import Document
import Notebook
import Syntax
import Testing

@Suite struct WorkCommandTests {
  @Test func isACellThatIsSavedAndReplayed() {
    var notebook = notebook("A = [2 1; 5 3]")
    let result = notebook.submit(":work A \\ [1, 2]")
    #expect(result.fate == .cell && result.failure == nil)
    #expect(result.output.plain().hasPrefix("Goal    A x = b"))
    #expect(notebook.submitted("ans.value") == "2-vector\n  1  -1\n")
    #expect(notebook.cells.map(\.source).prefix(2) == ["A = [2 1; 5 3]", ":work A \\ [1, 2]"])
  }

  /// A person at a terminal sees one step after another; together they are the whole.
  @Test func stepsAreThePiecesOfTheOutput() {
    var notebook = notebook()
    let result = notebook.submit(":work inv([2 1; 5 3])")
    let pieces = notebook.steps(of: result)
    // The goal, four steps, and the result with its check.
    #expect(pieces.count == 6)
    #expect(pieces.map { $0.plain() }.joined() == result.output.plain())
    #expect(pieces[0].plain().hasPrefix("Goal"))
    #expect(pieces[5].plain().hasPrefix("Result") && pieces[5].plain().contains("Check"))
    #expect(notebook.steps(of: notebook.submit("work(inv, [2 1; 5 3])")).isEmpty)
    notebook.isReplaying = true
    #expect(notebook.steps(of: notebook.submit(":work inv([2 1; 5 3])")).isEmpty)
  }

  @Test func briefFoldsTheMiddle() {
    var notebook = notebook()
    let text = notebook.submit(":work inv([2 1; 5 3]), brief = true").output.plain()
    #expect(text.contains("… 2 steps left out"))
    #expect(text.contains("\n1  scale row 1") && text.contains("\n4  clear column 2") && !text.contains("\n3  "))
    #expect(notebook.steps(of: notebook.submit(":work inv([2 1; 5 3]), brief = true")).count == 0)
  }

  @Test(arguments: [
    (":work", "E502", "work"), (":work brief = true", "E502", "brief = true"),
    (":work det([1]), 2", "E502", "det([1]), 2"), (":work det([1]), quick = true", "E502", "det([1]), quick = true"),
    (":work det([1]), brief = 1", "E502", "det([1]), brief = 1"), (":work det([1 2])", "E202", "det([1 2])"),
    (":work 1 + 1", "E113", "1 + 1"), (":work det([1", "E004", "["), (":work missing_name", "E102", "missing_name"),
  ])
  func mistakes(_ input: String, _ code: String, _ piece: String) throws {
    var notebook = notebook()
    let failure = try #require(notebook.submit(input).failure)
    #expect(failure.report.code == code, "\(failure.report)")
    let span = try #require(failure.span)
    #expect(String(decoding: Array(input.utf8)[span.start..<span.end], as: UTF8.self) == piece)
    #expect(notebook.cells.isEmpty)
  }

  /// Settings reach into the steps.
  @Test func digitsAreTheNotebooks() {
    var notebook = notebook(":set digits 3")
    let result = notebook.submit(":work chol([2 1; 1 2])")
    var options = RenderOptions.plain
    options.digits = result.digits
    let text = result.output.plain(options)
    #expect(text.contains("l₁₁ = √a₁₁ = √2 = 1.41\n"))
  }
}
