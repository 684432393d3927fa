import Charts
import LinearAlgebra

/// What a hypothesis test found.
public struct TestResult: Sendable {
  /// One number of the test with its name, in the order it is told.
  public struct Quantity: Sendable {
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

  /// More than one number that belongs to the result.
  public struct Detail: Sendable {
    public enum Content: Sendable {
      case vector([Double])
      /// With the names of its rows and columns, where they have some.
      case matrix(Matrix, rows: [String], columns: [String])
      case texts([String])
      case number(Double)
    }

    /// The field: `expected`, `means`.
    public let name: String
    public let content: Content
    /// Whether it is part of the display and not of the fields alone.
    public let isShown: Bool

    public init(_ name: String, _ content: Content, isShown: Bool = false) {
      (self.name, self.content, self.isShown) = (name, content, isShown)
    }
  }

  /// `Welch's t-test`.
  public var test: String
  /// What the statistic is called where it is printed: `t`, `χ²`, `W`.
  public var symbol: String
  /// `nil` where the test has none: Fisher's works on the table itself.
  public var statistic: Double?
  /// Degrees of freedom and whatever else belongs to the test.
  public var figures: [Quantity]
  public var p: Double
  /// Whether p is the exact one and not a limit's.
  public var isExact: Bool
  public var alternative: Alternative
  /// The parameter that was tested: `difference of means`.
  public var parameter: String
  /// `nil` where the test estimates nothing.
  public var estimate: Double?
  /// The interval of the estimate at `level`; `nil` where the test has none.
  public var interval: ClosedRange<Double>?
  public var level: Double
  /// `Cohen's d` and its value; `nil` where there is none.
  public var effect: Quantity?
  public var assumptions: [Assumption]
  /// How many elements were used, group by group.
  public var counts: [Int]
  /// One sentence without jargon: the number, its uncertainty, and what to do.
  public var sentence: String?
  /// What was compared, as it was asked for: `extra ~ group`; empty for vectors.
  public var data: String = ""
  public var details: [Detail] = []
  /// What else there is to know: how many missing values were left out, ties, an approximation.
  public var notes: [String] = []
  /// The groups as boxes, or the law under the hypothesis with the observed statistic.
  public var picture: Chart?

  public init(
    test: String, symbol: String, statistic: Double?, figures: [Quantity] = [], p: Double, isExact: Bool = false,
    alternative: Alternative = .twoSided, parameter: String, estimate: Double?, interval: ClosedRange<Double>? = nil,
    level: Double = 0.95, effect: Quantity? = nil, assumptions: [Assumption], counts: [Int], sentence: String?
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
