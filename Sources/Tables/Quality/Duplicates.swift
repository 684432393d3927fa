import Document

/// Rows and columns that say the same twice.
enum Duplicates {
  /// Rows that are equal, judged against coincidence: coarse measures repeat by themselves, and then many pairs of rows
  /// differ in one column only. Where equal pairs outnumber what those would bring by agreeing there too, chance does not
  /// explain them.
  /// - Parameter total: how many columns there are with those that only number the rows.
  static func rows(_ columns: [InspectedColumn], total: Int) -> [Finding] {
    guard let count = columns.first?.column.count, count > 1 else { return [] }
    var sums = Array(repeating: UInt64(0), count: count)
    let parts = columns.enumerated().map { place, column in
      column.codes.codes.map { mixed(UInt64(bitPattern: Int64($0)) &+ 2, place) }
    }
    for part in parts { for row in 0..<count { sums[row] &+= part[row] } }
    let groups = grouped(sums)
    guard groups.pairs > 0, columns.count > 1 else { return [] }
    let chance = zip(parts, columns).map { part, column in
      let nearly = grouped((0..<count).map { sums[$0] &- part[$0] }).pairs - groups.pairs
      return Double(nearly) * column.codes.agreement
    }
    let extra = groups.repeats
    let apart = total == columns.count ? "" : " but for what numbers them"
    let what = extra.count == 1 ? "1 row repeats an earlier one" : "\(extra.count) rows repeat earlier ones"
    // Columns hang together, so rows that are alike in all but one agree there more often than any two do.
    let expected = 3 * (chance.max() ?? 0)
    if Double(groups.pairs) <= expected + 3 * expected.squareRoot() {
      return [
        Finding(
          .duplicateRows, .note, columns: [], rows: extra.map { $0 + 1 },
          "\(what)\(apart); so many rows differ in one column only that this may be coincidence.")
      ]
    }
    return [
      Finding(
        .duplicateRows, .matters, columns: [], rows: extra.map { $0 + 1 },
        "\(what)\(apart), cell by cell: \(Words.share(extra.count, of: count)).",
        mend: total == columns.count ? .dropDuplicates : .dropRows(extra.map { $0 + 1 }))
    ]
  }

  /// How many pairs of rows are alike, and the rows that were seen before, from 0.
  private static func grouped(_ keys: [UInt64]) -> (pairs: Int, repeats: [Int]) {
    var seen: [UInt64: Int] = [:]
    seen.reserveCapacity(keys.count)
    var (pairs, repeats): (Int, [Int]) = (0, [])
    for (row, key) in keys.enumerated() {
      let before = seen[key, default: 0]
      if before > 0 { repeats.append(row) }
      pairs += before
      seen[key] = before + 1
    }
    return (pairs, repeats)
  }

  /// SplitMix64's finaliser, of a cell and its column.
  private static func mixed(_ code: UInt64, _ column: Int) -> UInt64 {
    var z = code &+ UInt64(column + 1) &* 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Columns that are equal, or the same measure in another unit.
  /// - Parameter columns: without the target, of which such a column gives away everything.
  static func columns(_ columns: [InspectedColumn]) -> [Finding] {
    var found: [Finding] = []
    var dropped: Set<String> = []
    for (place, first) in columns.enumerated() where !dropped.contains(first.name) && first.codes.distinct > 1 {
      for second in columns[(place + 1)...] where !dropped.contains(second.name) {
        guard second.codes.distinct == first.codes.distinct, second.codes.codes == first.codes.codes else { continue }
        // A few cells of few kinds are equal by chance.
        let doublings = first.codes.distinct.bitWidth - (first.codes.distinct - 1).leadingZeroBitCount
        guard first.codes.present * doublings >= 8 else { continue }
        if first.codes.first.allSatisfy({ first.column[$0] == second.column[$0] }) {
          dropped.insert(second.name)
          found.append(
            Finding(
              .duplicateColumns, .matters, columns: [first.name, second.name], count: first.column.count,
              "\(second.name) holds the same as \(first.name) in every row.", mend: .dropColumns([second.name])))
        } else if let (slope, shift) = unit(first, second) {
          dropped.insert(second.name)
          let sign = shift < 0 ? "−" : "+"
          let added = shift == 0 ? "" : " \(sign) \(Words.number(shift.magnitude))"
          found.append(
            Finding(
              .duplicateColumns, .look, columns: [first.name, second.name], count: first.column.count,
              "\(second.name) is \(first.name) in another unit: \(Words.number(slope)) × \(first.name)\(added).",
              mend: .dropColumns([second.name])))
        }
      }
    }
    return found
  }

  /// The slope and shift that turn one column of numbers into another; `nil` when none do, or with too few values to
  /// tell.
  private static func unit(_ a: InspectedColumn, _ b: InspectedColumn) -> (Double, Double)? {
    guard a.isNumeric, b.isNumeric, a.codes.distinct >= 5, a.numbers.count == b.numbers.count else { return nil }
    guard let low = a.numbers.indices.min(by: { a.numbers[$0].value < a.numbers[$1].value }),
      let high = a.numbers.indices.max(by: { a.numbers[$0].value < a.numbers[$1].value })
    else { return nil }
    let run = a.numbers[high].value - a.numbers[low].value
    let rise = b.numbers[high].value - b.numbers[low].value
    guard run > 0, rise != 0 else { return nil }
    let slope = rise / run
    let shift = b.numbers[low].value - slope * a.numbers[low].value
    let isExact = zip(a.numbers, b.numbers).allSatisfy { x, y in
      (slope * x.value + shift - y.value).magnitude <= 1e-9 * (rise.magnitude + y.value.magnitude)
    }
    // Of a shift that is rounding only, nothing is said.
    return isExact ? (slope, shift.magnitude <= 1e-9 * rise.magnitude ? 0 : shift) : nil
  }
}
