import Evaluation
import LinearAlgebra

/// Rows of data that a loss is taken over: one or more arrays or tables with a row each for every observation, which
/// the loss takes after its parameters.
struct DescentData: Sendable {
  private let parts: [Resamplable]
  let rowCount: Int

  /// What the loss takes after its parameters, for all the rows.
  var pieces: [Value] { parts.map(\.value) }

  /// A matrix, a vector or a table, or a record or list of such with equally many rows.
  init(_ value: Value) throws(DescentError) {
    let pieces =
      switch value {
      case .record(let record): record.fields.map(\.value)
      case .list(let list): list.elements
      default: [value]
      }
    var parts: [Resamplable] = []
    for piece in pieces {
      guard let part = Resamplable.decode(piece) else { throw .data(got: piece.phrase) }
      parts.append(part)
    }
    guard let count = parts.first?.count, count > 0 else { throw .data(got: value.phrase) }
    guard parts.allSatisfy({ $0.count == count }) else { throw .unequalRows(parts.map(\.count)) }
    (self.parts, rowCount) = (parts, count)
  }

  /// The same for some of the rows, counted from 0.
  func taking(_ rows: [Int]) -> [Value] { parts.map { $0.taking(rows) } }
}
