/// How far a number may be from the recorded one: `abs + rel · |recorded|`.
public struct Tolerance: Hashable, Sendable {
  public var rel: Double
  public var abs: Double

  public init(rel: Double, abs: Double) {
    self.rel = rel
    self.abs = abs
  }

  /// Twice what rounding to 6 significant digits can do to each of two numbers, and rounding noise around 0.
  public static let standard = Tolerance(rel: 2e-5, abs: 1e-12)

  /// As in the header: `rel 2e-05 abs 1e-12`.
  public var text: String { "rel \(Self.short(rel)) abs \(Self.short(abs))" }

  // Swift prints 2e-05; people write 2e-5.
  private static func short(_ value: Double) -> String {
    let text = "\(value)"
    guard let e = text.utf8.firstIndex(of: UInt8(ascii: "e")), let exponent = Int(text[text.utf8.index(after: e)...])
    else { return text }
    return "\(text[..<e])e\(exponent)"
  }
}

/// `tol rel 2e-5 abs 1e-12` with either part left out.
public struct ToleranceOption: Hashable, Sendable {
  public var rel: Double?
  public var abs: Double?

  public init(rel: Double? = nil, abs: Double? = nil) {
    self.rel = rel
    self.abs = abs
  }

  init?(_ text: String) {
    let words = text.words
    guard !words.isEmpty, words.count.isMultiple(of: 2) else { return nil }
    for index in stride(from: 0, to: words.count, by: 2) {
      guard let value = Double(decimal: words[index + 1]), value >= 0 else { return nil }
      switch words[index] {
      case "rel" where rel == nil: rel = value
      case "abs" where abs == nil: abs = value
      default: return nil
      }
    }
  }

  /// The tolerance where this option speaks; `base` where it is silent.
  public func applied(to base: Tolerance) -> Tolerance { Tolerance(rel: rel ?? base.rel, abs: abs ?? base.abs) }
}
