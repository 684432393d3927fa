import Document
import Evaluation
import LinearAlgebra
import Numerics
import Statistics
import Tables

/// One penalty or several.
struct Penalties: ArgumentType {
  let values: [Double]

  static let needed = "a number or a vector of numbers"

  static func decode(_ value: Value) -> Penalties? {
    switch value {
    case .number(let x): Penalties(values: [x])
    case .vector(let v) where v.count > 0: Penalties(values: v.elements)
    default: nil
    }
  }
}

/// What a penalised fit may be told besides its data, by name.
struct PenaltyOptions: ArgumentType {
  /// `nil` when it is to be chosen.
  let lambdas: [Double]?
  let standardise: Bool
  let folds: Double

  static let needed = "options"
  static func decode(_ value: Value) -> PenaltyOptions? { nil }

  static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> PenaltyOptions {
    let penalties = try Penalties?.take(from: &reader)
    return PenaltyOptions(
      lambdas: penalties?.values, standardise: try reader.take(Bool.self), folds: try reader.take(Double.self))
  }
}

extension Context {
  /// A penalised fit of columns as they are.
  mutating func penalised(
    _ x: Matrix, _ y: Vector, _ penalty: Penalty, _ options: PenaltyOptions, intercept: Bool
  ) throws(EvaluationError) -> PenalizedModel {
    let names = (0..<x.columns).map { "x\($0 + 1)" }
    return try penalised(x, y.elements, names, penalty, options, intercept: intercept, nil, nil, nil, leftOut: 0)
  }

  /// A penalised fit of a formula's columns; the intercept it may have is left free.
  mutating func penalised(
    _ formula: Formula, _ table: Table, _ penalty: Penalty, _ options: PenaltyOptions, _ missing: MissingValues
  ) throws(EvaluationError) -> PenalizedModel {
    let (frame, blueprint, _) = try frame(formula, over: table, missing: missing)
    let design: Design
    var y: [Double]
    do throws(FrameError) {
      design = try frame.design()
      y = try frame.target()
    } catch { throw ModelError.frame(error).asEvaluation }
    if let offset = frame.offset { y = zip(y, offset).map { $0 - $1 } }
    let (x, names) = design.withoutIntercept
    return try penalised(
      x, y, names, penalty, options, intercept: design.hasIntercept, blueprint, formula.printed,
      frame.offset, leftOut: frame.leftOut)
  }

  private mutating func penalised(
    _ x: Matrix, _ y: [Double], _ names: [String], _ penalty: Penalty, _ options: PenaltyOptions, intercept: Bool,
    _ blueprint: Blueprint?, _ formula: String?, _ offset: [Double]?, leftOut: Int
  ) throws(EvaluationError) -> PenalizedModel {
    if case .elasticNet(let mix) = penalty, !(mix >= 0 && mix <= 1) { throw FitError.mix(mix).asEvaluation }
    if let wrong = options.lambdas?.first(where: { !($0 >= 0 && $0 < .infinity) }) {
      throw FitError.penalty(wrong).asEvaluation
    }
    let problem: PenalizedProblem
    do throws(RegressionError) {
      problem = try PenalizedProblem(x, y, names: names, intercept: intercept, standardise: options.standardise)
    } catch { throw ModelError.regression(error).asEvaluation }
    if !problem.constantColumns.isEmpty { note(FitNote.constant(problem.constantColumns)) }
    let model: PenalizedModel
    if let lambdas = options.lambdas {
      let watch = self
      let fit = try PenalizedFit(problem, penalty, lambdas: lambdas) { () throws(EvaluationError) in
        try watch.checkInterrupt()
      }
      model = PenalizedModel(
        fit: fit, choice: nil, blueprint: blueprint, formula: formula, offset: offset, leftOut: leftOut)
    } else {
      let (fit, choice) = try chosen(problem, penalty, folds: options.folds)
      model = PenalizedModel(
        fit: fit, choice: choice, blueprint: blueprint, formula: formula, offset: offset, leftOut: leftOut)
    }
    if model.fit.converged.contains(false) {
      let count = model.fit.converged.count { !$0 }
      note(
        FitNote.unsettled(
          "\(count) of \(model.fit.converged.count.counted("fit")) stopped before the conditions of a least value held: "
            + "the coefficients are near it, not at it."))
    }
    return model
  }

  /// The path of penalties, and the one that predicts held-out rows best.
  private mutating func chosen(
    _ problem: PenalizedProblem, _ penalty: Penalty, folds: Double
  ) throws(EvaluationError) -> (PenalizedFit, PenaltyChoice) {
    guard let count = Int(exactly: folds), count >= 2, count <= problem.rows else {
      throw FitError.folds(folds, rows: problem.rows).asEvaluation
    }
    let lambdas = problem.path(penalty)
    let order = random.permutation(problem.rows)
    let total = lambdas.count * (count + 1)
    let counter = self.count(.item, of: total)
    defer { stop(counter) }
    let watch = self
    var done = 0
    func checking() throws(EvaluationError) {
      try watch.checkInterrupt()
      done += 1
      counter(min(done, total))
    }
    let fit = try PenalizedFit(problem, penalty, lambdas: lambdas, checking: checking)
    let choice = try PenaltyChoice(
      problem, penalty, lambdas: lambdas, folds: count, order: order, checking: checking)
    return (fit, choice)
  }
}

extension Design {
  /// The columns but the intercept, and their names.
  var withoutIntercept: (Matrix, [String]) {
    let kept = terms.indices.filter { terms[$0] != 0 }
    let m = matrix
    let elements = kept.flatMap { m.elements[$0 * m.rows..<($0 + 1) * m.rows] }
    return (Matrix(rows: m.rows, columns: kept.count, elements: Array(elements)), kept.map { names[$0] })
  }
}
