import Document
import Glibc

/// The column that a model is to predict, and what the others give away of it.
struct Target {
  private let column: InspectedColumn

  init(_ column: InspectedColumn) { self.column = column }

  /// Whether it names classes: truths, texts, or a few whole numbers.
  private var isClass: Bool {
    switch column.column.kind {
    case .truth, .text: true
    case .number: column.isWhole && column.codes.distinct <= 10 && 5 * column.codes.distinct <= column.codes.present
    case .date, .complex: false
    }
  }

  func findings(beside others: [InspectedColumn], isInterrupted: () -> Bool) -> [Finding] {
    var found = isClass ? imbalance : []
    guard column.codes.distinct > 1 else { return found }
    let useful = others.filter { $0.codes.distinct > 1 }
    let classes = isClass ? Classes(column.codes) : nil
    for other in useful {
      if isInterrupted() { return found }
      let words = classes.map { clue(of: other, $0) } ?? clue(of: other)
      if let words {
        found.append(
          Finding(
            .leakage, .matters, columns: [other.name],
            "\(other.name) \(words). Is it known before \(column.name) is?", mend: .dropColumns([other.name])))
      } else if other.isIdentifier {
        found.append(
          Finding(
            .identifier, .look, columns: [other.name],
            "\(other.name) tells the rows apart; a model could learn them by heart.",
            mend: .dropColumns([other.name])))
      }
    }
    return isClass ? found : found + composed(useful.filter(\.isNumeric))
  }

  // MARK: balance

  private var imbalance: [Finding] {
    let codes = column.codes
    guard (2...20).contains(codes.distinct), codes.present >= 20 else { return [] }
    let classes = codes.counts.enumerated().sorted { $0.element < $1.element }
    // Of the share it would have if all were equally frequent.
    let rarest = Double(classes[0].element) * Double(codes.distinct) / Double(codes.present)
    guard rarest < 0.4, let most = classes.last else { return [] }
    let (rare, usual) = (column.written(codes.first[classes[0].offset]), column.written(codes.first[most.offset]))
    let isGrave = rarest < 0.04 || classes[0].element < 5
    let guess = Words.percent(most.element, of: codes.present)
    return [
      Finding(
        .imbalance, isGrave ? .matters : .look, columns: [column.name], count: classes[0].element,
        "\(rare) is \(Words.share(classes[0].element, of: codes.present)) of \(column.name): always saying \(usual) is right "
          + "in \(guess). Judge by precision and recall.", mend: .count(column.name))
    ]
  }

  // MARK: leakage

  /// What a column gives away of a class; `nil` when it does not.
  private func clue(of other: InspectedColumn, _ classes: Classes) -> String? {
    if !other.isIdentifier, 5 * other.codes.distinct <= other.codes.present,
      let share = classes.explained(by: other.codes)
    {
      return share == 1
        ? "determines \(column.name): each of its values goes with one class"
        : "nearly determines \(column.name): knowing it leaves \(Words.percent(1 - share)) of the errors"
    }
    guard let area = classes.separation(by: other.numbers) else { return nil }
    return area == 1
      ? "separates \(column.name) without an error: one threshold does"
      : "nearly separates \(column.name) by itself: AUC \(area.formatted(digits: 4))"
  }

  /// What a column gives away of a number; `nil` when it does not.
  private func clue(of other: InspectedColumn) -> String? {
    guard column.isNumeric else { return nil }
    let target = column.column.numbers ?? []
    if other.isNumeric {
      let pairs = other.numbers.filter { target[$0.row].isFinite }.map { ($0.value, target[$0.row]) }
      guard pairs.count >= 10, column.codes.distinct >= 8, let r2 = Self.squaredCorrelation(pairs), r2 >= 0.999 else {
        return nil
      }
      return r2 > 1 - 1e-9
        ? "determines \(column.name): one is the other in another unit"
        : "nearly determines \(column.name): R² \(r2.formatted(digits: 6))"
    }
    guard !other.isIdentifier, 5 * other.codes.distinct <= other.codes.present, column.codes.distinct >= 8 else {
      return nil
    }
    let rows = target.indices.filter { target[$0].isFinite && other.codes.codes[$0] >= 0 }
    var sums = Array(repeating: (count: 0.0, sum: 0.0), count: other.codes.distinct)
    for row in rows {
      sums[Int(other.codes.codes[row])].count += 1
      sums[Int(other.codes.codes[row])].sum += target[row]
    }
    let mean = rows.reduce(0) { $0 + target[$1] } / Double(max(rows.count, 1))
    var (within, total) = (0.0, 0.0)
    for row in rows {
      let level = sums[Int(other.codes.codes[row])]
      within += pow(target[row] - level.sum / level.count, 2)
      total += pow(target[row] - mean, 2)
    }
    guard total > 0, within <= 0.001 * total else { return nil }
    return "\(within == 0 ? "determines" : "nearly determines") \(column.name): within its groups it hardly varies"
  }

  private static func squaredCorrelation(_ pairs: [(Double, Double)]) -> Double? {
    let n = Double(pairs.count)
    let (mx, my) = (pairs.reduce(0) { $0 + $1.0 / n }, pairs.reduce(0) { $0 + $1.1 / n })
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for (x, y) in pairs {
      xx += (x - mx) * (x - mx)
      xy += (x - mx) * (y - my)
      yy += (y - my) * (y - my)
    }
    let bottom = xx * yy
    return bottom > 0 && bottom.isFinite ? min(1, xy * xy / bottom) : nil
  }

  /// The target as the sum, difference or product of two others.
  private func composed(_ others: [InspectedColumn]) -> [Finding] {
    guard column.isNumeric, others.count <= 40, column.codes.distinct >= 8 else { return [] }
    let target = column.column.numbers ?? []
    let columns = others.compactMap { other in other.column.numbers.map { (name: other.name, values: $0) } }
    let operations: [(symbol: String, value: (Double, Double) -> Double)] = [
      ("+", { $0 + $1 }), ("-", { $0 - $1 }), ("*", { $0 * $1 }),
    ]
    for (place, a) in columns.enumerated() {
      for (other, b) in columns.enumerated() where other != place {
        for (symbol, value) in operations where symbol == "-" || other > place {
          guard Self.holds(target, a.values, b.values, value) else { continue }
          return [
            Finding(
              .leakage, .matters, columns: [a.name, b.name],
              "\(column.name) is \(a.name) \(symbol) \(b.name) in every row. Are both known before \(column.name) is?",
              mend: .dropColumns([b.name]))
          ]
        }
      }
    }
    return []
  }

  /// Whether an operation gives the target in every row where all three are there, of at least eight.
  private static func holds(
    _ target: [Double], _ a: [Double], _ b: [Double], _ value: (Double, Double) -> Double
  ) -> Bool {
    var count = 0
    for row in target.indices {
      let (y, x) = (target[row], value(a[row], b[row]))
      if y.isNaN || x.isNaN { continue }
      guard (x - y).magnitude <= 1e-9 * max(y.magnitude, a[row].magnitude) else { return false }
      count += 1
    }
    return count >= 8
  }
}

/// The classes of a target, row by row.
private struct Classes {
  private let codes: Codes

  init(_ codes: Codes) { self.codes = codes }

  /// The share of the errors of always saying the most frequent class that another column's values spare; `nil` below
  /// 98 %, or when that could be chance.
  func explained(by other: Codes) -> Double? {
    var tables: [Int32: [Int32: Int]] = [:]
    for (row, code) in codes.codes.enumerated() where code >= 0 {
      tables[other.codes[row], default: [:]][code, default: 0] += 1
    }
    guard let most = codes.counts.max(), let usual = codes.counts.firstIndex(of: most) else { return nil }
    let base = codes.present - most
    guard isNoChance(base, of: codes.present) else { return nil }
    // A value that hardly occurs says nothing: there, the most frequent class is said.
    let errors = tables.values.reduce(0) { errors, level in
      let count = level.values.reduce(0, +)
      return errors + count - (count >= 5 ? level.values.max() ?? 0 : level[Int32(usual)] ?? 0)
    }
    let share = 1 - Double(errors) / Double(base)
    return share >= 0.98 ? share : nil
  }

  /// The least area under the ROC curve between neighbouring classes, when numbers put all classes apart; `nil` below
  /// 0.995, or when that could be chance.
  func separation(by numbers: [(row: Int, value: Double)]) -> Double? {
    var values: [[Double]] = Array(repeating: [], count: codes.distinct)
    for (row, value) in numbers where codes.codes[row] >= 0 { values[Int(codes.codes[row])].append(value) }
    guard values.allSatisfy({ !$0.isEmpty }) else { return nil }
    let ordered = values.map { Spread($0) }.sorted { $0.median < $1.median }
    var least = 1.0
    for (low, high) in zip(ordered, ordered.dropFirst()) {
      let (n, m) = (low.sorted.count, high.sorted.count)
      guard isNoChance(min(n, m), of: n + m) else { return nil }
      least = min(least, Self.area(low.sorted, high.sorted))
      guard least >= 0.995 else { return nil }
    }
    return least
  }

  /// The share of pairs in which the value of the second sample is greater, ties counted half.
  private static func area(_ low: [Double], _ high: [Double]) -> Double {
    var (below, upTo, sum) = (0, 0, 0.0)
    for value in high {
      while below < low.count, low[below] < value { below += 1 }
      while upTo < low.count, low[upTo] <= value { upTo += 1 }
      sum += Double(below) + 0.5 * Double(upTo - below)
    }
    return sum / (Double(low.count) * Double(high.count))
  }

  /// Whether k rows among n stand first in a random order less often than once in a million.
  private func isNoChance(_ k: Int, of n: Int) -> Bool {
    let chances = (0..<min(k, 60)).reduce(0.0) { $0 + log(Double(n - $1) / Double($1 + 1)) }
    return chances > 13.8
  }
}
