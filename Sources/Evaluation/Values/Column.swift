/// A vector of elements of one kind that are not plain numbers or truths: texts, or any kind with some missing.
public struct Column: Sendable {
  /// Numbers, complex numbers, truths or texts, and `.missing`.
  public var elements: [Value]

  public init(_ elements: [Value]) { self.elements = elements }

  public var kind: String {
    switch elements.first(where: { !$0.isMissing }) {
    case .text: "vector of texts"
    case .truth: "vector of truths"
    default: "vector"
    }
  }
}

/// Anything in order; indexed like a vector.
public struct List: Sendable {
  public var elements: [Value]

  public init(_ elements: [Value]) { self.elements = elements }

  public var count: Int { elements.count }
}

extension Value {
  public var isMissing: Bool { if case .missing = self { true } else { false } }
}
