/// One thing an inspection of a table found.
public struct Finding: Hashable, Sendable {
  public enum Severity: String, Sendable, CaseIterable, Comparable {
    /// Results would be wrong or mean something else.
    case matters
    /// Somebody who knows the data should look.
    case look
    /// Good to know; no fault.
    case note

    public static func < (a: Severity, b: Severity) -> Bool { a.place < b.place }

    private var place: Int {
      switch self {
      case .matters: 0
      case .look: 1
      case .note: 2
      }
    }
  }

  public enum Problem: String, Sendable, CaseIterable {
    case missing = "missing values"
    case missingCode = "codes for missing"
    case duplicateRows = "duplicate rows"
    case duplicateColumns = "duplicate columns"
    case constant
    case nearlyConstant = "nearly constant"
    case mixedTypes = "mixed types"
    case dateFormats = "dates in several formats"
    case spellings = "spellings of one name"
    case damagedText = "damaged text"
    case notFinite = "not finite"
    case outliers
    case impossible = "impossible values"
    case zeros = "zeros for missing"
    case leakage
    case identifier
    case imbalance
    case population = "unlike the population"
  }

  public let problem: Problem
  public let severity: Severity
  public let columns: [String]
  /// How many cells or rows are touched; 0 where the column as a whole is.
  public let count: Int
  /// The rows that are touched, from 1, ascending; empty where the column as a whole is.
  public let rows: [Int]
  /// What was seen, in a sentence.
  public let message: String
  public let mend: Mend?

  public init(
    _ problem: Problem, _ severity: Severity, columns: [String], count: Int? = nil, rows: [Int] = [],
    _ message: String, mend: Mend? = nil
  ) {
    (self.problem, self.severity, self.columns, self.rows) = (problem, severity, columns, rows)
    self.count = count ?? rows.count
    self.message = message
    self.mend = mend
  }
}

/// What to do about a finding.
public enum Mend: Hashable, Sendable {
  /// Leave out the rows in which one of these is missing.
  case dropMissing([String])
  case dropColumns([String])
  /// Keep one of each group of equal rows.
  case dropDuplicates
  /// Leave out these rows, from 1.
  case dropRows([Int])
  /// Make cells of a column missing that are outside a range.
  case blankOutside(String, ClosedRange<Double>)
  /// Make cells of a column missing that are this number, or this text.
  case blankNumber(String, Double)
  case blankTexts(String, [String])
  /// Write each of these texts of a column as another.
  case respell(String, [Respelling])
  case readNumbers(String)
  /// `monthFirst`: whether 3/4 is March.
  case readDates(String, monthFirst: Bool)
  /// Show these rows, from 1; whether they are wrong is not for a machine to say.
  case show([Int])
  /// Show how often each value of a column occurs.
  case count(String)

  public struct Respelling: Hashable, Sendable {
    public let from: String
    public let to: String
  }
}
