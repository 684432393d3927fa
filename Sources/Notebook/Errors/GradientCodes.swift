extension ErrorEntry {
  static let gradients: [ErrorEntry] = [
    .init(
      "E349", "no derivative between whole numbers", "A function of whole numbers alone has no slope.",
      "grad(x -> gcd(x, 3))(2)")
  ]
}
