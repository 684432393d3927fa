import Document
import Evaluation
import Syntax

extension Notebook.State {
  /// Makes a cell's value the last one.
  mutating func showOutcome(of cell: Cell) {
    outputs.append(cell.value ?? .missing)
    if let value = cell.value { scope.bind(Notebook.ans, to: value) }
    scope.bind(Notebook.out, to: .list(List(outputs)))
  }

  /// Adds a cell with what it once left behind, without running it.
  mutating func append(_ cell: Cell) {
    if let key = cell.key { _ = streams.next(key) }
    for (name, value) in cell.bindings {
      scope.bind(name, to: value)
      pending[name] = nil
    }
    if let changed = cell.settings { settings = changed }
    if let seed = cell.seed { streams = CellStreams(seed: seed) }
    cells.append(cell)
    showOutcome(of: cell)
  }

  /// What the notebook was before its first cell.
  fileprivate var foundation: Notebook.State {
    var state = Notebook.State(seed: seed)
    (state.presets, state.pending, state.origin, state.file, state.lineage) = (presets, presets, origin, file, lineage)
    for (name, value) in presets { state.scope.bind(name, to: value) }
    return state
  }
}

extension Notebook {
  /// What running cells again came to.
  struct Revision {
    /// The cells that ran, as they are now.
    var ran: [Cell] = []
    /// Remarks of theirs, by number.
    var notes: [Int: [Report]] = [:]
  }

  /// Runs some cells again, each in the notebook as it is before it; the others keep what they left behind, and are
  /// stale when they depend on something that has become different. All of it happens, or nothing.
  /// - Parameters:
  ///   - source: the new text of the cell of this number.
  ///   - chooses: whether a cell, stale or not by now, runs again.
  /// - Returns: what happened, or the cell that failed.
  mutating func revise(
    _ source: (number: Int, text: String)? = nil, running chooses: (Cell) -> Bool
  ) -> Result<Revision, FailedCell> {
    var probe = self
    probe.state = state.foundation
    probe.past = []
    // What is for a person at the prompt is no cell and must not happen in one.
    probe.isReplaying = true
    var differences = Differences()
    var revision = Revision()
    let old = cells
    let count = old.count { chooses($0) }
    for cell in old {
      var cell = cell
      cell.isStale = cell.isStale || differences.touch(cell)
      let text = source.flatMap { $0.number == cell.number ? $0.text : nil }
      guard text != nil || chooses(cell) else {
        differences.pass(cell)
        probe.state.append(cell)
        continue
      }
      if count > 1 { blank.progress?(Progress(.cell, done: revision.ran.count, of: count)) }
      // What came from a stranger's file has no more rights for being run by hand.
      probe.files = text == nil ? cell.files : files
      var result = probe.submit(text ?? cell.source)
      if cell.failure != nil, text == nil, result.failure?.isInterrupted == false, let kept = probe.keepRejected() {
        result = kept
      }
      guard result.fate == .cell, var new = probe.cells.last else {
        return .failure(FailedCell(number: cell.number, result: result))
      }
      probe.past = []
      let isOther = new.source != cell.source || new.record(width: 80) != cell.record(width: 80)
      new.isRevised = cell.isRevised || isOther
      probe.state.cells[probe.state.cells.count - 1] = new
      differences.note(cell, ranAgainAs: new)
      revision.ran.append(new)
      revision.notes[new.number] = result.notes
    }
    remember(state)
    let (own, unsaved) = (settings, state.unsaved)
    state = probe.state
    state.unsaved = unsaved + revision.ran.count(where: \.isRevised)
    state.settings = settings.personal(from: own)
    return .success(revision)
  }

  /// A cell that could not run again, so that nothing changed.
  struct FailedCell: Error {
    let number: Int
    let result: CellResult
  }
}
