import Numerics
import Testing

struct SpecialRow: Sendable, CustomTestStringConvertible {
  var function: String
  var arguments: [Double]
  var expected: Double

  init?(_ line: Substring) {
    let words = line.split(separator: " ")
    guard words.count >= 3 else { return nil }
    function = String(words[0])
    let numbers = words.dropFirst().compactMap { Double($0) }
    guard numbers.count == words.count - 1, let last = numbers.last else { return nil }
    arguments = numbers.dropLast()
    expected = last
  }

  var testDescription: String { "\(function)(\(arguments.map { "\($0)" }.joined(separator: ", ")))" }
}

private let functions: [String: @Sendable ([Double]) -> Double] = [
  "gamma": { Special.gamma($0[0]) }, "lgamma": { Special.lgamma($0[0]) }, "digamma": { Special.digamma($0[0]) },
  "trigamma": { Special.trigamma($0[0]) }, "erf": { Special.erf($0[0]) }, "erfc": { Special.erfc($0[0]) },
  "erfinv": { Special.erfinv($0[0]) }, "erfcinv": { Special.erfcinv($0[0]) }, "zeta": { Special.zeta($0[0]) },
  "lambert_w": { Special.lambertW($0[0]) }, "log1p": { Special.log1p($0[0]) }, "expm1": { Special.expm1($0[0]) },
  "sigmoid": { Special.sigmoid($0[0]) }, "log_sigmoid": { Special.logSigmoid($0[0]) },
  "beta": { Special.beta($0[0], $0[1]) }, "gamma_p": { Special.gammaP($0[0], $0[1]) },
  "gamma_q": { Special.gammaQ($0[0], $0[1]) }, "bessel_j": { Special.besselJ($0[0], $0[1]) },
  "choose": { Counting.choose($0[0], $0[1]) }, "beta_i": { Special.betaI($0[0], $0[1], $0[2]) },
]

@Suite struct SpecialTests {
  @Test func mpmathTo13Digits() throws {
    let rows = specialReference.split(whereSeparator: { "\n;".contains($0) }).compactMap(SpecialRow.init)
    #expect(rows.count == 504)
    #expect(Set(rows.map(\.function)) == Set(functions.keys))
    for row in rows {
      let f = try #require(functions[row.function])
      let got = f(row.arguments)
      let error = (got - row.expected).magnitude / row.expected.magnitude
      #expect(error <= 1e-13, "\(row.testDescription) = \(got), error \(error)")
    }
  }

  // Far beyond the turning point Jₙ(x) vanishes faster than any power (DLMF 10.14.5); what the library cannot count to
  // has no value, and never the order itself for one.
  @Test(
    arguments: [
      (1e18, 1, 0), (-1e18, 1, 0), (0x1p31 + 10, 1, 0), (1e300, -1e299, 0), (1e9 + 0.5, 1, 0), (1e12, 1e12, Double.nan),
      (1e18, 2e18, .nan), (1, .nan, .nan), (-1e300, .nan, .nan),
    ])
  func besselOfLargeOrders(_ order: Double, _ x: Double, _ expected: Double) {
    let found = Special.besselJ(order, x)
    #expect(found == expected || found.isNaN && expected.isNaN)
  }

  // mpmath 1.4.1 at 60 digits, agreeing with SciPy 1.17.1.
  @Test(
    arguments: [
      ("gamma", [-1.5], 2.36327180120735470306422331112, 1e-13),
      ("lgamma", [1e10], 220_258_509_288.810581470041923123, 1e-13),
      ("digamma", [1], -0.577215664901532860606512090082, 1e-13),
      ("trigamma", [1], 1.64493406684822643647241516665, 1e-13),
      ("erf", [1e-10], 1.12837916709551261500173010155e-10, 1e-13),
      ("erfc", [10], 2.08848758376254475700078629496e-45, 1e-13),
      ("erfcinv", [1e-100], 15.0655747025926457037425665255, 1e-13),
      ("beta", [1e-3, 1e3], 992.544283486053489571804035802, 1e-12),
      ("gamma_q", [1e4, 1.05e4], 4.27587245505964726916232011343e-7, 1e-10),
      ("bessel_j", [0, 10], -0.245935764451348335197760862485, 1e-13),
      ("expm1", [1e-12], 1.0000000000004999798866477959e-12, 1e-13),
      ("log1p", [1e-15], 9.99999999999999577705399876661e-16, 1e-13),
      ("log_sigmoid", [-800], -800, 1e-13),
      ("log_sigmoid", [40], -4.24835425529158898630497784363e-18, 1e-13),
      ("choose", [100, 50], 100_891_344_545_564_193_334_812_497_256.0, 0),
    ] as [(String, [Double], Double, Double)])
  func oracle(_ name: String, _ arguments: [Double], _ expected: Double, _ tolerance: Double) throws {
    let f = try #require(functions[name])
    #expect((f(arguments) - expected).magnitude <= tolerance * expected.magnitude)
  }

  // Closed forms and mpmath 1.4.1.
  @Test(
    arguments: [
      ([1000, 1000], 1000.69314718055994530941723212), ([-1000, -1001, -1002], -999.592394035555619695517080095),
      ([], -.infinity), ([-.infinity, 3], 3), ([.infinity, 3], .infinity),
      // log(1 + e⁻⁴⁰), where adding 1 first would leave nothing
      ([0, -40], 4.24835425529158898630497784363e-18),
    ] as [([Double], Double)])
  func logSumExp(_ x: [Double], _ expected: Double) {
    let got = Special.logSumExp(x)
    #expect(got == expected || (got - expected).magnitude <= 1e-13 * expected.magnitude)
  }

  @Test func softmaxOfLargeNumbers() {
    // e⁻², e⁻¹, 1 over their sum
    let expected = [0.0900305731703804579, 0.244728471054797646, 0.665240955774821896]
    for (got, want) in zip(Special.softmax([1000, 1001, 1002]), expected) {
      #expect((got - want).magnitude < 1e-13 * want)
    }
    #expect(Special.softmax([1, .infinity, .infinity]) == [0, 0.5, 0.5])
    #expect(Special.softmax([]).isEmpty)
    #expect(Special.softmax([1, .nan]).filter(\.isNaN).count == 2)
  }

  @Test(
    arguments: [
      ("gamma", [0]), ("gamma", [-3]), ("digamma", [0]), ("digamma", [-2]), ("trigamma", [-1]), ("erfinv", [1.5]),
      ("erfcinv", [-0.1]), ("erfcinv", [2.1]), ("gamma_p", [-1, 2]), ("gamma_p", [1, -2]), ("beta", [0, 1]),
      ("beta_i", [1, 1, 1.5]), ("bessel_j", [0.5, -1]), ("lambert_w", [-0.5]), ("log1p", [-2]), ("choose", [5, 2.5]),
      ("gamma", [.nan]), ("erf", [.nan]), ("zeta", [.nan]), ("gamma_q", [.nan, 1]), ("bessel_j", [.infinity, 1]),
    ] as [(String, [Double])])
  func outsideTheDomain(_ name: String, _ arguments: [Double]) throws {
    let f = try #require(functions[name])
    #expect(f(arguments).isNaN)
  }

  @Test(
    arguments: [
      ("erfinv", [1], .infinity), ("erfinv", [-1], -.infinity), ("erfcinv", [0], .infinity),
      ("erfcinv", [2], -.infinity),
      ("zeta", [1], .infinity), ("gamma", [200], .infinity), ("gamma_q", [2, .infinity], 0),
      ("gamma_p", [2, .infinity], 1),
      ("gamma_p", [2, 0], 0), ("beta_i", [2, 3, 0], 0), ("beta_i", [2, 3, 1], 1), ("lambert_w", [0], 0),
      ("sigmoid", [-1000], 0),
      ("sigmoid", [1000], 1), ("erf", [.infinity], 1), ("erfc", [.infinity], 0), ("log1p", [-1], -.infinity),
    ] as [(String, [Double], Double)])
  func limits(_ name: String, _ arguments: [Double], _ expected: Double) throws {
    let f = try #require(functions[name])
    #expect(f(arguments) == expected)
  }
}
