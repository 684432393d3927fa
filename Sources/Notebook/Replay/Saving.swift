import Document

extension Notebook {
  /// The notebook as a session. What was read from a file keeps its bytes; later cells follow it.
  public func sessionFile(width: Int? = nil) throws(SessionError) -> SessionFile {
    if let origin = state.origin {
      let known = min(origin.places.count, cells.count)
      let new = cells[known...]
      var revised: [Int: SessionDraft] = [:]
      for (place, cell) in zip(origin.places, cells[..<known]) where cell.isRevised {
        revised[place] = draft(cell, width: origin.file.header.width)
      }
      return try origin.file.replacingCells(revised).appending(drafts(new, width: origin.file.header.width))
    }
    let columns = min(max(width ?? settings.width ?? 80, 10), 1000)
    return try SessionFile(SessionHeader(seed: state.seed, width: columns), drafts(cells[...], width: columns))
  }

  /// Takes the cells of the file that undo took from the notebook out of the file too; all else in it stays.
  mutating func shortenOrigin() throws(SessionError) {
    guard var origin = state.origin, origin.places.count > cells.count else { return }
    origin.file = try origin.file.removingCells(Set(origin.places[cells.count...]))
    origin.places.removeSubrange(cells.count...)
    state.origin = origin
  }

  private func drafts(_ cells: ArraySlice<Cell>, width: Int) -> [SessionDraft] {
    cells.map { draft($0, width: width) }
  }

  private func draft(_ cell: Cell, width: Int) -> SessionDraft {
    .cell(source: cell.source, record: cell.record(width: width))
  }

  /// The cell that the input failing last becomes when it is kept; `nil` when none did.
  mutating func keepRejected() -> CellResult? {
    guard let rejected else { return nil }
    remember(state)
    let result = accept(rejected.source, CellRun(output: rejected.output), failure: rejected.failure)
    state.cells[state.cells.count - 1].files = rejected.files
    return result
  }
}
