import Document
import Evaluation
import LinearAlgebra

/// Which norm: p as a number, or one of the matrix norms by name.
enum NormKind: ArgumentType {
  case p(Double)
  case frobenius
  case nuclear

  static let needed = "a number from 1 on, \"fro\" or \"nuc\""

  static func decode(_ value: Value) throws(EvaluationError) -> NormKind? {
    switch value {
    case .number(let p): return p >= 1 ? .p(p) : nil
    case .text("fro"): return .frobenius
    case .text("nuc"): return .nuclear
    case .text(let word): throw EvaluationError(.choice(parameter: "p", got: word, choices: ["fro", "nuc"]))
    default: return nil
    }
  }

  func of<V: DenseVector>(_ x: V) throws(EvaluationError) -> Double {
    switch self {
    case .p(let p):
      do throws(MathError) { return try x.norm(p: p) } catch { throw error.asEvaluation }
    // A matrix of one column has one singular value, its length.
    case .frobenius, .nuclear: return x.norm
    }
  }

  func worked(_ x: Vector) throws(EvaluationError) -> Worked<Double> {
    let p = if case .p(let p) = self { p } else { 2.0 }
    do throws(MathError) { return try x.workedNorm(p: p) } catch { throw error.asEvaluation }
  }

  func of<M: DenseMatrix>(_ a: M) throws(EvaluationError) -> Double {
    let kind = try matrixNorm(for: "norm")
    do throws(MathError) { return try a.norm(kind) } catch { throw error.asEvaluation }
  }

  func matrixNorm(for function: String) throws(EvaluationError) -> MatrixNorm {
    switch self {
    case .frobenius: return .frobenius
    case .nuclear: return .nuclear
    case .p(1): return .one
    case .p(2): return .two
    case .p(.infinity): return .infinity
    case .p(let p):
      throw EvaluationError(
        .argument(
          function: function, parameter: "p", needed: "1, 2, inf, \"fro\" or \"nuc\" for a matrix",
          got: Value.number(p).phrase))
    }
  }
}
