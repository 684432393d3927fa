import Document
import Graph
import Numerics
import Syntax

/// What a call may touch. A value passed `inout`: no globals, no locks.
public struct Context: Sendable {
  /// The notebook's names.
  public var scope: Scope
  public let catalog: Catalog
  /// The stream of random numbers of the cell that runs.
  public var random: RandomStream
  /// True once the person asked to stop; polled in every loop and call.
  public var isInterrupted: @Sendable () -> Bool
  /// Where long work reports while it runs.
  public var emit: @Sendable (Document) -> Void
  /// Who wants to know how far long loops are.
  public var progress: (@Sendable (Progress) -> Void)?
  /// Whether a loop around this one counts already.
  var isCounting = false
  /// The files this code may read and write; nothing else leads to a file.
  public var files: any FileAccess = NoFiles()
  /// Things worth a remark beside the result: an ill-conditioned system, a hidden name.
  public var notes: [Report] = []
  /// The graph being traced, while a gradient is taken.
  public internal(set) var trace: Trace?
  /// Whether the trace's conditions tell everything it depends on, so that it may be replayed at another point.
  var replayable = true
  /// How many nodes were given a name of their own for inner gradients.
  var aliases = 0

  /// Values of parameters and locals of the calls under way.
  var stack: [Value] = []
  /// Bodies compiled against the scope as it is now.
  var compiled = CompiledBodies()
  /// Gradients taken before, ready to be taken at other points.
  var gradients = GradientTapes()
  var depth = 0
  /// Scalar code met something it cannot say; the evaluator runs the rest to explain it.
  var explaining = false
  var guardrail: StackGuard

  /// Calls may nest this deep.
  public static let maximumDepth = 10_000

  /// - Parameter stackSize: how many bytes of the thread's stack evaluation may use.
  public init(
    scope: Scope = Scope(), catalog: Catalog, random: RandomStream,
    isInterrupted: @escaping @Sendable () -> Bool = { false },
    emit: @escaping @Sendable (Document) -> Void = { _ in }, stackSize: Int = 4 << 20
  ) {
    guardrail = StackGuard(size: stackSize)
    self.scope = scope
    self.catalog = catalog
    self.random = random
    self.isInterrupted = isInterrupted
    self.emit = emit
  }

  /// Stops when the person asked for it. Long loops call this every few microseconds.
  public func checkInterrupt() throws(EvaluationError) {
    if isInterrupted() { throw EvaluationError(.interrupted) }
  }

  /// The same context, which stops after this long at the latest.
  public func within(_ patience: Duration) -> Context {
    var copy = self
    let (clock, isAsked) = (ContinuousClock(), isInterrupted)
    let end = clock.now + patience
    copy.isInterrupted = { isAsked() || clock.now > end }
    return copy
  }

  /// A context for trying something out that nobody asked for: it shows nothing, says nothing of its progress, and stops
  /// after this long at the latest. What it may do to files is for its caller to say.
  public func unheard(within patience: Duration) -> Context {
    var copy = within(patience)
    copy.emit = { _ in }
    copy.progress = nil
    return copy
  }

  /// Adds a remark once.
  public mutating func note(_ report: Report) {
    if !notes.contains(report) { notes.append(report) }
  }
}

/// The notebook's names and their values.
public struct Scope: Sendable {
  private var values: [String: (name: Name, value: Value)] = [:]
  /// Changes whenever a name is bound: code compiled under another generation is stale.
  private(set) var generation = Generation()

  public init() {}

  public subscript(name: Name) -> Value? { values[name.canonical]?.value }

  public mutating func bind(_ name: Name, to value: Value) {
    values[name.canonical] = (name, value)
    generation = Generation()
  }

  public mutating func remove(_ name: Name) {
    values[name.canonical] = nil
    generation = Generation()
  }

  /// All bound names as they were typed, in alphabetical order.
  public var names: [Name] { values.values.map(\.name).sorted { $0.spelling < $1.spelling } }
}

/// One state of the notebook's names, equal to itself and its copies alone. A counter would come to the same number
/// again after an undo, when other names are bound.
struct Generation: Equatable, Sendable {
  private final class Identity: Sendable {}

  private let identity = Identity()

  static func == (a: Self, b: Self) -> Bool { a.identity === b.identity }
}
