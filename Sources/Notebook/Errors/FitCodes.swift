extension ErrorEntry {
  /// Fits with penalties, of any function, and local ones.
  static let fits: [ErrorEntry] = [
    .init(
      "E385", "no such penalty", "A penalty is a finite number from 0 on.", "ridge([1, 2, 3], [1, 2, 4], lambda = -1)"),
    .init(
      "E386", "no such mix", "The share of the absolute values in a penalty is from 0 to 1.",
      "elastic_net([1, 2, 3], [1, 2, 4], lambda = 1, mix = 2)"),
    .init(
      "E387", "no such number of folds", "Rows are held out in 2 parts or more, each with a row.",
      "lasso([1, 2, 3], [1, 2, 4])"),
    .init(
      "E388", "no place to start", "A nonlinear fit starts where the model is finite.",
      "nls((b, x) -> b[1] ./ (x - b[2]), [1, 2], [1, 2, 3], [1, 2, 3])"),
    .init(
      "E389", "the model does not fit the data", "A model gives a number for each response.",
      "nls((b, x) -> b, [1, 2], [1, 2, 3], [1, 2, 3])"),
    .init(
      "E390", "more parameters than rows", "As many rows as parameters at least determine them.",
      "nls((b, x) -> b[1] + b[2]*x, [1, 1], [1], [2])"),
    .init(
      "E391", "no such degree", "A polynomial's degree is whole, and below the number of different x.",
      "polyfit([1, 1, 2], [1, 2, 3], 2)"),
    .init(
      "E392", "no such span", "The share of the points that a place looks at is above 0 and holds several of them.",
      "loess([1, 2, 3], [1, 2, 4], 0)"),
    .init(
      "E393", "no model to fit", "A formula of a nonlinear model has its parameters in the start.",
      "nls(y ~ a*x, {c = 1}, table(x = [1, 2], y = [2, 3]))"),
    .init(
      "E394", "not what the model was fitted to", "New rows have the columns of the fit.",
      "predict(nls(y ~ a*x, {a = 1}, table(x = [1, 2], y = [2, 3])), [1, 2])"),
  ]
}
