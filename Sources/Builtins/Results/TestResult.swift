import Evaluation
import LinearAlgebra
import Statistics
import Tables

/// A hypothesis test as a value: its numbers by name, in the order in which it is told.
extension TestResult: DomainValue, ResultType {
  public static let typeName = "test"

  /// `statistic`, the degrees of freedom, `p`, `ci`, `estimate`, `effect`, `assumptions`, then what is the test's own.
  public var fields: Record {
    var fields = [Record.Field("statistic", Value(statistic))]
    fields += figures.filter { $0.name.hasPrefix("df") }.map { .init($0.name, .number($0.value)) }
    fields.append(.init("p", .number(p)))
    fields.append(.init("ci", interval.map { .vector(Vector([$0.lowerBound, $0.upperBound])) } ?? .missing))
    fields.append(.init("estimate", Value(estimate)))
    fields.append(.init("effect", Value(effect?.value)))
    fields.append(.init("assumptions", assumptionTable))
    fields += figures.filter { !$0.name.hasPrefix("df") }.map { .init($0.name, .number($0.value)) }
    fields += details.map { .init($0.name, $0.content.value) }
    fields.append(.init("n", counts.count == 1 ? .number(Double(counts[0])) : .vector(Vector(counts.map(Double.init)))))
    fields.append(.init("test", .text(test)))
    fields.append(.init("parameter", .text(parameter)))
    fields.append(.init("effect_name", effect.map { .text($0.name) } ?? .missing))
    fields.append(.init("alternative", .text(alternative.rawValue)))
    fields.append(.init("level", .number(level)))
    fields.append(.init("exact", .truth(isExact)))
    fields.append(.init("notes", .list(List(notes.map { .text($0) }))))
    return Record(fields)
  }

  /// A row for each, as columns of equal length by construction.
  private var assumptionTable: Value {
    let columns: [(name: String, column: Column)] = [
      ("assumption", Column(assumptions.map(\.statement))), ("verdict", Column(assumptions.map { $0.verdict.word })),
      ("check", Column(assumptions.map(\.evidence))),
    ]
    return .table(Table(uniform: columns))
  }
}

extension TestResult.Alternative: Choice {}

extension TestResult.Assumption.Verdict {
  fileprivate var word: String {
    switch self {
    case .plausible: "plausible"
    case .doubtful: "doubtful"
    case .unchecked: "unchecked"
    }
  }
}

extension TestResult.Detail.Content {
  fileprivate var value: Value {
    switch self {
    case .vector(let values): .vector(Vector(values))
    case .matrix(let matrix, _, _): .matrix(matrix)
    case .texts(let texts): .column(Column(texts))
    case .number(let value): .number(value)
    }
  }
}

extension Value {
  fileprivate init(_ number: Double?) { self = number.map { .number($0) } ?? .missing }
}
