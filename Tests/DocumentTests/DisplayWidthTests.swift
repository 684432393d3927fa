import Document
import Testing

@Suite struct DisplayWidthTests {
  /// Widths as Unicode Standard Annex 11 and UTS 51 give them.
  @Test(arguments: [
    ("abc", 3), ("", 0), ("λ₁", 2), ("日本", 4), ("e\u{301}", 1), ("x\u{302}", 1), ("👩‍👩‍👧", 2), ("🇩🇪", 2), ("한국", 4),
    ("\u{1112}\u{1161}\u{11ab}", 2), ("Ａ", 2), ("ｱ", 1), ("→", 1), ("█▁⣿", 3), ("\u{200b}", 0), ("❤\u{fe0f}", 2),
  ])
  func width(text: String, columns: Int) {
    #expect(text.displayWidth == columns)
  }

  @Test(arguments: [
    ("abcdef", 4, "abc…"), ("abc", 3, "abc"), ("日本語", 4, "日…"), ("abc", 0, ""), ("abc", 1, "…"), ("abc", -3, ""),
  ])
  func truncation(text: String, width: Int, result: String) {
    #expect(text.truncated(to: width) == result)
  }

  @Test(arguments: [
    ("a\u{1b}[31mb", "a␛[31mb"), ("a\tb", "a b"), ("\u{7f}", "␡"), ("a\nb", "a␊b"), ("\u{202e}x", "\u{fffd}x"),
    ("日本", "日本"), ("\u{9b}2J", "\u{fffd}2J"),
  ])
  func controlsBecomeVisible(text: String, result: String) {
    #expect(text.visible == result)
  }

  @Test func asciiKeepsTheWidth() {
    for text in ["λ日e\u{301}", "a\u{1b}b", "👩‍👩‍👧", "plain"] {
      #expect(text.asciiOnly.utf8.allSatisfy { 0x20 <= $0 && $0 < 0x7f })
      #expect(text.asciiOnly.displayWidth == text.visible.displayWidth)
    }
  }
}
