import Numerics

/// A polynomial in several variables with exact coefficients: the coefficient of each tuple of exponents.
struct SparsePolynomial: Hashable {
  /// No coefficient is 0.
  private(set) var terms: [[Int]: Fraction]
  let variables: Int

  /// More terms than this are not computed with.
  static let most = 300

  init(_ terms: [[Int]: Fraction], variables: Int) {
    self.terms = terms.filter { $0.value.numerator != 0 || $0.value.isLost }
    self.variables = variables
  }

  init(_ constant: Fraction, variables: Int) {
    self.init([[Int](repeating: 0, count: variables): constant], variables: variables)
  }

  var isZero: Bool { terms.isEmpty }
  var isConstant: Bool { terms.keys.allSatisfy { $0.allSatisfy { $0 == 0 } } }
  /// Beyond 64 bits, or too long.
  var isLost: Bool { terms.count > Self.most || terms.values.contains(where: \.isLost) }

  static func + (a: Self, b: Self) -> Self { Self(a.terms.merging(b.terms) { $0 + $1 }, variables: a.variables) }
  static func - (a: Self, b: Self) -> Self { a + Fraction(-1) * b }
  static func * (a: Fraction, b: Self) -> Self { Self(b.terms.mapValues { a * $0 }, variables: b.variables) }
  static func * (a: Self, b: Self) -> Self {
    guard !a.isLost, !b.isLost, a.terms.count * b.terms.count <= 20_000 else {
      return Self(.lost, variables: a.variables)
    }
    var product: [[Int]: Fraction] = [:]
    for (m, c) in a.terms {
      for (n, d) in b.terms {
        product[zip(m, n).map { $0 + $1 }, default: Fraction(0)] =
          (product[zip(m, n).map { $0 + $1 }] ?? Fraction(0)) + c * d
      }
    }
    return Self(product, variables: a.variables)
  }

  func power(_ n: Int) -> Self {
    (0..<n).reduce(Self(Fraction(1), variables: variables)) { product, _ in product * self }
  }

  func degree(in v: Int) -> Int { terms.keys.map { $0[v] }.max() ?? -1 }

  /// The coefficients as a polynomial in one variable, constant first.
  func coefficients(in v: Int) -> [Self] {
    var parts = [[[Int]: Fraction]](repeating: [:], count: degree(in: v) + 1)
    for (m, c) in terms {
      var rest = m
      rest[v] = 0
      parts[m[v]][rest] = c
    }
    return parts.map { Self($0, variables: variables) }
  }

  private func raised(_ v: Int, by n: Int) -> Self {
    Self(
      Dictionary(
        terms.map { m, c in
          var up = m
          up[v] += n
          return (up, c)
        }
      ) { $1 }, variables: variables)
  }

  /// The term that comes first by exponents.
  private var first: (exponents: [Int], count: Fraction)? {
    terms.max { $0.key.lexicographicallyPrecedes($1.key) }.map { ($0.key, $0.value) }
  }

  /// The quotient when nothing is left over.
  func quotient(by divisor: Self) -> Self? {
    guard let lead = divisor.first else { return nil }
    var (rest, result) = (self, [[Int]: Fraction]())
    while let top = rest.first {
      let exponents = zip(top.exponents, lead.exponents).map { $0 - $1 }
      guard exponents.allSatisfy({ $0 >= 0 }), !rest.isLost, result.count <= Self.most else { return nil }
      let count = top.count / lead.count
      result[exponents] = count
      rest = rest - Self([exponents: count], variables: variables) * divisor
      // Rounding is none, so the leading term is gone unless numbers grew beyond 64 bits.
      guard !rest.isLost else { return nil }
    }
    return Self(result, variables: variables)
  }

  /// The leading coefficient made 1.
  private var monic: Self { first.map { (Fraction(1) / $0.count) * self } ?? self }

  /// The greatest common divisor, its leading coefficient 1, by primitive remainders; `nil` beyond 64 bits.
  /// - Source: Knuth, The Art of Computer Programming 2, §4.6.1, algorithm E in its primitive form.
  func gcd(_ other: Self) -> Self? {
    guard !isLost, !other.isLost else { return nil }
    if isZero { return other.monic }
    if other.isZero { return monic }
    guard let v = (0..<variables).first(where: { degree(in: $0) > 0 || other.degree(in: $0) > 0 }) else {
      return Self(Fraction(1), variables: variables)
    }
    guard let contentA = content(in: v), let contentB = other.content(in: v), let common = contentA.gcd(contentB),
      var a = quotient(by: contentA), var b = other.quotient(by: contentB)
    else { return nil }
    if a.degree(in: v) < b.degree(in: v) { swap(&a, &b) }
    while !b.isZero {
      if b.degree(in: v) == 0 { return common.monic }
      guard let rest = a.pseudoRemainder(by: b, in: v) else { return nil }
      a = b
      if rest.isZero { break }
      guard let content = rest.content(in: v), let primitive = rest.quotient(by: content) else { return nil }
      b = primitive.monic
    }
    guard let content = a.content(in: v), let primitive = a.quotient(by: content) else { return nil }
    let result = (common * primitive).monic
    return result.isLost ? nil : result
  }

  /// What the coefficients in a variable have in common.
  private func content(in v: Int) -> Self? {
    var result = Self([:], variables: variables)
    for part in coefficients(in: v) where !part.isZero {
      guard let next = result.gcd(part) else { return nil }
      result = next
      if result.isConstant { break }
    }
    return result.isZero ? Self(Fraction(1), variables: variables) : result
  }

  private func pseudoRemainder(by divisor: Self, in v: Int) -> Self? {
    guard let lead = divisor.coefficients(in: v).last else { return nil }
    let degree = divisor.degree(in: v)
    var rest = self
    while !rest.isZero, rest.degree(in: v) >= degree {
      guard let top = rest.coefficients(in: v).last else { return nil }
      rest = lead * rest - (top * divisor).raised(v, by: rest.degree(in: v) - degree)
      guard !rest.isLost else { return nil }
    }
    return rest
  }
}
