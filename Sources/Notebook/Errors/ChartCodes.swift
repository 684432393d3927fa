extension ErrorEntry {
  static let charts: [ErrorEntry] = [
    .init("E231", "not a network", "Arrows join boxes there are and never lead in a circle.", nil),
    .init(
      "E232", "no such view", "A surface is seen from above.", "surface((x, y) -> x, [0, 1], [0, 1], tilt = 100)"),
    .init("E233", "no tangent there", "A tangent needs a value and a finite slope.", "tangent(sqrt, 0)"),
  ]
}
