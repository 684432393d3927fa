import Document
import Evaluation
import LinearAlgebra
import Numerics
import Syntax

/// What operators do with matrices, for showing their work. The evaluator computes them itself.
let operators: [Builtin] = [
  Builtin(
    "*", summary: "The product of matrices.",
    doc: "Entry (i, j) is row i of A times column j of B; A has as many columns as B has rows.",
    examples: [.init("[1 2; 3 4] * [5 6; 7 8]", "[19 22; 43 50]")], related: ["dot", "outer", "kron"],
    Form("A", "B") { (context: inout Context, a: Matrix, b: Matrix) throws(EvaluationError) in
      try context.combine(.multiply, .matrix(a), .matrix(b))
    } work: { (a: Matrix, b: Matrix) throws(MathError) in
      try a.workedProduct(b)
    },
    Form("A", "x") { (context: inout Context, a: Matrix, x: Vector) throws(EvaluationError) in
      try context.combine(.multiply, .matrix(a), .vector(x))
    } work: { (a: Matrix, x: Vector) throws(MathError) in
      try a.workedProduct(x.column(as: Matrix.self)).map {
        a.rows == 1 ? .number($0[0, 0]) : Value.vector($0.column(0))
      }
    },
    Form("A", "B") { (context: inout Context, a: ComplexMatrix, b: ComplexMatrix) throws(EvaluationError) in
      try context.combine(.multiply, .complexMatrix(a), .complexMatrix(b))
    } work: { (a: ComplexMatrix, b: ComplexMatrix) throws(MathError) in
      try a.workedProduct(b)
    }, scaledVariable, variableScaled),
  Builtin(
    "\\", summary: "The solution of A x = b.", doc: "The same as solve(A, b).",
    examples: [.init("[2 0; 0 4] \\ [2, 8]", "[1, 2]")], related: ["solve", "lstsq", "inv"],
    Form("A", "b") { (context: inout Context, a: Matrix, b: Vector) throws(EvaluationError) in
      try context.combine(.leftDivide, .matrix(a), .vector(b))
    } work: { (a: Matrix, b: Vector) throws(MathError) in
      try a.workedSolution(b)
    },
    Form("A", "B") { (context: inout Context, a: Matrix, b: Matrix) throws(EvaluationError) in
      try context.combine(.leftDivide, .matrix(a), .matrix(b))
    } work: { (a: Matrix, b: Matrix) throws(MathError) in
      try a.workedSolution(b)
    },
    Form("A", "b") { (context: inout Context, a: ComplexMatrix, b: ComplexVector) throws(EvaluationError) in
      try context.combine(.leftDivide, .complexMatrix(a), .complexVector(b))
    } work: { (a: ComplexMatrix, b: ComplexVector) throws(MathError) in
      try a.workedSolution(b)
    },
    Form("A", "B") { (context: inout Context, a: ComplexMatrix, b: ComplexMatrix) throws(EvaluationError) in
      try context.combine(.leftDivide, .complexMatrix(a), .complexMatrix(b))
    } work: { (a: ComplexMatrix, b: ComplexMatrix) throws(MathError) in
      try a.workedSolution(b)
    }),
  Builtin(
    "/", summary: "The quotient of matrices: A B⁻¹, found by solving X B = A.",
    doc: "A and B have equally many columns.",
    examples: [.init("[2 4] / [2 0; 0 4]", "[1 1]")], related: ["solve", "inv"],
    Form("A", "B") { (context: inout Context, a: Matrix, b: Matrix) throws(EvaluationError) in
      try context.combine(.divide, .matrix(a), .matrix(b))
    } work: { (a: Matrix, b: Matrix) throws(MathError) in
      try a.workedQuotient(b)
    },
    Form("A", "B") { (context: inout Context, a: ComplexMatrix, b: ComplexMatrix) throws(EvaluationError) in
      try context.combine(.divide, .complexMatrix(a), .complexMatrix(b))
    } work: { (a: ComplexMatrix, b: ComplexMatrix) throws(MathError) in
      try a.workedQuotient(b)
    }, variableDivided),
  Builtin(
    "^", summary: "The power of a square matrix.", doc: "A^-1 is the inverse; k is a whole number.",
    examples: [.init("[1 1; 0 1]^3", "[1 3; 0 1]")], related: ["inv", "expm"],
    Form("A", "k") { (context: inout Context, a: Matrix, k: Double) throws(EvaluationError) in
      try context.combine(.power, .matrix(a), .number(k))
    } work: { (a: Matrix, k: Double) throws(MathError) in
      try a.workedPower(k)
    },
    Form("A", "k") { (context: inout Context, a: ComplexMatrix, k: Double) throws(EvaluationError) in
      try context.combine(.power, .complexMatrix(a), .number(k))
    } work: { (a: ComplexMatrix, k: Double) throws(MathError) in
      try a.workedPower(k)
    }),
]
