import Document
import Numerics

extension DenseMatrix {
  /// Sides beyond this are too long to be worked out by hand.
  static var longestWork: Int { 12 }

  /// - Parameter operand: which operand it is, from 0; nil of a result.
  func requireShowable(operand: Int? = 0) throws(MathError) {
    guard max(rows, columns) <= Self.longestWork else {
      throw .tooLongToShow(shape, operand: operand, limit: Self.longestWork)
    }
    try requireFinite()
  }

  /// Whether both say the same, up to the rounding of a short calculation with numbers of their size.
  /// - Parameters:
  ///   - tolerance: relative to the largest entry.
  ///   - size: of the numbers they come from, when that is more than their own.
  func isClose(to other: Self, within tolerance: Double = 1e-12, size: Double = 0) -> Bool {
    guard rows == other.rows, columns == other.columns else { return false }
    let scale = max(largestSize, other.largestSize, size)
    return zip(elements, other.elements).allSatisfy { ($0 - $1).modulus <= tolerance * scale }
  }

  /// The modulus of the largest entry.
  var largestSize: Double { elements.map(\.modulus).max() ?? 0 }

  /// The relative error that solving with this matrix may make; a hundredth at most, beyond which nothing agrees.
  func solvingTolerance(_ reciprocalCondition: Double) -> Double {
    min(0.01, 64 * Double(max(rows, 1)) * Double.ulpOfOne / max(reciprocalCondition, Double.ulpOfOne))
  }
}

extension Derivation {
  /// For numbers whose rounding leads elsewhere than the algorithm, or out of the range of numbers: its answer stands
  /// without steps.
  static func undecided(goal: [Block], answer: Block...) -> Derivation {
    var derivation = Derivation(goal: Document(goal))
    derivation.step(
      "rounding decides",
      .line("Steps by hand, which round too, do not lead to the digits that the algorithm finds for these numbers."))
    derivation.result = Document(answer)
    return derivation
  }
}
