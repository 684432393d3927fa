import LinearAlgebra

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

extension GeneralizedLinearModel {
  /// The deviance that each term takes off beside those before it, the model being fitted anew for each; χ² where the
  /// dispersion is known, F of the dispersion of the whole model where it is estimated.
  /// - Throws: what fitting the smaller models throws.
  public func anova() throws(RegressionError) -> ModelAnova {
    var rows: [ModelAnova.Row] = []
    var (before, beforeDF) = (nullDeviance, nullDF)
    for (index, name) in design.termNames.enumerated() {
      let isLast = index == design.termNames.count - 1
      let smaller = isLast ? self : try fitted(to: index + 1)
      let df = beforeDF - smaller.df
      let amount = before - smaller.deviance
      (before, beforeDF) = (smaller.deviance, smaller.df)
      guard df > 0 else { continue }
      rows.append(row(name, df: df, amount: amount))
    }
    rows.append(.init(name: "residuals", df: df, amount: deviance, statistic: .nan, p: .nan))
    return ModelAnova(rows: rows)
  }

  /// What a larger model explains beyond this one.
  /// - Returns: `nil` unless it has more coefficients and explains as many rows.
  public func compared(with larger: GeneralizedLinearModel) -> ModelAnova.Row? {
    guard larger.df < df, larger.count == count else { return nil }
    return larger.row(larger.title, df: df - larger.df, amount: deviance - larger.deviance)
  }

  private func row(_ name: String, df: Int, amount: Double) -> ModelAnova.Row {
    if family.hasKnownDispersion {
      return .init(name: name, df: df, amount: amount, statistic: amount, p: Tail.chiSquared(amount, df: df))
    }
    let f = amount / Double(df) / dispersion
    return .init(name: name, df: df, amount: amount, statistic: f, p: Tail.f(f, df, max(self.df, 1)))
  }

  /// The model of the first terms alone.
  private func fitted(to term: Int) throws(RegressionError) -> GeneralizedLinearModel {
    let columns = design.names.indices.filter { design.terms[$0] <= term }
    let m = design.matrix.rows
    let part = Design(
      names: columns.map { design.names[$0] },
      matrix: Matrix(
        rows: m, columns: columns.count,
        elements: columns.flatMap { design.matrix.elements[$0 * m..<($0 + 1) * m] }),
      terms: columns.map { design.terms[$0] }, termNames: Array(design.termNames.prefix(term)),
      hasIntercept: design.hasIntercept)
    return try GeneralizedLinearModel(
      part, response: response, family: family, link: link, weights: weights, offset: offset)
  }
}
