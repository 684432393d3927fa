import COpenBLAS
import Numerics

/// What a vector or matrix is made of: `Double` or `Complex<Double>`.
public protocol Scalar: AlgebraicField, ElementaryFunctions, Hashable, Sendable {
  init(real: Double)
  /// The number itself for a real one.
  var conjugated: Self { get }
  /// |x|, scaled so that it neither overflows nor underflows before its time.
  var modulus: Double { get }
  var realPart: Double { get }
  var isFiniteNumber: Bool { get }
  /// The number times 2ᵉ, exact unless it leaves the range.
  func scaled(byPowerOfTwo e: Int) -> Self
  static var isComplex: Bool { get }
  /// The product of an m×k and a k×n matrix, both column by column.
  static func multiply(_ a: [Self], _ b: [Self], rows m: Int, inner k: Int, columns n: Int) -> [Self]
  /// Σ conj(xᵢ) yᵢ for equally many elements, in twice the working precision.
  static func dot(_ x: [Self], _ y: [Self]) -> Self
  /// Whether no element is NaN or infinite.
  static func areFinite(_ x: [Self]) -> Bool
  /// Whether an n×n matrix, column by column, equals its own (conjugate) transpose.
  static func isHermitian(_ a: [Self], side n: Int) -> Bool
  /// The largest column sum of moduli of a finite matrix with m rows, plainly added.
  static func largestColumn(_ a: [Self], rows m: Int) -> Double
}

extension Scalar {
  /// The first argument of every call through the C door.
  static var z: Int32 { isComplex ? 1 : 0 }
}

/// Up to this many multiplications, plain loops beat the set-up of a BLAS call.
private let smallProduct = 16 * 16 * 16
/// From this many multiplications on, a second thread pays for its wake-up.
private let largeProduct = 1024.0 * 1024 * 1024

extension Double: Scalar {
  @inlinable public init(real: Double) { self = real }
  @inlinable public var conjugated: Double { self }
  @inlinable public var modulus: Double { magnitude }
  @inlinable public var realPart: Double { self }
  @inlinable public var isFiniteNumber: Bool { isFinite }
  @inlinable public static var isComplex: Bool { false }
  public func scaled(byPowerOfTwo e: Int) -> Double { Double(sign: .plus, exponent: e, significand: self) }

  public static func multiply(_ a: [Double], _ b: [Double], rows m: Int, inner k: Int, columns n: Int) -> [Double] {
    // An empty product may have a side that no 32-bit integer holds.
    guard m > 0, k > 0, n > 0 else { return [Double](repeating: 0, count: m * n) }
    guard Double(m) * Double(k) * Double(n) <= Double(smallProduct) else { return multiplyLarge(a, b, m, k, n) }
    return Array(unsafeUninitializedCapacity: m * n) { c, filled in
      nabla_small_gemm(Int32(m), Int32(k), Int32(n), a, b, c.baseAddress)
      filled = m * n
    }
  }

  /// The product of two real matrices column by column, either taken transposed as it lies: op(a) is m×k, op(b) k×n.
  public static func multiply(
    _ a: [Double], _ b: [Double], rows m: Int, inner k: Int, columns n: Int, transposing: (a: Bool, b: Bool)
  ) -> [Double] {
    if !transposing.a, !transposing.b { return multiply(a, b, rows: m, inner: k, columns: n) }
    // A vector lies as its transpose does, and small matrices are turned sooner than a call is set up.
    let isSmall = Double(m) * Double(k) * Double(n) <= Double(smallProduct)
    if isSmall || (m == 1 || k == 1 || !transposing.a) && (n == 1 || k == 1 || !transposing.b) {
      let left = transposing.a && m > 1 && k > 1 ? turned(a, rows: k, columns: m) : a
      let right = transposing.b && k > 1 && n > 1 ? turned(b, rows: n, columns: k) : b
      return multiply(left, right, rows: m, inner: k, columns: n)
    }
    return Array(unsafeUninitializedCapacity: m * n) { c, filled in
      let (rows, inner, columns) = (Int32(clamping: m), Int32(clamping: k), Int32(clamping: n))
      nabla_gemm(
        z, Lapack.letter(transposing.a ? "T" : "N"), Lapack.letter(transposing.b ? "T" : "N"), rows, columns, inner,
        a, b, c.baseAddress)
      filled = m * n
    }
  }

  private static func turned(_ a: [Double], rows m: Int, columns n: Int) -> [Double] {
    Array(unsafeUninitializedCapacity: m * n) { result, filled in
      for i in 0..<m { for j in 0..<n { result[j + i * n] = a[i + j * m] } }
      filled = m * n
    }
  }

  public static func dot(_ x: [Double], _ y: [Double]) -> Double {
    let count = min(x.count, y.count)
    let accurate = nabla_dot2(count, x, y)
    if accurate.isFinite { return accurate }
    // Either the result overflows, or only the splitting did: plain arithmetic tells which.
    return zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
  }

  public static func areFinite(_ x: [Double]) -> Bool { nabla_finite(x.count, x) != 0 }
  public static func isHermitian(_ a: [Double], side n: Int) -> Bool { nabla_symmetric(Int32(clamping: n), a) != 0 }
  public static func largestColumn(_ a: [Double], rows m: Int) -> Double {
    m == 0 ? 0 : nabla_one_norm(Int32(clamping: m), Int32(clamping: a.count / m), a)
  }
}

extension Complex<Double>: Scalar {
  public init(real: Double) { self.init(real, 0) }
  public var conjugated: Complex { conjugate }
  public var modulus: Double { Double.hypot(real, imaginary) }
  public var realPart: Double { real }
  public var isFiniteNumber: Bool { real.isFinite && imaginary.isFinite }
  public static var isComplex: Bool { true }
  public func scaled(byPowerOfTwo e: Int) -> Complex {
    Complex(real.scaled(byPowerOfTwo: e), imaginary.scaled(byPowerOfTwo: e))
  }

  public static func multiply(
    _ a: [Complex], _ b: [Complex], rows m: Int, inner k: Int, columns n: Int
  ) -> [Complex] {
    guard m > 0, k > 0, n > 0 else { return [Complex](repeating: .zero, count: m * n) }
    guard Double(m) * Double(k) * Double(n) <= Double(smallProduct) else { return multiplyLarge(a, b, m, k, n) }
    var c = [Complex](repeating: .zero, count: m * n)
    for j in 0..<n {
      for p in 0..<k {
        let factor = b[p + j * k]
        for i in 0..<m { c[i + j * m] += a[i + p * m] * factor }
      }
    }
    return c
  }

  public static func dot(_ x: [Complex], _ y: [Complex]) -> Complex {
    let (a, b) = (x.map(\.real), x.map(\.imaginary))
    let (c, d) = (y.map(\.real), y.map(\.imaginary))
    // One real dot product for each part, so that cancellation between the two halves is compensated too.
    return Complex(Double.dot(a + b, c + d), Double.dot(a + b.map(-), d + c))
  }

  public static func areFinite(_ x: [Complex]) -> Bool { x.allSatisfy(\.isFiniteNumber) }

  public static func isHermitian(_ a: [Complex], side n: Int) -> Bool {
    for j in 0..<n {
      for i in 0...j where a[i + j * n] != a[j + i * n].conjugate { return false }
    }
    return true
  }

  public static func largestColumn(_ a: [Complex], rows m: Int) -> Double {
    stride(from: 0, to: a.count, by: max(1, m)).reduce(0) { top, start in
      max(top, a[start..<start + m].reduce(0) { $0 + $1.modulus })
    }
  }
}

extension Scalar {
  fileprivate static func multiplyLarge(_ a: [Self], _ b: [Self], _ m: Int, _ k: Int, _ n: Int) -> [Self] {
    let shared = Double(m) * Double(k) * Double(n) >= largeProduct
    if shared { nabla_threads(processors) }
    defer { if shared { nabla_threads(1) } }
    return Array(unsafeUninitializedCapacity: m * n) { c, filled in
      let (rows, inner, columns) = (Int32(clamping: m), Int32(clamping: k), Int32(clamping: n))
      read(a, b) { a, b in
        if n == 1 {
          nabla_gemv(z, rows, inner, a, b, c.baseAddress)
        } else {
          let plain = Lapack.letter("N")
          nabla_gemm(z, plain, plain, rows, columns, inner, a, b, c.baseAddress)
        }
      }
      filled = m * n
    }
  }
}
