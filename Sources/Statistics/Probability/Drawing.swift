import Glibc
import Numerics

/// Random numbers of the laws that others are made of, by exact methods: whatever rounding leaves, nothing is
/// approximated.
extension RandomStream {
  /// A number strictly between 0 and 1.
  mutating func open() -> Double { (Double(bits() >> 12) + 0.5) * 0x1p-52 }

  /// Mean 1.
  mutating func exponential() -> Double { -log(open()) }

  /// Gamma of scale 1.
  ///
  /// - Source: Marsaglia & Tsang, *A simple method for generating gamma variables*, 2000.
  mutating func gamma(shape: Double) -> Double {
    if shape < 1 { return exp(logGamma(shape: shape)) }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let v = root * root * root
      let u = open()
      let square = x * x
      if u < 1 - 0.0331 * square * square || log(u) < square / 2 + d * (1 - v + log(v)) { return d * v }
    }
  }

  /// The logarithm of such a number, which may be too small to hold where the shape is.
  mutating func logGamma(shape: Double) -> Double {
    guard shape < 1 else { return log(gamma(shape: shape)) }
    // X of shape a is one of shape a + 1 times U^(1/a).
    return log(gamma(shape: shape + 1)) + log(open()) / shape
  }

  /// - Source: Hörmann, *The transformed rejection method for generating Poisson random variables*, 1993 (PTRS).
  mutating func poisson(_ rate: Double) -> Double {
    guard rate > 0 else { return 0 }
    guard rate < .infinity else { return .infinity }
    if rate < 10 {
      var (product, count) = (open(), 0.0)
      let limit = exp(-rate)
      while product > limit {
        product *= open()
        count += 1
      }
      return count
    }
    let b = 0.931 + 2.53 * rate.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverse = 1.1239 + 1.1328 / (b - 3.4)
    let reach = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = uniform() - 0.5
      let v = open()
      let us = 0.5 - u.magnitude
      guard us > 0 else { continue }
      let k = ((2 * a / us + b) * u + rate + 0.43).rounded(.down)
      if us >= 0.07, v <= reach { return k }
      guard k >= 0, us >= 0.013 || v <= us else { continue }
      if log(v * inverse / (a / (us * us) + b)) <= Poisson(trusted: rate).logpdf(k) { return k }
    }
  }

  /// Of a variance of 25 or more.
  ///
  /// - Source: Stadlober, *The ratio of uniforms approach for generating discrete random variates*, 1990 (HRUA).
  mutating func hypergeometric(_ population: Double, _ successes: Double, _ draws: Double) -> Double {
    // By the two symmetries neither successes nor draws are more than half of all.
    let (rare, few) = (min(successes, population - successes), min(draws, population - draws))
    let law = Hypergeometric(trusted: population, successes: rare, draws: few)
    let centre = law.mean + 0.5
    // 2√(2/e) and 3 − 2√(3/e).
    let width = 1.7155277699214135 * (law.variance + 0.5).squareRoot() + 0.8989161620588988
    let top = law.logpdf(law.mode)
    while true {
      let u = open()
      let k = (centre + width * (uniform() - 0.5) / u).rounded(.down)
      guard k >= 0, k <= min(rare, few) else { continue }
      let height = law.logpdf(k) - top
      guard u * (4 - u) - 3 <= height || 2 * log(u) <= height else { continue }
      let inFew = successes > rare ? few - k : k
      return draws > few ? successes - inFew : inFew
    }
  }

  /// - Source: Hörmann, *The generation of binomial random variates*, 1993 (BTRS).
  mutating func binomial(_ n: Double, _ p: Double) -> Double {
    if p > 0.5 { return n - binomial(n, 1 - p) }
    guard n > 0, p > 0 else { return 0 }
    if n * p < 10 {
      // Failures between successes are geometric.
      var (place, count) = (0.0, 0.0)
      let miss = log1p(-p)
      while true {
        place += (log(open()) / miss).rounded(.down) + 1
        if place > n { return count }
        count += 1
      }
    }
    let law = Binomial(trusted: n, p: p)
    let spread = (n * p * (1 - p)).squareRoot()
    let b = 1.15 + 2.53 * spread
    let a = -0.0873 + 0.0248 * b + 0.01 * p
    let centre = n * p + 0.5
    let reach = 0.92 - 4.2 / b
    let alpha = (2.83 + 5.1 / b) * spread
    let top = law.logpdf(((n + 1) * p).rounded(.down))
    while true {
      let u = uniform() - 0.5
      let v = open()
      let us = 0.5 - u.magnitude
      guard us > 0 else { continue }
      let k = ((2 * a / us + b) * u + centre).rounded(.down)
      if us >= 0.07, v <= reach { return k }
      guard k >= 0, k <= n else { continue }
      if log(v * alpha / (a / (us * us) + b)) <= law.logpdf(k) - top { return k }
    }
  }
}
