/// Why a sample has no such statistic.
public enum SampleError: Error, Hashable, Sendable {
  /// `count` of the `total` elements are missing.
  case missing(function: String, count: Int, total: Int)
  /// As many are missing, and leaving them out would move those after them.
  case gaps(function: String, count: Int, total: Int)
  case tooFew(function: String, needed: Int, got: Int)
  /// `needed` says the range: `from 0 to 1`.
  case outside(function: String, parameter: String, value: Double, needed: String)
  /// An element that the statistic has no place for, such as one below 0 for a geometric mean.
  case unfit(function: String, value: Double, needed: String)
  case notFinite(function: String, value: Double)
  /// All elements are the same, and what is asked for divides by their spread. `which` names the sample.
  case constant(function: String, which: String)
  /// The person asked to stop.
  case interrupted
}

/// Checks that come before every statistic of a sample.
enum Guard {
  static func count(_ x: [Double], atLeast needed: Int, _ function: String) throws(SampleError) {
    guard x.count >= needed else { throw .tooFew(function: function, needed: needed, got: x.count) }
  }

  static func finite(_ x: [Double], _ function: String) throws(SampleError) {
    if let value = x.first(where: { !$0.isFinite }) { throw .notFinite(function: function, value: value) }
  }

  static func level(_ level: Double, _ function: String) throws(SampleError) {
    guard level > 0, level < 1 else {
      throw .outside(function: function, parameter: "level", value: level, needed: "between 0 and 1")
    }
  }
}
