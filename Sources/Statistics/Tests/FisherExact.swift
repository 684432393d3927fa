import Document
import Glibc
import LinearAlgebra
import Numerics

/// Fisher's exact test of independence in a table of counts.
/// - Source: Fisher 1935; the conditional estimate and its interval as in R; larger tables by summing over the columns,
///   after Mehta & Patel 1983.
public enum FisherExact {
  /// - Parameter shuffles: asks for that many random tables instead of all.
  /// - Throws: `.tooLarge` where there are too many tables, `.interrupted`, `.option`.
  public static func test(
    _ table: CountTable, shuffles: Int? = nil, from random: inout RandomStream, isInterrupted: () -> Bool = { false },
    _ options: TestOptions
  ) throws(TestError) -> TestResult {
    guard table.total <= 1e7 else {
      throw .tooLarge(
        what: "\(table.total.formatted()) observations are too many", remedy: "chisq, which is good there")
    }
    if table.counts.rows == 2, table.counts.columns == 2, shuffles == nil { return twoByTwo(table, options) }
    guard options.alternative == .twoSided else {
      throw .counts("a one-sided test needs a 2×2 table, and an exact p")
    }
    let p: Double
    if let shuffles {
      let logs = TableLaw.logFactorials(Int(table.total))
      func weight(_ counts: [Double]) -> Double { counts.reduce(0) { $0 - logs[Int($1)] } }
      let observed = weight(table.counts.elements)
      let edge = observed + 1e-7
      p = try Shuffling(table, 0).chance(shuffles, from: &random, isInterrupted) { weight($0) <= edge }
    } else {
      p = try TableLaw(table).chance(isInterrupted)
    }
    let size = "\(table.total.formatted()) observations"
    return TestResult(
      test: "Fisher's exact test" + (shuffles == nil ? "" : ", p from \(shuffles ?? 0) random tables"), symbol: "",
      statistic: nil, p: p, isExact: shuffles == nil, parameter: "", estimate: nil, level: options.level,
      effect: .init("Cramér's V", Self.cramer(table)), assumptions: [.independence], counts: [Int(table.total)],
      sentence: "If rows and columns had nothing to do with each other, a table as unusual as this would come up in "
        + "\((p * 100).formatted(digits: 2)) % of cases; " + Sentences.verdict(p, options, size: size) + ". "
        + (p < options.alpha
          ? "Look at the cells that stand out before you act on it."
          : "More observations would show whether it is real.")
    ).with(data: options.data.isEmpty ? table.data : options.data)
  }

  private static func twoByTwo(_ table: CountTable, _ options: TestOptions) -> TestResult {
    let law = OddsLaw(table)
    let p = law.chance(options.alternative)
    let odds = law.estimate
    let interval = law.interval(options)
    let size = "\(table.total.formatted()) observations"
    var result = TestResult(
      test: "Fisher's exact test", symbol: "", statistic: nil, p: p, isExact: true, alternative: options.alternative,
      parameter: "odds ratio", estimate: odds, interval: interval, level: options.level,
      effect: .init("Cramér's V", cramer(table)),
      assumptions: [.independence], counts: [Int(table.total)],
      sentence: "The odds of \(table.columnNames[0]) in \(table.rowNames[0]) are about \(odds.inProse) times those in "
        + "\(table.rowNames[1]) (\(Sentences.interval(interval, options))); "
        + Sentences.verdict(p, options, size: size) + ". "
        + (p < options.alpha
          ? "Act on it if odds so different matter." : "More observations would show whether the odds differ."))
    result.data = options.data.isEmpty ? table.data : options.data
    result.notes.append("the odds ratio is the conditional estimate; a d / (b c) of the sample is another")
    return result
  }

  private static func cramer(_ table: CountTable) -> Double {
    let expected = table.expected.elements
    let square = Sums.sum(zip(table.counts.elements, expected).map { ($0 - $1) * ($0 - $1) / $1 })
    return (square / (table.total * Double(min(table.counts.rows, table.counts.columns) - 1))).squareRoot()
  }
}

extension TestResult {
  func with(data: String) -> TestResult {
    var copy = self
    copy.data = data
    return copy
  }
}

/// The first cell of a 2×2 table with its margins, at any odds ratio: Fisher's noncentral hypergeometric law.
private struct OddsLaw {
  private let low: Int
  private let high: Int
  private let observed: Int
  /// The first column's sum, the second's less the first row's, and the first row's.
  private let first: Double
  private let spare: Double
  private let row: Double

  init(_ table: CountTable) {
    (first, row) = (table.columnSums[0], table.rowSums[0])
    spare = table.columnSums[1] - row
    low = Int(max(0, -spare))
    high = Int(min(row, first))
    observed = Int(table.counts[0, 0])
  }

  /// Masses of consecutive cells, the rest being 0 to the last digit.
  private struct Masses {
    let start: Int
    let values: [Double]

    func atMost(_ cell: Int) -> Double { Sums.sum(Array(values.prefix(max(0, cell - start + 1)))) }
    func atLeast(_ cell: Int) -> Double { Sums.sum(Array(values.dropFirst(max(0, cell - start)))) }
    subscript(cell: Int) -> Double { values.indices.contains(cell - start) ? values[cell - start] : 0 }
    var mean: Double {
      Double(start) + Sums.sum(values.enumerated().map { Double($0.offset) * $0.element })
    }
  }

  /// The mass of a cell over that of the cell before it.
  private func ratio(_ cell: Int, _ odds: Double) -> Double {
    let k = Double(cell)
    return (first - k + 1) / k * ((row - k + 1) / (spare + k)) * odds
  }

  /// From the likeliest cell on both ways, by ratios of neighbours, until a mass is 0: about forty standard deviations,
  /// however many cells there are.
  private func masses(_ logOdds: Double) -> Masses {
    let odds = exp(logOdds)
    var (mode, above) = (low, high + 1)
    while above - mode > 1 {
      let middle = mode + (above - mode) / 2
      if ratio(middle, odds) >= 1 { mode = middle } else { above = middle }
    }
    var (down, up): ([Double], [Double]) = ([], [1])
    var mass = 1.0
    for cell in stride(from: mode, to: low, by: -1) {
      mass /= ratio(cell, odds)
      if mass == 0 { break }
      down.append(mass)
    }
    mass = 1
    for cell in stride(from: mode + 1, through: high, by: 1) {
      mass *= ratio(cell, odds)
      if mass == 0 { break }
      up.append(mass)
    }
    let weights = down.reversed() + up
    let total = Sums.sum(weights)
    return Masses(start: mode - down.count, values: weights.map { $0 / total })
  }

  func chance(_ alternative: TestResult.Alternative) -> Double {
    let masses = masses(0)
    switch alternative {
    case .less: return min(1, masses.atMost(observed))
    case .greater: return min(1, masses.atLeast(observed))
    case .twoSided:
      let edge = masses[observed] * (1 + 1e-7)
      return min(1, Sums.sum(masses.values.filter { $0 <= edge }))
    }
  }

  /// The odds ratio under which the observed cell is the mean.
  var estimate: Double {
    if observed == low { return 0 }
    if observed == high { return .infinity }
    return exp(root { $0.mean - Double(observed) })
  }

  func interval(_ options: TestOptions) -> ClosedRange<Double> {
    func lower(_ alpha: Double) -> Double { observed == low ? 0 : exp(root { $0.atLeast(observed) - alpha }) }
    func upper(_ alpha: Double) -> Double { observed == high ? .infinity : exp(root { alpha - $0.atMost(observed) }) }
    switch options.alternative {
    case .twoSided: return lower(options.alpha / 2)...upper(options.alpha / 2)
    case .less: return 0...upper(options.alpha)
    case .greater: return lower(options.alpha)...Double.infinity
    }
  }

  /// Where what rises with the log odds is 0; within the odds that numbers can hold.
  private func root(_ f: (Masses) -> Double) -> Double {
    var (a, b) = (-1.0, 1.0)
    while f(masses(a)) > 0, a > -500 { a *= 2 }
    while f(masses(b)) < 0, b < 500 { b *= 2 }
    for _ in 0..<200 {
      let middle = a / 2 + b / 2
      guard middle > a, middle < b else { break }
      if f(masses(middle)) < 0 { a = middle } else { b = middle }
    }
    return a / 2 + b / 2
  }
}

/// All tables with given margins, summed column by column: what the columns before have left of the rows, and how likely
/// that was, is all that the columns after need to know.
private struct TableLaw {
  private let rows: [Int]
  private let columns: [Int]
  private let logs: [Double]
  /// log of the product of the margins' factorials over the total's.
  private let constant: Double
  private let edge: Double

  static func logFactorials(_ n: Int) -> [Double] { (0...max(n, 1)).map { lgamma(Double($0) + 1) } }

  init(_ table: CountTable) {
    // Fewer rows make fewer states, and columns are taken from the largest, which leaves the least to choose.
    let isTall = table.counts.rows > table.counts.columns
    let (r, c) = (table.rowSums.map { Int($0) }, table.columnSums.map { Int($0) })
    rows = (isTall ? c : r).sorted()
    columns = (isTall ? r : c).sorted(by: >)
    let logs = Self.logFactorials(Int(table.total))
    self.logs = logs
    constant = (r + c).reduce(0) { $0 + logs[$1] } - logs[Int(table.total)]
    edge = -table.counts.elements.reduce(0) { $0 + logs[Int($1)] } + 1e-7
  }

  private static let mostStates = 400_000
  private static let mostWork = 60_000_000

  private struct State: Hashable {
    let left: [Int]
    /// −log of the product of factorials so far, in steps of 1e-9: equal products meet here.
    let past: Int
  }

  /// P(a table at most as likely as the observed one).
  func chance(_ isInterrupted: () -> Bool) throws(TestError) -> Double {
    // Each state has the exact log of its product and how often it is met.
    var states: [State: (past: Double, ways: Double)] = [State(left: rows, past: 0): (0, 1)]
    var sure = 0.0
    var work = 0
    for (place, column) in columns.enumerated() {
      let rest = Array(columns[(place + 1)...])
      var next: [State: (past: Double, ways: Double)] = [:]
      for (state, (past, ways)) in states {
        if isInterrupted() { throw .interrupted }
        var choice = [Int](repeating: 0, count: state.left.count)
        try fill(&choice, 0, column, state.left, past, &work) { left, product in
          let bounds = bounds(left, rest)
          // Every way on is at most as likely as the observed table, or none is.
          if product - bounds.least <= edge {
            sure += ways * exp(constant + product + completions(left, rest))
          } else if product - bounds.most <= edge {
            let sorted = left.sorted()
            let key = State(left: sorted, past: Int((product * 1e9).rounded()))
            let known = next[key]
            next[key] = (product, (known?.ways ?? 0) + ways)
          }
        }
        guard next.count <= Self.mostStates, work <= Self.mostWork else {
          throw .tooLarge(
            what: "There are too many tables with these margins",
            remedy: "simulate = 10000, or chisq if the counts are large")
        }
      }
      states = next
    }
    return min(1, sure)
  }

  /// Every way to share a column out among what the rows have left.
  private func fill(
    _ choice: inout [Int], _ row: Int, _ rest: Int, _ left: [Int], _ product: Double, _ work: inout Int,
    _ body: ([Int], Double) -> Void
  ) throws(TestError) {
    work += 1
    guard work <= Self.mostWork else {
      throw .tooLarge(
        what: "There are too many tables with these margins",
        remedy: "simulate = 10000, or chisq if the counts are large")
    }
    if row == left.count - 1 {
      guard rest <= left[row] else { return }
      choice[row] = rest
      body(zip(left, choice).map { $0 - $1 }, product - logs[rest])
      return
    }
    let after = left[(row + 1)...].reduce(0, +)
    let (least, most) = (max(0, rest - after), min(rest, left[row]))
    guard least <= most else { return }
    for count in least...most {
      choice[row] = count
      try fill(&choice, row + 1, rest - count, left, product - logs[count], &work, body)
    }
  }

  /// log Σ over all ways on of the product of 1/x!: the number of words with both margins.
  private func completions(_ left: [Int], _ columns: [Int]) -> Double {
    let total = left.reduce(0, +)
    return logs[total] - left.reduce(0) { $0 + logs[$1] } - columns.reduce(0) { $0 + logs[$1] }
  }

  /// Bounds of Σ log x! over all ways on: from below by spreading evenly, which is least as log Γ is convex, from above
  /// by one cell taking all.
  private func bounds(_ left: [Int], _ columns: [Int]) -> (least: Double, most: Double) {
    guard !columns.isEmpty else { return (0, 0) }
    func spread(_ sums: [Int], over parts: Int) -> Double {
      sums.reduce(0) { $0 + Double(parts) * lgamma(Double($1) / Double(parts) + 1) }
    }
    let least = max(spread(left, over: columns.count), spread(columns, over: left.count))
    let most = min(left.reduce(0) { $0 + logs[$1] }, columns.reduce(0) { $0 + logs[$1] })
    // Halves have a log Γ below that of the whole numbers on either side: never below 0.
    return (max(0, least), most)
  }
}
