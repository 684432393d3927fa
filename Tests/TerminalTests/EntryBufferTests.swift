import Terminal
import Testing

/// A text with `|` where the cursor is.
private func buffer(_ marked: String) -> EntryBuffer {
  let parts = marked.split(separator: "|", omittingEmptySubsequences: false)
  return EntryBuffer(parts.joined(), scalarOffset: parts[0].unicodeScalars.count)
}

private func marked(_ buffer: EntryBuffer) -> String {
  String(buffer.characters[..<buffer.cursor]) + "|" + String(buffer.characters[buffer.cursor...])
}

@Suite struct EntryBufferTests {
  typealias Change = @Sendable (inout EntryBuffer) -> Void

  // UAX #29: a cluster is what a person takes for one character.
  static let changes: [(String, String, Change)] = [
    ("ax\u{302}|b", "a|x\u{302}b", { $0.move(to: $0.left) }),
    ("a|x\u{302}b", "ax\u{302}|b", { $0.move(to: $0.right) }),
    ("x\u{302}|", "|", { $0.backspace() }),
    ("|👩‍👩‍👧b", "|b", { _ = $0.delete(to: $0.right) }),
    ("x|y", "x\u{302}|y", { $0.insert("\u{302}") }),
    ("|", "|", { $0.backspace() }),
    ("|", "|", { _ = $0.delete(to: $0.right) }),
    ("one two_3|", "one |two_3", { $0.move(to: $0.wordLeft) }),
    ("|  one+two", "  one|+two", { $0.move(to: $0.wordRight) }),
    ("α + |β", "|α + β", { $0.move(to: $0.wordLeft) }),
    ("ab\ncd|", "ab\n|cd", { $0.move(to: $0.lineStart) }),
    ("a|b\ncd", "ab|\ncd", { $0.move(to: $0.lineEnd) }),
    ("abc\nd\nef|", "abc\nd|\nef", { $0.move(to: $0.lineAbove ?? -1) }),
    ("ab|c\nd", "abc\nd|", { $0.move(to: $0.lineBelow ?? -1) }),
    ("A = [1|", "A = [1\n  |", { $0.insertLine() }),
    ("  a|", "  a\n  |", { $0.insertLine() }),
    ("  b]|", "  b]\n|", { $0.insertLine() }),
    ("f(g(|", "f(g(\n  |", { $0.insertLine() }),
    ("x\n    |", "x\n  |", { $0.backspace() }),
    ("x\n   |", "x\n  |", { $0.backspace() }),
    ("x + \\al|y", "x + α|y", { $0.replaceBeforeCursor(fromUTF8: 4, with: "α") }),
    ("α.e|", "α.exp|", { $0.replaceBeforeCursor(fromUTF8: 3, with: "exp") }),
    ("ab|", "ab|", { $0.move(to: 99) }),
    ("ab|", "|ab", { $0.move(to: -99) }),
    ("日本|", "日|本", { $0.moveCursor(toUTF8Offset: 4) }),
    ("日本|", "日本|", { $0.moveCursor(toUTF8Offset: 600) }),
    ("ab|", "|ab", { $0.moveCursor(toUTF8Offset: -1) }),
  ]

  @Test(arguments: changes.indices) func changing(_ row: Int) {
    let (before, after, change) = Self.changes[row]
    var entry = buffer(before)
    change(&entry)
    #expect(marked(entry) == after)
  }

  @Test func linesEnd() {
    #expect(buffer("a|b").lineAbove == nil)
    #expect(buffer("a|b").lineBelow == nil)
  }

  @Test func offsetsCountBytesAndScalars() {
    let entry = buffer("αx\u{302}|b")
    #expect(entry.utf8Offset == 5)
    #expect(entry.scalarOffset == 3)
    #expect(EntryBuffer("x\u{302}b", scalarOffset: 1).cursor == 1, "never inside a cluster")
    #expect(EntryBuffer("ab", scalarOffset: 9).cursor == 2)
  }

  @Test func deletingGivesBackWhatWent() {
    var entry = buffer("a bc|d")
    #expect(entry.delete(to: entry.wordLeft) == "bc")
    #expect(marked(entry) == "a |d")
  }

  static let brackets: [(String, [Int]?)] = [
    ("(a)|", [2, 0]), ("|(a)", [0, 2]), ("([|])", [1, 2]), ("f(x[1])|", [6, 1]), ("(|]", nil), ("a|b", nil),
    ("((a)|", [3, 1]), ("|((a)", nil), ("{[(|)]}", [2, 3]), ("|", nil), ("[)]|", nil),
  ]

  @Test(arguments: brackets) func bracketsFindTheirPartner(_ text: String, _ places: [Int]?) {
    let found = Brackets.match(buffer(text)) { _ in true }
    #expect(found.map { [$0.0, $0.1] } == places)
  }

  @Test func bracketsInTextsMeanNothing() {
    // f(")")| : the one inside the quotes is skipped.
    let found = Brackets.match(buffer("f(\")\")|")) { $0 != 3 }
    #expect(found.map { [$0.0, $0.1] } == [5, 1])
  }
}
