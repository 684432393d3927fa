/// Rows and columns of cells fitted into a width and a number of rows, saying what was left out.
struct TableLayout {
  var rows: Int
  var columns: Int
  var cell: (_ row: Int, _ column: Int) -> Text
  var header: ((_ column: Int) -> Text)?
  /// A second line of the header.
  var subheader: ((_ column: Int) -> Text)?
  /// Whether what is left out is told by name.
  var namesHidden = false
  var alignment: (_ column: Int) -> TextTable.Alignment = { _ in .decimal }
  /// Whether the last columns matter as much as the first.
  var keepsEnds: Bool

  func lines(_ options: RenderOptions) -> [Line] {
    guard columns > 0 else { return [] }
    let limit = options.whole ? Int.max : max(options.height - 4, 4)
    let head = rows > limit ? (limit + 1) / 2 : rows
    let tail = rows > limit ? limit - head : 0
    let shown = Array(0..<head) + Array(rows - tail..<rows)
    var lines: [Line] = []
    var start = 0
    repeat {
      let chosen = choose(from: start, rows: shown, options)
      let isSplit = options.whole && chosen.count < columns
      if isSplit {
        let last = start + chosen.count
        lines.append(.text(Text(last == start + 1 ? "column \(last)" : "columns \(start + 1) to \(last)", .dim)))
      }
      lines += rendered(chosen, head: head, hidden: rows - shown.count, width: options.width)
      start += chosen.count
      if !options.whole, chosen.count < columns {
        lines.append(note(columns - chosen.count, "column", options.width, hidden: hiddenNames(chosen)))
        break
      }
    } while start < columns
    return lines
  }

  private typealias Column = (index: Int, cells: AlignedColumn, width: Int)

  /// The columns that fit side by side, beginning with `start`.
  private func choose(from start: Int, rows shown: [Int], _ options: RenderOptions) -> [Column] {
    var chosen: [Column] = []
    var first = start
    var last = columns - 1
    var used = 0
    while first <= last {
      let fromEnd = keepsEnds && !options.whole && !chosen.count.isMultiple(of: 2)
      let index = fromEnd ? last : first
      // A long text leaves room for the columns beside it.
      let most = namesHidden && !options.whole && columns > 1 ? max(16, options.width / 3) : options.width
      let aligned = AlignedColumn(
        shown.map { cell($0, index) }, alignment(index), digits: options.digits,
        atMost: alignment(index) == .left ? most : options.width)
      let titles = [header, subheader].compactMap { $0?(index).oneLine.displayWidth }.max() ?? 0
      let width = min(options.width, max(aligned.width, min(titles, most)))
      // What is left out leaves its mark, so there must be room for it unless this is the last column.
      let mark = first == last || options.whole ? 0 : 3
      if !chosen.isEmpty, used + 2 + width + mark > options.width { break }
      used += width + (chosen.isEmpty ? 0 : 2)
      chosen.append((index, aligned, width))
      if fromEnd { last -= 1 } else { first += 1 }
    }
    return chosen.sorted { $0.index < $1.index }
  }

  private func rendered(_ chosen: [Column], head: Int, hidden: Int, width: Int) -> [Line] {
    var lines: [Line] = []
    if let header {
      lines.append(
        joined(chosen) { column in
          let bold = Text(header(column.index).fragments.map { .init($0.string, $0.style == .plain ? .dim : $0.style) })
          return column.cells.header(bold, alignment(column.index), width: column.width)
        })
    }
    if let subheader {
      lines.append(
        joined(chosen) { $0.cells.header(subheader($0.index), alignment($0.index), width: $0.width) })
    }
    for row in 0..<(chosen.first?.cells.cells.count ?? 0) {
      if row == head, hidden > 0 { lines.append(note(hidden, "row", width)) }
      lines.append(joined(chosen) { $0.cells.cells[row].padded(to: $0.width, right: isRight($0)) })
    }
    return lines
  }

  private func isRight(_ column: Column) -> Bool {
    alignment(column.index) == .right
  }

  private func joined(_ chosen: [Column], _ text: (Column) -> Text) -> Line {
    var line = Text([])
    for (position, column) in chosen.enumerated() {
      if position > 0 {
        let isGap = column.index != chosen[position - 1].index + 1
        line = line + (isGap ? Text("  ") + Text("…", .dim) + Text("  ") : Text("  "))
      }
      line = line + text(column)
    }
    return .text(line)
  }

  private func hiddenNames(_ chosen: [Column]) -> String {
    guard namesHidden, let header else { return "" }
    let shown = Set(chosen.map(\.index))
    return ": " + (0..<columns).filter { !shown.contains($0) }.map { header($0).oneLine.plain }.joined(separator: ", ")
  }

  private func note(_ count: Int, _ noun: String, _ width: Int, hidden: String = "") -> Line {
    .text(Text("… \(count) more \(noun)\(count == 1 ? "" : "s")\(hidden)".truncated(to: width), .dim))
  }
}

extension Grid {
  func lines(_ options: RenderOptions) -> [Line] {
    guard titles.count == columns, columns > 0 else {
      return TableLayout(
        rows: rows, columns: columns, cell: entry, alignment: { _ in alignment }, keepsEnds: true
      ).lines(options)
    }
    return TableLayout(
      rows: rows, columns: columns, cell: entry, header: { titles[$0].name }, subheader: { titles[$0].kind },
      namesHidden: true, alignment: { titles[$0].alignment }, keepsEnds: true
    ).lines(options)
  }
}

extension TextTable {
  func lines(_ options: RenderOptions) -> [Line] { fitted(options).laidOut(options) }

  private func laidOut(_ options: RenderOptions) -> [Line] {
    let columns = max(header.count, rows.map(\.count).max() ?? 0)
    return TableLayout(
      rows: rows.count, columns: columns,
      cell: { row, column in rows[row].indices.contains(column) ? rows[row][column] : Text([]) },
      header: header.isEmpty ? nil : { header.indices.contains($0) ? header[$0] : Text([]) },
      alignment: { alignments.indices.contains($0) ? alignments[$0] : .decimal }, keepsEnds: false
    ).lines(options)
  }
}

extension Entries {
  /// A long vector keeps this many rows.
  private static let rowLimit = 10

  func lines(_ options: RenderOptions) -> [Line] {
    guard count > 0 else { return [] }
    let limit = options.whole ? Int.max : min(Self.rowLimit, max(options.height - 4, 2))
    // An entry takes a column at least, and two blanks part it from the next.
    let (most, overflow) = limit.multipliedReportingOverflow(by: options.width / 3 + 1)
    let isCut = !overflow && count > most
    let indices =
      isCut
      ? Array(0..<(limit + 1) / 2 * (options.width / 3 + 1))
        + Array(count - limit / 2 * (options.width / 3 + 1)..<count)
      : Array(0..<count)
    let texts = indices.map(entry)
    if !isCut, let line = singleLine(texts, options) { return [line] }
    let aligned = AlignedColumn(texts, .decimal, digits: options.digits, atMost: options.width)
    let perRow = max(1, (options.width + 2) / (aligned.width + 2))
    if !isCut, (count + perRow - 1) / perRow <= limit { return rows(aligned.cells[...], perRow) }
    let head = (limit + 1) / 2 * perRow
    let tail = limit / 2 * perRow
    let hidden = count - head - tail
    return rows(aligned.cells.prefix(head), perRow) + [
      .text(Text("… \(hidden) more".truncated(to: options.width), .dim))
    ]
      + rows(aligned.cells.suffix(tail), perRow)
  }

  private func singleLine(_ texts: [Text], _ options: RenderOptions) -> Line? {
    let resolved = texts.map { $0.resolved(digits: options.digits).oneLine }
    let width = resolved.reduce(-2) { $0 + 2 + $1.displayWidth }
    guard width <= options.width, let first = resolved.first else { return nil }
    return .text(resolved.dropFirst().reduce(first) { $0 + Text("  ") + $1 })
  }

  private func rows(_ cells: ArraySlice<Text>, _ perRow: Int) -> [Line] {
    stride(from: cells.startIndex, to: cells.endIndex, by: perRow).map { start in
      let row = cells[start..<min(start + perRow, cells.endIndex)]
      return .text(row.dropFirst().reduce(row.first ?? Text([])) { $0 + Text("  ") + $1 })
    }
  }
}
