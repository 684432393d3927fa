import Numerics
import Testing

@Suite struct FractionTests {
  static let short: [(Double, Int, Int)] = [
    (7.0 / 3, 7, 3), (-1.0 / 3, -1, 3), (0.1, 1, 10), (2.5, 5, 2), (0, 0, 1), (-0.0, 0, 1), (-4, -4, 1),
    (355.0 / 113, 355, 113), (1e6, 1_000_000, 1), (1.0 / 9999, 1, 9999),
    (0.123, 123, 1000),
  ]

  /// A fraction is found where one was meant, to the last bit, and nowhere else.
  @Test(arguments: short)
  func shortFractionsAreFound(_ x: Double, _ p: Int, _ q: Int) throws {
    #expect(try #require(Fraction(x)) == Fraction(p, q))
  }

  static let others: [Double] = [
    Double.pi, 2.0.squareRoot(), 1e300, -1e-300, .infinity, -.infinity, .nan, (7.0 / 3).nextUp, 1.0 / 12345, 0.333333,
    .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0x1p53, 0x1p53 + 2,
  ]

  @Test(arguments: others)
  func otherNumbersAreNone(_ x: Double) { #expect(Fraction(x) == nil) }

  /// Every fraction of a short numerator and denominator is found again from its rounded value.
  @Test func roundTrip() throws {
    for q in [1, 2, 3, 7, 64, 99, 100, 997] {
      for p in stride(from: -2500, through: 2500, by: 37) {
        let x = Double(p) / Double(q)
        let found = try #require(Fraction(x), "\(p)/\(q)")
        #expect(found == Fraction(p, q))
        #expect(found.value == x)
      }
    }
  }

  /// The laws of a field, on fractions of random numerators and denominators.
  @Test func laws() {
    var stream = RandomStream(seed: 3)
    func draw() -> Fraction {
      Fraction(Int(stream.normal() * 1000), Int(stream.normal().magnitude * 1000) + 1)
    }
    for _ in 0..<300 {
      let (a, b, c) = (draw(), draw(), draw())
      #expect(a + b == b + a)
      #expect(a * (b + c) == a * b + a * c)
      #expect((a - b) + b == a)
      if b != Fraction(0) { #expect(a / b * b == a) }
      #expect(((a + b).value - (a.value + b.value)).magnitude <= 1e-12 * (a.value.magnitude + b.value.magnitude))
    }
  }

  @Test func whatDoesNotFitIsLostForGood() {
    let big = Fraction(Int.max)
    #expect((big * big).isLost)
    #expect((big + big).isLost)
    #expect((Fraction(1) / Fraction(0)).isLost)
    #expect(Fraction(1, 0).isLost)
    #expect(Fraction(Int.min).isLost)
    #expect((Fraction.lost * Fraction(0)).isLost)
    #expect((Fraction.lost + Fraction(1)).isLost)
    #expect((Fraction(2) / .lost).isLost)
    #expect((-Fraction.lost).isLost)
    #expect(Fraction.lost.value.isNaN)
    #expect(!Fraction.lost.isShort && Fraction.lost.squareRoot == nil)
    // Large but within reach: (2⁶² − 1)/2⁶² + 1/2⁶² is 1.
    let unit = 1 << 62
    #expect(Fraction(unit - 1, unit) + Fraction(1, unit) == Fraction(1))
  }

  @Test func roots() {
    #expect(Fraction(9, 4).squareRoot == Fraction(3, 2))
    #expect(Fraction(0).squareRoot == Fraction(0))
    #expect(Fraction(2).squareRoot == nil)
    #expect(Fraction(-1).squareRoot == nil)
    let large = 3_037_000_499
    #expect(Fraction(large * large).squareRoot == Fraction(large))
    #expect(Fraction(large * large - 1).squareRoot == nil)
    #expect(Fraction(Int.max).squareRoot == nil)
  }
}
