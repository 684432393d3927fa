extension ErrorEntry {
  static let symbolic: [ErrorEntry] = [
    .init(
      "E313", "not a formula", "Part of a function means something beyond algebra, so it cannot be rewritten.",
      "simplify(x -> rank([x 1; 1 x]))"),
    .init(
      "E314", "no such argument", "A derivative is by one of the function's own arguments.",
      "derivative((x, y) -> x*y, \"z\")"),
    .init(
      "E315", "not an order", "A derivative is taken a whole number of times, from 0 to 20.",
      "derivative(sin, 1/2)"),
  ]
}
