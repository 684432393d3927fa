import Evaluation
import LinearAlgebra
import Statistics

extension Bootstrap: DomainValue, ResultType {
  public static let typeName = "bootstrap"

  public var fields: Record {
    Record([
      .init("estimate", .number(estimate)), .init("se", .number(se)), .init("bias", .number(bias)),
      .init("ci", .vector(Vector([lower, upper]))), .init("method", .text(method.rawValue)),
      .init("level", .number(level)), .init("n", .number(Double(count))), .init("lost", .number(Double(lost))),
      .init("replicates", .vector(Vector(replicates))),
    ])
  }
}

extension ShuffleTest: DomainValue, ResultType {
  public static let typeName = "permutation test"

  public var fields: Record {
    Record([
      .init("statistic", .number(observed)), .init("p", .number(p)), .init("exact", .truth(isExact)),
      .init("alternative", .text(alternative.rawValue)), .init("n", .vector(Vector(counts.map(Double.init)))),
      .init("lost", .number(Double(lost))), .init("shuffled", .vector(Vector(shuffled))),
    ])
  }
}

extension Power: DomainValue, ResultType {
  public static let typeName = "power plan"

  public var fields: Record {
    Record([
      .init("effect", .number(effect)), .init("n", .number(n)), .init("power", .number(power)),
      .init("alpha", .number(alpha)), .init("kind", .text(kind.rawValue)),
      .init("alternative", .text(alternative.rawValue)), .init("solved", .text(solved.rawValue)),
    ])
  }
}

extension ConfidenceInterval: DomainValue, ResultType {
  public static let typeName = "interval"

  public var fields: Record {
    Record([
      .init("lower", .number(lower)), .init("upper", .number(upper)), .init("estimate", .number(estimate)),
      .init("ci", .vector(Vector([lower, upper]))), .init("level", .number(level)), .init("method", .text(method)),
      .init("n", .number(Double(count))),
    ])
  }
}
