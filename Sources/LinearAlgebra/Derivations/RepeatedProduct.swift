import Document
import Numerics

extension DenseMatrix where Entry: StepNumber {
  /// Aᵏ for a whole k: the inverse for −1, else products of A with what is there already.
  /// - Throws: as `power`; `.tooLongToShow`.
  public func workedPower(_ k: Double) throws(MathError) -> Worked<Self> {
    if k == -1 { return try workedInverse() }
    let own = try power(k)
    try requireShowable()
    guard k.magnitude <= Self.largestWorkedPower else {
      throw .powerTooLongToShow(k, limit: Int(Self.largestWorkedPower))
    }
    let base = k < 0 ? try inverse() : self
    if let exact = StepMatrix(exactly: base) {
      let (value, derivation) = exact.powerWork(Int(k), of: StepMatrix(exactly: self) ?? exact)
      if value.isValid, let rounded = value.rounded(as: Self.self), rounded.isClose(to: own) {
        return Worked(rounded, derivation)
      }
    }
    let (value, derivation) = StepMatrix(base).powerWork(Int(k), of: StepMatrix(self))
    return Worked(value.rounded(as: Self.self), derivation)
  }
}

extension DenseMatrix {
  fileprivate static var largestWorkedPower: Double { 64 }
}

extension StepMatrix {
  /// This matrix, which is A or its inverse, to the power |k|, by squaring.
  fileprivate func powerWork(_ k: Int, of a: StepMatrix) -> (StepMatrix, Derivation) {
    func power(_ exponent: Int) -> String { "A\(k < 0 ? "⁻" : "")\(exponent == 1 && k > 0 ? "" : exponent.raised)" }
    var derivation = Derivation(goal: .equation(Equation(.text("A\(k.raised) for A ="), .matrix(a))))
    let identity = StepMatrix(rows: rows, columns: rows) { i, j in N(i == j ? 1 : 0) }
    if k == 0 {
      derivation.step("empty product", .equation(Equation(.text("A⁰ = I ="), .matrix(identity))))
      return (identity, derivation)
    }
    if k < 0 { derivation.step("inverse", .equation(Equation(.text("A⁻¹ ="), .matrix(self)))) }
    var (square, exponent) = (self, 1)
    var (value, reached) = (identity, 0)
    var left = Int(k.magnitude)
    while left > 0 {
      if left & 1 == 1 {
        let before = reached
        value = reached == 0 ? square : value * square
        reached += exponent
        if before > 0 {
          derivation.step(
            "multiply",
            .equation(Equation(.text("\(power(reached)) = \(power(exponent)) \(power(before)) ="), .matrix(value))))
        }
      }
      left >>= 1
      guard left > 0 else { break }
      let name = power(exponent)
      square = square * square
      exponent *= 2
      derivation.step("square", .equation(Equation(.text("\(power(exponent)) = \(name) \(name) ="), .matrix(square))))
    }
    if derivation.steps.isEmpty { derivation.step("nothing to do", .line("A¹ is A.")) }
    return (value, derivation)
  }
}
