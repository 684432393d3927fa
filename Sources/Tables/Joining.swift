import LinearAlgebra

/// Which rows of two tables a join keeps.
public enum JoinKind: String, Sendable, CaseIterable {
  /// Pairs of rows with equal keys.
  case inner
  /// These, and every other row of the left table.
  case left
  /// These, and every other row of the right table.
  case right
  /// These, and every other row of both.
  case outer
  /// Rows of the left table that have a partner, once each.
  case semi
  /// Rows of the left table that have none.
  case anti
}

/// Two tables joined.
public struct Joined: Sendable {
  public let table: Table
  /// Rows of either side whose key is missing: they have no partner.
  public let missingKeys: Int
}

extension Table {
  /// Rows of both tables that agree in their keys: in the order of this table's rows, those of one row in the order of the
  /// other's; rows of the right table that found no partner come last. For a `.right` join the right table's order leads.
  ///
  /// Keys appear once, by their names here. Another column of the right table whose name is taken gets `_right` behind it.
  /// A missing key has no partner.
  /// - Throws: `.unknown` column, `.kinds` of two keys, `.tooMany` rows to fit into memory, `.repeated` names.
  public func joining(
    _ other: Table, on keys: [(left: String, right: String)], _ kind: JoinKind
  ) throws(TableError) -> Joined {
    let matches = try Matches(self, other, keys)
    switch kind {
    case .semi, .anti:
      let kept = (0..<rows).filter { matches.isMatched(left: $0) == (kind == .semi) }
      return Joined(table: taking(rows: kept), missingKeys: matches.missingKeys)
    case .inner, .left, .right, .outer: break
    }
    try matches.check(columns: columns.count + other.columns.count)
    let (left, right) = matches.pairs(kind)
    var names = names
    var columns: [Column] = []
    for (name, column) in zip(self.names, self.columns) {
      guard let key = keys.first(where: { $0.left == name }) else {
        columns.append(column.taking(orMissing: left))
        continue
      }
      // A row that only the right table has gives its own key.
      let both = column.appending(try other.column(named: key.right)) ?? column
      columns.append(both.taking(zip(left, right).map { $0 >= 0 ? $0 : rows + $1 }))
    }
    for (name, column) in zip(other.names, other.columns) where !keys.contains(where: { $0.right == name }) {
      names.append(names.contains(name) ? "\(name)_right" : name)
      columns.append(column.taking(orMissing: right))
    }
    guard Set(names).count == names.count else {
      throw .repeated(names.first { name in names.count { $0 == name } > 1 } ?? "")
    }
    return Joined(table: Table(names: names, columns: columns, rows: left.count), missingKeys: matches.missingKeys)
  }
}

/// The rows of each table by their keys.
private struct Matches {
  /// The number of each row's key; −1 where it is missing.
  private let left: [Int32]
  private let right: [Int32]
  private let leftRows: Rows
  private let rightRows: Rows
  let missingKeys: Int

  init(_ a: Table, _ b: Table, _ keys: [(left: String, right: String)]) throws(TableError) {
    var columns: [Column] = []
    for key in keys {
      let (upper, lower) = (try a.column(named: key.left), try b.column(named: key.right))
      guard let column = upper.appending(lower) else { throw .kinds(key.left, upper.kind, lower.kind) }
      columns.append(column)
    }
    let gaps = columns.map(\.missing).filter { !$0.isEmpty }
    var codes = Coding(columns)?.codes ?? []
    if !gaps.isEmpty { for row in codes.indices where gaps.contains(where: { $0[row] }) { codes[row] = -1 } }
    left = Array(codes[..<a.rows])
    right = Array(codes[a.rows...])
    missingKeys = codes.count { $0 < 0 }
    let count = Int(codes.max() ?? -1) + 1
    leftRows = Rows(left, count)
    rightRows = Rows(right, count)
  }

  func isMatched(left row: Int) -> Bool { left[row] >= 0 && !rightRows[left[row]].isEmpty }

  /// - Throws: `.tooMany` where the pairs would fill the memory.
  func check(columns: Int) throws(TableError) {
    let pairs = left.reduce(0.0) { $0 + ($1 < 0 ? 0 : Double(rightRows[$1].count)) }
    let total = pairs + Double(left.count) + Double(right.count)
    guard total * Double(columns + 2) * 8 <= Double(MemoryBudget.standard.bytes) else { throw .tooMany(rows: pairs) }
  }

  /// Rows side by side, −1 where one has no partner.
  func pairs(_ kind: JoinKind) -> (left: [Int], right: [Int]) {
    if kind == .right {
      let (b, a) = Self.pairs(right, leftRows, alone: true)
      return (a, b)
    }
    var (a, b) = Self.pairs(left, rightRows, alone: kind != .inner)
    guard kind == .outer else { return (a, b) }
    for (row, code) in right.enumerated() where code < 0 || leftRows[code].isEmpty {
      a.append(-1)
      b.append(row)
    }
    return (a, b)
  }

  private static func pairs(_ codes: [Int32], _ others: Rows, alone: Bool) -> ([Int], [Int]) {
    var (own, partners): ([Int], [Int]) = ([], [])
    own.reserveCapacity(codes.count)
    partners.reserveCapacity(codes.count)
    for (row, code) in codes.enumerated() {
      let found = code < 0 ? [] : others[code]
      for other in found {
        own.append(row)
        partners.append(other)
      }
      if found.isEmpty, alone {
        own.append(row)
        partners.append(-1)
      }
    }
    return (own, partners)
  }

  /// The rows of each key, one after the other.
  private struct Rows {
    private var ends: [Int]
    private var rows: [Int]

    init(_ codes: [Int32], _ count: Int) {
      var next = [Int](repeating: 0, count: count + 1)
      for code in codes where code >= 0 { next[Int(code) + 1] += 1 }
      for code in 0..<count { next[code + 1] += next[code] }
      rows = Array(repeating: 0, count: next[count])
      for (row, code) in codes.enumerated() where code >= 0 {
        rows[next[Int(code)]] = row
        next[Int(code)] += 1
      }
      ends = next
    }

    subscript(code: Int32) -> ArraySlice<Int> { rows[(code == 0 ? 0 : ends[Int(code) - 1])..<ends[Int(code)]] }
  }
}
