import Evaluation
import LinearAlgebra
import Statistics
import Tables

/// Comparisons of all pairs as a value.
extension TukeyHSD: DomainValue, ResultType {
  public static let typeName = "comparison of all pairs"

  public var fields: Record {
    func vector(_ pick: (Pair) -> Double) -> Value { .vector(Vector(pairs.map(pick))) }
    return Record([
      .init("pairs", .column(Column(pairs.map { "\($0.second) − \($0.first)" }))),
      .init("difference", vector(\.difference)), .init("lower", vector(\.interval.lowerBound)),
      .init("upper", vector(\.interval.upperBound)), .init("p", vector(\.p)), .init("df", .number(df)),
      .init("level", .number(level)), .init("n", .vector(Vector(counts.map(Double.init)))),
      .init("notes", .list(List(notes.map { .text($0) }))),
    ])
  }
}
