import Glibc
import Numerics

/// A rule with a fixed number of points, as it is taught.
public enum CompositeRule: String, Sendable, CaseIterable {
  case trapezoid, simpson, gauss

  /// `Simpson's rule`
  public var title: String {
    switch self {
    case .trapezoid: "trapezoidal rule"
    case .simpson: "Simpson's rule"
    case .gauss: "Gauss–Legendre rule"
    }
  }

  /// The points and weights on [a, b].
  /// - Parameter n: panels, an even number of them for `simpson`; points for `gauss`.
  public func points(_ n: Int, from a: Double, to b: Double) -> [(place: Double, weight: Double)] {
    let h = b / Double(n) - a / Double(n)
    func place(_ i: Int) -> Double { i == n ? b : a + h * Double(i) }
    switch self {
    case .trapezoid: return (0...n).map { (place($0), $0 == 0 || $0 == n ? h / 2 : h) }
    case .simpson:
      return (0...n).map { i in (place(i), (i == 0 || i == n ? 1 : i.isMultiple(of: 2) ? 2 : 4) * h / 3) }
    case .gauss:
      let (middle, half) = (a / 2 + b / 2, b / 2 - a / 2)
      return Self.legendre(n).map { (middle + half * $0.place, half * $0.weight) }
    }
  }

  /// By Newton's method on the Legendre polynomial, from Tricomi's starts.
  static func legendre(_ n: Int) -> [(place: Double, weight: Double)] {
    var points = [(place: Double, weight: Double)](repeating: (0, 2), count: n)
    guard n > 1 else { return points }
    for i in 0..<(n + 1) / 2 {
      var x = cos(.pi * (Double(i) + 0.75) / (Double(n) + 0.5))
      var slope = 0.0
      for _ in 0..<12 {
        var (p, before) = (1.0, 0.0)
        for k in 1...n { (p, before) = ((Double(2 * k - 1) * x * p - Double(k - 1) * before) / Double(k), p) }
        slope = Double(n) * (x * p - before) / (x * x - 1)
        let step = p / slope
        x -= step
        if step.magnitude <= 1e-16 { break }
      }
      if 2 * i + 1 == n { x = 0 }
      let weight = 2 / ((1 - x * x) * slope * slope)
      points[i] = (-x, weight)
      points[n - 1 - i] = (x, weight)
    }
    return points
  }

  /// How much finer the rule becomes with twice the panels: what its two values differ by tells the error of the first.
  var sharpening: Double {
    switch self {
    case .trapezoid: 4 / 3
    case .simpson: 16 / 15
    case .gauss: 1
    }
  }
}

/// An integral by a rule with a fixed number of points.
public struct CompositeSum: Sendable {
  public let rule: CompositeRule
  public let n: Int
  public let low: Double
  public let high: Double
  public let places: [Double]
  public let weights: [Double]
  public let heights: [Double]
  /// The same rule with twice the panels or points.
  public let finer: Double
  public let value: Double
  public let evaluations: Int

  /// An estimate from the finer value: Richardson's for panels, the difference itself for Gauss's points.
  public var error: Double { rule.sharpening * (finer - value).magnitude }

  /// - Parameters: `a` and `b` are finite, n is at least 1.
  public init<Failure: Error>(
    _ rule: CompositeRule, _ n: Int, from a: Double, to b: Double, of f: ([Double]) throws(Failure) -> [Double]
  ) throws(Failure) {
    let (points, more) = (rule.points(n, from: a, to: b), rule.points(2 * n, from: a, to: b))
    (self.rule, self.n, low, high) = (rule, n, a, b)
    (places, weights) = (points.map(\.place), points.map(\.weight))
    let y = try f(more.map(\.place))
    heights = rule == .gauss ? try f(places) : stride(from: 0, through: 2 * n, by: 2).map { y[$0] }
    value = Sums.sum(zip(weights, heights).map { $0 * $1 })
    finer = Sums.sum(zip(more, y).map { $0.weight * $1 })
    evaluations = more.count + (rule == .gauss ? points.count : 0)
  }
}
