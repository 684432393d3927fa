import Document
import Evaluation
import Syntax

/// One accepted input of a notebook and what came of it.
public struct Cell: Sendable {
  public let number: Int
  /// What was typed, with its comments.
  public let source: String
  /// What it showed.
  public let output: Document
  /// The error it ended with, when it was kept as an expected error.
  public let failure: Failure?
  /// What `out[n]` is.
  public let value: Value?
  /// The names it bound, in order.
  public let names: [Name]
  /// Significant digits its output is shown with.
  public let digits: Int
  /// How long it ran.
  public var duration: Duration = .zero
  /// Something it depends on has changed since it ran.
  public internal(set) var isStale = false

  /// The files it was allowed to read and write.
  var files: FilePolicy
  /// What its random stream was keyed by; `nil` for a cell that computes nothing.
  var key: CellKey?
  /// The names it reads, those its functions read when they are called included.
  var uses: Set<Name> = []
  /// It only defines functions: they read names when they are called, so nothing in it goes stale.
  var isDefinition = false
  /// It drew random numbers.
  var isRandom = false
  /// What the names it bound were when it ended.
  var bindings: [(name: Name, value: Value)] = []
  /// The settings it left, when it changed them.
  var settings: Settings?
  /// The seed it set.
  var seed: UInt64?
  /// Its source or its output is no longer that of the file it came from.
  var isRevised = false
}

extension Cell {
  /// `[3]`, or `[3*]` when it is stale.
  public var mark: String { "[\(number)\(isStale ? "*" : "")]" }
}

extension Cell {
  /// What the cell said, as a session records it.
  /// - Parameter width: columns the record is laid out in.
  public func record(width: Int) -> [RecordLine] { Self.record(output, failure, digits: digits, width: width) }

  static func record(_ output: Document, _ failure: Failure?, digits: Int, width: Int) -> [RecordLine] {
    var options = RenderOptions.plain
    options.width = width
    options.digits = digits
    var record = output.plain(options).lines.map { RecordLine(.output, $0) }
    if record.last?.text.isEmpty == true { record.removeLast() }
    if let failure { record.append(RecordLine(.error, failure.line)) }
    return record
  }
}

/// What a notebook answers to one input.
public struct CellResult: Sendable {
  /// What became of the input.
  public enum Fate: Hashable, Sendable {
    /// Nothing but blanks or comments.
    case nothing
    /// A cell of the notebook now: to be saved and replayed.
    case cell
    /// A command that changed the notebook without becoming a cell, such as `:undo`.
    case changed
    /// The notebook is another one now; inputs before this one no longer lead to it.
    case replaced
    /// A command that only answered.
    case aside
    /// The notebook is as it was before.
    case failed
  }

  /// What a command asks of whoever runs the notebook.
  public enum Request: Hashable, Sendable {
    case quit
    /// The source of this cell is to be changed by the person, then submitted as `:edit n` and the new text.
    case edit(cell: Int, source: String)
  }

  /// The number of the cell; a failed one keeps it for the next try.
  public var number: Int
  /// The input as it stands in the notebook: what `:try` loaded, not `:try`.
  public var source: String
  public var fate: Fate
  public var output = Document()
  public var failure: Failure?
  /// Remarks beside the result.
  public var notes: [Report] = []
  public var request: Request?
  /// Significant digits to show the output with; every digit and element when `whole`.
  public var digits = 6
  public var whole = false
  /// How long it took.
  public var duration: Duration = .zero

  /// Whether the notebook changed, so that the input must survive a crash.
  public var isAccepted: Bool { fate == .cell || fate == .changed || fate == .replaced }

  /// Output and remarks, then the error: what a person sees.
  public var document: Document {
    var all = output
    for note in notes { all = all + note.remark }
    return failure.map { all + $0.document } ?? all
  }
}

extension Report {
  /// A remark beside a result.
  public var remark: Document {
    let wording = Document([.line(Text("note ", .accent) + Text(message.visible, .dim))])
    guard let suggestion else { return wording }
    return wording + Document([.line(Text("try   ", .dim) + Text(suggestion))])
  }
}
