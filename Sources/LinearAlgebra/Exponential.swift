import Numerics

extension DenseMatrix {
  /// eᴬ by scaling and squaring with the Padé approximant of the lowest degree that is exact to rounding.
  ///
  /// The scaling follows the norms of powers of A, which are far below ‖A‖ᵏ where A is far from normal. Of a triangular
  /// matrix the diagonal and the entries beside it are exact to rounding after every squaring.
  /// - Throws: `.notSquare`, `.notFinite`, `.tooLarge`, `.overflow` where an entry would be.
  /// - Source: Al-Mohy & Higham, *A new scaling and squaring algorithm for the matrix exponential*, 2009.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func exponential() throws(MathError) -> Self {
    let n = try side()
    try requireFinite()
    guard n > 0 else { return self }
    if isLowerTriangular, !isUpperTriangular { return try transposed().exponential().transposed() }
    if isUpperTriangular, isLowerTriangular {
      let diagonal = (0..<n).map { Entry.exp(elements[$0 + $0 * n]) }
      return try Self.diagonal(diagonal).requiringFinite("the exponential")
    }
    let powers = try EvenPowers(self)
    if let degree = try powers.sufficientDegree(for: self) {
      return try withExactTriangle(powers.approximant(degree, of: self), halvings: 0).requiringFinite("the exponential")
    }
    let halvings = powers.halvings(for: self)
    let scaled = map { $0.scaled(byPowerOfTwo: -halvings) }
    var result = try withExactTriangle(EvenPowers(scaled).approximant(13, of: scaled), halvings: halvings)
    for k in stride(from: halvings - 1, through: 0, by: -1) {
      result = try withExactTriangle(result * result, halvings: k).requiringFinite("the exponential")
    }
    return try result.requiringFinite("the exponential")
  }

  /// The diagonal, and what stands next to it, of exp(2⁻ᵏ A) by their formulas in place of those of an approximation.
  private func withExactTriangle(_ approximation: Self, halvings k: Int) -> Self {
    guard isUpperTriangular else { return approximation }
    let n = rows
    let diagonal = (0..<n).map { elements[$0 + $0 * n].scaled(byPowerOfTwo: -k) }
    var result = approximation
    for i in 0..<n { result.elements[i + i * n] = Entry.exp(diagonal[i]) }
    for i in 0..<max(0, n - 1) {
      let place = i + (i + 1) * n
      let beside = elements[place].scaled(byPowerOfTwo: -k)
      let forward = diagonal[i].realPart >= diagonal[i + 1].realPart
      let (high, low) = forward ? (diagonal[i], diagonal[i + 1]) : (diagonal[i + 1], diagonal[i])
      // (eᵃ − eᵇ)/(a − b) with the larger power in front, so that neither cancels nor overflows before its time.
      let gap = low - high
      result.elements[place] = beside * Entry.exp(high) * (gap == 0 ? 1 : Entry.expMinusOne(gap) / gap)
    }
    return result
  }

  var isUpperTriangular: Bool {
    (0..<columns).allSatisfy { j in (j + 1..<max(rows, j + 1)).allSatisfy { elements[$0 + j * rows] == 0 } }
  }

  var isLowerTriangular: Bool {
    (0..<columns).allSatisfy { j in (0..<min(j, rows)).allSatisfy { elements[$0 + j * rows] == 0 } }
  }

  /// Itself, when every entry is finite.
  func requiringFinite(_ what: String) throws(MathError) -> Self {
    guard elements.allSatisfy(\.isFiniteNumber) else { throw .overflow(of: what) }
    return self
  }
}

/// A², A⁴, A⁶ and the sizes of higher powers.
private struct EvenPowers<M: DenseMatrix> {
  let second: M
  let fourth: M
  let sixth: M
  /// ‖Aᵏ‖^(1/k) for k = 4, 6, 8, 10.
  let sizes: [Double]

  init(_ a: M) throws(MathError) {
    // Powers of huge entries would overflow, though their roots need not.
    let exponent = a.oneNorm > 0x1p50 ? min(a.oneNorm, Double.greatestFiniteMagnitude).exponent : 0
    let e = Int(exponent)
    let scaled = e == 0 ? a : a.map { $0.scaled(byPowerOfTwo: -e) }
    let second = try scaled * scaled
    let fourth = try second * second
    let sixth = try fourth * second
    let norms = [fourth.oneNorm, sixth.oneNorm, try (fourth * fourth).oneNorm, try (fourth * sixth).oneNorm]
    sizes = zip(norms, [4.0, 6, 8, 10]).map { Double.pow($0, 1 / $1).scaled(byPowerOfTwo: e) }
    self.second = e == 0 ? second : second.map { $0.scaled(byPowerOfTwo: 2 * e) }
    self.fourth = e == 0 ? fourth : fourth.map { $0.scaled(byPowerOfTwo: 4 * e) }
    self.sixth = e == 0 ? sixth : sixth.map { $0.scaled(byPowerOfTwo: 6 * e) }
  }

  /// The lowest degree below 13 that needs no scaling.
  func sufficientDegree(for a: M) throws(MathError) -> Int? {
    let (low, high) = (max(sizes[0], sizes[1]), max(sizes[1], sizes[2]))
    let bounds = [
      (3, low, 1.495585217958292e-2), (5, low, 2.539398330063230e-1), (7, high, 9.504178996162932e-1),
      (9, high, 2.097847961257068),
    ]
    return bounds.first { degree, size, bound in size <= bound && extraHalvings(a, degree, halvings: 0) == 0 }?.0
  }

  /// How often A is halved before the approximant of degree 13 is exact to rounding.
  func halvings(for a: M) -> Int {
    let size = min(max(sizes[1], sizes[2]), max(sizes[2], sizes[3]))
    let first = size > 4.25 ? Int(min(Double.log2(size / 4.25).rounded(.up), 2048)) : 0
    return first + extraHalvings(a, 13, halvings: first)
  }

  /// What the norms of |A|²ᵐ⁺¹ add, which bound the approximant's own rounding.
  private func extraHalvings(_ a: M, _ degree: Int, halvings: Int) -> Int {
    let order = 2 * degree + 1
    var weights = [Double](repeating: 1, count: a.rows)
    var logarithm = 0.0
    for _ in 0..<order {
      weights = (0..<a.columns).map { j in
        (0..<a.rows).reduce(0) { sum, i in
          sum + a.elements[i + j * a.rows].modulus.scaled(byPowerOfTwo: -halvings) * weights[i]
        }
      }
      let top = weights.max() ?? 0
      guard top > 0, top.isFinite else { return 0 }
      logarithm += Double.log2(top)
      weights = weights.map { $0 / top }
    }
    let m = Double(degree)
    // log₂ of 1/(binomial(2m, m) (2m + 1)!), the first coefficient of the backward error.
    let coefficient =
      (2 * Double.logGamma(m + 1) - Double.logGamma(2 * m + 1) - Double.logGamma(2 * m + 2)) / Double.log(2)
    let excess = coefficient + logarithm - Double.log2(a.oneNorm) + Double(halvings) + 53
    return excess > 0 ? Int((excess / (2 * m)).rounded(.up)) : 0
  }

  /// The [m/m] Padé approximant of eᴬ, as I + 2 (even − odd)⁻¹ odd: the identity is exact, so that squaring has no
  /// rounding of a unit to double.
  func approximant(_ degree: Int, of a: M) throws(MathError) -> M {
    let b = padeCoefficients(degree)
    func real(_ x: Double) -> M.Entry { M.Entry(real: x) }
    func combine(_ c6: Double, _ c4: Double, _ c2: Double) throws(MathError) -> M {
      try sixth * real(c6) + fourth * real(c4) + second * real(c2)
    }
    var (odd, even): (M, M)
    switch degree {
    case 13:
      odd = try sixth * combine(b[13], b[11], b[9]) + combine(b[7], b[5], b[3])
      even = try sixth * combine(b[12], b[10], b[8]) + combine(b[6], b[4], b[2])
    case 9:
      let eighth = try fourth * fourth
      odd = try eighth * real(b[9]) + combine(b[7], b[5], b[3])
      even = try eighth * real(b[8]) + combine(b[6], b[4], b[2])
    case 7:
      odd = try combine(b[7], b[5], b[3])
      even = try combine(b[6], b[4], b[2])
    case 5:
      odd = try combine(0, b[5], b[3])
      even = try combine(0, b[4], b[2])
    default:
      odd = second * real(b[3])
      even = second * real(b[2])
    }
    odd = try a * odd.addingToDiagonal(real(b[1]))
    even = try even.addingToDiagonal(real(b[0]))
    for part in [odd, even] { _ = try part.requiringFinite("the exponential") }
    return try (LU(even - odd).solve(odd) * real(2)).addingToDiagonal(1)
  }
}

/// The coefficients (2m − k)! m!/((2m)! k! (m − k)!), scaled so that the last is 1; all are whole and exact.
private func padeCoefficients(_ degree: Int) -> [Double] {
  var coefficients = [1.0]
  for k in stride(from: degree, to: 0, by: -1) {
    coefficients.append(coefficients[degree - k] * Double(k * (2 * degree - k + 1)) / Double(degree - k + 1))
  }
  return coefficients.reversed()
}
