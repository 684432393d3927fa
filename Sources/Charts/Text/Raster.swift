import Glibc

/// A picture of small squares, each with a number; triangles and lines are put on it.
struct Raster: Sendable {
  let width: Int
  let height: Int
  private(set) var values: [UInt8]

  init(width: Int, height: Int) {
    (self.width, self.height) = (max(width, 0), max(height, 0))
    values = Array(repeating: 0, count: self.width * self.height)
  }

  subscript(x: Int, y: Int) -> UInt8 { values[x + y * width] }

  /// Sets all squares whose middles lie in a triangle, its edges included.
  mutating func fill(_ a: (x: Int, y: Int), _ b: (x: Int, y: Int), _ c: (x: Int, y: Int), _ value: UInt8) {
    let (top, bottom) = (max(min(a.y, b.y, c.y), 0), min(max(a.y, b.y, c.y), height - 1))
    guard top <= bottom else { return }
    for row in top...bottom {
      var (low, high) = (Int.max, Int.min)
      for (from, to) in [(a, b), (b, c), (c, a)] where min(from.y, to.y) <= row && row <= max(from.y, to.y) {
        if from.y == to.y {
          (low, high) = (min(low, from.x, to.x), max(high, from.x, to.x))
        } else {
          // Rounded as a whole number: a little less than half down, all else up.
          let (rise, run) = (to.y - from.y, (to.x - from.x) * (row - from.y))
          let at = from.x + Int((Double(run) / Double(rise)).rounded())
          (low, high) = (min(low, at), max(high, at))
        }
      }
      for column in max(low, 0)..<max(min(high, width - 1) + 1, max(low, 0)) { values[column + row * width] = value }
    }
  }

  /// A straight line (Bresenham).
  mutating func line(_ a: (x: Int, y: Int), _ b: (x: Int, y: Int), _ value: UInt8) {
    // Always in the same direction, so that a line drawn again covers itself.
    let (from, to) = a.x < b.x || (a.x == b.x && a.y <= b.y) ? (a, b) : (b, a)
    var (x, y) = from
    let (dx, dy) = (to.x - from.x, -abs(to.y - from.y))
    let step = from.y < to.y ? 1 : -1
    var error = dx + dy
    while true {
      if x >= 0, x < width, y >= 0, y < height { values[x + y * width] = value }
      if x == to.x, y == to.y { return }
      let doubled = 2 * error
      if doubled >= dy {
        error += dy
        x += 1
      }
      if doubled <= dx {
        error += dx
        y += step
      }
    }
  }
}
