import Evaluation
import LinearAlgebra

/// A matrix, or a vector taken for the matrix of one column that it is in algebra, or a number for a 1×1 matrix.
struct Columns<M: DenseMatrix & ArgumentType>: ArgumentType where M.Column: ArgumentType, M.Entry: ArgumentType {
  let matrix: M

  static var needed: String { M.needed }

  static func decode(_ value: Value) throws(EvaluationError) -> Columns? {
    if let matrix = try M.decode(value) { return Columns(matrix: matrix) }
    if let number = try M.Entry.decode(value) { return Columns(matrix: M(rows: 1, columns: 1, elements: [number])) }
    return try M.Column.decode(value).map { Columns(matrix: $0.column(as: M.self)) }
  }
}
