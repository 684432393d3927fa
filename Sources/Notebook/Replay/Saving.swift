import Document

extension Notebook {
  /// The notebook as a session. What was read from a file keeps its bytes; later cells follow it.
  public func sessionFile(width: Int? = nil) throws(SessionError) -> SessionFile {
    if let origin = state.origin {
      let new = cells[min(origin.places.count, cells.count)...]
      return try origin.file.appending(drafts(new, width: origin.file.header.width))
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
    cells.map { .cell(source: $0.source, record: $0.record(width: width)) }
  }

  /// The cell that the input failing last becomes when it is kept; `nil` when none did.
  mutating func keepRejected() -> CellResult? {
    guard let (source, failure, output) = rejected else { return nil }
    remember(state)
    return accept(source, CellRun(output: output), failure: failure)
  }
}
