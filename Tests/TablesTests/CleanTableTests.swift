import Numerics
import Tables
import Testing

/// Tables without a fault, of many shapes: whatever is found in them is a false alarm.
enum CleanTables {
  static let names = [
    "people", "shop", "sensor", "survey", "parcels", "small", "skewed", "coarse", "signed", "codes", "rare", "postal",
  ]

  /// - Parameter seed: another one is another clean table of the same kind.
  static func table(_ name: String, seed: UInt64) throws -> Table {
    var r = RandomStream(seed: seed, key: name)
    func pick<T>(_ n: Int, _ choices: [T]) -> [T] { (0..<n).map { _ in choices[r.integer(below: choices.count)] } }
    func normal(_ n: Int, _ mean: Double, _ sd: Double, digits: Double = 100) -> [Double] {
      (0..<n).map { _ in ((mean + sd * r.normal()) * digits).rounded() / digits }
    }
    switch name {
    case "people":
      return try Table([
        ("id", Column((1...300).map(Double.init))),
        ("age", Column((0..<300).map { _ in Double(18 + r.integer(below: 60)) })),
        ("height_cm", Column(normal(300, 172, 9, digits: 10))),
        ("city", Column(pick(300, ["Bern", "Basel", "Genf", "Chur"]))),
        ("member", Column(.truths(pick(300, [true, false])))),
      ])
    case "shop":
      return try Table([
        ("amount", Column((0..<500).map { _ in (100 * (3 + 0.8 * r.normal()).exponential).rounded() / 100 })),
        ("count", Column((0..<500).map { _ in Double(r.integer(below: 4) * r.integer(below: 3)) })),
        ("day", Column(.dates((0..<500).map { Day(number: Int32(20_000 + $0 / 2)) }))),
        ("item", Column(pick(500, ["tea", "coffee", "Type A", "Type B", "cocoa 1", "cocoa 2"]))),
      ])
    case "sensor":
      return try Table([
        ("time", Column((0..<400).map { Double($0) * 0.1 })), ("temperature", Column(normal(400, -3, 8))),
        ("humidity_percent", Column((0..<400).map { _ in (1000 * r.uniform()).rounded() / 10 })),
      ])
    case "survey":
      return try Table([
        ("q1", Column(pick(120, [1.0, 2, 3, 4, 5]))), ("q2", Column(pick(120, [1.0, 2, 3, 4, 5]))),
        ("q3", Column(pick(120, [-1.0, 0, 1]))), ("group", Column(pick(120, ["a", "b"]))),
      ])
    case "parcels":
      return try Table([
        ("code", Column((0..<200).map { "P\(1000 + 7 * $0)x" })), ("weight", Column(normal(200, 5, 1))),
        ("width", Column(normal(200, 30, 6, digits: 1))), ("size", Column(pick(200, ["S", "M", "L", "XL"]))),
      ])
    case "small":
      return try Table([("x", Column([1, 2, 3, 4, 5])), ("y", Column([2.1, 3.9, 6.2, 7.8, 10.1]))])
    case "skewed":
      return try Table([
        ("income", Column((0..<1000).map { _ in (10 + 0.9 * r.normal()).exponential.rounded() })),
        ("visits", Column((0..<1000).map { _ in (-6 * (1 - r.uniform()).logarithm).rounded(.down) })),
        ("share", Column((0..<1000).map { _ in r.uniform() * r.uniform() })),
      ])
    case "coarse":
      return try Table([("x", Column(pick(100, [1.0, 2, 3, 4]))), ("y", Column(pick(100, [1.0, 2, 3])))])
    case "signed":
      return try Table([
        ("age", Column(normal(200, 0, 1))), ("amount_change", Column(normal(200, 0, 40))),
        ("balance", Column(normal(200, 9, 400))),
      ])
    case "codes":
      return try Table([
        ("shoe", Column(pick(150, ["38", "39", "40", "41½", "12a"]))),
        ("band", Column(pick(150, ["<18", "18-25", "26+"]))),
        ("score", Column((0..<150).map { _ in Double(r.integer(below: 101)) })),
      ])
    case "rare":
      return try Table([
        ("broken", Column(.truths((0..<2000).map { $0 % 160 == 3 }))), ("load", Column(normal(2000, 50, 9))),
      ])
    default:
      return try Table([
        ("zip", Column((0..<80).map { _ in "0\(1000 + r.integer(below: 9000))" })),
        ("rooms", Column(pick(80, [1.0, 2, 3, 4, 5]))),
        ("rent", Column(normal(80, 1200, 250, digits: 1))), ("year", Column(pick(80, [1950.0, 1975, 1999, 2020]))),
      ])
    }
  }
}

extension Double {
  /// e to this power, to what a test needs.
  var exponential: Double { (0..<60).reversed().reduce(1.0) { 1 + self * $0 / Double($1 + 1) } }

  /// The natural logarithm, by halving Newton's error each time.
  var logarithm: Double { (0..<60).reduce(0.0) { y, _ in y + 2 * (self - y.exponential) / (self + y.exponential) } }
}

@Suite struct CleanTableTests {
  @Test(arguments: CleanTables.names, [1, 2, 3] as [UInt64])
  func nothingIsFound(name: String, seed: UInt64) throws {
    let quality = try Quality(CleanTables.table(name, seed: seed))
    #expect(quality.findings.isEmpty, "\(quality.findings.map(\.message))")
    #expect(quality.verdict == "ready: nothing found")
  }

  @Test(arguments: ["iris", "cars", "sleep", "nile", "fraud"])
  func setsThatComeAlongAreClean(name: String) throws {
    let quality = try Quality(#require(Dataset.named(name)).table)
    #expect(quality.findings.isEmpty, "\(quality.findings.map(\.message))")
  }

  @Test(arguments: [("iris", "species"), ("cars", "dist"), ("sleep", "group"), ("sleep", "extra"), ("nile", "flow")])
  func cleanTargetsAreNotGivenAway(name: String, target: String) throws {
    let quality = try Quality(#require(Dataset.named(name)).table, target: target)
    #expect(quality.findings.isEmpty, "\(quality.findings.map(\.message))")
  }
}
