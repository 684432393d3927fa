import Numerics

/// The nine definitions of a sample quantile (Hyndman & Fan 1996), numbered as there and as in R.
public enum QuantileRule: Int, Sendable, CaseIterable {
  /// The inverse of the empirical distribution function.
  case inverse = 1
  /// The same, averaged where it jumps.
  case averaged
  /// The nearest element, ties to the even place.
  case nearest
  /// Lines through k/n.
  case linear
  /// Lines through (k − ½)/n.
  case hazen
  /// Lines through k/(n + 1).
  case weibull
  /// Lines through (k − 1)/(n − 1).
  case gumbel
  /// Lines through (k − ⅓)/(n + ⅓): about unbiased for the median.
  case medianUnbiased
  /// Lines through (k − ⅜)/(n + ¼): about unbiased for normal data.
  case normalUnbiased

  /// Products such as 0.7·10 miss whole numbers by rounding; within this they count as whole, as in R.
  private static let fuzz = 4 * Double.ulpOfOne

  /// - Parameters: `sorted` ascending with at least one element and no NaN; `p` of [0, 1].
  public func quantile(sorted x: [Double], _ p: Double) -> Double {
    let n = Double(x.count)
    let (place, share): (Double, Double)
    switch self {
    case .inverse, .averaged, .nearest:
      let target = self == .nearest ? n * p - 0.5 : n * p
      place = (target + Self.fuzz).rounded(.down)
      let isAbove = target > place + Self.fuzz
      switch self {
      case .inverse: share = isAbove ? 1 : 0
      case .averaged: share = isAbove ? 1 : 0.5
      default: share = isAbove || place.truncatingRemainder(dividingBy: 2) != 0 ? 1 : 0
      }
    case .gumbel:
      let target = 1 + (n - 1) * p
      place = target.rounded(.down)
      share = target - place
    case .linear, .hazen, .weibull, .medianUnbiased, .normalUnbiased:
      let (a, b) = constants
      let target = a + p * (n + 1 - a - b)
      place = (target + Self.fuzz).rounded(.down)
      share = (target - place).magnitude < Self.fuzz ? 0 : target - place
    }
    // Before the first and after the last element their own values go on.
    let index = Int(place)
    let low = x[min(max(index - 1, 0), x.count - 1)]
    let high = x[min(max(index, 0), x.count - 1)]
    if share == 0 || low == high { return low }
    return share == 1 ? high : (1 - share) * low + share * high
  }

  private var constants: (Double, Double) {
    switch self {
    case .linear: (0, 1)
    case .hazen: (0.5, 0.5)
    case .weibull: (0, 0)
    case .medianUnbiased: (1.0 / 3, 1.0 / 3)
    case .normalUnbiased: (0.375, 0.375)
    case .inverse, .averaged, .nearest, .gumbel: (1, 1)
    }
  }

  /// Quantiles of numbers in any order; NaN when an element is NaN.
  /// - Throws: `.tooFew` for no elements, `.outside` for a probability not of [0, 1].
  public func quantiles(_ x: [Double], _ p: [Double]) throws(SampleError) -> [Double] {
    if let bad = p.first(where: { !($0 >= 0 && $0 <= 1) }) {
      throw .outside(function: "quantile", parameter: "p", value: bad, needed: "from 0 to 1")
    }
    try Guard.count(x, atLeast: 1, "quantile")
    let sorted = Sorting.sorted(x)
    // NaN sorts last.
    if sorted.last?.isNaN == true { return p.map { _ in .nan } }
    return p.map { quantile(sorted: sorted, $0) }
  }

  /// - Parameter sorted: ascending, at least one element.
  public static func median(sorted x: [Double]) -> Double {
    let middle = x.count / 2
    if x.count % 2 == 1 { return x[middle] }
    return x[middle - 1] == x[middle] ? x[middle] : x[middle - 1] / 2 + x[middle] / 2
  }
}
