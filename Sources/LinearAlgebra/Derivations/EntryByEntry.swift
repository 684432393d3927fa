import Document
import Numerics

extension DenseMatrix where Entry: StepNumber {
  /// A B: every entry for a small product, the first and the last of a larger one.
  /// - Throws: as `*`; `.tooLongToShow`.
  public func workedProduct(_ b: Self) throws(MathError) -> Worked<Self> {
    guard columns == b.rows else { throw .shape(.product(shape, b.shape)) }
    try requireShowable()
    try b.requireShowable(operand: 1)
    let own = try self * b
    if let x = StepMatrix(exactly: self), let y = StepMatrix(exactly: b) {
      let (value, derivation) = x.productWork(y)
      if let rounded = value.rounded(as: Self.self), value.isValid, rounded.isClose(to: own, within: 1e-13) {
        return Worked(rounded, derivation)
      }
    }
    let (value, derivation) = StepMatrix(self).productWork(StepMatrix(b))
    return Worked(value.rounded(as: Self.self), derivation)
  }
}

extension StepMatrix {
  /// More entries than this are not all worked out.
  private static var mostEntries: Int { 9 }

  fileprivate func productWork(_ b: StepMatrix) -> (StepMatrix, Derivation) {
    let product = self * b
    var derivation = Derivation(
      goal: .equation(Equation(.text("A B for A ="), .matrix(self), .text("  B ="), .matrix(b))))
    if columns == 0 || rows == 0 || b.columns == 0 {
      derivation.step("empty sums", .line("Every entry is a sum without terms, 0."))
    } else {
      let terms =
        columns > 2
        ? "aᵢ₁b₁ⱼ + … + aᵢ\(columns.lowered)b\(columns.lowered)ⱼ"
        : (1...columns).map { "aᵢ\($0.lowered)b\($0.lowered)ⱼ" }.joined(separator: " + ")
      derivation.step("row times column", .line(Text("cᵢⱼ = \(terms)")))
      for (i, j) in places(b.columns) {
        let sum = Text.sum((0..<columns).map { self[i, $0].leadingFactor + Text("·") + b[$0, j].factor })
        derivation.step(
          Text("row \(i + 1), column \(j + 1)"),
          .line(Text("c\((i + 1).lowered)\((j + 1).lowered) = ") + sum + Text(" = ") + product[i, j].term))
      }
      if rows * b.columns > Self.mostEntries {
        derivation.step("likewise", .line("every other entry from its row and its column"))
      }
    }
    derivation.conclude(.equation(Equation(.text("A B ="), .matrix(product))))
    check(b, product, &derivation)
    return (product, derivation)
  }

  private func places(_ width: Int) -> [(Int, Int)] {
    let all = (0..<rows).flatMap { i in (0..<width).map { (i, $0) } }
    return all.count <= Self.mostEntries ? all : Array(all.prefix(3)) + all.suffix(1)
  }

  /// The sums of the rows, found both ways.
  private func check(_ b: StepMatrix, _ product: StepMatrix, _ derivation: inout Derivation) {
    guard b.columns > 1 else { return }
    let ones = StepMatrix(rows: b.columns, columns: 1) { _, _ in N(1) }
    let (direct, through) = (product * ones, self * (b * ones))
    derivation.check(
      .equation(
        Equation(.text("row sums of A B:"), .matrix(direct), .text("  A times those of B:"), .matrix(through))),
      .line(.agreement(of: direct, through, named: "both")))
  }
}
