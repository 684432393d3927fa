import Document
import Evaluation
import LinearAlgebra
import Numerics
import Statistics
import Syntax
import Tables

private let penaltyFields = ["coef", "intercept", "lambda", "df", "r2", "fitted", "residuals", "converged", "names"]

private let penaltyDoc = """
  With one lambda, one fit; with a vector of them, a column of coef for each. Without lambda 100 of them are tried on \
  rows held out in turn (folds = 10, dealt at random from the notebook's seed): the result is the one that predicts \
  best, with lambda_1se, the largest whose error is within a standard error of the least, the path of all fits and cv. \
  Columns are brought to standard deviation 1 (dividing by n) unless standardise = false; coefficients are told for the \
  columns as they were given. The intercept is not penalised: X has none unless intercept = false says that there is to \
  be none; a formula leaves it out by - 1. Also for fewer rows than columns, and for dependent columns.
  """

/// Fits beyond the linear model: with penalties, of any function, local ones, and polynomials.
let models: [Builtin] = [
  Builtin(
    "ridge", summary: "Least squares with a penalty on the squares of the coefficients.",
    doc: "Makes ‖y − β₀ − Xβ‖² + λ‖β‖² least. \(penaltyDoc) elastic_net with mix = 0 and lambda = λ/n is the same fit.",
    facts: .init(
      "X m×n, y m, lambda → coef n, intercept; k lambdas → coef n×k",
      refuses: [
        "a penalty below 0": "ridge([1, 2, 3], [1, 2, 4], lambda = -1)",
        "lengths that differ": "ridge([1, 2, 3], [1, 2], lambda = 1)",
        "missing values": "ridge(y ~ x, table(x = [1, 2, missing], y = [1, 2, 4]), lambda = 1)",
      ], by: "one singular value decomposition for all penalties (LAPACK gesdd)", fields: penaltyFields),
    examples: [
      .init(
        "ridge([1 2; 2 1; 3 5; 4 3; 5 8], [3, 4, 9, 8, 14], lambda = 2, standardise = false).coef",
        "[1.01417, 0.987854]"),
      .init("ridge([1, 2, 3, 4], [2, 3, 5, 8], lambda = 0).intercept", "-0.5"),
    ], related: ["lasso", "elastic_net", "lstsq"],
    Form("X", "y", "lambda?", "standardise: true", "folds: 10", "intercept: true") {
      (context: inout Context, x: Columns<Matrix>, y: Vector, options: PenaltyOptions, intercept: Bool)
        throws(EvaluationError) in
      try context.penalised(x.matrix, y, .ridge, options, intercept: intercept)
    },
    Form("formula", "t", "lambda?", "standardise: true", "folds: 10", "na: \"keep\"") {
      (context: inout Context, formula: Formula, t: Table, options: PenaltyOptions, na: MissingValues)
        throws(EvaluationError) in
      try context.penalised(formula, t, .ridge, options, na)
    },
    Form("t", "formula", "lambda?", "standardise: true", "folds: 10", "na: \"keep\"") {
      (context: inout Context, t: Table, formula: Formula, options: PenaltyOptions, na: MissingValues)
        throws(EvaluationError) in
      try context.penalised(formula, t, .ridge, options, na)
    }),
  Builtin(
    "lasso",
    summary: "Least squares with a penalty on the absolute values of the coefficients, which leaves some at 0.",
    doc: """
      Makes 1/(2n) ‖y − β₀ − Xβ‖² + λ‖β‖₁ least, as glmnet and scikit-learn do; df counts the coefficients that are \
      not 0. \(penaltyDoc)
      """,
    facts: .init(
      "X m×n, y m, lambda → coef n, intercept; k lambdas → coef n×k",
      refuses: [
        "a penalty below 0": "lasso([1, 2, 3], [1, 2, 4], lambda = -1)",
        "more folds than rows": "lasso([1, 2, 3], [1, 2, 4])",
        "a number that is not finite": "lasso([1, inf, 3], [1, 2, 4], lambda = 1)",
      ],
      by:
        "coordinate descent (Friedman, Hastie & Tibshirani 2010), then solving for what is not 0; the conditions of a "
        + "least value hold to rounding",
      fields: penaltyFields),
    examples: [
      .init("lasso([1 2; 2 1; 3 5; 4 3; 5 8], [3, 4, 9, 8, 14], lambda = 1).df", "2"),
      .init("lasso([1, 2, 3, 4], [2, 3, 5, 8], lambda = 10).coef", "[0]"),
    ], related: ["ridge", "elastic_net"],
    Form("X", "y", "lambda?", "standardise: true", "folds: 10", "intercept: true") {
      (context: inout Context, x: Columns<Matrix>, y: Vector, options: PenaltyOptions, intercept: Bool)
        throws(EvaluationError) in
      try context.penalised(x.matrix, y, .elasticNet(mix: 1), options, intercept: intercept)
    },
    Form("formula", "t", "lambda?", "standardise: true", "folds: 10", "na: \"keep\"") {
      (context: inout Context, formula: Formula, t: Table, options: PenaltyOptions, na: MissingValues)
        throws(EvaluationError) in
      try context.penalised(formula, t, .elasticNet(mix: 1), options, na)
    },
    Form("t", "formula", "lambda?", "standardise: true", "folds: 10", "na: \"keep\"") {
      (context: inout Context, t: Table, formula: Formula, options: PenaltyOptions, na: MissingValues)
        throws(EvaluationError) in
      try context.penalised(formula, t, .elasticNet(mix: 1), options, na)
    }),
  Builtin(
    "elastic_net", summary: "Least squares with both penalties: absolute values and squares of the coefficients.",
    doc: """
      Makes 1/(2n) ‖y − β₀ − Xβ‖² + λ (mix ‖β‖₁ + (1 − mix)/2 ‖β‖²) least, as glmnet and scikit-learn do; mix = 1 is the \
      lasso. \(penaltyDoc)
      """,
    facts: .init(
      "X m×n, y m, lambda, mix → coef n, intercept; k lambdas → coef n×k",
      refuses: [
        "a mix outside [0, 1]": "elastic_net([1, 2, 3], [1, 2, 4], lambda = 1, mix = 2)",
        "a penalty below 0": "elastic_net([1, 2, 3], [1, 2, 4], lambda = -1)",
      ], by: "coordinate descent (Friedman, Hastie & Tibshirani 2010), then solving for what is not 0",
      fields: penaltyFields),
    examples: [
      .init(
        "elastic_net([1 2; 2 1; 3 5; 4 3; 5 8], [3, 4, 9, 8, 14], lambda = 0.5, standardise = false).coef",
        "[0.962172, 0.994683]")
    ], related: ["ridge", "lasso"],
    Form("X", "y", "lambda?", "standardise: true", "folds: 10", "mix: 0.5", "intercept: true") {
      (
        context: inout Context, x: Columns<Matrix>, y: Vector, options: PenaltyOptions, mix: Double, intercept: Bool
      ) throws(EvaluationError) in
      try context.penalised(x.matrix, y, .elasticNet(mix: mix), options, intercept: intercept)
    },
    Form("formula", "t", "lambda?", "standardise: true", "folds: 10", "mix: 0.5", "na: \"keep\"") {
      (context: inout Context, formula: Formula, t: Table, options: PenaltyOptions, mix: Double, na: MissingValues)
        throws(EvaluationError) in
      try context.penalised(formula, t, .elasticNet(mix: mix), options, na)
    },
    Form("t", "formula", "lambda?", "standardise: true", "folds: 10", "mix: 0.5", "na: \"keep\"") {
      (context: inout Context, t: Table, formula: Formula, options: PenaltyOptions, mix: Double, na: MissingValues)
        throws(EvaluationError) in
      try context.penalised(formula, t, .elasticNet(mix: mix), options, na)
    }),
  Builtin(
    "nls", summary: "The parameters of any function that bring it nearest to data, with their uncertainty.",
    doc: """
      model(b, x) takes the parameters as a vector and the whole x as it is given, and gives a number for each y: \
      b[1]*exp(-b[2]*x), with .* ./ .^ between vectors. One written for a single number, b[1]*x^b[2], which the whole x \
      does not fit, is called for each element, or each row of a matrix. A formula names its parameters in the start: \
      nls(y ~ a*exp(-b*x), {a = 1, b = 0.1}, t), where other names are columns of the table, or of the notebook. \
      Derivatives are exact by reverse mode, and differences where a function has none. Standard errors are those of the \
      model made linear at the end, intervals from Student's t. Not converged is a result: converged says so. Fields \
      also: path (residual sums of squares), derivatives.
      """,
    facts: .init(
      "model, start p, x, y n → coef p, se p, ci p×2, fitted n",
      refuses: [
        "more parameters than rows": "nls((b, x) -> b[1] + b[2]*x, [1, 1], [1], [2])",
        "no value at the start": "nls((b, x) -> b[1] ./ (x - b[2]), [1, 2], [1, 2, 3], [1, 2, 3])",
        "another length": "nls((b, x) -> b, [1, 2], [1, 2, 3], [1, 2, 3])",
        "a start without a place": "nls(y ~ a*x, {c = 1}, table(x = [1, 2], y = [2, 3]))",
      ], by: "Levenberg–Marquardt with Moré's scaling (1978), then Gauss–Newton to full precision",
      fields: ["coef", "se", "t", "p", "ci", "rss", "sigma", "df", "iterations", "converged", "fitted", "residuals"]),
    examples: [
      .init("nls((b, x) -> b[1]*exp(b[2]*x), [1, 0.5], [0, 1, 2, 3], [2, 3, 5, 8]).coef", "[1.92312, 0.475119]"),
      .init("nls(y ~ a*x, {a = 1}, table(x = [1, 2, 3], y = [2, 4, 7])).coef", "[2.21429]"),
    ], related: ["polyfit", "lstsq"],
    Form("model", "start", "x", "y", "iterations: 1000", "level: 0.95") {
      (
        context: inout Context, model: Function, start: StartVector, x: Value, y: Vector, iterations: Double,
        level: Double
      ) throws(EvaluationError) in
      try context.nonlinear(
        .function(model), from: start.values, names: start.values.indices.map { "b[\($0 + 1)]" },
        response: y.elements, over: try NoTable.table(), x: x, iterations: iterations, level: level)
    },
    Form("formula", "start", "[t]", "na: \"keep\"", "iterations: 1000", "level: 0.95") {
      (
        context: inout Context, formula: Formula, start: Record, t: Table?, na: MissingValues, iterations: Double,
        level: Double
      ) throws(EvaluationError) in
      try context.nonlinear(formula, start, over: t, missing: na, iterations: iterations, level: level)
    },
    Form("formula", "t", "start", "na: \"keep\"", "iterations: 1000", "level: 0.95") {
      (
        context: inout Context, formula: Formula, t: Table, start: Record, na: MissingValues, iterations: Double,
        level: Double
      ) throws(EvaluationError) in
      try context.nonlinear(formula, start, over: t, missing: na, iterations: iterations, level: level)
    },
    Form("t", "formula", "start", "na: \"keep\"", "iterations: 1000", "level: 0.95") {
      (
        context: inout Context, t: Table, formula: Formula, start: Record, na: MissingValues, iterations: Double,
        level: Double
      ) throws(EvaluationError) in
      try context.nonlinear(formula, start, over: t, missing: na, iterations: iterations, level: level)
    }),
  Builtin(
    "polyfit", summary: "The coefficients of the polynomial nearest to points, the constant first.",
    doc: """
      polyfit(x, y, 2) gives c with c[1] + c[2] x + c[3] x², which polyval(c, x) evaluates. Least squares in a basis that \
      is orthogonal over the x, in twice the working precision: nearly all digits are right even where powers of x would \
      lose them. There must be more different x than the degree.
      """,
    facts: .init(
      "x n, y n, degree k → k+1 coefficients",
      refuses: [
        "too few different x": "polyfit([1, 1, 2], [1, 2, 3], 2)", "degree not whole": "polyfit([1, 2], [1, 2], 0.5)",
        "lengths that differ": "polyfit([1, 2, 3], [1, 2], 1)",
      ], by: "orthogonal polynomials over the points (Forsythe 1957), in double-double arithmetic"),
    examples: [
      .init("polyfit([0, 1, 2, 3, 4, 5], [1, 2.2, 4.8, 9.9, 17.2, 26.1], 2)", "[1.06786, -0.0989286, 1.02321]")
    ], related: ["polyval", "nls", "lstsq"],
    Form("x", "y", "degree") {
      (context: inout Context, x: Vector, y: Vector, degree: Double) throws(EvaluationError) -> Vector in
      guard let k = Int(exactly: degree) else {
        throw FitError.degree(degree, needed: "a whole number from 0 on").asEvaluation
      }
      do throws(RegressionError) {
        let fit = try PolynomialFit(x: x.elements, y: y.elements, degree: k)
        context.note(FitNote.constantFirst(fit.written))
        return Vector(fit.coefficients)
      } catch { throw ModelError.regression(error).asEvaluation }
    }),
  Builtin(
    "polyval", summary: "The value of a polynomial given by its coefficients, the constant first.",
    doc: "polyval([1, 2, 3], x) is 1 + 2x + 3x², for a number or every element of an array, by Horner's rule.",
    facts: .init(
      "c k, x number or array → the shape of x",
      refuses: ["no numbers": "polyval([1, 2], \"a\")", "a matrix of them": "polyval([1 2; 3 4], 2)"],
      by: "Horner's rule"),
    examples: [.init("polyval([1, 2, 3], 2)", "17"), .init("polyval([1, 1], [1, 2])", "[2, 3]")],
    related: ["polyfit"],
    Form("c", "x") { (context: inout Context, c: PolynomialCoefficients, x: Value) throws(EvaluationError) -> Value in
      try context.polynomial(c.values, at: x)
    }),
  Builtin(
    "loess", summary: "A smooth curve through points: local regression.",
    doc: """
      At every place a polynomial of the degree (0, 1 or 2) is fitted to the nearest share of the points, span, which \
      count by the tricube of their distance; robust = true lets points far off count less, in four rounds. As R's loess \
      with surface = "direct", one to four predictors, which are divided by their trimmed standard deviations. Every \
      place costs a fit: the time grows with the square of the rows. parameters is the trace of the operator that takes \
      y to the fitted values.
      """,
    facts: .init(
      "x n or n×p, y n → fitted n",
      refuses: [
        "a span of 0": "loess([1, 2, 3], [1, 2, 4], 0)",
        "a neighbourhood of one place": "loess([1, 1, 2, 3], [1, 2, 3, 4], 0.5)",
        "another degree": "loess([1, 2, 3, 4], [1, 2, 4, 5], degree = 3)",
      ], by: "Cleveland & Devlin 1988; each local fit by singular values",
      fields: ["fitted", "residuals", "parameters", "sigma", "rss", "span", "degree", "robust", "weights", "names"]),
    examples: [.init("loess([1, 2, 3, 4, 5], [1, 4, 9, 16, 25], 1).fitted", "[1, 4, 9, 16, 25]")],
    related: ["polyfit", "nls"],
    Form("x", "y", "span = 0.75", "degree = 2", "robust: false") {
      (context: inout Context, x: Columns<Matrix>, y: Vector, options: LoessOptions) throws(EvaluationError) in
      let p = x.matrix.columns
      return try context.loess(x.matrix, y.elements, p == 1 ? ["x"] : (1...max(p, 1)).map { "x\($0)" }, options)
    },
    Form("formula", "t", "span = 0.75", "degree = 2", "robust: false", "na: \"keep\"") {
      (context: inout Context, formula: Formula, t: Table, options: LoessOptions, na: MissingValues)
        throws(EvaluationError) in
      try context.loess(formula, t, options, na)
    },
    Form("t", "formula", "span = 0.75", "degree = 2", "robust: false", "na: \"keep\"") {
      (context: inout Context, t: Table, formula: Formula, options: LoessOptions, na: MissingValues)
        throws(EvaluationError) in
      try context.loess(formula, t, options, na)
    }),
]

extension PolynomialFit {
  /// `1.07 − 0.0989 x + 1.02 x², R² 0.9995`
  fileprivate var written: String {
    var text = ""
    for (k, c) in coefficients.enumerated() {
      let size = c.magnitude.formatted()
      let sign = k == 0 ? (c < 0 ? "−" : "") : c < 0 ? " − " : " + "
      let power = k == 0 ? "" : k == 1 ? " x" : " x^\(k)"
      text += "\(sign)\(size)\(power)"
    }
    return r2.isNaN ? text : "\(text) · R² \(r2.formatted())"
  }
}
