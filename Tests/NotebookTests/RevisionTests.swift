import Document
import Evaluation
import Notebook
import Testing

@Suite struct RevisionTests {
  /// What depends on what, by reading the cells: the first input changes a cell, then these cells are stale.
  @Test(arguments: [
    (["a = 1", "b = a", "c = 2", "d = b + c"], ":edit 1 a = 5", [2, 4]),
    // A name that is bound anew in between depends no more.
    (["a = 1", "a = 2", "b = a"], ":edit 1 a = 5", []),
    (["a = 1", "a = a + 1", "b = a"], ":edit 1 a = 5", [2, 3]),
    // A function reads names when it is called.
    (["a = 1", "f(x) = a*x", "f(2)", "3"], ":edit 1 a = 5", [3]),
    (["f(x) = k*x", "k = 2", "f(1)"], ":edit 2 k = 3", [3]),
    (["k = 2", "g(x) = k", "f(x) = g(x)", "map(f, [1, 2])"], ":edit 1 k = 3", [4]),
    (["k = 2", "f = x -> k*x^2", "f'(1)"], ":edit 1 k = 3", [3]),
    // Parameters and loop variables are names of their own.
    (["x = 1", "f(x) = x", "[x for x in 1:3]", "map(x -> x, [1])"], ":edit 1 x = 2", []),
    (["a = [1, 2]", "a[1] = 7", "sum(a)"], ":edit 1 a = [3, 4]", [2, 3]),
    (["2 + 3", "ans * 2", "ans * 2"], ":edit 1 4", [2, 3]),
    (["5", "x = 1", "ans"], ":edit 1 6", []),
    (["5", "out[1] + 1"], ":edit 1 6", [2]),
    (["a, b = [1, 2]", "c = a", "d = b"], ":edit 1 a, b = [1, 3]", [3]),
    // The same value again changes nothing.
    (["a = 1", "b = a"], ":edit 1 a = 2 - 1   # the same", []),
    (["f(x) = x", "f(1)"], ":edit 1 f(x) =  x", []),
    (["f(x) = x", "f(1)"], ":edit 1 f(x) = 2x", [2]),
    // A name that is gone, and one that is new.
    (["a = 1", "b = a"], ":edit 1 c = 1", [2]),
    (["1", "sin(0)"], ":edit 1 sin = x -> 7", [2]),
    ([":seed 3", "a = 1", "r = rand()", "s = r"], ":edit 1 :seed 4", [3, 4]),
    (["a = 2", ":plot x^a for x in 0:1", ":plot a^2 for a in 0:1"], ":edit 1 a = 3", [2]),
    (
      ["w = 1", ":descend w -> (w - 3)^2, 0, rate = 0.1", ":step 2", "gd.x"],
      ":edit 2 :descend w -> (w - 3)^2, 0, rate = 0.2", [3, 4]
    ),
  ])
  func dependents(cells: [String], edit: String, stale: [Int]) {
    var notebook = notebook()
    for cell in cells { #expect(notebook.submit(cell).fate == .cell, "\(cell)") }
    let result = notebook.submit(edit)
    #expect(result.fate == .changed, "\(result.document.plain())")
    #expect(notebook.stale == stale)
    #expect(notebook.cells.map(\.number) == Array(1...cells.count))
  }

  /// After the stale cells ran, the notebook is the one that typing the changed cells from the start gives.
  @Test(arguments: [
    (["a = 2", "b = a * 3", "f(x) = a*x", "f(b)", "r = randn(2)", "s = sum(r) + a"], 1, "a = 5"),
    (["k = 1", "v = [k, 2k]", "v[2] = 9", "w = v + 1", "k"], 1, "k = 4"),
    ([":set digits 3", "a = 1/3", "a + 1"], 2, "a = 2/3"),
    (["g(w) = (w - 3)^2", ":descend g, 0, rate = 0.1", ":step 3", "gd.x"], 1, "g(w) = (w - 5)^2"),
    (["1", "ans + 1", "ans + 1"], 1, "10"),
  ])
  func rerunningIsTypingAgain(cells: [String], number: Int, text: String) {
    var edited = notebook()
    for cell in cells { _ = edited.submit(cell) }
    #expect(edited.submit(":edit \(number) \(text)").failure == nil)
    #expect(edited.submit(":rerun stale").failure == nil)
    var typed = notebook()
    for (index, cell) in cells.enumerated() { _ = typed.submit(index + 1 == number ? text : cell) }
    #expect(edited.stale.isEmpty && typed.cells.count == edited.cells.count)
    for (a, b) in zip(edited.cells, typed.cells) {
      #expect(a.output.plain() == b.output.plain() && a.source == b.source)
    }
    #expect(edited.names == typed.names)
    for name in typed.names where typed[name]?.kind != "function" {
      #expect(
        edited[name]?.document.plain(RenderOptions.plain.full) == typed[name]?.document.plain(RenderOptions.plain.full))
    }
    #expect(
      edited.submitted("ans") == typed.submitted("ans") && edited.submitted("rand()") == typed.submitted("rand()"))
    // And everything again changes nothing.
    let before = edited.cells.map { $0.output.plain() }
    #expect(edited.submit(":rerun").failure == nil && edited.cells.map { $0.output.plain() } == before)
  }

  @Test func failuresChangeNothing() {
    var notebook = notebook("a = 2", "b = 1/a", "c = sqrt(a)")
    let edit = notebook.submit(":edit 1 a = nothing")
    #expect(edit.failure?.report.code == "E102" && edit.fate == .failed && notebook.stale.isEmpty)
    #expect(notebook.submit(":edit 1 a = -1").failure == nil && notebook.stale == [2, 3])
    let rerun = notebook.submit(":rerun stale")
    // √−1 is an error; the second cell, which went well, is not half done either.
    #expect(rerun.failure?.report.code == "E302" && rerun.number == 3 && notebook.stale == [2, 3])
    #expect(rerun.document.plain().hasPrefix("[3] fails; nothing changed\n"))
    #expect(notebook.submitted("b") == "0.5\n")
  }

  @Test func revisionsAreUndone() {
    var notebook = notebook("a = 2", "b = a")
    for input in [":edit 1 a = 5", ":rerun stale"] { _ = notebook.submit(input) }
    #expect(notebook.submitted("b") == "5\n")
    _ = notebook.submit(":undo")
    #expect(notebook.stale == [2] && notebook.submitted("[a, b]") == "2-vector\n  5  2\n")
    _ = notebook.submit(":undo")
    #expect(notebook.stale.isEmpty && notebook.submitted("[a, b]") == "2-vector\n  2  2\n")
    #expect(notebook.cells[0].source == "a = 2")
  }

  /// One cell runs where it stands: in what the cells before it left, not in what came later.
  @Test func oneCellRunsInItsPlace() {
    var notebook = notebook("a = 1", "b = a + 1", "a = 10", "r = rand()")
    let draw = notebook.submitted("r")
    _ = notebook.submit(":rerun 2")
    #expect(notebook.submitted("b") == "2\n" && notebook.submitted("a") == "10\n")
    _ = notebook.submit(":rerun 4")
    #expect(notebook.submitted("r") == draw && notebook.stale.isEmpty)
  }

  @Test func aKeptMistakeStaysOne() {
    var notebook = notebook("a = 0", "inv([a 0; 0 1])", ":keep", "b = a")
    _ = notebook.submit(":edit 1 a = 2")
    #expect(notebook.submit(":rerun").failure == nil)
    // What failed and now goes well is a cell like any other.
    #expect(notebook.cells[1].failure == nil && notebook.submitted("b") == "2\n")
    _ = notebook.submit(":edit 1 a = 0")
    #expect(notebook.submit(":rerun").failure != nil)
  }

  @Test func askingToEditHandsOverTheSource() {
    var notebook = notebook("f(x) = (\n  x^2   # square\n)", "f(2)")
    let asked = notebook.submit(":edit 1")
    #expect(asked.request == .edit(cell: 1, source: "f(x) = (\n  x^2   # square\n)") && asked.fate == .aside)
    #expect(!Notebook.isComplete(":edit 1 f(x) = (") && Notebook.isComplete(":edit 1 f(x) = (x)"))
    #expect(notebook.submit(":edit 1 f(x) = (\n  x^3   # cube\n)").fate == .changed)
    #expect(notebook.cells[0].source == "f(x) = (\n  x^3   # cube\n)" && notebook.stale == [2])
  }

  /// A file keeps its prose when one of its cells is changed; only that cell and what ran again is rewritten.
  @Test func changedCellsStandInTheFile() throws {
    let folder = try Scratch()
    let text = """
      ---
      nabla: 1
      seed: 1
      ---
      # Title

      Prose before.

          > a = 2   #~ tol abs 0.1
          | a = 2

      Prose between.

          > b = a
          | b = 2
          = b == a :: the same

      The end.

      """
    try FileStore.replace("\(folder.path)/x.mlsession", with: text)
    var notebook = Notebook(seed: 1, files: .trusted(base: folder.path))
    #expect(notebook.submit(":open x.mlsession").failure == nil)
    for input in [":edit 1 a = 3", ":rerun stale", "c = b"] { #expect(notebook.submit(input).failure == nil) }
    let saved = notebook.submit(":save")
    #expect(saved.document.plain() == "saved; 4 of 4 reproduce\n", "\(saved.document.plain())")
    let expected =
      text.replacing("> a = 2   #~ tol abs 0.1\n    | a = 2", with: "> a = 3\n    | a = 3")
      .replacing("| b = 2", with: "| b = 3") + "\n    > c = b\n    | c = 3\n"
    #expect(String(decoding: try FileStore.read("\(folder.path)/x.mlsession"), as: UTF8.self) == expected)
    #expect(notebook.submit(":verify").document.plain() == "x.mlsession: 4 of 4 reproduce\n")
  }

  @Test func semicolonsSilence() {
    var notebook = notebook()
    #expect(notebook.submit(":descend w -> (w - 3)^2, 0, rate = 0.1;").document.blocks.isEmpty)
    #expect(notebook.submit(":step 3;").document.blocks.isEmpty && notebook.submitted("gd.iterations") == "3\n")
    #expect(notebook.submit(":plot x for x in 0:1;").document.blocks.isEmpty)
    #expect(notebook.submit(":set digits 3;").document.blocks.isEmpty && notebook.settings.digits == 3)
    #expect(notebook.cells.map(\.source)[1] == ":step 3;")
  }

  @Test func cellsTellWhatTheyAre() {
    var notebook = notebook("a = 2", "b = (\n  a\n)", ":edit 1 a = 3")
    #expect(
      notebook.submit(":cells").document.plain().hasPrefix(" [1] a = 3    a\n[2*] b = ( …  b\n[2*] is stale"))
    #expect(notebook.submit(":vars").document.plain().hasPrefix("a  number  3  [1]\nb  number  2  [2*]\n"))
    #expect(notebook.submit(":history").document.plain() == "a = 3\nb = (\n  a\n)\n")
    #expect(notebook.submit(":history 3 A").document.plain() == "a = 3\n")
  }
}
