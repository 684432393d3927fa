import Document

/// A thin shade of single dots, or of points in every other cell, where a height is above 0.
struct RegionStroke: Sendable {
  private let region: Scene.Region

  init(_ region: Scene.Region) { self.region = region }

  func draw(on plane: inout Plane) {
    var grid = DotGrid(columns: plane.columns, rows: plane.rows)
    let heights = Sampled(region)
    // One dot to a cell, moved in every other row, so that lines and letters stay legible.
    for row in stride(from: 1, to: grid.height, by: 4) {
      for column in stride(from: (row / 4).isMultiple(of: 2) ? 0 : 2, to: grid.width, by: 4) {
        let x =
          plane.x.domain.low + (plane.x.domain.high - plane.x.domain.low) * Double(column) / Double(grid.width - 1)
        let y =
          plane.y.domain.high - (plane.y.domain.high - plane.y.domain.low) * Double(row) / Double(grid.height - 1)
        if heights(x, y) > 0 { grid.set(column, row, owner: 0) }
      }
    }
    let (ink, isWritten) = (Canvas.ink(region.look), plane.glyphs.charset != .braille)
    plane.draw(grid) { _ in (".", ink, isWritten) }
  }
}

/// Heights between the points of a grid.
private struct Sampled {
  private let region: Scene.Region

  init(_ region: Scene.Region) { self.region = region }

  /// The height, NaN outside of the grid.
  func callAsFunction(_ x: Double, _ y: Double) -> Double {
    let (xs, ys, z) = (region.x, region.y, region.heights)
    guard let column = Self.interval(xs, x), let row = Self.interval(ys, y), z.count == xs.count * ys.count else {
      return .nan
    }
    let s = (x - xs[column]) / (xs[column + 1] - xs[column])
    let t = (y - ys[row]) / (ys[row + 1] - ys[row])
    let base = row + column * ys.count
    return (1 - s) * ((1 - t) * z[base] + t * z[base + 1])
      + s * ((1 - t) * z[base + ys.count] + t * z[base + ys.count + 1])
  }

  /// The number of the interval that holds a place.
  private static func interval(_ places: [Double], _ place: Double) -> Int? {
    guard places.count > 1, place >= places[0], place <= places[places.count - 1] else { return nil }
    var (low, high) = (0, places.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if places[middle] <= place { low = middle } else { high = middle }
    }
    return low
  }
}
