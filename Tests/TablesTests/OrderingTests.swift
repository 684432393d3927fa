import Numerics
import Tables
import Testing

/// Keys with many ties, with NaN and missing ones among them.
private func keys(_ count: Int, seed: UInt64) -> (column: Column, cells: [Double?]) {
  var stream = RandomStream(seed: seed)
  let cells = (0..<count).map { _ -> Double? in
    switch stream.bits() % 10 {
    case 0: nil
    case 1: .nan
    case 2: [0, -0.0, .infinity, -.infinity, 1e-300, -1e300][Int(stream.bits() % 6)]
    default: Double(Int(stream.bits() % 41) - 20) / 4
    }
  }
  return (Column(cells), cells)
}

/// The definition: by key, equal ones as they stand, then NaN, then what is missing.
private func defined(_ cells: [Double?], descending: Bool) -> [Int] {
  func rank(_ x: Double?) -> Int { x.map { $0.isNaN ? 1 : 0 } ?? 2 }
  return cells.indices.sorted { i, j in
    let (p, q) = (rank(cells[i]), rank(cells[j]))
    if p != q { return p < q }
    if p == 0, let x = cells[i], let y = cells[j], x != y { return descending ? x > y : x < y }
    return i < j
  }
}

@Suite struct OrderingTests {
  /// Up to 256 elements by comparison, above that by digits.
  @Test(arguments: [0, 1, 7, 256, 257, 2000], [false, true])
  func placesAreThoseOfTheDefinition(count: Int, descending: Bool) {
    let (column, cells) = keys(count, seed: UInt64(count) + 1)
    #expect(column.order(descending: descending) == defined(cells, descending: descending))
  }

  @Test(arguments: [40, 900]) func textsAndDatesHaveTheirOrder(count: Int) {
    var stream = RandomStream(seed: 3)
    let words = (0..<count).map { _ in ["b", "a", "", "zebra crossing", "zebra", "é", "Ä"][Int(stream.bits() % 7)] }
    let sorted = words.indices.sorted { words[$0] == words[$1] ? $0 < $1 : words[$0] < words[$1] }
    #expect(Column(words).order() == sorted)
    let days = (0..<count).map { _ in Int32(truncatingIfNeeded: stream.bits() % 4000) - 2000 }
    let places = days.indices.sorted { days[$0] == days[$1] ? $0 < $1 : days[$0] > days[$1] }
    #expect(Column(.dates(days.map { Day(number: $0) })).order(descending: true) == places)
  }

  @Test func theFirstColumnCountsMost() throws {
    let (a, x) = keys(700, seed: 8)
    let (b, y) = keys(700, seed: 9)
    let table = try Table([("a", a), ("b", b)])
    // Stable: by the second key first, then by the first.
    let inner = defined(y, descending: true)
    let outer = defined(inner.map { x[$0] }, descending: false).map { inner[$0] }
    #expect(table.order(by: [a, b], descending: [false, true]) == outer)
  }
}

@Suite struct CodingTests {
  /// Texts of any length, as a dictionary counts them: long ones go another way than short ones.
  @Test(arguments: [1, 7, 8, 30]) func textsAreToldApartByTheirBytes(length: Int) {
    var stream = RandomStream(seed: UInt64(length))
    let words = (0..<3000).map { _ in
      String(repeating: "w", count: max(0, length - 4)) + "\(stream.bits() % 2500)"
    }
    check(Coding(Column(words)), words)
  }

  @Test func allNaNAreOneAndBothZeros() {
    let coding = Coding(Column([0, .nan, -0.0, nil, -.nan, 1, nil] as [Double?]))
    #expect(coding.codes == [0, 1, 0, 2, 1, 3, 2])
    #expect(coding.firsts == [0, 1, 3, 5])
  }

  @Test func pairsAreRows() throws {
    var stream = RandomStream(seed: 4)
    let numbers = (0..<2000).map { _ in Double(stream.bits() % 30) }
    let words = (0..<2000).map { _ in "word number \(stream.bits() % 30)" }
    let coding = try #require(Coding([Column(numbers), Column(words)]))
    check(coding, zip(numbers, words).map { "\($0) \($1)" })
  }

  private func check(_ coding: Coding, _ words: [String]) {
    var codes: [String: Int32] = [:]
    var firsts: [Int] = []
    let expected = words.enumerated().map { row, word -> Int32 in
      if let code = codes[word] { return code }
      codes[word] = Int32(firsts.count)
      firsts.append(row)
      return Int32(firsts.count - 1)
    }
    #expect(coding.codes == expected)
    #expect(coding.firsts == firsts)
  }
}

@Suite struct GroupingTests {
  @Test func summariesAreThoseOfTheRows() throws {
    var stream = RandomStream(seed: 11)
    let (column, cells) = keys(1200, seed: 12)
    // Quarters add up exactly in any order.
    let x = (0..<1200).map { _ in Double(Int(stream.bits() % 4001) - 2000) / 4 }
    let grouping = try #require(Grouping(by: [column]))
    let members = grouping.members
    let order = grouping.firsts.map { cells[$0] }
    #expect(defined(order, descending: false) == Array(order.indices), "in order")
    #expect(members.map(\.count) == grouping.sizes)
    #expect(members.reduce(0) { $0 + $1.count } == 1200)
    for (group, rows) in members.enumerated() {
      #expect(rows == rows.sorted() && rows.first == grouping.firsts[group])
      let key = order[group]
      #expect(rows.allSatisfy { cells[$0] == key || key?.isNaN == true && cells[$0]?.isNaN == true })
    }
    let sums = members.map { rows in rows.reduce(0) { $0 + x[$1] } }
    #expect(grouping.summary(.sum, of: Column(x)) == sums)
    #expect(grouping.summary(.mean, of: Column(x)) == zip(sums, grouping.sizes).map { $0 / Double($1) })
    #expect(grouping.summary(.min, of: Column(x)) == members.map { rows in rows.map { x[$0] }.min() ?? .nan })
    #expect(grouping.summary(.max, of: Column(x)) == members.map { rows in rows.map { x[$0] }.max() ?? .nan })
  }

  @Test func missingNumbersAreNotSummedSilently() throws {
    let grouping = try #require(Grouping(by: [Column(["a", "b"])]))
    for summary in Grouping.Summary.allCases {
      #expect(grouping.summary(summary, of: Column([1, nil])) == nil)
      #expect(grouping.summary(summary, of: Column(["1", "2"])) == nil)
    }
  }
}
