import Document
import Numerics

/// A system of equations on its way to a solution.
struct LinearSystem<N: StepNumber> {
  private let a: StepMatrix<N>
  private let b: StepMatrix<N>
  private let names: SystemNames
  private var work: RowReduction<N>
  private(set) var solution: StepMatrix<N>?

  init(_ a: StepMatrix<N>, _ b: StepMatrix<N>, _ names: SystemNames) {
    self.a = a
    self.b = b
    self.names = names
    let (left, x, right) = (names.matrix, names.unknown, names.right)
    guard a.rows != a.columns else {
      work = RowReduction(
        a.augmented(with: b), bar: a.columns,
        goal: [.line(Text("\(left) \(x) = \(right), written as [\(left) \(right)]"))])
      return
    }
    let isTall = a.rows > a.columns
    let adjoint = a.adjoint()
    let (square, target) = isTall ? (adjoint * a, adjoint * b) : (a * adjoint, b)
    work = RowReduction(square.augmented(with: target), bar: square.columns, goal: [])
    work.derivation.goal = Document([
      .line(
        Text(
          isTall
            ? "the \(x) that brings \(left) \(x) closest to \(right), for [\(left) \(right)] ="
            : "the shortest \(x) with \(left) \(x) = \(right), for [\(left) \(right)] =")),
      .matrix(a.augmented(with: b), bar: a.columns),
    ])
    let (gram, image) =
      isTall ? ("\(names.adjoint) \(left)", "\(names.adjoint) \(right)") : ("\(left) \(names.adjoint)", right)
    let equation =
      isTall
      ? "\(gram) \(x) = \(image): the residual is orthogonal to every column of \(left)"
      : "\(x) = \(names.adjoint) \(names.inner) with \(gram) \(names.inner) = \(right): no other solution is shorter"
    work.derivation.step(
      "normal equations", .line(Text(equation)),
      .equation(Equation(.text("\(gram) ="), .matrix(square), .text("  \(image) ="), .matrix(target))))
  }

  var derivation: Derivation { work.derivation }
  var isValid: Bool { work.matrix.isValid }

  /// - Parameter pivot: the row to take for a column, from a row on.
  mutating func run(choosing pivot: (StepMatrix<N>, _ column: Int, _ row: Int) -> Int?) {
    let n = work.bar ?? 0
    var row = 0
    for column in 0..<n where row < n {
      guard let best = pivot(work.matrix, column, row) else {
        work.passOver(column, below: row)
        continue
      }
      work.exchange(row, best)
      work.clear(column, with: row, in: row + 1..<n, namesPivot: true)
      row += 1
    }
    guard row == n else { return endWithoutSolution(rank: row, of: n) }
    let found = b.columns == 1 ? substitutedBack(n) : solvedUpward(n)
    guard a.rows < a.columns else {
      solution = found
      return
    }
    let adjoint = a.adjoint()
    let x = adjoint * found
    work.derivation.step(
      Text("back to \(names.unknown)"),
      .equation(
        Equation(
          .text("\(names.unknown) = \(names.adjoint) \(names.inner) ="), .matrix(adjoint), .matrix(found), .text("="),
          .matrix(x))))
    solution = x
  }

  /// One unknown after another, from the last equation up.
  private mutating func substitutedBack(_ n: Int) -> StepMatrix<N> {
    let name = a.rows < a.columns ? names.inner.lowercased() : names.entry
    let u = work.matrix
    var found = StepMatrix<N>(rows: n, columns: 1) { _, _ in N(0) }
    for i in stride(from: n - 1, through: 0, by: -1) {
      var numerator = u[i, n]
      var terms = [u[i, n].leadingFactor]
      for j in i + 1..<n where !u[i, j].isZero {
        numerator = numerator - u[i, j] * found[j, 0]
        terms.append((-u[i, j]).leadingFactor + Text("·") + found[j, 0].factor)
      }
      found[i, 0] = numerator / u[i, i]
      let sum =
        terms.count > 1
        ? Text("(") + .sum(terms) + Text(")") : numerator.isCompound ? numerator.factor : numerator.term
      let quotient = u[i, i].isOne ? Text.sum(terms) : sum + Text(" / ") + u[i, i].factor
      let middle = terms.count > 1 || !u[i, i].isOne ? quotient + Text(" = ") : Text("")
      work.derivation.step(
        i == n - 1 ? "back substitution" : Text("row \(i + 1)"),
        .line(Text("\(name)\((i + 1).lowered) = ") + middle + found[i, 0].term))
    }
    return found
  }

  /// Row operations from the last row up, for several right-hand sides at once.
  private mutating func solvedUpward(_ n: Int) -> StepMatrix<N> {
    for i in stride(from: n - 1, through: 0, by: -1) {
      work.divide(row: i, by: work.matrix[i, i])
      work.clear(i, with: i, in: 0..<i)
    }
    return work.matrix.columns(n..<n + b.columns)
  }

  private mutating func endWithoutSolution(rank: Int, of n: Int) {
    let m = work.matrix
    let (x, right) = (names.unknown, names.right)
    guard a.rows >= a.columns else {
      return work.derivation.conclude(
        .line(Text("The rows of \(names.matrix) are dependent, and this way leads no further.")),
        .line(Text("The pseudo-inverse finds the shortest \(x) that comes closest.", .dim)))
    }
    let contradiction = (rank..<n).first { i in (n..<m.columns).contains { !m[i, $0].isZero } }
    if a.rows == a.columns, let i = contradiction {
      let value = (n..<m.columns).map { m[i, $0] }.first { !$0.isZero } ?? N(0)
      return work.derivation.conclude(
        .line(Text("Row \(i + 1) says 0 = ") + value.term + Text(": there is no \(x).")),
        .line(Text("The pseudo-inverse finds the \(x) that comes closest to \(right).", .dim)))
    }
    let free = n - rank
    work.derivation.conclude(
      .line(Text("\(free) unknown\(free == 1 ? " is" : "s are") free: infinitely many \(x) solve these equations.")),
      .line(Text("The pseudo-inverse finds the shortest of them.", .dim)))
  }

  func finished(_ x: StepMatrix<N>, note: Text?) -> Derivation {
    var derivation = work.derivation
    let (left, unknown, right) = (names.matrix, names.unknown, names.right)
    if a.rows == 0 { derivation.step("empty", .line("There are no equations.")) }
    derivation.conclude(.equation(Equation(.text("\(unknown) ="), .matrix(x))))
    let product = a * x
    if a.rows > a.columns {
      let residual = StepMatrix<N>(rows: b.rows, columns: b.columns) { i, j in b[i, j] - product[i, j] }
      derivation.check(
        .equation(
          Equation(
            .text("r = \(right) − \(left) \(unknown) ="), .matrix(residual), .text("  \(names.adjoint) r ="),
            .matrix(a.adjoint() * residual))))
    } else {
      derivation.check(
        .equation(Equation(.text("\(left) \(unknown) ="), .matrix(a), .matrix(x), .text("="), .matrix(product))),
        .line(.agreement(of: product, b, named: "\(left) \(unknown) and \(right)")))
    }
    if let note { derivation.note(note) }
    return derivation
  }
}

extension StepMatrix {
  /// The conjugate transpose.
  func adjoint() -> StepMatrix { StepMatrix(rows: columns, columns: rows) { i, j in self[j, i].conjugate } }
}
