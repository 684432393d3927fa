/// Marks set into the cells of a plot.
struct MarkerStroke: Sendable {
  let x: [Double]
  let y: [Double]

  func draw(on plane: inout Plane, mark: Character, ink: UInt8) {
    var isTaken = [Bool](repeating: false, count: plane.columns * plane.rows)
    for index in x.indices {
      guard let cell = plane.cell(x[index], y[index]) else { continue }
      isTaken[cell.column + cell.row * plane.columns] = true
    }
    for index in isTaken.indices where isTaken[index] {
      plane.put(mark, index % plane.columns, index / plane.columns, ink: ink)
    }
  }
}
