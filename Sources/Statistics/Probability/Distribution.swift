import Document
import Glibc
import Numerics

/// A law of chance for one real number. Parameters are checked once, by the initialisers; after that nothing can fail.
///
/// Upper tails and logarithms are computed directly: `ccdf` is never 1 − cdf. Relative error at most 1e-13 in either
/// tail; NaN of NaN.
public protocol Distribution: Sendable {
  /// The name in the language: `StudentT`.
  static var name: String { get }
  /// The parameters by their names in the language, in order.
  var parameters: [(name: String, value: Double)] { get }
  /// Whether its values can be counted.
  static var isDiscrete: Bool { get }
  /// The same of this one.
  var isCounted: Bool { get }
  /// The least and the greatest value it can give.
  var support: ClosedRange<Double> { get }

  /// The density, or the probability of exactly `x` of a discrete law.
  func pdf(_ x: Double) -> Double
  func logpdf(_ x: Double) -> Double
  /// P(X ≤ x).
  func cdf(_ x: Double) -> Double
  /// P(X > x), exact in the tail.
  func ccdf(_ x: Double) -> Double
  func logcdf(_ x: Double) -> Double
  func logccdf(_ x: Double) -> Double
  /// The least x with P(X ≤ x) ≥ p; NaN unless 0 ≤ p ≤ 1.
  func quantile(_ p: Double) -> Double
  /// The least x with P(X > x) ≤ p; NaN unless 0 ≤ p ≤ 1.
  func upperQuantile(_ p: Double) -> Double
  /// NaN where it does not exist.
  var mean: Double { get }
  /// NaN where it does not exist.
  var variance: Double { get }
  /// The most probable value, the least of several; NaN where none is.
  var mode: Double { get }
  /// NaN where it does not exist.
  var skewness: Double { get }
  /// The excess over the normal law's 3; NaN where it does not exist.
  var kurtosis: Double { get }
  /// The greatest value below `x` it can give, where its values can be counted.
  func value(before x: Double) -> Double
  /// The least value above `x` it can give, where its values can be counted.
  func value(after x: Double) -> Double
  /// P(low < X ≤ high), which keeps its digits where the two ends are near each other.
  func probability(above low: Double, upTo high: Double) -> Double

  func sample(from random: inout RandomStream) -> Double
  func samples(_ count: Int, from random: inout RandomStream) -> [Double]
  /// One question of many points.
  func answers(_ question: Question, _ points: [Double]) -> [Double]
}

/// What a distribution is asked at a point.
public enum Question: Sendable, CaseIterable {
  case pdf, logpdf, cdf, ccdf, logcdf, logccdf, quantile, upperQuantile
}

/// Why a distribution cannot be had or asked.
public enum DistributionError: Error, Hashable, Sendable {
  /// `needed` says the range: `greater than 0`.
  case parameter(name: String, of: String, value: Double, needed: String)
  /// A law has no such number: the mean of StudentT(1).
  case undefined(what: String, of: String, why: String)
  /// Numbers that the law cannot give, or too few of them.
  case unfit(law: String, why: String)
  /// No maximum of the likelihood was found.
  case noMaximum(law: String, why: String)
}

extension Distribution {
  public func answer(_ question: Question, _ x: Double) -> Double {
    switch question {
    case .pdf: pdf(x)
    case .logpdf: logpdf(x)
    case .cdf: cdf(x)
    case .ccdf: ccdf(x)
    case .logcdf: logcdf(x)
    case .logccdf: logccdf(x)
    case .quantile: quantile(x)
    case .upperQuantile: upperQuantile(x)
    }
  }

  public func answers(_ question: Question, _ points: [Double]) -> [Double] { points.map { answer(question, $0) } }

  public var isCounted: Bool { Self.isDiscrete }
  public var standardDeviation: Double { variance.squareRoot() }
  public var median: Double { quantile(0.5) }

  public func value(before x: Double) -> Double { isCounted ? x.rounded(.up) - 1 : x }
  public func value(after x: Double) -> Double { isCounted ? x.rounded(.down) + 1 : x }

  public func samples(_ count: Int, from random: inout RandomStream) -> [Double] {
    var drawn: [Double] = []
    drawn.reserveCapacity(max(count, 0))
    for _ in 0..<max(count, 0) { drawn.append(sample(from: &random)) }
    return drawn
  }

  public func probability(above low: Double, upTo high: Double) -> Double {
    guard low < high else { return low.isNaN || high.isNaN ? .nan : 0 }
    let (below, above) = (cdf(high), ccdf(low))
    let isLower = below < above
    let difference = isLower ? below - cdf(low) : above - ccdf(high)
    guard difference < 0.02 * min(below, above) else { return difference }
    // A narrow strip is the small difference of two near numbers: its density, or its few values, are summed instead.
    if isCounted {
      var (k, sum, count) = (value(after: low), 0.0, 0)
      while k <= high, count < 100_000 {
        sum += pdf(k)
        (k, count) = (value(after: k), count + 1)
      }
      return k > high ? sum : difference
    }
    let (ends, width) = (support, high - low)
    guard low > ends.lowerBound, high < ends.upperBound, width < .infinity else { return difference }
    return GaussLegendre.integral(from: low, to: high) { pdf($0) }
  }

  /// log P(low < X ≤ high), finite where the probability itself is too small to hold.
  public func logProbability(above low: Double, upTo high: Double) -> Double {
    guard low < high else { return -.infinity }
    let plain = probability(above: low, upTo: high)
    if plain > 1e-290 || plain.isNaN { return log(plain) }
    let isLower = logcdf(high) < logccdf(low)
    let (far, near) = isLower ? (logcdf(low), logcdf(high)) : (logccdf(high), logccdf(low))
    guard near > -.infinity else { return -.infinity }
    return far == -.infinity ? near : near + log1p(-exp(far - near))
  }

  /// `Gamma(2, 3)`: what makes it, to the digits asked for.
  public func written(digits: Int = 6) -> String {
    "\(Self.name)(\(parameters.map { $0.value.formatted(digits: digits) }.joined(separator: ", ")))"
  }
}

/// Twenty points between two ends, exact for polynomials of degree 39.
enum GaussLegendre {
  private static let places = [
    0.076526521133497333755, 0.227785851141645078080, 0.373706088715419560673, 0.510867001950827098004,
    0.636053680726515025453, 0.746331906460150792614, 0.839116971822218823395, 0.912234428251325905868,
    0.963971927277913791268, 0.993128599185094924786,
  ]
  private static let weights = [
    0.152753387130725850698, 0.149172986472603746788, 0.142096109318382051329, 0.131688638449176626898,
    0.118194531961518417312, 0.101930119817240435037, 0.083276741576704748725, 0.062672048334109063570,
    0.040601429800386941331, 0.017614007139152118312,
  ]

  static func integral(from low: Double, to high: Double, _ f: (Double) -> Double) -> Double {
    let (middle, half) = (low + (high - low) / 2, (high - low) / 2)
    var sum = 0.0
    for (place, weight) in zip(places, weights) {
      sum += weight * (f(middle - half * place) + f(middle + half * place))
    }
    return sum * half
  }
}
