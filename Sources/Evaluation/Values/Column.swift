import LinearAlgebra
import Numerics
import Tables

/// Anything in order; indexed like a vector.
public struct List: Sendable {
  public var elements: [Value]

  public init(_ elements: [Value]) { self.elements = elements }

  public var count: Int { elements.count }
}

extension Value {
  public var isMissing: Bool { if case .missing = self { true } else { false } }

  public init(_ cell: Column.Cell) {
    switch cell {
    case .number(let x): self = .number(x)
    case .truth(let t): self = .truth(t)
    case .text(let t): self = .text(t)
    case .date(let d): self = .date(d)
    case .complex(let z): self = .complex(z)
    case .missing: self = .missing
    }
  }

  /// A column as plain as it can be: a vector of numbers, complex numbers or truths where none is missing.
  public init(_ column: Column) {
    guard column.missing.isEmpty else {
      self = .column(column)
      return
    }
    switch column.storage {
    case .numbers(let x): self = .vector(Vector(x))
    case .complex(let z): self = .complexVector(ComplexVector(z))
    case .truths(let t): self = .truths(Truths(t))
    case .texts, .dates: self = .column(column)
    }
  }
}

extension Column {
  /// A vector of any kind as a column; `nil` for what is no vector of scalars.
  public init?(_ value: Value) {
    switch value {
    case .vector(let v): self.init(.numbers(v.elements))
    case .complexVector(let z): self.init(.complex(z.elements))
    case .truths(let t) where t.columns == nil: self.init(.truths(t.elements))
    case .column(let column): self = column
    default: return nil
    }
  }

  /// Scalars of one kind, some perhaps missing; numbers beside complex ones become complex. `nil` for different kinds.
  public init?(_ elements: [Value]) {
    let missing = elements.map(\.isMissing)
    var storage = Storage.numbers([])
    switch elements.first(where: { !$0.isMissing }) {
    case .number, .complex, nil:
      if let numbers = Self.read(elements, .nan, { if case .number(let x) = $0 { x } else { nil } }) {
        storage = .numbers(numbers)
      } else {
        let read = Self.read(elements, Complex<Double>.zero) { (value: Value) -> Complex<Double>? in
          switch value {
          case .number(let x): Complex(x)
          case .complex(let z): z
          default: nil
          }
        }
        guard let read else { return nil }
        storage = .complex(read)
      }
    case .truth:
      guard let truths = Self.read(elements, false, { if case .truth(let t) = $0 { t } else { nil } }) else {
        return nil
      }
      storage = .truths(truths)
    case .text:
      guard let texts = Self.read(elements, "", { if case .text(let t) = $0 { t } else { nil } }) else { return nil }
      storage = .texts(Texts(texts))
    case .date:
      let days = Self.read(elements, Day(number: 0)) { if case .date(let d) = $0 { d } else { nil } }
      guard let days else { return nil }
      storage = .dates(days)
    default: return nil
    }
    self.init(storage, missing: missing)
  }

  private static func read<Element>(
    _ elements: [Value], _ blank: Element, _ read: (Value) -> Element?
  ) -> [Element]? {
    var result: [Element] = []
    result.reserveCapacity(elements.count)
    for element in elements {
      guard let next = element.isMissing ? blank : read(element) else { return nil }
      result.append(next)
    }
    return result
  }

  /// The elements one by one.
  public var elements: [Value] { (0..<count).map { Value(self[$0]) } }

  /// What messages and headers call it.
  public var phrase: String {
    switch storage {
    case .texts: "vector of texts"
    case .truths: "vector of truths"
    case .dates: "vector of dates"
    case .numbers, .complex: "vector"
    }
  }
}
