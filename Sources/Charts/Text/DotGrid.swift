/// A grid of cells of 2×4 dots. Every character set is drawn from the same dots.
struct DotGrid: Sendable {
  /// Cells.
  let columns: Int
  let rows: Int
  private(set) var masks: [UInt8]
  /// The first series that touched a cell.
  private(set) var owners: [UInt8]

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    masks = Array(repeating: 0, count: columns * rows)
    owners = Array(repeating: 0, count: columns * rows)
  }

  var width: Int { columns * 2 }
  var height: Int { rows * 4 }

  /// The bit of a dot in the mask of its cell, as braille numbers them: eight bytes in one number, because a table would
  /// be looked up through its lock a million times.
  @inline(__always) static func bit(_ x: Int, _ y: Int) -> UInt8 {
    let bits: UInt64 = 0x8040_2004_1002_0801
    return UInt8(truncatingIfNeeded: bits &>> UInt64(truncatingIfNeeded: ((y & 3) << 1 | (x & 1)) << 3))
  }

  /// Sets a dot, counted from the top left.
  @inline(__always) mutating func set(_ x: Int, _ y: Int, owner: UInt8) {
    guard x >= 0, y >= 0, x < width, y < height else { return }
    let cell = x >> 1 + (y >> 2) * columns
    if masks[cell] == 0 { owners[cell] = owner }
    masks[cell] |= Self.bit(x, y)
  }

  /// A straight line between two points in dots (Bresenham), dashed by `dash`.
  /// - Parameter continues: whether the first dot is the last one of the line before, which a dash counts only once.
  mutating func line(
    _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, owner: UInt8, dash: inout Dash, continues: Bool = false
  ) {
    guard let (a, b) = clipped(x0, y0, x1, y1) else { return }
    var (x, y) = (Int(clamped: a.x.rounded()), Int(clamped: a.y.rounded()))
    let (endX, endY) = (Int(clamped: b.x.rounded()), Int(clamped: b.y.rounded()))
    let (dx, dy) = (abs(endX - x), -abs(endY - y))
    let (stepX, stepY) = (x < endX ? 1 : -1, y < endY ? 1 : -1)
    var error = dx + dy
    var isJoint = continues
    while true {
      if isJoint { isJoint = false } else if dash.advance() { set(x, y, owner: owner) }
      if x == endX, y == endY { return }
      let doubled = 2 * error
      if doubled >= dy {
        error += dy
        x += stepX
      }
      if doubled <= dx {
        error += dx
        y += stepY
      }
    }
  }

  /// Adds the dots of a grid of the same size.
  mutating func merge(_ other: DotGrid) {
    for cell in masks.indices where other.masks[cell] != 0 {
      if masks[cell] == 0 { owners[cell] = other.owners[cell] }
      masks[cell] |= other.masks[cell]
    }
  }

  /// The part of a segment inside the grid (Liang & Barsky). Before integers, because ±1e300 has no integer.
  private func clipped(
    _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double
  ) -> (a: (x: Double, y: Double), b: (x: Double, y: Double))? {
    var (enter, leave) = (0.0, 1.0)
    let (dx, dy) = (x1 - x0, y1 - y0)
    func cut(_ p: Double, _ q: Double) -> Bool {
      if p == 0 { return q >= 0 }
      if p < 0 { enter = max(enter, q / p) } else { leave = min(leave, q / p) }
      return true
    }
    guard cut(-dx, x0 + 0.49), cut(dx, Double(width) - 0.51 - x0) else { return nil }
    guard cut(-dy, y0 + 0.49), cut(dy, Double(height) - 0.51 - y0) else { return nil }
    // Not `enter > leave`: with an overflow in between both may be NaN.
    guard enter <= leave, dx.isFinite, dy.isFinite else { return nil }
    return ((x0 + enter * dx, y0 + enter * dy), (x0 + leave * dx, y0 + leave * dy))
  }
}

/// Which dots along a line are drawn.
struct Dash: Sendable {
  private let pattern: [Int]
  private var index = 0
  private var used = 0

  /// - Parameter pattern: dots drawn and dots skipped in turn; empty for an unbroken line.
  init(_ pattern: [Int] = []) { self.pattern = pattern }

  @inline(__always) mutating func advance() -> Bool {
    if pattern.isEmpty { return true }
    let isDrawn = index.isMultiple(of: 2)
    used += 1
    if used >= pattern[index] {
      used = 0
      index = (index + 1) % pattern.count
    }
    return isDrawn
  }
}
