import Glibc
import Numerics

/// A stretch of the x axis with the two rules' sums over it.
public struct Panel: Sendable, Hashable {
  public let low: Double
  public let high: Double
  /// By Kronrod's fifteen points.
  public let value: Double
  /// By the seven of Gauss among them.
  public let coarse: Double
  /// A bound on the error of `value`, as far as the two rules tell.
  public let error: Double
  /// ∫ |f| over it.
  let size: Double
  /// How often it was halved.
  let depth: Int
  /// Changes of sign from point to point.
  let turns: Int
  /// Changes from rising to falling and back.
  let bends: Int
  /// A point where there is no finite value.
  let hole: Double?

  /// Where the function begins to be infinite, if it is so at several points: a singular point is a single one.
  let overflow: Double?
  /// The sum of what it rises and falls from point to point.
  let wander: Double
  /// How often in a row halving it left both halves as doubtful as it was.
  private(set) var idle = 0

  var width: Double { high - low }
  var middle: Double { low / 2 + high / 2 }

  /// Whether halving it would give points that are not there.
  var isSmallest: Bool { width <= 16 * max(low.magnitude, high.magnitude).ulp }

  /// The fifteen points, ascending.
  static func points(_ low: Double, _ high: Double) -> [Double] {
    let (middle, half) = (low / 2 + high / 2, high / 2 - low / 2)
    let below = GaussKronrod.places.map { middle - half * $0 }
    let above = GaussKronrod.places.dropLast().reversed().map { middle + half * $0 }
    return below + above
  }

  /// - Parameter values: of the function at `points`.
  init(_ low: Double, _ high: Double, depth: Int, values: ArraySlice<Double>) {
    (self.low, self.high, self.depth) = (low, high, depth)
    let y = Array(values)
    let half = high / 2 - low / 2
    var (fine, rough, size) = (0.0, 0.0, 0.0)
    var (turns, last, bends, slope) = (0, 0.0, 0, 0.0)
    for i in y.indices {
      let k = i <= 7 ? i : 14 - i
      fine += GaussKronrod.weights[k] * y[i]
      rough += GaussKronrod.coarse[k] * y[i]
      size += GaussKronrod.weights[k] * y[i].magnitude
      if y[i] != 0 {
        if last != 0, (last < 0) != (y[i] < 0) { turns += 1 }
        last = y[i]
      }
      if i > 0, y[i] != y[i - 1] {
        let rise = y[i] - y[i - 1]
        if slope != 0, (slope < 0) != (rise < 0) { bends += 1 }
        slope = rise
      }
    }
    var spread = 0.0
    for i in y.indices { spread += GaussKronrod.weights[i <= 7 ? i : 14 - i] * (y[i] - fine / 2).magnitude }
    let infinite = y.indices.filter { y[$0].isInfinite }
    overflow = infinite.count > 4 ? Panel.points(low, high)[infinite[0]] : nil
    wander = zip(y, y.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0).magnitude }
    (value, coarse, self.size, self.turns, self.bends) = (fine * half, rough * half, size * half, turns, bends)
    guard value.isFinite, coarse.isFinite, self.size.isFinite else {
      hole = zip(Panel.points(low, high), y).max { Panel.rank($0.1) < Panel.rank($1.1) }?.0
      error = .infinity
      return
    }
    hole = nil
    // QUADPACK's sharpening: where both rules agree to some digits, the finer has half as many again.
    var doubt = (fine - rough).magnitude * half
    let scale = spread * half
    if scale > 0, doubt > 0 { doubt = scale * min(1, pow(200 * doubt / scale, 1.5)) }
    error = max(doubt, 50 * Double.ulpOfOne / 2 * self.size)
  }

  private init(_ low: Double, _ high: Double, like other: Panel) {
    (self.low, self.high) = (low, high)
    (value, coarse, error, size) = (other.value, other.coarse, other.error, other.size)
    (depth, turns, bends, hole) = (other.depth, other.turns, other.bends, other.hole)
    (overflow, wander, idle) = (other.overflow, other.wander, other.idle)
  }

  /// Its halves, which know whether halving helps. A singular point leaves one of them much better than the other;
  /// rounding leaves both as they were.
  func halved(_ halves: [Panel]) -> [Panel] {
    let errors = halves.map(\.error)
    let isIdle =
      error <= 1e-6 * size && errors.allSatisfy { $0.isFinite && $0 >= 0.02 * error }
      && errors.reduce(0, +) >= 0.35 * error
    return halves.map { half in
      var half = half
      half.idle = isIdle ? idle + 1 : 0
      return half
    }
  }

  /// The same sums between other places: what was integrated in another variable.
  func moved(_ map: (Double) -> Double) -> Panel {
    let (a, b) = (map(low), map(high))
    return Panel(min(a, b), max(a, b), like: self)
  }

  private static func rank(_ y: Double) -> Double { y.isFinite ? y.magnitude : .infinity }
}
