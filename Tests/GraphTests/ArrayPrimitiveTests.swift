import Foundation
import Graph
import LinearAlgebra
import Testing

@Suite struct ArrayPrimitiveTests {
  /// The array primitives that tests differentiate, which must be all there are.
  static let arrayPrimitives: [any ArrayPrimitive] = [
    Alias(1), CholeskyFactor(), CumulativeSum(), Determinant(), Extremum(.max), Gather([0], .scalar), IncompleteBeta(),
    Inverse(), Join(.vector(1)), LeastSquares(), LogSumExp(), MatrixExponential(), MatrixProduct(),
    MatrixSingularValues(), Norm(), PseudoInverse(), Reordered(), Reshape(.scalar), Scatter([0], .vector(1)),
    SingularVectors(.left), Softmax(), Solve(), Stretch(.vector(1)), SumTo(.scalar), SymmetricEigenvalues(),
    SymmetricEigenvectors(), Transpose(),
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
      case is Determinant, is Inverse, is Transpose, is CholeskyFactor, is MatrixExponential, is MatrixSingularValues,
        is PseudoInverse, is SingularVectors, is SymmetricEigenvalues, is SymmetricEigenvectors:
        [.matrix(Matrix([[2, 1], [1, 3]]))]
      case is LeastSquares: [.matrix(Matrix([[2, 1], [1, 3], [0, 1]])), .vector(Vector([1, 2, 4]))]
      case is Reordered: [.vector(Vector([3, 1, 2])), .vector(Vector([3, 1, 2]))]
      case is IncompleteBeta: [.scalar(2), .scalar(3), .vector(Vector([0.2, 0.7]))]
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
    // By its parameters a and b the incomplete beta function states no derivative.
    let (by, of) = primitive is IncompleteBeta ? (Array(inputs[2...]), Array(operands[2...])) : (inputs, operands)
    for (part, operand) in zip(try trace.gradient(of: total, withRespectTo: by), of) {
      #expect(trace.value(part).shape == operand.shape, "\(type(of: primitive))")
    }
  }

  /// Every rule says what goes to each operand, for those who read it.
  @Test(arguments: arrayPrimitives.indices) func rulesAreSpoken(_ index: Int) {
    let rule = type(of: Self.arrayPrimitives[index]).rule
    #expect(rule.title.hasSuffix("rule") || rule.title == "renaming")
    #expect(!rule.shares.isEmpty && !rule.numpy.isEmpty && rule.shares.allSatisfy { !$0.isEmpty })
  }
}
