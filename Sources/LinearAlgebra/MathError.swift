/// Why a piece of mathematics has no answer. Rows, columns and pivots count from 1.
public enum MathError: Error, Hashable, Sendable {
  case shape(ShapeError)
  case notSquare(Shape)
  /// A matrix of unequal sides, which has no inverse.
  case notInvertible(Shape)
  /// Elimination met a column without a usable pivot.
  case singular(pivot: Int)
  /// The divisor B of A / B is singular: this row is a combination of those before it.
  case singularDivisor(row: Int)
  /// A singular matrix that has no such function (`logarithm`, `square root`).
  case noFunction(String)
  /// A result beyond the largest number.
  case overflow(of: String)
  /// Eigenvalues of equal modulus keep the power iteration turning.
  case noDominantEigenvalue
  case notFinite(row: Int, column: Int)
  /// An iteration ran out of steps.
  case notConverged(method: String)
  /// The leading minor of this order is not positive.
  case notPositiveDefinite(pivot: Int)
  /// Entry (row, column) differs from its mirror image.
  case notSymmetric(row: Int, column: Int)
  case domain(function: String, value: Double)
  /// A column that the ones before it already span.
  case dependent(column: Int)
  /// Nothing to compute with.
  case empty(function: String)
  /// More elements than memory or LAPACK can take.
  case tooLarge(count: Double)
  /// More steps than anyone would read: a side of an operand, counted from 0, or of the result (`nil`) is longer than
  /// the limit.
  case tooLongToShow(Shape, operand: Int?, limit: Int)
  /// A power whose products anyone would tire of: the exponent's size is above the limit.
  case powerTooLongToShow(Double, limit: Int)
  /// `A^p` for a p that is not a whole number.
  case fractionalPower(Double)
}
