import Document

/// Where cells are missing, and which are missing together.
enum Missingness {
  static func findings(_ columns: [InspectedColumn]) -> [Finding] {
    let holed = columns.filter { !$0.column.missing.isEmpty }
    guard let total = columns.first?.column.count else { return [] }
    var found = holed.filter { $0.column.missingCount < total }.map { column in
      let rows = column.column.missing.indices.filter { column.column.missing[$0] }
      return Finding(
        .missing, 20 * rows.count > total ? .matters : .look, columns: [column.name], rows: rows.map { $0 + 1 },
        "\(Words.share(rows.count, of: total)) cells of \(column.name) are missing.",
        // Where most are missing, the rows that have the cell are not worth what goes with the others.
        mend: 2 * rows.count > total ? .dropColumns([column.name]) : .dropMissing([column.name]))
    }
    found += together(holed.filter { $0.column.missingCount < total }, total)
    return found
  }

  /// Columns that are missing in the same rows more often than chance would have it are one fault, not several.
  private static func together(_ columns: [InspectedColumn], _ total: Int) -> [Finding] {
    var patterns: [[Bool]: [String]] = [:]
    for column in columns where column.column.missingCount > 1 {
      patterns[column.column.missing, default: []].append(column.name)
    }
    return patterns.filter { $0.value.count > 1 }.sorted { $0.value[0] < $1.value[0] }.map { missing, names in
      let rows = missing.indices.filter { missing[$0] }.map { $0 + 1 }
      return Finding(
        .missing, .note, columns: names, rows: rows,
        "\(Words.list(names)) are missing in the same \(rows.count.counted("row")).")
    }
  }
}
