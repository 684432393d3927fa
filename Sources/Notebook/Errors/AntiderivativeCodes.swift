extension ErrorEntry {
  /// Antiderivatives.
  static let antiderivatives: [ErrorEntry] = [
    .init(
      "E317", "no closed form found", "The rules lead to no antiderivative; there may be none in elementary functions.",
      "integrate(x -> exp(x^2))"),
    .init(
      "E318", "not a formula", "An antiderivative is sought of a formula of numbers.",
      "integrate(x -> sort([x, 1])[1])"),
    .init(
      "E319", "which variable", "A function of several numbers is integrated by one that is named.",
      "integrate((x, y) -> x*y)"),
    .init(
      "E320", "no such variable", "The variable to integrate by is a parameter of the function.",
      "integrate((x, y) -> x*y, by = \"z\")"),
  ]
}
