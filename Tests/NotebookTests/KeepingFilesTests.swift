import Document
import Notebook
import Testing

/// What stands in a session file is the author's: saving adds to it, and takes out only what was undone.
@Suite struct KeepingFilesTests {
  private static let head = "---\nnabla: 1\nseed: 3\ntol: rel 1e-4\n---\n# A title\n\nProse with  two blanks.\n"
  private static let body =
    "\n    > a  =  rand(1)[1];\n    > nothing\n    > x = 1 #~ skip slow\n    > ?sin\n    = 1 == 1 :: yes\n"
    + "\n    > 1 +\n    . 1\n    | 2\n\nMore.\n"
  private static let last = "\n    > y  = 2 # last\n    |   y = 2\n"
  private static let tail =
    "    = 2 == 2 :: still\n\n    ? exercise e  do\n    ? check z == 2\n    ? answer z = 2\n\nThe end."

  private func opened(_ text: String, in folder: Scratch) throws -> Notebook {
    try FileStore.replace(folder.path + "/a.mlsession", with: text)
    var notebook = Notebook(seed: 77, files: .trusted(base: folder.path))
    _ = try notebook.open("a.mlsession")
    return notebook
  }

  @Test func failedAndSkippedCellsAndProseSurvive() throws {
    let folder = try Scratch()
    let file = Self.head + Self.body + Self.last + Self.tail
    var notebook = try opened(file, in: folder)
    #expect(notebook.cells.count == 3)
    #expect(notebook.submit(":save").failure == nil)
    #expect(try text(folder.path + "/a.mlsession") == file)
    _ = notebook.submit("w = y + 1")
    _ = notebook.submit(":save")
    #expect(try text(folder.path + "/a.mlsession") == file + "\n\n    > w = y + 1\n    | w = 3\n")
  }

  @Test func undoTakesOnlyTheCellOutOfTheFile() throws {
    let folder = try Scratch()
    var notebook = try opened(Self.head + Self.body + Self.last + Self.tail, in: folder)
    #expect(notebook.submit(":undo").fate == .changed)
    _ = notebook.submit(":save")
    #expect(try text(folder.path + "/a.mlsession") == Self.head + Self.body + "\n" + Self.tail)
    // A new cell takes the number of the one that is gone, and not its place in the file.
    for input in ["u = 5;", ":undo", ":undo", "v = 6;"] { _ = notebook.submit(input) }
    _ = notebook.submit(":save")
    let shorter = Self.body.replacing("    > 1 +\n    . 1\n    | 2\n", with: "")
    #expect(
      try text(folder.path + "/a.mlsession") == Self.head + shorter + "\n" + Self.tail + "\n\n    > v = 6;\n")
    #expect(notebook.submit(":undo").fate == .changed)
  }

  @Test func anotherNotebookDoesNotReplaceTheFile() throws {
    let folder = try Scratch()
    let file = Self.head + Self.last
    var notebook = try opened(file, in: folder)
    for input in ["q = 1", ":clear", "p = 2"] { _ = notebook.submit(input) }
    #expect(notebook.submit(":save").failure?.report.code == "E502")
    let refused = notebook.submit(":save a.mlsession")
    #expect(refused.failure?.report.code == "E535" && refused.failure?.report.suggestion == ":save! a.mlsession")
    #expect(try text(folder.path + "/a.mlsession") == file)
    #expect(notebook.submit(":save b.mlsession").failure == nil)
    #expect(notebook.submit(":save b.mlsession").failure == nil)
    #expect(notebook.submit(":save! a.mlsession").failure == nil)
    #expect(try text(folder.path + "/a.mlsession").contains("> p = 2"))
    // Undo of a cell from before the saving leaves the notebook where it was saved to.
    _ = notebook.submit(":undo")
    #expect(notebook.submit(":save").failure == nil)
  }

  @Test func whatIsRecoveredKeepsTheFileToo() throws {
    let folder = try Scratch()
    let journals = JournalFolder(folder.path + "/journals")
    let file = Self.head + Self.body + Self.last + Self.tail
    var kept: KeptNotebook? = KeptNotebook(try opened(file, in: folder), in: journals, isAttended: false)
    _ = kept?.submit("w = y + 1")
    kept = nil
    let orphan = try #require(try journals.orphans().first)
    var recovered = KeptNotebook(Notebook(seed: 1, files: .trusted(base: folder.path)), in: journals)
    #expect(recovered.recover(orphan).cells == 4)
    _ = recovered.submit(":save")
    #expect(try text(folder.path + "/a.mlsession") == file + "\n\n    > w = y + 1\n    | w = 3\n")
    recovered.finish()
  }

  @Test func presetsKeepTheirValues() throws {
    func after(_ preset: String, _ inputs: String...) throws -> Notebook {
      var notebook = Notebook(seed: 1, files: .trusted(base: "/nonexistent"))
      try notebook.preset(preset)
      for input in inputs { _ = notebook.submit(input) }
      return notebook
    }
    #expect(try after("u = 9", "u, v = [1, 2]").submitted("[u, v]") == "2-vector\n  9  2\n")
    #expect(try after("u=9", "u, v = [1, 2]", "u, v = [3, 4]").submitted("u") == "3\n")
    #expect(try after("f=x -> x + 1", "f(x) = x").submitted("f(1)") == "2\n")
    for wrong in ["u", "=3", "u=", "3=4", "u v=1", "u=1; w", "a,b=[1,2]", "u=nothing"] {
      #expect(throws: NotebookError.self) { try after(wrong) }
    }
  }

  @Test func theClosingLineNamesTheOptimizer() {
    var notebook = notebook("gd = 1;", ":descend w -> (w - 3)^2, 0, rate = 0.1")
    let shown = notebook.submit(":step until 1e-6").output.plain()
    #expect(shown.contains(":plot gd2") && !shown.contains(":plot gd\n"))
  }
}
