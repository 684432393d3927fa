extension SessionFile {
  /// This session with other inputs and records for some of its cells, counted from 0; every other byte stays.
  /// - Throws: `.noSuchCell`; `.unwritable` when a cell would read back as something else.
  func replacingCells(_ drafts: [Int: SessionDraft]) throws(SessionError) -> SessionFile {
    guard !drafts.isEmpty else { return self }
    let cells = self.cells
    var lines = self.lines
    for (number, draft) in drafts.sorted(by: { $0.key > $1.key }) {
      guard cells.indices.contains(number) else { throw SessionError(.noSuchCell(number + 1), line: lines.count) }
      guard case .cell(let source, let record) = draft else { continue }
      let cell = cells[number]
      let range = cell.line - 1..<cell.line - 1 + cell.inputCount + cell.record.count
      var texts = source.lines.enumerated().map { index, text in
        Self.gutter(index == 0 ? .input : .continuation, text)
      }
      texts += record.map { Self.gutter($0.sigil, $0.text) }
      var new = texts.map { SourceLine($0, ending: usualEnding) }
      // The last line keeps the ending the file has there, which may be none at its end.
      if let last = new.indices.last { new[last].ending = lines[range.upperBound - 1].ending }
      lines.replaceSubrange(range, with: new)
    }
    let result = try SessionFile(lines: lines)
    let isWhole = zip(result.cells, cells).enumerated().allSatisfy { index, pair in
      guard case .cell(let source, let record)? = drafts[index] else { return pair.0.source == pair.1.source }
      return pair.0.source.lines == source.lines && pair.0.record == record
    }
    guard isWhole, result.cells.count == cells.count else {
      throw SessionError(.unwritable, line: drafts.keys.min().map { cells[$0].line } ?? 1)
    }
    return result
  }
}
