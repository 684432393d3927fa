import Document

/// How findings speak of numbers and lists.
enum Words {
  /// `3, 17, 20, … 12 more`.
  static func list(_ items: [String], most: Int = 5) -> String {
    guard items.count > most + 1 else { return items.joined(separator: ", ") }
    return items.prefix(most).joined(separator: ", ") + ", … \(items.count - most) more"
  }

  /// `31 of 150 (20.7 %)`.
  static func share(_ count: Int, of total: Int) -> String { "\(count) of \(total) (\(percent(count, of: total)))" }

  static func percent(_ count: Int, of total: Int) -> String { percent(Double(count) / Double(max(total, 1))) }

  static func percent(_ share: Double) -> String {
    let p = 100 * share
    if p > 0, p < 0.01 { return "<0.01 %" }
    return "\(p.formatted(digits: p < 1 ? 2 : 3)) %"
  }

  static func number(_ x: Double) -> String { x.formatted(digits: 5) }

  static func quoted(_ text: String) -> String {
    let short = text.count > 30 ? text.prefix(29) + "…" : text[...]
    return "\"\(short)\""
  }
}

extension String {
  /// The words of a column's name in lower case: `petalWidth_cm` has petal, width and cm.
  var nameWords: [String] {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for character in self {
      if character.isLetter {
        if character.isUppercase, wasLower {
          words.append(word)
          word = ""
        }
        word += character.lowercased()
        wasLower = character.isLowercase
      } else {
        if !word.isEmpty { words.append(word) }
        word = character == "%" ? "percent" : ""
        wasLower = false
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }
}
