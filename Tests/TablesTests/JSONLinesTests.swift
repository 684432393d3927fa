import Document
import Tables
import Testing

/// RFC 8259, and an object in every line.
private let cases: [(file: String, table: String)] = [
  ("{\"a\": 1, \"b\": \"x\"}\n{\"b\": \"y\", \"c\": true}\n", "a: 1 - | b: 'x' 'y' | c: - true"),
  ("{\"a\":null}\r\n\r\n{\"a\":-2.5e-1}", "a: - -0.25"), ("{}\n{\"a\":0}\n", "a: - 0"),
  ("{\"d\":\"2026-03-01\"}\n{\"d\":null}", "d: 2026-03-01 -"),
  ("{\"d\":\"2026-03-01\"}\n{\"d\":\"x\"}", "d: '2026-03-01' 'x'"),
  ("{\"a\":\"\\u00e9\\ud83d\\ude00\\n\\/\\\\\\\"\"}", "a: 'é😀\n/\\\"'"),
  ("{\"a\":1}\n{\"a\":\"x\"}\n{\"a\":null}", "a: '1' 'x' -"),
]

@Suite struct JSONLinesTests {
  @Test(arguments: cases) func readsAsExpected(file: String, table: String) throws {
    #expect(try jsonLines(Array(file.utf8)).table.written == table)
  }

  static let mistakes: [(file: String, line: Int, column: Int)] = [
    ("{\"a\":1}\n{\"a\":01}", 2, 6), ("{\"a\":1}\n[1]", 2, 1), ("{\"a\":1,}", 1, 8), ("{'a':1}", 1, 2),
    ("{\"a\":.5}", 1, 6), ("{\"a\":1.}", 1, 8), ("{\"a\":1e}", 1, 8), ("{\"a\":+1}", 1, 6), ("{\"a\":NaN}", 1, 6),
    ("{\"a\":tru}", 1, 6), ("{\"a\":\"x\ny\"}", 1, 8), ("{\"a\":\"\\x\"}", 1, 8), ("{\"a\":\"\\u12g4\"}", 1, 11),
    ("{\"a\":\"\\ud800\"}", 1, 13), ("{\"a\":\"\\ud800\\u0041\"}", 1, 19), ("{\"a\":1} {\"a\":2}", 1, 9),
    ("{\"a\":1", 1, 7), ("{\"é\":1 \"b\":2}", 1, 8), ("{\"a\":1,\"a\":2}", 1, 12), ("{\"a\" 1}", 1, 6),
    ("{\"a\":", 1, 6),
  ]

  @Test(arguments: mistakes) func mistakesHaveAPlace(file: String, line: Int, column: Int) throws {
    let error = try #require(throws: ReadingError.self) { try jsonLines(Array(file.utf8)) }
    guard case .json(_, let atLine, let atColumn) = error else {
      Issue.record("\(error)")
      return
    }
    #expect((atLine, atColumn) == (line, column), "\(error)")
  }

  @Test func valuesWithPartsAreRefused() {
    #expect(throws: ReadingError.nested(column: "b", line: 2)) {
      try jsonLines(Array("{\"b\":1}\n{\"a\":1,\"b\":[1]}".utf8))
    }
    #expect(throws: ReadingError.nested(column: "a", line: 1)) { try jsonLines(Array("{\"a\":{}}".utf8)) }
    #expect(throws: ReadingError.empty) { try jsonLines([]) }
  }

  /// 12345678901234567890 lies between the doubles …7168 and …9216; 2^53 + 1 between two as well, 2^60 is one.
  @Test func numbersNoDoubleHoldsAreTold() throws {
    let read = try jsonLines(
      Array("{\"a\":1152921504606846976}\n{\"a\":9007199254740993}\n{\"a\":12345678901234567890}\n{\"b\":1e999}".utf8))
    #expect(
      read.remarks == [
        .rounded(column: "a", count: 2, text: "9007199254740993", line: 2, isJSON: true),
        .rounded(column: "b", count: 1, text: "1e999", line: 4, isJSON: true),
      ])
    #expect(read.table["a"]?[2] == .number(12345678901234567168))
    #expect(read.remarks.allSatisfy { !$0.report.message.contains("types =") })
    // As texts all digits stay.
    let mixed = try jsonLines(Array("{\"a\":\"x\"}\n{\"a\":12345678901234567890}".utf8))
    #expect(mixed.table.written == "a: 'x' '12345678901234567890'")
    #expect(mixed.remarks.count == 1)
  }

  @Test func severalKindsAreText() throws {
    let read = try jsonLines(Array("{\"a\":1}\n{\"a\":true}\n".utf8))
    #expect(read.table.written == "a: '1' 'true'")
    #expect(read.remarks == [.mixed(column: "a", first: .number, second: .truth, line: 2)])
  }
}
