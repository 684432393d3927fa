import Evaluation
import Numerics
import Syntax

/// Finds what somebody means: built-in functions, notations and commands, ranked by where the words occur.
///
/// A word stands for its stem, for what it begins and for its synonyms. A rare word says more than a common one, and a
/// word in a name more than one in an explanation.
struct Search {
  struct Found {
    let name: String
    let summary: String
    let score: Double
  }

  private struct Entry {
    let name: String
    let summary: String
    /// How much each stem says for this entry.
    var weights: [String: Double] = [:]

    /// Whether its name, its synonyms or its summary has the stem, or the beginning of it.
    func speaks(of stem: String) -> Bool {
      if let weight = weights[stem] { return weight >= 3 }
      return stem.utf8.count >= 4 && weights.contains { $0.value >= 3 && $0.key.utf8.starts(with: stem.utf8) }
    }

    init(name: String, summary: String, fields: [(text: String, weight: Double)]) {
      self.name = name
      self.summary = summary
      for (text, weight) in fields {
        // What is said first is said most.
        for (place, stem) in Stem.all(in: text).enumerated() {
          let worth = weight * (1 - 0.03 * Double(min(place, 10)))
          let known = weights[stem] ?? 0
          weights[stem] = max(known, worth) + 0.25 * min(known, worth)
        }
      }
    }
  }

  private var entries: [Entry] = []
  private let bare: [String: Int]
  private var frequency: [String: Int] = [:]

  init(of notebook: Notebook) {
    let catalog = notebook.catalog
    for topic in catalog.topics {
      for builtin in topic.builtins {
        entries.append(
          Entry(
            name: builtin.name, summary: builtin.summary,
            fields: [
              (builtin.name, 10), (Synonyms.words[builtin.name] ?? "", 8), (builtin.summary, 5), (topic.name, 1.5),
              (builtin.doc, 2), (builtin.facts.method, 1), (builtin.facts.fields.joined(separator: " "), 2),
              (builtin.related.joined(separator: " "), 0.5),
            ]))
      }
    }
    for notation in Notation.all {
      let name = notation.spellings[0]
      entries.append(
        Entry(
          name: name, summary: notation.summary,
          fields: [
            (notation.spellings.joined(separator: " "), 9), (Synonyms.words[name] ?? "", 7), (notation.summary, 4.5),
            (notation.details, 1.5), (notation.kind, 1),
          ]))
    }
    for command in Command.all {
      let name = ":\(command.name)"
      entries.append(
        Entry(
          name: name, summary: command.summary,
          fields: [
            (command.name, 9), (Synonyms.words[name] ?? "", 7), (command.summary, 4.5), (command.details, 1.5),
            ("command", 1),
          ]))
    }
    for entry in entries {
      for stem in entry.weights.keys { frequency[stem, default: 0] += 1 }
    }
    bare = Dictionary(entries.enumerated().map { ($1.name, $0) }) { first, _ in first }
  }

  /// The entries that answer to words best, best first.
  /// - Parameter isForgiving: whether words that occur nowhere may be mistyped.
  func best(for words: String, atMost limit: Int = .max, isForgiving: Bool = true) -> [Found] {
    let found = best(for: words, Stem.all(in: words))
    guard found.isEmpty, isForgiving else { return Array(found.prefix(limit)) }
    let known = Array(frequency.keys)
    let meant = Stem.all(in: words).flatMap { word in
      Spelling.nearest(to: word, among: known).filter { Self.isSlip(word, $0) }.prefix(1)
    }
    guard !meant.isEmpty else { return [] }
    return Array(best(for: words, meant).prefix(limit))
  }

  /// Whether one letter too many, too few or wrong makes one long word of another. What is only alike means something
  /// else, and would be an answer to another question.
  private static func isSlip(_ one: String, _ other: String) -> Bool {
    let (a, b) = (Array(one), Array(other))
    guard min(a.count, b.count) >= 6 else { return false }
    let start = zip(a, b).prefix { $0 == $1 }.count
    let end = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
    return start + end >= max(a.count, b.count) - 1
  }

  private func best(for words: String, _ asked: [String]) -> [Found] {
    let exact = words.trimmed.lowercased()
    guard !asked.isEmpty || bare[exact] != nil else { return [] }
    var found: [Found] = []
    let terms = Self.terms(in: exact)
    for entry in entries {
      var score = 0.0
      var met = 0
      let foreign = Set(terms.filter { !$0.allSatisfy { entry.speaks(of: $0) } }.joined())
      for stem in asked where !foreign.contains(stem) {
        let hit = weight(of: stem, in: entry)
        if hit > 0 { met += 1 }
        score += hit
      }
      if entry.name.lowercased() == exact { (score, met) = (score + 100, asked.count) }
      guard met > 0 else { continue }
      // Something that answers to all the words beats what answers to one of them well.
      let share = Double(met) / Double(max(asked.count, 1))
      guard share > 0.34 || asked.count < 3 else { continue }
      // What answers to some of the words only must be about them, not mention them.
      guard met == asked.count || asked.contains(where: { !foreign.contains($0) && entry.speaks(of: $0) }) else {
        continue
      }
      found.append(Found(name: entry.name, summary: entry.summary, score: score * share * share))
    }
    let ranked = found.sorted { ($1.score, $0.name) < ($0.score, $1.name) }
    guard let top = ranked.first?.score else { return [] }
    return Array(ranked.prefix { $0.score >= top / 12 })
  }

  /// The stems of each word such as `k-means`, whose letter means nothing by itself and changes what the rest means.
  private static func terms(in words: String) -> [[String]] {
    words.split(separator: " ").filter { word in
      word.contains("-") && word.split(separator: "-").contains { $0.count == 1 }
    }.map { Stem.all(in: String($0)) }
  }

  private func weight(of stem: String, in entry: Entry) -> Double {
    func worth(_ stem: String) -> Double {
      guard let weight = entry.weights[stem] else { return 0 }
      let share = Double(frequency[stem] ?? 1) / Double(entries.count)
      return weight * (0.3 - share.squareRoot().logarithm)
    }
    if entry.weights[stem] != nil { return worth(stem) }
    // The beginning of a longer word, as `deriv` of derivative.
    guard stem.utf8.count >= 4 else { return 0 }
    var best = 0.0
    for known in entry.weights.keys where known.utf8.starts(with: stem.utf8) { best = max(best, worth(known) * 0.6) }
    return best
  }
}

extension Double {
  fileprivate var logarithm: Double { .log(Swift.max(self, 1e-9)) }
}

/// Words cut down to what their forms share.
enum Stem {
  /// The stems of the words of a text that say something, in order, each once.
  static func all(in text: String) -> [String] {
    var stems: [String] = []
    for word in words(text) where !empty.contains(word) {
      let stem = of(word)
      if !stems.contains(stem) { stems.append(stem) }
    }
    return stems
  }

  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in text.lowercased() {
      if character.isLetter || character.isNumber {
        word.append(character)
      } else {
        if !word.isEmpty { words.append(word) }
        word = ""
        if Notation.named(String(character)) != nil { words.append(String(character)) }
      }
    }
    if !word.isEmpty { words.append(word) }
    return words.map { Greek.english[$0] ?? $0 }
  }

  /// Endings that change the form of a word and not its meaning, longest first.
  private static let endings = [
    "isations", "izations", "isation", "ization", "ations", "ation", "ising", "izing", "ised", "ized", "iser", "izer",
    "ises", "izes", "ities", "ance", "ence", "ings", "ives", "ing", "ive", "ial", "ity", "ies", "ion", "ors", "ers",
    "ise", "ize", "ant", "ent", "or", "er", "ed", "es", "al", "ly", "e", "s", "y",
  ]

  static func of(_ word: String) -> String {
    var stem = word
    for ending in endings where stem.hasSuffix(ending) && stem.count - ending.count >= 4 {
      stem = String(stem.dropLast(ending.count))
      break
    }
    // `stepping` and `step`, `plotted` and `plot`.
    let last = stem.suffix(2)
    if stem.count > 4, stem != word, last.count == 2, last.first == last.last, last.first != "s", last.first != "l" {
      stem = String(stem.dropLast())
    }
    return stem
  }

  /// Words that occur everywhere and tell nothing apart.
  private static let empty: Set<String> = [
    "a", "an", "the", "of", "in", "is", "to", "and", "or", "with", "by", "for", "on", "as", "at", "from", "its", "it",
    "be", "are", "how", "do", "does", "i", "my", "me", "what", "that", "this", "all", "can", "get", "make", "find",
    "compute", "calculate", "give", "show", "want", "between", "two", "one", "where", "which", "whose", "so", "than",
    "when", "each", "every", "other", "have", "has", "an", "into", "their", "there", "e",
  ]
}
