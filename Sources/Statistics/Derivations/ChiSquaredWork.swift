import Document
import LinearAlgebra
import Numerics

/// The χ² test of a table worked out as on paper.
extension ChiSquaredTest {
  /// - Throws: what `independence` throws.
  public static func workedIndependence(
    _ table: CountTable, isCorrected: Bool = true, _ options: TestOptions
  ) throws(TestError) -> Worked<TestResult> {
    var random = RandomStream(seed: 0)
    let result = try independence(table, isCorrected: isCorrected, from: &random, options)
    let (observed, expected) = (table.counts, table.expected)
    let isTwoByTwo = observed.rows == 2 && observed.columns == 2
    let gaps = zip(observed.elements, expected.elements).map { ($0 - $1).magnitude }
    let yates = isTwoByTwo && isCorrected ? min(0.5, gaps.min() ?? 0) : 0
    var work = Derivation(
      goal: .line("whether rows and columns of O are independent"), equation("O =", observed))
    work.step(
      "margins",
      .line(
        Text("rows ") + list(table.rowSums) + Text(", columns ") + list(table.columnSums)
          + Text(", total ") + .figure(table.total)))
    let n = table.total
    work.step(
      "expected counts",
      .line(
        Text("Eᵢⱼ = rowᵢ · columnⱼ / total, E₁₁ = ") + .figure(table.rowSums[0]) + Text("·")
          + .figure(table.columnSums[0]) + Text("/") + .figure(n) + Text(" = ") + .figure(expected[0, 0])),
      equation("E =", expected))
    let parts = Matrix(
      rows: observed.rows, columns: observed.columns,
      elements: zip(gaps, expected.elements).map { ($0 - yates) * ($0 - yates) / $1 })
    let formula =
      yates > 0 ? Text("(|O − E| − ") + .figure(yates) + Text(")²/E, with Yates' correction") : Text("(O − E)²/E")
    work.step("each cell", .line(formula), equation("", parts))
    let statistic = result.statistic ?? 0
    work.step("sum", .line(Text("χ² = ") + terms(parts.elements) + Text(" = ") + .figure(statistic)))
    let df = Double((observed.rows - 1) * (observed.columns - 1))
    work.step(
      "degrees of freedom",
      .line(
        Text("df = (rows − 1)(columns − 1) = ") + .figure(Double(observed.rows - 1)) + Text("·")
          + .figure(Double(observed.columns - 1)) + Text(" = ") + .figure(df)))
    finish(&work, result, statistic, df)
    work.check(
      .line(
        Text("E has the margins of O: rows ") + list((0..<expected.rows).map { row in expected.row(row) })
          + Text(", columns ") + list((0..<expected.columns).map { Sums.sum(expected.column($0).elements) })))
    return Worked(result, work)
  }

  /// - Throws: what `goodness` throws.
  public static func workedGoodness(
    _ observed: [Double], shares: [Double]? = nil, names: [String] = [], _ options: TestOptions
  ) throws(TestError) -> Worked<TestResult> {
    var random = RandomStream(seed: 0)
    let result = try goodness(observed, shares: shares, names: names, from: &random, options)
    let total = Sums.sum(observed)
    let shares = shares ?? observed.map { _ in 1 / Double(observed.count) }
    let expected = shares.map { $0 * total }
    var work = Derivation(
      goal: .line(Text("whether the counts O = ") + list(observed) + Text(" have the shares assumed")))
    work.step(
      "expected counts", .line(Text("E = total · share, total ") + .figure(total)), .line(Text("E = ") + list(expected))
    )
    let parts = zip(observed, expected).map { ($0 - $1) * ($0 - $1) / $1 }
    work.step("each category", .line(Text("(O − E)²/E: ") + list(parts)))
    let statistic = result.statistic ?? 0
    work.step("sum", .line(Text("χ² = ") + terms(parts) + Text(" = ") + .figure(statistic)))
    let df = Double(observed.count - 1)
    work.step(
      "degrees of freedom", .line(Text("df = categories − 1 = ") + .figure(df)))
    finish(&work, result, statistic, df)
    work.check(.line(Text("ΣE = ") + .figure(Sums.sum(expected)) + Text(" = ΣO")))
    return Worked(result, work)
  }

  private static func finish(_ work: inout Derivation, _ result: TestResult, _ statistic: Double, _ df: Double) {
    let p = Text(NumberFormat.pValue(result.p, digits: 6))
    work.step("upper tail", .line(Text("p = P(χ² > ") + .figure(statistic) + Text(") = ") + p))
    work.conclude(.line(Text("χ² = ") + .figure(statistic) + Text(" on ") + .figure(df) + Text(" df, p = ") + p))
    for assumption in result.assumptions {
      work.note(Text("\(assumption.statement): \(assumption.verdict.text.plain) (\(assumption.evidence))"))
    }
  }

  private static func list(_ values: [Double]) -> Text {
    let shown = values.prefix(12).map { Text.figure($0) }
    return .listed(shown + (values.count > shown.count ? [Text("…")] : []), ", ")
  }

  private static func terms(_ values: [Double]) -> Text {
    let shown = values.prefix(12).map { Text.figure($0) }
    return .listed(shown + (values.count > shown.count ? [Text("…")] : []), " + ")
  }

  private static func equation(_ name: String, _ matrix: Matrix) -> Block {
    let grid = Equation.Part.matrix(Grid(rows: matrix.rows, columns: matrix.columns) { .number(matrix[$0, $1]) })
    return .equation(Equation(name.isEmpty ? [grid] : [.text(Text(name)), grid]))
  }
}

extension Matrix {
  /// The sum of a row.
  fileprivate func row(_ row: Int) -> Double { Sums.sum((0..<columns).map { self[row, $0] }) }
}
