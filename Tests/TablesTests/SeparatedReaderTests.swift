import Tables
import Testing

/// What a file is read as. Quotes and line ends by RFC 4180, section 2; the rest as `read` documents it.
private let cases: [(file: String, table: String)] = [
  // RFC 4180: 2.1, 2.2 line ends, the last one may be missing.
  ("a,b\r\n1,2\r\n3,4\r\n", "a: 1 3 | b: 2 4"),
  ("a,b\r\n1,2\r\n3,4", "a: 1 3 | b: 2 4"),
  ("a,b\n1,2\n3,4\n", "a: 1 3 | b: 2 4"),
  ("a,b\r1,2\r3,4\r", "a: 1 3 | b: 2 4"),
  // 2.4: blanks are part of a field.
  ("a,b\nx, y \nz,w\n", "a: 'x' 'z' | b: ' y ' 'w'"),
  // 2.5 to 2.7: quotes, within them line ends, separators and doubled quotes.
  ("a,b\n\"aaa\",\"b\r\nbb\"\nzzz,yyy\n", "a: 'aaa' 'zzz' | b: 'b\r\nbb' 'yyy'"),
  ("a,b\n\"x, y\",1\n\"say \"\"hi\"\"\",2\n", "a: 'x, y' 'say \"hi\"' | b: 1 2"),
  ("a,b\n\"\"\"\",1\n\"\",2\n", "a: '\"' '' | b: 1 2"),
  ("\"a,1\",\"b\"\"c\"\n1,2\n", "a,1: 1 | b\"c: 2"),
  // A quote within a cell without quotes is itself.
  ("pipe,n\n5\" pipe,1\n6\",2\n", "pipe: '5\" pipe' '6\"' | n: 1 2"),
  // Kinds, over all rows.
  (
    "a,b,c,d\n1,true,2026-03-01,x\n2.5,FALSE,0999-12-31,y\n",
    "a: 1 2.5 | b: true false | c: 2026-03-01 0999-12-31 | d: 'x' 'y'"
  ),
  ("a\n1\n2\nx\n", "a: '1' '2' 'x'"),
  ("a,b\n2026-02-29,1\n2026-02-28,1\n", "a: '2026-02-29' '2026-02-28' | b: 1 1"),
  ("a,b\ntrue,1\n1,1\n", "a: 'true' '1' | b: 1 1"),
  ("a,b\n,\n,1\n", "a: - - | b: - 1"),
  ("a,b\n+1,-2e-3\n.5,5.\n", "a: 1 0.5 | b: -0.002 5"),
  ("a,b\nInf,NaN\n-inf,1\n", "a: inf -inf | b: nan 1"),
  ("a,b\n1 , 2\n 3,4\n", "a: 1 3 | b: 2 4"),
  ("a,b\n1_000,0x10\n1,1\n", "a: '1_000' '1' | b: '0x10' '1'"),
  // Missing cells.
  ("a,b\nNA,x\nnull,\nNULL,NA\n3,\"NA\"\n", "a: - - - 3 | b: 'x' - - 'NA'"),
  ("a,b\n\"\",1\nx,2\n", "a: '' 'x' | b: 1 2"),
  ("a,b\n1,x\n\"\",y\n", "a: 1 - | b: 'x' 'y'"),
  // Quotes around numbers.
  ("zip,n\n\"02139\",1\n\"10001\",2\n", "zip: '02139' '10001' | n: 1 2"),
  ("a,b\n\"1\",x\n2,y\n", "a: 1 2 | b: 'x' 'y'"),
  ("\"a\",\"b\"\n\"1\",\"x\"\n\"\",\"y\"\n", "a: 1 - | b: 'x' 'y'"),
  // Separators.
  ("a;b\n1;2\n", "a: 1 | b: 2"), ("a\tb\n1\t2\n", "a: 1 | b: 2"), ("a|b\n1|2\n", "a: 1 | b: 2"),
  ("a;b\n1,5;x,y\n2,25;z\n", "a: 1.5 2.25 | b: 'x,y' 'z'"),
  ("a;b\n1.5;x,y\n2;z\n", "a: 1.5 2 | b: 'x,y' 'z'"),
  ("name\tsaid\nann\thello, world\nbob\tyes\n", "name: 'ann' 'bob' | said: 'hello, world' 'yes'"),
  // Shapes.
  ("a\n1\n2\n", "a: 1 2"), ("a\n1\n\n2\n\n", "a: 1 - 2"), ("a,b", "a:  | b: "), ("a,b\n", "a:  | b: "),
  ("a,b\n\n1,2\n  \n3,4\n\n\n", "a: 1 3 | b: 2 4"), ("a,b\n1,\n", "a: 1 | b: -"), ("a,b\n1,", "a: 1 | b: -"),
  ("\u{FEFF}a,b\n1,2\n", "a: 1 | b: 2"),
  // Names.
  ("a,a,,a_2\n1,2,3,4\n", "a: 1 | a_3: 2 | column3: 3 | a_2: 4"), (" a , b\n1,2\n", "a: 1 | b: 2"),
  ("1,2\n3,4\n", "column1: 1 3 | column2: 2 4"),
  // Years over columns of other numbers are names; over years, and out of order, they are data.
  ("Country,1960,1961\nAruba,4.8,4.7\n", "Country: 'Aruba' | 1960: 4.8 | 1961: 4.7"),
  ("2019,2020,2021\n1,2,3\n4,5,6\n", "2019: 1 4 | 2020: 2 5 | 2021: 3 6"),
  ("1990,1995\n2001,2005\n", "column1: 1990 2001 | column2: 1995 2005"),
  ("2019,2018,2021\n1,2,3\n", "column1: 2019 1 | column2: 2018 2 | column3: 2021 3"),
  ("7\n", "column1: 7"), ("a,\"1\"\nx,2\n", "a: 'x' | 1: 2"), ("é,日本\n1,2\n", "é: 1 | 日本: 2"),
]

@Suite struct SeparatedReaderTests {
  @Test(arguments: cases)
  func readsAsExpected(file: String, table: String) throws {
    #expect(try reading(file).table.written == table)
  }

  @Test func optionsAreHeeded() throws {
    let years = "id,2019\nx,5\n"
    #expect(try reading(years).table.written == "column1: 'id' 'x' | column2: 2019 5")
    #expect(try reading(years) { $0.hasHeader = true }.table.written == "id: 'x' | 2019: 5")
    #expect(try reading("a,b\n1,2\n") { $0.hasHeader = false }.table.written == "column1: 'a' '1' | column2: 'b' '2'")
    let untidy = "made by X\n\na b\n1 2\n3 4\n5 6\n"
    let read = try reading(untidy) {
      ($0.skip, $0.separator, $0.rows) = (2, UInt8(ascii: " "), 2)
    }
    #expect(read.table.written == "a: 1 3 | b: 2 4")
    #expect(try reading("a;b\n1.234;2\n") { $0.decimal = UInt8(ascii: ",") }.table.written == "a: '1.234' | b: 2")
    let marked = "a,b\n-999,NA\nn/a,x\n1,-\n"
    #expect(try reading(marked) { $0.missing = ["-999", "n/a", "-"] }.table.written == "a: - - 1 | b: 'NA' 'x' -")
    let codes = try reading("zip,n\n02139,1\n") { $0.kinds = ["zip": .text] }
    #expect(codes.table.written == "zip: '02139' | n: 1" && codes.remarks.isEmpty)
    #expect(try reading("a,b\n1,x\n") { $0.rows = 0 }.table.rows == 0)
  }

  /// Bytes that iconv gives for the text in these encodings.
  @Test(arguments: [
    (TextEncoding?.none, [0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0xE9, 0, 0x0A, 0]),
    (nil, [0xFE, 0xFF, 0, 0x61, 0, 0x0A, 0, 0xE9]),
    (.latin1, [0x61, 0x0A, 0xE9, 0x0A]), (.windows1252, [0x61, 0x0A, 0xE9]), (nil, [0x61, 0x0A, 0xC3, 0xA9]),
    (nil, [0xEF, 0xBB, 0xBF, 0x61, 0x0A, 0xC3, 0xA9]), (.utf16, [0x61, 0, 0x0A, 0, 0xE9, 0]),
  ])
  func encodingsAreRead(encoding: TextEncoding?, bytes: [UInt8]) throws {
    var options = SeparatedOptions()
    options.encoding = encoding
    #expect(try reading(bytes, options).table.written == "a: 'é'")
  }

  @Test func windowsSignsAndSurrogates() throws {
    var options = SeparatedOptions()
    options.encoding = .windows1252
    #expect(try reading([0x61, 0x0A, 0x80, 0x93], options).table.written == "a: '€“'")
    #expect(try reading([0xFE, 0xFF, 0, 0x61, 0, 0x0A, 0xD8, 0x3D, 0xDE, 0x00]).table.written == "a: '😀'")
  }

  static let errors: [(file: [UInt8], error: ReadingError)] = [
    (Array("".utf8), .empty), (Array("\n\n".utf8), .empty), ([0xEF, 0xBB, 0xBF], .empty),
    (Array("a,b\n1,2\n3,4,5,6\n".utf8), .ragged(line: 3, found: 4, expected: 2, text: "5")),
    (Array("a,b,c\n1,2,3\n\"x\ny\",5\n".utf8), .ragged(line: 3, found: 2, expected: 3, text: "\"x\ny\",5")),
    (Array("a,b\n1,2\n3".utf8), .ragged(line: 3, found: 1, expected: 2, text: "3")),
    (Array("a,b\n\"x\ny\",1\nz,\"q\n".utf8), .openQuote(line: 4, text: "q")),
    (Array("a,b\n1,\"x\"y\n".utf8), .afterQuote(line: 2, text: "\"x\"y")),
    (Array("a,b\n1,é\n2,".utf8) + [0xFF], .notUTF8(byte: 0xFF, line: 3, column: 3)),
    (Array("a,é".utf8) + [0xC3, 0x28], .notUTF8(byte: 0xC3, line: 1, column: 4)),
    ([0x61, 0xED, 0xA0, 0x80], .notUTF8(byte: 0xED, line: 1, column: 2)),
    ([0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0x00, 0xD8], .notUTF16(line: 2)), ([0xFF, 0xFE, 0x61], .notUTF16(line: 1)),
  ]

  @Test(arguments: errors) func whatIsNoTableIsRefused(file: [UInt8], error: ReadingError) {
    #expect(throws: error) { try reading(file) }
  }

  @Test func kindsThatDoNotFitAreRefused() {
    #expect(throws: ReadingError.unfit(column: "a", kind: .number, count: 2, line: 3, text: "x")) {
      try reading("a\n1\nx\ny\n") { $0.kinds = ["a": .number] }
    }
    #expect(throws: ReadingError.noColumn("c", known: ["a", "b"])) {
      try reading("a,b\n1,2\n") { $0.kinds = ["c": .text] }
    }
    #expect(throws: ReadingError.skipped(9)) { try reading("a\n1\n") { $0.skip = 9 } }
  }

  static let remarks: [(file: String, remarks: [ReadingRemark])] = [
    ("a,b\n1,x\n", []),
    (
      "amount\n1\n2\nn/a\n",
      [
        .nearly(
          column: "amount", kind: .number, unfit: 1, of: 3, text: "n/a", line: 4, na: ["NA", "null", "NULL", "n/a"])
      ]
    ),
    (
      "a\n2026-01-01\n2026-01-02\nsoon\n",
      [.nearly(column: "a", kind: .date, unfit: 1, of: 3, text: "soon", line: 4, na: ["NA", "null", "NULL", "soon"])]
    ),
    (
      "id\n9007199254740992\n9007199254740993\n",
      [.rounded(column: "id", count: 1, text: "9007199254740993", line: 3, isJSON: false)]
    ),
    ("x\n1e308\n1e309\n", [.rounded(column: "x", count: 1, text: "1e309", line: 3, isJSON: false)]),
    ("zip,n\n02139,1\n10001,0.5\n", [.padded(column: "zip", count: 1, text: "02139", line: 2)]),
    (
      "a,b\n1,-\n2,3\nn/a,4\n",
      [
        .nearly(
          column: "a", kind: .number, unfit: 1, of: 3, text: "n/a", line: 4, na: ["NA", "null", "NULL", "n/a", "-"]),
        .nearly(
          column: "b", kind: .number, unfit: 1, of: 3, text: "-", line: 2, na: ["NA", "null", "NULL", "n/a", "-"]),
      ]
    ),
    (
      "a\n2026-01-01\n2026-02-30\n",
      [.nearly(column: "a", kind: .date, unfit: 1, of: 2, text: "2026-02-30", line: 3, na: [])]
    ),
    ("a,a\n1,2\n", [.renamed([Renaming(from: "a", to: "a_2")])]),
    ("1,x\r\n2,y\r\n", [.noHeader(text: "1,x")]), ("1,x\n2,y\n", [.noHeader(text: "1,x")]),
    ("a;b\n1,5;2\n", [.decimalComma(text: "1,5", line: 2)]),
    ("a,b\n1,2\n\n\n3,4\n", [.blankLines(2, first: 3)]),
  ]

  @Test(arguments: remarks) func whatWasDecidedIsSaid(file: String, remarks: [ReadingRemark]) throws {
    #expect(try reading(file).remarks == remarks)
  }

  /// The k-th of equal names gets k behind it, whatever number of them there is.
  @Test func manyEqualNamesAreTold() throws {
    let count = 20_000
    let line = Array(repeating: "x", count: count).joined(separator: ",")
    let row = Array(repeating: "1", count: count).joined(separator: ",")
    let table = try reading("\(line)\n\(row)\n").table
    #expect(table.names == ["x"] + (2...count).map { "x_\($0)" })
  }

  /// Lines are counted, not trusted: rows of many columns are no more than their bytes allow.
  @Test func shortLinesReserveNothing() throws {
    let names = (1...300).map { "c\($0)" }.joined(separator: ",")
    let text = "\(names)\n" + String(repeating: "\n", count: 30_000)
    let bytes = Array((text + String(repeating: "1,", count: 299) + "1\n").utf8)
    try bytes.withUnsafeBytes { raw in
      let reader = try SeparatedReader(raw)
      #expect(reader.expected <= 110)
    }
  }

  /// The kind depends on the last row as on the first, beyond every sample and block.
  @Test func everyRowHasItsSay() throws {
    let numbers = (1...9000).map(String.init).joined(separator: "\n")
    let read = try reading("a\n\(numbers)\nlate\n")
    #expect(
      read.remarks == [
        .nearly(
          column: "a", kind: .number, unfit: 1, of: 9001, text: "late", line: 9002, na: ["NA", "null", "NULL", "late"])
      ])
    #expect(read.table.columns[0].kind == .text && read.table.columns[0][8999] == .text("9000"))
    let blanks = String(repeating: ",x\n", count: 5000)
    #expect(try reading("a,b\n\(blanks)true,y\n").table.columns[0][5000] == .truth(true))
    #expect(try reading("a,b\n\(blanks)2026-01-01,y\n").table.columns[0].missingCount == 5000)
  }
}
