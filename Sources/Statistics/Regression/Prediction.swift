import LinearAlgebra

/// What a model says of rows, with an interval for each.
public struct Prediction: Sendable {
  public enum Interval: String, Sendable, CaseIterable {
    /// Of the mean of all such rows.
    case confidence
    /// Of one more such row.
    case prediction
  }

  public let fit: [Double]
  public let lower: [Double]
  public let upper: [Double]

  /// - Precondition: all three have an element for each row.
  public init(fit: [Double], lower: [Double], upper: [Double]) {
    (self.fit, self.lower, self.upper) = (fit, lower, upper)
  }
}

extension LinearModel {
  /// - Parameters: `x` has the columns of the design; `level` is between 0 and 1.
  public func predict(_ x: Matrix, offset: [Double]?, interval: Prediction.Interval, level: Double) -> Prediction {
    var fit = x.combined(kept, kept.map { coefficients[$0] })
    if let offset { for i in fit.indices { fit[i] += offset[i] } }
    let variance = df > 0 ? rss / Double(df) : .nan
    let factor = Tail.factor(level: level, df: Double(df))
    let own = interval == .prediction ? 1.0 : 0
    let half = x.squaredLengths(root, kept).map { factor * (variance * ($0 + own)).squareRoot() }
    return Prediction(fit: fit, lower: zip(fit, half).map { $0 - $1 }, upper: zip(fit, half).map { $0 + $1 })
  }
}
