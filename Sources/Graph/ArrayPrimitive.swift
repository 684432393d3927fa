import LinearAlgebra

/// A function of whole arrays that knows its derivative; one to a file in `ArrayPrimitives/`.
public protocol ArrayPrimitive: Hashable, Sendable {
  /// The name a person reads: `det`.
  static var name: String { get }
  /// The shape of the value.
  func shape(_ operands: [Shape]) throws(GraphError) -> Shape
  /// The value, of the shape announced.
  func value(_ operands: [Tensor]) throws(GraphError) -> Tensor
  /// Emits the products of `upstream` with the derivative by each operand, each of its operand's shape; only the
  /// active ones are asked for. They are nodes like any other, so they have derivatives themselves.
  func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?]
}

/// Any array primitive, comparable with any other.
public struct AnyArrayPrimitive: Hashable, Sendable {
  public let base: any ArrayPrimitive
  public var name: String { type(of: base).name }

  public init(_ base: any ArrayPrimitive) { self.base = base }

  public static func == (a: Self, b: Self) -> Bool { AnyHashable(a.base) == AnyHashable(b.base) }
  public func hash(into hasher: inout Hasher) { hasher.combine(AnyHashable(base)) }
}
