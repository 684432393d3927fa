import Notebook
import Terminal
import Testing

/// `|` marks the cursor.
private func entry(_ marked: String) -> EntryBuffer {
  let characters = Array(marked)
  let place = characters.firstIndex(of: "|") ?? characters.count
  var buffer = EntryBuffer(String(characters.filter { $0 != "|" }))
  buffer.move(to: place)
  return buffer
}

private func marked(_ buffer: EntryBuffer) -> String {
  String(buffer.characters[..<buffer.cursor]) + "|" + String(buffer.characters[buffer.cursor...])
}

/// GNU Readline's manual, "Commands For Changing Text"; clusters as in UAX #29.
@Suite struct EditingTests {
  static let transpositions: [(String, String)] = [
    ("ab|c", "acb|"), ("abc|", "acb|"), ("|abc", "|abc"), ("a|", "a|"), ("x\u{302}|y", "yx\u{302}|"), ("日|本", "本日|"),
    ("a👩‍👩‍👧|", "👩‍👩‍👧a|"), ("a\n|bc", "a\n|bc"), ("a\nb|c", "a\ncb|"), ("ab|\nc", "ba|\nc"),
  ]

  @Test(arguments: transpositions) func exchangesCharacters(_ before: String, _ after: String) {
    var buffer = entry(before)
    buffer.transpose()
    #expect(marked(buffer) == after)
  }

  static let words: [(String, String)] = [
    ("one two|", "two one|"), ("one| two", "two one|"), ("o|ne two three", "o|ne two three"),
    ("one t|wo three", "two one| three"), ("f(x\u{302}, 日本|)", "f(日本, x\u{302}|)"), ("one|", "one|"), ("|", "|"),
    ("one two  |", "two one|  "),
  ]

  @Test(arguments: words) func exchangesWords(_ before: String, _ after: String) {
    var buffer = entry(before)
    buffer.transposeWords()
    #expect(marked(buffer) == after)
  }

  static let cases: [(String, EntryBuffer.Casing, String)] = [
    ("|normal(x)", .capital, "Normal|(x)"), ("a| bc d", .upper, "a BC| d"), ("|STRASSE", .lower, "strasse|"),
    ("|λx", .upper, "ΛX|"), ("|  ñandú", .capital, "  Ñandú|"),
  ]

  @Test(arguments: cases) func changesCase(_ before: String, _ casing: EntryBuffer.Casing, _ after: String) {
    var buffer = entry(before)
    buffer.changeCase(casing)
    #expect(marked(buffer) == after)
  }

  @Test func closingBracketsGoBackOneStep() {
    var buffer = entry("f(\n    |")
    buffer.type("]")
    #expect(marked(buffer) == "f(\n  ]|")
    buffer = entry("  |")
    buffer.type(")")
    #expect(marked(buffer) == "  )|")
  }

  @Test func undoAndRedoRetraceTheirSteps() {
    var stack = UndoStack()
    for text in ["a", "ab", "ab ", "ab c"] { stack.record(EntryBuffer(text)) }
    #expect(stack.undo()?.text == "ab ")
    #expect(stack.undo()?.text == "ab")
    #expect(stack.redo()?.text == "ab ")
    #expect(stack.undo()?.text == "ab")
    #expect(stack.undo()?.text == "")
    #expect(stack.undo() == nil)
    #expect(stack.redo()?.text == "ab")
    stack.record(EntryBuffer("x"))
    #expect(stack.redo() == nil)
  }

  @Test func cutsInARowAreOneAndOlderOnesComeBack() {
    var ring = KillRing()
    #expect(ring.rotate() == nil)
    ring.add("one")
    ring.add(" two", joining: .after)
    ring.add("zero ", joining: .before)
    #expect(ring.newest == "zero one two")
    ring.add("next")
    ring.add("")
    #expect(ring.entries == ["zero one two", "next"])
    #expect(ring.rotate() == "zero one two")
    #expect(ring.rotate() == "next")
    for k in 0..<200 { ring.add("\(k)") }
    #expect(ring.newest == "199")
    #expect(ring.entries.count < 200)
  }

  static let commandLines: [(String, [String])] = [
    ("vim", ["vim"]), ("code --wait", ["code", "--wait"]), ("  a   b ", ["a", "b"]),
    ("\"my editor\" -n", ["my editor", "-n"]),
    ("a\\ b 'c d' \"e\\\"f\"", ["a b", "c d", "e\"f"]), ("''", [""]), ("", []), ("$HOME;x", ["$HOME;x"]),
    ("a'b c'd", ["ab cd"]), ("'\\'", ["\\"]),
  ]

  @Test(arguments: commandLines) func splitsCommandLines(_ line: String, _ words: [String]) {
    #expect(CommandWords.split(line) == words)
  }
}

/// Expected texts from POSIX.1-2017, vi, and from Vim 9 for text objects.
@Suite struct ViTests {
  struct Row: Sendable {
    var before: String
    var keys: String
    var after: String
    var state = ViMode.State.normal
  }

  private static func row(_ before: String, _ keys: String, _ after: String, _ state: ViMode.State = .normal) -> Row {
    Row(before: before, keys: keys, after: after, state: state)
  }

  static let rows = [
    // Motions.
    row("on|e two", "w", "one |two"), row("|one two", "e", "on|e two"), row("one tw|o", "b", "one |two"),
    row("|a+b c", "w", "a|+b c"), row("|a+b c", "W", "a+b |c"), row("a+b |c", "B", "|a+b c"),
    row("|a+b c", "E", "a+|b c"),
    row("|one two three", "2w", "one two |three"), row("  o|ne", "0", "|  one"), row("  on|e", "^", "  |one"),
    row("o|ne", "$", "on|e"), row("|f(a, (b))", "%", "f(a, (b)|)"), row("f|(a, (b))", "%", "f(a, (b)|)"),
    row("|a, b, c", "f,", "a|, b, c"), row("|a, b, c", "2f,", "a, b|, c"), row("|a, b, c", "t,;", "a, |b, c"),
    row("a, b, |c", "F,", "a, b|, c"), row("a, b, |c", "T,", "a, b,| c"), row("|a, b, c", "f,;,", "a|, b, c"),
    row("one\nt|wo", "gg", "|one\ntwo"), row("o|ne\ntwo", "G", "one\ntw|o"), row("abc|def", "3|", "ab|cdef"),
    row("|ab", "5l", "a|b"), row("a|b", "9h", "|ab"), row("|a", "zz", "|a"), row("|a b", "fx", "|a b"),
    // Operators.
    row("|one two", "dw", "|two"), row("one |two", "dw", "one| "), row("one t|wo", "db", "one |wo"),
    row("|one two three", "d2w", "|three"), row("|one two three", "2dw", "|three"), row("|one two", "de", "| two"),
    row("one |two\nx", "dw", "one| \nx"), row("a |b c", "D", "a| "), row("a |b c", "d0", "|b c"),
    row("|f(a, b)", "df,", "| b)"), row("|f(a, b)", "dt,", "|, b)"), row("f|(a)b", "d%", "f|b"),
    row("|one two", "cw", "| two", .insert), row("|one two", "C", "|", .insert), row("on|e", "cc", "|", .insert),
    row("a\nb|c\nd", "dd", "a\n|d"), row("a\nb|c", "dd", "|a"), row("|a\nb\nc", "dj", "|c"),
    row("|a\nb\nc", "2dd", "|c"),
    row("a\nb\n|c", "dk", "|a"), row("|abc", "x", "|bc"), row("|abc", "2x", "|c"), row("ab|c", "x", "a|b"),
    row("ab|c", "X", "a|c"), row("|x\u{302}y", "x", "|y"), row("|👩‍👩‍👧y", "x", "|y"), row("日|本", "x", "|日"),
    row("|abc", "s", "|bc", .insert), row("a|b", "S", "|", .insert),
    // Text objects.
    row("f(one, t|wo)", "di(", "f(|)"), row("f(one, t|wo)", "da(", "|f"), row("f([a|, b])", "di[", "f([|])"),
    row("g(\"a |b\", 1)", "ci\"", "g(\"|\", 1)", .insert), row("a one| b", "diw", "a one|b"),
    row("a o|ne b", "daw", "a |b"),
    row("a x+|y b", "diW", "a | b"), row("{a = |1}", "diB", "{|}"), row("|a b", "di(", "|a b"),
    // Yank and put.
    row("|one two", "ywP", "one| one two"), row("|ab", "xp", "b|a"), row("|a\nb", "yyp", "a\n|a\nb"),
    row("|a\nb", "ddp", "b\n|a"), row("|a", "yyP", "|a\na"), row("|ab", "x3p", "baa|a"),
    // The rest.
    row("|abc", "rX", "|Xbc"), row("|abc", "2rx", "x|xc"), row("|abc", "9rx", "|abc"), row("|abC", "2~", "AB|C"),
    row("|a\n  b", "J", "a| b"), row("|one two", "dw.", "|"), row("|a b c d", "dw2.", "|d"),
    row("|a", "i", "|a", .insert),
    row("|ab", "a", "a|b", .insert), row("a|b", "I", "|ab", .insert), row("|ab", "A", "ab|", .insert),
    row("|a", "o", "a\n|", .insert), row("a|b", "O", "|\nab", .insert), row("|ab", "R", "|ab", .replace),
    row("|ab", "99999999999999999999l", "a|b"), row("|", "x", "|"), row("|", "dd", "|"), row("|", "w", "|"),
    row("|", "e", "|"),
    row("|", "%", "|"), row("|", "p", "|"), row("|", "J", "|"), row("|", "~", "|"), row("|", "diw", "|"),
    row("|", "da(", "|"),
  ]

  @Test(arguments: rows) func commands(_ row: Row) {
    var vi = ViMode()
    var buffer = entry(row.before)
    var killed = KillRing()
    vi.escape(&buffer)
    buffer = entry(row.before)
    for key in row.keys.unicodeScalars {
      _ = vi.take(key, &buffer, &killed)
      vi.settle(&buffer)
    }
    #expect(marked(buffer) == row.after, "\(row.before) \(row.keys)")
    #expect(vi.state == row.state)
  }

  @Test func aDotRepeatsWhatWasTyped() {
    var vi = ViMode()
    var killed = KillRing()
    var buffer = entry("|a + a")
    vi.escape(&buffer)
    for key in "cw".unicodeScalars { _ = vi.take(key, &buffer, &killed) }
    buffer.insert("x\u{302}")
    vi.escape(&buffer)
    #expect(marked(buffer) == "|x\u{302} + a")
    for key in "fa.".unicodeScalars { _ = vi.take(key, &buffer, &killed) }
    #expect(marked(buffer) == "x\u{302} + |x\u{302}")
  }

  static let requests: [(String, ViMode.Request)] = [
    ("k", .up(1)), ("3j", .down(3)), ("u", .undo(1)), ("2U", .redo(2)), ("/", .search(forward: false)),
    ("?", .search(forward: true)), ("n", .searchAgain(reversed: false)), ("N", .searchAgain(reversed: true)),
    ("v", .edit),
  ]

  @Test(arguments: requests) func asksTheEditor(_ keys: String, _ request: ViMode.Request) {
    var vi = ViMode()
    var (buffer, killed) = (entry("a|b"), KillRing())
    vi.escape(&buffer)
    var last = ViMode.Request.none
    for key in keys.unicodeScalars { last = vi.take(key, &buffer, &killed) }
    #expect(last == request)
  }

  /// Whatever is typed, the cursor stays in the entry.
  @Test func nothingTypedStopsIt() {
    let keys = Array("dcyxXDCYsSrRiIaAoOpPuUJ~./?nNvhjkl0^$wWbBeE;,%|Gg fFtT()[]{}\"'139λ日\u{302}".unicodeScalars)
    var state: UInt64 = 42
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }
    for _ in 0..<300 {
      var vi = ViMode()
      var (buffer, killed) = (EntryBuffer("f(x\u{302}) = [1, \"日 b\"]\n  + 👩‍👩‍👧"), KillRing())
      vi.escape(&buffer)
      for _ in 0..<12 {
        let key = keys[random(keys.count)]
        if vi.state == .normal { _ = vi.take(key, &buffer, &killed) } else { vi.escape(&buffer) }
        vi.settle(&buffer)
        #expect((0...buffer.characters.count).contains(buffer.cursor))
      }
    }
  }
}

@Suite struct CallHelpTests {
  private static func notebook() -> Notebook {
    var notebook = Notebook(seed: 1, files: .replay(folder: "/nonexistent"))
    #expect(notebook.submit("g(w, scale = 1) = scale*w").failure == nil)
    return notebook
  }

  // The parameter in question between marks; signatures from names.md.
  static let rows: [(String, [String])] = [
    ("det(", ["det(<A>)"]),
    ("norm([1, 2], ", ["norm(x, <[p = 2]>)", "norm(A, <[p = \"fro\"]>)"]),
    ("norm(p = ", ["norm(x, <[p = 2]>)", "norm(A, <[p = \"fro\"]>)"]), ("2 + g(1, ", ["g(w, <scale = 1>)"]),
    ("g(norm(x), [1, (2", ["g(w, <scale = 1>)"]), ("g([1 2; 3, ", ["g(<w>, scale = 1)"]),
    ("det((1 + 2), 3, ", ["det(A)<>"]),
    ("lcm(1, 2, 3, ", ["lcm(a, b, <more…>)"]),
    ("nothing(", []), ("norm", []), ("norm(x)", []), ("(", []), ("[norm(x), 1", []), ("g(1); (", []),
    ("x = 2; norm (", []), (",", []),
    ("norm(])", []),
  ]

  @Test(arguments: rows) func marksTheParameter(_ text: String, _ expected: [String]) {
    let help = Self.notebook().callHelp(text, cursor: text.utf8.count)
    #expect(help.map { $0.forms.map { $0.before + "<" + $0.current + ">" + $0.after } } ?? [] == expected, "\(text)")
  }

  @Test func namesAlreadyGivenAreNotOfferedAgain() {
    let notebook = Self.notebook()
    let text = "descend(g, 1, rate = 0.1, "
    let offered = notebook.completions(text, cursor: text.utf8.count).candidates.map(\.text)
    #expect(offered.contains("momentum = "))
    #expect(!offered.contains("rate = "))
    let value = "descend(g, 1, rate = "
    #expect(notebook.completions(value, cursor: value.utf8.count).candidates.isEmpty)
  }
}
