import Evaluation
import LinearAlgebra
import Optimization

/// Rows of coefficients: a matrix, or a vector for a single row.
struct CoefficientRows: ArgumentType {
  static let needed = "a matrix with a row for each constraint"
  let matrix: Matrix

  /// The rows for so many variables: of one variable a vector holds the coefficients of all rows.
  func rows(of variables: Int) -> Matrix {
    variables == 1 && matrix.rows == 1 && matrix.columns > 1 ? matrix.transposed() : matrix
  }

  static func decode(_ value: Value) -> Self? {
    switch value {
    case .matrix(let a): Self(matrix: a)
    case .vector(let v): Self(matrix: Matrix(rows: 1, columns: v.count, elements: v.elements))
    case .number(let x): Self(matrix: Matrix(rows: 1, columns: 1, elements: [x]))
    default: nil
    }
  }
}

/// A number for each constraint or variable; a single number stands for one.
struct Entries: ArgumentType {
  static let needed = "a vector"
  let vector: Vector

  static func decode(_ value: Value) -> Self? {
    switch value {
    case .vector(let v): Self(vector: v)
    case .number(let x): Self(vector: Vector([x]))
    default: nil
    }
  }
}

/// `{A = …, b = …}`: equations.
struct EqualRows: ArgumentType {
  static let needed = "a record {A = …, b = …}"
  let matrix: Matrix
  let targets: Vector

  static func decode(_ value: Value) -> Self? {
    guard case .record(let record) = value, record.fields.count == 2,
      let a = record["A"].flatMap(CoefficientRows.decode), let b = record["b"].flatMap(Entries.decode)
    else { return nil }
    return Self(matrix: a.matrix, targets: b.vector)
  }
}

/// The least and the greatest value of each variable: a row for each, or `[least, greatest]` for all.
struct VariableBounds: ArgumentType {
  static let needed = "[least, greatest] for all variables, or a matrix with such a row for each"
  private let rows: Matrix
  private let isForAll: Bool

  static func decode(_ value: Value) -> Self? {
    switch value {
    case .vector(let v) where v.count == 2:
      Self(rows: Matrix(rows: 1, columns: 2, elements: v.elements), isForAll: true)
    case .matrix(let a) where a.columns == 2: Self(rows: a, isForAll: false)
    default: nil
    }
  }

  /// The bounds of so many variables.
  func bounds(of count: Int) throws(ConstraintError) -> (low: Vector, high: Vector) {
    guard isForAll || rows.rows == count else { throw .boundRows(got: rows.rows, needed: count) }
    return (
      Vector((0..<count).map { rows[isForAll ? 0 : $0, 0] }), Vector((0..<count).map { rows[isForAll ? 0 : $0, 1] })
    )
  }
}

/// `A`, `b`, `equal` and `bounds` of a linear or quadratic program.
struct LinearParts: ArgumentType {
  static let needed = "constraints"
  static func decode(_ value: Value) -> Self? { nil }

  private let matrix: CoefficientRows?
  private let limits: Entries?
  private let equal: EqualRows?
  private let bounds: VariableBounds?

  static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> Self {
    Self(
      matrix: try CoefficientRows?.take(from: &reader), limits: try reader.take(Entries?.self),
      equal: try reader.take(EqualRows?.self), bounds: try reader.take(VariableBounds?.self))
  }

  /// - Parameter low: the lower bound of every variable where none are given.
  func constraints(variables count: Int, low: Double) throws(ConstraintError) -> LinearConstraints {
    let usual = (low: Vector(repeating: low, count: count), high: Vector(repeating: .infinity, count: count))
    let range = try bounds?.bounds(of: count) ?? usual
    guard (matrix == nil) == (limits == nil) else { throw .half(matrix == nil ? "A" : "b") }
    return try LinearConstraints(
      variables: count, matrix: matrix?.rows(of: count), limits: limits?.vector, equal: equal?.matrix,
      targets: equal?.targets,
      low: range.low, high: range.high)
  }
}
