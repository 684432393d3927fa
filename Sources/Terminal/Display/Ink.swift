import Document
import Notebook
import Syntax

/// What a stretch of the entry is, for its colour. Nothing may depend on colour alone.
public enum Ink: Hashable, Sendable {
  case plain
  case keyword
  case number
  /// A string literal.
  case text
  case comment
  /// A command after its colon.
  case command
  /// Something the language does not know.
  case unknown
  /// A bracket and its partner.
  case match
  /// What a search found.
  case found
  /// A hint that is not part of the entry.
  case ghost
  case style(Style)

  /// The parameters of the terminal's SGR sequence; empty for plain.
  var parameters: String {
    switch self {
    case .plain, .number: ""
    case .keyword, .command: "36"
    case .text: "32"
    case .comment, .ghost: "2"
    case .unknown: "31"
    case .match: "1;4"
    case .found: "7"
    case .style(.plain): ""
    case .style(.accent): "36"
    case .style(.dim): "2"
    case .style(.error): "31"
    case .style(.strong): "1"
    }
  }
}

extension Highlight {
  /// One colour accents what the language itself reads; names and numbers stay as they are.
  var ink: Ink {
    switch role {
    case .number: .number
    case .text: .text
    case .comment: .comment
    case .keyword: .keyword
    case .command: .command
    case .known: .plain
    case .unknown: .unknown
    }
  }

  /// One ink for each cluster. Later highlights win; spans outside the text are ignored.
  static func inks(of characters: [Character], _ highlights: [Highlight]) -> [Ink] {
    var inks = [Ink](repeating: .plain, count: characters.count)
    guard !highlights.isEmpty else { return inks }
    var starts: [Int] = []
    var bytes = 0
    for character in characters {
      starts.append(bytes)
      bytes += character.utf8.count
    }
    for highlight in highlights {
      let ink = highlight.ink
      var low = 0
      var high = starts.count
      while low < high {
        let middle = (low + high) / 2
        if starts[middle] < highlight.span.start { low = middle + 1 } else { high = middle }
      }
      while low < starts.count, starts[low] < highlight.span.end {
        inks[low] = ink
        low += 1
      }
    }
    return inks
  }
}
