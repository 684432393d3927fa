import Builtins
import Document
import Evaluation
import Numerics
import Syntax

/// Cells, the names they bound, and the seed of their random numbers. A value: undo is a copy.
///
/// One engine for the prompt, `run`, `verify` and whatever else feeds it lines; only the source of the lines and the
/// renderer differ.
public struct Notebook: Sendable {
  /// Where a notebook was read from: what was in the file keeps its bytes when it is saved.
  struct Origin: Sendable {
    var file: SessionFile
    /// Where in the file, counted in its cells from 0, the first cells of this notebook stand. Those that failed or were
    /// skipped, and commands that only answered, are cells of the file and not of the notebook.
    var places: [Int]
  }

  /// Everything an input can change.
  struct State: Sendable {
    var cells: [Cell] = []
    var scope = Scope()
    var streams: CellStreams
    /// The seed the first cell was drawn with; `:seed` changes that of the streams and is a cell.
    let seed: UInt64
    var settings = Settings()
    var origin: Origin?
    /// Values given from outside before the first cell.
    var presets: [Name: Value] = [:]
    /// Those of them that still replace the first assignment of their name.
    var pending: [Name: Value] = [:]
    /// `out[n]`; `missing` for a cell without a value.
    var outputs: [Value] = []
    /// The file this notebook was opened from or saved to last.
    var file: String?
    /// Cells typed or changed since the notebook was saved.
    var unsaved = 0
    /// Which notebook of the session this is; `:open` and `:clear` begin another.
    var lineage = 0

    init(seed: UInt64) {
      streams = CellStreams(seed: seed)
      self.seed = seed
    }
  }

  /// An input that failed.
  struct Rejected: Sendable {
    let source: String
    let failure: Failure
    let output: Document
    /// The files it was allowed to read and write.
    let files: FilePolicy
  }

  var state: State
  /// The states to go back to, oldest first.
  var past: [State] = []
  /// What every cell's context begins as.
  var blank: Context
  /// The last input that failed, for `:keep`.
  var rejected: Rejected?
  /// The example of the help shown last, for `:try`.
  var example: String?
  /// What `:find` looks through, once it has been asked.
  private var index: Search?
  /// How many notebooks were begun in place of another.
  private var lineages = 0
  /// The file this notebook was opened from or saved to last.
  public var file: String? { state.file }
  /// Which files commands may read and write.
  public var files: FilePolicy
  /// Whether an interruption came from a clock and not from a person.
  public var hasTimedOut: @Sendable () -> Bool = { false }
  /// Whether an interruption was for want of memory; asking forgets it.
  public var hasRunOutOfMemory: @Sendable () -> Bool = { false }
  /// Whether the input comes from a file and not from a person.
  public var isReplaying = false

  /// How many steps `:undo` can take back.
  public static let undoDepth = 200

  /// - Parameters:
  ///   - seed: what the random streams of the cells are keyed by.
  ///   - stackSize: bytes of the thread's stack that evaluation may use.
  public init(
    seed: UInt64, files: FilePolicy, catalog: Catalog = .standard, stackSize: Int = 4 << 20,
    isInterrupted: @escaping @Sendable () -> Bool = { false },
    emit: @escaping @Sendable (Document) -> Void = { _ in }
  ) {
    state = State(seed: seed)
    blank = Context(
      catalog: catalog, random: RandomStream(seed: seed), isInterrupted: isInterrupted, emit: emit,
      stackSize: stackSize)
    self.files = files
  }

  public var cells: [Cell] { state.cells }
  public var settings: Settings { state.settings }
  public var seed: UInt64 { state.streams.seed }
  public var catalog: Catalog { blank.catalog }
  /// The number the next cell will have.
  public var nextNumber: Int { state.cells.count + 1 }
  /// The numbers of the cells that something they depend on has left behind.
  public var stale: [Int] { state.cells.filter(\.isStale).map(\.number) }
  /// `[3] ▸ `, in which the number is the next cell's.
  public var prompt: String { Self.prompt(nextNumber) }

  public static func prompt(_ number: Int) -> String { "[\(number)] ▸ " }

  /// How many cells would be missed when the notebook is left now: those typed or changed since it was saved, where it
  /// binds a name at all.
  public var unsavedCells: Int { names.isEmpty ? 0 : state.unsaved }

  /// The names the notebook binds, without `ans` and `out`.
  public var names: [Name] { state.scope.names.filter { $0 != Self.ans && $0 != Self.out } }

  public subscript(name: Name) -> Value? { state.scope[name] }

  /// Binds a name before the first cell; the first assignment to it is passed over.
  public mutating func preset(_ name: Name, to value: Value) {
    state.scope.bind(name, to: value)
    state.presets[name] = value
    state.pending[name] = value
  }

  /// Begins another notebook in place of this one.
  mutating func begin(seed: UInt64) {
    lineages += 1
    let settings = state.settings
    state = State(seed: seed)
    state.settings = state.settings.personal(from: settings)
    state.lineage = lineages
  }

  /// Notes the file this notebook stands in now; undoing a cell does not change which that is.
  mutating func settle(in path: String) {
    state.file = path
    state.unsaved = 0
    for index in past.indices where past[index].lineage == state.lineage { past[index].file = path }
  }

  /// Who is told how far long work is.
  public mutating func reportProgress(to listener: (@Sendable (Progress) -> Void)?) { blank.progress = listener }

  /// What answers to words best, best first.
  mutating func search(for words: String, atMost limit: Int = .max, isForgiving: Bool = true) -> [Search.Found] {
    let index = index ?? Search(of: self)
    self.index = index
    return index.best(for: words, atMost: limit, isForgiving: isForgiving)
  }

  static let ans: Name = "ans"
  static let out: Name = "out"

  /// A notebook of the same kind with nothing in it, for proofs and examples: what they write goes nowhere.
  func fresh(seed: UInt64) -> Notebook {
    var copy = self
    copy.files = files.discardingWrites
    copy.state = State(seed: seed)
    copy.past = []
    copy.rejected = nil
    copy.example = nil
    return copy
  }
}
