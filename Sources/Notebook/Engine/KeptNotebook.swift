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
    var result = notebook.submit(input)
    guard result.isAccepted, folder != nil, complaint == nil else { return result }
    do throws(StoreError) { try keep(result) } catch {
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
    if isNew { try journal.append(.start(seed: notebook.state.seed, file: notebook.file)) }
    // A journal that begins late, or an input that is no step from the cells before it, needs the whole.
    if result.fate != .cell || isNew && notebook.cells.count > 1 {
      try journal.append(snapshot(), durable: isAttended)
    } else {
      try journal.append(.input(result.source), durable: isAttended)
    }
  }

  private func snapshot() -> JournalEntry {
    guard let file = try? notebook.sessionFile() else { return .input(notebook.cells.last?.source ?? "") }
    return .snapshot(file.text)
  }

  /// Removes the journal of a notebook that ended well.
  public mutating func finish() {
    try? journal?.finish()
    journal = nil
  }

  /// Replays what a crashed notebook had accepted into this one, and keeps it in a journal of its own.
  /// - Returns: the cells that came back, and the inputs that failed this time.
  public mutating func recover(_ orphan: OrphanedJournal) -> (cells: Int, failed: [CellResult]) {
    let recovery = orphan.recovery
    var failed: [CellResult] = []
    if let text = recovery.snapshot, let file = try? SessionFile(text) {
      _ = notebook.load(file, path: recovery.file, files: notebook.files) { failed.append($0) }
    } else if let seed = recovery.seed, notebook.cells.isEmpty {
      notebook.begin(seed: seed)
      notebook.state.file = recovery.file
    }
    for input in recovery.inputs {
      let result = notebook.submit(input)
      if !result.isAccepted { failed.append(result) }
    }
    do throws(StoreError) {
      guard let folder else { return (notebook.cells.count, failed) }
      let journal = try folder.begin()
      try journal.append(.start(seed: notebook.state.seed, file: recovery.file))
      // The inputs and not the cells: nothing of what was lost once is lost because it failed this time.
      if let snapshot = recovery.snapshot { try journal.append(.snapshot(snapshot)) }
      for input in recovery.inputs { try journal.append(.input(input)) }
      self.journal = journal
      try orphan.remove()
    } catch {
      complaint = error
    }
    return (notebook.cells.count, failed)
  }
}

extension StoreError {
  fileprivate var unkept: Report {
    var report = report
    report.message += " Inputs are not kept against a crash; :save writes the notebook."
    return report
  }
}
