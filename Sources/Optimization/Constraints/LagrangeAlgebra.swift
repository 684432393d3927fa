import LinearAlgebra
import Numerics

/// What polynomials tell of their extreme points under equations: where all of them must be.
///
/// Two cases have a proof: a quadratic f under linear equations, whose system is linear, and two variables under one
/// equation, where both coordinates of every candidate are roots of resultants.
/// - Source: Cox, Little & O'Shea, Ideals, Varieties, and Algorithms, §3.5 and 3.6.
public struct LagrangeAlgebra: Hashable, Sendable {
  private enum Proof: Hashable {
    /// The system is linear and not singular: one candidate.
    case single
    /// The candidates of either coordinate, and the two curves p = 0 and q = 0 on which all of them lie.
    case grid([Double], [Double], MultivariatePolynomial, MultivariatePolynomial)
  }

  private let proof: Proof?

  public init(_ f: MultivariatePolynomial, _ constraints: [MultivariatePolynomial]) {
    proof = Self.linear(f, constraints) ?? Self.plane(f, constraints)
  }

  private static func linear(_ f: MultivariatePolynomial, _ constraints: [MultivariatePolynomial]) -> Proof? {
    guard f.degree <= 2, constraints.allSatisfy({ $0.degree == 1 }), f.isExact else { return nil }
    let (n, k) = (f.variables, constraints.count)
    func unit(_ i: Int) -> [Int] { (0..<n).map { $0 == i ? 1 : 0 } }
    let slopes = (0..<n).map { f.derivative(by: $0) }
    let whole = Matrix(rows: n + k, columns: n + k) { i, j in
      if i < n, j < n { return slopes[i].terms[unit(j)]?.value ?? 0 }
      if i >= n, j >= n { return 0 }
      return (i < n ? constraints[j - n].terms[unit(i)] : constraints[i - n].terms[unit(j)])?.value ?? 0
    }
    guard let inverse = try? whole.conditionedInverse(), inverse.reciprocalCondition > 1e-10 else { return nil }
    return .single
  }

  private static func plane(_ f: MultivariatePolynomial, _ constraints: [MultivariatePolynomial]) -> Proof? {
    guard f.variables == 2, constraints.count == 1, f.degree <= 6, constraints[0].degree <= 4 else { return nil }
    let g = constraints[0]
    let p = f.derivative(by: 0) * g.derivative(by: 1) - f.derivative(by: 1) * g.derivative(by: 0)
    guard let x = roots(p, g, eliminating: 1), let y = roots(p, g, eliminating: 0), x.count * y.count <= 400 else {
      return nil
    }
    return .grid(x, y, p, g)
  }

  /// Every real number that may be the other coordinate of a common zero, some of which may be none; nil where that is
  /// not known.
  private static func roots(
    _ p: MultivariatePolynomial, _ q: MultivariatePolynomial, eliminating y: Int
  ) -> [Double]? {
    let (m, n) = (p.degree(in: y), q.degree(in: y))
    guard m >= 0, n >= 0, m + n > 0 else { return nil }
    // The determinant of Sylvester's matrix has at most this degree in x.
    let degree = m * max(q.degree(in: 1 - y), 0) + n * max(p.degree(in: 1 - y), 0)
    guard degree <= 16 else { return nil }
    let nodes = (0...degree).map { ($0 + 1) / 2 * ($0.isMultiple(of: 2) ? 1 : -1) }
    var values: [Fraction] = []
    for node in nodes {
      let (a, b) = (p.coefficients(in: y, other: node), q.coefficients(in: y, other: node))
      let value = sylvester(a, m, b, n)
      guard !value.isLost else { return nil }
      values.append(value)
    }
    guard let coefficients = interpolated(nodes, values), coefficients.count > 1 else {
      // A constant other than 0 has no root; 0 means a common curve.
      return values.first.map { $0.numerator != 0 } == true ? [] : nil
    }
    return realRoots(coefficients.map(\.value))
  }

  private static func sylvester(_ a: [Fraction], _ m: Int, _ b: [Fraction], _ n: Int) -> Fraction {
    let size = m + n
    func entry(_ list: [Fraction], _ power: Int) -> Fraction {
      power >= 0 && power < list.count ? list[power] : Fraction(0)
    }
    var rows = (0..<n).map { i in (0..<size).map { entry(a, m - ($0 - i)) } }
    rows += (0..<m).map { i in (0..<size).map { entry(b, n - ($0 - i)) } }
    var determinant = Fraction(1)
    for column in 0..<size {
      guard let pivot = (column..<size).first(where: { rows[$0][column].isLost || rows[$0][column].numerator != 0 })
      else { return Fraction(0) }
      if pivot != column {
        rows.swapAt(pivot, column)
        determinant = -determinant
      }
      determinant = determinant * rows[column][column]
      for i in (column + 1)..<max(size, column + 1) where rows[i][column] != Fraction(0) {
        let factor = rows[i][column] / rows[column][column]
        for j in column..<size { rows[i][j] = rows[i][j] - factor * rows[column][j] }
      }
      if determinant.isLost { return .lost }
    }
    return determinant
  }

  /// Newton's divided differences, multiplied out: constant first, without leading zeros; nil where a number is lost.
  private static func interpolated(_ nodes: [Int], _ values: [Fraction]) -> [Fraction]? {
    var table = values
    for level in 1..<max(nodes.count, 1) {
      for i in stride(from: nodes.count - 1, through: level, by: -1) {
        table[i] = (table[i] - table[i - 1]) / Fraction(nodes[i] - nodes[i - level])
      }
    }
    var polynomial: [Fraction] = []
    for i in stride(from: nodes.count - 1, through: 0, by: -1) {
      var next = [Fraction(0)] + polynomial
      for (place, coefficient) in polynomial.enumerated() {
        next[place] = next[place] - Fraction(nodes[i]) * coefficient
      }
      next[0] = next[0] + table[i]
      polynomial = next
    }
    guard polynomial.allSatisfy({ !$0.isLost }) else { return nil }
    while polynomial.last?.numerator == 0 { polynomial.removeLast() }
    return polynomial
  }

  /// The real parts of all roots that are real but for rounding: a k-fold one is off by the k-th root of that.
  private static func realRoots(_ coefficients: [Double]) -> [Double]? {
    let zeros = coefficients.prefix { $0 == 0 }.count
    let rest = Array(coefficients.dropFirst(zeros))
    let n = rest.count - 1
    var roots: [Double] = zeros > 0 ? [0] : []
    guard n > 0, let top = rest.last else { return roots }
    let companion = Matrix(rows: n, columns: n) { i, j in
      j == n - 1 ? -rest[i] / top : i == j + 1 ? 1 : 0
    }
    guard let found = try? Eigen.values(companion) else { return nil }
    let values =
      switch found {
      case .real(let v): v.complex
      case .complex(let v): v
      }
    for root in values.elements where root.imaginary.magnitude <= 1e-3 * max(1, root.modulus) {
      if !roots.contains(where: { ($0 - root.real).magnitude <= 1e-6 * max(1, root.real.magnitude) }) {
        roots.append(root.real)
      }
    }
    return roots
  }

  /// Where candidates may be.
  var guesses: [Vector] {
    guard case .grid(let xs, let ys, _, _) = proof else { return [] }
    return pairs(xs, ys).map { Vector($0) }
  }

  /// The pairs at which both polynomials may be 0.
  private func pairs(_ xs: [Double], _ ys: [Double]) -> [[Double]] {
    guard case .grid(_, _, let p, let q) = proof else { return [] }
    return xs.flatMap { x in ys.map { [x, $0] } }.filter { point in
      let wide = point.map { max(1, $0.magnitude) }
      return [p, q].allSatisfy { $0.value(at: point).value.magnitude <= 3e-3 * $0.value(at: wide).size }
    }
  }

  /// Whether these are all the candidates.
  func confirms(_ points: [LagrangePoint]) -> Bool {
    switch proof {
    case nil: return false
    case .single: return points.count == 1
    case .grid(let xs, let ys, _, _):
      return pairs(xs, ys).allSatisfy { pair in
        points.contains { point in
          zip(point.x.elements, pair).allSatisfy { ($0 - $1).magnitude <= 2e-3 * max(1, $0.magnitude) }
        }
      }
    }
  }
}
