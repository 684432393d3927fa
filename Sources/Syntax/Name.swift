@_spi(_Unicode) import Swift

/// A name as it was typed and as it is looked up: `λ` and `lambda` are one name.
public struct Name: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The form names are looked up by: Greek letters by their English name, subscripts as digits.
  public let canonical: String
  /// The form that was typed, echoed back, in normalization form C.
  public let spelling: String

  public init(_ spelling: String) {
    let composed = Name.composed(spelling)
    self.spelling = composed
    canonical = Name.canonical(composed)
  }

  public init(stringLiteral value: String) { self.init(value) }

  /// Normalization form C.
  private static func composed(_ spelling: String) -> String {
    guard spelling.utf8.contains(where: { $0 >= 128 }) else { return spelling }
    var composed = ""
    composed.unicodeScalars.append(contentsOf: spelling._nfc)
    return composed
  }

  /// Numbers as they are shown: what is printed can be typed.
  private static let asPrinted = ["NaN": "nan", "Inf": "inf"]

  private static func canonical(_ spelling: String) -> String {
    guard spelling.utf8.contains(where: { $0 >= 128 }) else { return asPrinted[spelling] ?? spelling }
    if let english = Greek.english[spelling] { return english }
    guard spelling.unicodeScalars.contains(where: { Characters.subscripts[$0] != nil }) else { return spelling }
    var plain = ""
    for scalar in spelling.unicodeScalars {
      plain.unicodeScalars.append(Characters.subscripts[scalar]?.unicodeScalars.first ?? scalar)
    }
    return plain
  }

  public static func == (a: Name, b: Name) -> Bool { a.canonical == b.canonical }
  public func hash(into hasher: inout Hasher) { hasher.combine(canonical) }
}

/// The Greek alphabet and its English names.
public enum Greek {
  public static let english: [String: String] = [
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "ο": "omicron", "π": "pi", "ρ": "rho",
    "σ": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "gamma",
    "∞": "inf", "∑": "sum", "∏": "prod",
    "\u{B5}": "mu", "\u{3F5}": "epsilon", "\u{3D5}": "phi", "\u{3D1}": "theta",
  ]
}
