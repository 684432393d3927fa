extension ErrorEntry {
  static let descriptive: [ErrorEntry] = [
    .init(
      "E350", "missing values", "A test, a fit or an interval leaves missing values out only when told so.",
      "ci([1, missing, 3])"),
    .init(
      "E351", "too few values", "The statistic or the test is not defined of so few.", "kurtosis([1, 2], type = 2)"),
    .init("E352", "outside its range", "An option is outside its interval.", "quantile([1, 2], 1.5)"),
    .init(
      "E353", "not a finite number", "Data of a statistic, a test or a fit hold NaN or an infinity.",
      "cor([1, 2, inf], [1, 2, 3])"),
    .init(
      "E354", "nothing varies", "The data are constant or all tied, and the answer divides by their spread.",
      "cor([1, 1, 1], [1, 2, 3])"),
    .init(
      "E355", "a number is needed of each resample", "A statistic that is resampled gives one number.",
      "bootstrap(x -> x, [1, 2, 3])"),
    .init(
      "E356", "one of four must be left out", "Power, size, effect and level determine one another.",
      "power_test(effect = 0.5)"),
    .init(
      "E357", "no such plan", "No value of what is left out gives this power.", "power_test(effect = 0, power = 0.8)"),
    .init("E358", "a value that does not belong", "The statistic has no place for a value.", "geometric_mean([1, -2])"),
  ]
}
