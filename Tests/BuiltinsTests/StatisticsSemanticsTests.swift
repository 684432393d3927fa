import Builtins
import Document
import Evaluation
import Testing

/// What the numbers of descriptive statistics come with: what is said of missing values, ties, and resamples.
@Suite struct StatisticsSemanticsTests {
  /// An input, its value, and the remark it leaves.
  static let remarks: [(input: String, value: String, says: [String])] = [
    ("mean([1, missing, 3])", "missing", ["W342", "1 of 3 values"]),
    ("mean([1, missing, 3], na = \"drop\")", "2", ["W341", "left out 1 of 3"]),
    ("median([1, missing, 3, missing])", "missing", ["W342", "2 of 4"]),
    ("quantile([4, missing, 2], 0.5, na = \"drop\")", "3", ["W341", "1 of 3"]),
    ("cor([1, 2, missing, 4], [1, missing, 3, 5])", "missing", ["W342", "2 of 4 pairs"]),
    ("cor([1, 2, missing, 4], [1, 2, 3, 4], na = \"drop\")", "1", ["W341", "1 of 4 pairs"]),
    ("mode([2, 2, 1, 1, 3])", "1", ["W343", "2 values", "2 times"]),
    ("sum([1, missing, 3], na = \"drop\")", "4", ["W341", "1 of 3"]),
    ("prod([2, missing, 3], na = \"drop\")", "6", ["W341", "1 of 3"]),
    ("min([2, missing, 3], na = \"drop\")", "2", ["W341", "1 of 3"]),
    ("max([2, missing, missing], na = \"drop\")", "2", ["W341", "2 of 3"]),
    ("argmin([2, missing, 1], na = \"drop\")", "3", ["W341", "1 of 3"]),
    ("argmax([missing, 2, 1], na = \"drop\")", "2", ["W341", "1 of 3"]),
    ("count([true, missing, false], na = \"drop\")", "1", ["W341", "1 of 3 truths"]),
    ("sum([1, missing, 3])", "missing", ["W342", "1 of 3"]),
  ]

  @Test(arguments: remarks) func isSaid(input: String, value: String, says: [String]) throws {
    var calculator = Calculator()
    #expect(try calculator(input).written() == value)
    let note = try #require(calculator.context.notes.first)
    let text = "\(note.code) \(note.message)"
    for words in says { #expect(text.contains(words), "\(text)") }
    #expect(calculator.context.notes.count == 1)
  }

  /// One meaning has one code, whoever refuses, and `na` means the same to tests and models.
  static let oneCode: [(code: String, inputs: [String])] = [
    (
      "E350",
      [
        "ttest([1, missing, 3])", "ttest([1, missing, 3], na = \"keep\")", "ci([1, missing, 3])",
        "fit(Normal, [1, missing])", "y = [1, 2, 3]; x = [1, missing, 3]; lm(y ~ x)",
        "y = [1, 2, 3]; x = [1, missing, 3]; lm(y ~ x, na = \"keep\")", "acf([1, missing, 2, 4])",
      ]
    ),
    ("E351", ["ttest([1])", "var([1])", "kurtosis([1, 2], type = 2)"]),
    ("E353", ["ttest([1, inf, 2])", "cor([1, inf, 2], [1, 2, 4])", "y = [1, inf, 3]; x = [1, 2, 3]; lm(y ~ x)"]),
    ("E354", ["ttest([2, 2, 2])", "cor([1, 1, 1], [1, 2, 3])"]),
    (
      "E202",
      [
        "ttest([1, 2], level = 2)", "anova([1, 2], [2, 4], level = 0)", "chisq([1 2; 3 4], level = 1)",
        "ci([1, 2], level = 2)", "prop_test(1, 3, level = 2)", "cor_test([1, 2, 3], [1, 3, 2], level = 2)",
        "bootstrap(mean, [1, 2, 3], level = 2)", "update(Beta(1, 1), successes = 1, trials = 2, level = 2)",
        "y = [1, 2, 4]; x = [1, 2, 3]; lm(y ~ x, level = 2)",
      ]
    ),
  ]

  @Test(arguments: oneCode) func oneMeaningHasOneCode(code: String, inputs: [String]) {
    for input in inputs {
      var calculator = Calculator()
      let found = calculator.failure(input)?.report.code
      #expect(found == code, "\(input): \(found ?? "no refusal")")
    }
  }

  /// A number that is none is not a missing one.
  @Test func missingIsCountedByItsMarks() throws {
    var calculator = Calculator()
    let report = calculator.failure("cor_test([1, nan, 3, 4], [1, 2, missing, 4])")?.report
    #expect(report?.code == "E350" && report?.message.contains("1 of the 4") == true, "\(String(describing: report))")
    #expect(calculator.context.notes.isEmpty)
    // Without the missing pair the number that is none is still there.
    let left = calculator.failure("cor_test([1, nan, 3, 4, 5], [1, 2, missing, 4, 6], na = \"drop\")")?.report
    #expect(left?.code == "E353" && calculator.context.notes.map(\.code) == ["W341"])
  }

  @Test func lawsAreCalledByTheirNames() throws {
    var calculator = Calculator()
    #expect(try calculator("say(kstest([1, 2, 3], Normal(2, 1)))").written().contains("those of Normal(2, 1)"))
    guard case .truth(let isExact) = try calculator("kstest([1, 2, 3], Poisson(2)).exact") else {
      Issue.record("no truth")
      return
    }
    #expect(!isExact)
  }

  @Test func nothingIsSaidOfWholeData() throws {
    var calculator = Calculator()
    _ = try calculator("x = [3, 1, 2]; [mean(x), median(x), var(x), cor(x, [1, 2, 5]), mode([1, 1, 2])]")
    #expect(calculator.context.notes.isEmpty)
  }

  static let refusals: [(input: String, code: String, says: String)] = [
    ("ci([1, missing, 3, 4])", "E350", "1 of the 4"), ("cor_test([1, 2, missing], [1, 2, 3])", "E350", "na = \"drop\""),
    ("bootstrap(mean, [1, missing, 3])", "E350", "1 of the 3"), ("var([1])", "E351", "at least 2"),
    ("quantile([1, 2], -0.1)", "E352", "from 0 to 1"), ("ci(5, 3)", "E352", "from 0 to n"),
    ("skew([1, inf, 2])", "E353", "Inf"), ("cor([1, 2, 3], [4, 4, 4])", "E354", "y is the same"),
    ("bootstrap(x -> [x; x], [1, 2, 3])", "E355", "6-vector"), ("power_test(n = 3)", "E356", "effect, power"),
    ("power_test(effect = 0.2, power = 0.01)", "E357", "No n gives"), ("harmonic_mean([2, -1])", "E358", "-1"),
    ("acf([1, missing, 3], 1)", "E350", "1 of the 3"), ("bootstrap(mean, [1, 2, 3], 5)", "E352", "100"),
  ]

  @Test(arguments: refusals) func isRefused(input: String, code: String, says: String) throws {
    var calculator = Calculator()
    let found = calculator.failure(input)
    let failure = try #require(found)
    #expect(failure.report.code == code && failure.report.message.contains(says), "\(failure.report)")
  }

  /// A function of one's own sees the resamples that the built-in one does, so that their replicates are the same.
  @Test func ownFunctionsSeeTheSameResamples() throws {
    for statistic in ["median", "mean", "std"] {
      var (one, other) = (Calculator(), Calculator())
      let quick = try one.numbers("bootstrap(\(statistic), [3, 1, 4, 1.5, 9, 2, 6], 200).replicates")
      let plain = try other.numbers("bootstrap(v -> \(statistic)(v), [3, 1, 4, 1.5, 9, 2, 6], 200).replicates")
      #expect(quick.count == 200 && plain.count == 200)
      for (a, b) in zip(quick, plain) { #expect((a - b).magnitude < 1e-13) }
    }
  }

  @Test func rowsAreDrawnWhole() throws {
    var calculator = Calculator()
    // Both columns are the same, so that every resample that varies correlates perfectly.
    let r = try calculator.numbers("bootstrap(A -> cor(A[:, 1], A[:, 2]), [1 1; 2 2; 3 3], 300).replicates")
    #expect(r.allSatisfy { $0 == 1 })
    // 3 of 27 resamples repeat one row three times, and have no correlation.
    let lost = try calculator.number("bootstrap(A -> cor(A[:, 1], A[:, 2]), [1 1; 2 2; 3 3], 3000).lost")
    #expect(r.count < 300 && lost > 230 && lost < 440, "\(lost)")
  }

  @Test func shufflesRepeatBySeed() throws {
    var (one, other) = (Calculator(), Calculator())
    let call = "permutation_test(1:20, (1:20) .+ 3, n = 500).p"
    let p = try one.number(call)
    #expect(try other.number(call) == p)
    // Monte Carlo and the t-test's 0.117 agree within three standard errors of 500 shuffles.
    #expect((p - 0.117).magnitude < 3 * (0.117 * 0.883 / 500).squareRoot())
  }

  @Test func resultsSayThemselves() throws {
    var calculator = Calculator()
    for (input, words) in [
      ("ci(90, 100)", "82.6 %"), ("ci([1, 2, 3])", "The mean is 2"),
      ("power_test(effect = 0.5, power = 0.8)", "plan 64 observations in each group"),
      ("permutation_test([1, 2, 3], [4, 5, 6])", "this could be luck"), ("prop_test(15, 25)", "15 of 25 succeeded"),
      ("cor_test([1, 2, 3, 4], [1, 3, 2, 4])", "rise together"),
    ] {
      let said = try calculator("say(\(input))").written()
      #expect(said.contains(words), "\(said)")
    }
  }
}
