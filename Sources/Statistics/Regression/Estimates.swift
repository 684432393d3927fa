import LinearAlgebra

/// Coefficients with their uncertainty. Columns that were left out have NaN throughout.
public struct Estimates: Sendable {
  public let names: [String]
  public let coefficients: [Double]
  /// Of the columns that have a coefficient, as `names` have them in order.
  public let kept: [Int]
  /// kept × kept
  public let covariance: Matrix
  /// Degrees of freedom of t; infinite where z is the reference.
  public let df: Double

  init(names: [String], kept: [Int], coefficients: [Double], root: Matrix, dispersion: Double, df: Double) {
    let n = root.rows
    let inverse = Matrix(rows: n, columns: n) { i, j in
      (max(i, j)..<max(n, 1)).reduce(0) { $0 + root[i, $1] * root[j, $1] }
    }
    self.init(
      names: names, kept: kept, coefficients: coefficients,
      covariance: Matrix(rows: n, columns: n, elements: inverse.elements.map { $0 * dispersion }), df: df)
  }

  init(names: [String], kept: [Int], coefficients: [Double], covariance: Matrix, df: Double) {
    self.names = names
    self.kept = kept
    self.coefficients = coefficients
    self.covariance = covariance
    self.df = df
  }

  public var standardErrors: [Double] {
    var errors = [Double](repeating: .nan, count: names.count)
    for (place, j) in kept.enumerated() { errors[j] = covariance[place, place].squareRoot() }
    return errors
  }

  /// t, or z where the dispersion is known.
  public var statistics: [Double] { zip(coefficients, standardErrors).map { $0 / $1 } }

  public var p: [Double] { statistics.map { Tail.twoSided($0, df: df) } }

  /// An interval for each coefficient.
  public func intervals(level: Double) -> [(lower: Double, upper: Double)] {
    let factor = Tail.factor(level: level, df: df)
    return zip(coefficients, standardErrors).map { ($0 - factor * $1, $0 + factor * $1) }
  }
}
