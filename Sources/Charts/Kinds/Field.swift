import Document
import Glibc

extension Chart {
  /// Directions on a grid as arrows, the longest a little shorter than the distance to the next.
  public static func field(_ flow: Flow, _ options: Options = Options()) -> Chart {
    Chart([.flow(flow)], options)
  }
}

/// Directions at points of the plane; the lengths agree by construction.
public struct Flow: Codable, Equatable, Sendable {
  public let x: Samples
  public let y: Samples
  public let u: Samples
  public let v: Samples
  /// How far neighbouring points lie apart.
  public let spacing: Samples

  /// - Parameter spacing: along x and y.
  /// - Throws: `.lengthsDiffer`.
  public init(
    x: [Double], y: [Double], u: [Double], v: [Double], spacing: (x: Double, y: Double)
  ) throws(ChartError) {
    for other in [y, u, v] where other.count != x.count { throw .lengthsDiffer(x: x.count, y: other.count) }
    self.x = Samples(x)
    self.y = Samples(y)
    self.u = Samples(u)
    self.v = Samples(v)
    self.spacing = Samples([spacing.x, spacing.y])
  }
}

extension Drafting {
  mutating func flow(_ flow: Flow) {
    let (x, y, u, v) = (flow.x.values, flow.y.values, flow.u.values, flow.v.values)
    let shown = x.indices.filter { x[$0].isFinite && y[$0].isFinite && u[$0].isFinite && v[$0].isFinite }
    skip(notFinite: x.count - shown.count)
    (scene.x.grows, scene.y.grows) = (false, false)
    guard !shown.isEmpty, flow.spacing.values.count == 2 else { return }
    let (dx, dy) = (flow.spacing.values[0], flow.spacing.values[1])
    // Each point has a tile about it.
    widen(x: Domain(shown.flatMap { [x[$0] - dx / 2, x[$0] + dx / 2] }.finite))
    widen(y: Domain(shown.flatMap { [y[$0] - dy / 2, y[$0] + dy / 2] }.finite))
    let longest = shown.map { max(abs(u[$0] / dx), abs(v[$0] / dy)) }.max() ?? 0
    let scale = longest > 0 && longest.isFinite ? 0.8 / longest : 0
    // Half before and half behind, so that an arrow lies on its point.
    let (halfX, halfY) = (shown.map { u[$0] * scale / 2 }, shown.map { v[$0] * scale / 2 })
    let (atX, atY) = (shown.map { x[$0] }, shown.map { y[$0] })
    scene.shapes.append(
      .segments(
        .init(
          x0: zip(atX, halfX).map { $0 - $1 }, y0: zip(atY, halfY).map { $0 - $1 },
          x1: zip(atX, halfX).map { $0 + $1 }, y1: zip(atY, halfY).map { $0 + $1 }, hasHeads: true, look: nextLook())))
    let size = shown.map { hypot(u[$0], v[$0]) }.max() ?? 0
    note(size == 0 ? "every arrow is 0" : "longest arrow \(size.label(digits: 3))")
  }
}
