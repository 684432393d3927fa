import LinearAlgebra

/// A x ≤ b, E x = d and low ≤ x ≤ high: what the unknowns of a linear or quadratic program obey.
public struct LinearConstraints: Hashable, Sendable {
  /// The inequalities' rows; no rows where there are none.
  public let matrix: Matrix
  public let limits: Vector
  /// The equations' rows.
  public let equal: Matrix
  public let targets: Vector
  /// −∞ and ∞ where a variable has no bound.
  public let low: Vector
  public let high: Vector

  /// - Parameters:
  ///   - count: how many variables there are; every part must have as many columns.
  ///   - bounds: the least and the greatest value of each variable.
  /// - Throws: `ConstraintError`: parts that do not fit, NaN, an infinite coefficient, bounds that cross.
  public init(
    variables count: Int, matrix: Matrix? = nil, limits: Vector? = nil, equal: Matrix? = nil, targets: Vector? = nil,
    low: Vector, high: Vector
  ) throws(ConstraintError) {
    self.matrix = matrix ?? Matrix(rows: 0, columns: count)
    self.limits = limits ?? Vector([])
    self.equal = equal ?? Matrix(rows: 0, columns: count)
    self.targets = targets ?? Vector([])
    self.low = low
    self.high = high
    try Self.fit(self.matrix, self.limits, count, names: ("A", "b"))
    try Self.fit(self.equal, self.targets, count, names: ("equal.A", "equal.b"))
    for i in 0..<count {
      let (least, most) = (low[i], high[i])
      guard least <= most, least < .infinity, most > -.infinity else {
        throw .bounds(variable: i + 1, low: least, high: most)
      }
    }
  }

  public var variables: Int { low.count }

  private static func fit(
    _ a: Matrix, _ b: Vector, _ count: Int, names: (String, String)
  ) throws(ConstraintError) {
    guard a.columns == count else { throw .columns(name: names.0, got: a.columns, needed: count) }
    guard a.rows == b.count else { throw .rows(name: names.0, rows: a.rows, side: names.1, elements: b.count) }
    if let place = a.elements.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(name: names.0, value: a.elements[place])
    }
    // A limit of ∞ would be no limit; it says so by being left out.
    if let value = b.elements.first(where: { !$0.isFinite }) { throw .notFinite(name: names.1, value: value) }
  }
}

/// Why a constrained problem cannot be posed. Variables and rows count from 1.
public enum ConstraintError: Error, Hashable, Sendable {
  /// A part that has not one column for each variable.
  case columns(name: String, got: Int, needed: Int)
  /// A matrix and its right-hand side of different heights.
  case rows(name: String, rows: Int, side: String, elements: Int)
  case notFinite(name: String, value: Double)
  /// Bounds for another number of variables.
  case boundRows(got: Int, needed: Int)
  /// A matrix without its right-hand side, or the other way round: this part is missing.
  case half(String)
  /// A lower bound above the upper one, or NaN.
  case bounds(variable: Int, low: Double, high: Double)
  /// ½ xᵀQx + cᵀx that bends downward along the eigenvector of a negative eigenvalue.
  case notConvex(eigenvalue: Double, direction: Vector)
  /// Q is not n×n.
  case form(Shape, needed: Int)
}
