import Charts
import Document
import Testing

/// What every picture keeps to, whatever it shows.
enum PictureRules {
  static func check(_ name: String, _ chart: Chart, width: Int, height: Int) {
    for charset in RenderOptions.Charset.allCases {
      let plain = RenderOptions(width: width, height: height, charset: charset)
      let text = chart.text(plain)
      let rows = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      #expect(rows.allSatisfy { $0.displayWidth <= max(width, 0) }, "\(name) \(charset) is too wide\n\(text)")
      #expect(rows.count <= max(height, 1), "\(name) \(charset) is too high\n\(text)")
      #expect(!rows.contains { $0.last == " " }, "\(name) \(charset) ends in a blank\n\(text)")
      #expect(!text.contains { $0 == "\u{1b}" || $0 == "\t" || $0 == "\r\n" }, "\(name) has a control\n\(text)")
      #expect(!text.contains("-0 ") && !text.contains("-0.0 "), "\(name) has a negative zero\n\(text)")
      if charset == .ascii { #expect(text.utf8.allSatisfy { $0 < 0x7f }, "\(name) is not 7-bit\n\(text)") }
      guard charset == .braille else { continue }
      var coloured = plain
      coloured.color = true
      #expect(chart.text(coloured).replacing(#/\u{1b}\[[0-9;]*m/#, with: "") == text, "\(name) changes with colour")
      #expect(chart.text(plain) == text, "\(name) differs when drawn again")
    }
  }
}
