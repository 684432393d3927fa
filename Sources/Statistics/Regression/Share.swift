import Document

extension Double {
  /// A share in percent: two digits, and as many more as it takes not to call all but a little all.
  public var asShare: String {
    let percent = 100 * self
    if percent < 99 || percent >= 100 || percent.isNaN { return percent.formatted(digits: percent >= 99 ? 3 : 2) }
    for digits in 3...15 {
      let text = percent.formatted(digits: digits)
      if text != "100", !text.contains("e") { return text }
    }
    return "nearly 100"
  }
}
