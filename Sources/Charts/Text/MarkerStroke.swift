/// Marks set into the cells of a plot.
struct MarkerStroke: Sendable {
  let x: [Double]
  let y: [Double]

  func draw(on plane: inout Plane, mark: Character, ink: UInt8) {
    var isTaken = [Bool](repeating: false, count: plane.columns * plane.rows)
    let (columns, height) = (plane.columns, plane.rows * 4)
    let xToDot = DotScale(plane.x.domain, dots: columns * 2)
    let yToDot = DotScale(plane.y.domain, dots: height)
    for index in x.indices {
      let (column, row) = (xToDot(x[index]), height - 1 - yToDot(y[index]))
      guard column >= 0, column < columns * 2, row >= 0, row < height else { continue }
      isTaken[column >> 1 + (row >> 2) * columns] = true
    }
    for index in isTaken.indices where isTaken[index] {
      plane.put(mark, index % plane.columns, index / plane.columns, ink: ink)
    }
  }
}
