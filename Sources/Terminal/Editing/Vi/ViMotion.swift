/// Where one of vi's motions leads.
struct ViMotion: Hashable {
  /// What lies between the cursor and the place, for an operator.
  enum Extent: Hashable {
    case exclusive, inclusive, lines
  }

  var place: Int
  var extent: Extent
}

/// The last search for a character in a line: `f F t T`, again by `;` and `,`.
struct ViFind: Hashable, Sendable {
  var character: Character
  var forward: Bool
  /// Stops before the character instead of at it.
  var before: Bool

  var reversed: ViFind { ViFind(character: character, forward: !forward, before: before) }
}

/// - Source: POSIX.1-2017, vi, "Command Descriptions in vi"; Vim's `motion.txt` for `g` motions and text objects.
extension EntryBuffer {
  private enum WordClass {
    case blank, word, mark
  }

  private func wordClass(_ place: Int, big: Bool) -> WordClass {
    let character = characters[place]
    if character.isWhitespace { return .blank }
    return big || Self.isWord(character) ? .word : .mark
  }

  /// The start of the next word.
  func viWordStart(big: Bool) -> Int {
    var place = cursor
    guard place < characters.count else { return place }
    let kind = wordClass(place, big: big)
    if kind != .blank { while place < characters.count, wordClass(place, big: big) == kind { place += 1 } }
    while place < characters.count, wordClass(place, big: big) == .blank { place += 1 }
    return place
  }

  /// The last character of the word after the cursor.
  func viWordEnd(big: Bool) -> Int {
    var place = cursor + 1
    while place < characters.count, wordClass(place, big: big) == .blank { place += 1 }
    guard place < characters.count else { return max(0, characters.count - 1) }
    let kind = wordClass(place, big: big)
    while place + 1 < characters.count, wordClass(place + 1, big: big) == kind { place += 1 }
    return place
  }

  /// The start of the word before the cursor.
  func viWordBack(big: Bool) -> Int {
    var place = cursor
    while place > 0, wordClass(place - 1, big: big) == .blank { place -= 1 }
    guard place > 0 else { return 0 }
    let kind = wordClass(place - 1, big: big)
    while place > 0, wordClass(place - 1, big: big) == kind { place -= 1 }
    return place
  }

  /// The first character of the line that is no blank.
  var viFirstPrinted: Int { characters[lineStart..<lineEnd].firstIndex { !$0.isWhitespace } ?? lineEnd }

  func viFound(_ find: ViFind, isRepeat: Bool) -> Int? {
    // `t` again would otherwise find the character it stands before.
    let skip = isRepeat && find.before ? 1 : 0
    if find.forward {
      let start = cursor + 1 + skip
      guard start < lineEnd, let place = characters[start..<lineEnd].firstIndex(of: find.character) else { return nil }
      return find.before ? place - 1 : place
    }
    let end = cursor - skip
    guard end > lineStart, let place = characters[lineStart..<end].lastIndex(of: find.character) else { return nil }
    return find.before ? place + 1 : place
  }

  /// The partner of the first bracket at or after the cursor on its line.
  var viPartner: Int? {
    guard let place = characters[cursor..<lineEnd].firstIndex(where: { "()[]{}".contains($0) }) else { return nil }
    return Brackets.partner(of: place, in: characters, isCode: { _ in true })
  }

  /// What `i` or `a` followed by this character selects: words, quotations, brackets.
  func viObject(_ kind: Unicode.Scalar, around: Bool) -> Range<Int>? {
    switch kind {
    case "w", "W": return viWord(big: kind == "W", around: around)
    case "\"", "'": return viQuotation(Character(kind), around: around)
    case "(", ")", "b": return viBracketed("(", ")", around: around)
    case "[", "]": return viBracketed("[", "]", around: around)
    case "{", "}", "B": return viBracketed("{", "}", around: around)
    default: return nil
    }
  }

  private func viWord(big: Bool, around: Bool) -> Range<Int>? {
    guard cursor < characters.count, characters[cursor] != "\n" else { return nil }
    let kind = wordClass(cursor, big: big)
    var (start, end) = (cursor, cursor + 1)
    while start > lineStart, wordClass(start - 1, big: big) == kind { start -= 1 }
    while end < lineEnd, wordClass(end, big: big) == kind { end += 1 }
    guard around else { return start..<end }
    let bare = end
    while end < lineEnd, wordClass(end, big: big) == .blank { end += 1 }
    // Without blanks after the word those before it go.
    if end == bare { while start > lineStart, wordClass(start - 1, big: big) == .blank { start -= 1 } }
    return start..<end
  }

  private func viQuotation(_ quote: Character, around: Bool) -> Range<Int>? {
    let marks = (lineStart..<lineEnd).filter { characters[$0] == quote }
    for pair in stride(from: 0, to: marks.count - 1, by: 2) where marks[pair + 1] >= cursor {
      return around ? marks[pair]..<(marks[pair + 1] + 1) : (marks[pair] + 1)..<marks[pair + 1]
    }
    return nil
  }

  private func viBracketed(_ opening: Character, _ closing: Character, around: Bool) -> Range<Int>? {
    var depth = 0
    var start = min(cursor, characters.count - 1)
    while start >= 0 {
      if characters[start] == closing, start != cursor { depth += 1 }
      if characters[start] == opening {
        if depth == 0 { break }
        depth -= 1
      }
      start -= 1
    }
    guard start >= 0 else { return nil }
    depth = 0
    for end in start..<characters.count {
      if characters[end] == opening { depth += 1 }
      if characters[end] == closing { depth -= 1 }
      if depth == 0 { return around ? start..<(end + 1) : (start + 1)..<end }
    }
    return nil
  }
}
