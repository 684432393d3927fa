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
    #expect(History(["sin(1)", "λ = 2", "Sin(x)", "last"]).search(pattern, before: before) == index)
  }

  static let entries = ["x = 1", "A = [1 2\n3 4]", #"A \ b"#, #"t = "\n""#, "λ = 日", "a\r\nb", #"\\n"#, #"end\"#]

  @Test func fileGivesBackWhatWasAppended() {
    withFolder { folder in
      let file = HistoryFile(path: folder + "/state/history")
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
      let file = HistoryFile(path: path)
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
      #expect(HistoryFile(path: path).load() == ["a\u{FFFD}", "b"])
    }
  }

  @Test func fileIsCompactedWhenItHasDoubled() {
    withFolder { folder in
      let path = folder + "/history"
      defer { unlink(path) }
      let file = HistoryFile(path: path, limit: 3)
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
          let file = HistoryFile(path: path, limit: 200)
          for k in 0..<50 {
            file.append("w\(writer) = \(k)")
            for _ in 0..<8 { file.append("same") }
            if k % 5 == 0 { _ = file.load() }
          }
        }
      }
    }
    let entries = Set(HistoryFile(path: path, limit: 200).load())
    let expected = Set((0..<4).flatMap { writer in (0..<50).map { "w\(writer) = \($0)" } })
    #expect(expected.subtracting(entries).count <= 1, "200 entries and `same` are one more than the limit")
    #expect(entries.subtracting(expected) == ["same"])
    unlink(path)
    rmdir(folder)
  }

  @Test func unwritableFilesAreNoObstacle() {
    #expect(!HistoryFile(path: "/proc/nabla/history").append("x"))
    #expect(HistoryFile(path: "/proc/nabla/history").load().isEmpty)
    #expect(HistoryFile(path: "/tmp").load().isEmpty)
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
