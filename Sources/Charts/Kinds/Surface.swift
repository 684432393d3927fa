import Document
import Glibc
import LinearAlgebra

extension Chart {
  /// Heights over a grid as a surface seen from the side: a net whose hidden lines are left out, in SVG in shades.
  /// - Parameters:
  ///   - z: a row for each y and a column for each x; both ascend.
  ///   - turn: degrees by which the floor is turned counter-clockwise: 0 has x along the front.
  ///   - tilt: degrees by which one looks down: 0 is level, 90 from above.
  /// - Throws: `.gridDiffers`, `.badView`.
  public static func surface(
    x: [Double], y: [Double], z: Matrix, turn: Double = 30, tilt: Double = 35, _ options: Options = Options()
  ) throws(ChartError) -> Chart {
    Chart([.surface(try Surface(heights: try Field(x: x, y: y, z: z), turn: turn, tilt: tilt))], options)
  }
}

/// Heights and from where they are seen.
public struct Surface: Codable, Equatable, Sendable {
  public let heights: Field
  public let turn: Double
  public let tilt: Double

  /// - Throws: `.badView`.
  public init(heights: Field, turn: Double, tilt: Double) throws(ChartError) {
    guard turn.isFinite, (0...90).contains(tilt) else { throw .badView(turn: turn, tilt: tilt) }
    self.heights = heights
    self.turn = turn
    self.tilt = tilt
  }
}

/// Where the points of a surface lie on a picture: across from 0 to 1, up from 0 to 1.
///
/// The floor is a square and the room as high as 0.7 of its side, however the units differ.
struct SurfaceView: Sendable {
  struct Spot: Equatable, Sendable {
    var x: Double
    var y: Double
    /// How far away.
    var depth: Double
  }

  let columns: Int
  let rows: Int
  private let x: [Double]
  private let y: [Double]
  private let z: [Double]
  let heights: Domain
  private let turn: (cos: Double, sin: Double)
  private let tilt: (cos: Double, sin: Double)
  private var across = Domain(0, 1)
  private var up = Domain(0, 1)

  private static let height = 0.7

  /// - Returns: nil when there is nothing to see.
  init?(_ surface: Surface) {
    let field = surface.heights
    (columns, rows) = (field.x.values.count, field.y.values.count)
    (x, y, z) = (field.x.values, field.y.values, field.z.values)
    guard columns > 1, rows > 1, z.count == columns * rows, x.allSatisfy(\.isFinite), y.allSatisfy(\.isFinite),
      x[0] < x[columns - 1], y[0] < y[rows - 1], let range = Domain(z.filter(\.isFinite))
    else { return nil }
    heights = range.opened
    let (a, b) = (surface.turn * .pi / 180, min(max(surface.tilt, 0), 90) * .pi / 180)
    (turn, tilt) = ((cos(a), sin(a)), (cos(b), sin(b)))
    // The floor, the upright axis and all of the surface are seen, but no more of the room than that.
    var ends = [(0.0, 0.0), (1, 0), (0, 1), (1, 1)].map { raw($0.0, $0.1, 0) }
    if let left = [(0.0, 0.0), (1, 0), (0, 1), (1, 1)].min(by: { raw($0.0, $0.1, 0).x < raw($1.0, $1.1, 0).x }) {
      ends.append(raw(left.0, left.1, 1))
    }
    for column in 0..<columns {
      for row in 0..<rows where z[row + column * rows].isFinite {
        ends.append(raw(share(x, column), share(y, row), heights.fraction(z[row + column * rows])))
      }
    }
    across = (Domain(ends.map(\.x)) ?? across).opened
    up = (Domain(ends.map(\.y)) ?? up).opened
  }

  /// Of shares of the floor's sides and of the height.
  private func raw(_ s: Double, _ t: Double, _ h: Double) -> Spot {
    let (a, b) = (s - 0.5, t - 0.5)
    let (right, away) = (a * turn.cos - b * turn.sin, a * turn.sin + b * turn.cos)
    return Spot(x: right, y: (h - 0.5) * Self.height * tilt.cos + away * tilt.sin, depth: away)
  }

  /// The place of a corner of the room by shares of its sides.
  func spot(_ s: Double, _ t: Double, _ h: Double) -> Spot {
    let raw = raw(s, t, h)
    return Spot(x: across.fraction(raw.x), y: up.fraction(raw.y), depth: raw.depth)
  }

  /// The place of a point of the grid; nil for a gap.
  func spot(column: Int, row: Int) -> Spot? {
    let height = z[row + column * rows]
    guard height.isFinite else { return nil }
    return spot(share(x, column), share(y, row), heights.fraction(height))
  }

  /// Halves, because a difference of extremes overflows.
  private func share(_ ends: [Double], _ index: Int) -> Double {
    Domain(ends[0], ends[ends.count - 1]).fraction(ends[index])
  }

  /// How high a point of the grid is, from 0 to 1; NaN for a gap.
  func share(column: Int, row: Int) -> Double { heights.fraction(z[row + column * rows]) }

  /// The tiles between every so many lines of the grid, farthest first: their first and last columns and rows.
  func tiles(every: Int) -> [(columns: (Int, Int), rows: (Int, Int))] {
    func cuts(_ count: Int) -> [(Int, Int)] {
      let starts = stride(from: 0, to: count - 1, by: max(every, 1))
      return starts.map { ($0, min($0 + max(every, 1), count - 1)) }
    }
    // Over a floor seen from above, what is farther along it never hides what is nearer.
    let (acrossFar, upFar) = (turn.sin > 0, turn.cos > 0)
    let columnCuts = acrossFar ? cuts(columns).reversed() : cuts(columns)
    let rowCuts = upFar ? cuts(rows).reversed() : cuts(rows)
    return columnCuts.flatMap { column in rowCuts.map { (column, $0) } }
  }

  /// A corner of the floor and what it is called.
  struct Corner: Sendable {
    var s: Double
    var t: Double
    var spot: Spot
    var label: String
  }

  /// The corners of the floor at the left, nearest, at the right and farthest.
  var corners: (left: Corner, near: Corner, right: Corner, far: Corner) {
    let all = [(0.0, 0.0), (1, 0), (1, 1), (0, 1)].map { s, t in
      let (atX, atY) = (s == 0 ? x[0] : x[columns - 1], t == 0 ? y[0] : y[rows - 1])
      return Corner(
        s: s, t: t, spot: spot(s, t, 0), label: "(\(atX.label(digits: 3)), \(atY.label(digits: 3)))")
    }
    let near = all.indices.min { (all[$0].spot.depth, -all[$0].spot.x) < (all[$1].spot.depth, -all[$1].spot.x) } ?? 0
    // Around the floor counter-clockwise: from the left corner by the near one to the right one.
    return (all[(near + 3) % 4], all[near], all[(near + 1) % 4], all[(near + 2) % 4])
  }
}

extension Drafting {
  mutating func surface(_ surface: Surface) {
    let lost = surface.heights.z.values.count { !$0.isFinite }
    guard SurfaceView(surface) != nil else {
      scene.notices.append("no height is finite")
      return
    }
    if lost > 0 { note("\(lost.counted("height")) not finite") }
    scene.shapes.append(.surface(surface))
    widen(x: Domain(0, 1), y: Domain(0, 1))
  }
}
