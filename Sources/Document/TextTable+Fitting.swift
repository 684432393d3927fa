extension TextTable {
  /// Fewer columns than this would break sentences into single words.
  private static let narrowest = 16

  /// The table with its last column wrapped, when that is text and the only thing too wide: a summary that is gone says
  /// less than one on two lines.
  func fitted(_ options: RenderOptions) -> TextTable {
    let columns = max(header.count, rows.map(\.count).max() ?? 0)
    guard columns > 1, rows.contains(where: { $0.count == columns }), isText(columns - 1) else { return self }
    let others = (0..<columns - 1).reduce(0) { $0 + width(of: $1, options) + 2 }
    let room = options.width - others
    guard room >= Self.narrowest, width(of: columns - 1, options) > room else { return self }
    let wrapped = rows.map { row -> [[Text]] in
      guard row.count == columns else { return [row] }
      let pieces = row[columns - 1].wrapped(to: room).map { line -> Text in
        if case .text(let text) = line { text } else { Text([]) }
      }
      return pieces.enumerated().map { place, piece in
        (place == 0 ? Array(row.dropLast()) : Array(repeating: Text([]), count: columns - 1)) + [piece]
      }
    }
    let limit = options.whole ? Int.max : max(options.height - 4, 4)
    var copy = self
    if wrapped.reduce(0, { $0 + $1.count }) <= limit {
      copy.rows = wrapped.flatMap { $0 }
    } else {
      // The count of hidden rows must stay one of rows.
      copy.rows = rows.map { row in
        row.count == columns ? row.dropLast() + [row[columns - 1].oneLine.truncated(to: room)] : row
      }
    }
    return copy
  }

  /// Whether no cell of a column stands for a number.
  private func isText(_ column: Int) -> Bool {
    rows.allSatisfy { row in
      guard row.indices.contains(column) else { return true }
      return row[column].fragments.allSatisfy { $0.number == nil }
    }
  }

  private func width(of column: Int, _ options: RenderOptions) -> Int {
    let cells = rows.compactMap { $0.indices.contains(column) ? $0[column] : nil }
    let title = header.indices.contains(column) ? header[column].oneLine.displayWidth : 0
    let alignment = alignments.indices.contains(column) ? alignments[column] : .decimal
    return max(title, AlignedColumn(cells, alignment, digits: options.digits).width)
  }
}
