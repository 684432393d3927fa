import Glibc
import LinearAlgebra
import Numerics

/// Why a polynomial has no roots to tell.
public enum PolynomialError: Error, Hashable, Sendable {
  /// Every number is a root of the zero polynomial.
  case zero
  /// A constant other than 0 has none.
  case constant(Double)
  case notFinite(coefficient: Double, power: Int)
  /// The companion matrix would have as many rows and columns.
  case degree(Int, most: Int)
  case eigenvalues(MathError)
}

/// All roots of a real polynomial, each as often as it counts.
///
/// Eigenvalues of the companion matrix, then Aberth's simultaneous Newton steps on the polynomial itself, evaluated in
/// twice the working precision: each root is that of the polynomial with exactly these coefficients, to its last bits.
/// Complex roots are exact conjugates.
/// - Source: Edelman & Murakami 1995; Bini 1996; Kahan for the quadratic.
public struct PolynomialRoots: Sendable, Hashable {
  /// Real ones ascending, then pairs by real part, the one above the axis first.
  public let values: [Complex<Double>]
  /// Different roots that count more than once.
  public let multiple: [(value: Complex<Double>, count: Int)]

  public static func == (a: Self, b: Self) -> Bool { a.values == b.values }
  public func hash(into hasher: inout Hasher) { hasher.combine(values) }

  /// The highest degree taken, not counting roots at 0: the eigenvalues of the companion matrix take its cube.
  public static let highestDegree = 1000

  /// - Parameter coefficients: constant first.
  public init(_ coefficients: [Double]) throws(PolynomialError) {
    for (power, c) in coefficients.enumerated() where !c.isFinite { throw .notFinite(coefficient: c, power: power) }
    guard let top = coefficients.lastIndex(where: { $0 != 0 }), let bottom = coefficients.firstIndex(where: { $0 != 0 })
    else { throw .zero }
    guard top > 0 else { throw .constant(coefficients[0]) }
    guard top - bottom <= Self.highestDegree else { throw .degree(top - bottom, most: Self.highestDegree) }
    let scaled = ScaledPolynomial(Array(coefficients[bottom...top]))
    var (found, groups): ([Complex<Double>], [(Complex<Double>, Int)]) = ([], [])
    switch scaled.degree {
    case 0: break
    case 1: found = [Complex(-scaled.coefficients[0] / scaled.coefficients[1])]
    case 2: found = Self.quadratic(scaled.coefficients)
    default: (found, groups) = try Self.polished(scaled)
    }
    if scaled.degree == 2, found[0] == found[1] { groups = [(found[0], 2)] }
    if bottom > 1 { groups.append((0, bottom)) }
    let zeros = [Complex<Double>](repeating: 0, count: bottom)
    values = (zeros + found.map(scaled.restored)).sorted(by: Self.isBefore)
    multiple = groups.map { ($0.0 == 0 ? $0.0 : scaled.restored($0.0), $0.1) }.sorted {
      Self.isBefore($0.value, $1.value)
    }
  }

  private static func isBefore(_ a: Complex<Double>, _ b: Complex<Double>) -> Bool {
    if (a.imaginary == 0) != (b.imaginary == 0) { return a.imaginary == 0 }
    if a.real != b.real { return a.real < b.real }
    if a.imaginary.magnitude != b.imaginary.magnitude { return a.imaginary.magnitude < b.imaginary.magnitude }
    return a.imaginary > b.imaginary
  }

  /// With the discriminant rounded once, so that what is subtracted has its digits.
  private static func quadratic(_ c: [Double]) -> [Complex<Double>] {
    let (a, b) = (DoubleDouble(c[2]), DoubleDouble(c[1] / 2))
    let discriminant = (b * b - a * DoubleDouble(c[0])).value
    if discriminant < 0 {
      let (re, im) = (-c[1] / 2 / c[2], ((-discriminant).squareRoot() / c[2]).magnitude)
      return [Complex(re, im), Complex(re, -im)]
    }
    let root = discriminant.squareRoot()
    // The larger one first: the other follows without cancellation.
    let q = -(c[1] / 2 + (c[1] < 0 ? -root : root))
    if q == 0 { return [0, 0] }
    return [Complex(q / c[2]), Complex(c[0] / q)]
  }

  private static func polished(
    _ p: ScaledPolynomial
  ) throws(PolynomialError) -> ([Complex<Double>], [(Complex<Double>, Int)]) {
    let n = p.degree
    let lead = p.coefficients[n]
    let companion = Matrix(rows: n, columns: n) { i, j in
      j == n - 1 ? -p.coefficients[i] / lead : i == j + 1 ? 1 : 0
    }
    var roots: [Complex<Double>]
    do throws(MathError) {
      switch try Eigen.values(companion) {
      case .real(let v): roots = v.elements.map { Complex($0) }
      case .complex(let v): roots = v.elements
      }
    } catch { throw .eigenvalues(error) }
    let groups = p.multipleRoots(among: roots)
    var (fixed, free) = ([Complex<Double>](), roots)
    for (root, count) in groups {
      for _ in 0..<count {
        fixed.append(root)
        if let nearest = free.indices.min(by: { (free[$0] - root).modulus < (free[$1] - root).modulus }) {
          free.remove(at: nearest)
        }
      }
    }
    // Upper half plane and axis alone; what lies below mirrors it.
    var half = free.filter { $0.imaginary >= 0 }
    for _ in 0..<60 {
      var moved = 0.0
      for i in half.indices {
        guard let step = p.newton(at: half[i]) else { continue }
        var pull = Complex<Double>(0)
        func add(_ other: Complex<Double>) {
          let gap = half[i] - other
          if gap != 0 { pull += 1 / gap }
        }
        for j in half.indices {
          if j != i { add(half[j]) }
          if half[j].imaginary != 0 { add(half[j].conjugate) }
        }
        for root in fixed { add(root) }
        var change = step / (1 - step * pull)
        if !(change.real.isFinite && change.imaginary.isFinite) { change = step }
        if half[i].imaginary == 0 { change = Complex(change.real) }
        let next = half[i] - change
        moved = max(moved, change.modulus / max(next.modulus, 1e-300))
        half[i] = next
      }
      if moved <= 1e-16 { break }
    }
    half = p.settled(half, beside: n - fixed.count)
    return (fixed + half.flatMap { $0.imaginary == 0 ? [$0] : [$0, $0.conjugate] }, groups)
  }
}

/// A polynomial in y = x/2^k, divided by a power of two, so that its coefficients are of ordinary size.
struct ScaledPolynomial: Sendable {
  let coefficients: [Double]
  private let exponent: Int

  var degree: Int { coefficients.count - 1 }

  init(_ c: [Double]) {
    let n = c.count - 1
    let (low, high) = (Double.log2(c[0].magnitude), Double.log2(c[n].magnitude))
    let shift = n == 0 ? 0 : Int(((low - high) / Double(n)).rounded())
    let sizes = c.indices.filter { c[$0] != 0 }.map { Int(c[$0].exponent) + $0 * shift }
    let largest = sizes.max() ?? 0
    exponent = shift
    coefficients = c.indices.map { i in
      c[i] == 0 ? 0 : Double(sign: .plus, exponent: i * shift - largest, significand: c[i])
    }
  }

  func restored(_ z: Complex<Double>) -> Complex<Double> {
    // A zero without a sign: it is no limit from below.
    func scaled(_ x: Double) -> Double { Double(sign: .plus, exponent: exponent, significand: x) + 0 }
    return Complex(scaled(z.real), scaled(z.imaginary))
  }

  /// The Taylor coefficients about z up to some order, in twice the working precision, by Horner's rule again and again.
  private func taylor(at z: Complex<Double>, order: Int) -> [Complex<Double>] {
    typealias Pair = (re: DoubleDouble, im: DoubleDouble)
    let (x, y) = (DoubleDouble(z.real), DoubleDouble(z.imaginary))
    let zero = DoubleDouble(0)
    var rest: [Pair] = coefficients.map { (DoubleDouble($0), zero) }
    var result: [Complex<Double>] = []
    for k in 0...min(order, degree) {
      var sum: Pair = rest[degree]
      for i in stride(from: degree - 1, through: k, by: -1) {
        sum = (
          sum.re * x - sum.im * y + rest[i].re,
          z.imaginary == 0 ? zero : sum.re * y + sum.im * x + rest[i].im
        )
        rest[i] = sum
      }
      result.append(Complex(rest[k].re.value, rest[k].im.value))
    }
    return result
  }

  /// p/p′.
  func newton(at z: Complex<Double>) -> Complex<Double>? {
    let t = taylor(at: z, order: 1)
    guard t[0] != 0, t[1] != 0 else { return nil }
    return t[0] / t[1]
  }

  /// The roots that count more than once, as far as their being numbers of 53 bits lets one see.
  func multipleRoots(among roots: [Complex<Double>]) -> [(Complex<Double>, Int)] {
    var (left, groups): ([Complex<Double>], [(Complex<Double>, Int)]) = (roots.filter { $0.imaginary >= 0 }, [])
    while let first = left.first {
      // Rounding spreads an m-fold root over a circle of radius ε^(1/m).
      let near = left.filter { ($0 - first).modulus < 0.08 * max(first.modulus, 1e-8) }
      left.removeAll { z in near.contains(z) }
      let cloud = near + near.filter { $0.imaginary != 0 && $0.imaginary < 0.1 * $0.modulus }.map(\.conjugate)
      for m in stride(from: min(cloud.count, degree), to: 1, by: -1) {
        let centre = cloud.reduce(Complex<Double>(0), +) / Complex(Double(cloud.count))
        guard let root = multiple(near: centre, m) else { continue }
        groups.append((root, m))
        if root.imaginary != 0 { groups.append((root.conjugate, m)) }
        let closest = near.sorted { ($0 - root).modulus < ($1 - root).modulus }
        left += closest.dropFirst(root.imaginary == 0 ? (m + cloud.count - near.count) : m)
        break
      }
      if left.count > roots.count { break }
    }
    return groups
  }

  /// A root of the (m − 1)th derivative at which all before it vanish but for the rounding of the root.
  private func multiple(near start: Complex<Double>, _ m: Int) -> Complex<Double>? {
    var z = start.imaginary.magnitude < 1e-3 * start.modulus ? Complex(start.real) : start
    for _ in 0..<40 {
      let t = taylor(at: z, order: m)
      guard t[m] != 0 else { return nil }
      let step = t[m - 1] / (Complex(Double(m)) * t[m])
      z -= step
      if step.modulus <= 1e-16 * z.modulus { break }
    }
    guard (z - start).modulus < 0.05 * max(start.modulus, 1e-8) else { return nil }
    let t = taylor(at: z, order: m)
    let size = coefficients.indices.reduce(0.0) { $0 + coefficients[$1].magnitude * pow(z.modulus, Double($1)) }
    var (reach, choose) = (1.0, 1.0)
    for j in stride(from: m - 1, through: 0, by: -1) {
      reach *= 4e-16 * z.modulus
      choose *= Double(j + 1) / Double(m - j)
      guard t[j].modulus <= 4 * choose * t[m].modulus * reach + 1e-29 * size else { return nil }
    }
    return z
  }

  /// Pairs that hug the axis: the local parabola tells whether they are two real roots or one pair.
  func settled(_ roots: [Complex<Double>], beside count: Int) -> [Complex<Double>] {
    var result: [Complex<Double>] = []
    for z in roots {
      guard z.imaginary != 0, z.imaginary.magnitude < 1e-6 * z.modulus else {
        result.append(z)
        continue
      }
      let t = taylor(at: Complex(z.real), order: 2)
      let (c, b, a) = (t[0].real, t[1].real, t[2].real)
      let discriminant = b * b - 4 * a * c
      guard discriminant >= 0, a != 0 else {
        result.append(Complex(z.real, z.imaginary.magnitude))
        continue
      }
      for sign in [-1.0, 1.0] {
        var x = z.real + (-b + sign * discriminant.squareRoot()) / (2 * a)
        for _ in 0..<4 { if let step = newton(at: Complex(x)) { x -= step.real } }
        result.append(Complex(x))
      }
    }
    let total = result.reduce(0) { $0 + ($1.imaginary == 0 ? 1 : 2) }
    return total == count ? result : roots
  }
}
