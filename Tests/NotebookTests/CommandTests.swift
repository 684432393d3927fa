import Document
import Evaluation
import Glibc
import Notebook
import Syntax
import Testing

@Suite struct CommandTests {
  /// Every file of the folder that holds a record is listed, and nothing else is.
  @Test func listAndFolderAgree() throws {
    let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let directory = try #require(opendir("/\(folder)/Sources/Notebook/Commands"))
    defer { closedir(directory) }
    var files: Set<String> = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name.hasSuffix(".swift") { files.insert(String(name.dropLast(6)).lowercased()) }
    }
    let machinery: Set<String> = ["command", "commandlist", "commandinput"]
    #expect(machinery.isSubset(of: files))
    #expect(files.subtracting(machinery) == Set(Command.all.map(\.name)))
    #expect(Set(Command.all.map(\.name)).count == Command.all.count)
  }

  /// What help offers works when it is typed, in a notebook where it makes sense.
  @Test(arguments: Command.all.map(\.name))
  func exampleWorks(name: String) throws {
    let command = try #require(Command.all.first { $0.name == name })
    let folder = try Scratch()
    var notebook = Notebook(seed: 1, files: .trusted(base: folder.path))
    for input in ["x = 1", ":descend w -> (w - 3)^2, 0, rate = 0.1", ":save lines.mlsession", "?map", "nothing"] {
      _ = notebook.submit(input)
    }
    let result = notebook.submit(command.example)
    #expect(result.failure == nil, "\(result.document.plain())")
    #expect(command.usage.hasPrefix(":\(name)") && command.summary.hasSuffix(".") && !command.details.isEmpty)
    #expect(!notebook.submit("?:\(name)").document.plain().isEmpty)
  }

  @Test func stepIsTheAssignmentItStandsFor() {
    let written = notebook("f(w) = (w - 3)^2", "gd = descend(f, 0, rate = 0.1)", "gd = step(gd)", "gd = step(gd, 4)")
    let sugared = notebook("f(w) = (w - 3)^2", ":descend f, 0, rate = 0.1", ":step", ":step 4")
    #expect(written.submitted("gd.path") == sugared.submitted("gd.path"))
    #expect(sugared.cells.map(\.names) == [["f"], ["gd"], ["gd"], ["gd"]])
    // w ← w − 0.1·2(w − 3): five steps from 0 leave 3·0.8⁵ of the way.
    #expect(sugared.submitted("abs(gd.x - 3*(1 - 0.8^5)) < 1e-14") == "true\n")
    #expect(sugared.submitted(":undo", "gd.iterations") == "1\n")
  }

  @Test func optimizersTakeTheFirstFreeName() {
    let made = notebook(
      "f(w) = w^2", ":descend f, 1", ":descend f, 2", "gd3 = 0;", ":descend f, 3", ":step", ":step 2 gd")
    #expect(made.cells.map(\.names) == [["f"], ["gd"], ["gd2"], ["gd3"], ["gd4"], ["gd4"], ["gd"]])
    #expect(made.submitted("[gd.iterations, gd2.iterations, gd4.iterations]") == "3-vector\n  2  0  1\n")
    let ended = notebook("f(w) = w^2", ":descend f, 8, rate = 0.25", ":step target 1 gd", ":step stride 0.25")
    // x halves at each step: f is 1 at the third, and the fifth is 0.25 long.
    #expect(ended.submitted("gd.iterations") == "5\n")
    // The newest is the one a cell bound last.
    #expect(made.submitted(":step", "gd.iterations") == "3\n")
  }

  /// Codes by the ranges of the architecture; the marked text is the part of the input to blame.
  @Test(arguments: [
    (":frobnicate", "E501", "frobnicate"), (":stp", "E501", "stp"), (":", "E501", ""), (":undo x", "E502", "x"),
    (":undo", "E505", nil), (":keep", "E505", nil), (":try", "E505", nil), (":step", "E506", nil),
    (":step 0", "E502", "0"), (":step x", "E506", "x"), (":step none", "E102", "none"),
    (":step until", "E502", "until"), (":step target", "E102", "target"), (":step 3 target", "E102", "target"),
    (":step change 0", "E502", "change 0"), (":step until 1 2", "E502", "until 1 2"),
    (":step until 0", "E502", "until 0"), (":set digits 3 4", "E502", "digits 3 4"), (":set digits 0", "E504", "0"),
    (":set mood good", "E504", "mood"), (":seed -1", "E502", "-1"), (":vars all", "E502", "all"),
    (":save", "E502", "save"),
    (":open", "E502", "open"), (":open none", "E530", nil), (":save /nonexistent/none/x", "E530", nil),
    (":time", "E502", "time"), (":time nothing", "E102", "nothing"), (":full nothing", "E102", "nothing"),
    (":edit", "E502", "edit"), (":edit x", "E502", "x"), (":edit 7", "E520", "7"), (":edit 0", "E520", "0"),
    (":edit 1 :vars", "E521", nil), (":edit 1 :undo", "E503", nil), (":rerun 7", "E520", "7"),
    (":rerun stale now", "E502", "stale now"), (":rerun -1", "E520", "-1"), (":vars;", "E522", ";"),
    (":help map;", "E507", nil), (":verify none", "E530", nil), (":history -1", "E502", "-1"),
    (":full", "E508", nil), (":find", "E502", "find"), ("?nothing_like_it", "E507", nil), (":plot", "E222", nil),
    (":plot nothing(x) for x in 0:1", "E102", "nothing"),
  ])
  func mistakes(input: String, code: String, marked: String?) {
    var notebook = Notebook(seed: 1, files: .trusted(base: "/nonexistent"))
    _ = notebook.submit("x = 1;")
    if code == "E505" || input == ":full" { notebook = Notebook(seed: 1, files: .trusted(base: "/nonexistent")) }
    let result = notebook.submit(input)
    guard input != ":plot" else {
      #expect(result.failure != nil)
      return
    }
    #expect(result.failure?.report.code == code, "\(result.document.plain())")
    let span = result.failure?.span
    #expect(span.map { String(decoding: Array(input.utf8)[$0.start..<$0.end], as: UTF8.self) } == marked)
  }

  @Test func undoAndClear() {
    var notebook = notebook("x = 1", "x = 2", "y = 3")
    _ = notebook.submit(":undo")
    #expect(notebook.nextNumber == 3 && notebook["y"] == nil && notebook.submitted("ans") == "2\n")
    _ = notebook.submit(":undo 2")
    #expect(notebook.nextNumber == 1 && notebook.names.isEmpty)
    #expect(notebook.submit(":undo").failure?.report.code == "E505")
    for input in ["x = 5", ":clear"] { _ = notebook.submit(input) }
    #expect(notebook.cells.isEmpty && notebook["x"] == nil)
    _ = notebook.submit(":undo")
    #expect(notebook.submitted("x") == "5\n")
  }

  @Test func settings() {
    #expect(notebook(":set digits 12").submitted("1/3") != "0.333333333333\n")
    var notebook = notebook()
    #expect(notebook.submit(":set digits 3").fate == .cell)
    #expect(notebook.submit("1/3").digits == 3)
    #expect(notebook.submit(":set charset ascii").fate == .cell && notebook.settings.charset == .ascii)
    #expect(notebook.submit(":set charset auto").fate == .cell && notebook.settings.charset == nil)
    #expect(notebook.submit(":set width 40").fate == .cell && notebook.settings.width == 40)
    let full = notebook.submit(":full [1/3, 2]")
    #expect(full.whole && full.fate == .aside)
    #expect(full.output.plain(RenderOptions.plain.full) == "2-vector\n  0.3333333333333333  2\n")
  }

  /// Every function has a page with its signatures, and `:try` runs what the page shows.
  @Test func helpOnEverything() {
    var notebook = notebook()
    for topic in notebook.catalog.topics {
      #expect(notebook.submit("?\(topic.name)").failure == nil)
      for builtin in topic.builtins {
        let page = notebook.submit("?\(builtin.name)").document.plain(RenderOptions(width: 400))
        for signature in builtin.signatures { #expect(page.contains(signature), "\(builtin.name)") }
        #expect(page.contains(builtin.summary))
      }
    }
    _ = notebook.submit("?map")
    let tried = notebook.submit(":try")
    #expect(tried.fate == .cell && tried.source == "map(x -> x^2, [1, 2, 3])")
    #expect(tried.output.plain() == "3-vector\n  1  4  9\n")
  }

  @Test func findLooksEverywhere() {
    #expect(shown(":find FOLD").contains("fold"))
    #expect(shown(":find optimizer steps").contains(":step"))
    #expect(shown(":find zzzz") == "nothing found; ?topics lists the topics\n")
  }
}

extension Notebook {
  /// What a copy of this notebook shows for the last of these inputs.
  func submitted(_ inputs: String...) -> String {
    var copy = self
    var last = ""
    for input in inputs { last = copy.submit(input).document.plain() }
    return last
  }
}
