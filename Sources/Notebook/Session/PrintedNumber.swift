/// A number as it stands in output, and how much its print can tell.
struct PrintedNumber: Hashable, Sendable {
  /// With `-` for any minus sign and without `+`.
  var text: String
  var value: Double
  var isInteger: Bool
  /// What one step of the last digit is worth.
  ///
  /// Values print with `digits` significant digits and lose trailing zeros, so 0.5 is read as 0.500000; a longer
  /// print is read by its own last digit. 0 says nothing about its neighbourhood.
  var step: Double
  /// What one step of the last digit that is written is worth; 0 where too few are written to mean a rounding.
  private var writtenStep: Double
  /// The bracket literal of its line it stands in.
  var group: Int?
  /// The largest magnitude of its array, by which arrays are compared.
  var scale: Double

  init(_ text: String, digits: Int) {
    self.text = text
    value = Double(text) ?? .nan
    scale = abs(value)
    let parts = text.utf8.split(whereSeparator: { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") })
    let mantissa = Array((parts.first ?? text[...].utf8).drop { $0 == UInt8(ascii: "-") })
    isInteger = parts.count < 2 && !mantissa.contains(UInt8(ascii: "."))
    let whole = mantissa.prefix { $0 != UInt8(ascii: ".") }
    let figures = mantissa.filter { $0 != UInt8(ascii: ".") }
    guard let lead = figures.firstIndex(where: { $0 != UInt8(ascii: "0") }), value.isFinite else {
      step = 0
      writtenStep = 0
      return
    }
    // No double has an exponent beyond these; adding to one near the largest integer would overflow.
    let exponent = parts.count > 1 ? min(max(Int(Substring(parts[1])) ?? 0, -9999), 9999) : 0
    let place = whole.count - 1 - lead + exponent
    let written = figures.count - lead
    step = Double("1e\(place - max(written, digits) + 1)") ?? 0
    writtenStep = isInteger || written < 3 ? 0 : Double("1e\(place - written + 1)") ?? 0
  }

  /// The most `other` may differ while both can be prints of values within the tolerance.
  func allowance(_ other: PrintedNumber, _ tolerance: Tolerance) -> Double {
    // The decimals are themselves rounded to doubles.
    let noise = 4 * max(value.magnitude, other.value.magnitude).ulp
    let near = tolerance.abs + tolerance.rel * scale + (step + other.step) / 2 + noise
    return max(near, (writtenStep + other.step) / 2 + noise)
  }

  /// Whether `other` is this recorded number, or with `sign` −1 its negative.
  func agrees(with other: PrintedNumber, _ tolerance: Tolerance, sign: Double = 1) -> Bool {
    if isInteger && other.isInteger {
      return text == (sign < 0 ? Self.negated(other.text) : other.text)
    }
    guard value.isFinite, other.value.isFinite else { return sign > 0 && text == other.text }
    return abs(value - sign * other.value) <= allowance(other, tolerance)
  }

  private static func negated(_ text: String) -> String {
    if text.utf8.first == UInt8(ascii: "-") { return String(text.dropFirst()) }
    return text == "0" ? text : "-" + text
  }
}
