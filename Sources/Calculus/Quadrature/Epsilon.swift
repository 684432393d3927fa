/// The limit of a sequence from its first members, by Wynn's ε-algorithm.
///
/// Sums whose rests shrink like a geometric sequence, or several of them at once, have the limit after twice as many
/// members; a sequence that has no limit leaves the estimates apart.
/// - Source: Wynn 1956; Piessens et al., *QUADPACK*, 1983, §2.2.3 (`qelg`).
struct Epsilon: Sendable {
  /// The newest diagonal of the table, and the two before.
  private var diagonals: [[Double]] = []
  private(set) var count = 0

  /// More columns than this carry nothing but rounding.
  private static let columns = 31

  mutating func add(_ sum: Double) {
    var next = [sum]
    if let last = diagonals.last {
      for k in 0..<min(last.count, Self.columns) {
        let difference = next[k] - last[k]
        // Equal neighbours: the column has arrived, and what follows would divide by rounding.
        guard difference != 0, difference.isFinite else { break }
        let value = (k > 0 ? last[k - 1] : 0) + 1 / difference
        guard value.isFinite else { break }
        next.append(value)
      }
    }
    diagonals.append(next)
    if diagonals.count > 3 { diagonals.removeFirst() }
    count += 1
  }

  /// The limit by the column whose last three estimates lie closest together, and how far apart they lie.
  var limit: (value: Double, error: Double) {
    guard diagonals.count == 3 else { return (diagonals.last?.first ?? 0, .infinity) }
    var best = (value: diagonals[2][0], error: Double.infinity)
    for k in stride(from: 0, to: diagonals[2].count, by: 2) {
      guard k < diagonals[1].count, k < diagonals[0].count else { break }
      let value = diagonals[2][k]
      let error = (value - diagonals[1][k]).magnitude + (value - diagonals[0][k]).magnitude
      if error < best.error { best = (value, error) }
    }
    return best
  }
}
