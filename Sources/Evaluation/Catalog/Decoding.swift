import LinearAlgebra
import Numerics
import Tables

extension Value: ArgumentType, ResultType {
  public static var needed: String { "a value" }
  public static var kind: String { "value" }
  public static func decode(_ value: Value) -> Value? { value }
  public var value: Value { self }
}

extension Double: ArgumentType, ResultType {
  public static var needed: String { "a number" }
  public static var kind: String { "number" }
  public static func decode(_ value: Value) -> Double? { if case .number(let x) = value.standing { x } else { nil } }
  public var value: Value { .number(self) }
}

extension Int: ArgumentType, ResultType {
  public static var needed: String { "a whole number" }
  public static var kind: String { "number" }
  public static func decode(_ value: Value) -> Int? {
    if case .number(let x) = value { Int(exactly: x) } else { nil }
  }
  public var value: Value { .number(Double(self)) }
}

extension Bool: ArgumentType, ResultType {
  public static var needed: String { "true or false" }
  public static var kind: String { "truth" }
  public static func decode(_ value: Value) -> Bool? { if case .truth(let t) = value { t } else { nil } }
  public var value: Value { .truth(self) }
}

extension String: ArgumentType, ResultType {
  public static var needed: String { "a text" }
  public static var kind: String { "text" }
  public static func decode(_ value: Value) -> String? { if case .text(let t) = value { t } else { nil } }
  public var value: Value { .text(self) }
}

extension Vector: ArgumentType, ResultType {
  public static var needed: String { "a vector" }
  public static var kind: String { "vector" }
  public static func decode(_ value: Value) -> Vector? { if case .vector(let v) = value { v } else { nil } }
  public var value: Value { .vector(self) }
}

extension Matrix: ArgumentType, ResultType {
  public static var needed: String { "a matrix" }
  public static var kind: String { "matrix" }
  public static func decode(_ value: Value) -> Matrix? { if case .matrix(let a) = value { a } else { nil } }
  public var value: Value { .matrix(self) }
}

extension Complex: ArgumentType, ResultType where RealType == Double {
  public static var needed: String { "a number" }
  public static var kind: String { "complex number" }
  public static func decode(_ value: Value) -> Complex<Double>? {
    switch value.standing {
    case .number(let x): Complex(x)
    case .complex(let z): z
    default: nil
    }
  }
  public var value: Value { .complex(self) }
}

extension ComplexVector: ArgumentType, ResultType {
  public static var needed: String { "a vector" }
  public static var kind: String { "vector" }
  public static func decode(_ value: Value) -> ComplexVector? {
    switch value {
    case .vector(let v): v.complex
    case .complexVector(let v): v
    default: nil
    }
  }
  public var value: Value { .complexVector(self) }
}

extension ComplexMatrix: ArgumentType, ResultType {
  public static var needed: String { "a matrix" }
  public static var kind: String { "matrix" }
  public static func decode(_ value: Value) -> ComplexMatrix? {
    switch value {
    case .matrix(let a): a.complex
    case .complexMatrix(let a): a
    default: nil
    }
  }
  public var value: Value { .complexMatrix(self) }
}

extension Truths: ArgumentType, ResultType {
  public static var needed: String { "truths" }
  public static var kind: String { "truths" }
  public static func decode(_ value: Value) -> Truths? { if case .truths(let t) = value { t } else { nil } }
  public var value: Value { .truths(self) }
}

extension Table: ArgumentType, ResultType {
  public static var needed: String { "a table" }
  public static var kind: String { "table" }
  public static func decode(_ value: Value) -> Table? { if case .table(let t) = value { t } else { nil } }
  public var value: Value { .table(self) }
}

extension Column: ArgumentType, ResultType {
  public static var needed: String { "a vector" }
  public static var kind: String { "vector" }
  public static func decode(_ value: Value) -> Column? { Column(value) }
  public var value: Value { Value(self) }
}

extension Day: ArgumentType, ResultType {
  public static var needed: String { "a date" }
  public static var kind: String { "date" }
  public static func decode(_ value: Value) -> Day? { if case .date(let d) = value { d } else { nil } }
  public var value: Value { .date(self) }
}

extension Formula: ArgumentType, ResultType {
  public static var needed: String { "a formula, such as y ~ x" }
  public static var kind: String { "formula" }
  public static func decode(_ value: Value) -> Self? {
    if case .formula(let f) = value { f as? Self } else { nil }
  }
  public var value: Value { .formula(self) }
}

extension List: ArgumentType, ResultType {
  public static var needed: String { "a list" }
  public static var kind: String { "list" }
  public static func decode(_ value: Value) -> List? { if case .list(let l) = value { l } else { nil } }
  public var value: Value { .list(self) }
}

extension Function: ArgumentType, ResultType {
  public static var needed: String { "a function" }
  public static var kind: String { "function" }
  public static func decode(_ value: Value) -> Self? {
    if case .function(let f) = value { f as? Self } else { nil }
  }
  public var value: Value { .function(self) }
}

extension Record: ArgumentType, ResultType {
  public static var needed: String { "a record" }
  public static var kind: String { "record" }
  public static func decode(_ value: Value) -> Record? { if case .record(let r) = value { r } else { nil } }
  public var value: Value { .record(self) }
}

extension DomainValue {
  public static var kind: String { typeName }
  public var value: Value { .object(self) }
}

extension ArgumentType where Self: DomainValue {
  public static var needed: String { "an \(typeName)" }
  public static func decode(_ value: Value) -> Self? {
    if case .object(let object) = value { object as? Self } else { nil }
  }
}
