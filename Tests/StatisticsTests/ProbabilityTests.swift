import Foundation
import LinearAlgebra
import Numerics
import Statistics
import Testing

@Suite struct ProbabilityTests {
  /// The ends of a mirrored law are those of the law: 0 and 1 have no quantile outside of the support.
  @Test(arguments: FamilyTests.laws.indices) func movedLawsEndWhereTheySay(_ index: Int) {
    let law = FamilyTests.laws[index]
    for scale in [-1.0, 2] {
      let moved = Moved(law, scale: scale, shift: 3)
      let ends = [law.support.lowerBound, law.support.upperBound].map { scale * $0 + 3 }.sorted()
      #expect(moved.quantile(0) == ends[0] && moved.quantile(1) == ends[1], "\(law.written()) · \(scale)")
      #expect(moved.upperQuantile(1) == ends[0] && moved.upperQuantile(0) == ends[1], "\(law.written()) · \(scale)")
    }
  }

  /// What a law can give keeps its mass under every factor, though product and quotient are rounded: 3 · 0.1 / 3 ≠ 0.1.
  @Test func movedSamplesKeepTheirMasses() throws {
    for k in 1...99 {
      let value = Double(k) / 100
      for factor in [3.0, 7, -0.3, 1.0 / 3, 1e10] {
        let moved = Moved(try Empirical([value, value + 1]), scale: factor, shift: 0)
        #expect(moved.pdf(factor * value) == 0.5, "\(value) · \(factor)")
        #expect(Region.points([moved.quantile(0)]).probability(of: moved) == 0.5)
      }
    }
    // Five thirds is a value of X/3, whichever of the two is rounded.
    #expect(Moved(try Poisson(rate: 2), scale: 1.0 / 3, shift: 0).pdf(5.0 / 3) > 0.03)
  }

  /// Kinds without weight are no values: neither quantiles nor draws nor neighbours.
  @Test func kindsWithoutWeightNeverCome() throws {
    let law = try Categorical(weights: [0, 0.1, 0, 0.6, 0.3, 0])
    #expect(law.support == 2...5 && law.quantile(0) == 2 && law.quantile(1) == 5 && law.upperQuantile(1) == 2)
    #expect(law.value(after: 2) == 4 && law.value(before: 4) == 2 && law.value(after: 5) == .infinity)
    var random = RandomStream(seed: 3)
    #expect(Set(law.samples(2000, from: &random)) == [2, 4, 5])
    // 1 − 0.1 − 0.6 leaves less than 0.3, which must not make the last kind possible.
    let counts = try Multinomial(n: 9e15, p: [0.1, 0.6, 0.3, 0])
    for _ in 0..<20 {
      let drawn = counts.sample(from: &random)
      #expect(drawn[3] == 0 && drawn.reduce(0, +) == 9e15)
    }
  }

  /// log f(x₂) + log f(x₁ | x₂) = log f(x).
  @Test func conditionalTimesMarginalIsJoint() throws {
    let covariance = Matrix(rows: 3, columns: 3, elements: [4, 1, 0.5, 1, 3, -0.7, 0.5, -0.7, 2])
    let joint = try MvNormal(mean: [1, -2, 0.5], covariance: covariance)
    let x = [0.3, 1.1, -2.0]
    for places in [[0], [1], [2], [0, 2], [2, 1]] {
      let others = (0..<3).filter { !places.contains($0) }
      let known = try joint.marginal(places).logpdf(places.map { x[$0] })
      let rest = try joint.conditional(places, given: places.map { x[$0] }).logpdf(others.map { x[$0] })
      #expect((known + rest - joint.logpdf(x)).magnitude < 1e-13, "\(places)")
    }
  }

  /// SciPy 1.17.1, mpmath: hypergeometric tails too wide to add up term by term.
  @Test func wideHypergeometricTails() throws {
    let law = try Hypergeometric(population: 1e10, successes: 3e9, draws: 2e9)
    // Summed term by term with 40 digits (mpmath).
    #expect((law.ccdf(600_000_183) / 0.49600548654765597 - 1).magnitude < 1e-13)
    #expect((law.ccdf(600_009_165) / 0.3085302669180274 - 1).magnitude < 1e-13)
    // Half of all drawn from a half: symmetric about the middle.
    let half = try Hypergeometric(population: 0x1p53, successes: 0x1p52, draws: 0x1p52)
    #expect((half.cdf(0x1p51 - 1) - half.ccdf(0x1p51)).magnitude < 1e-13)
    #expect((half.quantile(0.3) + half.quantile(0.7) - 0x1p52).magnitude <= 1)
  }

  /// Draws by the ratio of uniforms follow the law: mean and variance within five standard errors.
  @Test(arguments: [[2000.0, 700, 300], [2000, 1700, 300], [2000, 300, 1900], [1e9, 4e8, 1e6]])
  func wideHypergeometricDraws(_ p: [Double]) throws {
    let law = try Hypergeometric(population: p[0], successes: p[1], draws: p[2])
    var random = RandomStream(seed: 5)
    let n = 3000.0
    let draws = law.samples(Int(n), from: &random)
    #expect((Sums.mean(draws) - law.mean).magnitude < 5 * (law.variance / n).squareRoot())
    let spread = Sums.mean(draws.map { ($0 - law.mean) * ($0 - law.mean) })
    #expect((spread / law.variance - 1).magnitude < 5 * (2 / n).squareRoot())
    #expect(draws.allSatisfy { law.support.contains($0) && $0 == $0.rounded() })
  }

  /// Many points are answered by series about cells, few by themselves: the same to the promised digits.
  @Test(arguments: [
    ("StudentT", [0.4]), ("StudentT", [5]), ("StudentT", [300]), ("Beta", [0.5, 0.5]), ("Beta", [0.2, 8]),
    ("Beta", [150, 199]), ("Gamma", [0.3, 2]), ("Gamma", [180, 1]), ("ChiSquared", [3]), ("F", [5, 12]),
    ("F", [3, 100]), ("Normal", [3, 1]),
  ])
  func manyPointsAgreeWithFew(_ name: String, _ parameters: [Double]) throws {
    let family = try #require(Family.named(name))
    let law = try family(parameters)
    let shares = (1..<2500).map { Double($0) / 2500 } + [1e-300, 1e-13, 1e-11, 1e-7, 0.5, 1 - 1e-13, 0, 1]
    for (question, points) in [
      (Question.quantile, shares), (.upperQuantile, shares), (.cdf, law.answers(.quantile, shares)),
      (.ccdf, law.answers(.quantile, shares)),
    ] {
      let many = law.answers(question, points)
      for i in stride(from: 0, to: points.count, by: 61).map(\.self) + Array(2495..<points.count) {
        let one = law.answer(question, points[i])
        #expect(
          one == many[i] || (one - many[i]).magnitude <= 1e-13 * one.magnitude,
          "\(law.written()) \(question) \(points[i])")
      }
    }
  }

  /// Means with kinks, jumps and poles (mpmath): a pole that cannot be integrated has no mean.
  @Test func meansOfRoughFunctions() throws {
    let x = try Normal(mean: 0, sd: 1)
    #expect((x.expectation { $0 > 1 ? 1 : 0 }.value - 0.15865525393145705).magnitude < 1e-11)
    #expect((x.expectation { log($0.magnitude) }.value + 0.6351814227307391).magnitude < 1e-9)
    #expect((x.expectation { 1 / $0.magnitude.squareRoot() }.value - 1.7200799746490391).magnitude < 1e-5)
    #expect((x.expectation { ($0 - 0.7).magnitude }.value - 0.98575875362122029).magnitude < 1e-9)
    #expect(x.expectation { 1 / $0.magnitude }.isDivergent)
    let u = try Uniform(a: 0, b: 3)
    #expect(u.expectation { 1 / ($0 - 1) }.isDivergent)
    let v = try Uniform(a: 0, b: 1)
    #expect(v.expectation { 1 / (($0 - 0.3) * ($0 - 0.3)) }.isDivergent)
  }

  /// Of two and b degrees of freedom log f(x) = −(b + 2)/2 · log1p(2x/b).
  @Test func densityOfFAtItsStart() throws {
    let law = try F(df1: 2, df2: 12)
    #expect((law.logpdf(1e-9) / (-7 * log1p(1e-9 / 6)) - 1).magnitude < 1e-14)
  }

  /// The slope of the likelihood is 0 at what is fitted, and no neighbour is more probable.
  @Test(arguments: [
    ("Gamma", [1.2, 0.4, 3.3, 2.2, 0.9, 1.7, 5.1]), ("Weibull", [1.2, 0.4, 3.3, 2.2, 0.9, 1.7, 5.1]),
    ("Beta", [0.2, 0.5, 0.31, 0.77, 0.44]), ("Logistic", [-1.0, 0.2, 3, 1.4, 0.8, -0.3]),
    ("Normal", [-1.0, 0.2, 3, 1.4, 0.8, -0.3]), ("Poisson", [2, 0, 3, 1, 1]),
    ("NegativeBinomial", [0, 9, 2, 14, 1, 3]),
  ])
  func fitsAreMaxima(_ name: String, _ x: [Double]) throws {
    let family = try #require(Family.named(name))
    let fit = try family.fit(x)
    let best = fit.distribution.parameters.map(\.value)
    func likelihood(_ p: [Double]) throws -> Double { try Sums.sum(family(p).answers(.logpdf, x)) }
    let again = try likelihood(best)
    #expect((fit.logLikelihood - again).magnitude < 1e-12)
    for i in best.indices {
      for factor in [0.999, 1.001] {
        var other = best
        other[i] *= factor
        let less = try likelihood(other)
        #expect(less < fit.logLikelihood, "\(name) \(fit.distribution.parameters[i].name)")
      }
    }
  }

  @Test func fitsWithoutMaximumAreRefused() {
    #expect(throws: DistributionError.self) { try Family.named("F")?.fit([1, 2, 3, 7]) }
  }
}
