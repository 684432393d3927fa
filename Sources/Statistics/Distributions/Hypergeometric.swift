import CBoostMath
import Numerics

/// How many successes are among `draws` drawn without replacement from a population with so many.
public struct Hypergeometric: Distribution, LawBacked {
  public static let name = "Hypergeometric"
  public static let isDiscrete = true

  public let population: Double
  public let successes: Double
  public let draws: Double
  let law: Law

  /// - Throws: `.parameter` outside their ranges.
  public init(population: Double, successes: Double, draws: Double) throws(DistributionError) {
    guard population >= 0, population <= 0x1p53, population == population.rounded() else {
      throw .parameter(name: "population", of: Self.name, value: population, needed: "a whole number from 0 on")
    }
    guard successes >= 0, successes <= 0x1p53, successes == successes.rounded() else {
      throw .parameter(name: "successes", of: Self.name, value: successes, needed: "a whole number from 0 on")
    }
    guard draws >= 0, draws <= 0x1p53, draws == draws.rounded() else {
      throw .parameter(name: "draws", of: Self.name, value: draws, needed: "a whole number from 0 on")
    }
    guard successes <= population else {
      throw .parameter(name: "successes", of: Self.name, value: successes, needed: "at most the population")
    }
    guard draws <= population else {
      throw .parameter(name: "draws", of: Self.name, value: draws, needed: "at most the population")
    }
    self.init(trusted: population, successes: successes, draws: draws)
  }

  /// For parameters that are right by construction.
  init(trusted population: Double, successes: Double, draws: Double) {
    self.population = population
    self.successes = successes
    self.draws = draws
    law = Law(NABLA_HYPERGEOMETRIC, population, successes, draws)
  }

  public var parameters: [(name: String, value: Double)] {
    [("population", population), ("successes", successes), ("draws", draws)]
  }
  public var support: ClosedRange<Double> { max(0, draws + successes - population)...min(draws, successes) }

  public var mean: Double { population == 0 ? 0 : draws * (successes / population) }
  public var variance: Double {
    guard population > 1 else { return 0 }
    return mean * ((population - successes) / population) * ((population - draws) / (population - 1))
  }
  public var mode: Double {
    let peak = (draws + 1) * ((successes + 1) / (population + 2))
    return min(max(peak.rounded(.up) - 1, support.lowerBound), support.upperBound)
  }
  public var skewness: Double {
    let (n, k, d) = (population, successes, draws)
    return (n - 2 * k) * (n - 1).squareRoot() * (n - 2 * d)
      / ((d * k * (n - k) * (n - d)).squareRoot() * (n - 2))
  }
  public var kurtosis: Double {
    let (n, k, d) = (population, successes, draws)
    let inner = n * (n + 1) - 6 * k * (n - k) - 6 * d * (n - d)
    let top = (n - 1) * n * n * inner + 6 * d * k * (n - k) * (n - d) * (5 * n - 6)
    return top / (d * k * (n - k) * (n - d) * (n - 2) * (n - 3))
  }

  public func sample(from random: inout RandomStream) -> Double {
    variance < 25 ? quantile(random.open()) : random.hypergeometric(population, successes, draws)
  }
}
