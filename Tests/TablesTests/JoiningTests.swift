import Numerics
import Tables
import Testing

/// A table of keys that come up several times, some missing, and of its own rows' numbers.
private func table(_ rows: Int, _ name: String, seed: UInt64) throws -> Table {
  var stream = RandomStream(seed: seed)
  let keys = (0..<rows).map { _ in stream.bits() % 8 == 0 ? nil : "key \(stream.bits() % 12)" }
  let parts = (0..<rows).map { _ in stream.bits() % 9 == 0 ? nil : Double(stream.bits() % 3) }
  return try Table([("k", Column(keys)), ("p", Column(parts)), (name, Column((0..<rows).map { Double($0) }))])
}

/// The definition: every pair of rows whose keys are there and equal.
private func pairs(_ a: Table, _ b: Table, _ keys: [String]) -> [(Int, Int)] {
  (0..<a.rows).flatMap { i in
    (0..<b.rows).filter { j in
      keys.allSatisfy { key in
        guard let x = a[key]?[i], let y = b[key]?[j] else { return false }
        return x != .missing && x == y
      }
    }.map { (i, $0) }
  }
}

@Suite struct JoiningTests {
  @Test(arguments: [["k"], ["k", "p"]], JoinKind.allCases)
  func rowsAreThoseOfNestedLoops(keys: [String], kind: JoinKind) throws {
    let a = try table(37, "left", seed: 21)
    let b = try table(29, "right", seed: 22)
    let found = pairs(a, b, keys)
    let (lone, alone) = (
      Set(0..<37).subtracting(found.map(\.0)).sorted(), Set(0..<29).subtracting(found.map(\.1)).sorted()
    )
    let joined = try a.joining(b, on: keys.map { ($0, $0) }, kind)
    let gaps = [a, b].map { t in (0..<t.rows).count { row in keys.contains { t[$0]?.isMissing(row) == true } } }
    #expect(joined.missingKeys == gaps[0] + gaps[1])
    #expect(!lone.isEmpty && !alone.isEmpty && found.count > 5, "every kind decides")
    if kind == .semi || kind == .anti {
      #expect(joined.table == a.taking(rows: kind == .anti ? lone : Set(found.map(\.0)).sorted()))
      return
    }
    let left: [(Int?, Int?)] = kind == .left || kind == .outer ? lone.map { ($0, nil) } : []
    var expected = found.map { (Optional($0.0), Optional($0.1)) } + left
    expected.sort { ($0.0 ?? 0, $0.1 ?? -1) < ($1.0 ?? 0, $1.1 ?? -1) }
    if kind == .right {
      expected += alone.map { (nil, $0) }
      expected.sort { ($0.1 ?? 0, $0.0 ?? -1) < ($1.1 ?? 0, $1.0 ?? -1) }
    }
    if kind == .outer { expected += alone.map { (nil, $0) } }
    let rows = joined.table
    #expect(rows["left"] == Column(expected.map { $0.0.map(Double.init) }))
    #expect(rows["right"] == Column(expected.map { $0.1.map(Double.init) }))
    for key in keys {
      for (row, pair) in expected.enumerated() {
        #expect(rows[key]?[row] == (pair.0.map { a[key]?[$0] } ?? pair.1.map { b[key]?[$0] }))
      }
    }
  }

  @Test func keysOfDifferentKindsAreRefused() throws {
    let (a, b) = (try Table([("k", Column(["1"]))]), try Table([("k", Column([1.0]))]))
    #expect(throws: TableError.kinds("k", .text, .number)) { try a.joining(b, on: [("k", "k")], .inner) }
    #expect(throws: TableError.unknown("z", known: ["k"])) { try a.joining(b, on: [("k", "z")], .inner) }
  }
}

@Suite struct ShapingTests {
  private let t: Table

  init() throws {
    t = try Table([
      ("a", Column([1, nil, 1, 2])), ("b", Column(["x", "y", "x", nil])), ("c", Column([4.0, 3, 2, 1])),
    ])
  }

  @Test func columnsAreChosenAndNamed() throws {
    #expect(try t.selecting(["c", "a"]).names == ["c", "a"])
    #expect(try t.selecting([]).rows == 4)
    #expect(try t.dropping(["b"]) == t.selecting(["a", "c"]))
    #expect(try t.renaming([("a", "b"), ("b", "a")]).names == ["b", "a", "c"])
    #expect(throws: TableError.repeated("b")) { try t.renaming([("a", "b")]) }
    #expect(throws: TableError.unknown("z", known: ["a", "b", "c"])) { try t.selecting(["z"]) }
    #expect(throws: TableError.lengths("a", 4, "d", 1)) { try t.setting("d", to: Column([1.0])) }
    #expect(try t.setting("a", to: Column(["p", "q", "r", "s"])).names == ["a", "b", "c"])
    #expect(try t.setting("d", to: Column([1.0, 2, 3, 4])).names == ["a", "b", "c", "d"])
  }

  @Test func rowsAreAppendedByName() throws {
    let turned = try t.selecting(["c", "b", "a"])
    #expect(try t.appending(turned) == t.taking(rows: [0, 1, 2, 3, 0, 1, 2, 3]))
    let short = try t.selecting(["a", "c"])
    #expect(throws: TableError.absent(["b"])) { try t.appending(short) }
    #expect(try t.appending(short, filling: true)["b"] == Column(["x", "y", "x", nil, nil, nil, nil, nil]))
    #expect(throws: TableError.kinds("a", .number, .text)) {
      try t.appending(try t.setting("a", to: Column(["p", "q", "r", "s"])))
    }
  }

  @Test func rowsAreLeftOut() throws {
    #expect(try t.dropping(missingIn: ["a"]) == t.taking(rows: [0, 2, 3]))
    #expect(try t.dropping(missingIn: ["a", "b"]) == t.taking(rows: [0, 2]))
    #expect(try t.distinct(by: ["a"]) == t.taking(rows: [0, 1, 3]))
    #expect(try t.distinct(by: ["a", "b"]) == t.taking(rows: [0, 1, 3]))
    #expect(try t.distinct(by: ["c"]) == t)
  }

  /// numpy.quantile of the sorted numbers, its default.
  @Test func quartilesAreThoseOfType7() throws {
    let numbers = try #require(Description(Column([7, nil, 1, 3, 12, 5, 8])).numbers)
    #expect([numbers.minimum, numbers.lower, numbers.median, numbers.upper, numbers.maximum] == [1, 3.5, 6, 7.75, 12])
    let ends = try #require(Description(Column([.infinity, 1, 2, 3, .infinity])).numbers)
    #expect([ends.lower, ends.median, ends.upper] == [2, 3, .infinity])
    #expect(try #require(Description(Column([1, .nan])).numbers).median.isNaN)
  }
}

@Suite struct ColumnEqualityTests {
  @Test func whatStandsUnderMissingDoesNotCount() {
    func numbers(_ under: Double) -> Column { Column(.numbers([1, under, 3]), missing: [false, true, false]) }
    #expect(numbers(.nan) == numbers(.nan))
    #expect(numbers(.nan) == numbers(7))
    #expect(numbers(.nan).hashValue == numbers(7).hashValue)
    #expect(numbers(7) != Column([1, 7, 3]))
    #expect(numbers(7) != Column(.numbers([1, 7, 4]), missing: [false, true, false]))
    #expect(numbers(7) != Column(.numbers([1, 2, 3]), missing: [false, false, true]))
    let (a, b) = (Column(["x", nil]), Column(.texts(Texts(["x", "strange"])), missing: [false, true]))
    #expect(a == b && a.hashValue == b.hashValue)
    #expect(a != Column([1, nil]))
    #expect(Column([1, .nan]) != Column([1, .nan]), "NaN differs from itself")
  }
}
