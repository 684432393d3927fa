import Document
import Evaluation

/// The work of an operation as a value: it shows the derivation, and its field `value` is what that ends in.
public struct Working: DomainValue, ResultType {
  public static let typeName = "derivation"

  public let worked: Worked<Value>

  public init(_ worked: Worked<Value>) { self.worked = worked }

  public var document: Document { worked.derivation.document }
  public var derivation: Derivation? { worked.derivation }

  public var fields: Record {
    let steps = worked.derivation.steps
    return Record([
      .init("value", worked.value ?? .missing),
      .init("steps", .number(Double(steps.count))),
      .init("rules", .list(List(steps.map { .text($0.rule.plain) }))),
    ])
  }
}
