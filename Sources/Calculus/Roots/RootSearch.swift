import Glibc

/// A search for a root, step by step.
public struct RootSearch: Sendable {
  public enum Kind: String, Sendable {
    case bisection, secant, newton
    case inverseQuadratic = "inverse quadratic"
    /// A Newton step cut short because it led uphill.
    case damped = "damped newton"
  }

  /// One step: where it led, and from where.
  public struct Step: Sendable {
    public let kind: Kind
    /// The place before the step, the value and, of Newton's method, the slope there.
    public let from: Double
    public let height: Double
    public let slope: Double
    public let x: Double
    public let value: Double
    /// The share of a Newton step that was taken.
    public var share = 1.0
    /// The bracket after the step, where there is one.
    public var bracket: (Double, Double)?
  }

  public enum End: Sendable, Hashable {
    case converged
    /// A change of sign where the function leaps or has a pole.
    case pole
    /// The slope vanishes, or no step leads nearer to 0.
    case stalled
    case limit
  }

  public internal(set) var x: Double
  public internal(set) var value: Double
  public internal(set) var steps: [Step] = []
  public internal(set) var evaluations = 0
  public internal(set) var end = End.limit

  /// Between a and b, at which the values have opposite signs: bisection, secant and inverse quadratic interpolation,
  /// whichever is safe and fastest, until the last bits.
  ///
  /// A function that does not fall towards 0 there has a pole or a jump: `end` is `pole`.
  /// - Source: Brent, *Algorithms for Minimization without Derivatives*, 1973, ch. 4.
  public init<Failure: Error>(
    between a: Double, _ ya: Double, and b: Double, _ yb: Double, of f: (Double) throws(Failure) -> Double
  ) throws(Failure) {
    (x, value) = (b, yb)
    var (a, fa, b, fb) = (a, ya, b, yb)
    if fa == 0 { (b, fb) = (a, fa) }
    var (c, fc) = (a, fa)
    var (d, e) = (b - a, b - a)
    let start = min(ya.magnitude, yb.magnitude)
    // Each end for itself: their distance may be larger than the largest number.
    let least = min(1e-40 * a.magnitude + 1e-40 * b.magnitude, 1e-30)
    for _ in 0..<200 {
      if (fb > 0) == (fc > 0), fb != 0 {
        (c, fc) = (a, fa)
        (d, e) = (b - a, b - a)
      }
      if fc.magnitude < fb.magnitude { (a, b, c, fa, fb, fc) = (b, c, b, fb, fc, fb) }
      let tolerance = 2 * Double.ulpOfOne * b.magnitude / 2 + least
      let half = c / 2 - b / 2
      (x, value) = (b, fb)
      if half.magnitude <= tolerance || fb == 0 {
        end = fb.magnitude > 0.5 * start && steps.count > 10 ? .pole : .converged
        if !fb.isFinite { end = .pole }
        return
      }
      var kind = Kind.bisection
      if e.magnitude >= tolerance, fa.magnitude > fb.magnitude, fa.isFinite, fb.isFinite, fc.isFinite {
        let s = fb / fa
        var (p, q): (Double, Double)
        if a == c {
          (p, q) = (2 * half * s, 1 - s)
          kind = .secant
        } else {
          let (t, r) = (fa / fc, fb / fc)
          (p, q) = (s * (2 * half * t * (t - r) - (b - a) * (r - 1)), (t - 1) * (r - 1) * (s - 1))
          kind = .inverseQuadratic
        }
        if p > 0 { q = -q } else { p = -p }
        if 2 * p < min(3 * half * q - (tolerance * q).magnitude, (e * q).magnitude) {
          (e, d) = (d, p / q)
        } else {
          (d, e, kind) = (half, half, .bisection)
        }
      } else {
        (d, e) = (half, half)
      }
      (a, fa) = (b, fb)
      let before = (b, fb)
      b += d.magnitude > tolerance ? d : half > 0 ? tolerance : -tolerance
      fb = try f(b)
      evaluations += 1
      if fb.isNaN {
        (x, end) = (b, .pole)
        return
      }
      steps.append(
        Step(
          kind: kind, from: before.0, height: before.1, slope: .nan, x: b, value: fb, bracket: (min(b, c), max(b, c))))
      (x, value) = (b, fb)
    }
  }

  /// From a start by Newton's method, with steps halved while they lead uphill.
  /// - Parameters:
  ///   - f: value and slope; NaN where there is none.
  ///   - height: the value alone.
  public init<Failure: Error>(
    from start: Double, limit: Int = 100, of f: (Double) throws(Failure) -> (value: Double, slope: Double),
    height: (Double) throws(Failure) -> Double
  ) throws(Failure) {
    x = start
    var (y, slope) = try f(start)
    value = y
    evaluations = 1
    var fulls: [Double] = []
    while steps.count < limit {
      if y == 0 {
        end = .converged
        return
      }
      guard y.isFinite, slope.isFinite, slope != 0 else {
        end = .stalled
        return
      }
      let full = -y / slope
      var share = 1.0
      var (next, reached) = (x + full, Double.nan)
      if next == x {
        end = .converged
        return
      }
      fulls.append(full)
      // At a root that counts m times the steps shrink by 1 − 1/m, and m of them at once lead there (Schröder 1870).
      if let count = Self.multiplicity(fulls) {
        // What cancels to its last bits is a root at 0.
        let sum = x + count * full
        let far = sum.magnitude <= 64 * x.ulp ? 0 : sum
        let height = try height(far)
        evaluations += 1
        if height.magnitude < y.magnitude {
          steps.append(Step(kind: .newton, from: x, height: y, slope: slope, x: far, value: height, share: count))
          fulls = []
          x = far
          (y, slope) = try f(x)
          evaluations += 1
          value = y
          continue
        }
      }
      while share > 1e-6 {
        next = x + share * full
        reached = try height(next)
        evaluations += 1
        if reached.magnitude < y.magnitude { break }
        // At the last bits the value wavers.
        if share == 1, full.magnitude <= 8 * x.magnitude.ulp, reached.isFinite {
          end = .converged
          return
        }
        share /= 2
      }
      guard reached.magnitude < y.magnitude else {
        end = .stalled
        return
      }
      steps.append(
        Step(
          kind: share == 1 ? .newton : .damped, from: x, height: y, slope: slope, x: next, value: reached, share: share)
      )
      x = next
      (y, slope) = try f(x)
      evaluations += 1
      value = y
      // Damped steps that shrink without end approach a valley above 0.
      if steps.suffix(8).count == 8, steps.suffix(8).allSatisfy({ $0.share < 0.1 }) {
        end = .stalled
        return
      }
    }
  }

  /// How often a root counts that whole steps approach, if more than once. A few such steps also lead in from far away.
  private static func multiplicity(_ fulls: [Double]) -> Double? {
    guard fulls.count >= 25 else { return nil }
    let k = fulls.count - 1
    let (now, before) = (fulls[k] / fulls[k - 1], fulls[k - 1] / fulls[k - 2])
    guard now > 0.4, now < 0.99, (now - before).magnitude < 0.02 * (1 - now) else { return nil }
    return (1 / (1 - now)).rounded()
  }
}
