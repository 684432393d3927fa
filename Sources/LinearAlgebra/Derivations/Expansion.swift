import Document
import Numerics

extension DenseMatrix where Entry: StepNumber {
  /// The determinant: up to 3×3 by expansion along the row or column with the most zeros, beyond by elimination.
  /// - Throws: as `determinant`; `.tooLongToShow`.
  public func workedDeterminant() throws(MathError) -> Worked<Entry> {
    let n = try side()
    try requireShowable()
    let answer = try determinant()
    // Hadamard's bound is the size of the numbers that are added up.
    let bound = (0..<n).reduce(1.0) { $0 * column($1).norm }
    if let exact = StepMatrix(exactly: self) {
      let (value, derivation) = exact.determinantWork(choosing: { $0.firstPivot($1, from: $2) }, own: answer.cell)
      if value.isValid, let rounded = value.rounded(to: Entry.self), (rounded - answer).modulus <= 1e-13 * bound {
        return Worked(rounded, derivation)
      }
    }
    let (value, derivation) = StepMatrix(self).determinantWork(
      choosing: { $0.largestPivot($1, from: $2) }, own: answer.cell)
    // Products that overflow say Inf − Inf, those that underflow 0, where the product of pivots is a number.
    if value.isValid, (value - answer).modulus <= 1e-13 * bound, !value.isZero || answer.isZero {
      return Worked(value, derivation)
    }
    var (product, elimination) = StepMatrix(self).eliminated({ $0.largestPivot($1, from: $2) }, own: answer.cell)
    if answer.modulus.isInfinite { elimination.note("The determinant is beyond the largest number there is, 1.8e308.") }
    return Worked(product == answer || product.isValid ? product : answer, elimination)
  }
}

/// A row or a column of a matrix, along which its determinant is expanded.
private struct Line {
  let isRow: Bool
  let index: Int

  var name: String { "\(isRow ? "row" : "column") \(index + 1)" }

  func place(_ k: Int) -> (row: Int, column: Int) { isRow ? (index, k) : (k, index) }
}

extension StepMatrix {
  fileprivate func determinantWork(
    choosing pivot: (StepMatrix, _ column: Int, _ row: Int) -> Int?, own: Text
  ) -> (N, Derivation) {
    let goal: [Block] = [.equation(Equation(.text("det A for A ="), .matrix(self)))]
    switch rows {
    case 0:
      var derivation = Derivation(goal: Document([.line("det A for the 0×0 matrix A")]))
      derivation.step("empty product", .line("det A = 1, as of every product without factors"))
      return (N(1), derivation)
    case 1:
      var derivation = Derivation(goal: Document(goal))
      derivation.step("1×1", .line(Text("det A = a₁₁ = ") + self[0, 0].term))
      return (self[0, 0], derivation)
    case 2: return twoByTwo(goal)
    case 3: return expanded(goal)
    default: return eliminated(pivot, own: own)
    }
  }

  /// a d − b c.
  private var crossed: N { self[0, 0] * self[1, 1] - self[0, 1] * self[1, 0] }

  /// `1·4 − 2·3`.
  private var crossedText: Text {
    self[0, 0].leadingFactor + Text("·") + self[1, 1].factor + Text(" − ") + self[0, 1].factor + Text("·")
      + self[1, 0].factor
  }

  private func twoByTwo(_ goal: [Block]) -> (N, Derivation) {
    var derivation = Derivation(goal: Document(goal))
    let value = crossed
    derivation.step(
      "diagonal products", .line(Text("det A = a₁₁a₂₂ − a₁₂a₂₁ = ") + crossedText + Text(" = ") + value.term))
    let pivot = self[0, 0]
    let last = pivot.isZero ? pivot : self[1, 1] - self[1, 0] / pivot * self[0, 1]
    if !pivot.isZero, (pivot * last).isValid {
      derivation.check(
        .line(
          Text("by elimination: ") + pivot.term + Text("·(") + self[1, 1].term + Text(" − ")
            + (self[1, 0] / pivot).factor
            + Text("·") + self[0, 1].factor + Text(") = ") + pivot.leadingFactor + Text("·") + last.factor + Text(" = ")
            + (pivot * last).term))
    }
    return (value, derivation)
  }

  // MARK: 3×3

  /// The lines, those with the most zeros first, rows before columns.
  private var lines: [Line] {
    let all = (0..<3).map { Line(isRow: true, index: $0) } + (0..<3).map { Line(isRow: false, index: $0) }
    func zeros(_ line: Line) -> Int { (0..<3).count { self[line.place($0).row, line.place($0).column].isZero } }
    return all.enumerated().sorted { a, b in
      (zeros(b.element), a.offset) < (zeros(a.element), b.offset)
    }.map(\.element)
  }

  private func minor(_ row: Int, _ column: Int) -> StepMatrix {
    StepMatrix(rows: rows - 1, columns: columns - 1) { i, j in self[i < row ? i : i + 1, j < column ? j : j + 1] }
  }

  private func expanded(_ goal: [Block]) -> (N, Derivation) {
    var derivation = Derivation(goal: Document(goal))
    let line = lines[0]
    let zeros = (0..<3).count { self[line.place($0).row, line.place($0).column].isZero }
    let symbols = (0..<3).map { k -> Text in
      let (i, j) = line.place(k)
      let index = "\((i + 1).lowered)\((j + 1).lowered)"
      return Text("\((i + j).isMultiple(of: 2) ? "" : "−")a\(index)M\(index)")
    }
    let why = zeros == 0 ? "no entry is zero" : zeros == 1 ? "it has a zero" : "it has \(zeros) zeros"
    let signs = (0..<3).map { (line.place($0).row + line.place($0).column).isMultiple(of: 2) ? "+" : "−" }
    derivation.step(
      Text("expand along \(line.name)"), .line(Text("det A = ") + .sum(symbols)),
      .line(Text("\(why); its signs are \(signs.joined(separator: " "))", .dim)))
    for k in 0..<3 {
      let (i, j) = line.place(k)
      let index = "\((i + 1).lowered)\((j + 1).lowered)"
      if self[i, j].isZero {
        derivation.step(Text("minor M\(index)"), .line(Text("a\(index) = 0, so it is not needed")))
        continue
      }
      let minor = minor(i, j)
      derivation.step(
        Text("minor M\(index)"),
        .equation(
          Equation(
            .text("det"), .matrix(minor), .text(Text("= ") + minor.crossedText + Text(" = ") + minor.crossed.term))))
    }
    let (value, sum) = sum(along: line)
    derivation.step("add up", .line(Text("det A = ") + sum + Text(" = ") + value.term))
    let other = lines[1]
    let (again, otherSum) = self.sum(along: other)
    derivation.check(.line(Text("along \(other.name): ") + otherSum + Text(" = ") + again.term))
    return (value, derivation)
  }

  /// The signed products along a line, with their numbers.
  private func sum(along line: Line) -> (N, Text) {
    var value = N(0)
    var terms: [Text] = []
    for k in 0..<3 {
      let (i, j) = line.place(k)
      guard !self[i, j].isZero else { continue }
      let isPlus = (i + j).isMultiple(of: 2)
      let minor = minor(i, j).crossed
      let product = self[i, j] * minor
      value = isPlus ? value + product : value - product
      let first = isPlus ? self[i, j] : -self[i, j]
      terms.append(first.leadingFactor + Text("·") + minor.factor)
    }
    return (value, .sum(terms))
  }

  // MARK: larger

  fileprivate func eliminated(
    _ pivot: (StepMatrix, _ column: Int, _ row: Int) -> Int?, own: Text
  ) -> (N, Derivation) {
    var work = RowReduction(self, goal: [.line("det A, by elimination to a triangle, for A =")])
    for k in 0..<rows {
      guard let best = pivot(work.matrix, k, k) else {
        work.passOver(k, below: k)
        work.derivation.step("product of the pivots", .line("a pivot is missing, so det A = 0"))
        work.derivation.check(.line(Text("the algorithm finds ") + own))
        return (N(0), work.derivation)
      }
      work.exchange(k, best, Text(", changes the sign", .dim))
      work.clear(k, with: k, in: k + 1..<rows, namesPivot: true)
    }
    let pivots = (0..<rows).map { work.matrix[$0, $0] }
    let product = pivots.dropFirst().reduce(pivots[0]) { $0 * $1 }
    let value = work.exchanges.isMultiple(of: 2) ? product : -product
    let factors = [pivots[0].leadingFactor] + pivots.dropFirst().map(\.factor)
    let swaps = work.exchanges == 0 ? Text("") : Text("(−1)\(work.exchanges.raised)·")
    let first = work.exchanges == 0 ? factors[0] : pivots[0].factor
    work.derivation.step(
      "product of the pivots",
      .line(Text("det A = ") + swaps + .joined([first] + factors.dropFirst(), "·") + Text(" = ") + value.term))
    work.derivation.check(.line(Text("the algorithm finds ") + own))
    return (value, work.derivation)
  }
}
