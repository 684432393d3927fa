import Foundation
import Numerics
import Statistics
import Testing

@Suite struct FamilyTests {
  /// Every file of the folder is a law of the list, and the other way round.
  @Test func listAndFolderAgree() throws {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources/Statistics/Distributions")
    let files = try FileManager.default.contentsOfDirectory(atPath: sources.path).map {
      $0.replacing(".swift", with: "")
    }
    #expect(Set(files) == Set(Family.all.map(\.name) + Family.others))
  }

  static let laws: [any Distribution] = {
    let parameters: [String: [Double]] = [
      "Normal": [1, 2], "StudentT": [5], "ChiSquared": [3], "F": [5, 12], "Beta": [2, 0.7], "Gamma": [0.6, 2],
      "Exponential": [0.5], "Uniform": [-1, 3], "LogNormal": [0.2, 0.5], "Weibull": [1.7, 2], "Cauchy": [1, 2],
      "Laplace": [1, 2], "Logistic": [1, 2], "Pareto": [1, 5], "Binomial": [40, 0.4], "Poisson": [17.5],
      "Geometric": [0.3], "NegativeBinomial": [2.5, 0.3], "Hypergeometric": [50, 20, 12], "Bernoulli": [0.3],
    ]
    return Family.all.compactMap { family in parameters[family.name].flatMap { try? family($0) } }
  }()

  @Test func everyFamilyIsTried() { #expect(Self.laws.count == Family.all.count) }

  /// No input gives NaN but NaN itself, and densities and tails are what they must be.
  @Test(arguments: laws.indices) func survivesAnyInput(_ index: Int) {
    let law = Self.laws[index]
    for x in [-Double.infinity, -1e308, -1, -0.5, 0, 0.5, 1, 2.5, 3, 1e9, 1e308, .infinity] {
      let (p, q) = (law.cdf(x), law.ccdf(x))
      #expect(law.pdf(x) >= 0 && p >= 0 && p <= 1 && q >= 0 && q <= 1, "\(law.written()) at \(x)")
      #expect((p + q - 1).magnitude < 1e-14)
      #expect(!law.logpdf(x).isNaN && law.logcdf(x) <= 0 && law.logccdf(x) <= 0, "\(law.written()) at \(x)")
      if law.isCounted, x != x.rounded() { #expect(law.pdf(x) == 0) }
    }
    #expect(law.cdf(.infinity) == 1 && law.ccdf(-.infinity) == 1 && law.cdf(-.infinity) == 0)
    #expect(law.cdf(.nan).isNaN && law.quantile(.nan).isNaN && law.quantile(-0.1).isNaN && law.upperQuantile(1.1).isNaN)
    #expect(law.quantile(0) == law.support.lowerBound && law.quantile(1) == law.support.upperBound)
  }

  /// Of counted values the quantile is the least whole number whose share is reached, on the boundary too.
  @Test(arguments: laws.indices.filter { laws[$0].isCounted }) func quantilesOfCountsAreExact(_ index: Int) {
    let law = Self.laws[index]
    for k in stride(from: law.support.lowerBound, through: min(law.support.upperBound, 30), by: 1) {
      let (p, q) = (law.cdf(k), law.ccdf(k))
      if law.pdf(k) > 1e-14 {
        #expect(law.quantile(p) == k, "\(law.written()) at \(k)")
        #expect(law.upperQuantile(q) == k, "\(law.written()) at \(k)")
      }
      if p < 0.999 { #expect(law.quantile(p.nextUp) == k + 1, "\(law.written()) after \(k)") }
    }
  }

  /// Many points at once are the same as one by one: within the promise, as the batch works in double precision.
  @Test(arguments: laws.indices) func manyPointsAgreeWithOne(_ index: Int) {
    let law = Self.laws[index]
    let points = (-40...40).map { Double($0) * 0.37 }
    let shares = (1..<40).map { Double($0) / 40 } + [1e-300, 1e-20, 1e-9, 0, 1, 0.5]
    for question in Question.allCases {
      let at = question == .quantile || question == .upperQuantile ? shares : points
      for (x, many) in zip(at, law.answers(question, at)) {
        let one = law.answer(question, x)
        #expect(one == many || (one - many).magnitude <= 1e-13 * one.magnitude, "\(law.written()) \(question) \(x)")
      }
    }
  }

  /// Moments against quadrature and summation, which know nothing of the formulas.
  @Test(arguments: laws.indices.filter { laws[$0].kurtosis.isFinite }) func momentsAgreeWithIntegrals(_ index: Int) {
    let law = Self.laws[index]
    let mean = law.expectation { $0 }
    #expect((mean.value - law.mean).magnitude <= 1e-10 * max(1, law.mean.magnitude), "\(law.written())")
    let variance = law.expectation { ($0 - law.mean) * ($0 - law.mean) }.value
    #expect((variance - law.variance).magnitude <= 1e-9 * law.variance, "\(law.written())")
    let s = law.standardDeviation
    let third = law.expectation { pow(($0 - law.mean) / s, 3) }.value
    #expect((third - law.skewness).magnitude <= 1e-8 * max(1, law.skewness.magnitude), "\(law.written())")
    let fourth = law.expectation { pow(($0 - law.mean) / s, 4) }.value
    #expect((fourth - 3 - law.kurtosis).magnitude <= 1e-6 * max(1, law.kurtosis.magnitude), "\(law.written())")
  }

  /// The greatest distance of 4000 draws from the law stays below what chance exceeds once in 10⁴ (2.23/√n).
  @Test(arguments: laws.indices) func drawsFollowTheLaw(_ index: Int) {
    let law = Self.laws[index]
    var random = RandomStream(seed: 11, key: law.written())
    let draws = law.samples(4000, from: &random).sorted()
    var gap = 0.0
    for (i, x) in draws.enumerated() where i + 1 == draws.count || draws[i + 1] > x {
      gap = max(gap, (law.cdf(x) - Double(i + 1) / 4000).magnitude)
    }
    #expect(gap < 2.23 / 4000.0.squareRoot(), "\(law.written()): \(gap)")
  }

  /// Mirrored and stretched, tails are those of the law itself.
  @Test(arguments: laws.indices) func movedLawsKeepTheirTails(_ index: Int) {
    let law = Self.laws[index]
    let mirrored = Moved(law, scale: -2, shift: 1)
    for x in [0.0, 1, 2, 5] {
      let atLeast = law.isCounted ? law.ccdf(x - 1) : law.ccdf(x)
      #expect(mirrored.cdf(1 - 2 * x) == atLeast, "\(law.written()) at \(x)")
      #expect((mirrored.cdf(1 - 2 * x) + mirrored.ccdf(1 - 2 * x) - 1).magnitude < 1e-14)
    }
    for p in [0.1, 0.5, 0.83] {
      let x = mirrored.quantile(p)
      #expect(mirrored.cdf(x) >= p * (1 - 1e-13))
      if law.isCounted { #expect(mirrored.cdf(mirrored.value(before: x)) < p) }
    }
  }
}
