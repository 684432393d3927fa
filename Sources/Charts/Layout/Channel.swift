/// The room between two layers of a network, in rows and columns of characters: which arrow turns in which row, so that
/// no two lie on each other and every crossing is one of a line across with a line down.
///
/// - Source: Hashimoto & Stevens, Wire routing by optimizing channel assignment within large apertures (1971).
struct Channel: Sendable {
  /// All arrows from one item: down from it, across, and down to each that it leads to.
  struct Net: Equatable, Sendable {
    var source: Int
    var targets: [Int]
    /// The row where it turns; none when it goes straight down.
    var track: Int?

    var reach: ClosedRange<Int> { min(source, targets.min() ?? source)...max(source, targets.max() ?? source) }
    var isStraight: Bool { targets.allSatisfy { $0 == source } }
  }

  private(set) var nets: [Net]
  /// Rows for turning, 0 when all go straight.
  private(set) var tracks = 0

  init(_ nets: [Net]) {
    self.nets = nets
    assign { $0.lowerBound < $1.lowerBound }
    // Short ways above long ones lie in each other like brackets.
    var nested = self
    (nested.nets, nested.tracks) = (nets, 0)
    nested.assign { ($0.count, $0.lowerBound) < ($1.count, $1.lowerBound) }
    if (nested.crossings, nested.tracks) < (crossings, tracks) { self = nested }
  }

  /// How many ways down pass through a way across.
  var crossings: Int {
    var count = 0
    for (index, net) in nets.enumerated() {
      guard let track = net.track, !net.isStraight else { continue }
      let inside = net.reach.lowerBound + 1..<max(net.reach.upperBound, net.reach.lowerBound + 1)
      for (other, wire) in nets.enumerated() where other != index {
        let turn = wire.isStraight ? nil : wire.track
        if inside.contains(wire.source), turn.map({ track <= $0 }) ?? true { count += 1 }
        if let turn { count += wire.targets.count { inside.contains($0) && track >= turn } }
      }
    }
    return count
  }

  private mutating func assign(_ isEarlier: (ClosedRange<Int>, ClosedRange<Int>) -> Bool) {
    var left = nets.indices.filter { !nets[$0].isStraight }
    var rows: [[ClosedRange<Int>]] = []
    var shifts = 0
    while !left.isEmpty {
      // A net whose way down to its targets passes the column where another begins waits for that one.
      let ready = left.filter { index in
        !left.contains { other in other != index && nets[index].targets.contains(nets[other].source) }
      }
      guard let next = ready.min(by: { isEarlier(nets[$0].reach, nets[$1].reach) }) else {
        // Each waits for another: one of them begins a column farther on.
        shifts += 1
        let first = left[shifts % left.count]
        if shifts > 2 * nets.count + 4 {
          place(first, after: rows.count, in: &rows)
          left.removeAll { $0 == first }
        } else {
          shift(first)
        }
        continue
      }
      let waited = nets.indices.filter { other in
        other != next && nets[next].targets.contains(nets[other].source)
      }
      place(next, after: (waited.compactMap { nets[$0].track }.max() ?? -1) + 1, in: &rows)
      left.removeAll { $0 == next }
    }
    tracks = rows.count
  }

  private mutating func place(_ net: Int, after row: Int, in rows: inout [[ClosedRange<Int>]]) {
    let reach = nets[net].reach
    var row = row
    // Two that touch would look like one.
    let wide = reach.lowerBound - 1...reach.upperBound + 1
    while row < rows.count, rows[row].contains(where: { $0.overlaps(wide) }) { row += 1 }
    while rows.count <= row { rows.append([]) }
    rows[row].append(reach)
    nets[net].track = row
  }

  private mutating func shift(_ net: Int) {
    let used = Set(nets.map(\.source) + nets.flatMap(\.targets))
    for step in [1, -1, 2, -2] where !used.contains(nets[net].source + step) && nets[net].source + step >= 0 {
      nets[net].source += step
      return
    }
  }
}
