import Charts
import Document
import Evaluation
import LinearAlgebra
import Statistics
import Tables

/// Linear and generalized linear models.
let regression: [Builtin] = [
  Builtin(
    "lm", summary: "A linear model fitted by least squares, to a formula and a table or to a matrix.",
    doc: """
      Formulas are those of R: y ~ a + b, a:b for an interaction, a*b for a + b + a:b, (a + b + c)^2 for all pairs, . for \
      all other columns, - 1 without intercept, offset(…); any function of columns on either side, in which ^ * / work \
      element by element. x^2 of one variable is its square (R writes I(x^2)). Texts and truths are factors, and so is \
      factor(x); contrasts = "treatment" compares each level with the first, "sum" with the mean. Names that are no \
      columns are the notebook's. Without a table the names are vectors of the notebook. lm(X, y) takes the columns as \
      they are and adds no intercept. weights is a vector or the name of a column. Rows with something missing are refused, or left out and \
      counted with na = "drop". A column that depends on those before it gets no coefficient (missing), and a note says \
      so. level is that of ci. AIC and BIC count the residual variance as a parameter, as in R; without an intercept R² \
      is about 0.
      """,
    facts: .init(
      "formula and table, or X n×p and y n → linear model",
      refuses: [
        "missing values": "x = [1, missing, 3]; y = [1, 2, 4]; lm(y ~ x)",
        "a name that is no column": "y = [1, 2, 4]; lm(y ~ x_1)", "different lengths": "lm([1 1; 1 2; 1 3], [1, 2])",
      ],
      by: "Householder QR, columns that depend left out in their order, refined in twice the working precision; "
        + "1e-9 on NIST's Longley, 1e-7 on Filip", fields: LinearFit.names),
    examples: [
      .init("lm(dist ~ speed, data(\"cars\")).coef", "[-17.5791, 3.93241]"),
      .init("lm([1 1; 1 2; 1 3; 1 4], [1, 3, 2, 5]).fitted", "[1.1, 2.2, 3.3, 4.4]"),
      .init("(x = [1, 2, 3, 4]; y = [1, 3, 2, 5]; f(x, y) = lm(y ~ x); f(x, y).r2)", "0.691429"),
    ],
    related: ["glm", "predict", "robust_se", "diagnose", "say", "work"],
    Form("formula", "t", "weights?", "na: \"keep\"", "contrasts: \"treatment\"", "level: 0.95") {
      (context: inout Context, formula: Formula, table: Table, options: ModelOptions) throws(EvaluationError) in
      try context.linearFit(formula, table, options)
    } work: { (context: inout Context, formula: Formula, table: Table, options: ModelOptions) throws(EvaluationError) in
      try context.linearFit(formula, table, options).worked(in: context)
    },
    Form("t", "formula", "weights?", "na: \"keep\"", "contrasts: \"treatment\"", "level: 0.95") {
      (context: inout Context, table: Table, formula: Formula, options: ModelOptions) throws(EvaluationError) in
      try context.linearFit(formula, table, options)
    } work: { (context: inout Context, table: Table, formula: Formula, options: ModelOptions) throws(EvaluationError) in
      try context.linearFit(formula, table, options).worked(in: context)
    },
    Form("formula", "weights?", "na: \"keep\"", "contrasts: \"treatment\"", "level: 0.95") {
      (context: inout Context, formula: Formula, options: ModelOptions) throws(EvaluationError) in
      try context.linearFit(formula, nil, options)
    } work: { (context: inout Context, formula: Formula, options: ModelOptions) throws(EvaluationError) in
      try context.linearFit(formula, nil, options).worked(in: context)
    },
    Form("X", "y", "weights?", "level: 0.95") {
      (context: inout Context, x: Columns<Matrix>, y: Vector, weights: WeightsArgument?, level: Level)
        throws(EvaluationError) in
      try context.linearFit(x.matrix, y, weights: weights, level: level.value)
    } work: {
      (context: inout Context, x: Columns<Matrix>, y: Vector, weights: WeightsArgument?, level: Level)
        throws(EvaluationError) in
      try context.linearFit(x.matrix, y, weights: weights, level: level.value).worked(in: context)
    }),
  Builtin(
    "glm", summary: "A generalized linear model fitted by maximum likelihood.",
    doc: """
      Formulas and tables as for lm. family is "binomial" (0 and 1, truths, texts of two kinds of which the second \
      counts as 1, or shares with weights = the numbers of trials), "poisson", "gaussian" or "gamma"; the links are logit \
      probit cloglog log identity, log identity sqrt, identity log inverse, and inverse log identity, the first being \
      used unless link says otherwise. offset is a vector added to the linear predictor; exposure is offset(log(n)) in \
      the formula. p-values are of z for binomial and poisson, of t with the estimated dispersion for the others. \
      Residuals are those of the deviance. A column that separates the outcomes is named in a note: its coefficient has no \
      finite estimate.
      """,
    facts: .init(
      "formula and table, or X n×p and y n → generalized linear model",
      refuses: [
        "a response of no such family": "glm([1; 1; 1], [1, 2, 3], family = \"binomial\")",
        "a link of another family": "glm([1; 1; 1], [1, 2, 3], family = \"poisson\", link = \"logit\")",
      ], by: "Fisher scoring, the last step by Householder QR (McCullagh & Nelder 1989)",
      fields: [
        "coef", "se", "z", "p", "ci", "deviance", "null_deviance", "df", "aic", "bic", "loglik", "iterations",
        "converged", "dispersion", "null_df", "fitted", "residuals", "leverage", "cooks", "names", "covariance",
        "family",
        "link", "left_out",
      ]),
    examples: [
      .init("glm([1 0; 1 0; 1 1; 1 1], [2, 4, 5, 9], family = \"poisson\").fitted", "[3, 3, 7, 7]"),
      .init("glm([1; 1; 1; 1], [1, 0, 1, 1], family = \"binomial\").coef", "[1.09861]"),
    ],
    related: ["lm", "predict", "diagnose", "say"],
    Form(
      "formula", "t", "family:", "link?", "offset?", "weights?", "na: \"keep\"", "contrasts: \"treatment\"",
      "level: 0.95"
    ) {
      (context: inout Context, formula: Formula, table: Table, family: FamilyOptions, options: ModelOptions)
        throws(EvaluationError) in
      try context.generalizedFit(formula, table, family, options)
    },
    Form(
      "t", "formula", "family:", "link?", "offset?", "weights?", "na: \"keep\"", "contrasts: \"treatment\"",
      "level: 0.95"
    ) {
      (context: inout Context, table: Table, formula: Formula, family: FamilyOptions, options: ModelOptions)
        throws(EvaluationError) in
      try context.generalizedFit(formula, table, family, options)
    },
    Form(
      "formula", "family:", "link?", "offset?", "weights?", "na: \"keep\"", "contrasts: \"treatment\"", "level: 0.95"
    ) {
      (context: inout Context, formula: Formula, family: FamilyOptions, options: ModelOptions)
        throws(EvaluationError) in
      try context.generalizedFit(formula, nil, family, options)
    },
    Form("X", "y", "family:", "link?", "offset?", "weights?", "level: 0.95") {
      (
        context: inout Context, x: Columns<Matrix>, y: Outcomes, family: FamilyOptions, weights: WeightsArgument?,
        level: Level
      ) throws(EvaluationError) in
      try context.generalizedFit(x.matrix, y.numbers, family, weights: weights, level: level.value)
    }),
  Builtin(
    "predict", summary: "What a model says of rows, with an interval for each.",
    doc: """
      new is a table with the columns the formula uses (a record is a row of it), or a matrix where the model was fitted to one; without it the \
      rows of the fit are predicted. interval = "confidence" is about the mean of such rows, "prediction" about one more \
      row. Levels that the fit never saw and missing columns are refused by name. Of a generalized linear model type is \
      "response" or "link", and the interval is that of the mean. A ridge, lasso or elastic net gives fit alone, with a \
      column for each lambda; nls has intervals by the delta method, loess those of the curve.
      """,
    facts: .init(
      "model, new → {fit, lower, upper}, an element for each row",
      refuses: ["another number of columns": "predict(lm([1 1; 1 2; 1 4], [1, 2, 3]), [1 2 3; 1 2 4])"],
      by: "x'b ± t·s·√(x'(X'X)⁻¹x), with 1 more under the root for one more row", fields: ["fit", "lower", "upper"]),
    examples: [
      .init("predict(lm(dist ~ speed, data(\"cars\")), table(speed = [10, 20])).fit", "[21.745, 61.0691]"),
      .init("predict(lm([1 1; 1 2; 1 3; 1 4], [1, 3, 2, 5]), [1 5]).fit", "[5.5]"),
      .init("predict(lm([1 1; 1 2; 1 3; 1 4], [1, 3, 2, 5]), [1 5], interval = \"prediction\").upper", "[13.4045]"),
    ],
    related: ["lm", "glm"],
    Form("m", "[new]", "interval: \"confidence\"", "level: 0.95") {
      (context: inout Context, fit: LinearFit, new: NewRows?, interval: Prediction.Interval, level: Level)
        throws(EvaluationError) in
      let rows = try fit.source.columns(of: new, in: &context) ?? (fit.model.design.matrix, fit.model.offset)
      return fit.model.predict(rows.matrix, offset: rows.offset, interval: interval, level: level.value).record
    },
    Form("m", "[new]", "type: \"response\"", "level: 0.95") {
      (context: inout Context, fit: GeneralizedFit, new: NewRows?, scale: PredictionScale, level: Level)
        throws(EvaluationError) in
      let rows = try fit.source.columns(of: new, in: &context) ?? (fit.model.design.matrix, fit.model.offset)
      return fit.model.predict(rows.matrix, offset: rows.offset, level: level.value, isLink: scale == .link).record
    }, ModelPredictions.penalised, ModelPredictions.nonlinear, ModelPredictions.local),
  Builtin(
    "robust_se", summary: "Standard errors that hold when the spread of the residuals differs from row to row.",
    doc: """
      One for each coefficient. type = "HC0" is White's estimator, "HC1" multiplies it by n/(n − p), "HC2" divides each \
      squared residual by 1 − its leverage, "HC3" by that squared.
      """,
    facts: .init(
      "linear model → vector", refuses: ["no such type": "robust_se(lm([1 1; 1 2; 1 4], [1, 2, 3]), type = \"HC9\")"],
      by: "the sandwich (X'X)⁻¹X'DX(X'X)⁻¹ (MacKinnon & White 1985)"),
    examples: [.init("robust_se(lm([1; 1; 1; 1], [1, 3, 2, 6]), type = \"HC0\")", "[0.935414]")],
    related: ["lm"],
    Form("m", "type: \"HC3\"") { (fit: LinearFit, kind: RobustErrors) in
      Value.estimates(fit.model.robust(kind).standardErrors)
    }),
  Builtin(
    "diagnose", summary: "The charts that show what is wrong with a fitted model.",
    doc: """
      Residuals against fitted values (a curve or a funnel speaks against the model), standardised residuals against \
      normal quantiles (they should lie on the line), and against leverage (rows far right and far from 0 make the fit).
      """,
    facts: .init(
      "model → chart", refuses: ["no model": "diagnose([1, 2, 3])"],
      by: "standardised by s√(1 − h), plotting positions as R's ppoints", fields: ["title"]),
    examples: [.init("diagnose(lm([1 1; 1 2; 1 3; 1 4], [1, 3, 2, 5]))", "chart")], related: ["lm", "glm", "plot"],
    Form("m", "title?", "x?", "y?", "width?", "height?", "log?") { (fit: LinearFit, axes: ChartAxes) in
      fit.model.diagnosticChart(axes.options)
    },
    Form("m", "title?", "x?", "y?", "width?", "height?", "log?") { (fit: GeneralizedFit, axes: ChartAxes) in
      fit.model.diagnosticChart(axes.options)
    }),
]

/// Where a prediction of a generalized linear model is told.
enum PredictionScale: String, Choice {
  case response, link
}

/// Outcomes as numbers, or as truths of which true counts as 1.
struct Outcomes: ArgumentType {
  let numbers: [Double]

  static let needed = "a vector of numbers or truths"

  static func decode(_ value: Value) -> Outcomes? {
    guard let column = Column(value), column.missingCount == 0 else { return nil }
    switch column.storage {
    case .numbers(let x): return Outcomes(numbers: x)
    case .truths(let t): return Outcomes(numbers: t.map { $0 ? 1 : 0 })
    default: return nil
    }
  }
}
