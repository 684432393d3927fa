/// Reads a table from lines of JSON, an object each: columns are all names that occur, in the order they first do.
///
/// A name that a line does not have is missing there, as is `null`. Texts that are all ISO dates are dates, as in a
/// file of separated values. A column of several kinds is text, and said to be.
public struct JSONLinesReader {
  public private(set) var rows = 0

  private var scanner: JSONScanner
  private var places: [String: Int] = [:]
  private var columns: [MixedColumn] = []
  private var names: [String] = []

  /// - Parameter bytes: UTF-8, which must outlive the reader.
  public init(_ bytes: UnsafeRawBufferPointer) { scanner = JSONScanner(bytes) }

  /// Reads up to 1000 rows more.
  /// - Returns: false when all are read.
  /// - Throws: `.json`, `.nested`.
  public mutating func advance() throws(ReadingError) -> Bool {
    var left = 1000
    while left > 0, !scanner.isOver {
      scanner.skipBlanks()
      if scanner.isOver || scanner.skipLine() { continue }
      try object()
      scanner.skipBlanks()
      guard scanner.isOver || scanner.skipLine() else {
        throw scanner.error("a line holds one object, and after it \(scanner.found())")
      }
      left -= 1
    }
    return !scanner.isOver
  }

  private mutating func object() throws(ReadingError) {
    let row = rows
    guard scanner.take("{") else { throw scanner.error("each line is an object in braces, and \(scanner.found())") }
    rows += 1
    scanner.skipBlanks()
    if scanner.take("}") { return }
    while true {
      scanner.skipBlanks()
      let name = try scanner.string()
      scanner.skipBlanks()
      guard scanner.take(":") else { throw scanner.error("a colon is expected where \(scanner.found())") }
      scanner.skipBlanks()
      let place = column(name)
      guard columns[place].count <= row else { throw scanner.error("\(name.named) is there twice in one object") }
      let value = try scanner.value()
      if case .nested = value { throw .nested(column: name, line: scanner.line) }
      columns[place].append(value, row: row, line: scanner.line)
      scanner.skipBlanks()
      if scanner.take(",") { continue }
      guard scanner.take("}") else { throw scanner.error("a comma or a brace is expected where \(scanner.found())") }
      return
    }
  }

  private mutating func column(_ name: String) -> Int {
    if let place = places[name] { return place }
    places[name] = columns.count
    names.append(name)
    columns.append(MixedColumn())
    return columns.count - 1
  }

  /// The table of what was read, once `advance` said that all was.
  /// - Throws: `.empty` where there is no object.
  public func finish() throws(ReadingError) -> TableReading {
    guard rows > 0, !columns.isEmpty else { throw .empty }
    var remarks: [ReadingRemark] = []
    var made: [(name: String, column: Column)] = []
    for (name, column) in zip(names, columns) {
      var column = column
      column.fill(to: rows)
      if let mixed = column.mixed {
        remarks.append(.mixed(column: name, first: mixed.first, second: mixed.second, line: mixed.line))
      }
      made.append((name, column.column))
    }
    // Names are those of a dictionary, so that none is there twice.
    do throws(TableError) { return TableReading(table: try Table(made), remarks: remarks) } catch { throw .empty }
  }
}

/// A column whose kind is known when all of it is.
private struct MixedColumn {
  private(set) var mixed: (first: Column.Kind, second: Column.Kind, line: Int)?
  private var kind: Column.Kind?
  private var numbers: [Double] = []
  private var truths: [Bool] = []
  private var texts = Texts()
  private var missing: [Bool] = []

  var count: Int { missing.count }

  mutating func fill(to rows: Int) { while count < rows { appendMissing() } }

  private mutating func appendMissing() {
    missing.append(true)
    switch kind {
    case .number: numbers.append(.nan)
    case .truth: truths.append(false)
    case .text: texts.append("")
    default: break
    }
  }

  mutating func append(_ value: JSONScanner.Value, row: Int, line: Int) {
    fill(to: row)
    switch value {
    case .number(let x):
      expect(.number, line)
      if kind == .number { numbers.append(x) } else { texts.append(x.shortest) }
    case .truth(let t):
      expect(.truth, line)
      if kind == .truth { truths.append(t) } else { texts.append(t ? "true" : "false") }
    case .text(let text):
      expect(.text, line)
      texts.append(text)
    case .null, .nested: return appendMissing()
    }
    missing.append(false)
  }

  /// Makes room for a value of a kind; what is of another kind already becomes text.
  private mutating func expect(_ new: Column.Kind, _ line: Int) {
    guard let old = kind else {
      kind = new
      for _ in missing {
        switch new {
        case .number: numbers.append(.nan)
        case .truth: truths.append(false)
        default: texts.append("")
        }
      }
      return
    }
    guard old != new else { return }
    if mixed == nil { mixed = (old, new, line) }
    for (place, isMissing) in missing.enumerated() where old != .text {
      texts.append(isMissing ? "" : old == .number ? numbers[place].shortest : truths[place] ? "true" : "false")
    }
    (numbers, truths, kind) = ([], [], .text)
  }

  var column: Column {
    switch kind {
    case .truth: return Column(.truths(truths), missing: missing)
    case .text:
      var days: [Day] = []
      for place in missing.indices {
        guard let day = missing[place] ? Day(number: 0) : Day(iso: texts[place]) else {
          return Column(.texts(texts), missing: missing)
        }
        days.append(day)
      }
      return Column(.dates(days), missing: missing)
    case .number: return Column(.numbers(numbers), missing: missing)
    default: return Column(.numbers([Double](repeating: .nan, count: count)), missing: missing)
    }
  }
}
