import Document
import Evaluation
import LinearAlgebra
import Statistics
import Tables

/// `anova(m)`: what each term explains, in order.
let anovaOfLinearModel = Form("m") { (fit: LinearFit) throws(EvaluationError) -> Table in
  let rows = fit.model.anova.rows
  return Table(uniform: [
    ("term", Column(rows.map(\.name))), ("df", Column(rows.map { Double($0.df) })), ("ss", Column(rows.map(\.amount))),
    ("ms", Column(rows.map { $0.df > 0 ? $0.amount / Double($0.df) : nil })), ("f", .present(rows.map(\.statistic))),
    ("p", .present(rows.map(\.p))),
  ])
}

/// `anova(smaller, larger)`: what the larger model explains beyond the smaller one.
let anovaOfLinearModels = Form("m", "larger") { (a: LinearFit, b: LinearFit) throws(EvaluationError) -> Table in
  let (first, second) = a.model.df >= b.model.df ? (a, b) : (b, a)
  try requireSame(first.model.response, second.model.response)
  guard let comparison = ModelComparison(first.model, second.model) else {
    throw ModelError.notNested(
      "Both models have \(first.model.df.counted("residual degree", plural: "residual degrees")) "
        + "of freedom, or the larger has none: there is nothing to compare."
    ).asEvaluation
  }
  return Table(uniform: [
    ("model", Column([first.model.title, second.model.title])),
    ("res_df", Column([Double(comparison.residualDF.smaller), Double(comparison.residualDF.larger)])),
    ("rss", Column([comparison.rss.smaller, comparison.rss.larger])), ("df", Column([nil, Double(comparison.df)])),
    ("ss", Column([nil, comparison.rss.smaller - comparison.rss.larger])), ("f", .present([.nan, comparison.f])),
    ("p", .present([.nan, comparison.p])),
  ])
}

/// `anova(g)`: the deviance each term takes off, in order.
let anovaOfGeneralizedModel = Form("m") { (fit: GeneralizedFit) throws(EvaluationError) -> Table in
  let rows: [ModelAnova.Row]
  do throws(RegressionError) { rows = try fit.model.anova().rows } catch {
    throw ModelError.regression(error).asEvaluation
  }
  return Table(uniform: [
    ("term", Column(rows.map(\.name))), ("df", Column(rows.map { Double($0.df) })),
    ("deviance", Column(rows.map(\.amount))),
    (fit.model.family.hasKnownDispersion ? "chi2" : "f", .present(rows.map(\.statistic))),
    ("p", .present(rows.map(\.p))),
  ])
}

/// `anova(smaller, larger)` of generalized linear models.
let anovaOfGeneralizedModels = Form("m", "larger") {
  (a: GeneralizedFit, b: GeneralizedFit) throws(EvaluationError) -> Table in
  let (first, second) = a.model.df >= b.model.df ? (a.model, b.model) : (b.model, a.model)
  try requireSame(first.response, second.response)
  guard first.family == second.family, first.link == second.link, let row = first.compared(with: second) else {
    throw ModelError.notNested("The models must be of one family and link, and one have more coefficients.")
      .asEvaluation
  }
  return Table(uniform: [
    ("model", Column([first.title, second.title])), ("res_df", Column([Double(first.df), Double(second.df)])),
    ("deviance", Column([first.deviance, second.deviance])), ("df", Column([nil, Double(row.df)])),
    (first.family.hasKnownDispersion ? "chi2" : "f", .present([.nan, row.statistic])), ("p", .present([.nan, row.p])),
  ])
}

/// `ci(m)`: an interval for each coefficient, at any level.
let intervalsOfLinearModel = Form("m", "level: 0.95") { (fit: LinearFit, level: Level) -> Value in
  .intervals(fit.model.estimates.intervals(level: level.value))
}

/// `ci(g)`: Wald's intervals.
let intervalsOfGeneralizedModel = Form("m", "level: 0.95") { (fit: GeneralizedFit, level: Level) -> Value in
  .intervals(fit.model.estimates.intervals(level: level.value))
}

/// Models of different rows cannot be compared.
private func requireSame(_ a: [Double], _ b: [Double]) throws(EvaluationError) {
  guard a == b else {
    throw ModelError.notNested("The models do not explain the same numbers: fit both to the same rows.").asEvaluation
  }
}

extension Column {
  /// Numbers, missing where there is none.
  fileprivate static func present(_ values: [Double]) -> Column { Column(values.map { $0.isNaN ? nil : $0 }) }
}
