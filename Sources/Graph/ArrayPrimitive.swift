import LinearAlgebra

/// A function of whole arrays that knows its derivative; one to a file in `ArrayPrimitives/`.
public protocol ArrayPrimitive: Hashable, Sendable {
  /// The name a person reads: `det`.
  static var name: String { get }
  /// The rule a derivation cites, and what it makes of the derivative G by the result, operand by operand.
  static var rule: ArrayRule { get }
  /// The shape of the value.
  func shape(_ operands: [Shape]) throws(GraphError) -> Shape
  /// The value, of the shape announced.
  func value(_ operands: [Tensor]) throws(GraphError) -> Tensor
  /// Emits the products of `upstream` with the derivative by each operand, each of its operand's shape; only the
  /// active ones are asked for. They are nodes like any other, so they have derivatives themselves.
  func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?]
  /// Where these operands have no derivative, and what is taken there; nil elsewhere.
  func kink(_ operands: [Tensor], result: Tensor) -> ArrayKink?
  /// Whether there are such operands at all.
  var mayHaveKinks: Bool { get }
}

extension ArrayPrimitive {
  public var mayHaveKinks: Bool { false }
  public func kink(_ operands: [Tensor], result: Tensor) -> ArrayKink? { nil }
}

/// What an array primitive states about itself, beside its value.
public struct ArrayRule: Sendable {
  /// `matrix product rule`.
  public var title: String
  /// The share of each operand, G being the derivative by the result R, and A, B … the operands: `G Bᵀ`.
  public var shares: [String]
  /// The name in NumPy or SciPy.
  public var numpy: String
  /// The name in R, where base R has it.
  public var r: String?

  public init(_ title: String, shares: [String], numpy: String, r: String?) {
    self.title = title
    self.shares = shares
    self.numpy = numpy
    self.r = r
  }
}

/// A place without a derivative, as a person reads it.
public struct ArrayKink: Hashable, Sendable {
  /// `where all elements are 0`.
  public var place: String
  /// What is taken: `0`.
  public var taken: String

  public init(_ place: String, taken: String) {
    self.place = place
    self.taken = taken
  }
}

/// Any array primitive, comparable with any other.
public struct AnyArrayPrimitive: Hashable, Sendable {
  public let base: any ArrayPrimitive
  public var name: String { type(of: base).name }
  public var rule: ArrayRule { type(of: base).rule }

  public init(_ base: any ArrayPrimitive) { self.base = base }

  public static func == (a: Self, b: Self) -> Bool { AnyHashable(a.base) == AnyHashable(b.base) }
  public func hash(into hasher: inout Hasher) { hasher.combine(AnyHashable(base)) }
}
