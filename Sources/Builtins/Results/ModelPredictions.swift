import Document
import Evaluation
import LinearAlgebra
import Statistics
import Tables

/// The forms of `predict` of the fits that are no linear models.
enum ModelPredictions {
  static let penalised = Form("m", "new") { (m: PenalizedModel, new: Columns<Matrix>) throws(FitError) in
    try m.predictions(new.matrix, offset: nil)
  }

  static let penalisedTable = Form("m", "new") {
    (context: inout Context, m: PenalizedModel, new: Table) throws(EvaluationError) -> Value in
    guard let blueprint = m.blueprint else { throw needsMatrix(m.names.count) }
    let frame = try context.frame(blueprint, over: new)
    let design: Design
    do throws(FrameError) { design = try frame.design() } catch { throw ModelError.frame(error).asEvaluation }
    do throws(FitError) { return try m.predictions(design.withoutIntercept.0, offset: frame.offset) } catch {
      throw error.asEvaluation
    }
  }

  static let local = Form("m", "new", "interval?", "level: 0.95") {
    (m: LoessModel, new: Columns<Matrix>, interval: FitInterval?, level: Double) throws(EvaluationError) in
    try m.predictions(new.matrix, level: try FitInterval.level(interval, level))
  }

  static let localTable = Form("m", "new", "interval?", "level: 0.95") {
    (context: inout Context, m: LoessModel, new: Table, interval: FitInterval?, level: Double)
      throws(EvaluationError) -> Value in
    guard let blueprint = m.blueprint else { throw needsMatrix(m.fit.predictors.columns) }
    let (x, _) = try context.frame(blueprint, over: new).places()
    return try m.predictions(x, level: try FitInterval.level(interval, level))
  }

  static let nonlinear = Form("m", "new") {
    (context: inout Context, m: NonlinearModel, new: Value) throws(EvaluationError) -> Value in
    guard case .formula = m.curve else {
      return try m.curve.body(over: NoTable.table(), x: new)(&context, .vector(Vector(m.fit.coefficients)))
    }
    guard case .table(let table) = new else {
      throw FitError.newRows(
        "The model is a formula, and the new rows are \(new.phrase); give a table with its columns."
      ).asEvaluation
    }
    return try m.curve.body(over: table, x: .missing)(&context, .vector(Vector(m.fit.coefficients)))
  }

  private static func needsMatrix(_ columns: Int) -> EvaluationError {
    FitError.newRows("The model was fitted to a matrix: give the new rows as one, with \(columns.counted("column")).")
      .asEvaluation
  }
}

/// What a local regression's interval is about: the curve, not single points.
enum FitInterval: String, Choice {
  case confidence

  static func level(_ interval: FitInterval?, _ level: Double) throws(EvaluationError) -> Double? {
    guard level > 0, level < 1 else { throw ModelError.level(level).asEvaluation }
    return interval == nil ? nil : level
  }
}

enum NoTable {
  static func table() throws(EvaluationError) -> Table {
    do throws(TableError) { return try Table([]) } catch { throw FitError.formula("There is no table.").asEvaluation }
  }
}
