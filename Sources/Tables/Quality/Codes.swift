/// A column as small whole numbers: equal cells have equal codes, counted in the order of their first appearance.
struct Codes {
  /// A code for each row, -1 where the cell is missing.
  let codes: [Int32]
  /// How often each code occurs.
  let counts: [Int]
  /// The row of each code's first appearance.
  let first: [Int]

  init(_ column: Column) {
    var numbered = Numbered(count: column.count)
    switch column.storage {
    case .numbers(let x):
      numbered.add(column) { row in x[row].isNaN ? UInt64.max : (x[row] == 0 ? 0 : x[row].bitPattern) }
    case .truths(let t): numbered.add(column) { row in t[row] }
    case .dates(let d): numbered.add(column) { row in d[row] }
    case .complex(let z): numbered.add(column) { row in z[row] }
    case .texts(let t): numbered.add(column) { row in t[row] }
    }
    (codes, counts, first) = (numbered.codes, numbered.counts, numbered.first)
  }

  var distinct: Int { counts.count }
  var present: Int { counts.reduce(0, +) }

  /// The rows with this code, from 0.
  func rows(_ code: Int) -> [Int] { codes.indices.filter { codes[$0] == Int32(code) } }

  private struct Numbered {
    var codes: [Int32] = []
    var counts: [Int] = []
    var first: [Int] = []

    init(count: Int) { codes.reserveCapacity(count) }

    mutating func add<Key: Hashable>(_ column: Column, _ key: (Int) -> Key) {
      var known: [Key: Int32] = [:]
      for row in 0..<column.count {
        guard !column.isMissing(row) else {
          codes.append(-1)
          continue
        }
        let key = key(row)
        if let code = known[key] {
          codes.append(code)
          counts[Int(code)] += 1
        } else {
          let code = Int32(clamping: counts.count)
          known[key] = code
          codes.append(code)
          counts.append(1)
          first.append(row)
        }
      }
    }
  }
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
    guard low < last else { return sorted[last] }
    return sorted[low] + (place - Double(low)) * (sorted[low + 1] - sorted[low])
  }
}
