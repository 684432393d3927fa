import Document
import Glibc
import LinearAlgebra
import Numerics

/// Counts that were cross-classified: whole numbers from 0 on, no row and no column empty.
public struct CountTable: Sendable {
  public let counts: Matrix
  public let rowNames: [String]
  public let columnNames: [String]
  /// The variables, where they have names.
  public let rowVariable: String
  public let columnVariable: String

  /// - Throws: `.counts`.
  public init(
    _ counts: Matrix, rows: [String] = [], columns: [String] = [], rowVariable: String = "",
    columnVariable: String = ""
  ) throws(TestError) {
    try Self.check(counts.elements)
    guard counts.rows >= 2, counts.columns >= 2 else {
      throw .counts("the table is \(counts.rows)×\(counts.columns); two rows and two columns are the least")
    }
    self.counts = counts
    rowNames = rows.isEmpty ? (1...counts.rows).map { "row \($0)" } : rows
    columnNames = columns.isEmpty ? (1...counts.columns).map { "column \($0)" } : columns
    (self.rowVariable, self.columnVariable) = (rowVariable, columnVariable)
    if let empty = rowSums.firstIndex(of: 0) { throw .counts("row \(empty + 1) of the table holds no count") }
    if let empty = columnSums.firstIndex(of: 0) { throw .counts("column \(empty + 1) of the table holds no count") }
  }

  static func check(_ counts: [Double]) throws(TestError) {
    for count in counts where !(count >= 0 && count == count.rounded() && count <= 0x1p53) {
      throw .counts("\(count.formatted()) is no count; counts are whole numbers from 0 on")
    }
    let total = Sums.sum(counts)
    guard total <= 0x1p53 else {
      throw .counts("the counts add up to \(total.formatted()), beyond which whole numbers are not told apart")
    }
  }

  public var total: Double { Sums.sum(counts.elements) }
  public var rowSums: [Double] { (0..<counts.rows).map { i in Sums.sum((0..<counts.columns).map { counts[i, $0] }) } }
  public var columnSums: [Double] {
    (0..<counts.columns).map { j in Sums.sum((0..<counts.rows).map { counts[$0, j] }) }
  }

  /// Row sum times column sum over the total.
  public var expected: Matrix {
    let (r, c, n) = (rowSums, columnSums, total)
    return Matrix(
      rows: counts.rows, columns: counts.columns, elements: c.flatMap { column in r.map { $0 * column / n } })
  }

  /// `gender by party`.
  var data: String { rowVariable.isEmpty ? "" : "\(rowVariable) by \(columnVariable)" }
}

/// Pearson's tests of counts.
/// - Source: Pearson 1900; Yates 1934 for the correction, as R applies it.
public enum ChiSquaredTest {
  /// Whether rows and columns are independent.
  /// - Parameters: `isCorrected` applies Yates' correction to a 2×2 table; `shuffles` asks for that many random tables
  ///   with the same margins instead of the χ² limit.
  /// - Throws: `.interrupted`, `.tooLarge`.
  public static func independence(
    _ table: CountTable, isCorrected: Bool = true, shuffles: Int? = nil, from random: inout RandomStream,
    isInterrupted: () -> Bool = { false }, _ options: TestOptions
  ) throws(TestError) -> TestResult {
    let (observed, expected) = (table.counts, table.expected)
    let isTwoByTwo = table.counts.rows == 2 && table.counts.columns == 2
    let gaps = zip(observed.elements, expected.elements).map { ($0 - $1).magnitude }
    let yates = isTwoByTwo && isCorrected && shuffles == nil ? min(0.5, gaps.max() ?? 0) : 0
    let statistic = Sums.sum(zip(gaps, expected.elements).map { max(0, $0 - yates) * max(0, $0 - yates) / $1 })
    let df = Double((observed.rows - 1) * (observed.columns - 1))
    let law = ChiSquared(trusted: df)
    var p = law.ccdf(statistic)
    if let shuffles {
      p = try Shuffling(table, statistic).chance(shuffles, from: &random, isInterrupted)
    }
    let plain = Sums.sum(zip(gaps, expected.elements).map { $0 * $0 / $1 })
    let smaller = Double(min(observed.rows, observed.columns) - 1)
    let cramer = (plain / (table.total * smaller)).squareRoot()
    var result = TestResult(
      test: yates > 0
        ? "χ² test of independence with Yates' correction"
        : "χ² test of independence" + (shuffles == nil ? "" : ", p from \(shuffles ?? 0) random tables"), symbol: "χ²",
      statistic: statistic, figures: [.init("df", df)], p: p, parameter: "", estimate: nil, level: options.level,
      effect: .init("Cramér's V", cramer),
      assumptions: shuffles == nil ? [Self.size(expected.elements), .independence] : [.independence],
      counts: [Int(table.total)],
      sentence: Self.sentence(table, p, cramer, options))
    result.data = options.data.isEmpty ? table.data : options.data
    let residuals = Self.residuals(table)
    result.details = [
      .init("expected", .matrix(expected, rows: table.rowNames, columns: table.columnNames), isShown: true),
      .init("residuals", .matrix(residuals.pearson, rows: table.rowNames, columns: table.columnNames)),
      .init("stdres", .matrix(residuals.standardized, rows: table.rowNames, columns: table.columnNames)),
      .init("observed", .matrix(observed, rows: table.rowNames, columns: table.columnNames)),
    ]
    let small = expected.elements.count { $0 < 5 }
    if shuffles == nil, small > 0 {
      result.notes.append(
        "\(small) of \(expected.elements.count) expected counts are below 5: chisq(…, simulate = 10000) or fisher do "
          + "without the χ² limit")
    }
    result.picture = NullPicture.chart(of: law, symbol: "χ²", statistic: statistic, p: p, .greater)
    return result
  }

  /// Whether counts have given shares.
  /// - Parameter shares: positive and of sum 1; equal ones where none are given.
  /// - Throws: `.counts`, `.lengths`, `.option`, `.interrupted`.
  public static func goodness(
    _ observed: [Double], shares: [Double]? = nil, names: [String] = [], shuffles: Int? = nil,
    from random: inout RandomStream, isInterrupted: () -> Bool = { false }, _ options: TestOptions
  ) throws(TestError) -> TestResult {
    try CountTable.check(observed)
    guard observed.count >= 2 else { throw .groupCount(got: observed.count, needed: "at least two") }
    let k = Double(observed.count)
    let shares = shares ?? observed.map { _ in 1 / k }
    guard shares.count == observed.count else { throw .lengths(observed.count, shares.count) }
    if let odd = shares.first(where: { !($0 > 0 && $0 <= 1) }) {
      throw .option(name: "p", value: odd, needed: "made of shares above 0")
    }
    guard (Sums.sum(shares) - 1).magnitude < 1e-8 else {
      throw .option(name: "p", value: Sums.sum(shares), needed: "of sum 1")
    }
    let total = Sums.sum(observed)
    guard total > 0 else { throw .counts("all counts are 0") }
    let expected = shares.map { $0 * total }
    func distance(_ counts: [Double]) -> Double {
      Sums.sum(zip(counts, expected).map { ($0 - $1) * ($0 - $1) / $1 })
    }
    let statistic = distance(observed)
    let law = ChiSquared(trusted: k - 1)
    var p = law.ccdf(statistic)
    if let shuffles {
      p = try Self.drawn(
        shuffles, total: total, shares: shares, statistic: statistic, from: &random, isInterrupted, distance)
    }
    let names = names.isEmpty ? (1...observed.count).map { "category \($0)" } : names
    let far = observed.indices.max { (observed[$0] - expected[$0]).magnitude < (observed[$1] - expected[$1]).magnitude }
    let place = far ?? 0
    var result = TestResult(
      test: "χ² test of given shares" + (shuffles == nil ? "" : ", p from \(shuffles ?? 0) random samples"),
      symbol: "χ²", statistic: statistic, figures: [.init("df", k - 1)], p: p, parameter: "", estimate: nil,
      level: options.level, effect: .init("Cohen's w", (statistic / total).squareRoot()),
      assumptions: shuffles == nil ? [Self.size(expected), .independence] : [.independence],
      counts: [Int(total)],
      sentence: "\(names[place].capitalisedFirst) was counted \(observed[place].formatted()) times, and "
        + "\(expected[place].inProse) were expected; over all \(observed.count) categories "
        + Sentences.verdict(p, options, size: "\(total.formatted()) observations") + ". "
        + (p < options.alpha ? "Do not rely on the assumed shares." : "Nothing here speaks against the assumed shares.")
    )
    result.data = options.data
    result.details = [
      .init("expected", .vector(expected), isShown: true),
      .init("residuals", .vector(zip(observed, expected).map { ($0 - $1) / $1.squareRoot() })),
      .init("groups", .texts(names)),
    ]
    result.picture = NullPicture.chart(of: law, symbol: "χ²", statistic: statistic, p: p, .greater)
    return result
  }

  private static func size(_ expected: [Double]) -> TestResult.Assumption {
    let least = expected.min() ?? 0
    return .size(
      "expected counts of at least 5", holds: least >= 5,
      evidence: "the smallest is \(least.formatted(digits: 3))")
  }

  private static func residuals(_ table: CountTable) -> (pearson: Matrix, standardized: Matrix) {
    let (e, r, c, n) = (table.expected, table.rowSums, table.columnSums, table.total)
    var (pearson, standardized) = (e, e)
    for i in 0..<e.rows {
      for j in 0..<e.columns {
        let gap = table.counts[i, j] - e[i, j]
        pearson[i, j] = gap / e[i, j].squareRoot()
        standardized[i, j] = gap / (e[i, j] * (1 - r[i] / n) * (1 - c[j] / n)).squareRoot()
      }
    }
    return (pearson, standardized)
  }

  private static func sentence(_ table: CountTable, _ p: Double, _ v: Double, _ options: TestOptions) -> String {
    let residuals = Self.residuals(table).standardized
    let far = residuals.elements.indices.max {
      residuals.elements[$0].magnitude < residuals.elements[$1].magnitude
    }
    let place = far ?? 0
    let (i, j) = (place % residuals.rows, place / residuals.rows)
    let word = table.counts[i, j] >= table.expected[i, j] ? "more" : "fewer"
    let strength = v < 0.1 ? "a weak" : v < 0.3 ? "a moderate" : "a strong"
    return
      "\(table.rowNames[i].capitalisedFirst) and \(table.columnNames[j]) met \(table.counts[i, j].formatted()) times, "
      + "\(word) than the \(table.expected[i, j].inProse) expected if rows and columns had nothing to do with each other; "
      + "over the whole table that is \(strength) link (V = \(v.formatted(digits: 2))), and "
      + Sentences.verdict(p, options, size: "\(table.total.formatted()) observations") + ". "
      + (p < options.alpha
        ? "Look at the cells that stand out before you act on it." : "More observations would show whether it is real.")
  }

  private static func drawn(
    _ count: Int, total: Double, shares: [Double], statistic: Double, from random: inout RandomStream,
    _ isInterrupted: () -> Bool, _ distance: ([Double]) -> Double
  ) throws(TestError) -> Double {
    try Shuffling.check(count, total)
    var cumulative: [Double] = []
    for share in shares { cumulative.append((cumulative.last ?? 0) + share) }
    var hits = 1
    for _ in 0..<count {
      if isInterrupted() { throw .interrupted }
      var counts = [Double](repeating: 0, count: shares.count)
      for _ in 0..<Int(total) {
        let u = random.uniform()
        counts[cumulative.firstIndex { u < $0 } ?? shares.count - 1] += 1
      }
      if distance(counts) >= statistic * (1 - 1e-9) { hits += 1 }
    }
    return Double(hits) / Double(count + 1)
  }
}

/// Random tables with the margins of a given one, by shuffling which row meets which column.
struct Shuffling {
  private let rows: [Int]
  private let columns: [Int]
  private let shape: (rows: Int, columns: Int)
  private let expected: [Double]
  private let statistic: Double

  init(_ table: CountTable, _ statistic: Double) throws(TestError) {
    try Self.check(1, table.total)
    rows = table.rowSums.enumerated().flatMap { Array(repeating: $0, count: Int($1)) }
    columns = table.columnSums.enumerated().flatMap { Array(repeating: $0, count: Int($1)) }
    shape = (table.counts.rows, table.counts.columns)
    expected = table.expected.elements
    self.statistic = statistic
  }

  static func check(_ count: Int, _ total: Double) throws(TestError) {
    guard count >= 1, count <= 10_000_000 else {
      throw .option(name: "simulate", value: Double(count), needed: "a whole number from 1 to 10 million")
    }
    guard total <= 1e7 else {
      throw .tooLarge(
        what: "\(total.formatted()) observations are long to shuffle", remedy: "the χ² limit, which is good there")
    }
  }

  /// The share of tables at least as far from independence, the observed one among them.
  func chance(
    _ count: Int, from random: inout RandomStream, _ isInterrupted: () -> Bool
  ) throws(TestError) -> Double {
    try chance(count, from: &random, isInterrupted) { counts in
      zip(counts, expected).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / $1.1 } >= statistic * (1 - 1e-9)
    }
  }

  func chance(
    _ count: Int, from random: inout RandomStream, _ isInterrupted: () -> Bool, where isFar: ([Double]) -> Bool
  ) throws(TestError) -> Double {
    try Self.check(count, Double(rows.count))
    var order = columns
    var hits = 1
    for _ in 0..<count {
      if isInterrupted() { throw .interrupted }
      for place in stride(from: order.count - 1, to: 0, by: -1) {
        order.swapAt(place, random.integer(below: place + 1))
      }
      var counts = [Double](repeating: 0, count: shape.rows * shape.columns)
      for (place, column) in order.enumerated() { counts[column * shape.rows + rows[place]] += 1 }
      if isFar(counts) { hits += 1 }
    }
    return Double(hits) / Double(count + 1)
  }
}
