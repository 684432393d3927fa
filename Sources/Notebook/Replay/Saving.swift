import Document

extension Notebook {
  /// The notebook as a session. What was read from a file keeps its bytes; later cells follow it.
  public func sessionFile(width: Int? = nil) throws(SessionError) -> SessionFile {
    if let origin = state.origin, origin.cells <= cells.count {
      return try origin.file.appending(drafts(cells[origin.cells...], width: origin.file.header.width))
    }
    let columns = min(max(width ?? settings.width ?? 80, 20), 1000)
    return try SessionFile(SessionHeader(seed: state.seed, width: columns), drafts(cells[...], width: columns))
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
