import Statistics
import Tables
import Testing

private func sample(_ groups: [(String, Int)]) throws -> Table {
  try Table([("region", Column(groups.flatMap { Array(repeating: $0.0, count: $0.1) }))])
}

private func message(_ table: Table, _ population: Population) throws -> String? {
  var quality = try Quality(table)
  try quality.compare(table, with: population)
  return quality.findings.first { $0.problem == .population }?.message
}

@Suite struct PopulationTests {
  /// scipy.stats.chisquare([45, 35, 20], [30, 40, 30]): 11.4583, p 0.0032498.
  @Test func sharesAreComparedByChiSquared() throws {
    let facts = Population.facts([("region", .shares([("north", 0.3), ("south", 0.4), ("west", 0.3)]))])
    let words = try #require(try message(sample([("north", 45), ("south", 35), ("west", 20)]), facts))
    #expect(words.contains("\"north\" is 45 % here and 30 % there"))
    #expect(words.contains("χ² 11.46 on 2 df, p 0.00325"))
  }

  @Test func aSampleLikeItsPopulationIsNotRemarked() throws {
    let facts = Population.facts([("region", .shares([("north", 30), ("south", 40), ("west", 30)]))])
    #expect(try message(sample([("north", 32), ("south", 38), ("west", 30)]), facts) == nil)
  }

  /// scipy.stats.chi2_contingency([[45, 55], [120, 280]], correction=False): 8.1411, p 0.0043273.
  @Test func twoSamplesAreComparedAsSuch() throws {
    let population = Population.table(try sample([("a", 120), ("b", 280)]))
    let words = try #require(try message(sample([("a", 45), ("b", 55)]), population))
    #expect(words.contains("χ² 8.141 on 1 df, p 0.00433"))
  }

  @Test func aValueThePopulationDoesNotHaveIsNamed() throws {
    let facts = Population.facts([("region", .shares([("north", 0.5), ("south", 0.5)]))])
    let words = try #require(try message(sample([("north", 20), ("south", 20), ("mars", 1)]), facts))
    #expect(words.contains("\"mars\""))
  }

  /// z = (12 − 10)/(4/√25) = 2.5, p = 0.012419 by the normal table; (13 − 10)/(4/5) = 3.75, p = 0.00017683.
  @Test func meansAreComparedByZ() throws {
    func table(_ mean: Double) throws -> Table {
      try Table([("x", Column((0..<25).map { mean + Double($0 - 12) / 4 }))])
    }
    let facts = Population.facts([("x", .moments(mean: 10, sd: 4))])
    #expect(try message(table(12), facts) == nil, "p above 0.01")
    #expect(try #require(try message(table(13), facts)).contains("z 3.75, p 0.000177"))
  }

  /// scipy.stats.ks_2samp of 0…99 and 30…129: D 0.3.
  @Test func numbersAreComparedByTheirDistributions() throws {
    let table = try Table([("x", Column((0..<100).map { Double($0) + 0.5 }))])
    let other = try Table([("x", Column((30..<130).map { Double($0) + 0.5 }))])
    #expect(try #require(try message(table, .table(other))).contains("D 0.3"))
    #expect(try message(table, .table(table)) == nil)
  }

  @Test func whatIsNoPopulationIsRefused() throws {
    let table = try sample([("a", 30), ("b", 30)])
    var quality = try Quality(table)
    #expect(throws: PopulationError.shares("region", sum: 0.5)) {
      try quality.compare(table, with: .facts([("region", .shares([("a", 0.25), ("b", 0.25)]))]))
    }
    #expect(throws: PopulationError.kind("region", needed: "numbers")) {
      try quality.compare(table, with: .facts([("region", .moments(mean: 1, sd: 1))]))
    }
    let ages = try Table([("age", Column([41.0, 40]))])
    #expect(throws: PopulationError.mean("age", .infinity)) {
      try quality.compare(ages, with: .facts([("age", .moments(mean: .infinity, sd: 1))]))
    }
    #expect(throws: PopulationError.deviation("age", 0)) {
      try quality.compare(ages, with: .facts([("age", .moments(mean: 1, sd: 0))]))
    }
    #expect(throws: PopulationError.noColumn("city", known: ["region"])) {
      try quality.compare(table, with: .facts([("city", .shares([("a", 1)]))]))
    }
    let strange = try Table([("other", Column([1.0]))])
    #expect(throws: PopulationError.nothingInCommon(["other"])) { try quality.compare(table, with: .table(strange)) }
  }
}
