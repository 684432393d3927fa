import Document
import Testing

@Suite struct ASCIITests {
  // The spellings of the language's symbols.
  static let rows: [(text: String, spelled: String)] = [
    ("plain [1]", "plain [1]"), ("2×2 matrix", "2x2 matrix"), ("x₁ = x₀ − η f′(x₀)", "x1 = x0 - eta f'(x0)"),
    ("‖∇f‖", "|grad f|"), ("rate 0.1 · g(w)", "rate 0.1 - g(w)"), ("0.04·[1]", "0.04*[1]"), ("m̂ / √s", "m / sqrt s"),
    ("日", "??"),
  ]

  @Test(arguments: rows) func spells(_ text: String, _ spelled: String) {
    #expect(text.asciiSpelled == spelled)
    #expect(Document([.line(Text(text))]).plain(RenderOptions(charset: .ascii)) == spelled + "\n")
  }

  /// `‖∇f‖` is four columns and its spelling eight; numbers stay under it all the same.
  @Test func tablesStayAligned() {
    let table = TextTable(header: ["‖∇f‖", "λ"], rows: [["1", "2"], ["30", "40"]])
    let rows = Document([.table(table)]).plain(RenderOptions(charset: .ascii)).split(separator: "\n")
    #expect(rows.allSatisfy { $0.utf8.allSatisfy { $0 < 0x7f } })
    let ends = rows.dropFirst().map { $0.count }
    #expect(rows.count == 3 && rows[0].hasPrefix("|grad f|  lambda") && Set(ends).count <= 2)
    #expect(rows[2].contains("30") && rows[2].count > "|grad f|  ".count)
  }

  @Test func whatTheLayoutAddsIsSpelledToo() {
    let long = Document.vector(count: 1000) { Text("\($0)") }
    #expect(long.plain(RenderOptions(height: 8, charset: .ascii)).utf8.allSatisfy { $0 < 0x7f })
  }
}
