import Charts
import Evaluation
import Glibc
import LinearAlgebra

/// A function's samples, broken where it jumps, so that no line joins the two sides of a pole.
struct BrokenCurve {
  var x: [Double]
  var y: [Double]
  /// Whether the function grows without bound somewhere.
  var hasPole: Bool
}

extension Context {
  /// Looks between samples of opposite sign for a jump, and about the greatest one for a pole.
  mutating func broken(_ f: Function, _ xs: [Double], _ ys: [Double]) throws(EvaluationError) -> BrokenCurve {
    var curve = BrokenCurve(x: [], y: [], hasPole: ys.contains { $0.isInfinite })
    for i in xs.indices {
      if i > 0, ys[i].isFinite, ys[i - 1].isFinite, (ys[i] < 0) != (ys[i - 1] < 0), ys[i] != 0, ys[i - 1] != 0,
        let jump = try jump(f, Jump(xs[i - 1], xs[i], ys[i - 1], ys[i]), reach: reach(ys, about: i))
      {
        curve.x += [jump.low, jump.low / 2 + jump.high / 2, jump.high]
        curve.y += [jump.before, .nan, jump.after]
        let size = min(abs(jump.before), abs(jump.after))
        curve.hasPole = curve.hasPole || size > 2 * reach(ys, about: i)
      }
      curve.x.append(xs[i])
      curve.y.append(ys[i])
    }
    if !curve.hasPole { curve.hasPole = try hasPeakWithoutBound(f, xs, ys) }
    return curve
  }

  /// How far from 0 the curve is beside the samples before and at `i`. Not at them: one may lie on the pole but for a
  /// rounding, and nothing grows beyond 1e16.
  private func reach(_ ys: [Double], about i: Int) -> Double {
    let beside = [i - 2, i + 1].filter(ys.indices.contains).map { abs(ys[$0]) }.filter(\.isFinite)
    return max(beside.max() ?? 0, min(abs(ys[i]), abs(ys[i - 1])))
  }

  /// Two places with values of opposite sign.
  private struct Jump {
    var low: Double
    var high: Double
    var before: Double
    var after: Double

    init(_ low: Double, _ high: Double, _ before: Double, _ after: Double) {
      (self.low, self.high, self.before, self.after) = (low, high, before, after)
    }
  }

  /// The change of sign narrowed by bisection; nil when the values shrink with it, as about a zero they do.
  private mutating func jump(_ f: Function, _ samples: Jump, reach: Double) throws(EvaluationError) -> Jump? {
    var now = samples
    for _ in 0..<24 {
      let middle = now.low / 2 + now.high / 2
      guard middle > now.low, middle < now.high else { break }
      guard let y = try sample(f, at: middle), y.isFinite else { return now }
      if y == 0 { return nil }
      if (y < 0) == (now.before < 0) {
        (now.low, now.before) = (middle, y)
      } else {
        (now.high, now.after) = (middle, y)
      }
      if max(abs(now.before), abs(now.after)) < 0.05 * reach { return nil }
    }
    return min(abs(now.before), abs(now.after)) > 0.1 * reach ? now : nil
  }

  /// Whether the values about the greatest sample, where it towers over the others, grow a hundredfold on a finer grid:
  /// the poles of 1/x² have the same sign on both sides.
  private mutating func hasPeakWithoutBound(
    _ f: Function, _ xs: [Double], _ ys: [Double]
  ) throws(EvaluationError) -> Bool {
    let sizes = ys.map { $0.isFinite ? abs($0) : 0 }
    guard let top = sizes.indices.max(by: { sizes[$0] < sizes[$1] }), top > 0, top < xs.count - 1,
      sizes[top] > 20 * sizes.sorted()[sizes.count / 2]
    else { return false }
    if sizes[top] > 1e6 * max(sizes[top - 1], sizes[top + 1]) { return true }
    var (low, high) = (xs[top - 1], xs[top + 1])
    for _ in 0..<40 {
      let (a, b) = (low + (high - low) / 3, high - (high - low) / 3)
      guard let ya = try sample(f, at: a), let yb = try sample(f, at: b), ya.isFinite, yb.isFinite else { return true }
      if max(abs(ya), abs(yb)) > 100 * sizes[top] { return true }
      if abs(ya) < abs(yb) { low = a } else { high = b }
    }
    return false
  }
}

extension Axis {
  /// Cuts the axis to where nine tenths of the values lie, when what poles reach would flatten all else.
  mutating func cut(to values: [Double]) {
    let sorted = values.filter(\.isFinite).sorted()
    guard let least = sorted.first, let greatest = sorted.last else { return }
    let (low, high) = (sorted[sorted.count / 20], sorted[(sorted.count - 1) * 19 / 20])
    let spread = high - low
    guard spread > 0, spread.isFinite, greatest / 5 - least / 5 > spread else { return }
    let step = pow(10, log10(spread).rounded(.down)) / 2
    guard step > 0 else { return }
    // No further than the values go: 1/x² has nothing below 0 to make room for.
    self.low = (max(low - spread / 10, least) / step).rounded(.down) * step
    self.high = (min(high + spread / 10, greatest) / step).rounded(.up) * step
    isCut = true
  }
}
