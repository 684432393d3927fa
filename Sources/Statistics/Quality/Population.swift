import Document
import Glibc
import Tables

/// What is known of the population that a table should stand for.
public enum Population: Sendable {
  /// Another sample of it, with columns of the same names.
  case table(Table)
  /// Column by column, what is known of it.
  case facts([(column: String, fact: Fact)])

  public enum Fact: Sendable {
    /// The share of each category, by its text; truths are `true` and `false`.
    case shares([(name: String, share: Double)])
    /// Mean and standard deviation of a number.
    case moments(mean: Double, sd: Double)
  }
}

/// Why a table cannot be compared with a population.
public enum PopulationError: Error, Hashable, Sendable {
  /// No column of the population's is in the table.
  case nothingInCommon([String])
  case noColumn(String, known: [String])
  /// Shares that are negative or not numbers, or do not come to 1 (or 100) together.
  case shares(String, sum: Double)
  case deviation(String, Double)
  /// A mean that is not finite.
  case mean(String, Double)
  /// The column holds another kind than what is known is about.
  case kind(String, needed: String)
}

extension Quality {
  /// Adds where the table is unlike its population: categories by χ² (levels expected fewer than five times are pooled),
  /// numbers by Kolmogorov–Smirnov, or by a z-test against a mean. A difference is one when its p-value, times the number
  /// of columns compared, is below 0.01; it matters when it is also large: 5 points of a share, 0.1 of a distribution,
  /// or 0.2 standard deviations of a mean.
  /// - Source: Stephens 1970 for the limit of Kolmogorov–Smirnov with its correction for small samples.
  public mutating func compare(_ table: Table, with population: Population) throws(PopulationError) {
    var differences: [Difference] = []
    switch population {
    case .table(let other):
      let common = table.names.filter { name in other[name]?.kind == table[name]?.kind }
      guard !common.isEmpty else { throw .nothingInCommon(other.names) }
      for name in common {
        guard let mine = table[name], let theirs = other[name] else { continue }
        if mine.kind == .number {
          differences += [Difference(name, mine.present, against: theirs.present)].compactMap { $0 }
        } else if let sample = mine.levels, let whole = theirs.levels {
          differences += Difference.levels(
            name, sample, population: whole.map { ($0.name, Double($0.count)) }, isSample: true)
        }
      }
    case .facts(let facts):
      for (name, fact) in facts {
        guard let column = table[name] else { throw .noColumn(name, known: table.names) }
        differences += try Self.differences(name, column, fact)
      }
    }
    add(differences.compactMap { $0.finding(among: differences.count) })
  }

  private static func differences(
    _ name: String, _ column: Column, _ fact: Population.Fact
  ) throws(PopulationError) -> [Difference] {
    switch fact {
    case .shares(let shares):
      guard let sample = column.levels else { throw .kind(name, needed: "texts or truths") }
      let sum = shares.reduce(0) { $0 + $1.share }
      guard shares.allSatisfy({ $0.share >= 0 }), (sum - 1).magnitude < 0.005 || (sum - 100).magnitude < 0.5 else {
        throw .shares(name, sum: sum)
      }
      return Difference.levels(name, sample, population: shares.map { ($0.name, $0.share / sum) }, isSample: false)
    case .moments(let mean, let sd):
      guard column.kind == .number else { throw .kind(name, needed: "numbers") }
      guard sd > 0, sd.isFinite else { throw .deviation(name, sd) }
      guard mean.isFinite else { throw .mean(name, mean) }
      return [Difference(name, column.present, mean: mean, sd: sd)].compactMap { $0 }
    }
  }
}

/// A column of the sample beside the population.
private struct Difference {
  let column: String
  let p: Double
  let isLarge: Bool
  /// Rows concerned, from 1.
  var rows: [Int] = []
  let words: String

  func finding(among count: Int) -> Finding? {
    guard p * Double(count) < 0.01 else { return nil }
    return Finding(
      .population, isLarge ? .matters : .look, columns: [column], rows: rows, words, mend: nil)
  }

  private init(_ column: String, p: Double, isLarge: Bool, _ words: String) {
    (self.column, self.p, self.isLarge, self.words) = (column, p, isLarge, words)
  }

  /// Two samples of numbers, by the greatest distance of their distributions.
  init?(_ name: String, _ sample: [Double], against population: [Double]) {
    guard sample.count >= 8, population.count >= 8 else { return nil }
    let distance = Self.distance(sample.sorted(), population.sorted())
    let size = (Double(sample.count) * Double(population.count) / Double(sample.count + population.count)).squareRoot()
    let p = Self.kolmogorov((size + 0.12 + 0.11 / size) * distance)
    let (mine, theirs) = (Self.mean(sample), Self.mean(population))
    let verb = mine > theirs ? "more" : "less"
    self.init(
      name, p: p, isLarge: distance >= 0.1,
      "\(name) is unlike the population: \(mine.formatted(digits: 4)) on average, \((mine - theirs).magnitude.formatted(digits: 4)) "
        + "\(verb) than there (Kolmogorov–Smirnov D \(distance.formatted(digits: 3)), p \(Self.written(p)))."
    )
  }

  /// A sample of numbers and the mean it should have.
  init?(_ name: String, _ sample: [Double], mean: Double, sd: Double) {
    guard sample.count >= 2 else { return nil }
    let mine = Self.mean(sample)
    let z = (mine - mean) / (sd / Double(sample.count).squareRoot())
    let p = erfc(z.magnitude / 2.0.squareRoot())
    self.init(
      name, p: p, isLarge: (mine - mean).magnitude >= 0.2 * sd,
      "\(name) is \(mine.formatted(digits: 4)) on average, and \(mean.formatted(digits: 4)) in the population "
        + "(z \(z.formatted(digits: 3)), p \(Self.written(p)))."
    )
  }

  /// Categories by how often they occur. Those the population does not have are told apart.
  /// - Parameter isSample: whether the population's numbers are counts, uncertain themselves.
  static func levels(
    _ name: String, _ sample: [(name: String, count: Int, rows: [Int])], population: [(name: String, weight: Double)],
    isSample: Bool
  ) -> [Difference] {
    let whole = population.reduce(0) { $0 + $1.weight }
    let known = Set(population.filter { $0.weight > 0 }.map(\.name))
    var result: [Difference] = []
    let strange = isSample ? [] : sample.filter { !known.contains($0.name) }
    if !strange.isEmpty {
      let names = strange.prefix(5).map { "\"\($0.name)\"" }.joined(separator: ", ")
      var difference = Difference(
        name, p: 0, isLarge: true, "\(name) has values that the population does not have: \(names).")
      difference.rows = strange.flatMap(\.rows).sorted()
      result.append(difference)
    }
    let counts = Dictionary(sample.map { ($0.name, $0.count) }) { first, _ in first }
    let names = population.map(\.name) + (isSample ? sample.map(\.name).filter { !known.contains($0) } : [])
    let weights = Dictionary(population.map { ($0.name, $0.weight) }) { first, _ in first }
    let cells = Array(Set(names)).sorted().map { (name: $0, count: Double(counts[$0] ?? 0), weight: weights[$0] ?? 0) }
    let total = cells.reduce(0) { $0 + $1.count }
    // An identifier is not a category, and of few rows nothing can be said.
    guard total >= 20, whole > 0, cells.count >= 2, Double(cells.count) <= total / 5 else { return result }
    guard let (statistic, df) = chiSquared(cells, total, whole, isSample), df > 0 else { return result }
    let furthest = cells.max { a, b in
      (a.count / total - a.weight / whole).magnitude < (b.count / total - b.weight / whole).magnitude
    }
    guard let furthest else { return result }
    let (mine, theirs) = (furthest.count / total, furthest.weight / whole)
    let p = ChiSquared(trusted: Double(df)).ccdf(statistic)
    result.append(
      Difference(
        name, p: p, isLarge: (mine - theirs).magnitude >= 0.05,
        "\(name) is unlike the population: \"\(furthest.name)\" is \((100 * mine).formatted(digits: 3)) % here and "
          + "\((100 * theirs).formatted(digits: 3)) % there (χ² \(statistic.formatted(digits: 4)) on \(df) df, p \(written(p)))."
      ))
    return result
  }

  private static func chiSquared(
    _ cells: [(name: String, count: Double, weight: Double)], _ total: Double, _ whole: Double, _ isSample: Bool
  ) -> (Double, Int)? {
    var groups: [(count: Double, weight: Double)] = []
    var pool = (count: 0.0, weight: 0.0)
    func expected(_ count: Double, _ weight: Double) -> Double {
      isSample ? min(total, whole) * (count + weight) / (total + whole) : total * weight / whole
    }
    for cell in cells {
      if expected(cell.count, cell.weight) >= 5 {
        groups.append((cell.count, cell.weight))
      } else {
        pool = (pool.count + cell.count, pool.weight + cell.weight)
      }
    }
    if pool.count + pool.weight > 0, expected(pool.count, pool.weight) > 0 { groups.append(pool) }
    guard groups.count >= 2 else { return nil }
    let statistic = groups.reduce(0) { sum, group in
      if isSample {
        let both = group.count + group.weight
        let (e1, e2) = (total * both / (total + whole), whole * both / (total + whole))
        return sum + pow(group.count - e1, 2) / e1 + pow(group.weight - e2, 2) / e2
      }
      let e = total * group.weight / whole
      return sum + pow(group.count - e, 2) / e
    }
    return (statistic, groups.count - 1)
  }

  private static func mean(_ x: [Double]) -> Double {
    let first = x.first ?? 0
    return first + x.reduce(0) { $0 + ($1 - first) } / Double(max(x.count, 1))
  }

  /// The greatest distance between two empirical distributions; both samples ascend.
  private static func distance(_ a: [Double], _ b: [Double]) -> Double {
    var (i, j, greatest) = (0, 0, 0.0)
    while i < a.count, j < b.count {
      let next = min(a[i], b[j])
      while i < a.count, a[i] <= next { i += 1 }
      while j < b.count, b[j] <= next { j += 1 }
      greatest = max(greatest, (Double(i) / Double(a.count) - Double(j) / Double(b.count)).magnitude)
    }
    return greatest
  }

  /// The upper tail of Kolmogorov's distribution.
  private static func kolmogorov(_ x: Double) -> Double {
    guard x > 0.2 else { return 1 }
    var (sum, sign) = (0.0, 1.0)
    for k in 1...100 {
      sum += sign * exp(-2 * Double(k * k) * x * x)
      sign = -sign
    }
    return min(1, max(0, 2 * sum))
  }

  private static func written(_ p: Double) -> String { p < 2e-16 ? "<2e-16" : p.formatted(digits: 3) }
}

extension Column {
  /// The numbers that are there and finite.
  fileprivate var present: [Double] { (numbers ?? []).filter(\.isFinite) }

  /// The texts or truths of a column with how often they occur, and where, from 1; `nil` of another kind.
  fileprivate var levels: [(name: String, count: Int, rows: [Int])]? {
    guard kind == .text || kind == .truth else { return nil }
    var rows: [String: [Int]] = [:]
    for row in 0..<count {
      switch self[row] {
      case .text(let text): rows[text, default: []].append(row + 1)
      case .truth(let truth): rows["\(truth)", default: []].append(row + 1)
      default: continue
      }
    }
    return rows.map { ($0.key, $0.value.count, $0.value) }.sorted { $0.0 < $1.0 }
  }
}
