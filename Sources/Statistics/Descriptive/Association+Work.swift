import Document
import LinearAlgebra
import Numerics

extension Association {
  /// More pairs than this are summed without showing each.
  private static let mostRows = 12

  /// The correlation by hand: means, deviations and their products, the formula with the sums in it. Of ranks, where the
  /// method is Spearman's; of counted pairs, where it is Kendall's.
  /// - Throws: as `correlation`.
  public func workedCorrelation(_ x: [Double], _ y: [Double]) throws(SampleError) -> Worked<Double> {
    let own = try correlation(x, y)
    switch self {
    case .pearson: return Self.worked(x, y, own, goal: "the correlation r of \(x.count) pairs", ranks: nil)
    case .spearman:
      let (a, b) = (Ranking.average.ranks(x), Ranking.average.ranks(y))
      return Self.worked(a, b, own, goal: "Spearman's ρ of \(x.count) pairs", ranks: (x, y))
    case .kendall: return Self.workedPairs(x, y, own)
    }
  }

  private static func worked(
    _ x: [Double], _ y: [Double], _ own: Double, goal: String, ranks: (x: [Double], y: [Double])?
  ) -> Worked<Double> {
    let n = Double(x.count)
    var derivation = Derivation(goal: .line(Text(goal)))
    if let ranks { derivation.rankStep(ranks, x, y, most: mostRows) }
    let (sumX, sumY) = (Sums.sum(x), Sums.sum(y))
    let (meanX, meanY) = (Sums.mean(x), Sums.mean(y))
    derivation.step(
      "means", .line(Text("mean x = Σx / n = ") + .number(sumX) + Text(" / \(x.count) = ") + .number(meanX)),
      .line(Text("mean y = Σy / n = ") + .number(sumY) + Text(" / \(x.count) = ") + .number(meanY)))
    let (u, v) = (Moments.centred(x), Moments.centred(y))
    let products = zip(u, v).map { $0 * $1 }
    let (squaresX, squaresY) = (u.map { $0 * $0 }, v.map { $0 * $0 })
    let (sxy, sxx, syy) = (Sums.sum(products), Sums.sum(squaresX), Sums.sum(squaresY))
    let header = ["x", "y", "x − mean x", "y − mean y", "product", "(x − mean x)²", "(y − mean y)²"].map { Text($0) }
    let last: [Text] = [Text("Σ"), Text(""), Text(""), Text(""), .number(sxy), .number(sxx), .number(syy)]
    if x.count <= mostRows {
      let rows = x.indices.map { i in
        [x[i], y[i], u[i], v[i], products[i], squaresX[i], squaresY[i]].map { Text.number($0) }
      }
      derivation.step("deviations", .table(TextTable(header: header, rows: rows + [last])))
    } else {
      derivation.step(
        "deviations", .line(Text("Σ (x − mean x)(y − mean y) = ") + .number(sxy)),
        .line(Text("Σ (x − mean x)² = ") + .number(sxx)),
        .line(Text("Σ (y − mean y)² = ") + .number(syy)))
    }
    derivation.step(
      "correlation", .line("r = Σ (x − mean x)(y − mean y) / √(Σ (x − mean x)² · Σ (y − mean y)²)"),
      .line(
        Text("  = ") + .number(sxy) + Text(" / √(") + .number(sxx) + Text(" · ") + .number(syy) + Text(") = ")
          + .number(sxy) + Text(" / ") + .number((sxx * syy).squareRoot()) + Text(" = ") + .number(own)))
    derivation.conclude(.line(Text(ranks == nil ? "r = " : "ρ = ") + .number(own)))
    let raw = Sums.sum(zip(x, y).map { $0 * $1 })
    let covariance = (raw - sumX * meanY) / (n - 1)
    let spreads = (Moments.deviation(x), Moments.deviation(y))
    derivation.check(
      .line(
        Text("(Σxy − n · mean x · mean y) / (n − 1) / ((s of x · s of y)) = ") + .number(covariance) + Text(" / (")
          + .number(spreads.0)
          + Text(" · ") + .number(spreads.1) + Text(") = ") + .number(covariance / spreads.0 / spreads.1)))
    derivation.note(
      Text("r² = ") + .number(own * own) + Text(": the share of the variance that a line explains."))
    return Worked(own, derivation)
  }

  private static func workedPairs(_ x: [Double], _ y: [Double], _ own: Double) -> Worked<Double> {
    let pairs = ConcordantPairs(x, y)
    let total = Double(x.count) * Double(x.count - 1) / 2
    var derivation = Derivation(goal: .line(Text("Kendall's τ-b of \(x.count) pairs")))
    let counted =
      Text("C = ") + .number(pairs.score + pairs.discordant) + Text(" in the same order, D = ")
      + .number(pairs.discordant) + Text(" in opposite orders, C − D = ") + .number(pairs.score)
    derivation.step("pairs of pairs", .line(Text("n (n − 1) / 2 = ") + .number(total)), .line(counted))
    derivation.step(
      "not tied", .line(Text("in x: ") + .number(pairs.untiedX) + Text(", in y: ") + .number(pairs.untiedY)))
    derivation.step(
      "correlation",
      .line(
        Text("τ = (C − D) / √(") + .number(pairs.untiedX) + Text(" · ") + .number(pairs.untiedY) + Text(") = ")
          + .number(pairs.score) + Text(" / ") + .number((pairs.untiedX * pairs.untiedY).squareRoot()) + Text(" = ")
          + .number(own)))
    derivation.conclude(.line(Text("τ = ") + .number(own)))
    let swapped = ConcordantPairs(y, x)
    derivation.check(.line(Text("with x and y exchanged C − D = ") + .number(swapped.score)))
    return Worked(own, derivation)
  }
}

extension Derivation {
  fileprivate mutating func rankStep(
    _ values: (x: [Double], y: [Double]), _ a: [Double], _ b: [Double], most: Int
  ) {
    guard a.count <= most else {
      step("ranks", .line("each value is replaced by its place in order; equal ones share the mean place"))
      return
    }
    let rows = a.indices.map { i in [values.x[i], values.y[i], a[i], b[i]].map { Text.number($0) } }
    step(
      "ranks", .table(TextTable(header: ["x", "y", "rank of x", "rank of y"].map { Text($0) }, rows: rows)),
      .line("From here on x and y are the ranks."))
  }
}
