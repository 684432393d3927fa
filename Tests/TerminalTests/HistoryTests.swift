import Glibc
import Terminal
import Testing

/// A folder of its own for each test, gone after it.
private func withFolder(_ body: (String) throws -> Void) rethrows {
  var template = Array("/tmp/nabla-history-XXXXXX".utf8CString)
  _ = mkdtemp(&template)
  let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  defer {
    for name in ["state/history", "state", ""] { remove(path + "/" + name) }
  }
  try body(path)
}

private func write(_ text: [UInt8], to path: String) {
  let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
  _ = Glibc.write(file, text, text.count)
  close(file)
}

private func mode(of path: String) -> UInt32 {
  var facts = stat()
  return stat(path, &facts) == 0 ? facts.st_mode & 0o777 : 0
}

private func loaded(_ path: String, limit: Int = 10_000) -> [String] {
  var file = HistoryFile(path: path, limit: limit)
  return file.load()
}

@Suite struct HistoryTests {
  @Test func newestOfEqualEntriesStays() {
    #expect(History(["a", "b", "a", " ", "c"]).entries == ["b", "a", "c"])
    #expect(History(["a", "b", "c"], limit: 2).entries == ["b", "c"])
    var history = History(["a", "b"], limit: 2)
    history.append("a")
    #expect(history.entries == ["b", "a"])
    history.append("c")
    #expect(history.entries == ["a", "c"])
    history.append("  \n ")
    #expect(history.entries == ["a", "c"])
  }

  static let hints: [(String, String?)] = [
    ("al", "pha = 2"), ("alpha = 1", nil), ("λ", " = 3"), ("", nil), ("m", nil), ("zz", nil),
  ]

  @Test(arguments: hints) func hintsFromHistory(_ start: String, _ rest: String?) {
    let history = History(["alpha = 1", "λ = 3", "m = [1\n2]", "alpha = 2"])
    #expect(history.hint(after: start) == (start == "alpha = 1" ? nil : rest))
  }

  static let searches: [(String, Int, Int?)] = [
    ("sin", 4, 2), ("sin", 2, 0), ("sin", 0, nil), ("SIN", 4, nil), ("Sin", 4, 2), ("λ", 9, 1), ("", 4, nil),
    ("qq", 4, nil), ("x", -5, nil),
  ]

  @Test(arguments: searches) func searchesBackwards(_ pattern: String, _ before: Int, _ index: Int?) {
    let found = SearchPattern(pattern).flatMap {
      History(["sin(1)", "λ = 2", "Sin(x)", "last"]).search($0, before: before)
    }
    #expect(found == index)
  }

  // Canonical equivalence: UAX #15. A cluster is found whole or not at all: UAX #29.
  static let places: [(String, String, Range<Int>?)] = [
    ("é", "cafe\u{301} = 1", 3..<4), ("e", "cafe\u{301}", nil), ("x", "x\u{302} + y", nil), ("日本", "a 日本", 2..<4),
    ("λ = ", "Λ = 1", 0..<4), ("Λ", "λ", nil), ("B", "ab", nil), ("b", "aB", 1..<2), ("k", "\u{212A}", 0..<1),
    ("👩", "👩‍👩‍👧", nil), ("👩‍👩‍👧", "a👩‍👩‍👧", 1..<2), ("abc", "ab", nil),
  ]

  @Test(arguments: places) func findsWholeClusters(_ pattern: String, _ entry: String, _ range: Range<Int>?) {
    #expect(SearchPattern(pattern)?.range(in: entry) == range)
  }

  @Test func searchesForwardsToo() throws {
    let history = History(["sin(1)", "λ = 2", "Sin(x)", "last"])
    let pattern = try #require(SearchPattern("sin"))
    #expect(history.search(pattern, after: -1) == 0)
    #expect(history.search(pattern, after: 0) == 2)
    #expect(history.search(pattern, after: 2) == nil)
    #expect(history.search(pattern, after: .max - 1) == nil)
    #expect(History().search(pattern, after: 0) == nil)
  }

  @Test func othersEntriesComeBeforeOnesOwn() {
    var history = History(["old", "shared"])
    history.append("mine")
    history.merge(["theirs", "old", "mine"])
    #expect(history.entries == ["shared", "theirs", "old", "mine"])
    history.append("theirs")
    #expect(history.entries == ["shared", "old", "mine", "theirs"])
    history.merge(["theirs", "last"])
    #expect(history.entries == ["shared", "old", "last", "mine", "theirs"])
    var small = History(["a", "b"], limit: 2)
    small.append("c")
    small.merge(["d", "e"])
    #expect(small.entries == ["e", "c"])
  }

  @Test func hintsDoNotJoinTheLastLetter() {
    #expect(History(["x\u{302} = 1"]).hint(after: "x") == nil)
    #expect(History(["x\u{302} = 1"]).hint(after: "x\u{302}") == " = 1")
  }

  @Test func newsAreWhatWasAddedSince() {
    withFolder { folder in
      let path = folder + "/state/history"
      var one = HistoryFile(path: path)
      let two = HistoryFile(path: path)
      #expect(one.load() == [])
      two.append("a")
      #expect(one.news() == ["a"])
      #expect(one.news() == [])
      two.append("b\nc")
      one.append("d")
      #expect(one.news() == ["b\nc", "d"])
      // Another REPL has rewritten the file.
      remove(path)
      two.append("e")
      #expect(one.news() == ["e"])
    }
  }

  static let entries = ["x = 1", "A = [1 2\n3 4]", #"A \ b"#, #"t = "\n""#, "λ = 日", "a\r\nb", #"\\n"#, #"end\"#]

  @Test func fileGivesBackWhatWasAppended() {
    withFolder { folder in
      var file = HistoryFile(path: folder + "/state/history")
      for entry in Self.entries { #expect(file.append(entry)) }
      #expect(file.load() == Self.entries)
      #expect(mode(of: folder + "/state/history") == 0o600)
      #expect(mode(of: folder + "/state") == 0o700)
    }
  }

  @Test func tornLineIsDroppedAndDoesNotSwallowTheNext() {
    withFolder { folder in
      let path = folder + "/history"
      defer { unlink(path) }
      write(Array("whole = 1\nto".utf8), to: path)
      var file = HistoryFile(path: path)
      #expect(file.load() == ["whole = 1"])
      #expect(file.append("next = 2"))
      #expect(file.load() == ["whole = 1", "to", "next = 2"])
      #expect(mode(of: path) == 0o600, "a wider mode is narrowed")
    }
  }

  @Test func malformedTextIsRepaired() {
    withFolder { folder in
      let path = folder + "/history"
      defer { unlink(path) }
      write([0x61, 0xFF, 0x0A, 0x0A, 0x62, 0x0A], to: path)
      #expect(loaded(path) == ["a\u{FFFD}", "b"])
    }
  }

  @Test func fileIsCompactedWhenItHasDoubled() {
    withFolder { folder in
      let path = folder + "/history"
      defer { unlink(path) }
      var file = HistoryFile(path: path, limit: 3)
      for k in 1...7 { #expect(file.append("x = \(k)")) }
      #expect(file.load().count == 7)
      #expect(file.load() == ["x = 5", "x = 6", "x = 7"])
    }
  }

  @Test func writersAtOnceLoseNothingEvenWhileOneCompacts() async {
    var template = Array("/tmp/nabla-history-XXXXXX".utf8CString)
    _ = mkdtemp(&template)
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let path = folder + "/history"
    await withTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          // A limit every entry fits in, but doubled by repeats, so that loading compacts again and again.
          var file = HistoryFile(path: path, limit: 200)
          for k in 0..<50 {
            file.append("w\(writer) = \(k)")
            for _ in 0..<8 { file.append("same") }
            if k % 5 == 0 { _ = file.load() }
          }
        }
      }
    }
    let entries = Set(loaded(path, limit: 200))
    let expected = Set((0..<4).flatMap { writer in (0..<50).map { "w\(writer) = \($0)" } })
    #expect(expected.subtracting(entries).count <= 1, "200 entries and `same` are one more than the limit")
    #expect(entries.subtracting(expected) == ["same"])
    unlink(path)
    rmdir(folder)
  }

  @Test func unwritableFilesAreNoObstacle() {
    #expect(!HistoryFile(path: "/proc/nabla/history").append("x"))
    #expect(loaded("/proc/nabla/history").isEmpty)
    #expect(loaded("/tmp").isEmpty)
  }

  static let paths: [([String: String], String?)] = [
    (["XDG_STATE_HOME": "/s", "HOME": "/h"], "/s/nabla/history"),
    (["HOME": "/h"], "/h/.local/state/nabla/history"),
    (["XDG_STATE_HOME": "relative", "HOME": "/h"], "/h/.local/state/nabla/history"),
    (["XDG_STATE_HOME": "", "HOME": ""], nil),
    ([:], nil),
  ]

  @Test(arguments: paths) func standsWhereXDGSays(_ environment: [String: String], _ path: String?) {
    #expect(HistoryFile.standardPath(environment: environment) == path)
  }
}
