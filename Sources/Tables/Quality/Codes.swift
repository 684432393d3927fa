/// A column as small whole numbers: equal cells have equal codes, counted in the order of their first appearance.
struct Codes {
  /// A code for each row, -1 where the cell is missing.
  let codes: [Int32]
  /// How often each code occurs.
  let counts: [Int]
  /// The row of each code's first appearance.
  let first: [Int]

  init(_ column: Column) {
    let coding = Coding(column)
    guard !column.missing.isEmpty else {
      (codes, first) = (coding.codes, coding.firsts)
      counts = Self.counts(codes, coding.count)
      return
    }
    // Missing is an element of its own there; here it has no code, and those after it move up.
    let gap = coding.firsts.firstIndex { column.isMissing($0) } ?? coding.count
    codes = coding.codes.map { $0 == Int32(gap) ? -1 : $0 > Int32(gap) ? $0 - 1 : $0 }
    first = coding.firsts.filter { !column.isMissing($0) }
    counts = Self.counts(codes, first.count)
  }

  private static func counts(_ codes: [Int32], _ distinct: Int) -> [Int] {
    var counts = Array(repeating: 0, count: distinct)
    for code in codes where code >= 0 { counts[Int(code)] += 1 }
    return counts
  }

  var distinct: Int { counts.count }
  var present: Int { counts.reduce(0, +) }

  /// How often two rows drawn at random agree, both missing included.
  var agreement: Double {
    let rows = Double(max(codes.count, 1))
    return (counts + [codes.count - present]).reduce(0) { $0 + (Double($1) / rows) * (Double($1) / rows) }
  }

  /// The rows with this code, from 0.
  func rows(_ code: Int) -> [Int] { codes.indices.filter { codes[$0] == Int32(code) } }
}

/// Middle and width of a sample, which no single value can move far.
struct Spread {
  let sorted: [Double]

  /// - Parameter values: finite.
  init(_ values: [Double]) { sorted = values.sorted() }

  init(ascending values: [Double]) { sorted = values }

  var median: Double { quantile(0.5) }
  var q1: Double { quantile(0.25) }
  var q3: Double { quantile(0.75) }
  var iqr: Double { q3 - q1 }

  /// The median distance from the median, times 1.4826: the standard deviation of a normal sample.
  var deviation: Double {
    let middle = median
    return 1.482602218505602 * Spread(sorted.map { ($0 - middle).magnitude }).median
  }

  /// Type 7 of Hyndman & Fan.
  func quantile(_ p: Double) -> Double {
    guard let last = sorted.indices.last else { return .nan }
    let place = p * Double(last)
    let low = Int(place)
    let part = place - Double(low)
    // Nothing of an infinite step is no number.
    guard low < last, part > 0 else { return sorted[Swift.min(low, last)] }
    return sorted[low] + part * (sorted[low + 1] - sorted[low])
  }
}
