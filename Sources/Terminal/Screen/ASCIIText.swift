import Document
import Syntax

/// Text for terminals that know seven bits only.
public enum ASCIIText {
  /// The text in ASCII: each symbol as the language spells it, whatever has no spelling as `?` for each of its columns.
  /// Line ends and escape sequences stay.
  public static func of(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    var out = ""
    // A raised dot between words separates; between factors it multiplies.
    for character in text.replacing(" · ", with: " - ") {
      if character.isASCII {
        out.append(character)
      } else if let spelling = table[character] {
        out += spelling
      } else {
        out += String(repeating: "?", count: character.displayWidth)
      }
    }
    return out
  }

  private static let table: [Character: String] = {
    var table: [Character: String] = [
      "×": "x", "·": "*", "…": "~", "−": "-", "–": "-", "—": "-", "‾": "^", "▸": ">", "→": "->", "↦": "->", "′": "'",
      "″": "''", "∇": "grad ", "‖": "|", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "ᵀ": "'", "∈": "in", "√": "sqrt",
      "⁻": "^-", "ʳ": "^r", "ᵏ": "^k", "ᵢ": "i", "ₖ": "k", "“": "\"", "”": "\"", "‘": "'", "’": "'", "±": "+-",
      "\u{302}": "", "\u{304}": "", "\u{303}": "",
    ]
    for (letter, name) in Greek.english { table[Character(letter)] = name }
    for (digit, pair) in zip("₀₁₂₃₄₅₆₇₈₉", "⁰¹²³⁴⁵⁶⁷⁸⁹").enumerated() {
      table[pair.0] = String(digit)
      table[pair.1] = "^\(digit)"
    }
    return table
  }()
}
