import LinearAlgebra

/// The variables of a model with their values: what a formula and a table become, and what every model is fitted to.
public struct Frame: Sendable {
  public enum Values: Sendable {
    case numbers([Double])
    /// Several columns that belong together.
    case columns([[Double]])
    case factor(Factor)
  }

  public struct Variable: Sendable {
    /// The expression it came from: `log(dose)`.
    public let label: String
    public let values: Values

    public init(_ label: String, _ values: Values) { (self.label, self.values) = (label, values) }
  }

  /// What is explained; `nil` where rows are only to be predicted.
  public var response: Variable?
  public var variables: [Variable]
  public var terms: Terms
  public var contrasts: Contrasts
  /// Added to the linear predictor as it is.
  public var offset: [Double]?
  /// How much each row counts; `nil` when all count the same.
  public var weights: [Double]?
  public var rows: Int
  /// Rows left out because something in them is missing.
  public var leftOut: Int

  public init(
    response: Variable?, variables: [Variable], terms: Terms, contrasts: Contrasts = .treatment,
    offset: [Double]? = nil, weights: [Double]? = nil, rows: Int, leftOut: Int = 0
  ) {
    self.response = response
    self.variables = variables
    self.terms = terms
    self.contrasts = contrasts
    self.offset = offset
    self.weights = weights
    self.rows = rows
    self.leftOut = leftOut
  }

  /// The response as numbers.
  /// - Throws: `.noResponse`; `.responseKind` of a factor or of several columns.
  public func target() throws(FrameError) -> [Double] {
    guard let response else { throw .noResponse }
    guard case .numbers(let y) = response.values else { throw .responseKind(response.label) }
    return y
  }
}

/// Why a formula and a table give no frame, or a frame no design.
public enum FrameError: Error, Hashable, Sendable {
  case noResponse
  /// The response is no column of numbers.
  case responseKind(String)
  case unseenLevels(label: String, unseen: [String], known: [String])
  /// A factor that has one level tells rows apart no better than the intercept.
  case oneLevel(label: String, level: String)
  /// A response of more than two kinds where two are needed.
  case tooManyOutcomes(label: String, levels: [String])
  /// The formula stands for more products of variables than anyone means.
  case tooManyTerms(most: Int)
  /// The columns would not fit in memory.
  case tooLarge(columns: Double)
}

/// The columns a model's coefficients belong to.
public struct Design: Sendable {
  /// `(intercept)`, `speed`, `region[west]`, `speed:region[west]`.
  public let names: [String]
  public let matrix: Matrix
  /// The term of each column; 0 is the intercept.
  public let terms: [Int]
  /// The terms' own names, without the intercept: `speed`, `region`, `speed:region`.
  public let termNames: [String]
  /// Whether an intercept is among the columns: R² then is about the mean.
  public let hasIntercept: Bool
  /// The columns that tell levels apart: there is no unit more of them.
  public let levelColumns: Set<Int>

  public init(
    names: [String], matrix: Matrix, terms: [Int], termNames: [String], hasIntercept: Bool, levelColumns: Set<Int> = []
  ) {
    self.names = names
    self.matrix = matrix
    self.terms = terms
    self.termNames = termNames
    self.hasIntercept = hasIntercept
    self.levelColumns = levelColumns
  }

  /// Columns given as they are. One that is constant, and not 0, is the intercept.
  public init(_ matrix: Matrix, names: [String]) {
    let m = matrix.rows
    var constant: Int?
    for j in 0..<matrix.columns where constant == nil && m > 0 {
      let column = matrix.elements[j * m..<(j + 1) * m]
      if let first = column.first, first != 0, column.allSatisfy({ $0 == first }) { constant = j }
    }
    let terms = (0..<matrix.columns).map { j in j == constant ? 0 : j + 1 - (constant.map { $0 < j ? 1 : 0 } ?? 0) }
    let own = names.enumerated().filter { $0.offset != constant }.map(\.element)
    self.init(names: names, matrix: matrix, terms: terms, termNames: own, hasIntercept: constant != nil)
  }
}
