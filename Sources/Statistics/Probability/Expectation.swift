import Glibc
import Numerics

/// E f(X) with what is known of its error.
public struct Expectation: Sendable {
  public var value: Double
  /// A bound on the error, as far as two rules of different degree tell.
  public var error: Double
  public var evaluations: Int
  /// Why the value is none: the tails do not fall fast enough.
  public var isDivergent: Bool
}

extension Distribution {
  /// E f(X): by quadrature over the logarithm of either tail's probability, or by summing over counted values outwards
  /// from the middle.
  public func expectation<Failure: Error>(
    of f: (Double) throws(Failure) -> Double
  ) throws(Failure) -> Expectation {
    isCounted ? try summed(f) : try integrated(f)
  }

  /// Halvings after which a stretch is at the rounding of its ends.
  private static var deepest: Int { 44 }

  /// With u = e^{-t}/2 either half is ∫ f(Q(u)) e^{-t}/2 dt: a power of x that has no mean leaves an integrand that does
  /// not fall, whatever the law.
  private func integrated<Failure: Error>(_ f: (Double) throws(Failure) -> Double) throws(Failure) -> Expectation {
    var (values, error, evaluations) = ([Double](), 0.0, 0)
    var (tails, hasPole) = ([Double](), false)
    for isUpper in [false, true] {
      func integrand(_ t: Double) throws(Failure) -> Double {
        let share = exp(-t) / 2
        let x = isUpper ? upperQuantile(share) : quantile(share)
        evaluations += 1
        guard x.isFinite else { return 0 }
        return try f(x) * share
      }
      func piece(_ a: Double, _ b: Double, _ depth: Int) throws(Failure) -> Piece {
        let (value, doubt) = try GaussKronrod.integral(from: a, to: b, integrand)
        return Piece(low: a, high: b, depth: depth, value: value, doubt: doubt)
      }
      // Unit stretches where most of the law lies, so that no feature of its own width is overlooked.
      let edges = (0...15).map(Double.init) + [31, 63, 127, 255, 480, 690]
      var pieces: [Piece] = []
      for (low, high) in zip(edges, edges.dropFirst()) { pieces.append(try piece(low, high, 0)) }
      let farthest = pieces[pieces.count - 1]
      let scale = max(pieces.reduce(0) { $0 + ($1.value.isFinite ? $1.value.magnitude : 0) }, 1e-300)
      var (settled, last) = ([Piece](), 0.0)
      while let next = pieces.popLast() {
        let isEnough = next.doubt <= 1e-12 * max(scale, next.value.magnitude)
        if isEnough || next.depth >= Self.deepest || evaluations > 200_000 {
          settled.append(next)
        } else {
          let middle = (next.low + next.high) / 2
          pieces += [try piece(middle, next.high, next.depth + 1), try piece(next.low, middle, next.depth + 1)]
        }
      }
      values += settled.map(\.value)
      error += settled.reduce(0) { $0 + $1.doubt }
      // About a pole that can be integrated ever less is left; about one that cannot, each halving leaves as much.
      if settled.contains(where: { $0.depth >= Self.deepest && !($0.value.magnitude < 1e-4 * scale) }) {
        hasPole = true
      }
      last = settled.filter { $0.low >= farthest.low }.reduce(0) { $0 + $1.value.magnitude }
      tails.append(last)
    }
    let size = values.reduce(0) { $0 + $1.magnitude }
    let value = Sums.sum(values)
    // What the last stretch gives, probabilities of 1e-208 to 1e-300, is nothing when there is a mean.
    let isDivergent = !value.isFinite || hasPole || error > 0.01 * size || tails.contains { $0 > 1e-9 * size && $0 > 0 }
    return Expectation(
      value: isDivergent ? .nan : value, error: error, evaluations: evaluations, isDivergent: isDivergent)
  }

  private func summed<Failure: Error>(_ f: (Double) throws(Failure) -> Double) throws(Failure) -> Expectation {
    let start = min(max(quantile(0.5), support.lowerBound), support.upperBound)
    var (terms, size, evaluations) = ([Double](), 0.0, 0)
    for isUp in [true, false] {
      var x = isUp ? start : value(before: start)
      var (quiet, count) = (0, 0)
      while x >= support.lowerBound, x <= support.upperBound, x.isFinite, quiet < 40 {
        let mass = pdf(x)
        let term = mass > 0 ? try f(x) * mass : 0
        evaluations += 1
        count += 1
        guard term.isFinite, count < 5_000_000 else {
          return Expectation(value: .nan, error: .infinity, evaluations: evaluations, isDivergent: true)
        }
        terms.append(term)
        size += term.magnitude
        quiet = term.magnitude <= 1e-18 * size && (isUp ? ccdf(x) : cdf(x)) < 1e-16 ? quiet + 1 : 0
        let next = isUp ? value(after: x) : value(before: x)
        if next == x { break }
        x = next
      }
    }
    return Expectation(
      value: Sums.sum(terms), error: size * 1e-15, evaluations: evaluations, isDivergent: false)
  }
}

/// A stretch of the integral with its value and what is not known of it.
private struct Piece {
  let low: Double
  let high: Double
  let depth: Int
  let value: Double
  let doubt: Double
}
