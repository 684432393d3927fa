import Document
import Notebook
import Testing

@Suite struct RightsTests {
  private static let head = "---\nnabla: 1\n---\n\n"

  /// A suggestion is tried before it is shown; nobody asked for the rest of the line to be carried out.
  @Test(arguments: ["write(plot([1, 2]), \"c.svg\"); det [1 2; 3 4]", "write(plot([1, 2]), \"c.svg\"); x = 3 sin(2)"])
  func aRejectedInputWritesNothing(input: String) throws {
    let folder = try Scratch()
    var notebook = Notebook(seed: 1, files: .trusted(base: folder.path))
    let result = notebook.submit(input)
    #expect(result.failure != nil)
    #expect(result.failure?.report.suggestion != nil)
    #expect((try? FileStore.read(folder.path + "/c.svg")) == nil)
  }

  @Test func verifyingAllowsWhatOpeningDid() throws {
    let folder = try Scratch()
    let other = try Scratch()
    try FileStore.replace(other.path + "/a.csv", with: "x\n1\n")
    let cell = "    > length(string_of)\n".replacing("string_of", with: "read(\"\(other.path)/a.csv\")")
    try FileStore.replace(folder.path + "/r.mlsession", with: Self.head + cell)
    var notebook = Notebook(seed: 1, files: .trusted(base: folder.path, allowRead: [other.path]))
    #expect(!notebook.submit(":open r.mlsession").document.plain().contains("E532"))
    #expect(!notebook.submit(":verify").document.plain().contains("E532"))
    var strict = Notebook(seed: 1, files: .trusted(base: folder.path))
    #expect(strict.submit(":verify r.mlsession").document.plain().contains("E532"))
  }

  /// A stranger's cell that was refused is refused again when it is run by hand.
  @Test func runningAgainGivesNoRights() throws {
    let folder = try Scratch()
    let cells = "    > x = 1\n    > write(plot([1, 2]), \"stolen.svg\")\n    ! E532 writing not allowed\n"
    try FileStore.replace(folder.path + "/r.mlsession", with: Self.head + cells)
    var notebook = Notebook(seed: 1, files: .trusted(base: folder.path))
    _ = notebook.submit(":open r.mlsession")
    #expect(notebook.cells.count == 2 && notebook.cells[1].failure?.report.code == "E532")
    #expect(notebook.submit(":rerun").failure == nil && notebook.cells[1].failure?.report.code == "E532")
    #expect((try? FileStore.read(folder.path + "/stolen.svg")) == nil)
    // What the person types in its place is the person's.
    #expect(notebook.submit(":edit 2 write(plot([1, 2]), \"own.svg\")").failure == nil)
    #expect((try? FileStore.read(folder.path + "/own.svg")) != nil)
  }

  @Test func personalSettingsSurviveRevisions() {
    var notebook = notebook("x = 1", ":set digits 4", "y = x")
    for input in [":set theme light", ":set mode vi", ":rerun", ":edit 1 x = 2", ":rerun stale"] {
      #expect(notebook.submit(input).failure == nil)
      guard input != ":set theme light" else { continue }
      #expect(notebook.settings.theme == .light && notebook.settings.mode == .vi && notebook.settings.digits == 4)
    }
  }

  /// Commands may be typed in any case, and mean all they mean.
  @Test func theCaseOfACommandDoesNotMatter() {
    var notebook = notebook("x = 1")
    #expect(notebook.submit(":Edit 1 x = 2  # a remark").fate == .changed)
    #expect(notebook.cells[0].source == "x = 2  # a remark" && notebook.submitted("x") == "2\n")
    let work = notebook.submit(":Work det([2 1; 5 3])")
    #expect(notebook.steps(of: work).count > 1)
    #expect(notebook.completions(":Help fol", cursor: 9).candidates.map(\.text) == ["fold"])
    #expect(notebook.completions(":DE", cursor: 3).candidates.map(\.text) == ["descend"])
  }

  @Test func staleTellsZerosApart() {
    var scalar = notebook("x = 0", "y = 1/x")
    #expect(scalar.submit(":edit 1 x = -0").failure == nil && scalar.stale == [2])
    var vector = notebook("x = [0, nan]", "y = 1 ./ x")
    #expect(vector.submit(":edit 1 x = [0, nan]").failure == nil && vector.stale.isEmpty)
    #expect(vector.submit(":edit 1 x = [-0, nan]").failure == nil && vector.stale == [2])
  }

  /// 2^40 leaves that are one in memory: looked at once, or given up in good time.
  @Test(.timeLimit(.minutes(1))) func valuesThatShareParts() {
    var notebook = notebook("r = iterate(s -> {a = s, b = s}, 1, 40);", "t = r;", "u = 1")
    for input in [":vars", "?r", ":rerun", ":edit 1 r = iterate(s -> {a = s, b = s}, 2, 40);", ":rerun stale"] {
      #expect(notebook.submit(input).failure == nil, "\(input)")
    }
    // A thousand numbers, held twice, take their 8000 bytes once.
    var shared = Notebook(seed: 1, files: .trusted(base: "/nonexistent"))
    for input in ["v = zeros(1000);", "p = {a = v, b = v};"] { _ = shared.submit(input) }
    let vars = shared.submit(":vars").document.plain()
    #expect(vars.split(separator: "\n").allSatisfy { $0.contains("8 kB") }, "\(vars)")
    var functions = notebook
    for input in ["g(f) = (h = f; x -> f(h(x)))", "c = iterate(g, sin, 40);", "c;", "d = c;"] {
      #expect(functions.submit(input).failure == nil, "\(input)")
    }
  }

  @Test func aCursorWithinACharacterIsNoTrap() {
    let notebook = notebook("f(x) = x")
    for cursor in -1...5 { _ = notebook.callHelp("f(é", cursor: cursor) }
    #expect(notebook.callHelp("f(é", cursor: 3)?.forms.map(\.current) == ["x"])
  }

  @Test func filesCompleteInTheHomeFolder() throws {
    let home = try Scratch()
    try FileStore.replace(home.path + "/lines.mlsession", with: Self.head)
    let notebook = Notebook(seed: 1, files: .trusted(base: "/nonexistent", home: home.path))
    let text = ":open ~/li"
    let found = notebook.completions(text, cursor: text.utf8.count).candidates.map(\.text)
    #expect(found == ["~/lines.mlsession"])
  }
}
