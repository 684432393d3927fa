extension ErrorEntry {
  /// Integrals and roots.
  static let integrals: [ErrorEntry] = [
    .init(
      "E306", "the integral diverges", "Ever further or nearer stretches add as much as those before.",
      "integrate(x -> 1/x, 0, 1)"),
    .init(
      "E325", "not a real function", "An integral adds up real numbers, and needs some.",
      "integrate(x -> [x, 1], 0, 1)"),
    .init(
      "E326", "no such limit", "Limits, tolerances and numbers of points have their ranges.", "integrate(sin, nan, 1)"),
    .init(
      "E327", "no change of sign", "Between places of opposite sign a continuous function has a root.",
      "find_root(x -> x^2 + 1, -1, 1)"),
    .init("E328", "no roots to tell", "A polynomial of degree 1 at least has roots.", "roots([3])"),
    .init("E329", "no root found", "A search starts where the function is finite.", "find_root(x -> x^2 + 1, 3)"),
  ]
}
