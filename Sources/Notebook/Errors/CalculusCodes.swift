extension ErrorEntry {
  static let calculus: [ErrorEntry] = [
    .init("E300", "no limit", "A function tends to nothing there, or no rule finds it.", "limit(x -> 1/x, 0)"),
    .init("E315", "no formula", "Algebra needs a formula of numbers, and this is more.", "limit(x -> rank([x x]), 1)"),
    .init("E316", "no series", "A function has no Taylor series at a point.", "taylor(abs, 0, 2)"),
  ]
}
