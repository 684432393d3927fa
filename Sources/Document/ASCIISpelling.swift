@_spi(_Unicode) import Swift

extension String {
  /// The text in 7-bit characters, each symbol as the language spells it; `?` for each column of what has no spelling.
  ///
  /// It may be longer, so it comes before anything is aligned or wrapped.
  public var asciiSpelled: String {
    guard utf8.contains(where: { $0 >= 0x80 }) else { return self }
    var result = ""
    var isRaised = false
    // A raised dot between words separates; between factors it multiplies.
    for character in replacing(" · ", with: " - ") {
      if let raised = Self.raised[character] {
        // One power for the whole run: `e⁻ˣ` is `e^-x`.
        result += isRaised ? raised : "^" + raised
        isRaised = true
        continue
      }
      isRaised = false
      if character.isASCII {
        result.append(character)
      } else {
        result +=
          Self.spellings[character] ?? Self.unmarked(character)
          ?? String(repeating: "?", count: character.displayWidth)
      }
    }
    return result
  }

  /// A letter with a bar or a hat over it, without.
  private static func unmarked(_ character: Character) -> String? {
    let scalars = Array(String(character)._nfd)
    guard let letter = scalars.first, letter.isASCII, scalars.dropFirst().allSatisfy({ (0x300...0x36F) ~= $0.value })
    else { return nil }
    return String(Character(letter))
  }

  private static let raised: [Character: String] = {
    let pairs = zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", "0123456789+-=()abcdefghijklmnoprstuvwxyz")
    return Dictionary(uniqueKeysWithValues: pairs.map { ($0, String($1)) })
  }()

  private static let spellings: [Character: String] = {
    var table: [Character: String] = [
      "×": "x", "·": "*", "⋅": "*", "…": "~", "−": "-", "–": "-", "—": "-", "‾": "^", "▸": ">", "→": "->", "←": "<-",
      "↔": "<->",
      "│": "|", "⎡": "[",
      "⎢": "[", "⎣": "[", "⎤": "]", "⎥": "]", "⎦": "]",
      "↦": "->", "′": "'", "″": "''", "∇": "grad ", "‖": "|", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "ᵀ": "'",
      "ᴴ": "'",
      "∈": "in", "√": "sqrt ", "Σ": "sum ", "ᵢ": "i", "ⱼ": "j", "ₖ": "k", "∂": "d", "ℒ": "L", "∞": "inf", "∑": "sum",
      "∫": "integral ",
      "∏": "prod", "⊗": "kron", "°": " deg", "“": "\"", "”": "\"", "‘": "'", "’": "'", "±": "+-", "\u{302}": "",
      "\u{303}": "",
      "\u{304}": "", "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta",
      "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi",
      "ο": "omicron", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi",
      "ψ": "psi", "ω": "omega", "Γ": "gamma", "\u{B5}": "mu", "\u{3F5}": "epsilon", "\u{3D5}": "phi",
      "\u{3D1}": "theta", "é": "e",
    ]
    for (digit, character) in "₀₁₂₃₄₅₆₇₈₉".enumerated() { table[character] = String(digit) }
    return table
  }()
}

extension Text {
  var asciiSpelled: Text {
    Text(fragments.map { $0.number == nil ? Fragment($0.string.asciiSpelled, $0.style) : $0 })
  }
}

extension Document {
  /// The same with its words in ASCII; figures draw themselves in any character set.
  var asciiSpelled: Document { Document(blocks.map(\.asciiSpelled)) }
}

extension Block {
  fileprivate var asciiSpelled: Block {
    switch self {
    case .line(let text): return .line(text.asciiSpelled)
    case .section(let header, let body): return .section(header.asciiSpelled, body.asciiSpelled)
    case .table(var table):
      table.header = table.header.map(\.asciiSpelled)
      table.rows = table.rows.map { $0.map(\.asciiSpelled) }
      return .table(table)
    case .entries(var entries):
      let entry = entries.entry
      entries.entry = { entry($0).asciiSpelled }
      return .entries(entries)
    case .grid(let grid): return .grid(grid.asciiSpelled)
    case .equation(let equation): return .equation(equation.asciiSpelled)
    case .derivation(let derivation, let parts): return .derivation(derivation.asciiSpelled, parts)
    case .figure: return self
    }
  }
}

extension Grid {
  var asciiSpelled: Grid {
    var copy = self
    let entry = entry
    copy.entry = { entry($0, $1).asciiSpelled }
    copy.titles = titles.map { Title($0.name.asciiSpelled, kind: $0.kind.asciiSpelled, $0.alignment) }
    return copy
  }
}
