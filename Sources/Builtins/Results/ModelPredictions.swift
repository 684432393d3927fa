import Document
import Evaluation
import LinearAlgebra
import Numerics
import Statistics
import Syntax
import Tables

/// The forms of `predict` of the fits that are no linear models.
enum ModelPredictions {
  static let penalised = Form("m", "[new]") {
    (context: inout Context, m: PenalizedModel, new: NewRows?) throws(EvaluationError) -> Record in
    let (x, offset) = try m.columns(of: new, in: &context)
    return Record([.init("fit", m.predictions(x, offset: offset))])
  }

  static let local = Form("m", "[new]", "level: 0.95") {
    (context: inout Context, m: LoessModel, new: NewRows?, level: Level) throws(EvaluationError) -> Record in
    let x: Matrix
    switch try new?.read(by: m.blueprint, columns: m.fit.predictors.columns, in: &context) {
    case nil: x = m.fit.predictors
    case .matrix(let given): x = given
    case .frame(let frame): x = try frame.places().0
    }
    return try context.predictions(m, x, level: level.value)
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
    return try m.predictions(rows, interval, level: level.value, &context).record
  }
}

extension PenalizedModel {
  /// The columns of new rows, or of those of the fit, and their offset.
  fileprivate func columns(
    of new: NewRows?, in context: inout Context
  ) throws(EvaluationError) -> (Matrix, offset: [Double]?) {
    switch try new?.read(by: blueprint, columns: names.count, in: &context) {
    case nil: return (fit.problem.predictors, offset)
    case .matrix(let x): return (x, nil)
    case .frame(let frame):
      do throws(FrameError) { return (try frame.design().withoutIntercept.0, frame.offset) } catch {
        throw ModelError.frame(error).asEvaluation
      }
    }
  }
}

extension NonlinearModel {
  /// The model at new places, with intervals by the delta method: the spread of b carried through the derivatives.
  func predictions(
    _ new: Value?, _ interval: Prediction.Interval, level: Double, _ context: inout Context
  ) throws(EvaluationError) -> Prediction {
    var (table, x) = (rows, x)
    if let new {
      if case .table(let given) = new, case .formula = curve {
        table = try columns(in: given)
      } else {
        x = new
      }
    }
    let (body, count) = try context.body(of: curve, over: table, x: x, at: fit.coefficients)
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
    return Prediction(
      fit: values, lower: zip(values, half).map { $0 - $1 }, upper: zip(values, half).map { $0 + $1 })
  }

  /// The columns of the fit in a new table: others must not hide its parameters, nor what it took from the notebook.
  /// - Throws: `.columnsGone`, `.missing`.
  private func columns(in table: Table) throws(EvaluationError) -> Table {
    guard case .formula(let formula, _) = curve else { return table }
    let used = formula.terms.freeNames
    let needed = rows.names.filter { used.contains(Name($0)) }
    let gone = needed.filter { name in !table.names.contains { Name($0) == Name(name) } }
    guard gone.isEmpty else { throw ModelError.columnsGone(gone).asEvaluation }
    let own = table.names.indices.filter { i in needed.contains { Name($0) == Name(table.names[i]) } }
    let holed = own.filter { table.columns[$0].missingCount > 0 }
    guard holed.isEmpty else {
      let count = (0..<table.rows).count { row in holed.contains { table.columns[$0].isMissing(row) } }
      throw ModelError.missing(rows: count, of: table.rows, columns: holed.map { table.names[$0] }).asEvaluation
    }
    return try NoTable.table(own.map { (table.names[$0], table.columns[$0]) })
  }
}

enum NoTable {
  static func table(_ columns: [(name: String, column: Column)] = []) throws(EvaluationError) -> Table {
    do throws(TableError) { return try Table(columns) } catch {
      throw FitError.formula("There is no table.").asEvaluation
    }
  }
}
