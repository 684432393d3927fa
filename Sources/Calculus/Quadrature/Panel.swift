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
  }

  /// The same sums between other places: what was integrated in another variable.
  func moved(_ map: (Double) -> Double) -> Panel {
    let (a, b) = (map(low), map(high))
    return Panel(min(a, b), max(a, b), like: self)
  }

  private static func rank(_ y: Double) -> Double { y.isFinite ? y.magnitude : .infinity }
}
