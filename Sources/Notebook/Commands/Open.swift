import Document
import Evaluation

extension Command {
  static let open: Command = Command(
    name: "open", usage: ":open file", summary: "Replays a session and goes on from its end.",
    details: "The file's notebook takes the place of this one; :undo brings back what was here. While it is replayed, "
      + "its code reads only below its own folder and writes nothing. :save adds new cells to the file and leaves "
      + "what stands in it as it is: prose, exercises, and cells that failed or were skipped too.",
    example: ":open lines.mlsession",
    argument: .file,
    action: .atPrompt { (notebook, line) throws(NotebookError) in
      guard let path = line.path else { throw .usage(.open, got: "no name of a file", line.nameSpan) }
      return Answer(.replaced, try notebook.open(path, isUndoable: true))
    })
}

extension Notebook {
  /// Replays a session file in place of this notebook and says how it went.
  /// - Parameters:
  ///   - isSeedFixed: whether the seed of this notebook stands against that of the file's header.
  ///   - isUndoable: whether there is something to go back to, though it may be an empty notebook.
  public mutating func open(
    _ path: String, isSeedFixed: Bool = false, isUndoable: Bool = false
  ) throws(NotebookError) -> Document {
    let (file, replayed) = try files.session(at: path)
    return load(file, path: path, files: replayed, isSeedFixed: isSeedFixed, isUndoable: isUndoable)
  }

  /// Puts what a session says in place of this notebook, which keeps the file's bytes when it is saved.
  /// - Parameters:
  ///   - policy: which files its code may read and write.
  ///   - failed: gets the cells that fail and are not expected to.
  mutating func load(
    _ file: SessionFile, path: String?, files policy: FilePolicy, isSeedFixed: Bool = false,
    isUndoable: Bool = false, failed: (CellResult) -> Void = { _ in }
  ) -> Document {
    let (before, trail, rights) = (state, past, files)
    let (kept, presets) = (state.pending, state.presets)
    // A session that leaves its seed open is replayed with 0, by whatever replays it.
    begin(seed: isSeedFixed ? seed : file.header.seed ?? 0)
    state.file = path
    (state.pending, state.presets) = (kept, presets)
    for (name, value) in kept { state.scope.bind(name, to: value) }
    past = []
    files = policy
    var blocks: [Block] = []
    var (number, done) = (-1, 0)
    var places: [Int] = []
    replay(file, isSeedFixed: isSeedFixed) { event in
      switch event {
      case .skipped: number += 1
      case .cell(let cell):
        number += 1
        if cell.result.fate == .cell { places.append(number) }
        guard cell.isUnexpectedFailure, let failure = cell.result.failure else {
          done += cell.mismatches.isEmpty ? 1 : 0
          for mismatch in cell.mismatches { blocks += mismatch.document.blocks }
          return true
        }
        failed(cell.result)
        blocks.append(.section(Text("line \(cell.cell.line):", .dim), failure.document))
      case .assertion(_, let problem): blocks += problem?.document.blocks ?? []
      case .exercise: break
      }
      return true
    }
    files = rights
    state.origin = Origin(file: file, places: places)
    state.unsaved = 0
    for index in past.indices { past[index].origin = state.origin }
    // At the very start there is nothing to go back to but the cells of the file themselves.
    if isUndoable || !trail.isEmpty || !before.cells.isEmpty {
      past = trail
      remember(before)
    }
    let went = "opened \((path ?? "").visible): \(done) of \(file.cells.count) cells went well"
    return Document(blocks + [.line(Text(went, .dim))]) + (file.remark?.remark ?? Document())
  }
}
