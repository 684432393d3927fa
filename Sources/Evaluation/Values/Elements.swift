import LinearAlgebra
import Numerics
import Tables

extension Value {
  public init(_ z: Complex<Double>) { self = .complex(z) }

  /// A vector of these elements, as plain as they allow; a list when they are not all of one kind.
  public init(column elements: [Value]) {
    self =
      elements.contains(where: \.isMissing) ? .list(List(elements)) : Value.plain(elements) ?? .list(List(elements))
    if case .list = self, let column = Column(elements) { self = .column(column) }
  }

  /// Numbers, complex numbers or truths as their vector; texts as a column; `nil` for anything else.
  static func plain(_ elements: [Value]) -> Value? {
    var numbers: [Double] = []
    numbers.reserveCapacity(elements.count)
    for element in elements {
      guard case .number(let x) = element else { return mixed(elements) }
      numbers.append(x)
    }
    return .vector(Vector(numbers))
  }

  private static func mixed(_ elements: [Value]) -> Value? {
    if case .truth = elements[0] {
      var truths: [Bool] = []
      for element in elements {
        guard case .truth(let t) = element else { return nil }
        truths.append(t)
      }
      return .truths(Truths(truths))
    }
    switch elements[0] {
    case .text, .date: return Column(elements).map { .column($0) }
    default: break
    }
    var complex: [Complex<Double>] = []
    for element in elements {
      switch element {
      case .number(let x): complex.append(Complex(x))
      case .complex(let z): complex.append(z)
      default: return nil
      }
    }
    return .complexVector(ComplexVector(complex))
  }

  /// The lengths of the dimensions an index needs; `nil` for what cannot be indexed.
  public var extents: [Int]? {
    switch self {
    case .vector(let v): [v.count]
    case .complexVector(let v): [v.count]
    case .column(let c): [c.count]
    case .table(let t): [t.rows, t.columns.count]
    case .list(let l): [l.count]
    case .matrix(let a): [a.rows, a.columns]
    case .complexMatrix(let a): [a.rows, a.columns]
    case .truths(let t): t.columns.map { [t.shape.extent.rows, $0] } ?? [t.elements.count]
    default: nil
    }
  }

  public var isMatrix: Bool { if case .table = self { false } else { extents?.count == 2 } }

  /// Every element, a matrix column by column; `nil` for what has none.
  public var elements: [Value]? {
    switch self {
    case .vector(let v): v.elements.map { .number($0) }
    case .complexVector(let v): v.elements.map { .complex($0) }
    case .matrix(let a): a.elements.map { .number($0) }
    case .complexMatrix(let a): a.elements.map { .complex($0) }
    case .truths(let t): t.elements.map { .truth($0) }
    case .column(let c): c.elements
    case .list(let l): l.elements
    default: nil
    }
  }
}

extension Context {
  func elements(of value: Value) -> [Value]? { value.elements }

  /// A vector of elements of one kind; a list when they are not all scalars.
  func vector(of elements: [Value]) throws(EvaluationError) -> Value {
    guard !elements.isEmpty else { return .vector(Vector([])) }
    if elements.contains(where: \.standsForNumber) { return try vector(of: elements.map(\.standing)) }
    guard elements.allSatisfy(\.isScalar) else { return .list(List(elements)) }
    if elements.contains(where: \.isMissing) {
      guard let column = Column(elements) else { throw mixed(elements) }
      return .column(column)
    }
    guard let plain = Value.plain(elements) else { throw mixed(elements) }
    return plain
  }

  func matrix(of elements: [Value], rows: Int, columns: Int) throws(EvaluationError) -> Value {
    guard !elements.isEmpty else { return .matrix(Matrix(rows: rows, columns: columns, elements: [])) }
    switch Value.plain(elements) {
    case .vector(let v): return .matrix(Matrix(rows: rows, columns: columns, elements: v.elements))
    case .complexVector(let v):
      return .complexMatrix(ComplexMatrix(rows: rows, columns: columns, elements: v.elements))
    case .truths(let t): return .truths(Truths(t.elements, columns: columns))
    default: throw mixed(elements)
    }
  }

  private func mixed(_ elements: [Value]) -> EvaluationError {
    var kinds: [String] = []
    for element in elements where !kinds.contains(element.kind) { kinds.append(element.kind) }
    return EvaluationError(.mixedElements(kinds))
  }
}

extension Value {
  /// One element of a vector: a number, complex number, truth, text, date or missing.
  public var isScalar: Bool {
    switch self {
    case .number, .complex, .truth, .text, .date, .missing: true
    default: false
    }
  }
}
