import Document
import Glibc
import Numerics

/// Shapiro and Wilk's test of normality.
/// - Source: Royston, *Remark AS R94*, Applied Statistics 44, 1995, as R and SciPy have it.
public struct ShapiroWilk: Sendable {
  let w: Double
  let p: Double

  /// - Throws: `.tooFew`, `.tooLarge`, `.noSpread`.
  init(_ sample: Observations) throws(TestError) {
    try sample.require(3)
    let n = sample.count
    guard n <= 5000 else {
      throw .tooLarge(
        what: "Shapiro–Wilk's law is known for 3 to 5000 values, and \(sample.name) has \(n)", remedy: "kstest")
    }
    let x = Sorting.sorted(sample.values)
    let range = x[n - 1] - x[0]
    guard range > 0 else { throw .noSpread(what: "all values of \(sample.name) are equal", advice: "") }
    let complement = Self.complement(x, range: range, weights: Self.weights(n))
    w = 1 - complement
    p = Self.chance(complement, n)
  }

  /// The weights of the lower half; those of the upper half are their negatives.
  private static func weights(_ n: Int) -> [Double] {
    let half = n / 2
    guard n > 3 else { return [(0.5 as Double).squareRoot()] }
    let m = (1...half).map { Normal.standard.quantile((Double($0) - 0.375) / (Double(n) + 0.25)) }
    let square = 2 * m.reduce(0) { $0 + $1 * $1 }
    let length = square.squareRoot()
    let u = 1 / Double(n).squareRoot()
    var a = [polynomial([0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056], u) - m[0] / length]
    var (rest, share) = (square - 2 * m[0] * m[0], 1 - 2 * a[0] * a[0])
    if n > 5 {
      a.append(polynomial([0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633], u) - m[1] / length)
      rest -= 2 * m[1] * m[1]
      share -= 2 * a[1] * a[1]
    }
    let factor = (rest / share).squareRoot()
    return a + m.dropFirst(a.count).map { -$0 / factor }
  }

  /// 1 − W, computed as such: W is often close to 1.
  private static func complement(_ x: [Double], range: Double, weights: [Double]) -> Double {
    let n = x.count
    let scaled = x.map { $0 / range }
    let centre = Sums.mean(scaled)
    let a = (0..<n).map { place in
      let mirror = n - 1 - place
      return place == mirror ? 0 : place < mirror ? -weights[place] : weights[mirror]
    }
    let lengthA = Sums.sum(a.map { $0 * $0 })
    let lengthX = Sums.sum(scaled.map { ($0 - centre) * ($0 - centre) })
    let product = Sums.sum(zip(a, scaled).map { $0 * ($1 - centre) })
    let both = (lengthA * lengthX).squareRoot()
    return max(0, (both - product) * (both + product) / (lengthA * lengthX))
  }

  private static func chance(_ complement: Double, _ n: Int) -> Double {
    if n == 3 { return max(0, 6 / Double.pi * (asin((1 - complement).squareRoot()) - Double.pi / 3)) }
    // W = 1 is as normal as can be.
    guard complement > 0 else { return 1 }
    var y = log(complement)
    let size = Double(n)
    let (mean, sd): (Double, Double)
    if n <= 11 {
      let gamma = -2.273 + 0.459 * size
      guard y < gamma else { return 1e-99 }
      y = -log(gamma - y)
      mean = polynomial([0.544, -0.39978, 0.025054, -6.714e-4], size)
      sd = exp(polynomial([1.3822, -0.77857, 0.062767, -0.0020322], size))
    } else {
      let x = log(size)
      mean = polynomial([-1.5861, -0.31082, -0.083751, 0.0038915], x)
      sd = exp(polynomial([-0.4803, -0.082676, 0.0030302], x))
    }
    return normalTail((y - mean) / sd)
  }

  private static func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
    coefficients.reversed().reduce(0) { $0 * x + $1 }
  }

  /// The test as a result.
  /// - Throws: `.tooFew`, `.tooLarge`, `.noSpread`.
  public static func test(_ sample: Observations, _ options: TestOptions) throws(TestError) -> TestResult {
    let test = try ShapiroWilk(sample)
    let isNormal = test.p >= options.alpha
    let name = sample.name.capitalisedFirst
    return TestResult(
      test: "Shapiro–Wilk test of normality", symbol: "W", statistic: test.w, p: test.p, parameter: "", estimate: nil,
      level: options.level, assumptions: [.independence], counts: [sample.count],
      sentence: isNormal
        ? "\(name) could come of a normal law (\(test.p.asChance)); with \(sample.count) values only a clear departure "
          + "would show. Look at a histogram before you rely on it."
        : "\(name) is hardly from a normal law (\(test.p.asChance)). Use a test that does not need one, such as "
          + "wilcoxon or mannwhitney, or look at logarithms.")
  }
}

extension String {
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
