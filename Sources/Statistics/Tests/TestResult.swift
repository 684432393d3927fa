/// What a hypothesis test found.
public struct TestResult: Sendable {
  /// One number of the test with its name, in the order it is told.
  public struct Figure: Sendable {
    /// The field: `df`, `df1`, `ss_between`.
    public let name: String
    public let value: Double

    public init(_ name: String, _ value: Double) { (self.name, self.value) = (name, value) }
  }

  /// What must hold for the p-value to mean what it says, and whether the data bear it out.
  public struct Assumption: Sendable {
    public enum Verdict: Sendable {
      /// A check ran and found nothing against it.
      case plausible
      /// A check ran and speaks against it.
      case doubtful
      /// Nothing in the data can tell.
      case unchecked
    }

    /// `the differences are normal`.
    public let statement: String
    public let verdict: Verdict
    /// The check and what it gave: `Shapiro–Wilk W 0.93, p 0.41`; how the data came about where none can be made.
    public let evidence: String

    public init(_ statement: String, _ verdict: Verdict, evidence: String) {
      (self.statement, self.verdict, self.evidence) = (statement, verdict, evidence)
    }
  }

  public enum Alternative: String, Sendable, CaseIterable {
    case twoSided = "two-sided"
    case less, greater
  }

  /// `Welch's t-test`.
  public var test: String
  /// What the statistic is called where it is printed: `t`, `χ²`, `W`.
  public var symbol: String
  public var statistic: Double
  /// Degrees of freedom and whatever else belongs to the test.
  public var figures: [Figure]
  public var p: Double
  /// Whether p is the exact one and not a limit's.
  public var isExact: Bool
  public var alternative: Alternative
  /// The parameter that was tested: `difference of means`.
  public var parameter: String
  public var estimate: Double
  /// The interval of the estimate at `level`; `nil` where the test has none.
  public var interval: ClosedRange<Double>?
  public var level: Double
  /// `Cohen's d` and its value; `nil` where there is none.
  public var effect: Figure?
  public var assumptions: [Assumption]
  /// How many elements were used, group by group.
  public var counts: [Int]
  /// One sentence without jargon: the number, its uncertainty, and what to do.
  public var sentence: String

  public init(
    test: String, symbol: String, statistic: Double, figures: [Figure] = [], p: Double, isExact: Bool = false,
    alternative: Alternative = .twoSided, parameter: String, estimate: Double, interval: ClosedRange<Double>? = nil,
    level: Double = 0.95, effect: Figure? = nil, assumptions: [Assumption], counts: [Int], sentence: String
  ) {
    self.test = test
    self.symbol = symbol
    self.statistic = statistic
    self.figures = figures
    self.p = p
    self.isExact = isExact
    self.alternative = alternative
    self.parameter = parameter
    self.estimate = estimate
    self.interval = interval
    self.level = level
    self.effect = effect
    self.assumptions = assumptions
    self.counts = counts
    self.sentence = sentence
  }
}
