import Glibc
import Numerics

extension RationalPolynomial {
  /// A factor and how often it occurs.
  public struct Factor: Hashable, Sendable {
    /// Whole coefficients without a common divisor, the leading one positive.
    public let base: RationalPolynomial
    public let multiplicity: Int
  }

  /// Factors without repeated roots, each once for its multiplicity, by Yun's algorithm; `nil` beyond 64 bits.
  /// - Source: Geddes, Czapor, Labahn, Algorithms for Computer Algebra, §8.2.
  public func squareFreeFactors() -> [Factor]? {
    guard !isLost, !isZero else { return nil }
    guard degree > 0 else { return [] }
    guard let common = gcd(derivative), var rest = quotient(by: common),
      var slope = derivative.quotient(by: common)
    else { return nil }
    var (factors, multiplicity) = ([Factor](), 1)
    while rest.degree > 0 {
      slope = slope - rest.derivative
      guard let factor = rest.gcd(slope) else { return nil }
      if factor.degree > 0 { factors.append(Factor(base: factor.primitive, multiplicity: multiplicity)) }
      guard let next = rest.quotient(by: factor), let left = slope.quotient(by: factor) else { return nil }
      (rest, slope, multiplicity) = (next, left, multiplicity + 1)
    }
    return factors
  }

  /// The roots that are fractions, in ascending order, each once; `nil` beyond 64 bits.
  public func rationalRoots() -> [Fraction]? {
    guard let factors = factored() else { return nil }
    return factors.filter { $0.base.degree == 1 }.map { -$0.base[0] / $0.base[1] }.sorted { $0.value < $1.value }
  }

  /// Factors over the fractions, linear ones first; their product times `leading`'s share is the polynomial. `nil`
  /// beyond 64 bits.
  ///
  /// Candidates come from numeric roots and are proved by exact division. A factor that rounding hides stays in a
  /// product with others; up to degree 12 with coefficients of a few digits none is.
  public func factored() -> [Factor]? {
    guard let parts = squareFreeFactors() else { return nil }
    var factors: [Factor] = []
    for part in parts {
      factors += part.base.split().map { Factor(base: $0, multiplicity: part.multiplicity) }
    }
    return factors.sorted { a, b in
      if a.base.degree != b.base.degree { return a.base.degree < b.base.degree }
      if a.multiplicity != b.multiplicity { return a.multiplicity < b.multiplicity }
      // x − 1 before x + 1.
      return a.base.coefficients.lazy.map(\.value).lexicographicallyPrecedes(b.base.coefficients.map(\.value))
    }
  }

  /// More roots than this are not combined.
  private static let mostRoots = 14

  /// The factors of a primitive polynomial without repeated roots.
  private func split() -> [RationalPolynomial] {
    guard degree > 1, degree <= Self.mostRoots else { return [self] }
    var rest = self
    var found: [RationalPolynomial] = []
    // Groups of roots that belong together: a real one, or a pair.
    var groups = numericRoots()
    var size = 1
    search: while size * 2 <= rest.degree {
      for chosen in Self.subsets(of: groups, degree: size) {
        let factor = rest.factor(with: chosen.map { groups[$0] })
        guard let factor, let quotient = rest.quotient(by: factor) else { continue }
        found.append(factor)
        rest = quotient.primitive
        for place in chosen.reversed() { groups.remove(at: place) }
        continue search
      }
      size += 1
    }
    if rest.degree > 0 { found.append(rest) }
    return found
  }

  /// The polynomial with whole coefficients near leading·∏(x − root).
  private func factor(with groups: [Group]) -> RationalPolynomial? {
    let values = groups.reduce([leading.value]) { product, group in
      var next = [Double](repeating: 0, count: product.count + group.factor.count - 1)
      for (i, p) in product.enumerated() {
        for (j, q) in group.factor.enumerated() { next[i + j] += p * q }
      }
      return next
    }
    var whole: [Fraction] = []
    for value in values {
      let near = value.rounded()
      guard (value - near).magnitude <= 1e-4 * max(1, value.magnitude * 1e-4), near.magnitude < 0x1p53 else {
        return nil
      }
      whole.append(Fraction(Int(near)))
    }
    let polynomial = RationalPolynomial(whole).primitive
    return polynomial.degree > 0 && !polynomial.isLost ? polynomial : nil
  }

  /// Places of groups whose degrees add up.
  private static func subsets(of groups: [Group], degree: Int, from start: Int = 0) -> [[Int]] {
    if degree == 0 { return [[]] }
    var all: [[Int]] = []
    for place in groups.indices.dropFirst(start) where groups[place].factor.count - 1 <= degree {
      let rest = subsets(of: groups, degree: degree - (groups[place].factor.count - 1), from: place + 1)
      all += rest.map { [place] + $0 }
    }
    return all
  }

  /// x − r, or x² − 2 Re r x + |r|², constant first.
  private struct Group { let factor: [Double] }

  /// The roots by the Ehrlich–Aberth iteration.
  /// - Source: O. Aberth, Mathematics of Computation 27 (1973) 339–344.
  private func numericRoots() -> [Group] {
    let c = monic.coefficients.map(\.value)
    let n = degree
    let radius = 1 + (c.dropLast().map(\.magnitude).max() ?? 0)
    let start = min(radius, 2 * pow(max(c[0].magnitude, 1e-9), 1 / Double(n)) + 0.5)
    var roots = (0..<n).map { k in
      Point(start * cos(0.4 + 2 * .pi * Double(k) / Double(n)), start * sin(0.4 + 2 * .pi * Double(k) / Double(n)))
    }
    for _ in 0..<200 {
      var moved = 0.0
      for i in 0..<n {
        var (value, slope) = (Point(1, 0), Point(0, 0))
        for k in stride(from: n - 1, through: 0, by: -1) {
          slope = slope * roots[i] + value
          value = value * roots[i] + Point(c[k], 0)
        }
        if value.size == 0 { continue }
        let newton = value / slope
        var repulsion = Point(0, 0)
        for j in 0..<n where j != i { repulsion = repulsion + Point(1, 0) / (roots[i] - roots[j]) }
        let step = newton / (Point(1, 0) - newton * repulsion)
        guard step.re.isFinite, step.im.isFinite else { continue }
        roots[i] = roots[i] - step
        moved = max(moved, step.size / max(1e-3, roots[i].size))
      }
      if moved < 1e-15 { break }
    }
    var groups: [Group] = []
    for root in roots {
      let near = 1e-7 * max(1e-3, root.size)
      if root.im.magnitude <= near {
        groups.append(Group(factor: [-root.re, 1]))
      } else if root.im > 0 {
        groups.append(Group(factor: [root.re * root.re + root.im * root.im, -2 * root.re, 1]))
      }
    }
    return groups
  }

  private struct Point {
    var re, im: Double
    init(_ re: Double, _ im: Double) { (self.re, self.im) = (re, im) }
    var size: Double { hypot(re, im) }
    static func + (a: Point, b: Point) -> Point { Point(a.re + b.re, a.im + b.im) }
    static func - (a: Point, b: Point) -> Point { Point(a.re - b.re, a.im - b.im) }
    static func * (a: Point, b: Point) -> Point { Point(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re) }
    static func / (a: Point, b: Point) -> Point {
      let n = b.re * b.re + b.im * b.im
      return Point((a.re * b.re + a.im * b.im) / n, (a.im * b.re - a.re * b.im) / n)
    }
  }
}
