import Document

extension Duration {
  var seconds: Double {
    let (whole, rest) = components
    return Double(whole) + Double(rest) * 1e-18
  }

  /// A measurement, in the unit that suits it: `1.5 ms`.
  var measured: String {
    let (factor, unit) =
      seconds < 1e-6 ? (1e9, "ns") : seconds < 1e-3 ? (1e6, "µs") : seconds < 1 ? (1e3, "ms") : (1, "s")
    return "\((seconds * factor).formatted(digits: 3)) \(unit)"
  }

  /// What a person waited: `0.35 s`, `1.2 s`, `2 min 5 s`, `1 h 4 min`.
  public var spoken: String {
    let whole = components.seconds
    if whole >= 3600 { return "\(whole / 3600) h \(whole / 60 % 60) min" }
    if seconds >= 100 { return "\(whole / 60) min \(whole % 60) s" }
    return (seconds < 1 ? (seconds * 100).rounded() / 100 : (seconds * 10).rounded() / 10).formatted() + " s"
  }
}

extension Int {
  /// `1 cell`, `2 cells`.
  func counted(_ noun: String) -> String { self == 1 ? "1 \(noun)" : "\(self) \(noun)s" }

  /// An amount of memory: `8 B`, `78 kB`, `8.2 MB`.
  var bytes: String {
    var (amount, unit) = (Double(self), "B")
    for larger in ["kB", "MB", "GB", "TB"] where amount >= 1000 { (amount, unit) = (amount / 1000, larger) }
    return "\(amount.formatted(digits: amount < 1000 ? 3 : 4)) \(unit)"
  }
}
