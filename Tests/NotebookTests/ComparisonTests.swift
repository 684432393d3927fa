import Document
import Notebook
import Testing

@Suite struct ComparisonTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var recorded: String
    var got: String
    var holds: Bool
    var options = ""
    var tol = "rel 2e-5 abs 1e-12"
    var testDescription: String { "\(recorded) | \(got) \(options)" }
  }

  /// Each row follows from the compare rule of the session format by hand arithmetic.
  static let rows: [Row] = [
    Row(recorded: "a  b", got: " a b ", holds: true), Row(recorded: "a b", got: "ab", holds: false),
    Row(recorded: "x = 1.00001", got: "x = 1.00002", holds: true),
    Row(recorded: "x = 1.00001", got: "y = 1.00001", holds: false),
    Row(recorded: "0.5", got: "0.6", holds: false), Row(recorded: "0.5", got: "0.500001", holds: true),
    // 0.66666650 ± ε prints either way: no tolerance can tell the two apart.
    Row(recorded: "0.666666", got: "0.666667", holds: true, tol: "rel 0 abs 0"),
    Row(recorded: "0.666666", got: "0.666668", holds: false, tol: "rel 0 abs 0"),
    Row(recorded: "0.123456789012", got: "0.123456789019", holds: false, tol: "rel 0 abs 0"),
    // 2/3 written by hand; two digits are too few to mean a rounding.
    Row(recorded: "0.667", got: "0.666667", holds: true), Row(recorded: "0.6667", got: "0.666667", holds: true),
    Row(recorded: "0.6666", got: "0.666667", holds: false), Row(recorded: "0.67", got: "0.666667", holds: false),
    Row(recorded: "1.50e-7", got: "1.5049e-7", holds: true), Row(recorded: "1.50e-7", got: "1.506e-7", holds: false),
    Row(recorded: "100", got: "100", holds: true), Row(recorded: "100000", got: "100001", holds: false),
    Row(recorded: "9007199254740993", got: "9007199254740992", holds: false),
    Row(recorded: "1", got: "1.00001", holds: true), Row(recorded: "0", got: "1e-13", holds: true),
    Row(recorded: "0", got: "1e-11", holds: false), Row(recorded: "-0", got: "0", holds: false),
    Row(recorded: "1e999", got: "1e998", holds: false), Row(recorded: "1e999", got: "1e999", holds: true),
    Row(recorded: "1e-9223372036854775808", got: "1e-9223372036854775807", holds: true),
    Row(recorded: "1e99999999999999999999", got: "2", holds: false),
    Row(recorded: "NaN", got: "NaN", holds: true), Row(recorded: "−1.5", got: "-1.5", holds: true),
    Row(recorded: "0.0129", got: "-0.05", holds: true, options: "tol abs 0.1"),
    Row(recorded: "0.0129", got: "0.2", holds: false, options: "tol abs 0.1"),
    Row(recorded: "2-vector", got: "3-vector", holds: false), Row(recorded: "x1", got: "x2", holds: false),
    // The entry 1e-9 is noise beside 1000 in an array, and a number of its own in a table.
    Row(recorded: "2-vector\n 1000  1e-9", got: "2-vector\n 1000  3e-9", holds: true),
    Row(recorded: "k f\n 1000  1e-9", got: "k f\n 1000  3e-9", holds: false),
    Row(recorded: "w = [1000, 1e-9]", got: "w = [1000, 3e-9]", holds: true),
    Row(recorded: "1 + 2i", got: "1 - 2i", holds: false), Row(recorded: "1 + 2.5i", got: "1 + 2.50001i", holds: true),
    Row(recorded: "1 - 1e-15i", got: "1 + 1e-15i", holds: true),
    Row(recorded: "…", got: "", holds: true), Row(recorded: "…\nend", got: "a\nb\nend", holds: true),
    Row(recorded: "a\n…\nc\n…\ne", got: "a\nc\nb\nc\nd\ne", holds: true),
    Row(recorded: "a\n…\nc", got: "a\nb", holds: false), Row(recorded: "a\n…", got: "b", holds: false),
    Row(recorded: "a", got: "a\nb", holds: false), Row(recorded: "a\nb", got: "a", holds: false),
    Row(recorded: "a", got: "a\n\n", holds: true),
    Row(recorded: "2-vector\n 0.6  -0.8", got: "2-vector\n -0.6  0.8", holds: false),
    Row(recorded: "2-vector\n 0.6  -0.8", got: "2-vector\n -0.6  0.8", holds: true, options: "signs free"),
    Row(recorded: "2-vector\n 0.6  -0.8", got: "2-vector\n 0.6  0.8", holds: false, options: "signs free"),
    Row(
      recorded: "2×2 matrix\n 0.6 0.8\n 0.8 -0.6", got: "2×2 matrix\n 0.6 -0.8\n 0.8 0.6", holds: true,
      options: "signs free"),
    Row(
      recorded: "2×2 matrix\n 0.6 0.8\n 0.8 -0.6", got: "2×2 matrix\n 0.6 0.8\n 0.8 0.6", holds: false,
      options: "signs free"),
    Row(recorded: "[0.6, -0.8]", got: "[0.6, 0.8]", holds: false, options: "signs free"),
    Row(recorded: "heads 3.2", got: "heads -7", holds: true, options: "random"),
    Row(recorded: "heads 3.2", got: "tails 3.2", holds: false, options: "random"),
    Row(recorded: " 1.0 ┤ ⠑⡄\n     └──", got: " 1.0 ┤⡄\n     └──", holds: true),
    Row(recorded: " 1.0 ┤ ⠑⡄", got: " 2.0 ┤ ⠑⡄", holds: false),
    Row(recorded: "sin 5 draws\n ┤⠑", got: "sin 6 draws\n ┤⠑", holds: false),
    Row(recorded: " 1.0 ┤ ⠑⡄", got: " 1.0 ┤⠑⡄", holds: false, options: "glyphs"),
    Row(recorded: " 1.0 +  **\n     ++--------+", got: " 1.0 + **\n     ++--------+", holds: true),
  ]

  @Test(arguments: rows) func theRule(_ row: Row) throws {
    let body = row.recorded.split(separator: "\n", omittingEmptySubsequences: false).map { "    | \($0)\n" }.joined()
    let option = row.options.isEmpty ? "" : " #~ \(row.options)"
    let file = try SessionFile("---\nnabla: 1\ntol: \(row.tol)\n---\n    > x\(option)\n\(body)")
    let cell = file.cells[0]
    let outcome = CellOutcome(output: row.got.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    let rule = Comparison(file.header.tolerance, options: cell.options)
    #expect(rule.mismatches(cell, outcome).isEmpty == row.holds)
    // What an update writes holds.
    let updated = try file.replacingRecords([0: rule.edits(cell, outcome)])
    #expect(rule.mismatches(updated.cells[0], outcome).isEmpty)
    if row.holds { #expect(updated == file) }
  }

  @Test func aMismatchSaysWhere() throws {
    let cell = try session("\n    > x\n    . y\n    | a\n    | 1.5\n    | 7\n").cells[0]
    let found = Comparison(.standard).mismatches(cell, CellOutcome(output: ["a", "1.6", "8"]))
    #expect(found.map(\.line) == [8, 9])
    #expect(found[0].expected == "1.5" && found[0].got == "1.6")
    guard case .number(1.5, 1.6, let allowed) = found[0].difference else { throw SessionError(.noHeader, line: 0) }
    // rel 2e-5 · 1.5 and half of 1e-5 for each print.
    #expect(abs(allowed - 4e-5) < 1e-10)
    #expect(found[1].difference == .integer(expected: "7", got: "8"))
  }

  @Test func errorsCompareByCode() throws {
    let cell = try session("    > x\n    ! E201 old words\n").cells[0]
    let rule = Comparison(.standard)
    #expect(rule.mismatches(cell, CellOutcome(error: "E201 new words")).isEmpty)
    #expect(
      rule.mismatches(cell, CellOutcome(error: "E300 x")).map(\.difference)
        == [.errorCode(expected: "E201", got: "E300")])
    let gone = CellOutcome(output: ["1"])
    #expect(rule.mismatches(cell, gone).map(\.difference) == [.noError])
    #expect(rule.edits(cell, gone) == [.write(RecordLine(.output, "1"))])
    // An error explains the missing output: that is one mismatch.
    let printing = try session("    > x\n    | 1\n").cells[0]
    #expect(
      rule.mismatches(printing, CellOutcome(error: "E300 x")).map(\.difference) == [.unexpectedError])
    let silent = try session("    > x\n").cells[0]
    #expect(rule.mismatches(silent, CellOutcome(output: ["1"])).isEmpty)
    #expect(rule.mismatches(silent, CellOutcome(error: "E300 x")).map(\.difference) == [.unexpectedError])
  }

  @Test func anUpdateKeepsTheLinesThatHold() throws {
    let file = try session("    > x\n    |  a   1.5  \n    | b\n    | …\n    | z\t\n")
    let outcome = CellOutcome(output: ["a 1.5", "c", "p", "q", "z"])
    let edits = Comparison(.standard).edits(file.cells[0], outcome)
    #expect(try file.replacingRecords([0: edits]).cells[0].output == [" a   1.5  ", "…", "z\t"])
  }

  /// A picture is stale when what is written around it is, though the numbers on its rows may be the same.
  @Test func anUpdateDrawsTheWholePictureAnew() throws {
    let old = ["x = 1", "sin, 5 draws", "  1 ┤⠑⡄", "  0 ┤⠑", "    └──", "after  1"]
    let record = old.map { "    |  \($0)\n" }.joined()
    let cell = try session("    > x\n" + record).cells[0]
    let rule = Comparison(.standard)
    func updated(_ output: [String]) throws -> [String] {
      try session("    > x\n" + record).replacingRecords([0: rule.edits(cell, CellOutcome(output: output))]).cells[0]
        .output
    }
    let drawn = ["  1 ┤ ⠔", "  0 ┤⡔", "    └──"]
    // Nothing but the picture changed: its numbers hold, and so does the record.
    #expect(try updated(["x = 1", "sin, 5 draws"] + drawn + ["after 1"]) == old.map { " \($0)" })
    // The caption changed: the picture goes with it, the lines that hold stay byte for byte.
    #expect(
      try updated(["x = 1", "sin, 6 draws"] + drawn + ["after 1"])
        == [" x = 1", "sin, 6 draws"] + drawn + [" after  1"])
    // A line elsewhere changed: the picture stands as it is drawn now, here a blank further left.
    let same = Array(old[1...4])
    #expect(try updated(["x = 2"] + same + ["after 1"]) == ["x = 2", " sin, 5 draws"] + old[2...4] + [" after  1"])
    // The rows have other numbers.
    let tall = ["  2 ┤⠑⡄", "  0 ┤⠑", "    └──"]
    #expect(
      try updated(["x = 1", "sin, 5 draws"] + tall + ["after 1"]) == [" x = 1", " sin, 5 draws"] + tall + [" after  1"])
  }

  @Test func distancesAreShort() throws {
    let cell = try session("    > x\n    | 0.1\n").cells[0]
    let found = try #require(Comparison(.standard).mismatches(cell, CellOutcome(output: ["0.3"])).first)
    // In doubles 0.3 − 0.1 is 0.19999999999999998.
    #expect(
      found.document.plain().contains("0.2 apart; 3e-06 is allowed")
        || found.document.plain().contains("0.2 apart; 3e-6 is allowed"))
  }

  @Test func controlCharactersAreVisible() throws {
    let file = try session("    > x\n    | a\u{1B}[31m\u{202E}\n")
    let mismatch = try #require(Comparison(.standard).mismatches(file.cells[0], CellOutcome()).first)
    #expect(mismatch.document.plain().contains("expected  a␛[31m\u{FFFD}\n"))
  }
}
