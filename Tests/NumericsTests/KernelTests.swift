import Glibc
import Numerics
import Testing

@Suite struct KernelTests {
  static let points = KernelReference.points.map { Double(bitPattern: $0) }

  // SLEEF documents 1.0 ulp (1.5 for erfc), our sine and cosine 1.7, what is made of two functions one more; the
  // reference itself is rounded. Below the normal numbers an ulp is the least number there is.
  @Test(arguments: KernelReference.values.map(\.kernel)) func kernelsAreRightAtExtremes(_ kernel: UnaryKernel) throws {
    let row = try #require(KernelReference.values.first { $0.kernel == kernel })
    for ((x, bits), found) in zip(zip(Self.points, row.bits), kernel(Self.points)) {
      let expected = Double(bitPattern: bits)
      let same = found == expected || (found.isNaN && expected.isNaN)
      #expect(same || abs(found - expected) <= 2.5 * expected.ulp, "\(kernel) at \(x): \(found), not \(expected)")
    }
  }

  #if arch(x86_64)
    // The 80-bit functions of the C library are right to 1 ulp of theirs, which is 1/2048 of one here.
    @Test func exponentialAndLogarithmAreRightToAnUlp() {
      var bits: UInt64 = 88_172_645_463_325_252
      func next() -> UInt64 {
        bits ^= bits << 13
        bits ^= bits >> 7
        bits ^= bits << 17
        return bits
      }
      func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }
      // Every exponent of a positive number, and every result of exp that is neither 0 nor infinite.
      let positive: [Double] = (0..<8 * 2047).map { Double(bitPattern: UInt64($0 / 8) << 52 | next() >> 12) }
      let range: [Double] = (0..<16384).map { _ in -745.2 + 1455 * fraction() }
      let near: [Double] = (0..<4096).map { _ in fraction() }
      func around(_ xs: [Double], _ start: Double) -> [Double] { xs.map { $0 + start } }
      let rows: [(UnaryKernel, [Double], (Float80) -> Float80)] = [
        (.log, positive + around(near, 0.5), { Glibc.log($0) }), (.exp, range + around(near, -0.5), { Glibc.exp($0) }),
      ]
      for (kernel, xs, exact) in rows {
        var worst = (error: 0.0, x: 0.0)
        for (x, y) in zip(xs, kernel(xs)) where x > 0 || kernel == .exp {
          let truth = exact(Float80(x))
          let unit = Float80(max(Double(truth).ulp, Double.leastNonzeroMagnitude))
          let error = y.isInfinite ? (truth > 0x1.fffffffffffffp1023 ? 0 : .infinity) : abs(Float80(y) - truth) / unit
          if !(Double(error) <= worst.error) { worst = (Double(error), x) }
        }
        #expect(worst.error <= 1.001, "\(kernel) at \(worst.x)")
      }
    }
  #endif

  @Test(arguments: UnaryKernel.allCases) func aValueDependsNeitherOnPlaceNorCount(_ kernel: UnaryKernel) {
    for x in Self.points + [0.3, -2.7, 12.5, 4e5] {
      let alone = kernel([x])[0]
      for count in [2, 3, 4, 7, 8, 9, 17] {
        for place in [0, 1, count - 1] {
          var xs = [Double](repeating: 1e300, count: count)
          xs[place] = x
          let found = kernel(xs)[place]
          #expect(found.bitPattern == alone.bitPattern || found.isNaN && alone.isNaN, "\(kernel) at \(x)")
        }
      }
    }
  }

  @Test(arguments: [UnaryKernel.sin, .tan, .asin, .atan, .sinh, .tanh, .asinh, .atanh, .expm1, .erf])
  func oddFunctionsKeepTheSignOfZero(_ kernel: UnaryKernel) {
    #expect(kernel([-0.0, 0.0]).map(\.sign) == [.minus, .plus])
  }

  // Exact by definition: IEEE 754 arithmetic, and fmin and fmax but for NaN, which stays.
  @Test func arithmeticIsExact() {
    let xs = Self.points
    for y in [0, -0.0, 1.5, -3, 1e300, .infinity, .nan] {
      let ys = [Double](repeating: y, count: xs.count)
      let rows: [(BinaryKernel, (Double, Double) -> Double)] = [
        (.add, { $0 + $1 }), (.subtract, { $0 - $1 }), (.multiply, { $0 * $1 }), (.divide, { $0 / $1 }),
        (.min, { $0.isNaN || $1.isNaN ? .nan : Double.minimum($0, $1) }),
        (.max, { $0.isNaN || $1.isNaN ? .nan : Double.maximum($0, $1) }),
      ]
      for (kernel, exact) in rows {
        var pairs = [Double](repeating: 0, count: xs.count)
        var (right, left) = (pairs, pairs)
        kernel(xs, ys, into: &pairs, count: xs.count)
        kernel(xs, y, into: &right, count: xs.count)
        kernel(y, xs, into: &left, count: xs.count)
        for (index, x) in xs.enumerated() {
          for (found, expected) in [
            (pairs[index], exact(x, y)), (right[index], exact(x, y)), (left[index], exact(y, x)),
          ] {
            #expect(found == expected || found.isNaN && expected.isNaN, "\(kernel) of \(x) and \(y)")
          }
        }
      }
    }
  }

  @Test func aNaNIsFoundWhereverItIs() {
    for count in 1...20 {
      var xs = [Double](repeating: .infinity, count: count)
      #expect(!containsNaN(xs, count: count))
      for place in 0..<count {
        xs[place] = .nan
        #expect(containsNaN(xs, count: count))
        xs[place] = 0
      }
    }
  }
}
