import Document
import Evaluation
import LinearAlgebra
import Statistics
import Syntax
import Tables

/// Where a model's rows came from, so that it can be asked about others.
struct ModelSource: Sendable {
  enum Rows: Sendable {
    /// The rows that were used of a table.
    case table(Table, Blueprint)
    /// Columns given as they are.
    case matrix
  }

  let rows: Rows
  let design: Design
  let level: Double

  /// What is worth saying of the formula itself.
  var remarks: [String] {
    guard case .table(_, let blueprint) = rows else { return [] }
    return blueprint.model.powers.map { "\($0) is the power of the numbers, which R writes I(\($0))" }
  }

  /// The columns of new rows, and their offset.
  func columns(
    of new: NewRows?, in context: inout Context
  ) throws(EvaluationError) -> (matrix: Matrix, offset: [Double]?)? {
    guard let new else { return nil }
    switch try new.read(by: blueprint, columns: design.matrix.columns, in: &context) {
    case .matrix(let x): return (x, nil)
    case .frame(let frame):
      do throws(FrameError) { return (try frame.design().matrix, frame.offset) } catch {
        throw ModelError.frame(error).asEvaluation
      }
    }
  }

  private var blueprint: Blueprint? {
    if case .table(_, let blueprint) = rows { blueprint } else { nil }
  }

  /// The one numeric column that explains, with rows along it.
  func curve(
    in context: inout Context, predict: (Matrix, [Double]?) -> Prediction
  ) throws(EvaluationError) -> FittedCurve? {
    let count = 121
    func places(_ data: [Double]) -> [Double] {
      let (low, high) = (data.min() ?? 0, data.max() ?? 1)
      return (0..<count).map { low + (high - low) * Double($0) / Double(count - 1) }
    }
    switch rows {
    case .table(let table, let blueprint):
      let names = Set(blueprint.model.leaves.flatMap(\.expression.freeNames))
      let columns = table.names.filter { names.contains(Name($0)) }
      guard columns.count == 1, blueprint.model.offsets.isEmpty, blueprint.whole.isEmpty,
        case .numbers(let data)? = table[columns[0]]?.storage,
        blueprint.levels.allSatisfy({ $0 == nil }), let grid = try? Table([(columns[0], Column(places(data)))])
      else { return nil }
      guard let new = try? self.columns(of: .table(grid), in: &context) else { return nil }
      return FittedCurve(
        x: places(data), prediction: predict(new.matrix, new.offset), data: data,
        names: (columns[0], blueprint.model.response?.label ?? ""), level: level)
    case .matrix:
      let own = design.names.indices.filter { design.terms[$0] != 0 }
      guard own.count == 1, design.matrix.columns <= 2 else { return nil }
      let m = design.matrix.rows
      let data = Array(design.matrix.elements[own[0] * m..<(own[0] + 1) * m])
      let x = places(data)
      let constant = design.matrix.elements[own[0] == 0 ? max(m * (design.matrix.columns - 1), 0) : 0]
      let matrix = Matrix(rows: count, columns: design.matrix.columns) { i, j in j == own[0] ? x[i] : constant }
      return FittedCurve(
        x: x, prediction: predict(matrix, nil), data: data, names: (design.names[own[0]], ""), level: level)
    }
  }
}

/// Rows to be predicted.
enum NewRows: ArgumentType {
  case table(Table)
  case matrix(Matrix)

  static let needed = "a table or a matrix"

  /// New rows as a fit had its own.
  enum Fitting {
    case frame(Statistics.Frame)
    case matrix(Matrix)
  }

  /// - Parameters:
  ///   - blueprint: of the formula that was fitted; `nil` of a matrix.
  ///   - columns: those of that matrix.
  /// - Throws: `.newRows` of a table for a matrix, a matrix for a table, another width and numbers that are not finite;
  ///   what the blueprint refuses.
  func read(
    by blueprint: Blueprint?, columns: Int, in context: inout Context
  ) throws(EvaluationError) -> Fitting {
    switch (blueprint, self) {
    case (let blueprint?, .table(let table)): return .frame(try context.frame(blueprint, over: table))
    case (nil, .matrix(let x)):
      // One row may be written as a vector.
      let rows = x.columns == 1 && columns > 1 && x.rows == columns ? x.transposedRow : x
      guard rows.columns == columns else {
        throw ModelError.newRows(
          "The new rows have \(rows.columns.counted("column")), and the model was fitted with \(columns)."
        ).asEvaluation
      }
      guard rows.elements.allSatisfy(\.isFinite) else {
        throw ModelError.newRows("The new rows hold a number that is not finite.").asEvaluation
      }
      return .matrix(rows)
    case (_?, .matrix):
      throw ModelError.newRows("The model was fitted to a table by a formula; new rows come as a table too.")
        .asEvaluation
    case (nil, .table):
      throw ModelError.newRows("The model was fitted to a matrix without names; new rows come as a matrix too.")
        .asEvaluation
    }
  }

  static func decode(_ value: Value) throws(EvaluationError) -> NewRows? {
    if case .table(let table) = value { return .table(table) }
    if case .record(let record) = value { return try Self.row(record).map { .table($0) } }
    return try Columns<Matrix>.decode(value).map { .matrix($0.matrix) }
  }

  /// `{speed = 20}` is a table of one row.
  private static func row(_ record: Record) throws(EvaluationError) -> Table? {
    var columns: [(name: String, column: Column)] = []
    for field in record.fields {
      guard let column = Column(field.value) ?? Column([field.value]) else { return nil }
      columns.append((field.name, column))
    }
    return try? Table(columns)
  }
}

extension Matrix {
  fileprivate var transposedRow: Matrix { Matrix(rows: 1, columns: rows, elements: elements) }
}
