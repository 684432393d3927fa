import Document
import Evaluation
import Glibc
import Notebook
import Syntax
import Testing

@Suite struct ReplayTests {
  @Test func savedNotebooksReproduce() throws {
    let folder = try Scratch()
    var notebook = Notebook(seed: 99, files: .trusted(base: folder.path))
    let inputs = [
      "x = 2", "nothing", "a = rand(2, 2)", ":seed 7", "b = rand(2)  \n", "f(t) = t^2 +\n       1", "f(x) # remark",
      "[1 2; 3 4] * [1, 2, 3]",
      ":keep",
      "\"text with :: and | in it\"", ":set digits 9", "1/3", ":descend w -> (w - 3)^2, 0, rate = 0.1", ":step 3",
      ":vars",
      ":plot sin(x) for x in 0:1", "a;", "# only a remark",
    ]
    for input in inputs { _ = notebook.submit(input) }
    let saved = notebook.submit(":save here.mlsession")
    // All but the failed input, the two remarks on the notebook and the empty cell are cells.
    #expect(saved.output.plain() == "saved; 14 of 14 reproduce\n")
    let written = try text(folder.path + "/here.mlsession")
    #expect(written.contains("    > f(t) = t^2 +\n    .        1\n"))
    #expect(written.contains("    > [1 2; 3 4] * [1, 2, 3]\n    ! E201 "))
    #expect(written.contains("seed: 99\n") && written.contains("    | 0.333333333\n") && !written.contains("nothing"))

    var opened = Notebook(seed: 1, files: .trusted(base: folder.path))
    #expect(opened.submit(":open here.mlsession").fate == .replaced)
    #expect(opened.cells.map(\.source) == notebook.cells.map(\.source))
    #expect(opened["a"]?.written() == notebook["a"]?.written() && opened["b"]?.written() == notebook["b"]?.written())
    #expect(opened.submitted("out[1] + x") == "4\n")
  }

  @Test func openedFilesKeepTheirBytes() throws {
    let folder = try Scratch()
    let before =
      "---\nnabla: 1\nseed: 3\n---\n# A title\n\n    > x  =  1   # one\n    |   x = 1\n    = x == 1 :: yes\n\nProse.\n"
    try FileStore.replace(folder.path + "/a.mlsession", with: before)
    var notebook = Notebook(seed: 1, files: .trusted(base: folder.path))
    #expect(notebook.submit("before = 1").fate == .cell)
    #expect(notebook.submit(":open a.mlsession").fate == .replaced)
    #expect(notebook.seed == 3 && notebook["before"] == nil && notebook.nextNumber == 2)
    _ = notebook.submit("y = x + 1")
    #expect(notebook.submit(":save").output.plain() == "saved; 3 of 3 reproduce\n")
    #expect(try text(folder.path + "/a.mlsession") == before + "\n    > y = x + 1\n    | y = 2\n")
    _ = notebook.submit(":undo 2")
    #expect(notebook.submitted("before") == "1\n")
  }

  @Test func replayedCodeStaysInItsFolder() throws {
    let folder = try Scratch()
    try FileStore.replace(
      folder.path + "/a.mlsession", with: "---\nnabla: 1\n---\n\n    > :save stolen\n    > :open ../x\n    > :quit\n")
    var notebook = Notebook(seed: 1, files: .trusted(base: folder.path))
    let result = notebook.submit(":open a.mlsession")
    #expect(result.output.plain().components(of: "E503") == 3)
    #expect((try? text(folder.path + "/stolen")) == nil && result.request == nil)
  }

  /// Rows: what the file says, and the lines of it that do not hold, as the format's rules decide.
  @Test(arguments: [
    ("    > 1/3\n    | 0.333333\n", []), ("    > 1/3\n    | 0.33334\n", []), ("    > 1/3\n    | 0.3334\n", [6]),
    ("    > 2\n    | 3\n", [6]), ("    > 2 #~ tol abs 5\n    | 3\n", [6]), ("    > 2.5 #~ tol abs 5\n    | 3.5\n", []),
    ("    > [1, 2]\n    | …\n", []), ("    > x = 1\n    = x == 1\n", []), ("    > x = 1\n    = x == 2 :: no\n", [6]),
    ("    > x = 1\n    = x :: not a truth\n", [6]), ("    = nothing\n", [5]), ("    = [1, 2] == [1, 2]\n", []),
    ("    = [1, 2] == [1, 3]\n", [5]), ("    > nothing\n    ! E102\n", []), ("    > nothing\n", [5]),
    ("    > nothing\n    ! E201\n", [6]), ("    > 1\n    ! E102\n", [6]), ("    > nothing #~ skip later\n", []),
    ("    > a = rand(3) #~ random\n    | a = 3-vector\n    |  0.1  0.2  0.3\n", []),
    ("    ? exercise e  do\n    ? check y == 2 :: y is 2\n    ? answer y = 2\n", []),
    ("    ? exercise e  do\n    ? check y == 2 :: y is 2\n    ? answer y = 3\n", [6]),
    ("    ? exercise e  do\n    ? check 1 == 1\n    ? answer y = 3\n", [5]),
    ("    ? exercise e  do\n    ? check y == 2\n    ? answer nothing\n", [5]),
  ])
  func verification(body: String, lines: [Int]) throws {
    let file = try SessionFile("---\nnabla: 1\n---\n\n" + body)
    let verification = try Verification(file, in: notebook())
    #expect(verification.problems.map(\.line) == lines, "\(verification.problems.map { $0.document.plain() })")
    #expect(verification.holds == lines.isEmpty)
  }

  @Test func seedsComeFromTheHeaderUnlessFixed() throws {
    let file = try SessionFile("---\nnabla: 1\nseed: 7\n---\n\n    > a = rand(2)\n")
    func drawn(_ notebook: Notebook, fixed: Bool) -> String? {
      var notebook = notebook
      notebook.replay(file, isSeedFixed: fixed) { _ in true }
      return notebook["a"]?.written()
    }
    #expect(drawn(notebook(), fixed: false) == notebook("a = rand(2)", seed: 7)["a"]?.written())
    #expect(drawn(notebook(), fixed: true) == notebook("a = rand(2)", seed: 1)["a"]?.written())
  }

  /// What a session writes: in replay nothing, unless it was allowed; beside the notebook never; typed, as it says.
  @Test func writingFollowsTheRules() throws {
    let folder = try Scratch()
    let picture = folder.path + "/p.svg"
    let person = FilePolicy.trusted(base: folder.path)
    let source = "---\nnabla: 1\n---\n\n    > write(plot([1, 2]), \"p.svg\");\n"
    func replayed(_ policy: FilePolicy) throws -> Verification {
      try Verification(try SessionFile(source), in: Notebook(seed: 1, files: policy))
    }
    #expect(try replayed(person.replaying(in: folder.path)).problems.first?.document.plain().contains("E532") == true)
    #expect(try replayed(person.discardingWrites).holds)
    #expect((try? text(picture)) == nil)
    let lent = FilePolicy.replay(folder: folder.path, allowWrite: [folder.path])
    #expect(try replayed(lent).holds && text(picture).hasPrefix("<svg "))
    #expect(unlink(picture) == 0)

    // Saving proves itself without writing the picture again, and so does what comes back after a crash.
    let journals = JournalFolder(folder.path + "/journals")
    var kept: KeptNotebook? = KeptNotebook(Notebook(seed: 5, files: person), in: journals)
    #expect(kept?.submit("c = write(plot([1, 2]), \"p.svg\"); c.path").fate == .cell)
    #expect(try text(picture).hasPrefix("<svg ") && unlink(picture) == 0)
    #expect(kept?.submit(":save s.mlsession").output.plain() == "saved; 1 of 1 reproduce\n")
    _ = kept?.submit("1")
    kept = nil
    var recovered = KeptNotebook(Notebook(seed: 1, files: person), in: journals)
    #expect(recovered.recover(try #require(try journals.orphans().first)).cells == 2)
    #expect((try? text(picture)) == nil)
    #expect(recovered.submit("write(plot([1, 2]), \"p.svg\");").fate == .cell && (try? text(picture)) != nil)
    recovered.finish()
  }

  @Test func openingSaysWhatIsOverlooked() throws {
    let folder = try Scratch()
    try FileStore.replace(folder.path + "/a.mlsession", with: "---\nnabla: 1\n---\nProse\n    > x = 1\n")
    var notebook = Notebook(seed: 1, files: .trusted(base: folder.path))
    #expect(notebook.submit(":open a.mlsession").output.plain().contains("Line 5 looks like input but is prose"))
  }

  @Test func keptNotebooksComeBack() throws {
    let folder = try Scratch()
    let journals = JournalFolder(folder.path + "/journals")
    var kept: KeptNotebook? = KeptNotebook(Notebook(seed: 5, files: .trusted(base: folder.path)), in: journals)
    for input in ["a = rand(2)", "nothing", "b = 2", ":undo", "c = 3", "nothing", ":keep", ":vars", "d = c + 1"] {
      _ = kept?.submit(input)
    }
    let before = try #require(kept?.notebook)
    // The process is gone: its lock with it.
    kept = nil
    let orphan = try #require(try journals.orphans().first)
    var recovered = KeptNotebook(Notebook(seed: 1, files: .trusted(base: folder.path)), in: journals)
    let (cells, failed) = recovered.recover(orphan)
    #expect(cells == 4 && failed.isEmpty)
    #expect(recovered.notebook.cells.map(\.source) == before.cells.map(\.source))
    #expect(recovered.notebook["a"]?.written() == before["a"]?.written())
    #expect(recovered.notebook["b"] == nil && recovered.notebook.submitted("d") == "4\n")
    recovered.finish()
    // The person left without saving.
    #expect(try journals.orphans().map(\.wasLeft) == [true])
  }
}

extension String {
  /// How often a word occurs.
  func components(of word: String) -> Int {
    let (text, word) = (Array(utf8), Array(word.utf8))
    guard text.count >= word.count else { return 0 }
    return (0...text.count - word.count).count { text[$0...].starts(with: word) }
  }
}
