/// What each term of a model, or each of several models, explains.
public struct ModelAnova: Sendable {
  public struct Row: Sendable {
    /// `speed`, `residuals`, or the model's formula.
    public let name: String
    public let df: Int
    /// Sum of squares, or deviance, explained by it; of the residuals what is left.
    public let amount: Double
    /// F or χ²; NaN of the residuals.
    public let statistic: Double
    public let p: Double
  }

  public let rows: [Row]
}

extension LinearModel {
  /// The terms one after another, each beside those before it (type I), as R's `anova`.
  public var anova: ModelAnova {
    var rows: [ModelAnova.Row] = []
    let variance = df > 0 ? rss / Double(df) : .nan
    for (index, name) in design.termNames.enumerated() {
      let own = kept.indices.filter { design.terms[kept[$0]] == index + 1 }
      guard !own.isEmpty else { continue }
      let squares = own.reduce(0) { $0 + effects[$1] * effects[$1] }
      let f = squares / Double(own.count) / variance
      rows.append(.init(name: name, df: own.count, amount: squares, statistic: f, p: Tail.f(f, own.count, max(df, 1))))
    }
    rows.append(.init(name: "residuals", df: df, amount: rss, statistic: .nan, p: .nan))
    return ModelAnova(rows: rows)
  }
}

/// F of what a larger model explains beyond a smaller one.
public struct ModelComparison: Sendable {
  public let residualDF: (smaller: Int, larger: Int)
  public let rss: (smaller: Double, larger: Double)
  public let f: Double
  public let p: Double

  /// - Returns: `nil` unless the second has more coefficients, and both explain as many rows.
  public init?(_ smaller: LinearModel, _ larger: LinearModel) {
    let df = smaller.df - larger.df
    guard df > 0, larger.df > 0, smaller.count == larger.count else { return nil }
    residualDF = (smaller.df, larger.df)
    rss = (smaller.rss, larger.rss)
    f = (smaller.rss - larger.rss) / Double(df) / (larger.rss / Double(larger.df))
    p = Tail.f(f, df, larger.df)
  }

  public var df: Int { residualDF.smaller - residualDF.larger }
}
