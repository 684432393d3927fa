extension ErrorEntry {
  static let minima: [ErrorEntry] = [
    .init(
      "E395", "bounds that do not fit", "Each variable has a lowest and a highest value, in this order.",
      "minimize(x -> x^2, 1, bounds = [2, 0])"),
    .init(
      "E396", "nothing to make small", "A minimum is of a function that gives a number, or of a sum of squares.",
      "maximize(x -> [x, 1], 2)"),
    .init(
      "E397", "nowhere to look", "An interval has a lowest end below its highest, and a search a number of starts.",
      "minimize(x -> x^2, 3, 1)"),
  ]
}
