import Document
import Numerics

extension Matrix {
  /// L with L Lᵀ = A, column by column, each entry from the formula that L Lᵀ = A gives; ends at a root that is not real
  /// when A is not positive definite.
  /// - Throws: `.notSquare`, `.notFinite`, `.notSymmetric`; `.tooLongToShow`.
  public func workedCholesky() throws(MathError) -> Worked<Matrix> {
    try requireShowable()
    let own: Cholesky<Matrix>?
    do throws(MathError) { own = try Cholesky(self) } catch {
      guard case .notPositiveDefinite = error else { throw error }
      own = nil
    }
    if let exact = StepMatrix(exactly: self) {
      var work = CholeskyWork(exact) { $0.squareRoot }
      if let worked = work.run(own?.lower) { return worked }
    }
    var work = CholeskyWork(StepMatrix(self)) { $0 > 0 ? $0.squareRoot() : nil }
    if let worked = work.run(own?.lower) { return worked }
    // Rounding decides whether the last pivots are positive; the algorithm's word counts.
    _ = try Cholesky(self)
    return Worked(own?.lower, work.derivation)
  }
}

private struct CholeskyWork<N: StepNumber> {
  private let a: StepMatrix<N>
  private let root: (N) -> N?
  private var lower: StepMatrix<N>
  private(set) var derivation: Derivation

  init(_ a: StepMatrix<N>, root: @escaping (N) -> N?) {
    self.a = a
    self.root = root
    lower = StepMatrix(rows: a.rows, columns: a.rows) { _, _ in N(0) }
    derivation = Derivation(goal: .equation(Equation(.text("L with L Lᵀ = A ="), .matrix(a))))
  }

  /// - Returns: nil when the numbers do not lead where the algorithm goes.
  mutating func run(_ own: Matrix?) -> Worked<Matrix>? {
    for j in 0..<a.rows {
      let square = (0..<j).reduce(a[j, j]) { $0 - lower[j, $1] * lower[j, $1] }
      guard square.isValid else { return nil }
      guard let pivot = root(square), pivot.isValid, !pivot.isZero else {
        // A square root that is no fraction is one all the same.
        guard own == nil, square.isNegative || square.isZero else { return nil }
        return failed(j, square)
      }
      lower[j, j] = pivot
      var lines = [Block.line(diagonal(j, square))]
      for i in j + 1..<max(a.rows, j + 1) { lines.append(.line(below(i, j))) }
      derivation.steps.append(.init(Text("column \(j + 1)"), Document(lines)))
    }
    guard let own, lower.isValid, let value = lower.rounded(as: Matrix.self), value.isClose(to: own, within: 1e-9)
    else {
      return nil
    }
    return Worked(value, finished())
  }

  private func name(_ i: Int, _ j: Int) -> String { "l\((i + 1).lowered)\((j + 1).lowered)" }

  /// `5 − 1²`.
  private func remainder(_ j: Int) -> Text {
    .sum(
      [a[j, j].term]
        + (0..<j).filter { !lower[j, $0].isZero }.map { k in
          let entry = lower[j, k]
          return Text("−") + (entry.isNegative || entry.isCompound ? Text("(") + entry.term + Text(")") : entry.term)
            + Text("²")
        })
  }

  private func diagonal(_ j: Int, _ square: N) -> Text {
    let entry = "a\((j + 1).lowered)\((j + 1).lowered)"
    let symbols = [entry] + (0..<min(j, 2)).map { name(j, $0) + "²" }
    let formula = symbols.joined(separator: " − ") + (j > 2 ? " − …" : "")
    if j == 0 {
      return Text("\(name(j, j)) = √\(formula) = √") + a[j, j].factor + Text(" = ") + lower[j, j].term
    }
    let start = Text("\(name(j, j)) = √(\(formula)) = √(") + remainder(j) + Text(") = ")
    return start + Text("√") + square.factor + Text(" = ") + lower[j, j].term
  }

  private mutating func below(_ i: Int, _ j: Int) -> Text {
    var top = a[i, j]
    var terms = [a[i, j].term]
    for k in 0..<j where !lower[i, k].isZero && !lower[j, k].isZero {
      top = top - lower[i, k] * lower[j, k]
      terms.append((-lower[i, k]).leadingFactor + Text("·") + lower[j, k].factor)
    }
    lower[i, j] = top / lower[j, j]
    let entry = "a\((i + 1).lowered)\((j + 1).lowered)"
    let symbols = [entry] + (0..<min(j, 2)).map { name(i, $0) + name(j, $0) }
    let formula = symbols.joined(separator: " − ") + (j > 2 ? " − …" : "")
    let left = j == 0 ? formula : "(\(formula))"
    let sum = Text.sum(terms)
    let numbers = terms.count > 1 || a[i, j].isCompound ? Text("(") + sum + Text(")") : sum
    return Text("\(name(i, j)) = \(left) / \(name(j, j)) = ") + numbers + Text(" / ") + lower[j, j].factor + Text(" = ")
      + lower[i, j].term
  }

  private mutating func failed(_ j: Int, _ square: N) -> Worked<Matrix> {
    derivation.step(
      Text("column \(j + 1)"),
      .line(Text("\(name(j, j))² = ") + remainder(j) + Text(" = ") + square.term))
    let end = square.isZero ? "Zero leaves nothing to divide by" : "No real number has this square"
    derivation.conclude(.line(Text("\(end): A is not positive definite, and there is no such L.")))
    return Worked(nil, derivation)
  }

  private func finished() -> Derivation {
    var whole = derivation
    if a.rows == 0 { whole.step("empty", .line("L has no entries.")) }
    whole.conclude(.equation(Equation(.text("L ="), .matrix(lower))))
    let product = lower * lower.transposed()
    whole.check(
      .equation(Equation(.text("L Lᵀ ="), .matrix(lower), .matrix(lower.transposed()), .text("="), .matrix(product))))
    if product != a { whole.check(.line(.agreement(of: product, a, named: "L Lᵀ and A"))) }
    return whole
  }
}
