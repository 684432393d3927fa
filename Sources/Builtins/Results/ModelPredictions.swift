import Document
import Evaluation
import LinearAlgebra
import Numerics
import Statistics
import Tables

/// The forms of `predict` of the fits that are no linear models.
enum ModelPredictions {
  static let penalised = Form("m", "[new]") {
    (context: inout Context, m: PenalizedModel, new: NewRows?) throws(EvaluationError) -> Record in
    let (x, offset) = try m.columns(of: new, in: &context)
    do throws(FitError) { return Record([.init("fit", try m.predictions(x, offset: offset))]) } catch {
      throw error.asEvaluation
    }
  }

  static let local = Form("m", "[new]", "level: 0.95") {
    (context: inout Context, m: LoessModel, new: NewRows?, level: Level) throws(EvaluationError) -> Record in
    let x: Matrix
    switch new {
    case nil: x = m.fit.predictors
    case .matrix(let given): x = given
    case .table(let table):
      guard let blueprint = m.blueprint else { throw needsMatrix(m.fit.predictors.columns) }
      x = try context.frame(blueprint, over: table).places().0
    }
    return try m.predictions(x, level: level.value)
  }

  static let nonlinear = Form("m", "[new]", "interval: \"confidence\"", "level: 0.95") {
    (context: inout Context, m: NonlinearModel, new: Value?, interval: Prediction.Interval, level: Level)
      throws(EvaluationError) -> Record in
    var rows = new
    if case .formula = m.curve, let given = new {
      guard case .table(let table)? = try NewRows.decode(given) else {
        throw FitError.newRows(
          "The model is a formula, and the new rows are \(given.phrase); give a table with its columns."
        ).asEvaluation
      }
      rows = .table(table)
    }
    return try m.predictions(rows, interval, level: level.value, &context)
  }

  static func needsMatrix(_ columns: Int) -> EvaluationError {
    FitError.newRows("The model was fitted to a matrix: give the new rows as one, with \(columns.counted("column")).")
      .asEvaluation
  }
}

extension PenalizedModel {
  /// The columns of new rows, or of those of the fit, and their offset.
  fileprivate func columns(
    of new: NewRows?, in context: inout Context
  ) throws(EvaluationError) -> (Matrix, offset: [Double]?) {
    switch new {
    case nil: return (fit.problem.predictors, offset)
    case .matrix(let x):
      // One row may be written as a vector.
      let isRow = x.columns == 1 && names.count > 1 && x.rows == names.count
      return (isRow ? Matrix(rows: 1, columns: x.rows, elements: x.elements) : x, nil)
    case .table(let table):
      guard let blueprint else { throw ModelPredictions.needsMatrix(names.count) }
      let frame = try context.frame(blueprint, over: table)
      do throws(FrameError) { return (try frame.design().withoutIntercept.0, frame.offset) } catch {
        throw ModelError.frame(error).asEvaluation
      }
    }
  }
}

extension NonlinearModel {
  /// The model at new places, with intervals by the delta method: the spread of b carried through the derivatives.
  fileprivate func predictions(
    _ new: Value?, _ interval: Prediction.Interval, level: Double, _ context: inout Context
  ) throws(EvaluationError) -> Record {
    var (table, x) = (rows, x)
    if let new {
      if case .table(let given) = new, case .formula = curve { table = given } else { x = new }
    }
    let body = curve.body(over: table, x: x)
    let count: Int
    switch try body(&context, .vector(Vector(fit.coefficients))) {
    case .number: count = 1
    case .vector(let v): count = v.count
    case let other:
      throw FitError.newRows("\(curve.call) gives \(other.phrase) for the new rows.").asEvaluation
    }
    var search = NonlinearSearch(curve, count: count, body: body)
    let values = try search.values(fit.coefficients, &context, required: true)
    let jacobian = try search.jacobian(fit.coefficients, &context)
    let extra = interval == .prediction ? 1.0 : 0
    let half = (0..<count).map { i in
      let row = jacobian.row(i).elements
      var square = extra
      for j in row.indices {
        for k in row.indices { square += row[j] * row[k] * fit.inverse[j, k] }
      }
      return factor(level) * fit.sigma * max(square, 0).squareRoot()
    }
    return Record([
      .init("fit", .vector(Vector(values))),
      .init("lower", .vector(Vector(zip(values, half).map { $0 - $1 }))),
      .init("upper", .vector(Vector(zip(values, half).map { $0 + $1 }))),
    ])
  }
}

enum NoTable {
  static func table() throws(EvaluationError) -> Table {
    do throws(TableError) { return try Table([]) } catch { throw FitError.formula("There is no table.").asEvaluation }
  }
}
