import Numerics

/// Statistics that a few wild elements do not move.
public enum Robust {
  /// NaN when an element is NaN.
  /// - Throws: `.tooFew` for no elements.
  public static func median(_ x: [Double]) throws(SampleError) -> Double {
    try Guard.count(x, atLeast: 1, "median")
    let sorted = Sorting.sorted(x)
    return sorted.last?.isNaN == true ? .nan : QuantileRule.median(sorted: sorted)
  }

  /// The median of the distances from the median, times `constant`; 1.4826 makes it the standard deviation of normal
  /// data.
  /// - Throws: `.tooFew` for no elements.
  public static func medianDeviation(_ x: [Double], constant: Double) throws(SampleError) -> Double {
    try Guard.count(x, atLeast: 1, "mad")
    let centre = try median(x)
    return constant * (try median(x.map { ($0 - centre).magnitude }))
  }

  /// The places of ascending elements that lie together: their values and counts.
  static func runs(sorted x: [Double]) -> [(value: Double, count: Int)] {
    var runs: [(value: Double, count: Int)] = []
    for value in x {
      if let last = runs.last, last.value == value || last.value.isNaN && value.isNaN {
        runs[runs.count - 1].count += 1
      } else {
        runs.append((value, 1))
      }
    }
    return runs
  }
}

/// Places in ascending order.
public enum Ranking: String, Sendable, CaseIterable {
  /// Equal elements share the mean of their places.
  case average
  /// Equal elements share their first place.
  case min
  /// Equal elements share their last place.
  case max
  /// Equal elements keep their order.
  case first
  /// As `min`, but the next element has the next number.
  case dense

  /// The ranks from 1, in the order of the elements; of no NaN.
  public func ranks(_ x: [Double]) -> [Double] { ranked(x).ranks }

  /// The same with how many elements share each value that more than one has.
  func ranked(_ x: [Double]) -> (ranks: [Double], ties: [Int]) {
    let order = Sorting.order(x)
    var ranks = [Double](repeating: 0, count: x.count)
    var ties: [Int] = []
    var (start, distinct) = (0, 0)
    while start < order.count {
      var end = start + 1
      while end < order.count, x[order[end]] == x[order[start]] { end += 1 }
      distinct += 1
      if end - start > 1 { ties.append(end - start) }
      for place in start..<end {
        ranks[order[place]] =
          switch self {
          case .average: Double(start + 1 + end) / 2
          case .min: Double(start + 1)
          case .max: Double(end)
          case .first: Double(place + 1)
          case .dense: Double(distinct)
          }
      }
      start = end
    }
    return (ranks, ties)
  }
}

/// What rank tests need of numbers: equal ones share the mean of their places.
struct Ranks {
  /// In the order of the numbers.
  let values: [Double]
  /// How many share each value that more than one has.
  let ties: [Int]

  init(_ x: [Double]) { (values, ties) = Ranking.average.ranked(x) }

  /// Σ (t³ − t) over the ties.
  var tieSum: Double { ties.reduce(0) { $0 + Double($1) * (Double($1) * Double($1) - 1) } }
}
