import Document
import Testing

/// A number, the digits asked for, and what a person expects to read.
struct NumberRow: Sendable {
  var value: Double
  var digits: Int
  var text: String
  var source: String
}

@Suite struct NumberFormatTests {
  static let rows = [
    NumberRow(value: 2, digits: 6, text: "2", source: "whole numbers have no point"),
    NumberRow(value: -17, digits: 6, text: "-17", source: "whole numbers have no point"),
    NumberRow(value: 123_456_789, digits: 6, text: "123456789", source: "whole numbers keep every digit"),
    NumberRow(value: 999_999_999_999_999, digits: 6, text: "999999999999999", source: "largest below 1e15"),
    NumberRow(value: 1e15, digits: 6, text: "1e15", source: "no plus sign in an exponent"),
    NumberRow(value: 6.02214076e23, digits: 6, text: "6.02214e23", source: "SI, Avogadro's number"),
    NumberRow(value: -0.0, digits: 6, text: "-0", source: "language.md, Output"),
    NumberRow(value: 0, digits: 6, text: "0", source: "zero"),
    NumberRow(value: 1e-17, digits: 6, text: "1e-17", source: "language.md, Output"),
    NumberRow(value: 1.5e-17, digits: 6, text: "1.5e-17", source: "C's %g without its padding"),
    NumberRow(value: .nan, digits: 6, text: "NaN", source: "language.md, Output"),
    NumberRow(value: .infinity, digits: 6, text: "Inf", source: "language.md, Output"),
    NumberRow(value: -.infinity, digits: 6, text: "-Inf", source: "language.md, Output"),
    NumberRow(value: 0.7071067811865476, digits: 6, text: "0.707107", source: "1/√2 = 0.70710678…"),
    NumberRow(value: 2.0 / 3, digits: 3, text: "0.667", source: "0.6666… rounds up"),
    NumberRow(value: 0.1 + 0.2, digits: 6, text: "0.3", source: "trailing zeros go"),
    NumberRow(value: 0.1 + 0.2, digits: 17, text: "0.30000000000000004", source: "IEEE 754"),
    NumberRow(value: 0.1, digits: 17, text: "0.1", source: "shortest form that reads back"),
    NumberRow(value: .leastNonzeroMagnitude, digits: 17, text: "5e-324", source: "the smallest subnormal"),
    NumberRow(value: 1.7976931348623157e308, digits: 17, text: "1.7976931348623157e308", source: "the largest"),
    NumberRow(value: 0.0001, digits: 6, text: "0.0001", source: "%g: fixed down to 1e-4"),
    NumberRow(value: 0.00001, digits: 6, text: "1e-5", source: "%g: exponent below"),
    NumberRow(value: 1_234_567.89, digits: 6, text: "1.23457e6", source: "%g: more digits than asked for"),
    NumberRow(value: 999_999.5, digits: 6, text: "1e6", source: "rounding carries into the exponent"),
    NumberRow(value: 99.99999, digits: 3, text: "100", source: "rounding carries"),
    NumberRow(value: 3.14159, digits: 0, text: "3", source: "at least one digit"),
    NumberRow(value: 3.14159, digits: -5, text: "3", source: "at least one digit"),
  ]

  @Test(arguments: rows) func prints(row: NumberRow) {
    #expect(row.value.formatted(digits: row.digits) == row.text, "\(row.source)")
  }

  @Test func roundTrips() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      #expect(Double(value.formatted(digits: 17)) == value)
    }
  }

  @Test(arguments: [
    (1.0, 2.0, "1 + 2i"), (-0.5, -0.8660254037844386, "-0.5 - 0.866025i"), (0.0, 2.0, "2i"), (0.0, -1.0, "-1i"),
    (3.0, 0.0, "3 + 0i"), (3.0, -0.0, "3 - 0i"), (0.0, 0.0, "0 + 0i"), (1.0, .infinity, "1 + Infi"),
  ])
  func complex(real: Double, imaginary: Double, text: String) {
    #expect(NumberFormat.complex(real, imaginary) == text)
  }

  @Test(arguments: [
    (-0.001, 2, "0.00"), (0.125, 1, "0.1"), (-1.005, 1, "-1.0"), (12.5, 1, "12.5"), (1e300, 2, "1e300"), (3, 0, "3"),
  ])
  func fixed(value: Double, decimals: Int, text: String) {
    #expect(value.fixed(decimals: decimals) == text)
  }

  @Test func pValuesAreNeverZero() {
    #expect(NumberFormat.pValue(0) == "<2e-16")
    #expect(NumberFormat.pValue(0.0123456) == "0.0123")
    #expect(NumberFormat.pValue(1.49e-12) == "1.49e-12")
  }
}
