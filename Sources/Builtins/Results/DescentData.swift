import Evaluation
import LinearAlgebra
import Tables

/// Rows of data that a loss is taken over: one or more arrays or tables with a row each for every observation, which
/// the loss takes after its parameters.
struct DescentData: Sendable {
  let pieces: [Value]
  let rowCount: Int

  /// A matrix, a vector or a table, or a record or list of such with equally many rows.
  init(_ value: Value) throws(DescentError) {
    pieces =
      switch value {
      case .record(let record): record.fields.map(\.value)
      case .list(let list): list.elements
      default: [value]
      }
    var counts: [Int] = []
    for piece in pieces {
      guard let count = Self.rows(of: piece) else { throw .data(got: piece.phrase) }
      counts.append(count)
    }
    guard let count = counts.first, count > 0 else { throw .data(got: value.phrase) }
    guard counts.allSatisfy({ $0 == count }) else { throw .unequalRows(counts) }
    rowCount = count
  }

  private static func rows(of value: Value) -> Int? {
    switch value {
    case .vector(let v): v.count
    case .matrix(let a): a.rows
    case .table(let t): t.rows
    case .column(let c): c.count
    case .truths(let t) where t.columns == nil: t.elements.count
    default: nil
    }
  }

  /// Some of the rows, counted from 0, of every piece.
  func taking(_ rows: [Int]) -> [Value] {
    pieces.map { piece in
      switch piece {
      case .vector(let v): .vector(Vector(rows.map { v.elements[$0] }))
      case .matrix(let a):
        .matrix(
          Matrix(
            rows: rows.count, columns: a.columns,
            elements: (0..<a.columns).flatMap { j in rows.map { a.elements[$0 + j * a.rows] } }))
      case .table(let t): .table(t.taking(rows: rows))
      case .column(let c): Value(c.taking(rows))
      case .truths(let t): .truths(Truths(rows.map { t.elements[$0] }, columns: nil))
      default: piece
      }
    }
  }
}
