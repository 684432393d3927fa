extension ErrorEntry {
  /// Descents over data, with rates that change, and sweeps.
  static let descents: [ErrorEntry] = [
    .init(
      "E359", "the data do not fit the descent", "Data are rows, equally many in each piece, that the loss takes.",
      "descend(w -> w^2, 1, data = [1, 2])"),
    .init(
      "E360", "no rate for a step", "A rate that changes is a finite number from 0 on at every step.",
      "step(descend(x -> x^2, 1, rate = k -> 0 - 1))"),
    .init(
      "E361", "too many descents", "A sweep has at most 100 descents.",
      "sweep(x -> x^2, 1, linspace(0.001, 1, 101))"),
    .init(
      "E362", "no set to stay in", "Projected descent needs one set whose nearest points are known.",
      "descend(x -> x^2, 1, method = \"projected\")"),
  ]
}
