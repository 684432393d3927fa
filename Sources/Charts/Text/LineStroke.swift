/// A line set into the dots of a plot.
struct LineStroke: Sendable {
  let x: [Double]
  let y: [Double]

  /// - Returns: the points joined to none, which a dot alone would hide.
  func draw(on grid: inout DotGrid, _ plane: Plane, owner: UInt8, dash: Dash) -> [Int] {
    var dash = dash
    // So many points to a column only show as a band; then a column's extent is one stroke, and dashes mean nothing.
    let isDense = x.count > 16 * grid.width
    var previous: (x: Double, y: Double)?
    var alone: [Int] = []
    // Points since the last gap.
    var run = 0
    var column = 0
    var (low, high) = (Int.max, Int.min)
    func flush(_ grid: inout DotGrid) {
      let (first, last) = (max(low, 0), min(high, grid.height - 1))
      guard first <= last else {
        (low, high) = (Int.max, Int.min)
        return
      }
      for row in first...last { grid.set(column, row, owner: owner) }
      (low, high) = (Int.max, Int.min)
    }
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
      defer { previous = dot }
      guard isDense else {
        guard let last = previous else {
          var single = Dash()
          grid.line(dot.x, dot.y, dot.x, dot.y, owner: owner, dash: &single)
          continue
        }
        grid.line(last.x, last.y, dot.x, dot.y, owner: owner, dash: &dash, continues: true)
        continue
      }
      let (newColumn, row) = (Int(clamped: dot.x.rounded()), Int(clamped: dot.y.rounded()))
      if newColumn == column, low <= high || previous == nil {
        low = min(low, row)
        high = max(high, row)
        continue
      }
      flush(&grid)
      if let last = previous {
        var solid = Dash()
        grid.line(last.x, last.y, dot.x, dot.y, owner: owner, dash: &solid)
      }
      (column, low, high) = (newColumn, row, row)
    }
    flush(&grid)
    if run == 1 { alone.append(x.count - 1) }
    return alone
  }
}
