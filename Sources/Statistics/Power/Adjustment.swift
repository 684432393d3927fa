import Numerics

/// Corrections of p-values for how many tests were made.
public enum Adjustment: String, Sendable, CaseIterable {
  case holm, bh, bonferroni, by, hochberg, hommel

  /// The corrected p-values, in the order given.
  /// - Throws: `.outside` for one that is not of [0, 1]; `.interrupted`, which only Hommel's n² steps ask for.
  /// - Source: Holm 1979; Benjamini & Hochberg 1995; Benjamini & Yekutieli 2001; Hochberg 1988; Hommel 1988 by Wright
  ///   1992.
  public func adjusted(
    _ p: [Double], isInterrupted: () -> Bool = { false }
  ) throws(SampleError) -> [Double] {
    if let bad = p.first(where: { !($0 >= 0 && $0 <= 1) }) {
      throw .outside(function: "adjust", parameter: "p", value: bad, needed: "from 0 to 1")
    }
    let n = p.count
    guard n > 1 else { return p }
    if self == .bonferroni { return p.map { min(1, Double(n) * $0) } }
    let order = Sorting.order(p)
    let sorted = order.map { p[$0] }
    let corrected = self == .hommel && n > 2 ? try Self.hommel(sorted, isInterrupted) : stepped(sorted)
    var result = p
    for (place, index) in order.enumerated() { result[index] = corrected[place] }
    return result
  }

  private func stepped(_ p: [Double]) -> [Double] {
    let n = p.count
    let harmonic = self == .by ? Sums.sum((1...n).map { 1 / Double($0) }) : 1
    var result = p
    if self == .holm {
      var running = 0.0
      for i in 0..<n {
        running = max(running, Double(n - i) * p[i])
        result[i] = min(1, running)
      }
      return result
    }
    var running = Double.infinity
    for i in (0..<n).reversed() {
      let factor = self == .hochberg || self == .hommel ? Double(n - i) : harmonic * Double(n) / Double(i + 1)
      running = min(running, factor * p[i])
      result[i] = min(1, running)
    }
    return result
  }

  private static func hommel(_ p: [Double], _ isInterrupted: () -> Bool) throws(SampleError) -> [Double] {
    let n = p.count
    let least = p.indices.reduce(Double.infinity) { min($0, Double(n) * p[$1] / Double($1 + 1)) }
    var q = [Double](repeating: least, count: n)
    var best = q
    for j in stride(from: n - 1, through: 2, by: -1) {
      if isInterrupted() { throw .interrupted }
      let cut = n - j + 1
      let bound = (cut..<n).reduce(Double.infinity) { min($0, Double(j) * p[$1] / Double($1 - cut + 2)) }
      for i in 0..<cut { q[i] = min(Double(j) * p[i], bound) }
      for i in cut..<n { q[i] = q[n - j] }
      for i in 0..<n { best[i] = max(best[i], q[i]) }
    }
    return zip(best, p).map { max($0, $1) }
  }
}
