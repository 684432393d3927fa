import Numerics
import Tables
import Testing

/// A fault planted in a clean table: what must be found, where, and nothing else.
struct Planted: Sendable, CustomTestStringConvertible {
  let name: String
  let problem: Finding.Problem
  let columns: [String]
  /// The rows from 1; `nil` where the column as a whole is at fault.
  let rows: [Int]?
  let target: String?
  let plant: @Sendable ([String: Column]) -> [String: Column]

  init(
    _ name: String, _ problem: Finding.Problem, _ columns: [String], rows: [Int]?, target: String? = nil,
    _ plant: @escaping @Sendable ([String: Column]) -> [String: Column]
  ) {
    (self.name, self.problem, self.columns, self.rows, self.target) = (name, problem, columns, rows, target)
    self.plant = plant
  }

  var testDescription: String { name }

  static let order = ["age", "amount", "height", "city", "day", "ok", "extra"]

  /// 240 rows; what is planted under `extra` stands at the end.
  static func clean() -> [String: Column] {
    var r = RandomStream(seed: 5, key: "planted")
    let n = 240
    return [
      "age": Column((0..<n).map { _ in Double(18 + r.integer(below: 60)) }),
      "amount": Column((0..<n).map { _ in ((50 + 12 * r.normal()) * 100).rounded() / 100 }),
      "height": Column((0..<n).map { _ in ((172 + 9 * r.normal()) * 10).rounded() / 10 }),
      "city": Column((0..<n).map { _ in ["Zurich", "Geneva", "Lugano"][r.integer(below: 3)] }),
      "day": Column(.dates((0..<n).map { _ in Day(number: Int32(19_000 + r.integer(below: 900))) })),
      "ok": Column(.truths((0..<n).map { _ in r.uniform() < 0.5 })),
    ]
  }

  static func table(_ columns: [String: Column]) throws -> Table {
    try Table(order.compactMap { name in columns[name].map { (name: name, column: $0) } })
  }
}

extension [String: Column] {
  /// Numbers of a column with these rows, from 1, changed.
  func changing(_ name: String, _ rows: [Int], to value: Double) -> [String: Column] {
    var (copy, numbers) = (self, self[name]?.numbers ?? [])
    for row in rows { numbers[row - 1] = value }
    copy[name] = Column(numbers)
    return copy
  }

  func changing(_ name: String, _ rows: [Int], to text: String) -> [String: Column] {
    var copy = self
    copy[name] = Column(texts(name).enumerated().map { rows.contains($0 + 1) ? text : $1 })
    return copy
  }

  func texts(_ name: String) -> [String] {
    guard case .texts(let texts)? = self[name]?.storage else { return [] }
    return (0..<texts.count).map { texts[$0] }
  }

  func adding(_ column: Column) -> [String: Column] {
    var copy = self
    copy["extra"] = column
    return copy
  }

  func blanking(_ name: String, _ rows: [Int]) -> [String: Column] {
    var copy = self
    if let column = self[name] {
      copy[name] = Column(column.storage, missing: (1...column.count).map { rows.contains($0) })
    }
    return copy
  }

  func repeating(_ rows: [Int]) -> [String: Column] {
    mapValues { $0.taking(Array(0..<$0.count) + rows.map { $0 - 1 }) }
  }

  var numbers: [Double] { self["amount"]?.numbers ?? [] }
}

private let isoDays = (0..<240).map { "\(Day(number: Int32(19_000 + 3 * $0)))" }

private let faults: [Planted] = [
  Planted("one missing cell", .missing, ["age"], rows: [17]) { $0.blanking("age", [17]) },
  Planted("many missing cells", .missing, ["city"], rows: Array(1...40)) { $0.blanking("city", Array(1...40)) },
  Planted("-999", .missingCode, ["amount"], rows: [5, 60]) { $0.changing("amount", [5, 60], to: -999) },
  Planted("9999", .missingCode, ["height"], rows: [2, 3, 4]) { $0.changing("height", [2, 3, 4], to: 9999) },
  Planted("n/a", .missingCode, ["city"], rows: [8, 9]) { $0.changing("city", [8, 9], to: "n/a") },
  Planted("an empty text", .missingCode, ["city"], rows: [8]) { $0.changing("city", [8], to: "") },
  Planted("one row twice", .duplicateRows, [], rows: [241]) { $0.repeating([12]) },
  Planted("rows three times", .duplicateRows, [], rows: [241, 242, 243, 244]) { $0.repeating([12, 12, 90, 90]) },
  Planted("rows twice but for their number", .duplicateRows, [], rows: [241, 242]) { columns in
    columns.repeating([12, 30]).adding(Column((1...242).map(Double.init)))
  },
  Planted("a column twice", .duplicateColumns, ["age", "extra"], rows: nil) { $0.adding($0["age"] ?? Column([0.0])) },
  Planted("a column in inches", .duplicateColumns, ["height", "extra"], rows: nil) { columns in
    columns.adding(Column((columns["height"]?.numbers ?? []).map { $0 / 2.54 }))
  },
  Planted("always the same", .constant, ["extra"], rows: nil) { $0.adding(Column(Array(repeating: 3.0, count: 240))) },
  Planted("all missing", .constant, ["age"], rows: nil) { $0.blanking("age", Array(1...240)) },
  Planted("nearly always the same", .nearlyConstant, ["extra"], rows: [7]) { columns in
    columns.adding(Column((1...240).map { $0 == 7 ? "x" : "standard" }))
  },
  Planted("a word among numbers", .mixedTypes, ["extra"], rows: [33]) { columns in
    columns.adding(Column((1...240).map { $0 == 33 ? "twelve" : "\($0)" }))
  },
  Planted("numbers kept as texts", .mixedTypes, ["extra"], rows: Array(1...240)) { columns in
    columns.adding(Column((1...240).map { "\(Double($0) / 4)" }))
  },
  Planted("a number among words", .mixedTypes, ["city"], rows: [40]) { $0.changing("city", [40], to: "8001") },
  Planted("dates in two formats", .dateFormats, ["extra"], rows: [3]) { columns in
    columns.adding(Column(isoDays.enumerated().map { $0 == 2 ? "07.01.2022" : $1 }))
  },
  Planted("a day that does not exist", .dateFormats, ["extra"], rows: [9]) { columns in
    columns.adding(Column(isoDays.enumerated().map { $0 == 8 ? "2022-02-30" : $1 }))
  },
  Planted("other capitals", .spellings, ["city"], rows: [50]) { $0.changing("city", [50], to: "ZURICH") },
  Planted("a blank too many", .spellings, ["city"], rows: [50]) { $0.changing("city", [50], to: "Geneva ") },
  Planted("a slip of the pen", .spellings, ["city"], rows: [51]) { $0.changing("city", [51], to: "Lugnao") },
  Planted("damaged letters", .damagedText, ["city"], rows: [52]) { $0.changing("city", [52], to: "ZÃ¼rich") },
  Planted("infinity", .notFinite, ["amount"], rows: [6]) { $0.changing("amount", [6], to: .infinity) },
  Planted("a decimal point lost", .outliers, ["height"], rows: [99]) { $0.changing("height", [99], to: 1745) },
  Planted("far too small", .outliers, ["height"], rows: [100]) { $0.changing("height", [100], to: 1.75) },
  Planted("a negative amount", .impossible, ["amount"], rows: [14]) { $0.changing("amount", [14], to: -20) },
  Planted("an age of 230", .impossible, ["age"], rows: [77]) { $0.changing("age", [77], to: 230) },
  Planted("a day of 1799", .impossible, ["day"], rows: [10]) { columns in
    var copy = columns
    if case .dates(var days)? = columns["day"]?.storage {
      days[9] = Day(number: -62_000)
      copy["day"] = Column(.dates(days))
    }
    return copy
  },
  Planted("heights of 0", .zeros, ["height"], rows: [20, 21]) { $0.changing("height", [20, 21], to: 0) },
  Planted("a column that is the class", .leakage, ["extra"], rows: nil, target: "ok") { columns in
    guard case .truths(let ok)? = columns["ok"]?.storage else { return columns }
    return columns.adding(Column(ok.map { $0 ? "paid" : "open" }))
  },
  Planted("a number that separates the class", .leakage, ["extra"], rows: nil, target: "ok") { columns in
    guard case .truths(let ok)? = columns["ok"]?.storage else { return columns }
    return columns.adding(Column(zip(ok, columns.numbers).map { $0 ? 200 + $1 : $1 }))
  },
  Planted("the target in another unit", .leakage, ["extra"], rows: nil, target: "amount") { columns in
    columns.adding(Column(columns.numbers.map { 1.08 * $0 }))
  },
  Planted("a part of the target", .leakage, ["age", "extra"], rows: nil, target: "amount") { columns in
    columns.adding(Column(zip(columns.numbers, columns["age"]?.numbers ?? []).map { $0 - $1 }))
  },
  Planted("a rare class", .imbalance, ["extra"], rows: [], target: "extra") { columns in
    columns.adding(Column((1...240).map { $0 % 60 == 7 ? "fraud" : "honest" }))
  },
  Planted("an identifier beside a target", .identifier, ["extra"], rows: [], target: "ok") { columns in
    columns.adding(Column((1...240).map { "K\($0 * 31 % 997)" }))
  },
]

@Suite struct PlantedFaultTests {
  @Test(arguments: faults)
  func isFoundAndNothingElse(_ fault: Planted) throws {
    let clean = try Quality(Planted.table(Planted.clean()), target: fault.target == "extra" ? nil : fault.target)
    #expect(clean.findings.isEmpty, "\(clean.findings.map(\.message))")
    let quality = try Quality(Planted.table(fault.plant(Planted.clean())), target: fault.target)
    let finding = try #require(quality.findings.first, "nothing found")
    #expect(quality.findings.count == 1, "\(quality.findings.map(\.message))")
    #expect(finding.problem == fault.problem && finding.columns == fault.columns, "\(finding.message)")
    if let rows = fault.rows { #expect(finding.rows == rows) }
    #expect(finding.mend != nil && (finding.message.hasSuffix(".") || finding.message.hasSuffix("?")))
    #expect(quality.verdict != "ready: nothing found")
  }

  @Test func everyKindOfFaultIsPlanted() {
    // What is unlike a population is tested where populations are.
    #expect(Set(faults.map(\.problem)).union([.population]) == Set(Finding.Problem.allCases))
  }

  @Test func identifiersThatRepeatAreFound() throws {
    var columns = Planted.clean()
    columns["extra"] = Column((1...240).map { $0 == 200 ? 4.0 : Double($0 * 7) })
    let renamed = try Planted.table(columns).renaming([(old: "extra", new: "customer_id")])
    #expect(try Quality(renamed).findings.isEmpty)
    columns["extra"] = Column((1...240).map { $0 == 200 ? 7.0 : Double($0 * 7) })
    let repeated = try Quality(Planted.table(columns).renaming([(old: "extra", new: "customer_id")]))
    #expect(repeated.findings.map(\.problem) == [.identifier] && repeated.findings.first?.rows == [200])
  }

  @Test func whatMattersStandsFirst() throws {
    let many = Planted.clean().changing("age", [77], to: 230).blanking("city", [3]).repeating([1, 2])
    let quality = try Quality(Planted.table(many))
    #expect(quality.findings.map(\.severity) == [.matters, .matters, .look])
    #expect(quality.verdict == "not ready: 2 findings that matter, 1 to look at")
  }

  @Test func whatCannotBeInspectedIsRefused() throws {
    let table = try Planted.table(Planted.clean())
    #expect(throws: QualityError.empty) { try Quality(table.taking(rows: [])) }
    #expect(throws: QualityError.noColumn("agee", known: table.names)) { try Quality(table, target: "agee") }
    let blank = try Planted.table(Planted.clean().blanking("age", Array(1...240)))
    #expect(throws: QualityError.noTarget("age")) { try Quality(blank, target: "age") }
  }
}
