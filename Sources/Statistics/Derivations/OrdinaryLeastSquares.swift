import Document
import LinearAlgebra
import Numerics

extension LinearModel {
  /// Columns beyond which nobody follows the normal equations.
  public static let mostShownColumns = 6
  /// Rows beyond which exact fractions take too long.
  public static let mostShownRows = 10_000

  /// The normal equations written out: XᵀX, Xᵀy, their solution, the residuals, s² and the standard errors; in exact
  /// fractions as long as these are short.
  /// - Returns: `nil` of a fit with weights or an offset, of dependent columns, and of more rows or columns than anyone
  ///   follows.
  public var derivation: Derivation? {
    guard weights == nil, offset == nil, aliased.isEmpty, design.matrix.columns <= Self.mostShownColumns,
      design.matrix.rows <= Self.mostShownRows
    else { return nil }
    if let x = StepMatrix<Fraction>(exactly: design.matrix),
      let y = StepMatrix<Fraction>(exactly: Matrix(rows: response.count, columns: 1, elements: response)),
      let exact = NormalSteps(x: x, y: y, names: design.names), exact.isValid
    {
      return exact.derivation(of: self)
    }
    let x = StepMatrix(design.matrix)
    let y = StepMatrix(Matrix(rows: response.count, columns: 1, elements: response))
    guard let rounded = NormalSteps(x: x, y: y, names: design.names) else { return Derivation(goal: .line(goal)) }
    return rounded.derivation(of: self)
  }

  fileprivate var goal: Text {
    Text(
      "the b that makes ‖y − X b‖² least, for \(count.counted("row")) and the columns \(design.names.joined(separator: ", "))"
    )
  }
}

/// The numbers of the derivation.
private struct NormalSteps<N: StepNumber> {
  let x: StepMatrix<N>
  let gram: StepMatrix<N>
  let moments: StepMatrix<N>
  let inverse: StepMatrix<N>
  let solution: StepMatrix<N>
  let residuals: StepMatrix<N>
  let rss: N
  let names: [String]

  /// - Returns: `nil` when elimination meets no pivot.
  init?(x: StepMatrix<N>, y: StepMatrix<N>, names: [String]) {
    self.x = x
    self.names = names
    gram = x.transposed() * x
    moments = x.transposed() * y
    let p = x.columns
    var work = gram.augmented(with: StepMatrix<N>(rows: p, columns: p) { N($0 == $1 ? 1 : 0) })
    for j in 0..<p {
      guard let pivot = (j..<p).max(by: { work[$0, j].size < work[$1, j].size }), !work[pivot, j].isZero else {
        return nil
      }
      if pivot != j { work.swapRows(pivot, j) }
      work.divide(row: j, by: work[j, j])
      for i in 0..<p where i != j { work.subtract(work[i, j], times: j, from: i) }
    }
    inverse = work.columns(p..<2 * p)
    solution = inverse * moments
    let (fit, b) = (x * solution, y)
    residuals = StepMatrix<N>(rows: x.rows, columns: 1) { i, _ in b[i, 0] - fit[i, 0] }
    rss = (residuals.transposed() * residuals)[0, 0]
  }

  var isValid: Bool {
    [gram, moments, inverse, solution, residuals].allSatisfy(\.isValid) && rss.isValid
  }

  func derivation(of model: LinearModel) -> Derivation {
    var derivation = Derivation(goal: .line(model.goal))
    derivation.step(Text("XᵀX"), .matrix(gram))
    derivation.step(Text("Xᵀy"), .matrix(moments))
    derivation.step(
      Text("solve XᵀX b = Xᵀy"),
      .line(Text.joined(names.indices.map { Text("\(names[$0]) = ") + solution[$0, 0].term }, ",  ")))
    derivation.step(Text("residuals e = y − X b"), .line(vector(residuals)))
    let df = model.df
    let heading = Text("s² = eᵀe/(n − p)")
    if df > 0 {
      let variance = rss / N(df)
      derivation.step(
        heading,
        .line(
          rss.leadingFactor + Text("/(\(x.rows) − \(x.columns)) = ") + variance.term + Text(",  s = ")
            + .number(variance.size.squareRoot())))
      let errors = names.indices.map { j -> Text in
        let product = variance * inverse[j, j]
        return Text("\(names[j]): √(") + variance.factor + Text("·") + inverse[j, j].factor + Text(") = ")
          + .number(product.size.squareRoot())
      }
      derivation.step(Text("se = √(s² (XᵀX)⁻¹ⱼⱼ)"), errors.map { .line($0) })
    } else {
      derivation.step(heading, .line(Text("n = p: no degree of freedom is left to estimate s² from")))
    }
    let products = x.transposed() * residuals
    let scale = x.rows > 0 ? (0..<x.rows).reduce(0.0) { max($0, residuals[$1, 0].size) } : 0
    let worst = (0..<products.rows).reduce(0.0) { max($0, products[$1, 0].size) }
    let exact = (0..<products.rows).allSatisfy { products[$0, 0].isZero }
    derivation.check(
      .line(
        Text("Xᵀe = ")
          + (exact
            ? vector(products)
            : Text(
              "0 to \((scale > 0 ? worst / scale : worst).formatted(digits: 1)) of the largest residual: the residuals are "
                + "orthogonal to every column"))))
    derivation.note(
      Text(
        "lm itself solves R b = Qᵀy from X = QR: forming XᵀX squares the condition number, and with it the digits lost."
      ))
    return derivation
  }

  /// `[1/2, −3, …, 4]`
  private func vector(_ column: StepMatrix<N>) -> Text {
    let terms = (0..<column.rows).map { column[$0, 0].term }
    let shown = terms.count <= 8 ? terms : terms.prefix(6) + [Text("…")] + terms.suffix(1)
    return Text("[") + .joined(Array(shown), ", ") + Text("]")
  }
}

extension Derivation {
  fileprivate mutating func step(_ rule: Text, _ body: [Block]) { steps.append(Step(rule, Document(body))) }
}
