import Numerics

/// How a series in time resembles itself later.
public enum Autocorrelation {
  /// rₖ = Σ (xₜ − x̄)(xₜ₊ₖ − x̄) / Σ (xₜ − x̄)² for lags 1…`lags`.
  /// - Throws: `.outside` for lags not of 1…n − 1; `.constant`; `.notFinite`; `.interrupted`.
  /// - Source: Box & Jenkins, *Time Series Analysis*, §2.1.
  public static func coefficients(
    _ x: [Double], lags: Int, isInterrupted: () -> Bool = { false }
  ) throws(SampleError) -> [Double] {
    try Guard.count(x, atLeast: 2, "acf")
    guard (1..<x.count).contains(lags) else {
      throw .outside(
        function: "acf", parameter: "lags", value: Double(lags), needed: "a whole number from 1 to \(x.count - 1)")
    }
    try Guard.finite(x, "acf")
    let deviations = Moments.centred(x)
    let largest = deviations.reduce(0) { max($0, $1.magnitude) }
    guard largest > 0 else { throw .constant(function: "acf", which: "x") }
    let d = deviations.map { $0 / largest }
    let whole = Sums.sum(d.map { $0 * $0 })
    var result: [Double] = []
    for lag in 1...lags {
      if isInterrupted() { throw .interrupted }
      result.append(Sums.sum(zip(d, d.dropFirst(lag)).map { $0 * $1 }) / whole)
    }
    return result
  }
}
