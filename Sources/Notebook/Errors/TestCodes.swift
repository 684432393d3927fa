extension ErrorEntry {
  /// Hypothesis tests.
  static let tests: [ErrorEntry] = [
    .init(
      "E360", "missing values", "A test was given missing values and not told to leave them out.",
      "ttest([1, missing, 3])"),
    .init("E361", "too few values", "A sample is too small for the test.", "ttest([1])"),
    .init("E362", "nothing varies", "The data are constant or all tied.", "ttest([2, 2, 2])"),
    .init(
      "E363", "groups do not fit", "There are too few or too many groups, or pairs that do not pair.",
      "anova([1, 2, 3])"),
    .init("E364", "no such option of a test", "An option of a test is outside its range.", "ttest([1, 2], level = 2)"),
    .init("E365", "not a table of counts", "Counts are whole numbers from 0 on.", "chisq([1.5 2; 3 4])"),
    .init(
      "E366", "too much for this way", "An exact answer would take too long or does not exist.",
      "mannwhitney([1, 1], [1, 2], exact = true)"),
    .init("E367", "nothing to say", "The value has no sentence.", "say(3)"),
    .init("E368", "a test needs finite numbers", "A sample holds NaN or an infinity.", "ttest([1, inf, 2])"),
    .init("E369", "the formula does not fit the test", "A test of groups is told response ~ group.", nil),
  ]
}
