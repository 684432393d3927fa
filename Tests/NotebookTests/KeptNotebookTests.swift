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
    let orphan = try crashed(after: ["write([1, 2], \"v.csv\")"], in: folder)
    try FileStore.replace(folder.path + "/v.csv", with: "other\n")
    var recovered = KeptNotebook(Notebook(seed: 1, files: .trusted(base: folder.path)), in: nil)
    _ = recovered.recover(orphan)
    #expect(try text(folder.path + "/v.csv") == "other\n")
    #expect(recovered.submit(":rerun").failure == nil)
    #expect(try text(folder.path + "/v.csv") != "other\n")
  }
}
