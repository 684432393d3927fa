import Document
import Numerics

/// An exact number p + q√d, which a quadratic equation has for a root; complex where d is below 0.
///
/// What leaves the fractions' range, divides by zero or mixes two different roots is lost, and so is all that follows.
struct Surd: Hashable, Sendable {
  private let p: Fraction
  private let q: Fraction
  /// Without square factors; 1 for a fraction.
  private let d: Int

  static let lost = Surd(.lost)

  init(_ fraction: Fraction) { self.init(fraction, Fraction(0), 1) }

  private init(_ p: Fraction, _ q: Fraction, _ d: Int) {
    let isLost = p.isLost || q.isLost
    self.p = isLost ? .lost : p
    self.q = isLost ? .lost : q
    self.d = isLost || q.numerator == 0 ? 1 : d
  }

  /// The square root of a fraction; lost for other numbers, and where square factors are too large to find.
  init(rootOf x: Surd) {
    let (n, overflow) = x.p.numerator.multipliedReportingOverflow(by: x.p.denominator)
    guard let fraction = x.fraction, !overflow, n.magnitude < 1 << 48 else { self = .lost; return }
    let (outside, inside) = squareFactor(of: n.magnitude)
    let factor = Fraction(outside, fraction.denominator)
    self = inside == 1 && n >= 0 ? Surd(factor) : Surd(Fraction(0), factor, n > 0 ? inside : -inside)
  }

  /// Nil when a root or more is in it.
  var fraction: Fraction? { !p.isLost && q.numerator == 0 ? p : nil }

  var isReal: Bool { d > 0 }

  /// Rounded to a few ulps; NaN when lost.
  var complex: Complex<Double> {
    let (a, b) = (p.value, q.value)
    if d < 0 { return Complex(a, b * Double(d.magnitude).squareRoot()) }
    let root = b * Double(d).squareRoot()
    // Terms of opposite sign cancel; the conjugate's do not.
    let norm = norm.value
    return Complex(a * root < 0 && norm.isFinite ? norm / (a - root) : a + root, 0)
  }

  /// p² − d q²
  private var norm: Fraction { p * p - Fraction(d) * q * q }

  /// The conjugate of a complex number.
  var conjugate: Surd { d < 0 ? Surd(p, -q, d) : self }

  /// The whole number that makes both p and q whole.
  var denominator: Fraction {
    Fraction(p.denominator) * Fraction(q.denominator) / Fraction(commonDivisor(p.denominator, q.denominator))
  }
}

extension Surd: StepNumber {
  init(_ whole: Int) { self.init(Fraction(whole)) }

  static prefix func - (x: Surd) -> Surd { Surd(-x.p, -x.q, x.d) }

  static func + (x: Surd, y: Surd) -> Surd {
    guard let d = shared(x, y) else { return .lost }
    return Surd(x.p + y.p, x.q + y.q, d)
  }

  static func - (x: Surd, y: Surd) -> Surd { x + -y }

  static func * (x: Surd, y: Surd) -> Surd {
    guard let d = shared(x, y) else { return .lost }
    return Surd(x.p * y.p + Fraction(d) * x.q * y.q, x.p * y.q + x.q * y.p, d)
  }

  static func / (x: Surd, y: Surd) -> Surd {
    x * Surd(y.p / y.norm, -y.q / y.norm, y.d)
  }

  private static func shared(_ x: Surd, _ y: Surd) -> Int? {
    x.d == y.d || y.d == 1 ? x.d : x.d == 1 ? y.d : nil
  }

  var isValid: Bool { !p.isLost }
  var size: Double { complex.modulus }
  func rounded<S: Scalar>(to type: S.Type) -> S? { isReal ? S(real: complex.real) : complex as? S }

  /// Of a sum, whether what it begins with is.
  var isNegative: Bool { p.numerator == 0 ? q.numerator < 0 : q.numerator == 0 && p.numerator < 0 }

  var isCompound: Bool {
    guard q.numerator != 0 else { return p.isCompound }
    return isSum || written?.contains("/") ?? false
  }

  /// Over a denominator the sum has its parentheses already.
  var isSum: Bool {
    guard q.numerator != 0 else { return false }
    guard let written else { return !isReal }
    return p.numerator != 0 && !written.contains("/")
  }

  /// `7/3`, `√2/2`, `(5 + √33)/2`, `1 - 2i`; decimals where that is long.
  var cell: Text {
    if let fraction { return fraction.cell }
    if let written { return Text(written) }
    return isReal ? complex.real.cell : complex.cell
  }

  /// With the minus sign of mathematics throughout.
  var term: Text {
    guard q.numerator != 0, let written else {
      return isNegative ? Text("−") + (-self).cell : cell
    }
    return Text(String(written.map { $0 == "-" ? "−" : $0 }))
  }

  /// Longer ones tell less than their decimals.
  private static let longest = 16

  private var written: String? {
    let below = denominator
    let (a, b) = (p * below, q * below)
    guard isValid, !below.isLost, !a.isLost, !b.isLost else { return nil }
    let size = b.numerator.magnitude
    let times = size == 1 ? "" : "\(size)"
    let root = d == -1 ? "\(times)i" : d < 0 ? "\(times)i√\(-d)" : "\(times)√\(d)"
    let end = below.numerator == 1 ? "" : "/\(below.numerator)"
    let isMinus = b.numerator < 0
    guard a.numerator != 0 else { return short((isMinus ? "-" : "") + root + end) }
    let sum = "\(a.numerator) \(isMinus ? "-" : "+") \(root)"
    return short(end.isEmpty ? sum : "(\(sum))\(end)")
  }

  private func short(_ text: String) -> String? { text.count <= Self.longest ? text : nil }
}

private func commonDivisor(_ x: Int, _ y: Int) -> Int {
  var (a, b) = (x, y)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}

/// n = outside² · inside with no square left inside.
private func squareFactor(of n: UInt) -> (outside: Int, inside: Int) {
  guard n > 0 else { return (0, 1) }
  var (outside, inside, rest, factor) = (1, 1, Int(n), 2)
  // Past its cube root a number without smaller factors is a square, a product of two primes or a prime.
  while factor * factor * factor <= rest {
    while rest % (factor * factor) == 0 { (rest, outside) = (rest / (factor * factor), outside * factor) }
    if rest % factor == 0 { (rest, inside) = (rest / factor, inside * factor) }
    factor += factor == 2 ? 1 : 2
  }
  let root = Int(Double(rest).squareRoot())
  return root * root == rest ? (outside * root, inside) : (outside, inside * rest)
}
