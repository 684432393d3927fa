import Numerics
import Tables
import Testing

/// Tables of all kinds of cells, in which every text that may look like something else comes up.
private struct Generator {
  var stream: RandomStream

  mutating func below(_ count: Int) -> Int { Int(stream.bits() % UInt64(count)) }

  static let texts = [
    "", " ", "a", "NA", "null", "NaN", "inf", "1", "-1.5e3", "+2", "007", "true", "FALSE", "2026-03-01", "a,b", "a;b",
    "a\tb",
    "a|b", "\"", "\"\"", "say \"x\"", "x\ny", "x\r\ny", "\r", "\n", " lead", "trail ", "é", "日本 😀", "\u{FEFF}x", "#",
    "'", "\\",
    "1,5", "a b", "\0", "-", "e", ".", "1_0", "0x1", "e5", "1e5x", "2026-02-30", "nan", "True", "n/a", "5\"",
  ]

  mutating func text() -> String {
    below(4) > 0
      ? Self.texts[below(Self.texts.count)] : Self.texts[below(Self.texts.count)] + Self.texts[below(Self.texts.count)]
  }

  mutating func number() -> Double {
    switch below(6) {
    case 0:
      [0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.1][below(10)]
    case 1: Double(below(1_000_000))
    case 2: Double(bitPattern: stream.bits())
    case 3: Double(below(100_000)) / 100
    default: stream.uniform() - 0.5
    }
  }

  mutating func column(_ rows: Int) -> Column {
    // The first cell is there: what a column of none is, a file cannot tell.
    let missing = (0..<rows).map { $0 > 0 && below(4) == 0 }
    let storage: Column.Storage =
      switch below(4) {
      case 0: .numbers((0..<rows).map { _ in number() })
      case 1: .truths((0..<rows).map { _ in below(2) == 0 })
      case 2: .dates((0..<rows).map { _ in Day(number: Int32(below(3_652_058)) - 719_528) })
      default: .texts(Texts((0..<rows).map { _ in text() }))
      }
    return Column(storage, missing: below(2) == 0 ? missing : [])
  }

  mutating func table() throws -> Table {
    let rows = 1 + below(6)
    var names: [String] = []
    for place in 0..<1 + below(4) {
      let name = text()
      names.append(name.isEmpty || names.contains(name) ? "n\(place)" : name)
    }
    return try Table(names.map { ($0, column(rows)) })
  }
}

/// Where two tables differ, cells by kind and bit.
private func difference(_ a: Table, _ b: Table) -> String? {
  guard a.names == b.names, a.rows == b.rows else { return "\(a.names) \(a.rows), \(b.names) \(b.rows)" }
  for (name, (x, y)) in zip(a.names, zip(a.columns, b.columns)) {
    if x.kind != y.kind { return "\(name): \(x.kind) became \(y.kind)" }
    for row in 0..<a.rows {
      switch (x[row], y[row]) {
      case (.number(let p), .number(let q)) where p.bitPattern == q.bitPattern || (p.isNaN && q.isNaN): continue
      case (.number, .number): return "\(name) \(row): \(x[row]) became \(y[row])"
      case (let p, let q): if p != q { return "\(name) \(row): \(p) became \(q)" }
      }
    }
  }
  return nil
}

@Suite struct RoundTripTests {
  /// The four a reader guesses, and some it has to be told.
  @Test(arguments: Array(",\t;| :#'&".utf8))
  func separatedValuesComeBack(separator: UInt8) throws {
    var generator = Generator(stream: RandomStream(seed: UInt64(separator)))
    for _ in 0..<1200 {
      let table = try generator.table()
      let bytes = try SeparatedWriter(separator: separator).bytes(table)
      var options = SeparatedOptions()
      if !",\t;|".utf8.contains(separator) { options.separator = separator }
      let read = try reading(bytes, options)
      let found = difference(table, read.table)
      #expect(found == nil, "\(found ?? ""): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
      if found != nil { return }
    }
  }

  @Test func partsOfCellsSeparateNothing() {
    for byte in "eEx.+-0\"\r\n".utf8 { #expect(!SeparatedWriter.separates(byte)) }
    for byte in ",;\t| :#'&_".utf8 { #expect(SeparatedWriter.separates(byte)) }
  }

  @Test func linesOfJSONComeBack() throws {
    var generator = Generator(stream: RandomStream(seed: 5))
    for _ in 0..<1500 {
      let table = try generator.table()
      guard let bytes = try? JSONLinesWriter().bytes(table) else {
        // NaN and infinities have no word in JSON.
        let numbers = table.columns.flatMap { column in
          column.numbers.map { zip($0, column.missing + Array(repeating: false, count: table.rows)) } ?? zip([], [])
        }
        #expect(numbers.contains { !$0.0.isFinite && !$0.1 })
        continue
      }
      let read = try jsonLines(bytes).table
      let isDay = table.columns.map { column in
        column.kind == .text && (0..<table.rows).allSatisfy { column.isMissing($0) || Day(iso: column[$0].text) != nil }
      }
      if isDay.contains(true) { continue }
      let found = difference(table, read)
      #expect(found == nil, "\(found ?? ""): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }
  }

  @Test func whatNoFileHoldsIsRefused() throws {
    let complex = try Table([("z", Column(.complex([Complex(1, 2)])))])
    #expect(throws: WritingError.complex("z")) { try SeparatedWriter().bytes(complex) }
    #expect(throws: WritingError.complex("z")) { try JSONLinesWriter().bytes(complex) }
    #expect(throws: WritingError.noJSON("x", row: 2)) {
      try JSONLinesWriter().bytes(Table([("x", Column([1, .nan]))]))
    }
  }
}

extension Column.Cell {
  fileprivate var text: String { if case .text(let text) = self { text } else { "" } }
}

/// Bytes from nowhere: whatever they are, reading them ends in a table or an error.
@Suite struct ReadingFuzzTests {
  static let seeds = [
    "a,b,c\n1,x,2026-03-01\n2,\"y, z\",2026-03-02\n", "{\"a\":1,\"b\":\"x\\u00e9\"}\n{\"b\":null}\n",
    "a;b\n1,5;\"q\"\"q\"\n",
    "\u{FEFF}a\tb\r\n1\t\r\n\r\n,\t\"\"\r\n", "id\n9007199254740993\n007\n1e400\n",
  ]

  @Test(arguments: 0..<8) func nothingTraps(seed: Int) {
    var generator = Generator(stream: RandomStream(seed: UInt64(seed)))
    let alphabet = Array("\",;|\t\r\n 0123456789.eE+-xNA{}[]:\\utrfalsn\u{FEFF}é".utf8) + [0xFF, 0xFE, 0x80, 0]
    for round in 0..<500 {
      var bytes = round % 4 == 0 ? [] : Array(Self.seeds[generator.below(Self.seeds.count)].utf8)
      for _ in 0..<1 + generator.below(round % 4 == 0 ? 60 : 6) {
        let place = generator.below(bytes.count + 1)
        let byte = alphabet[generator.below(alphabet.count)]
        switch generator.below(3) {
        case 0: bytes.insert(byte, at: place)
        case 1: if place < bytes.count { bytes[place] = byte }
        default: if place < bytes.count { bytes.remove(at: place) }
        }
      }
      var options = SeparatedOptions()
      if round % 3 == 0 { options.encoding = TextEncoding.allCases[generator.below(4)] }
      if round % 5 == 0 { (options.skip, options.rows) = (generator.below(3), generator.below(3)) }
      if let table = try? reading(bytes, options).table {
        #expect(
          table.columns.allSatisfy { $0.count == table.rows && ($0.missing.isEmpty || $0.missing.count == table.rows) })
        for column in table.columns { for row in 0..<table.rows { _ = column[row] } }
      }
      _ = try? jsonLines(bytes).table
      bytes.withUnsafeBytes { _ = try? NumPyArray.read($0) }
      let array = NumPyArray.magic + bytes
      array.withUnsafeBytes { _ = try? NumPyArray.read($0) }
    }
  }
}
