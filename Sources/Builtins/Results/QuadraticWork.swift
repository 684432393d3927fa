import Document
import LinearAlgebra
import Optimization

/// A quadratic program worked out: which limits hold, the linear system that they make, and the signs of its multipliers.
extension QuadraticOptimum {
  /// `nil` for a program without an optimum, and for one too large to write down.
  var worked: Derivation? {
    let c = constraints
    let n = c.variables
    guard solution.isOptimal, n <= 6 else { return nil }
    let (x, q) = (solution.x, program.form)
    var rows: [(name: String, normal: [Double], limit: Double)] = (0..<c.equal.rows).map {
      ("equation \($0 + 1)", c.equal.row($0).elements, c.targets[$0])
    }
    for i in 0..<c.matrix.rows where solution.slack[i] == 0 {
      rows.append(("row \(i + 1)", c.matrix.row(i).elements, c.limits[i]))
    }
    for j in 0..<n where c.low[j].isFinite && x[j] == c.low[j] || c.high[j].isFinite && x[j] == c.high[j] {
      let isLow = x[j] == c.low[j]
      rows.append(
        (
          "\(isLow ? "lower" : "upper") bound of x\((j + 1).lowered)",
          (0..<n).map { $0 == j ? (isLow ? -1 : 1) : 0 }, isLow ? -x[j] : x[j]
        ))
    }
    let k = rows.count
    guard n + k <= 10 else { return nil }
    var work = Derivation(
      goal: .line(Text("minimum of (1/2) xᵀQ x + cᵀx under \((c.matrix.rows + c.equal.rows).counted("row"))")),
      .equation(.init(.text("Q ="), .matrix(q))), .line(Text("c = ") + LinearText.vector(program.costs)))
    let least = (try? SymmetricEigen.values(q))?.elements.last
    work.step(
      "convex",
      .line(
        Text("the least eigenvalue of Q is ") + .number(least.map { $0.magnitude < 1e-14 ? 0 : $0 } ?? 0)
          + Text(": one valley, so the KKT conditions are enough")))
    let held = rows.map { row in
      Block.line(Text("\(row.name):  ") + LinearText.sum(row.normal) + Text(" = ") + .exactTerm(row.limit))
    }
    work.steps.append(
      .init(
        "what holds as an equation", Document(held.isEmpty ? [.line("nothing: the valley's own lowest point")] : held)))
    let whole = Matrix(rows: n + k, columns: n + k) { i, j in
      if i < n, j < n { return q[i, j] }
      if i >= n, j >= n { return 0 }
      return i < n ? rows[j - n].normal[i] : rows[i - n].normal[j]
    }
    let right = Vector(program.costs.elements.map { -$0 + 0 } + rows.map(\.limit))
    let unknowns = k == 0 ? "x" : "[x, μ]"
    work.step(
      "KKT system",
      .line(
        Text(
          k == 0 ? "Q x = −c" : "Q x + Σ μ a = −c with a·x = limit: a row for each variable, then for each limit")),
      .equation(.init(.text("K ="), .matrix(whole))), .line(Text("K \(unknowns) = ") + LinearText.vector(right)))
    guard let multipliers = multipliers(rows.map(\.normal)) else { return nil }
    let named = zip(rows, multipliers).map { Text("μ(\($0.name)) = ") + .exactTerm($1 + 0) }
    work.step(
      "solve", .line(Text("x = ") + LinearText.vector(x)),
      .line(
        named.isEmpty
          ? Text("no multipliers") : Text.joined(named, ",  ") + Text(": none of a limit ≤ is below 0")))
    let loose = (0..<c.matrix.rows).filter { solution.slack[$0] != 0 }.prefix(8).map { i in
      Block.line(Text("row \(i + 1) keeps a slack of ") + .exactTerm(solution.slack[i]))
    }
    if !loose.isEmpty { work.steps.append(.init("the other rows", Document(Array(loose)))) }
    work.conclude(.line(Text("x = ") + LinearText.vector(x) + Text(",  value ") + .exactTerm(solution.value)))
    var rest = (0..<n).map { i in (0..<n).reduce(program.costs[i]) { $0 + q[i, $1] * x[$1] } }
    for (row, multiplier) in zip(rows, multipliers) { for i in 0..<n { rest[i] += multiplier * row.normal[i] } }
    let size = max(1, program.costs.elements.reduce(0) { max($0, $1.magnitude) })
    work.check(
      .line(
        Text("Q x + c + Σ μ a = ") + LinearText.vector(Vector(rest.map { $0.magnitude <= 1e-12 * size ? 0 : $0 }))))
    return work
  }

  /// The multipliers that make Q x + c + Σ μ a shortest.
  private func multipliers(_ normals: [[Double]]) -> [Double]? {
    guard !normals.isEmpty else { return [] }
    let (n, q, x) = (constraints.variables, program.form, solution.x)
    let slope = (0..<n).map { i in (0..<n).reduce(program.costs[i]) { $0 + q[i, $1] * x[$1] } }
    let matrix = Matrix(rows: n, columns: normals.count) { normals[$1][$0] }
    return try? matrix.leastSquares(Vector(slope.map { -$0 })).value.elements.map { value in
      let whole = (value * 2520).rounded() / 2520
      return (whole - value).magnitude <= 1e-12 * max(1, value.magnitude) ? whole + 0 : value
    }
  }
}
