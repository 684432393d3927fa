import Document
import Graph
import LinearAlgebra
import Numerics
import Tables

/// Everything an expression can be. Every payload is one word, so that a value is nine bytes.
public enum Value: Sendable {
  case number(Double)
  case truth(Bool)
  case missing
  indirect case complex(Complex<Double>)
  indirect case text(String)
  case date(Day)
  case vector(Vector)
  indirect case matrix(Matrix)
  case complexVector(ComplexVector)
  indirect case complexMatrix(ComplexMatrix)
  /// Truths in a vector or a matrix: what an elementwise comparison gives.
  indirect case truths(Truths)
  /// A vector of texts or dates, or of any one kind with elements missing.
  indirect case column(Column)
  indirect case table(Table)
  case list(List)
  case function(Function)
  case formula(Formula)
  indirect case record(Record)
  /// `I` and its multiples: the identity of the size that fits.
  case identity(Double)
  indirect case object(any DomainValue)
  /// A value being traced for its gradient: a node of the graph in the context.
  case traced(NodeID)
}

/// A value of a domain: a fit, an optimizer, a chart. It shows itself and has fields by name.
public protocol DomainValue: Presentable, Sendable {
  /// The kind in messages and headers: `optimizer`.
  static var typeName: String { get }
  var fields: Record { get }
  /// One of the fields; to be written where computing them all for one would take long.
  func field(_ name: String) -> Value?
  /// The number it stands for in arithmetic, functions, comparisons and arrays; `nil` unless it is one number and more
  /// about it.
  var number: Double? { get }
  /// Whether it is made of a value being differentiated, so that what it gives has to be differentiated too.
  var isTraced: Bool { get }
  /// The number being differentiated that it stands for as others stand for their number.
  var differentiated: Value? { get }
}

extension DomainValue {
  public func field(_ name: String) -> Value? { fields[name] }
  public var number: Double? { nil }
  public var isTraced: Bool { false }
  public var differentiated: Value? { nil }
}

extension Value {
  /// The number that a value of a domain stands for, and every other value as it is.
  public var standing: Value {
    guard case .object(let object) = self else { return self }
    return object.differentiated ?? object.number.map { .number($0) } ?? self
  }

  /// Whether it is a value of a domain that stands for a number.
  var standsForNumber: Bool {
    if case .object(let object) = self { object.number != nil } else { false }
  }
}

extension Value {
  /// The kind, as messages name it.
  public var kind: String {
    switch self {
    case .number: "number"
    case .truth: "truth"
    case .missing: "missing"
    case .complex: "complex number"
    case .text: "text"
    case .date: "date"
    case .vector, .complexVector: "vector"
    case .matrix, .complexMatrix: "matrix"
    case .truths(let mask): mask.columns == nil ? "vector of truths" : "matrix of truths"
    case .column(let column): column.phrase
    case .table: "table"
    case .list: "list"
    case .function: "function"
    case .formula: "formula"
    case .record: "record"
    case .identity: "identity"
    case .object(let object): type(of: object).typeName
    case .traced: "number or array"
    }
  }

  static let tracedPhrase = "a value being differentiated"

  /// A phrase for messages: `a 2-vector`, `the number 3`.
  public var phrase: String {
    switch self {
    case .number(let x): "the number \(x.formatted())"
    case .truth(let t): "the truth value \(t)"
    case .missing: "missing"
    case .complex: "a complex number"
    case .text(let t): t.count <= 24 ? "the text \"\(t)\"" : "a text"
    case .vector(let v): v.shape.phrase()
    case .complexVector(let v): v.shape.phrase("complex")
    case .matrix(let a): a.shape.phrase()
    case .complexMatrix(let a): a.shape.phrase("complex")
    case .identity: "the identity I"
    case .date(let day): "the date \(day)"
    case .table(let t): "a \(t.rows)×\(t.columns.count) table"
    case .list(let l): "a list of \(l.count)"
    case .function: "a function"
    case .traced: Self.tracedPhrase
    // What is called by a plural takes no article: extreme points.
    case .object where kind.hasSuffix("s") && !kind.hasSuffix("ss"): kind
    default: "\(kind.first.map("aeiou".contains) == true ? "an" : "a") \(kind)"
    }
  }

  /// The shape in algebra; `nil` for values that have none.
  public var shape: Shape? {
    switch self {
    case .number, .complex: .scalar
    case .vector(let v): .vector(v.count)
    case .complexVector(let v): .vector(v.count)
    case .matrix(let a): .matrix(a.rows, a.columns)
    case .complexMatrix(let a): .matrix(a.rows, a.columns)
    default: nil
    }
  }
}
