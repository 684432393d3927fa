import CTables
import Glibc
import LinearAlgebra

/// Reads separated values as RFC 4180 has them, a block of rows at a time, from bytes that stay where they are.
///
/// Columns are read as the kind most of the first rows are of. A column with cells that are not is read again as what
/// holds all of them, so that every row has its say in the kind.
public struct SeparatedReader {
  /// Rows read so far, of all passes together, and about how many there will be.
  public private(set) var done = 0
  public private(set) var expected: Int
  public var columns: Int { names.count }

  private let options: SeparatedOptions
  private let names: [String]
  private var reader: ctables_reader
  private let start: (position: Int, line: Int)
  private let words: MissingWords
  private var block: ColumnBlock
  /// Where a second thread reads on, when there is enough to read and a processor for it.
  private var ahead: ColumnBlock?
  private var misses = 0
  private var gathered: [GatheredColumn]
  private var remarks: [ReadingRemark] = []
  private var rows = 0
  private var isSecond = false

  /// - Parameter bytes: UTF-8, which must outlive the reader.
  /// - Throws: `.empty`, `.skipped`, `.openQuote`, `.noColumn`.
  public init(_ bytes: UnsafeRawBufferPointer, _ options: SeparatedOptions = SeparatedOptions()) throws(ReadingError) {
    self.options = options
    var size = bytes.count
    while size > 0, bytes[size - 1] == 10 || bytes[size - 1] == 13 { size -= 1 }
    words = MissingWords(options.missing)
    var reader = ctables_reader()
    reader.data = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    (reader.size, reader.line) = (size, 1)
    reader.words = UnsafePointer(words.bytes)
    reader.word_ends = UnsafePointer(words.ends)
    reader.word_count = words.count
    reader.decimal = options.decimal ?? UInt8(ascii: ".")
    try Self.skip(options.skip, bytes, &reader)
    reader.separator = options.separator ?? Sample.separator(reader)
    let sample = try Sample(reader, limit: 1000)
    guard !sample.rows.isEmpty else { throw options.skip > 0 ? .skipped(options.skip) : .empty }
    if options.decimal == nil, reader.separator != UInt8(ascii: ","), let cell = sample.decimalComma {
      reader.decimal = UInt8(ascii: ",")
      remarks.append(.decimalComma(text: cell.string, line: cell.line))
    }
    reader.all_quoted = sample.isAllQuoted(reader) ? 1 : 0
    reader.has_number_word = words.hasNumber(reader.decimal) ? 1 : 0

    let header = Header(sample, reader, options, words)
    names = header.names
    if !header.isThere, options.hasHeader == nil {
      remarks.append(.noHeader(text: sample.firstLine(bytes)))
    }
    if !header.renamed.isEmpty { remarks.append(.renamed(header.renamed)) }
    start = header.isThere ? sample.spans[0].end : sample.spans[0].start
    (reader.position, reader.line) = start
    let left = size - start.position
    let rest = bytes.baseAddress?.advanced(by: start.position).assumingMemoryBound(to: UInt8.self)
    do throws(MathError) {
      try MemoryBudget.standard.count(rows: ColumnBlock.bytes, columns: names.count, bytesEach: 2)
    } catch { throw .tooLarge(rows: 1, columns: names.count) }
    let lines = ctables_lines(rest, left) + (left > 0 ? 1 : 0)
    // A row has a byte at least for each of its columns, a lone last one perhaps none.
    expected = min(lines, (left + 1) / max(names.count, 1) + 1, options.rows ?? .max)

    if let unknown = options.kinds.keys.sorted().first(where: { !header.names.contains($0) }) {
      throw .noColumn(unknown, known: header.names)
    }
    let kinds = zip(header.names, header.kinds).map { options.kinds[$0].map(ctables_kind.init) ?? $1 }
    let capacity = expected
    gathered = kinds.map { GatheredColumn($0, rows: capacity) }
    block = ColumnBlock(kinds)
    ahead = left > 1 << 20 && sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 1 ? ColumnBlock(kinds) : nil
    self.reader = reader
  }

  private static func skip(
    _ lines: Int, _ bytes: UnsafeRawBufferPointer, _ reader: inout ctables_reader
  ) throws(ReadingError) {
    var left = lines
    while left > 0 {
      guard let feed = bytes[reader.position..<reader.size].firstIndex(where: { $0 == 10 || $0 == 13 }) else {
        throw .skipped(lines)
      }
      let isPair = bytes[feed] == 13 && feed + 1 < reader.size && bytes[feed + 1] == 10
      reader.position = feed + (isPair ? 2 : 1)
      reader.line += 1
      left -= 1
    }
  }

  /// Reads the next rows.
  /// - Returns: false when all are read.
  /// - Throws: `.ragged`, `.openQuote`, `.afterQuote`, `.unfit`, `.outOfMemory`.
  public mutating func advance() throws(ReadingError) -> Bool {
    let wanted = min(block.rows, (options.rows ?? .max) - rows)
    guard wanted > 0, reader.position < reader.size else { return try beginSecond() }
    var (read, more) = (0, 0)
    let isTwofold = isTwofold(wanted)
    if isTwofold, let ahead, let split {
      read = ctables_read_both(&reader, block.columns, ahead.columns, columns, block.rows, split, &more)
    } else {
      read = ctables_read(&reader, block.columns, columns, wanted)
    }
    if isTwofold, more == 0 { misses += 1 }
    guard reader.trouble == ctables_fine else { throw trouble }
    for column in gathered.indices {
      gathered[column].append(block.columns + column, rows: read, after: rows)
      if more > 0, let ahead {
        let isAbsent = block.columns[column].absent > 0
        gathered[column].append(ahead.columns + column, rows: more, after: rows + read, isAbsent: isAbsent)
      }
      block.columns[column].byte_base = gathered[column].byteCount
    }
    rows += read + more
    done += read + more
    return true
  }

  /// Whether a second thread is worth trying: there is enough left, and rows often begin where lines do.
  private func isTwofold(_ wanted: Int) -> Bool {
    let left = options.rows.map { $0 - rows } ?? .max
    return ahead != nil && rows > 0 && wanted == block.rows && left / 2 >= wanted && misses < 16
      && target != nil
  }

  /// A little before where the next block probably ends.
  private var target: Int? {
    let (length, overflow) = ((reader.position - start.position) / max(rows, 1))
      .multipliedReportingOverflow(by: block.rows / 16 * 15)
    return overflow || reader.position + length + Self.window >= reader.size ? nil : reader.position + length
  }

  /// Where a row probably begins that the next block does not reach; `nil` when there is no such place near.
  private var split: Int? {
    // A file whose lines end otherwise has no line feed, and looking for one to the end would take a square of its size.
    guard let target, let data = reader.data, let feed = memchr(data + target, 10, Self.window) else { return nil }
    let split = UnsafeRawPointer(feed) - UnsafeRawPointer(data) + 1
    return split < reader.size ? split : nil
  }

  /// How far a line's end is looked for.
  private static let window = 1 << 16

  /// Decides what the columns are, and starts over for those that are something else than they seemed.
  private mutating func beginSecond() throws(ReadingError) -> Bool {
    guard !isSecond else { return false }
    isSecond = true
    var again: [(place: Int, kind: ctables_kind)] = []
    // One line for all columns: `na` takes the place of the words that stand for missing cells as it is.
    var words: [String] = []
    for place in names.indices {
      let column = block.columns[place]
      let verdict = Verdict(column, isAllQuoted: reader.all_quoted != 0)
      if let kind = options.kinds[names[place]] {
        guard column.unfit == 0 else {
          throw .unfit(
            column: names[place], kind: kind, count: column.unfit, line: column.first_unfit.line,
            text: text(column.first_unfit))
        }
        continue
      }
      let said = verdict.remarks(names[place], text)
      for case .nearly(_, _, _, _, let text, let line, _) in said
      where line > 1 && text.mayStandForMissing && !words.contains(text) {
        words.append(text)
      }
      remarks += said
      if verdict.kind != column.kind { again.append((place, verdict.kind)) }
    }
    remarks = remarks.map { remark in
      guard case .nearly(let column, let kind, let unfit, let total, let text, let line, _) = remark,
        words.contains(text)
      else { return remark }
      return .nearly(
        column: column, kind: kind, unfit: unfit, of: total, text: text, line: line, na: options.missing + words)
    }
    if reader.blanks > 0 { remarks.append(.blankLines(reader.blanks, first: reader.first_blank)) }
    guard !again.isEmpty, rows > 0 else { return false }
    for place in names.indices {
      block.columns[place].kind = ctables_skipped
      ahead?.columns[place].kind = ctables_skipped
    }
    for (place, kind) in again {
      block.restart(place, kind)
      ahead?.restart(place, kind)
      gathered[place] = GatheredColumn(kind, rows: rows)
    }
    for place in gathered.indices where block.columns[place].kind == ctables_skipped {
      gathered[place].isComplete = true
    }
    (reader.position, reader.line) = start
    expected += rows
    rows = 0
    return true
  }

  /// The table of what was read, once `advance` said that all was.
  public func finish() throws(ReadingError) -> TableReading {
    // Names were made unique, and every row has all cells.
    do throws(TableError) {
      let table = try Table(zip(names, gathered).map { (name: $0, column: $1.column) })
      return TableReading(table: table, remarks: remarks)
    } catch { throw .empty }
  }

  private func text(_ place: ctables_place) -> String {
    UnsafeRawBufferPointer(start: reader.data, count: reader.size).text(place.start, place.end)
  }

  private var trouble: ReadingError {
    let (place, text) = (reader.place, text(reader.place))
    return switch reader.trouble {
    case ctables_ragged: .ragged(line: place.line, found: reader.found, expected: columns, text: text)
    case ctables_open_quote: .openQuote(line: place.line, text: String(text.dropFirst()))
    case ctables_after_quote: .afterQuote(line: place.line, text: text)
    default: .outOfMemory
    }
  }
}

/// What a column is after all of its cells were seen.
private struct Verdict {
  let kind: ctables_kind
  private let column: ctables_column

  init(_ column: ctables_column, isAllQuoted: Bool) {
    self.column = column
    let fit = column.plain + column.quoted
    switch column.kind {
    case ctables_text: kind = ctables_text
    case let given where column.unfit == 0:
      // Numbers that all have quotes were meant as texts, unless everything in the file has them.
      kind = column.plain == 0 && column.quoted > 0 && !isAllQuoted ? ctables_text : given
    case _ where fit == 0 && column.unfit == column.unfit_truths: kind = ctables_truth
    case _ where fit == 0 && column.unfit == column.unfit_dates: kind = ctables_date
    default: kind = ctables_text
    }
  }

  func remarks(_ name: String, _ text: (ctables_place) -> String) -> [ReadingRemark] {
    let total = column.plain + column.quoted + column.unfit
    if column.unfit > 0, column.unfit * 2 <= total, kind == ctables_text {
      return [
        .nearly(
          column: name, kind: Column.Kind(column.kind), unfit: column.unfit, of: total, text: text(column.first_unfit),
          line: column.first_unfit.line, na: [])
      ]
    }
    if column.kind == ctables_number, kind == ctables_text, column.unfit == 0, column.quoted > 0 {
      return [.quoted(column: name, count: column.quoted)]
    }
    guard kind == ctables_number else { return [] }
    var remarks: [ReadingRemark] = []
    if column.rounded > 0 {
      let place = column.first_rounded
      remarks.append(
        .rounded(column: name, count: column.rounded, text: text(place), line: place.line, isJSON: false))
    }
    if column.padded > 0 {
      let place = column.first_padded
      remarks.append(.padded(column: name, count: column.padded, text: text(place), line: place.line))
    }
    return remarks
  }
}
