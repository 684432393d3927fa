import LinearAlgebra

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
  /// How many cells there was room for when last asked.
  private var granted = 0

  /// - Parameter bytes: UTF-8, which must outlive the reader.
  public init(_ bytes: UnsafeRawBufferPointer) { scanner = JSONScanner(bytes) }

  /// Reads up to 1000 rows more.
  /// - Returns: false when all are read.
  /// - Throws: `.json`, `.nested`; `.tooLarge` where few names a line still make more cells than memory holds.
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
    try makeRoom()
    scanner.skipBlanks()
    if scanner.take("}") { return }
    while true {
      scanner.skipBlanks()
      let name = try scanner.string()
      scanner.skipBlanks()
      guard scanner.take(":") else { throw scanner.error("a colon is expected where \(scanner.found())") }
      scanner.skipBlanks()
      let place = try column(name)
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

  /// A line may name columns that no other has, and then each line adds a column of all rows.
  private mutating func makeRoom() throws(ReadingError) {
    let (cells, overflow) = rows.multipliedReportingOverflow(by: columns.count)
    guard overflow || cells > granted else { return }
    do throws(MathError) { try MemoryBudget.standard.count(rows: rows, columns: columns.count) } catch {
      throw .tooLarge(rows: rows, columns: columns.count)
    }
    // The system is not asked again for every row.
    granted = cells + cells / 8
  }

  private mutating func column(_ name: String) throws(ReadingError) -> Int {
    if let place = places[name] { return place }
    places[name] = columns.count
    names.append(name)
    columns.append(MixedColumn())
    try makeRoom()
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
      if let rounded = column.rounded {
        remarks.append(
          .rounded(column: name, count: rounded.count, text: rounded.text, line: rounded.line, isJSON: true))
      }
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
  /// Numbers that were kept inexactly, and the first of them as it is written.
  private(set) var rounded: (count: Int, text: String, line: Int)?
  private var kind: Column.Kind?
  private var numbers: [Double] = []
  private var truths: [Bool] = []
  private var texts = Texts()
  private var missing: [Bool] = []

  var count: Int { missing.count }

  /// Adds missing cells until there are so many.
  mutating func fill(to rows: Int) {
    let lacking = rows - count
    guard lacking > 0 else { return }
    missing.append(contentsOf: repeatElement(true, count: lacking))
    switch kind {
    case .number: numbers.append(contentsOf: repeatElement(.nan, count: lacking))
    case .truth: truths.append(contentsOf: repeatElement(false, count: lacking))
    case .text: for _ in 0..<lacking { texts.append("") }
    case .date, .complex, nil: break
    }
  }

  mutating func append(_ value: JSONScanner.Value, row: Int, line: Int) {
    fill(to: row)
    switch value {
    case .number(let x, let exact):
      expect(.number, line)
      guard kind == .number else {
        texts.append(exact ?? x.shortest)
        break
      }
      numbers.append(x)
      if let exact { rounded = ((rounded?.count ?? 0) + 1, rounded?.text ?? exact, rounded?.line ?? line) }
    case .truth(let t):
      expect(.truth, line)
      if kind == .truth { truths.append(t) } else { texts.append(t ? "true" : "false") }
    case .text(let text):
      expect(.text, line)
      texts.append(text)
    case .null, .nested: return fill(to: row + 1)
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
