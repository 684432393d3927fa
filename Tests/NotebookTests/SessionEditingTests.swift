import Notebook
import Testing

@Suite struct SessionEditingTests {
  @Test func aNewSessionHasTheFormatsLook() throws {
    let file = try SessionFile(
      SessionHeader(seed: 42),
      [
        .prose("# Title"), .cell(source: "a = 1\n\nb", record: [RecordLine(.output, ""), RecordLine(.output, " 2")]),
        .assertion(expression: "a == 1", reason: "one"), .prose("- list"), .cell(source: "c", record: []),
      ])
    let expected = """
      ---
      nabla: 1
      seed: 42
      tol: rel 2e-5 abs 1e-12
      width: 80
      ---

      # Title

          > a = 1
          .
          . b
          |
          |  2
          = a == 1 :: one

      - list

      <!-- -->

          > c

      """
    #expect(file.text == expected)
    #expect(file.cells.map(\.source) == ["a = 1\n\nb", "c"])
  }

  @Test func whatWouldReadBackDifferentlyIsRefused() {
    #expect(throws: SessionError.self) {
      try SessionFile(SessionHeader(), [.prose("```"), .cell(source: "1", record: [])])
    }
    #expect(throws: SessionError.self) { try SessionFile(SessionHeader(), [.prose("\n    > hidden cell")]) }
    #expect(throws: SessionError.self) { try SessionFile(SessionHeader(), [.cell(source: "", record: [])]) }
  }

  @Test func appendingKeepsTheBytes() throws {
    let text = "---\r\nnabla: 1\r\n---\r\n    > 1\t \r\n    |   1"
    let longer = try SessionFile(text).appending([.cell(source: "2", record: [RecordLine(.output, "2")])])
    #expect(sameBytes(longer.text, text + "\r\n\r\n    > 2\r\n    | 2\r\n"))
  }

  static let replacements: [(before: String, edits: [Int: [RecordEdit]], after: String)] = [
    (
      "    > 1 \n    |  a \n    |   b\t\nx", [0: [.write(RecordLine(.output, "n")), .keep(1)]],
      "    > 1 \n    | n\n    |   b\t\nx"
    ),
    ("    > 1\n    | 1", [0: [.write(RecordLine(.output, "2"))]], "    > 1\n    | 2"),
    ("    > 1\n    | 1", [0: []], "    > 1"), ("    > 1", [0: [.write(RecordLine(.output, "1"))]], "    > 1\n    | 1"),
    (
      "    > 1\n    > 2\n    . 3\n    | x\n", [0: [.write(RecordLine(.output, "a"))], 1: []],
      "    > 1\n    | a\n    > 2\n    . 3\n"
    ),
  ]

  @Test(arguments: replacements)
  func onlyTheRecordChanges(_ row: (before: String, edits: [Int: [RecordEdit]], after: String)) throws {
    let head = "---\nnabla: 1\n---\n"
    #expect(sameBytes(try session(row.before).replacingRecords(row.edits).text, head + row.after))
  }

  @Test func noSuchCell() throws {
    let file = try session("")
    #expect(throws: SessionError(.noSuchCell(3), line: 3)) { try file.replacingRecords([2: []]) }
  }
}
