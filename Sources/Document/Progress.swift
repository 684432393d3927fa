/// How far long work is.
public struct Progress: Hashable, Sendable {
  /// What is being counted.
  public enum Unit: Hashable, Sendable {
    /// Steps of an optimizer; stopped, it stands where it was.
    case step
    /// Elements or repetitions of a loop.
    case item
    /// Cells that run again.
    case cell
    /// One operation that nothing can interrupt; `total` is the estimate of its seconds, and `done` 1 once it is over.
    case piece
  }

  public var unit: Unit
  public var done: Int
  /// `nil` when nobody knows where it ends.
  public var total: Int?

  public init(_ unit: Unit, done: Int, of total: Int?) {
    self.unit = unit
    self.done = done
    self.total = total
  }
}
