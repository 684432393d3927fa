import Notebook

/// Symbols by their LaTeX names: `\alpha` and Tab give α.
public enum Symbols {
  /// The completion of a `\name` that ends at the cursor; nil when there is none.
  public static func completion(_ text: String, cursor: Int) -> Completion? {
    let before = Array(text.utf8.prefix(cursor))
    guard let slash = before.lastIndex(of: UInt8(ascii: "\\")) else { return nil }
    let name = String(decoding: before[(slash + 1)...], as: UTF8.self)
    guard name.utf8.allSatisfy(isNameByte) else { return nil }
    // `A \ b` divides: a name right after the backslash that is nobody's start is left to the other completions.
    let matches = table.filter { $0.name.hasPrefix(name) }
    if let exact = matches.first(where: { $0.name == name }) {
      return Completion(start: slash, candidates: [.init(exact.symbol, kind: .symbol, signature: exact.name)])
    }
    guard !name.isEmpty, !matches.isEmpty else { return nil }
    // A lone match becomes its symbol; several are listed by name until Tab finds one of them whole.
    let candidates = matches.map { match in
      Completion.Candidate(
        matches.count == 1 ? match.symbol : "\\" + match.name, kind: .symbol, signature: match.symbol)
    }
    return Completion(start: slash, candidates: candidates)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "^"), UInt8(ascii: "-"), UInt8(ascii: "'"):
      true
    default: false
    }
  }

  /// The symbol of a name without its backslash.
  public static func symbol(_ name: String) -> String? { table.first { $0.name == name }?.symbol }

  /// Every name, Greek first.
  public static let table: [(name: String, symbol: String)] = greek + letters + operators + scripts + marks

  private static let greek = pairs(
    """
    alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ
    mu μ nu ν xi ξ omicron ο pi π rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi ϕ chi χ psi ψ
    omega ω Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ
    Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω
    """)

  private static let letters = pairs("ell ℓ hbar ħ")

  private static let operators = pairs(
    """
    nabla ∇ grad ∇ partial ∂ sqrt √ infty ∞ inf ∞ in ∈ le ≤ leq ≤ ge ≥ geq ≥ ne ≠ neq ≠ sum ∑ prod ∏ norm ‖ cdot ·
    dot · times × cross × to → rightarrow → minus − prime ′ ' ′
    """)

  private static let scripts = pairs(
    "^0 ⁰ ^1 ¹ ^2 ² ^3 ³ ^4 ⁴ ^5 ⁵ ^6 ⁶ ^7 ⁷ ^8 ⁸ ^9 ⁹ ^- ⁻ ^-1 ⁻¹ ^-2 ⁻² ^T ᵀ transpose ᵀ inverse ⁻¹")

  /// Combining marks, typed after the letter they stand on: `x\hat`.
  private static let marks = [
    ("hat", "\u{302}"), ("bar", "\u{304}"), ("tilde", "\u{303}"), ("ddot", "\u{308}"), ("check", "\u{30C}"),
  ].map { (name: $0.0, symbol: $0.1) }

  private static func pairs(_ words: String) -> [(name: String, symbol: String)] {
    let parts = words.split { $0 == " " || $0 == "\n" }.map(String.init)
    return stride(from: 0, to: parts.count - 1, by: 2).map { (parts[$0], parts[$0 + 1]) }
  }
}
