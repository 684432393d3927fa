import Document

/// Tells how far one loop is. A loop within a loop that counts already stays silent: the outer one says more.
public struct ProgressCounter: Sendable {
  fileprivate let report: (@Sendable (Progress) -> Void)?
  private let unit: Progress.Unit
  private let total: Int?

  fileprivate init(_ report: (@Sendable (Progress) -> Void)?, _ unit: Progress.Unit, _ total: Int?) {
    self.report = report
    self.unit = unit
    self.total = total
  }

  /// `done` have been done. Costs a branch where nobody listens.
  @inline(__always) public func callAsFunction(_ done: Int) {
    if let report { report(Progress(unit, done: done, of: total)) }
  }
}

extension Context {
  /// Begins to count a loop; give the counter back to `stop` when it ends.
  public mutating func count(_ unit: Progress.Unit, of total: Int?) -> ProgressCounter {
    guard let progress, !isCounting else { return ProgressCounter(nil, unit, total) }
    isCounting = true
    return ProgressCounter(progress, unit, total)
  }

  public mutating func stop(_ counter: ProgressCounter) {
    if counter.report != nil { isCounting = false }
  }
}
