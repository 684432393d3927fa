/// A line set into the dots of a plot.
struct LineStroke: Sendable {
  let x: [Double]
  let y: [Double]

  /// - Returns: the points joined to none, which a dot alone would hide.
  func draw(on grid: inout DotGrid, _ plane: Plane, owner: UInt8, dash: Dash) -> [Int] {
    // So many points to a column only show as a band; then dashes mean nothing.
    x.count > 16 * grid.width
      ? drawDense(on: &grid, plane, owner: owner) : drawSparse(on: &grid, plane, owner: owner, dash: dash)
  }

  private func drawSparse(on grid: inout DotGrid, _ plane: Plane, owner: UInt8, dash: Dash) -> [Int] {
    var dash = dash
    var previous: (x: Double, y: Double)?
    var alone: [Int] = []
    // Points since the last gap.
    var run = 0
    for index in x.indices {
      // Not only NaN: an infinity would pull the line to the edge as if there were a value.
      guard x[index].isFinite, y[index].isFinite else {
        if run == 1 { alone.append(index - 1) }
        run = 0
        previous = nil
        continue
      }
      run += 1
      let dot = plane.dot(x[index], y[index])
      if let last = previous {
        grid.line(last.x, last.y, dot.x, dot.y, owner: owner, dash: &dash, continues: true)
      } else {
        var single = Dash()
        grid.line(dot.x, dot.y, dot.x, dot.y, owner: owner, dash: &single)
      }
      previous = dot
    }
    if run == 1 { alone.append(x.count - 1) }
    return alone
  }

  /// The same dots, but a run of points in one column is a single upright stroke, and what adds no dot is not drawn:
  /// a piece drawn before, and one between two points of a rectangle that is full.
  private func drawDense(on grid: inout DotGrid, _ plane: Plane, owner: UInt8) -> [Int] {
    let (width, height) = (grid.width, grid.height)
    let xToDot = DotScale(plane.x.domain, dots: width)
    let yToDot = DotScale(plane.y.domain, dots: height)
    var drawn = DrawnPieces()
    var full = FullRectangle(width: width, height: height)
    var alone: [Int] = []
    var run = 0
    var last = (x: 0, y: 0)
    var stroke = (column: 0, low: 0, high: -1)
    func flush(_ grid: inout DotGrid) {
      if stroke.low <= stroke.high {
        for row in max(stroke.low, 0)..<max(min(stroke.high + 1, height), max(stroke.low, 0)) {
          grid.set(stroke.column, row, owner: owner)
        }
      }
      stroke.high = stroke.low - 1
    }
    for index in x.indices {
      guard x[index].isFinite, y[index].isFinite else {
        if run == 1 { alone.append(index - 1) }
        run = 0
        continue
      }
      run += 1
      let dot = (x: xToDot(x[index]), y: height - 1 - yToDot(y[index]))
      defer { last = dot }
      if dot.x == stroke.column, run > 1, stroke.low <= stroke.high {
        if dot.y < stroke.low { stroke.low = dot.y } else if dot.y > stroke.high { stroke.high = dot.y }
        continue
      }
      if run > 1, !(full.contains(last) && full.contains(dot)), drawn.isNew(last, dot) {
        var solid = Dash()
        grid.line(Double(last.x), Double(last.y), Double(dot.x), Double(dot.y), owner: owner, dash: &solid)
        full.look(at: grid)
      }
      flush(&grid)
      stroke = (dot.x, dot.y, dot.y)
    }
    flush(&grid)
    if run == 1 { alone.append(x.count - 1) }
    return alone
  }
}

/// The pieces of a line that were drawn not long ago.
private struct DrawnPieces {
  private var seen = [UInt64](repeating: .max, count: 1 << 14)

  /// Whether this one was not; now it is.
  mutating func isNew(_ a: (x: Int, y: Int), _ b: (x: Int, y: Int)) -> Bool {
    let key = Self.packed(a) << 32 | Self.packed(b)
    let slot = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 50)
    if seen[slot] == key { return false }
    seen[slot] = key
    return true
  }
}

extension DrawnPieces {
  @inline(__always) private static func packed(_ dot: (x: Int, y: Int)) -> UInt64 {
    UInt64(UInt16(truncatingIfNeeded: dot.x)) << 16 | UInt64(UInt16(truncatingIfNeeded: dot.y))
  }
}

/// A rectangle all of whose dots are set, looked for now and then.
private struct FullRectangle {
  private var x: ClosedRange<Int>?
  private var y: ClosedRange<Int> = 0...0
  private let width: Int
  private let height: Int
  private var untilLook = 500

  init(width: Int, height: Int) { (self.width, self.height) = (width, height) }

  @inline(__always) func contains(_ dot: (x: Int, y: Int)) -> Bool {
    guard let x else { return false }
    return x.contains(dot.x) && y.contains(dot.y)
  }

  /// Grows a rectangle from the middle of the grid, or from the one there is, as long as the row or column beside it
  /// is full. To be called after each piece.
  mutating func look(at grid: DotGrid) {
    untilLook -= 1
    guard untilLook == 0 else { return }
    untilLook = 500
    if x == nil {
      guard let seed = grid.fullRowMiddle else { return }
      (x, y) = (seed.x...seed.x, seed.y...seed.y)
    }
    guard var across = x else { return }
    var up = y
    var grows = true
    while grows {
      grows = false
      if across.lowerBound > 0, up.allSatisfy({ grid.isSet(across.lowerBound - 1, $0) }) {
        across = across.lowerBound - 1...across.upperBound
        grows = true
      }
      if across.upperBound < width - 1, up.allSatisfy({ grid.isSet(across.upperBound + 1, $0) }) {
        across = across.lowerBound...across.upperBound + 1
        grows = true
      }
      if up.lowerBound > 0, across.allSatisfy({ grid.isSet($0, up.lowerBound - 1) }) {
        up = up.lowerBound - 1...up.upperBound
        grows = true
      }
      if up.upperBound < height - 1, across.allSatisfy({ grid.isSet($0, up.upperBound + 1) }) {
        up = up.lowerBound...up.upperBound + 1
        grows = true
      }
    }
    (x, y) = (across, up)
  }
}

extension DotGrid {
  fileprivate func isSet(_ x: Int, _ y: Int) -> Bool {
    masks[x >> 1 + (y >> 2) * columns] & Self.bit(x, y) != 0
  }

  /// A dot in the middle of the full cells, if the one in their middle is full.
  fileprivate var fullRowMiddle: (x: Int, y: Int)? {
    var (count, sumX, sumY) = (0, 0, 0)
    for cell in masks.indices where masks[cell] == .max {
      count += 1
      sumX += cell % columns
      sumY += cell / columns
    }
    guard count > 0 else { return nil }
    let cell = (x: sumX / count, y: sumY / count)
    return masks[cell.x + cell.y * columns] == .max ? (cell.x * 2, cell.y * 4) : nil
  }
}
