import LinearAlgebra
import Numerics

/// An operand of algebra over one field: what real and complex values share.
enum Operand<M: DenseMatrix>: Sendable where M: Sendable {
  case scalar(M.Entry)
  case vector(M.Column)
  case matrix(M)

  var shape: Shape {
    switch self {
    case .scalar: .scalar
    case .vector(let v): v.shape
    case .matrix(let a): a.shape
    }
  }
}

extension Value {
  /// The value over the reals, when it lies there.
  var real: Operand<Matrix>? {
    switch self {
    case .number(let x): .scalar(x)
    case .vector(let v): .vector(v)
    case .matrix(let a): .matrix(a)
    default: nil
    }
  }

  /// The value over the complex numbers, real ones included.
  var complex: Operand<ComplexMatrix>? {
    switch self {
    case .number(let x): .scalar(Complex(x))
    case .complex(let z): .scalar(z)
    case .vector(let v): .vector(v.complex)
    case .complexVector(let v): .vector(v)
    case .matrix(let a): .matrix(a.complex)
    case .complexMatrix(let a): .matrix(a)
    default: nil
    }
  }

  init(_ operand: Operand<Matrix>) {
    switch operand {
    case .scalar(let x): self = .number(x)
    case .vector(let v): self = .vector(v)
    case .matrix(let a): self = .matrix(a)
    }
  }

  init(_ operand: Operand<ComplexMatrix>) {
    switch operand {
    case .scalar(let z): self = .complex(z)
    case .vector(let v): self = .complexVector(v)
    case .matrix(let a): self = .complexMatrix(a)
    }
  }
}

extension Operand {
  func map(_ f: (M.Entry) -> M.Entry) -> Operand {
    switch self {
    case .scalar(let x): .scalar(f(x))
    case .vector(let v): .vector(v.map(f))
    case .matrix(let a): .matrix(a.map(f))
    }
  }

  /// Element by element on equal shapes or a scalar; `dotted` stretches dimensions of size 1.
  func zipped(
    _ other: Operand, dotted: Bool, _ f: (M.Entry, M.Entry) -> M.Entry
  ) throws(MathError) -> Operand {
    switch (self, other) {
    case (.scalar(let a), _): return other.map { f(a, $0) }
    case (_, .scalar(let b)): return map { f($0, b) }
    case (.vector(let a), .vector(let b)):
      return .vector(dotted ? try a.broadcast(b, f) : try a.zipped(b, f))
    case (.matrix(let a), .matrix(let b)):
      return .matrix(dotted ? try a.broadcast(b, f) : try a.zipped(b, f))
    case (.vector(let a), .matrix(let b)):
      guard dotted else { throw .shape(.unequal(a.shape, b.shape)) }
      return .matrix(try a.column(as: M.self).broadcast(b, f))
    case (.matrix(let a), .vector(let b)):
      guard dotted else { throw .shape(.unequal(a.shape, b.shape)) }
      return .matrix(try a.broadcast(b.column(as: M.self), f))
    }
  }

  /// The product of algebra: a vector is a column, and a row times a column is a number.
  func times(_ other: Operand) throws(MathError) -> Operand {
    switch (self, other) {
    case (.scalar(let a), _): return other.map { a * $0 }
    case (_, .scalar(let b)): return map { $0 * b }
    case (.matrix(let a), .vector(let x)):
      let product = try a * x
      return a.rows == 1 ? .scalar(product.elements[0]) : .vector(product)
    case (.matrix(let a), .matrix(let b)): return .matrix(try a * b)
    case (.vector(let x), .matrix(let b)) where b.rows == 1: return .matrix(try x.column(as: M.self) * b)
    default: throw .shape(.product(shape, other.shape))
    }
  }

  /// `A \ b`: the solution, with how far to trust it.
  func solving(_ b: Operand) throws(MathError) -> (Operand, Trust?) {
    switch (self, b) {
    case (.scalar(let a), _): return (b.map { $0 / a }, nil)
    case (.matrix(let a), .vector(let y)):
      let solution = try a.solve(y)
      return (.vector(solution.value), Trust(solution))
    case (.matrix(let a), .matrix(let y)):
      let solution = try a.solve(y)
      return (.matrix(solution.value), Trust(solution))
    case (.vector(let v), _):
      let (solution, trust) = try Operand.matrix(v.column(as: M.self)).solving(b)
      guard case .vector(let x) = solution else { return (solution, trust) }
      return (.scalar(x.elements[0]), trust)
    default: throw .shape(.solve(shape, b.shape))
    }
  }

  /// `a / b`: by a scalar element by element, by a matrix by solving.
  func divided(by b: Operand) throws(MathError) -> (Operand, Trust?) {
    switch (self, b) {
    case (_, .scalar(let s)): return (map { $0 / s }, nil)
    case (.matrix(let a), .matrix(let b)):
      let solution = try a.dividedFromRight(by: b)
      return (.matrix(solution.value), Trust(solution))
    default: throw .shape(.quotient(shape, b.shape))
    }
  }

  var adjoint: Operand {
    switch self {
    case .scalar(let x): .scalar(x.conjugated)
    case .vector(let v): .matrix(v.column(as: M.self).adjoint())
    case .matrix(let a): .matrix(a.adjoint())
    }
  }
}

/// How far a solution can be trusted.
struct Trust {
  let reciprocalCondition: Double
  let digits: Int
  let rank: Int
  let fullRank: Int

  init<X>(_ solution: Solution<X>) {
    reciprocalCondition = solution.reciprocalCondition
    digits = solution.digits
    rank = solution.rank
    fullRank = solution.fullRank
  }
}
