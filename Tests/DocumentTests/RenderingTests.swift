import Document
import Testing

@Suite struct RenderingTests {
  /// One document with a block of every kind.
  static let everything = Document([
    .line(Text("nabla", .accent) + Text("  ") + Text("hint", .dim) + Text("   ")),
    .section(Text("E201", .error) + " shapes do not fit", Document([.line(Text("A * [1, 2, 3]", .strong))])),
    .table(TextTable(header: ["k", "x"], rows: [["1", "0.24"], ["2", "-0.8"]])),
    .entries(Entries(count: 30) { .number(Double($0) / 7) }),
    .grid(Grid(rows: 40, columns: 40) { .number(Double($0 * $1)) }),
    .line("escape \u{1b}[31m and 日本語 " + Text(String(repeating: "word ", count: 40))),
  ])

  static func stripped(_ text: String) -> String {
    text.replacing(#/\u{1b}\[[0-9;]*m/#, with: "")
  }

  @Test(arguments: [1, 2, 5, 10, 40, 80, 200]) func ansiIsPlainWithColour(width: Int) {
    let options = RenderOptions(width: width)
    let plain = Self.everything.plain(options)
    let ansi = Self.everything.ansi(options)
    #expect(Self.stripped(ansi) == plain)
    #expect(ansi.contains("\u{1b}[31m"))
    #expect(plain.hasSuffix("\n") && !plain.hasSuffix("\n\n"))
    #expect(!plain.contains("\u{1b}") && !plain.contains("\r"))
    for line in plain.split(separator: "\n", omittingEmptySubsequences: false) { #expect(line.last != " ") }
  }

  @Test(arguments: [10, 40, 80, 200]) func noLineExceedsTheWidth(width: Int) {
    for line in Self.everything.plain(RenderOptions(width: width)).split(separator: "\n") {
      #expect(String(line).displayWidth <= width)
    }
  }

  @Test func aTextTooWideForItsTableWraps() {
    let table = TextTable(
      header: ["name", "summary"],
      rows: [["eig", "Eigenvalues and eigenvectors of a square matrix."], ["det", "The determinant."]])
    let plain = Document([.table(table)]).plain(RenderOptions(width: 36))
    #expect(
      plain == "name  summary\neig   Eigenvalues and eigenvectors\n      of a square matrix.\ndet   The determinant.\n")
    let short = Document([.table(table)]).plain(RenderOptions(width: 12))
    #expect(short.contains("eig") && short.split(separator: "\n").allSatisfy { String($0).displayWidth <= 12 })
  }

  @Test func aColumnHasOneNumberFormat() {
    let mixed = [-483157719.0, 1622230018, -11250098.4, 0.5, 0]
    let matrix = Document.matrix(rows: 5, columns: 1) { row, _ in .number(mixed[row]) }
    #expect(
      matrix.plain().split(separator: "\n").dropFirst().map { $0.filter { $0 != " " } } == [
        "-4.83158e8", "1.62223e9", "-1.12501e7", "0.5", "0",
      ])
    let whole = Document.matrix(rows: 2, columns: 1) { row, _ in .number([483157719, -1][row]) }
    #expect(whole.plain().contains("483157719"))
  }

  @Test func vectorsAndMatricesAsInTheLook() {
    #expect(Document.vector([5, 2]).plain() == "2-vector\n  5  2\n")
    let vectors = [0.8944271909999159, 0.4472135954999579, -0.7071067811865476, 0.7071067811865476]
    let matrix = Document.matrix(rows: 2, columns: 2) { .number(vectors[$0 + 2 * $1]) }
    #expect(matrix.plain() == "2×2 matrix\n  0.894427  -0.707107\n  0.447214   0.707107\n")
    #expect(Document.vector([]).plain() == "0-vector\n")
  }

  @Test func columnsAlignOnThePoint() {
    let rows: [[Text]] = [
      [.number(1), .number(1e-17), .missing, "a"], [.number(100.5), .number(-2.5), .number(0.25), "bcd"],
      [.number(-.infinity), .number(.nan), .number(3), "e"],
    ]
    let expected = """
      \u{20}  1      1e-17  missing  a
       100.5   -2.5       0.25  bcd
      -Inf    NaN         3     e

      """
    #expect(Document([.table(TextTable(rows: rows))]).plain() == expected)
  }

  @Test func complexNumbersAlignOnBothPoints() {
    let column = Document.matrix(rows: 3, columns: 1) { row, _ in
      .complex([1, -0.5, 0][row], [2, -0.8660254037844386, 10][row])
    }
    #expect(column.plain() == "3×1 matrix\n   1   +  2i\n  -0.5 -  0.866025i\n   0   + 10i\n")
  }

  @Test func headersStandOverTheirColumns() {
    let table = TextTable(
      header: ["k", "w", "name"], rows: [["1", "0.24", "a"], ["12", "-0.8", "bcdef"]],
      alignments: [.decimal, .decimal, .left])
    #expect(
      Document([.table(table)]).plain() == " k  w      name\n 1   0.24  a\n12  -0.8   bcdef\n")
  }

  @Test func longAndWideValuesSayWhatWasLeftOut() {
    let long = Document.vector(count: 1_000_000) { .number(Double($0 + 1)) }.plain()
    #expect(long.hasPrefix("1000000-vector\n"))
    let shown = long.split(whereSeparator: \.isWhitespace).dropFirst().compactMap { Int($0) }
    let hidden = long.split(separator: "\n").first { $0.contains("more") }.flatMap { Int($0.split(separator: " ")[1]) }
    #expect(shown.first == 1 && shown.last == 1_000_000)
    #expect(hidden.map { $0 + shown.count - 1 } == 1_000_000)

    let wide = Document.matrix(rows: 30, columns: 100) { .number(Double($0 + $1)) }.plain()
    #expect(wide.contains("… 10 more rows\n"))
    #expect(wide.split(separator: "\n").last?.contains("more columns") == true)
  }

  @Test func numbersFollowTheDigitsAsked() {
    let document = Document([.line("x = " + Text.number(1.0 / 3)), .entries(Entries(count: 1) { _ in .number(0.1) })])
    #expect(document.plain() == "x = 0.333333\n0.1\n")
    #expect(document.plain(RenderOptions().full) == "x = 0.3333333333333333\n0.1\n")
    #expect(document.plain(RenderOptions(digits: 2)) == "x = 0.33\n0.1\n")
  }

  @Test func wholeValuesLeaveNothingOut() {
    let wide = Document.matrix(rows: 30, columns: 100) { .number(Double(100 * $0 + $1)) }
    let text = wide.plain(RenderOptions(width: 40).full)
    let numbers = Set(text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) })
    #expect(numbers.isSuperset(of: 0..<3000))
    for line in text.split(separator: "\n") { #expect(line.count <= 40) }
  }

  @Test func linesWrapWithTheIndentOfTheirStart() {
    let line = Document([.line("  one two three four")])
    #expect(line.plain(RenderOptions(width: 11)) == "  one two\n  three\n  four\n")
    #expect(Document([.line("abcdefgh")]).plain(RenderOptions(width: 3)) == "abc\ndef\ngh\n")
    #expect(Document([.line("a\nb")]).plain() == "a\nb\n")
  }

  @Test func framesAreRedrawnInPlace() {
    var frame = Frame()
    #expect(frame.draw("a\nb\n") == "\u{1b}[?25la\u{1b}[K\nb\u{1b}[K\n\u{1b}[?25h")
    #expect(frame.rows == 2)
    #expect(frame.draw("c") == "\u{1b}[?25l\u{1b}[2A\rc\u{1b}[K\n\u{1b}[J\u{1b}[?25h")
    #expect(frame.rows == 1)
  }
}
