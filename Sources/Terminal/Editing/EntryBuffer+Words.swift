// Words, and what is done to them.
extension EntryBuffer {
  static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  /// The start of the word before the cursor.
  public var wordLeft: Int {
    var place = cursor
    while place > 0, !Self.isWord(characters[place - 1]) { place -= 1 }
    while place > 0, Self.isWord(characters[place - 1]) { place -= 1 }
    return place
  }

  /// The end of the word after the cursor.
  public var wordRight: Int {
    var place = cursor
    while place < characters.count, !Self.isWord(characters[place]) { place += 1 }
    while place < characters.count, Self.isWord(characters[place]) { place += 1 }
    return place
  }

  /// Exchanges the characters around the cursor, at the end of a line the two before it, and moves on.
  public mutating func transpose() {
    let right = cursor == lineEnd ? cursor - 1 : cursor
    guard right - 1 >= lineStart, right < lineEnd else { return }
    let swapped = String(characters[right]) + String(characters[right - 1])
    move(to: right - 1)
    replace(toCursorFrom: right + 1, with: swapped)
  }

  /// Exchanges the word around or after the cursor with the one before it, and moves behind both; after the last word,
  /// the last two change places.
  public mutating func transposeWords() {
    var probe = self
    probe.move(to: wordRight)
    while probe.cursor > 0, !Self.isWord(characters[probe.cursor - 1]) { probe.move(to: probe.cursor - 1) }
    let secondEnd = probe.cursor
    let secondStart = probe.wordLeft
    probe.move(to: secondStart)
    let firstStart = probe.wordLeft
    probe.move(to: firstStart)
    let firstEnd = probe.wordRight
    guard firstStart < firstEnd, firstEnd <= secondStart, secondStart < secondEnd else { return }
    let swapped =
      String(characters[secondStart..<secondEnd]) + String(characters[firstEnd..<secondStart])
      + String(characters[firstStart..<firstEnd])
    move(to: firstStart)
    replace(toCursorFrom: secondEnd, with: swapped)
  }

  /// How letters are written.
  public enum Casing: Hashable, Sendable {
    case upper, lower, capital
  }

  /// Writes what stands between the cursor and the end of the word in another case, and moves behind it.
  public mutating func changeCase(_ casing: Casing) {
    let end = wordRight
    let text = String(characters[cursor..<end])
    var isFirst = true
    let changed: [String] = text.map { character in
      defer { if Self.isWord(character) { isFirst = false } }
      switch casing {
      case .upper: return character.uppercased()
      case .lower: return character.lowercased()
      case .capital: return isFirst ? character.uppercased() : character.lowercased()
      }
    }
    replace(toCursorFrom: end, with: changed.joined())
  }

  /// Replaces what stands between the cursor and `end`; the cursor goes behind it.
  mutating func replace(toCursorFrom end: Int, with text: String) {
    _ = delete(to: end)
    insert(text)
  }
}
