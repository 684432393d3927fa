import Builtins
import Document
import Evaluation
import Syntax
import Tables
import Testing

/// Student's sleep data, `datasets::sleep` in R: extra hours of sleep with two drugs.
private let extra = [
  0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2, 1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4,
]

private func calculator(missing: Int = 0) throws -> Calculator {
  var calculator = Calculator()
  let shown = extra.enumerated().map { $0 < missing ? nil : Optional($1) }
  let table = try Table([
    ("extra", Column(shown)), ("group", Column((0..<20).map { $0 < 10 ? 1.0 : 2.0 })),
    ("drug", Column((0..<20).map { $0 < 10 ? "A" : "B" })),
  ])
  calculator.context.scope.bind(Name("sleep"), to: .table(table))
  return calculator
}

@Suite struct GroupTests {
  /// R 4.2.2: `t.test(extra ~ group, sleep)`.
  @Test(arguments: ["ttest(extra ~ group, sleep)", "ttest(sleep, extra ~ group)", "ttest(sleep, extra ~ drug)"])
  func formulaAndTableInEitherOrder(_ call: String) throws {
    var calculator = try calculator()
    let got = try calculator.numbers("t = \(call); [t.statistic, t.df, t.p, t.estimate]")
    let expected = [-1.8608134674868526, 17.776473516178495, 0.07939414018735826, -1.58]
    #expect(got.count == expected.count)
    for (g, e) in zip(got, expected) { #expect(isClose(g, e, rtol: 1e-12), "\(g) \(e)") }
  }

  @Test func formulasKnowTheParametersOfTheirFunction() throws {
    var calculator = try calculator()
    let got = try calculator.number("f(k) = ttest(extra * k ~ group, sleep).estimate; f(2)")
    #expect(isClose(got, -3.16, rtol: 1e-14))
  }

  @Test func misspeltColumnsLeadToTheRightOnes() throws {
    var calculator = try calculator()
    let report = try #require(calculator.failure("anova(extr ~ group, sleep)")?.report)
    #expect(report.code == "E370" && report.message.contains("extra"), "\(report)")
  }

  @Test func sayingNamesTheGroups() throws {
    var calculator = try calculator()
    guard case .text(let text) = try calculator("say(ttest(extra ~ group, sleep))") else {
      Issue.record("no text")
      return
    }
    #expect(
      text == "Extra is 1.58 higher on average in group 2 than in group 1 (95 % interval −0.205 to 3.37); with 10 in "
        + "each group this could be chance (p = 0.079). To settle a difference of this size, plan about 24 in each group."
    )
  }

  @Test func missingValuesAreNotDroppedUnasked() throws {
    var calculator = try calculator(missing: 2)
    #expect(calculator.failure("ttest(extra ~ group, sleep)")?.report.code == "E350")
    #expect(try calculator.numbers("ttest(extra ~ group, sleep, na = \"drop\").n") == [8, 10])
    guard case .text(let note) = try calculator("ttest(extra ~ group, sleep, na = \"drop\").notes[1]") else {
      Issue.record("no note")
      return
    }
    #expect(note == "2 rows with a missing value left out")
  }

  @Test(arguments: ["ttest(extra ~ group + drug, sleep)", "ttest(~ group, sleep)", "ttest(drug ~ group, sleep)"])
  func otherFormulasAreRefused(_ call: String) throws {
    var calculator = try calculator()
    #expect(calculator.failure(call)?.report.code == "E369", "\(call)")
  }
}
