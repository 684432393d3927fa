import Numerics
import Testing

@Suite struct CountingTests {
  // Python's exact integers: math.factorial, math.comb; the literal is rounded once by the compiler.
  @Test(
    arguments: [
      (0, 1), (1, 1), (20, 2432902008176640000), (22, 1124000727777607680000.0), (23, 25852016738884976640000.0),
      (30, 265252859812191058636308480000000.0), (170, 7.2574156153079989673967282111292631147e306),
      (171, .infinity), (-1, .nan), (2.5, .nan),
    ] as [(Double, Double)])
  func factorial(_ n: Double, _ expected: Double) {
    let got = Counting.factorial(n)
    #expect(got == expected || got.isNaN && expected.isNaN)
  }

  @Test(
    arguments: [
      (5, 2, 10), (5, 0, 1), (5, 6, 0), (5, -1, 0), (100, 50, 100891344545564193334812497256.0),
      (67, 33, 14226520737620288370.0),
      (1000, 500, 2.702882409454365695156146936259752754961520084465e299),
      (1029, 514, 1.42982068649890408187856501708946414492523688e308), (1030, 515, .infinity),
      (9007199254740991, 2, 40564819207303327337095620460545.0), (9007199254740991, 9007199254740990, 9007199254740991),
      (-3, 2, 6), (-3, 3, -10), (3000, 1500, .infinity),
    ] as [(Double, Double, Double)])
  func choose(_ n: Double, _ k: Double, _ expected: Double) { #expect(Counting.choose(n, k) == expected) }

  @Test(
    arguments: [(12, 18, 6, 36), (-12, 18, 6, 36), (0, 5, 5, 0), (0, 0, 0, 0), (1e15, 1e10, 1e10, 1e15)]
      as [(Double, Double, Double, Double)])
  func divisors(_ a: Double, _ b: Double, _ gcd: Double, _ lcm: Double) {
    #expect(Counting.gcd(a, b) == gcd)
    #expect(Counting.lcm(a, b) == lcm)
  }

  @Test func fractionsHaveNoDivisor() {
    #expect(Counting.gcd(2.5, 5).isNaN)
    #expect(Counting.lcm(2, .infinity).isNaN)
  }
}

@Suite struct RoundingTests {
  // numpy.mod and R's %%, which agree.
  @Test(
    arguments: [
      (-7, 3, 2), (7, -3, -2), (7, 3, 1), (-7, -3, -1), (5.5, 2, 1.5), (6, 3, 0), (-1, 1e-300, 1.0368134719602886e-301),
    ]
      as [(Double, Double, Double)])
  func mod(_ x: Double, _ divisor: Double, _ expected: Double) { #expect(Rounding.mod(x, divisor) == expected) }

  @Test func modByZeroIsNothing() { #expect(Rounding.mod(3, 0).isNaN) }

  @Test(arguments: [(0.5, 0), (1.5, 2), (2.5, 2), (-0.5, 0), (-1.5, -2), (2.4, 2)] as [(Double, Double)])
  func halvesToEven(_ x: Double, _ expected: Double) { #expect(Rounding.round(x) == expected) }

  @Test(
    arguments: [
      (3.14159, 2, 3.14), (1234.5, -2, 1200), (1e300, 5, 1e300), (2.5, 400, 2.5), (123, -400, 0), (0.125, 2, 0.12),
    ] as [(Double, Int, Double)])
  func digits(_ x: Double, _ digits: Int, _ expected: Double) { #expect(Rounding.round(x, digits: digits) == expected) }

  @Test func signs() {
    #expect([-3.0, 0, 7].map(Rounding.sign) == [-1, 0, 1])
    #expect(Rounding.sign(.nan).isNaN)
  }
}
