import Document
import Evaluation

/// A notebook whose accepted inputs are on the disk before the next prompt.
public struct KeptNotebook: Sendable {
  public private(set) var notebook: Notebook
  private let folder: JournalFolder?
  private let isAttended: Bool
  private var journal: Journal?
  /// Why inputs are not being kept; said once.
  private var complaint: StoreError?

  /// - Parameters:
  ///   - folder: where journals lie; `nil` keeps nothing.
  ///   - isAttended: whether a person types the inputs. Only they are worth waiting for the disk each time: a stream of
  ///     them is kept from a crash of the process and not of the machine.
  public init(_ notebook: Notebook, in folder: JournalFolder?, isAttended: Bool = true) {
    self.notebook = notebook
    self.folder = folder
    self.isAttended = isAttended
  }

  /// Why inputs are not being kept.
  public var problem: Report? { complaint?.unkept }

  /// Who is told how far long work is.
  public mutating func reportProgress(to listener: (@Sendable (Progress) -> Void)?) {
    notebook.reportProgress(to: listener)
  }

  /// Carries out one input. When this returns, what was accepted survives a crash.
  public mutating func submit(_ input: String) -> CellResult {
    kept { notebook in notebook.submit(input) }
  }

  /// Changes the text of a cell, as `:edit` does.
  public mutating func revise(cell number: Int, text: String) -> CellResult {
    kept { notebook in notebook.revised(cell: number, text: text) }
  }

  private mutating func kept(_ change: (inout Notebook) -> CellResult) -> CellResult {
    let file = notebook.file
    var result = change(&notebook)
    guard folder != nil, complaint == nil else { return result }
    do throws(StoreError) {
      if result.isAccepted {
        try keep(result)
      } else if notebook.file != file {
        try journal?.append(start, durable: isAttended)
      }
    } catch {
      complaint = error
      result.notes.append(error.unkept)
    }
    return result
  }

  private mutating func keep(_ result: CellResult) throws(StoreError) {
    guard let folder else { return }
    let isNew = journal == nil
    let journal: Journal
    if let open = self.journal { journal = open } else { journal = try folder.begin() }
    self.journal = journal
    // A journal that begins late, or an input that is no step from the cells before it, needs the whole.
    if result.fate != .cell || isNew && notebook.cells.count > 1 {
      try journal.append(whole, durable: isAttended)
    } else {
      try journal.append((isNew ? [start] : []) + [.input(result.source)], durable: isAttended)
    }
  }

  /// Where the notebook stands now; by a name that means the same file wherever the recovering process runs.
  private var start: JournalEntry {
    .start(seed: notebook.state.seed, file: notebook.file.flatMap { notebook.files.place(of: $0) })
  }

  private var whole: [JournalEntry] {
    if let file = try? notebook.sessionFile() { return [start, .snapshot(file.text)] }
    // Without the prose of the file it came from, the notebook must not take that file's place.
    let file = notebook.state.origin == nil ? notebook.file.flatMap { notebook.files.place(of: $0) } : nil
    return [.start(seed: notebook.state.seed, file: file), .inputs(notebook.cells.map(\.source))]
  }

  /// Ends the journal of a notebook that is left: what a person did not save stays to be offered at the next start.
  /// - Returns: whether it will be.
  @discardableResult
  public mutating func finish() -> Bool {
    defer { journal = nil }
    guard isAttended, notebook.unsavedCells > 0, let journal, (try? journal.append(.left)) != nil else {
      try? journal?.finish()
      return false
    }
    return true
  }

  /// Replays what a crashed notebook had accepted into this one, and keeps it in a journal of its own. What it wrote is
  /// not written again: it may have come from a file, and was written when it was accepted.
  /// - Returns: the cells that came back, and the inputs that failed this time.
  public mutating func recover(_ orphan: OrphanedJournal) -> (cells: Int, failed: [CellResult]) {
    let recovery = orphan.recovery
    // Nothing of it has been saved since.
    defer { notebook.state.unsaved = max(1, recovery.inputs.count) }
    var failed: [CellResult] = []
    let rights = notebook.files
    notebook.files = rights.discardingWrites
    defer { notebook.files = rights }
    if let text = recovery.snapshot, let file = try? SessionFile(text) {
      _ = notebook.load(file, path: recovery.file, files: notebook.files) { failed.append($0) }
      // Which of these cells came from the file and which the person typed is not known any more.
      let known = recovery.file.map { rights.replaying(in: FileStore.folder(of: $0)) } ?? rights
      notebook.grant(known, toCells: notebook.cells.indices)
    } else if let seed = recovery.seed, notebook.cells.isEmpty {
      notebook.begin(seed: seed)
      notebook.state.file = recovery.file
    }
    for input in recovery.inputs {
      let result = notebook.submit(input)
      if !result.isAccepted { failed.append(result) }
      if result.fate == .cell { notebook.grant(rights, toCells: notebook.cells.indices.suffix(1)) }
    }
    do throws(StoreError) {
      guard let folder else { return (notebook.cells.count, failed) }
      let journal = try folder.begin()
      // The inputs and not the cells: nothing of what was lost once is lost because it failed this time.
      let snapshot = recovery.snapshot.map { [JournalEntry.snapshot($0)] } ?? []
      try journal.append(
        [.start(seed: notebook.state.seed, file: recovery.file)] + snapshot
          + recovery.inputs.map { JournalEntry.input($0) })
      self.journal = journal
      try orphan.remove()
    } catch {
      complaint = error
    }
    return (notebook.cells.count, failed)
  }
}

extension Notebook {
  /// Gives cells that ran without touching the disk the rights they have when they run again.
  fileprivate mutating func grant(_ policy: FilePolicy, toCells cells: Range<Int>) {
    for index in cells { state.cells[index].files = policy }
  }
}

extension StoreError {
  fileprivate var unkept: Report {
    var report = report
    report.message += " Inputs are not kept against a crash; :save writes the notebook."
    return report
  }
}
