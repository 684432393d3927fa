/// Sums and moments whose error does not grow with the number of terms.
public enum Sums {
  /// The sum, rounded about once (Neumaier's compensation in eight lanes); 0 for no elements.
  public static func sum(_ x: [Double]) -> Double { sum(x) {} }

  /// - Parameter checking: is called once for many elements, and may throw to stop.
  public static func sum<Failure: Error>(
    _ x: [Double], checking: () throws(Failure) -> Void
  ) throws(Failure) -> Double {
    let total = try compensated(x, scale: 1, checking)
    if total.isFinite { return total }
    // Either an element is not finite, and plain addition says so, or a partial sum overflowed on the way.
    guard x.allSatisfy(\.isFinite) else { return x.reduce(0, +) }
    return try compensated(x, scale: 0x1p-64, checking) * 0x1p64
  }

  /// The mean; NaN for no elements.
  public static func mean(_ x: [Double]) -> Double {
    let total = sum(x)
    if total.isInfinite, x.allSatisfy(\.isFinite) {
      return compensated(x, scale: 0x1p-64) {} / Double(x.count) * 0x1p64
    }
    return total / Double(x.count)
  }

  /// The variance in two passes, dividing by n − 1, or by n for a whole population; NaN when nothing is left to divide by.
  public static func variance(_ x: [Double], population: Bool = false) -> Double {
    let freedom = x.count - (population ? 0 : 1)
    guard freedom > 0 else { return .nan }
    let centre = mean(x)
    let deviations = x.map { $0 - centre }
    let drift = sum(deviations)
    // The second term repairs the rounding of the mean (Chan, Golub & LeVeque 1983).
    let squares = sum(deviations.map { $0 * $0 }) - drift * drift / Double(x.count)
    return max(0, squares) / Double(freedom)
  }

  private static func compensated<Failure: Error>(
    _ x: [Double], scale: Double, _ checking: () throws(Failure) -> Void
  ) throws(Failure) -> Double {
    try x.withUnsafeBufferPointer { (x) throws(Failure) in
      var sum = SIMD8<Double>.zero
      var rest = SIMD8<Double>.zero
      let whole = x.count & ~7
      var i = 0
      while i < whole {
        if i & 0xf_ffff == 0 { try checking() }
        let next =
          SIMD8(x[i], x[i + 1], x[i + 2], x[i + 3], x[i + 4], x[i + 5], x[i + 6], x[i + 7]) * scale
        let total = sum + next
        // Knuth's two-sum needs no branch on which of the two is larger.
        let part = total - sum
        rest += (sum - (total - part)) + (next - part)
        sum = total
        i += 8
      }
      var (total, left) = (0.0, 0.0)
      func add(_ next: Double) {
        let sum = total + next
        left += total.magnitude >= next.magnitude ? (total - sum) + next : (next - sum) + total
        total = sum
      }
      for lane in 0..<8 { add(sum[lane]) }
      while i < x.count {
        add(x[i] * scale)
        i += 1
      }
      for lane in 0..<8 { add(rest[lane]) }
      return total + left
    }
  }
}
