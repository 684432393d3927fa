import CBoostMath
import Glibc
import Numerics

/// How probable it is that a test finds an effect of a size that is really there.
public struct Power: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Student's t of two groups of n each; the effect is Cohen's d.
    case twoSample = "two-sample"
    /// Student's t of one group; d.
    case oneSample = "one-sample"
    /// Student's t of n differences; d of the differences.
    case paired
    /// Two proportions of n each; Cohen's h.
    case proportion
    /// One proportion; h.
    case oneProportion = "one-proportion"
    /// Groups of n each; Cohen's f.
    case anova
    /// A correlation of n pairs; r.
    case correlation
    /// χ² with a table of n observations; Cohen's w.
    case chisq

    /// What the effect is called.
    public var effectName: String {
      switch self {
      case .twoSample, .oneSample, .paired: "d"
      case .proportion, .oneProportion: "h"
      case .anova: "f"
      case .correlation: "r"
      case .chisq: "w"
      }
    }

    /// Whether n counts each group.
    public var isPerGroup: Bool { self == .twoSample || self == .proportion || self == .anova }

    /// An effect without a sign, and no side to take.
    var isUnsigned: Bool { self == .anova || self == .chisq }

    var leastCount: Double {
      switch self {
      case .twoSample, .oneSample, .paired, .anova: 2
      case .proportion, .oneProportion, .chisq: 1
      case .correlation: 4
      }
    }
  }

  public enum Quantity: String, Sendable, CaseIterable {
    case effect, n, power, alpha
  }

  public let kind: Kind
  public let alternative: TestResult.Alternative
  /// Groups of an analysis of variance, or degrees of freedom of χ².
  public let parts: Double
  public internal(set) var effect: Double
  public internal(set) var n: Double
  public internal(set) var alpha: Double
  public internal(set) var power: Double
  /// What was solved for.
  public let solved: Quantity

  /// The power of a test with these numbers.
  /// - Source: Cohen, *Statistical Power Analysis*, 2nd edition; both tails count in a two-sided test, as in pwr and
  ///   statsmodels (R's power.t.test leaves the far one out unless strict).
  public static func power(
    _ kind: Kind, effect: Double, n: Double, alpha: Double, alternative: TestResult.Alternative, parts: Double
  ) -> Double {
    let sides = alternative == .twoSided ? 2.0 : 1.0
    let signed = alternative == .less ? -effect : effect
    switch kind {
    case .twoSample, .oneSample, .paired:
      let df = kind == .twoSample ? 2 * (n - 1) : n - 1
      let delta = signed * (kind == .twoSample ? n / 2 : n).squareRoot()
      let critical = StudentT(trusted: df).upperQuantile(alpha / sides)
      let near = nabla_noncentral_t_ccdf(critical, df, delta)
      return alternative == .twoSided ? near + nabla_noncentral_t_cdf(-critical, df, delta) : near
    case .proportion, .oneProportion:
      let shift = signed * (kind == .proportion ? n / 2 : n).squareRoot()
      return normalTails(shift, alpha, sides)
    case .correlation:
      let df = n - 2
      let critical = StudentT(trusted: df).upperQuantile(alpha / sides)
      let bound = (critical * critical / (critical * critical + df)).squareRoot()
      // Fisher's z with its bias r / (2 (n − 1)), as in pwr.
      let centre = atanh(signed) + signed / (2 * (n - 1))
      let scale = (n - 3).squareRoot()
      let law = Normal.standard
      let near = law.cdf((centre - atanh(bound)) * scale)
      return alternative == .twoSided ? near + law.cdf((-centre - atanh(bound)) * scale) : near
    case .anova:
      let df2 = (n - 1) * parts
      let critical = F(trusted: parts - 1, df2: df2).upperQuantile(alpha)
      return nabla_noncentral_f_ccdf(critical, parts - 1, df2, parts * n * effect * effect)
    case .chisq:
      let critical = ChiSquared(trusted: parts).upperQuantile(alpha)
      return nabla_noncentral_chi_squared_ccdf(critical, parts, n * effect * effect)
    }
  }

  private static func normalTails(_ shift: Double, _ alpha: Double, _ sides: Double) -> Double {
    let law = Normal.standard
    let critical = law.upperQuantile(alpha / sides)
    return law.ccdf(critical - shift) + (sides == 2 ? law.cdf(-critical - shift) : 0)
  }

  /// The power at another number of observations, the rest being as it is.
  public func power(at n: Double) -> Double {
    Self.power(kind, effect: effect, n: n, alpha: alpha, alternative: alternative, parts: parts)
  }
}

/// Why there is no such plan.
public enum PowerError: Error, Hashable, Sendable {
  /// Not all but one of effect, n, power and alpha are given.
  case unknowns([Power.Quantity])
  case outside(Power.Quantity, Double, needed: String)
  /// No value of the quantity gives this power: `reached` is what its ends give.
  case unreachable(Power.Quantity, power: Double, reached: ClosedRange<Double>)
  case parts(name: String, Double, needed: String)
  case noSides(Power.Kind)
}
