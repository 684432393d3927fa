extension Int {
  /// The number as an index below the line: `₁₂`.
  public var lowered: String { written(with: Self.lowDigits, minus: "₋") }

  /// The number as an exponent: `¹²`.
  public var raised: String { written(with: Self.highDigits, minus: "⁻") }

  private func written(with digits: [Character], minus: Character) -> String {
    String("\(self)".map { digit in digit.wholeNumberValue.map { digits[$0] } ?? minus })
  }

  private static let lowDigits: [Character] = ["₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"]
  private static let highDigits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
}
