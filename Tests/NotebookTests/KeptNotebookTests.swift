import Document
import Notebook
import Testing

@Suite struct KeptNotebookTests {
  /// What a crash leaves of the notebook these inputs make.
  private func crashed(after inputs: [String], opening file: String? = nil, in folder: Scratch) throws
    -> OrphanedJournal
  {
    let journals = JournalFolder(folder.path + "/journals")
    var notebook = Notebook(seed: 7, files: .trusted(base: folder.path))
    if let file { _ = try notebook.open(file) }
    var kept: KeptNotebook? = KeptNotebook(notebook, in: journals, isAttended: false)
    for input in inputs { #expect(kept?.submit(input).failure == nil, "\(input)") }
    #expect(kept?.problem == nil)
    kept = nil
    return try #require(try journals.orphans().first)
  }

  private func session(_ folder: Scratch, _ name: String = "a.mlsession") throws {
    try FileStore.replace("\(folder.path)/\(name)", with: "---\nnabla: 1\n---\n\n    > a = 1\n    | a = 1\n")
  }

  /// The inputs, and the file that a bare `:save` writes after the recovery; `nil` for none.
  @Test(arguments: [
    (["x = 1", ":clear", "y = 2"], true, nil), (["x = 1", ":undo", "y = 2"], true, "a.mlsession"),
    (["x = 1", ":open b.mlsession", "y = 2"], false, "b.mlsession"),
    (["x = 1", ":save c.mlsession", "y = 2"], false, "c.mlsession"),
    (["x = 1", ":save c.mlsession"], true, "c.mlsession"), (["x = 1"], false, nil),
  ])
  func theJournalKnowsTheFile(inputs: [String], opens: Bool, file: String?) throws {
    let folder = try Scratch()
    try session(folder)
    try session(folder, "b.mlsession")
    let orphan = try crashed(after: inputs, opening: opens ? "a.mlsession" : nil, in: folder)
    let real = try FilePolicy.trusted(base: folder.path).folder(of: "a.mlsession")
    #expect(orphan.recovery.file == file.map { "\(real)/\($0)" })
    var recovered = KeptNotebook(Notebook(seed: 1, files: .trusted(base: "/")), in: nil)
    _ = recovered.recover(orphan)
    #expect(recovered.notebook.file == file.map { "\(real)/\($0)" })
  }

  /// What no session can hold comes back as it was typed, and nothing that was taken back does.
  @Test func whatCannotBeWrittenIsKept() throws {
    let folder = try Scratch()
    let orphan = try crashed(after: ["x = 1 #~ foo", "x = 2", "x = 3", ":undo"], in: folder)
    #expect(orphan.recovery.inputs == ["x = 1 #~ foo", "x = 2"] && orphan.recovery.snapshot == nil)
    let journals = JournalFolder(folder.path + "/other")
    var recovered = KeptNotebook(Notebook(seed: 1, files: .trusted(base: folder.path)), in: journals)
    #expect(recovered.recover(orphan).cells == 2 && recovered.notebook.submitted("x") == "2\n")
    recovered.finish()
  }

  @Test func recoveredCellsAreThePersonsOwn() throws {
    let folder = try Scratch()
    let orphan = try crashed(after: ["write(plot([1, 2]), \"v.svg\")"], in: folder)
    try FileStore.replace(folder.path + "/v.svg", with: "other\n")
    var recovered = KeptNotebook(Notebook(seed: 1, files: .trusted(base: folder.path)), in: nil)
    _ = recovered.recover(orphan)
    #expect(try text(folder.path + "/v.svg") == "other\n")
    #expect(recovered.submit(":rerun").failure == nil)
    #expect(try text(folder.path + "/v.svg") != "other\n")
  }

  /// Cells that a notebook with names would lose; a calculator loses none.
  @Test func whatWasNotSavedIsCounted() throws {
    let folder = try Scratch()
    try session(folder)
    var notebook = Notebook(seed: 1, files: .trusted(base: folder.path))
    for (input, count) in [
      ("1 + 1", 0), ("x = 1", 2), (":save n.mlsession", 0), (":vars", 0), ("y = 2", 1), (":undo", 0),
      (":edit 2 x = 3", 1), (":open a.mlsession", 0), ("b = 1", 1), (":clear", 0),
    ] {
      _ = notebook.submit(input)
      #expect(notebook.unsavedCells == count, "\(input)")
    }
  }

  @Test func leavingKeepsWhatWasNotSaved() throws {
    let folder = try Scratch()
    let journals = JournalFolder(folder.path + "/journals")
    for (inputs, isKept) in [(["x = 1"], true), (["1 + 1"], false), (["x = 1", ":save n.mlsession"], false)] {
      var kept: KeptNotebook? = KeptNotebook(Notebook(seed: 1, files: .trusted(base: folder.path)), in: journals)
      for input in inputs { _ = kept?.submit(input) }
      #expect(kept?.finish() == isKept, "\(inputs)")
      kept = nil
      let orphans = try journals.orphans()
      #expect(orphans.map(\.wasLeft) == (isKept ? [true] : []))
      for orphan in orphans { try orphan.remove() }
    }
  }

  @Test func openingSaysWhatDoesNotHoldAndIsOneStep() throws {
    let folder = try Scratch()
    let file = "---\nnabla: 1\n---\n\n    > a = 1\n    | a = 2\n    > b = 2\n    | b = 2\n    = a == 3\n"
    try FileStore.replace(folder.path + "/w.mlsession", with: file)
    var notebook = Notebook(seed: 1, files: .trusted(base: folder.path))
    let said = notebook.submit(":open w.mlsession").document.plain()
    #expect(said.contains("1 of 2 cells") && said.contains("line 6") && said.contains("line 9"), "\(said)")
    #expect(notebook.submit(":undo").failure == nil && notebook.cells.isEmpty && notebook.file == nil)
  }

  /// A session could never hold them: there they fail for another reason.
  @Test func commandsForAPersonAreNotKept() throws {
    let folder = try Scratch()
    try session(folder)
    var notebook = Notebook(seed: 1, files: .trusted(base: folder.path))
    #expect(notebook.submit(":save a.mlsession").failure?.report.code == "E535")
    #expect(notebook.submit(":keep").failure?.report.code == "E503" && notebook.cells.isEmpty)
    // What only acts is nothing to try.
    _ = notebook.submit("?:quit")
    #expect(notebook.submit(":try").failure?.report.code == "E505")
    // Words that are only spelled alike are not what was asked for.
    for words in ["fourier", "wavelet"] {
      #expect(notebook.submit(":find \(words)").document.plain().hasPrefix("nothing found"), "\(words)")
    }
  }
}
