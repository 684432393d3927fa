/// The text being edited and a cursor between two grapheme clusters: what moving and deleting mean, apart from any
/// terminal.
public struct EntryBuffer: Hashable, Sendable {
  /// Grapheme clusters; a line end is `"\n"`.
  public private(set) var characters: [Character]
  /// The number of clusters before the cursor.
  public private(set) var cursor: Int

  public var text: String { String(characters) }
  public var isEmpty: Bool { characters.isEmpty }

  /// A text with the cursor after `scalarOffset` Unicode scalars, moved right to the end of its cluster.
  public init(_ text: String, scalarOffset: Int) {
    characters = Array(text)
    var scalars = 0
    cursor = characters.count
    for (index, character) in characters.enumerated() {
      if scalars >= scalarOffset {
        cursor = index
        return
      }
      scalars += character.unicodeScalars.count
    }
  }

  /// A text with the cursor at its end.
  public init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  /// The cursor in Unicode scalars from the start.
  public var scalarOffset: Int { characters[..<cursor].reduce(0) { $0 + $1.unicodeScalars.count } }

  /// The cursor in UTF-8 bytes from the start, as spans count.
  public var utf8Offset: Int { characters[..<cursor].reduce(0) { $0 + $1.utf8.count } }

  /// Puts the cursor `offset` bytes from the start, moved left to the start of its cluster.
  public mutating func moveCursor(toUTF8Offset offset: Int) {
    var bytes = 0
    cursor = 0
    for character in characters {
      bytes += character.utf8.count
      if bytes > offset { return }
      cursor += 1
    }
  }

  // MARK: Changing

  /// Replaces clusters; the cursor stands after the new ones. A combining mark joins what stands before it.
  private mutating func replace(_ range: Range<Int>, with string: String) {
    let tail = String(characters[range.upperBound...])
    let head = String(characters[..<range.lowerBound]) + string
    // Clusters may merge across both seams, so the cursor is found again by its scalars.
    self = EntryBuffer(head + tail, scalarOffset: head.unicodeScalars.count)
  }

  public mutating func insert(_ string: String) { replace(cursor..<cursor, with: string) }

  /// Replaces from `utf8Start` to the cursor.
  public mutating func replaceBeforeCursor(fromUTF8 utf8Start: Int, with string: String) {
    var start = EntryBuffer(text)
    start.moveCursor(toUTF8Offset: utf8Start)
    replace(min(start.cursor, cursor)..<cursor, with: string)
  }

  /// Removes between the cursor and `position`, which becomes the cursor; returns what was removed.
  public mutating func delete(to position: Int) -> String {
    let range = min(cursor, position)..<max(cursor, position)
    let removed = String(characters[range])
    replace(range, with: "")
    return removed
  }

  public mutating func move(to position: Int) { cursor = max(0, min(characters.count, position)) }

  // MARK: Places

  public var left: Int { max(0, cursor - 1) }
  public var right: Int { min(characters.count, cursor + 1) }

  /// The start of the line the cursor is on.
  public var lineStart: Int { (characters[..<cursor].lastIndex(of: "\n") ?? -1) + 1 }
  /// The end of the line the cursor is on.
  public var lineEnd: Int { characters[cursor...].firstIndex(of: "\n") ?? characters.count }

  /// The same column one line up, or nil on the first line.
  public var lineAbove: Int? {
    guard lineStart > 0 else { return nil }
    var above = self
    above.move(to: lineStart - 1)
    return min(above.lineStart + (cursor - lineStart), above.lineEnd)
  }

  /// The same column one line down, or nil on the last line.
  public var lineBelow: Int? {
    guard lineEnd < characters.count else { return nil }
    var below = self
    below.move(to: lineEnd + 1)
    return min(below.lineStart + (cursor - lineStart), below.lineEnd)
  }

  // MARK: Lines

  /// Blanks with which a line entered after the cursor's begins: its own, and two for each bracket it leaves open.
  public var indentation: Int {
    let line = characters[lineStart..<cursor]
    let blanks = line.prefix { $0 == " " }.count
    var open = 0
    for character in line {
      if "([{".contains(character) { open += 1 }
      if ")]}".contains(character) { open -= 1 }
    }
    return max(0, blanks + 2 * max(-1, min(1, open)))
  }

  /// Starts a new line, indented as the text asks.
  public mutating func insertLine() { insert("\n" + String(repeating: " ", count: indentation)) }

  /// Inserts what a key typed: a closing bracket that begins a line goes back one step of indentation.
  public mutating func type(_ scalar: Unicode.Scalar) {
    let before = characters[lineStart..<cursor]
    if lineStart > 0, ")]}".unicodeScalars.contains(scalar), before.count >= 2, before.allSatisfy({ $0 == " " }) {
      _ = delete(to: cursor - 2)
    }
    insert(String(scalar))
  }

  /// Removes what stands before the cursor: a whole step of indentation where there is nothing else on the line.
  public mutating func backspace() {
    let before = characters[lineStart..<cursor]
    let step = before.count >= 2 && before.allSatisfy { $0 == " " } ? 2 - before.count % 2 : 1
    _ = delete(to: max(0, cursor - step))
  }
}
