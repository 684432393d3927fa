import LinearAlgebra

/// A number that is computed outside of the graph, with its derivatives by the operands at the point: an integral, a
/// root. Of second derivatives it knows nothing, and says so.
public struct KnownSlopes: ArrayPrimitive {
  public static let name = "known"
  public static let rule = ArrayRule("derivative under the sign", shares: ["G R′"], numpy: "none", r: nil)

  let function: String
  let result: Double
  let slopes: [Tensor]

  /// - Parameter slopes: one for each operand, of its shape.
  public init(_ function: String, value: Double, slopes: [Tensor]) {
    (self.function, result, self.slopes) = (function, value, slopes)
  }

  public func shape(_ operands: [Shape]) throws(GraphError) -> Shape { .scalar }

  public func value(_ operands: [Tensor]) throws(GraphError) -> Tensor { .scalar(result) }

  public func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    var parts: [NodeID?] = []
    for (place, isActive) in active.enumerated() {
      guard isActive else {
        parts.append(nil)
        continue
      }
      // A node of the operands and no constant: a constant would have the second derivative 0.
      let slope = try graph.add(KnownSlope(function: function, slope: slopes[place]), operands)
      parts.append(try graph.add(.multiply, [upstream, slope]))
    }
    return parts
  }
}

/// One of those derivatives, which has none itself.
struct KnownSlope: ArrayPrimitive {
  static let name = "known slope"
  static let rule = ArrayRule("none", shares: ["none"], numpy: "none", r: nil)

  let function: String
  let slope: Tensor

  func shape(_ operands: [Shape]) throws(GraphError) -> Shape { slope.shape }
  func value(_ operands: [Tensor]) throws(GraphError) -> Tensor { slope }

  func pullback(
    _ upstream: NodeID, operands: [NodeID], result: NodeID, active: [Bool], in graph: inout Graph
  ) throws(GraphError) -> [NodeID?] {
    throw .notDifferentiable("\(function) (a second time)")
  }
}
