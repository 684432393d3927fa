import Document
import Testing

@Suite struct DerivationLayoutTests {
  private static func grid(_ rows: [[String]]) -> Grid {
    Grid(rows: rows.count, columns: rows[0].count, alignment: .right) { Text(rows[$0][$1]) }
  }

  private static let derivation: Derivation = {
    var derivation = Derivation(goal: .line("x² at 3"))
    derivation.step("power", .line("x² = x·x"))
    derivation.step("substitute", .line("3·3 = 9"))
    derivation.step("again", .equation(Equation(.text("A ="), .matrix(grid([["1", "20"], ["3", "4"]])))))
    derivation.step("last", .line("9"))
    derivation.conclude(.line("9"))
    derivation.check(.line("√9 = 3"))
    return derivation
  }()

  /// As look.md draws a derivation: labels at the left, rules in a column, mathematics beside them.
  @Test func rulesStandInAColumn() {
    #expect(
      Self.derivation.document.plain() == """
        Goal    x² at 3
        1  power       x² = x·x
        2  substitute  3·3 = 9
        3  again       A = ⎡ 1  20 ⎤
                           ⎣ 3   4 ⎦
        4  last        9
        Result  9
        Check   √9 = 3

        """)
  }

  @Test func mathematicsMovesBelowWhereTheWidthIsShort() {
    let text = Self.derivation.document.plain(RenderOptions(width: 24))
    #expect(text.contains("1  power\n     x² = x·x\n2  substitute\n     3·3 = 9\n"))
    #expect(text.contains("     A = ⎡ 1  20 ⎤\n         ⎣ 3   4 ⎦\n"))
  }

  @Test func briefSaysHowMuchItLeavesOut() {
    var brief = Self.derivation
    brief.isBrief = true
    #expect(
      brief.document.plain() == """
        Goal    x² at 3
        1  power       x² = x·x
           … 2 steps left out
        4  last        9
        Result  9
        Check   √9 = 3

        """)
    // Three steps take no more room than the line that would stand for one of them.
    brief.steps.removeLast()
    #expect(!brief.document.plain().contains("left out"))
  }

  @Test func piecesAreTheWholeInOrder() {
    let pieces = Self.derivation.pieces
    #expect(pieces.count == 6)
    #expect(pieces.map { $0.plain() }.joined() == Self.derivation.document.plain())
    #expect(pieces.last?.plain() == "Result  9\nCheck   √9 = 3\n")
  }

  @Test func asciiHasNoOtherCharacters() {
    let text = Self.derivation.document.plain(RenderOptions(charset: .ascii))
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
    #expect(text.contains("A = [ 1  20 ]\n                   [ 3   4 ]\n"))
  }

  /// A matrix too wide for the row says what it leaves out; side by side goes over to one below the other.
  @Test func equationsBreakAndElide() {
    let wide = Self.grid([(1...30).map { "\($0 * 111)" }, (1...30).map { "\($0)" }])
    let text = Document([.equation(Equation(.text("A ="), .matrix(wide)))]).plain(RenderOptions(width: 40))
    #expect(text.contains("more columns"))
    #expect(text.split(separator: "\n").allSatisfy { String($0).displayWidth <= 40 })
    let small = Self.grid([["1", "2"], ["3", "4"]])
    let several = Document([.equation(Equation(.matrix(small), .text("·"), .matrix(small)))])
    #expect(several.plain(RenderOptions(width: 12)) == "⎡ 1  2 ⎤\n⎣ 3  4 ⎦\n· ⎡ 1  2 ⎤\n  ⎣ 3  4 ⎦\n")
    #expect(several.plain() == "⎡ 1  2 ⎤ · ⎡ 1  2 ⎤\n⎣ 3  4 ⎦   ⎣ 3  4 ⎦\n")
  }
}
