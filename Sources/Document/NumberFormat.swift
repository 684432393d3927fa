import Glibc

extension Double {
  /// The number as nabla prints it, the same in every locale.
  ///
  /// - Whole numbers below 1e15 print every digit and no point: `2`, `1000000`.
  /// - Others print `digits` significant digits without trailing zeros: `0.333333`, `1.5e-17`, `6.02214e23`.
  /// - `-0`, `NaN`, `Inf` and `-Inf` print as such.
  /// - From 17 digits on the text is the shortest that reads back as the same number.
  public func formatted(digits: Int = 6) -> String {
    if isNaN { return "NaN" }
    if isInfinite { return self < 0 ? "-Inf" : "Inf" }
    if self == 0 { return sign == .minus ? "-0" : "0" }
    if magnitude < 1e15, self == rounded(.towardZero) { return String(Int64(self)) }
    return Decimal(self, digits: digits).text(fixedBelow: Swift.min(Swift.max(digits, 1), 15))
  }

  /// The number with `digits` significant digits even when it is whole: `1.62223e9` beside other such numbers, where all
  /// ten digits of a whole number would claim more than its neighbours do.
  func significant(digits: Int) -> String {
    guard isFinite, self != 0 else { return formatted(digits: digits) }
    return Decimal(self, digits: digits).text(fixedBelow: Swift.min(Swift.max(digits, 1), 15))
  }

  /// The number with exactly `decimals` digits after the point and never `-0.00`; for columns that share decimals.
  /// Beyond 1e15 it falls back to `formatted()`.
  public func fixed(decimals: Int) -> String {
    guard isFinite, magnitude < 1e15 else { return formatted() }
    let text = printed("%.*f", digits: Swift.min(Swift.max(decimals, 0), 300), self)
    let negative = text.first == "-"
    let body = String(text.drop { $0 == "-" }.map { $0.isASCII && $0.isNumber ? $0 : "." })
    let isZero = !body.contains { $0 != "0" && $0 != "." }
    return negative && !isZero ? "-" + body : body
  }
}

/// Number texts made of several parts.
public enum NumberFormat {
  /// A complex number: `1 + 2i`, `-0.5 - 0.866025i`, and `2i` when the real part is exactly 0.
  public static func complex(_ real: Double, _ imaginary: Double, digits: Int = 6) -> String {
    let isPure = real == 0 && real.sign == .plus && imaginary != 0
    if isPure { return imaginary.formatted(digits: digits) + "i" }
    return real.formatted(digits: digits) + imaginaryTerm(imaginary, digits: digits)
  }

  /// The second part of a complex number with its sign: ` + 2i`.
  static func imaginaryTerm(_ imaginary: Double, digits: Int) -> String {
    let sign = imaginary.sign == .minus && !imaginary.isNaN ? " - " : " + "
    return sign + imaginary.magnitude.formatted(digits: digits) + "i"
  }

  /// A p-value, which is never shown as 0: below the precision of the arithmetic it is `<2e-16`.
  public static func pValue(_ p: Double, digits: Int = 3) -> String {
    p < 2e-16 ? "<2e-16" : p.formatted(digits: digits)
  }
}

/// Significant decimal digits d₁d₂… and the power of ten of d₁.
private struct Decimal {
  var isNegative: Bool
  var digits: [Character]
  var exponent: Int

  init(_ value: Double, digits wanted: Int) {
    let source =
      wanted >= 17 ? value.magnitude.description : printed("%.*e", digits: Swift.max(wanted, 1) - 1, value.magnitude)
    let parts = source.split(separator: "e")
    // The separator may be a comma: the C library follows the locale once a line editor has set it.
    let mantissa = (parts.first ?? "0").split { !($0.isASCII && $0.isNumber) }
    let whole = mantissa.first ?? "0"
    let joined = Array(mantissa.joined())
    let leadingZeros = joined.prefix { $0 == "0" }.count
    isNegative = value < 0
    exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) + whole.count - 1 - leadingZeros
    digits = Array(joined.dropFirst(leadingZeros))
    while digits.count > 1, digits.last == "0" { digits.removeLast() }
  }

  func text(fixedBelow limit: Int) -> String {
    (isNegative ? "-" : "") + (-4 <= exponent && exponent < limit ? fixed : scientific)
  }

  private var fixed: String {
    guard exponent >= 0 else { return "0." + String(repeating: "0", count: -exponent - 1) + String(digits) }
    let whole = digits.prefix(exponent + 1)
    let padding = String(repeating: "0", count: exponent + 1 - whole.count)
    let fraction = digits.dropFirst(exponent + 1)
    return String(whole) + padding + (fraction.isEmpty ? "" : "." + String(fraction))
  }

  private var scientific: String {
    let fraction = digits.dropFirst()
    return String(digits.prefix(1)) + (fraction.isEmpty ? "" : "." + String(fraction)) + "e\(exponent)"
  }
}

private func printed(_ format: String, digits: Int, _ value: Double) -> String {
  var buffer = [CChar](repeating: 0, count: 640)
  let written = withVaList([Int32(digits), value]) { vsnprintf(&buffer, buffer.count, format, $0) }
  return String(decoding: buffer.prefix(Int(max(written, 0))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
