import Document
import Evaluation
import LinearAlgebra
import Statistics
import Syntax
import Tables

extension Context {
  mutating func linearFit(
    _ formula: Formula, _ table: Table?, _ options: ModelOptions
  ) throws(EvaluationError) -> LinearFit {
    let (frame, design, source) = try modelRows(formula, table, options)
    let model: LinearModel
    do {
      model = try LinearModel(
        design, response: try frame.target(), weights: frame.weights, offset: frame.offset, leftOut: frame.leftOut,
        title: formula.printed, responseName: formula.response?.printed ?? "")
    } catch { throw Self.modelError(error) }
    note(aliased: model.aliased)
    return LinearFit(model: model, source: source)
  }

  mutating func linearFit(
    _ x: Matrix, _ y: Vector, weights: WeightsArgument?, level: Double
  ) throws(EvaluationError) -> LinearFit {
    let design = Design(x, names: Self.columnNames(x.columns))
    let weights = try weights?.numbers()
    try Self.require(weights, rows: x.rows)
    let model: LinearModel
    do { model = try LinearModel(design, response: y.elements, weights: weights) } catch {
      throw Self.modelError(error)
    }
    note(aliased: model.aliased)
    return LinearFit(model: model, source: ModelSource(rows: .matrix, design: design, level: level))
  }

  mutating func generalizedFit(
    _ formula: Formula, _ table: Table?, _ family: FamilyOptions, _ options: ModelOptions
  ) throws(EvaluationError) -> GeneralizedFit {
    let (frame, design, source) = try modelRows(formula, table, options, offset: family.offset)
    let model: GeneralizedLinearModel
    do {
      model = try GeneralizedLinearModel(
        design, response: try frame.outcome(family.family), family: family.family, link: family.link,
        weights: frame.weights, offset: frame.offset, leftOut: frame.leftOut, title: formula.printed)
    } catch { throw Self.modelError(error) }
    note(model)
    return GeneralizedFit(model: model, source: source)
  }

  mutating func generalizedFit(
    _ x: Matrix, _ y: [Double], _ family: FamilyOptions, weights: WeightsArgument?, level: Double
  ) throws(EvaluationError) -> GeneralizedFit {
    let design = Design(x, names: Self.columnNames(x.columns))
    let weights = try weights?.numbers()
    try Self.require(weights, rows: x.rows)
    let offset = try family.offset?.offset(rows: x.rows)
    let model: GeneralizedLinearModel
    do {
      model = try GeneralizedLinearModel(
        design, response: y, family: family.family, link: family.link, weights: weights,
        offset: offset)
    } catch { throw Self.modelError(error) }
    note(model)
    return GeneralizedFit(model: model, source: ModelSource(rows: .matrix, design: design, level: level))
  }

  // MARK: pieces

  /// The rows of a formula and a table, and the columns they make.
  private mutating func modelRows(
    _ formula: Formula, _ given: Table?, _ options: ModelOptions, offset: WeightsArgument? = nil
  ) throws(EvaluationError) -> (Statistics.Frame, Design, ModelSource) {
    let table: Table
    if let given { table = given } else { table = try tableOfNames(formula) }
    guard formula.response != nil else { throw ModelError.frame(.noResponse).asEvaluation }
    let weights = try options.weights.map { w throws(EvaluationError) in try w.column(of: table) }
    let offset = try offset.map { o throws(EvaluationError) in try o.column(of: table) }
    let (frame, blueprint, rows) = try frame(
      formula, over: table, weights: weights, offset: offset, missing: options.missing, contrasts: options.contrasts)
    let design: Design
    do throws(FrameError) { design = try frame.design() } catch { throw ModelError.frame(error).asEvaluation }
    let kept = rows.count == table.rows ? table : table.taking(rows: rows)
    return (frame, design, ModelSource(rows: .table(kept, blueprint), design: design, level: options.level))
  }

  private static func columnNames(_ count: Int) -> [String] { (0..<count).map { "x\($0 + 1)" } }

  private static func require(_ weights: [Double]?, rows: Int) throws(EvaluationError) {
    guard let weights, weights.count != rows else { return }
    throw ModelError.weights("There are \(weights.count) weights for \(rows.counted("row")); each row needs one.")
      .asEvaluation
  }

  private static func modelError(_ error: any Error) -> EvaluationError {
    switch error {
    case let error as RegressionError: ModelError.regression(error).asEvaluation
    case let error as FrameError: ModelError.frame(error).asEvaluation
    case let error as EvaluationError: error
    default: EvaluationError(.interrupted)
    }
  }

  private mutating func note(aliased names: [String]) {
    guard !names.isEmpty else { return }
    note(
      Report(
        code: "W351", title: "collinear columns",
        message:
          "\(ModelError.list(names)) \(names.count == 1 ? "is a combination" : "are combinations") of the columns "
          + "before, and so \(names.count == 1 ? "has" : "have") no coefficient of \(names.count == 1 ? "its" : "their") "
          + "own: what is fitted is the same without."))
  }

  private mutating func note(_ model: GeneralizedLinearModel) {
    note(aliased: model.aliased)
    if !model.growing.isEmpty {
      let names = model.growing.map { model.design.names[$0] }
      note(
        Report(
          code: "W352", title: "separation",
          message:
            "In some of the rows \(ModelError.list(names)) \(names.count == 1 ? "leaves" : "leave") one outcome only, so "
            + "the likelihood grows for ever with \(names.count == 1 ? "its coefficient" : "their coefficients") and has no "
            + "finite estimate there: \(names.count == 1 ? "that coefficient, its" : "those coefficients, their") standard "
            + "error and p-value mean nothing."))
    } else if !model.converged {
      note(
        Report(
          code: "W353", title: "not converged",
          message: "The fit had not settled after \(model.iterations.counted("iteration")); take its numbers with care."
        ))
    }
  }
}

/// Family, link and offset of a generalized linear model.
struct FamilyOptions: ArgumentType {
  let family: ResponseFamily
  let link: Link?
  let offset: WeightsArgument?

  static let needed = "a family"
  static func decode(_ value: Value) -> Self? { nil }

  /// Reads `family:`, `link?` and `offset?`.
  static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> Self {
    let family = try ResponseFamily.take(from: &reader)
    return Self(family: family, link: try reader.take(Link?.self), offset: try reader.take(WeightsArgument?.self))
  }
}

extension ResponseFamily: Choice {}
extension Link: Choice {}
extension RobustErrors: Choice {}
extension Prediction.Interval: Choice {}

extension Statistics.Frame {
  /// The response as numbers; of two kinds the second counts as 1 where outcomes are counted.
  func outcome(_ family: ResponseFamily) throws(FrameError) -> [Double] {
    guard family == .binomial, let response, case .factor(let factor) = response.values else { return try target() }
    guard factor.levels.count <= 2 else { throw .tooManyOutcomes(label: response.label, levels: factor.levels) }
    guard factor.levels.count == 2 else { throw .oneLevel(label: response.label, level: factor.levels.first ?? "") }
    return factor.codes.map(Double.init)
  }
}

extension LinearFit {
  /// The normal equations worked out.
  /// - Throws: `.noDerivation` of a weighted fit or of dependent columns; `.tooLongToShow`.
  func worked(in context: Context) throws(EvaluationError) -> Worked<LinearFit> {
    guard model.weights == nil, model.offset == nil, model.aliased.isEmpty else {
      throw WorkError.noDerivation("lm with weights, an offset or dependent columns", known: context.catalog.worked)
        .asEvaluation
    }
    let shape = Shape.matrix(model.design.matrix.rows, model.design.matrix.columns)
    guard let derivation = model.derivation else {
      throw EvaluationError(.math(.tooLongToShow(shape, operand: 0, limit: LinearModel.mostShownColumns)))
    }
    return Worked(self, derivation)
  }
}
