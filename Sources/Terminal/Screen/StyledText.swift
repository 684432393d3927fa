/// Text that holds escape sequences of the form `ESC [ … m`.
public enum StyledText {
  /// The columns the text takes, sequences apart.
  public static func width(_ text: String) -> Int {
    var total = 0
    walk(text) { _, width in
      total += width
      return true
    }
    return total
  }

  /// The longest start that fits into `columns`, with every style it opened closed again.
  public static func clipped(_ text: String, to columns: Int) -> String {
    var out = ""
    var used = 0
    var styled = false
    var cut = false
    walk(text) { piece, width in
      used += width
      guard used <= columns else {
        cut = true
        return false
      }
      if width == 0, piece.first == "\u{1B}" { styled = true }
      out += piece
      return true
    }
    return cut && styled ? out + "\u{1B}[0m" : out
  }

  /// Hands over sequences and clusters one by one, with their widths, until told to stop.
  private static func walk(_ text: String, _ visit: (Substring, Int) -> Bool) {
    var place = text.startIndex
    while place < text.endIndex {
      var next = text.index(after: place)
      var width = 0
      if text[place] == "\u{1B}" {
        // `ESC [`, parameters, and one final letter.
        if next < text.endIndex, text[next] == "[" { next = text.index(after: next) }
        while next < text.endIndex, !text[next].isLetter { next = text.index(after: next) }
        if next < text.endIndex { next = text.index(after: next) }
      } else {
        width = CellWidth.of(text[place])
      }
      guard visit(text[place..<next], width) else { return }
      place = next
    }
  }
}
