import Document
import LinearAlgebra
import Numerics
import Statistics
import Testing

/// What tests of hypotheses refuse, say and can be asked to stop; their figures stand among the reference rows.
@Suite struct HypothesisTests {
  private func sample(_ name: String, _ x: [Double]) throws -> Observations { try Observations(name, x) }

  /// Whole numbers are not told apart beyond 2⁵³, and a larger total has no place in an `Int`.
  @Test func countsThatAddUpToTooMuchAreRefused() throws {
    var random = RandomStream(seed: 1)
    let options = try TestOptions()
    let cells = [Double](repeating: 9e15, count: 33 * 33)
    #expect(throws: TestError.self) { try CountTable(Matrix(rows: 33, columns: 33, elements: cells)) }
    #expect(throws: TestError.self) {
      try ChiSquaredTest.goodness([Double](repeating: 9e15, count: 1100), from: &random, options)
    }
    #expect(throws: TestError.self) { try McNemar.test([9e15, 1, 2, 9e15], rows: 2, options) }
    let result = try ChiSquaredTest.goodness([0x1p52, 0x1p52], from: &random, options)
    #expect(result.p == 1 && result.counts == [1 << 53])
  }

  /// Means 6 and 2, both of variance 1: against a difference of 3 they are 1 standard deviation off, and Cohen's tables
  /// (*Statistical Power Analysis*, table 2.4.1) have 17 in each group for d = 1 and a power of 0.8.
  @Test func theEffectIsMeasuredFromTheDifferenceAssumed() throws {
    let result = try TTest.twoSample(
      sample("a", [5, 6, 7]), sample("b", [1, 2, 3]), mu: 3, TestOptions())
    #expect((try #require(result.effect).value - 1).magnitude < 1e-15)
    let said = try #require(result.sentence)
    #expect(said.contains("plan about 17 in each group"), "\(said)")
    // Hedges' factor for 4 degrees of freedom: Γ(2) / (√2 Γ(3/2)) = √(2/π).
    guard case .number(let g) = result.details.first(where: { $0.name == "hedges_g" })?.content else {
      Issue.record("no Hedges' g")
      return
    }
    #expect((g - (2 / Double.pi).squareRoot()).magnitude < 1e-14)
  }

  /// n for a power of 0.8 at α = 0.05, two-sided: Cohen 1988, tables 2.4.1 (two groups).
  @Test(arguments: [(0.2, 394), (0.5, 64), (0.8, 26), (1.2, 12)])
  func plansAreCohens(_ effect: Double, _ n: Int) throws {
    // Differences of the effect in standard deviations, with spread 1 and too few values to settle it.
    let half = 0.5.squareRoot()
    let result = try TTest.twoSample(
      sample("a", [effect + half, effect - half]), sample("b", [half, -half]), TestOptions())
    let said = try #require(result.sentence)
    #expect(said.contains("plan about \(n) in each group"), "\(said)")
  }

  /// They vary, though their squares are 0 or infinite.
  @Test(arguments: [1e-200, 1e200]) func valuesWithoutSquaresAreNotCalledEqual(_ unit: Double) throws {
    let x = try sample("x", [unit, 2 * unit, 3 * unit])
    let alone = #expect(throws: TestError.self) { try TTest.oneSample(x, TestOptions()) }
    let both = #expect(throws: TestError.self) { try TTest.twoSample(x, x, TestOptions()) }
    for error in [alone, both] {
      guard case .tooLarge = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
  }

  /// 1e19 observations in all have no place in an `Int`.
  @Test func largePlansAreTold() throws {
    let plan = try Power(
      .anova, effect: 1e-7, n: nil, power: 0.8, alpha: 0.05, alternative: .twoSided, parts: 9e8)
    #expect(plan.n * 9e8 > 1e19 && plan.sentence?.isEmpty == false && !plan.document.blocks.isEmpty)
  }

  /// 61 of 100 against a half: p = 0.0352 (SciPy 1.17.1, binomtest).
  @Test func sentencesKnowTheLevel() throws {
    func said(_ level: Double) throws -> String {
      try #require(
        TestResult.binomial(61, of: 100, p: 0.5, alternative: .twoSided, level: level).sentence)
    }
    #expect(try said(0.95).contains("hardly come by chance"))
    #expect(try said(0.99).contains("this could be chance"))
    #expect(try said(0.9999).contains("99.99 % interval"))
  }

  @Test func correlationsFallInPlainWords() throws {
    let result = try TestResult.correlation(
      [1, 2, 3, 4, 5], [9, 7, 8, 3, 2], .pearson, alternative: .twoSided, level: 0.95)
    #expect(result.sentence?.hasPrefix("One strongly falls as the other rises, correlation") == true)
  }

  @Test func longWorkCanBeStopped() throws {
    let options = try TestOptions()
    let (x, y) = (try sample("x", [1, 2, 2, 4]), try sample("y", [2, 3, 5, 6]))
    #expect(throws: TestError.interrupted) { try TukeyHSD([x, y], options, isInterrupted: { true }) }
    #expect(throws: TestError.interrupted) { try MannWhitney.test(x, y, isInterrupted: { true }, options) }
    #expect(throws: TestError.interrupted) { try Wilcoxon.test(x, isInterrupted: { true }, options) }
    #expect(throws: SampleError.interrupted) {
      try Adjustment.hommel.adjusted([0.1, 0.2, 0.3, 0.4], isInterrupted: { true })
    }
    #expect(throws: SampleError.interrupted) {
      try Autocorrelation.coefficients([1, 3, 2, 5], lags: 2, isInterrupted: { true })
    }
  }

  /// Two groups: the range of two normal numbers is √2 times the size of their difference in standard errors, so that
  /// P(Q > q) = 2 P(T > q/√2), whatever the degrees of freedom.
  @Test(arguments: [1.0, 2, 5, 30, 1000])
  func theRangeOfTwoIsStudents(_ df: Double) throws {
    let (range, student) = (try StudentizedRange(groups: 2, df: df), try StudentT(df: df))
    for q in [0.1, 1, 2.5, 4, 8, 20, 60] {
      let expected = 2 * student.ccdf(q / 2.0.squareRoot())
      let got = range.ccdf(q)
      #expect((got - expected).magnitude <= 1e-12 * expected, "\(q): \(got) is not \(expected)")
    }
  }

  /// P(Q > q) by mpmath 1.4.1 with 25 digits: Gauss and Legendre's rule on 11 by 13 pieces, 15 nodes each; where 12 nodes
  /// give another twelfth digit the tolerance is wider.
  @Test(arguments: [
    (3, 4.0, 3.5, 0.13955399135853044, 1e-12),
    (3, 30.0, 1.0, 0.7611959232709278, 1e-12),
    (3, 30.0, 5.0, 0.0037340038670743974, 1e-12),
    (5, 10.0, 0.5, 0.99608096943856663, 1e-12),
    (5, 10.0, 4.0, 0.10195490527413592, 1e-12),
    (5, 10.0, 9.0, 0.00060614893027283247, 1e-12),
    (10, 60.0, 3.0, 0.5204184842745476, 1e-12),
    (10, 60.0, 7.0, 0.00025804544701604511, 1e-12),
    (4, 20.0, 3.5, 0.094958450546299909, 1e-12),
    (30, 12.0, 6.0, 0.097567986496762635, 1e-11),
    (30, 12.0, 11.0, 0.00075058087207788055, 1e-11),
  ])
  func rangesAgreeWithManyDigits(_ groups: Int, _ df: Double, _ q: Double, _ expected: Double, _ rtol: Double) throws {
    let law = try StudentizedRange(groups: groups, df: df)
    let got = law.ccdf(q)
    #expect((got - expected).magnitude <= rtol * expected, "\(got) is not \(expected)")
    #expect((law.upperQuantile(expected) - q).magnitude <= 1e-10 * q)
  }
}
