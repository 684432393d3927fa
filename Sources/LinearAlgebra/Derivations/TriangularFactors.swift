import Document
import Numerics

/// P A = L U.
public struct TriangularFactors<M: DenseMatrix>: Hashable, Sendable {
  public let lower: M
  public let upper: M
  public let permutation: M
}

extension DenseMatrix where Entry: StepNumber {
  /// L, U and P by elimination with the pivots of `LU`: exact where the entries are short fractions.
  /// - Throws: as `LU`; `.tooLongToShow`.
  public func workedLU() throws(MathError) -> Worked<TriangularFactors<Self>> {
    try requireShowable()
    let lu = try LU(self)
    if let exact = StepMatrix(exactly: self) {
      var work = Factoring(exact, order: lu.order)
      work.run(factors: nil)
      if let worked: Worked<TriangularFactors<Self>> = work.finished(exact), let value = worked.value,
        value.lower.isClose(to: lu.lower), value.upper.isClose(to: lu.upper)
      {
        return worked
      }
    }
    let a = StepMatrix(self)
    var work = Factoring(a, order: lu.order)
    // LAPACK's own multipliers: below a pivot that is nothing but rounding, others would come out of other rounding.
    let lower = lu.lower
    work.run { row, k in lower.elements[row + k * lower.rows] }
    return work.finished(a) ?? Worked(nil, work.reduction.derivation)
  }
}

/// Elimination that keeps its multipliers.
private struct Factoring<N: StepNumber> {
  var reduction: RowReduction<N>
  private var lower: StepMatrix<N>
  /// Which row of A stands where.
  private var places: [Int]
  private let order: [Int]

  init(_ a: StepMatrix<N>, order: [Int]) {
    let small = min(a.rows, a.columns)
    reduction = RowReduction(a, goal: [.line("P A = L U for A =")])
    lower = StepMatrix(rows: a.rows, columns: small) { i, j in N(i == j ? 1 : 0) }
    places = Array(0..<a.rows)
    self.order = order
  }

  /// - Parameter factors: the multipliers known beforehand, by the row where they end up; later exchanges move them.
  mutating func run(factors: ((_ row: Int, _ column: Int) -> N)?) {
    for k in 0..<lower.columns {
      if let from = places.firstIndex(of: order[k]), from != k {
        let reason = Text(", largest of column \(k + 1)", .dim)
        reduction.exchange(k, from, reduction.matrix[from, k].isZero ? "" : reason)
        places.swapAt(k, from)
        for j in 0..<k { (lower[k, j], lower[from, j]) = (lower[from, j], lower[k, j]) }
      }
      guard !reduction.matrix[k, k].isZero else {
        reduction.passOver(k, below: k)
        continue
      }
      let below = k + 1..<reduction.matrix.rows
      var known: [Int: N] = [:]
      if let factors {
        for i in below { known[i] = factors(order.firstIndex(of: places[i]) ?? i, k) }
      }
      let used = reduction.clear(k, with: k, in: below, factors: known, namesPivot: true)
      guard !used.isEmpty else { continue }
      for (i, factor) in used { lower[i, k] = factor }
      let multipliers = used.map { Text("l\(($0.row + 1).lowered)\((k + 1).lowered) = ") + $0.factor.term }
      reduction.derivation.addToLastStep(.line(Text("multipliers ", .dim) + .joined(multipliers, ", ")))
    }
  }

  /// - Returns: nil when a number left its kind on the way.
  func finished<M: DenseMatrix>(_ a: StepMatrix<N>) -> Worked<TriangularFactors<M>>? {
    let small = lower.columns
    let upper = StepMatrix<N>(rows: small, columns: a.columns) { i, j in i > j ? N(0) : reduction.matrix[i, j] }
    let permutation = StepMatrix<N>(rows: a.rows, columns: a.rows) { i, j in N(places[i] == j ? 1 : 0) }
    let product = lower * upper
    guard product.isValid, let l = lower.rounded(as: M.self), let u = upper.rounded(as: M.self),
      let p = permutation.rounded(as: M.self)
    else { return nil }
    var derivation = reduction.derivation
    if derivation.steps.isEmpty { derivation.step("nothing to do", .line("A is upper triangular: L = I and U = A.")) }
    derivation.conclude(
      .equation(
        Equation(
          .text("L ="), .matrix(lower), .text("  U ="), .matrix(upper), .text("  P ="), .matrix(permutation))))
    let rows = StepMatrix<N>(rows: a.rows, columns: a.columns) { i, j in a[places[i], j] }
    derivation.check(
      .equation(Equation(.text("P A ="), .matrix(rows), .text("  L U ="), .matrix(product))),
      .line(.agreement(of: product, rows, named: "P A and L U")))
    return Worked(TriangularFactors(lower: l, upper: u, permutation: p), derivation)
  }
}

extension Derivation {
  /// Puts more below the step taken last.
  mutating func addToLastStep(_ block: Block) {
    guard let last = steps.indices.last else { return }
    steps[last].body.blocks.append(block)
  }
}

extension Text {
  /// How far two matrices that should be equal are apart: `P A and L U are equal`.
  static func agreement<N: StepNumber>(of a: StepMatrix<N>, _ b: StepMatrix<N>, named names: String) -> Text {
    if a == b { return Text("\(names) are equal") }
    var (most, largest) = (0.0, 0.0)
    for j in 0..<a.columns {
      for i in 0..<a.rows {
        most = max(most, (a[i, j] - b[i, j]).size)
        largest = max(largest, b[i, j].size)
      }
    }
    let share = most / largest
    guard share.isFinite, share < 1e-6 else { return Text("\(names) differ by up to ") + .number(most) }
    return Text("\(names) differ by rounding only, at most by \(share.formatted(digits: 1)) of the largest entry")
  }
}
