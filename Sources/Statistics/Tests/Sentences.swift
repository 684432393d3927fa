import Document

/// The plain words of results.
enum Sentences {
  /// `(95 % interval −0.21 to 3.37)`.
  static func interval(_ range: ClosedRange<Double>, _ options: TestOptions) -> String {
    interval(range, level: options.level)
  }

  static func interval(_ range: ClosedRange<Double>, level: Double) -> String {
    let name = "\(Self.level(level)) interval"
    if range.lowerBound == -.infinity { return "\(name) up to \(range.upperBound.inProse)" }
    if range.upperBound == .infinity { return "\(name) from \(range.lowerBound.inProse) up" }
    return "\(name) \(range.lowerBound.inProse) to \(range.upperBound.inProse)"
  }

  /// 99.99 % is not 100 %.
  static func level(_ level: Double) -> String { "\((100 * level).formatted(digits: 4)) %" }

  /// What an exact interval by ranks has to say of its level, where it is not the one asked for.
  static func reached(_ level: Double, _ options: TestOptions) -> [String] {
    if level == options.level { return [] }
    return level < options.level
      ? ["so few values have no interval of more than \(Self.level(level)); \(Self.level(options.level)) was asked for"]
      : [
        "an exact interval has one of a few levels; from \(Self.level(options.level)) on the first is "
          + "\(Self.level(level))"
      ]
  }

  static func percent(_ share: Double) -> String { "\((100 * share).formatted(digits: 3)) %" }

  /// How sure, once a difference has been told.
  static func chance(_ p: Double, level: Double) -> String {
    p < 1 - level
      ? "so much would hardly come by chance alone (\(p.asChance))" : "this could be chance (\(p.asChance))"
  }

  /// The same; `size` says with how much data.
  static func verdict(_ p: Double, _ options: TestOptions, size: String) -> String {
    (p < options.alpha ? "" : "with \(size) ") + chance(p, level: options.level)
  }

  /// `10 in each group`, `10 and 12 in the groups`.
  static func size(_ groups: [Observations]) -> String {
    let counts = groups.map(\.count)
    guard let first = counts.first else { return "no values" }
    if counts.allSatisfy({ $0 == first }) { return "\(first) in each group" }
    return "\(counts.dropLast().map(String.init).joined(separator: ", ")) and \(counts.last ?? 0) in the groups"
  }

  /// What to do about a difference of means of `effect` standard deviations.
  static func advice(_ p: Double, _ options: TestOptions, effect: Double, design: Planning.Design, unit: String)
    -> String
  {
    if p < options.alpha { return "Act on it if a difference of this size matters." }
    guard let n = Planning.size(effect: effect, design, alpha: options.alpha, alternative: options.alternative) else {
      return "A difference this small would take a very large study to settle."
    }
    return "To settle a difference of this size, plan about \(n) \(unit)."
  }
}
