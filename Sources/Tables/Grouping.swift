import Numerics

/// The rows of a table apart by the values of some columns: groups in ascending order of these, missing last.
public struct Grouping: Sendable {
  /// The group of each row.
  public let codes: [Int32]
  /// A row of each group, the first.
  public let firsts: [Int]

  public var count: Int { firsts.count }

  /// - Parameter columns: one at least, of one length.
  public init?(by columns: [Column]) {
    guard let coding = Coding(columns) else { return nil }
    let names = columns.indices.map { "\($0)" }
    let keys = Table(names: names, columns: columns.map { $0.taking(coding.firsts) }, rows: coding.count)
    let order = keys.order(by: keys.columns, descending: columns.map { _ in false })
    var rank = [Int32](repeating: 0, count: order.count)
    for (place, group) in order.enumerated() { rank[group] = Int32(truncatingIfNeeded: place) }
    codes = coding.codes.map { rank[Int($0)] }
    firsts = order.map { coding.firsts[$0] }
  }

  /// How many rows each group has.
  public var sizes: [Int] {
    var sizes = [Int](repeating: 0, count: count)
    sizes.withUnsafeMutableBufferPointer { sizes in
      for code in codes { sizes[Int(code)] += 1 }
    }
    return sizes
  }

  /// The rows of each group, in the table's order.
  public var members: [[Int]] {
    var members = sizes.map { size -> [Int] in
      var rows: [Int] = []
      rows.reserveCapacity(size)
      return rows
    }
    for (row, code) in codes.enumerated() { members[Int(code)].append(row) }
    return members
  }

  /// What is made of the numbers of each group in one pass.
  public enum Summary: String, Sendable, CaseIterable {
    case sum, mean, min, max
  }

  /// One number a group. A missing number makes its group's missing, unless missing ones are dropped; then a group without
  /// any has sum 0 and nothing else, and `empty` says so.
  public func summary(_ summary: Summary, of column: Column, dropping: Bool) -> (column: Column, empty: Bool)? {
    guard case .numbers(let x) = column.storage else { return nil }
    var gaps = [Bool](repeating: false, count: count)
    var counts = [Int](repeating: 0, count: count)
    let totals: [Double]
    switch summary {
    case .sum: totals = sums(x, column.missing, &gaps, &counts) ?? exact(x, column.missing, Sums.sum)
    case .mean:
      totals = sums(x, column.missing, &gaps, &counts).map { zip($0, counts).map { $0 / Double($1) } }
        ?? exact(x, column.missing, Sums.mean)
    case .min: totals = extremes(x, column.missing, &gaps, &counts) { $1 < $0 }
    case .max: totals = extremes(x, column.missing, &gaps, &counts) { $1 > $0 }
    }
    let isEmpty = summary != .sum && counts.indices.contains { counts[$0] == 0 && (dropping || !gaps[$0]) }
    return (Column(.numbers(totals), missing: dropping ? [] : gaps), isEmpty)
  }

  /// Neumaier's sums: what rounding drops is carried beside each total. `nil` where one is not finite.
  private func sums(_ x: [Double], _ missing: [Bool], _ gaps: inout [Bool], _ counts: inout [Int]) -> [Double]? {
    var parts = [(total: Double, rest: Double)](repeating: (0, 0), count: count)
    parts.withUnsafeMutableBufferPointer { parts in
      counts.withUnsafeMutableBufferPointer { counts in
        for (row, code) in codes.enumerated() {
          let group = Int(code)
          if !missing.isEmpty, missing[row] {
            gaps[group] = true
            continue
          }
          let (total, next) = (parts[group].total, x[row])
          let sum = total + next
          parts[group].rest += total.magnitude >= next.magnitude ? (total - sum) + next : (next - sum) + total
          parts[group].total = sum
          counts[group] += 1
        }
      }
    }
    guard parts.allSatisfy({ $0.total.isFinite }) else { return nil }
    return parts.map { $0.total + $0.rest }
  }

  /// Where a total is not finite: by a function that knows about overflow.
  private func exact(_ x: [Double], _ missing: [Bool], _ f: ([Double]) -> Double) -> [Double] {
    members.map { rows in f(rows.filter { missing.isEmpty || !missing[$0] }.map { x[$0] }) }
  }

  /// NaN where any number is.
  private func extremes(
    _ x: [Double], _ missing: [Bool], _ gaps: inout [Bool], _ counts: inout [Int], _ better: (Double, Double) -> Bool
  ) -> [Double] {
    var best = [Double](repeating: .nan, count: count)
    for (row, code) in codes.enumerated() {
      let group = Int(code)
      if !missing.isEmpty, missing[row] {
        gaps[group] = true
        continue
      }
      let next = x[row]
      if counts[group] == 0 || next.isNaN || better(best[group], next) { best[group] = next }
      counts[group] += 1
    }
    return best
  }
}
