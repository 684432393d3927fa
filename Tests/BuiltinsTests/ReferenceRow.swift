import Testing

/// An expression of the language, the elements it must have, column by column, and who says so.
struct ReferenceRow: Sendable, CustomTestStringConvertible {
  let input: String
  let expected: [Double]
  let rtol: Double
  let atol: Double
  let source: String

  init(_ input: String, _ expected: [Double], rtol: Double, atol: Double = 0, source: String) {
    (self.input, self.expected, self.rtol, self.atol, self.source) = (input, expected, rtol, atol, source)
  }

  var testDescription: String { input }

  func check() throws {
    var calculator = Calculator()
    let got = try calculator.numbers(input)
    try #require(got.count == expected.count, "\(input)")
    for (g, e) in zip(got, expected) {
      #expect(isClose(g, e, rtol: rtol, atol: atol), "\(input) is \(got), expected \(expected) (\(source))")
    }
  }
}
