import Evaluation
import Statistics
import Tables

/// What is known of a population: a table, or a record with a record of shares, or of mean and sd, for each column.
struct KnownPopulation: ArgumentType {
  let population: Population

  static let needed = "a table, or a record such as {region = {north = 0.4, south = 0.6}, age = {mean = 41, sd = 12}}"

  static func decode(_ value: Value) -> KnownPopulation? {
    switch value {
    case .table(let table): return KnownPopulation(population: .table(table))
    case .record(let record):
      let facts = record.fields.compactMap { field in Self.fact(field.value).map { (field.name, $0) } }
      guard !facts.isEmpty, facts.count == record.fields.count else { return nil }
      return KnownPopulation(population: .facts(facts))
    default: return nil
    }
  }

  private static func fact(_ value: Value) -> Population.Fact? {
    guard case .record(let record) = value else { return nil }
    let numbers = record.fields.compactMap { field -> (name: String, share: Double)? in
      if case .number(let x) = field.value { (field.name, x) } else { nil }
    }
    guard numbers.count == record.fields.count, !numbers.isEmpty else { return nil }
    if numbers.map(\.name).sorted() == ["mean", "sd"], let mean = numbers.first(where: { $0.name == "mean" }),
      let sd = numbers.first(where: { $0.name == "sd" })
    {
      return .moments(mean: mean.share, sd: sd.share)
    }
    return .shares(numbers)
  }
}
