extension ErrorEntry {
  static let symbolic: [ErrorEntry] = [
    .init(
      "E313", "not an order", "A derivative is taken a whole number of times, from 0 to 20.", "derivative(sin, 1/2)"),
    .init(
      "E314", "no such argument", "A derivative is by one of the function's own arguments.",
      "derivative((x, y) -> x*y, \"z\")"),
  ]
}
