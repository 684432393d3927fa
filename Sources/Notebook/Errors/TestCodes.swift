extension ErrorEntry {
  /// Hypothesis tests.
  static let tests: [ErrorEntry] = [
    .init(
      "E363", "groups do not fit", "There are too few or too many groups, or pairs that do not pair.",
      "anova([1, 2, 3])"),
    .init("E365", "not a table of counts", "Counts are whole numbers from 0 on.", "chisq([1.5 2; 3 4])"),
    .init(
      "E366", "too much for this way", "An exact answer would take too long or does not exist.",
      "mannwhitney([1, 1], [1, 2], exact = true)"),
    .init("E367", "nothing to say", "The value has no sentence.", "say(3)"),
    .init("E369", "the formula does not fit the test", "A test of groups is told response ~ group.", nil),
  ]
}
