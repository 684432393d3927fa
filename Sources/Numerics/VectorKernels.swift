// Goals, in order: ≤ 2 ulp of the scalar function; one result for an element wherever it stands and however
// many stand beside it; speed. Source: SLEEF 3.5 (u10 functions) and CVec/trigonometry.h, through CVec.
import CVec

/// A function applied to each element of one array.
public enum UnaryKernel: UInt8, CaseIterable, Sendable {
  case negate, abs, sign, sqrt, square, cube, reciprocal, floor, ceil, round, relu
  case exp, expm1, log, log2, log10, log1p
  case sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh
  case erf, erfc, sigmoid, logSigmoid

  /// Writes f(x[i]) to y[i] for i in 0..<count. `y` may be `x`, but not overlap it partly.
  @inlinable
  public func callAsFunction(_ x: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>, count: Int) {
    cvec_map(cvec_unary(UInt32(rawValue)), x, y, count)
  }
}

/// A function of two numbers applied along arrays, or along an array and a number.
public enum BinaryKernel: UInt8, CaseIterable, Sendable {
  case add, subtract, multiply, divide, power, atan2, min, max

  @inlinable
  public func callAsFunction(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>, count: Int
  ) {
    cvec_zip(cvec_binary(UInt32(rawValue)), a, b, y, count)
  }

  @inlinable
  public func callAsFunction(
    _ a: UnsafePointer<Double>, _ b: Double, into y: UnsafeMutablePointer<Double>, count: Int
  ) {
    cvec_zip_right(cvec_binary(UInt32(rawValue)), a, b, y, count)
  }

  @inlinable
  public func callAsFunction(
    _ a: Double, _ b: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>, count: Int
  ) {
    cvec_zip_left(cvec_binary(UInt32(rawValue)), a, b, y, count)
  }
}

extension UnaryKernel {
  /// f of each element.
  public func callAsFunction(_ x: [Double]) -> [Double] {
    [Double](unsafeUninitializedCapacity: x.count) { y, count in
      x.withUnsafeBufferPointer { x in
        if let from = x.baseAddress, let to = y.baseAddress { self(from, into: to, count: x.count) }
      }
      count = x.count
    }
  }
}

/// Whether any element is NaN.
public func containsNaN(_ x: UnsafePointer<Double>, count: Int) -> Bool { cvec_any_nan(x, count) != 0 }

/// Lets freed arrays be reused without asking the system for fresh pages. Call once, at the start of a program.
public func keepFreedMemory() { cvec_keep_freed_memory() }

/// Gives the memory of freed arrays back to the system at once: slower, but what the process uses is what it needs.
public func returnFreedMemory() { cvec_return_freed_memory() }
