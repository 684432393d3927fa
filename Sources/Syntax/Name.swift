/// A name as it was typed and as it is looked up: `λ` and `lambda` are one name.
public struct Name: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The form names are looked up by: Greek letters by their English name.
  public let canonical: String
  /// The form that was typed, echoed back.
  public let spelling: String

  public init(_ spelling: String) {
    self.spelling = spelling
    canonical = Greek.english[spelling] ?? spelling
  }

  public init(stringLiteral value: String) { self.init(value) }

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
  ]
}
