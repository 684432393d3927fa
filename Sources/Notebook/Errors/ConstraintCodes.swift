extension ErrorEntry {
  static let constraints: [ErrorEntry] = [
    .init(
      "E364", "constraints that do not fit", "A part of a linear or quadratic program has another size than the rest.",
      "linprog([1, 2], [1 1 1], [4])"),
    .init(
      "E368", "not a constraint", "What is given as a constraint is no comparison and no function.",
      "kkt((x, y) -> x + y, [1, 1], subject = (x, y) -> x != y)"),
    .init(
      "E371", "not convex", "A quadratic program bends downward, and may have many local minima.",
      "quadprog([1 0; 0 -1], [0, 0])"),
    .init(
      "E376", "variables unknown", "The functions and the start do not tell how many variables there are.",
      "lagrange(w -> w'*w, w -> w[1] + w[2] - 1)"),
    .init(
      "E398", "bounds that cross", "A variable's lower bound lies above its upper one.",
      "linprog([1, 2], [1 1], [4], bounds = [3, 1])"),
    .init(
      "E399", "too many constraints", "There are more equations than variables.",
      "lagrange((x, y) -> x, (x, y) -> x, (x, y) -> y, (x, y) -> x + y)"),
  ]
}
