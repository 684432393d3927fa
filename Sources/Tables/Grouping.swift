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

  /// All rows as one group, even when there is none.
  public init(rows: Int) {
    codes = Array(repeating: 0, count: rows)
    firsts = [0]
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

  /// One number a group, of numbers of which none is missing; `nil` of other columns, and where groups may be empty.
  public func summary(_ summary: Summary, of column: Column) -> [Double]? {
    guard case .numbers(let x) = column.storage, column.missing.isEmpty, count > 0, !x.isEmpty else { return nil }
    switch summary {
    case .sum: return sums(x) ?? members.map { rows in Sums.sum(rows.map { x[$0] }) }
    case .mean:
      let sizes = sizes
      return sums(x).map { zip($0, sizes).map { $0 / Double($1) } }
        ?? members.map { rows in Sums.mean(rows.map { x[$0] }) }
    case .min: return extremes(x, <)
    case .max: return extremes(x, >)
    }
  }

  /// Neumaier's sums: what rounding drops is carried beside each total. `nil` where one is not finite.
  private func sums(_ x: [Double]) -> [Double]? {
    var parts = [(total: Double, rest: Double)](repeating: (0, 0), count: count)
    parts.withUnsafeMutableBufferPointer { parts in
      x.withUnsafeBufferPointer { x in
        codes.withUnsafeBufferPointer { codes in
          for row in 0..<x.count {
            let group = Int(codes[row])
            let (total, next) = (parts[group].total, x[row])
            let sum = total + next
            parts[group].rest += total.magnitude >= next.magnitude ? (total - sum) + next : (next - sum) + total
            parts[group].total = sum
          }
        }
      }
    }
    guard parts.allSatisfy({ $0.total.isFinite }) else { return nil }
    return parts.map { $0.total + $0.rest }
  }

  /// NaN where any number is.
  private func extremes(_ x: [Double], _ better: (Double, Double) -> Bool) -> [Double] {
    var best = firsts.map { x[$0] }
    for (row, code) in codes.enumerated() {
      let next = x[row]
      if next.isNaN || better(next, best[Int(code)]) { best[Int(code)] = next }
    }
    return best
  }
}
