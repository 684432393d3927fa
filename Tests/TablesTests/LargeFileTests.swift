import Tables
import Testing

/// Files of more than a mebibyte are read by two threads; what is read does not depend on that.
@Suite struct LargeFileTests {
  static let rows = 40_000

  /// Row k as text, for every k the same on paper: numbers k/4, texts of changing length, dates from 1970 on.
  private func file(_ cell: (Int) -> String) -> [UInt8] {
    var bytes = Array("k,quarter,name,day\n".utf8)
    for k in 0..<Self.rows {
      bytes += "\(k),\(Double(k) / 4),\(cell(k)),\(Day(number: Int32(k % 20_000)))\n".utf8
    }
    return bytes
  }

  private func check(_ table: Table, name: (Int) -> Column.Cell) {
    #expect(table.rows == Self.rows && table.names == ["k", "quarter", "name", "day"])
    guard case .numbers(let k) = table.columns[0].storage, case .numbers(let quarter) = table.columns[1].storage,
      case .dates(let days) = table.columns[3].storage
    else {
      Issue.record("\(table.columns.map(\.kind))")
      return
    }
    let places = 0..<Self.rows
    #expect(k == places.map(Double.init) && quarter == places.map { Double($0) / 4 })
    #expect(days == places.map { Day(number: Int32($0 % 20_000)) })
    #expect(places.allSatisfy { table.columns[2][$0] == name($0) })
  }

  @Test func plainRows() throws {
    let read = try reading(file { "name \($0 % 977)" })
    check(read.table) { .text("name \($0 % 977)") }
    #expect(read.remarks.isEmpty)
  }

  /// Rows that begin where no line does, so that the second thread sometimes reads for nothing.
  @Test func linesWithinTexts() throws {
    let text = { (k: Int) in k % 3 == 0 ? "x" : "first, \(k)\n7,7.5,\"\"second\"\",2026-01-01" }
    let read = try reading(file { "\"\(text($0))\"" })
    check(read.table) { .text(text($0).replacingPairs) }
  }

  @Test func missingCellsAndBlankLines() throws {
    let read = try reading(file { $0 == 30_000 ? "NA" : $0 == 39_999 ? "" : "n" })
    check(read.table) { $0 == 30_000 || $0 == 39_999 ? .missing : .text("n") }
    // A row of the file, a blank line, and the row's rest as a row of its own.
    let blank = try reading(file { $0 == 35_000 ? "n,1970-01-01\n\n1,1,n" : "n" })
    #expect(blank.table.rows == Self.rows + 1 && blank.remarks == [.blankLines(1, first: 35_003)])
  }

  /// Lines and first places are those of one reading from the beginning to the end.
  @Test func placesAreExact() throws {
    let read = try reading(file { $0 == 33_333 ? "late" : $0 == 36_000 ? "later" : "\($0)" })
    #expect(
      read.remarks == [
        .nearly(
          column: "name", kind: .number, unfit: 2, of: Self.rows, text: "late", line: 33_335,
          na: ["NA", "null", "NULL", "late"])
      ])
    check(read.table) { $0 == 33_333 ? .text("late") : $0 == 36_000 ? .text("later") : .text("\($0)") }
    #expect(throws: ReadingError.ragged(line: 38_002, found: 5, expected: 4, text: "2019-04-14")) {
      try reading(file { $0 == 38_000 ? "a,b" : "n" })
    }
  }
}

extension String {
  /// Doubled quotes as one.
  fileprivate var replacingPairs: String {
    split(separator: "\"\"", omittingEmptySubsequences: false).joined(separator: "\"")
  }
}
