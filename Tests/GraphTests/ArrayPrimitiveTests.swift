import Foundation
import Graph
import LinearAlgebra
import Testing

@Suite struct ArrayPrimitiveTests {
  /// The array primitives that tests differentiate, which must be all there are.
  static let arrayPrimitives: [any ArrayPrimitive] = [
    Alias(1), CumulativeSum(), Determinant(), Extremum(.max), Gather([0], .scalar), Inverse(), Join(.vector(1)),
    LogSumExp(), MatrixProduct(), Norm(), Reshape(.scalar), Scatter([0], .vector(1)), Softmax(), Solve(),
    Stretch(.vector(1)), SumTo(.scalar), Transpose(),
  ]

  private func files(_ folder: String) throws -> Set<String> {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/Graph/\(folder)")
    let names = try FileManager.default.contentsOfDirectory(atPath: sources.standardized.path)
    return Set(names.filter { $0.hasSuffix(".swift") }.map { String($0.dropLast(6)) })
  }

  @Test func everyArrayPrimitiveHasItsFile() throws {
    #expect(try files("ArrayPrimitives") == Set(Self.arrayPrimitives.map { "\(type(of: $0))" }))
  }

  /// For a shape that fits, the value has the shape announced; the gradient of its sum has the operands' shapes.
  @Test(arguments: arrayPrimitives.indices) func shapesAreAsAnnounced(_ index: Int) throws {
    let primitive = Self.arrayPrimitives[index]
    let operands: [Tensor] =
      switch primitive {
      case is Determinant, is Inverse, is Transpose: [.matrix(Matrix([[2, 1], [1, 3]]))]
      case is MatrixProduct: [.matrix(Matrix([[2, 1], [1, 3]])), .vector(Vector([1, 2]))]
      case is Solve: [.matrix(Matrix([[2, 1], [1, 3]])), .vector(Vector([1, 2]))]
      case is Join, is Reshape, is Scatter: [.vector(Vector([4]))]
      case is Stretch: [.scalar(4)]
      default: [.vector(Vector([1, 2, 3]))]
      }
    var trace = Trace()
    var inputs: [NodeID] = []
    for operand in operands { inputs.append(try trace.input(operand)) }
    let result = try trace.add(primitive, inputs)
    #expect(trace.value(result).shape == trace.graph.shape(result))
    let total = try trace.extend { graph throws(GraphError) in try graph.sum(result) }
    for (part, operand) in zip(try trace.gradient(of: total, withRespectTo: inputs), operands) {
      #expect(trace.value(part).shape == operand.shape, "\(type(of: primitive))")
    }
  }
}
