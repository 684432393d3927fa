/// What a code such as `E201` stands for, apart from any one message.
public struct ErrorEntry: Hashable, Sendable {
  public let code: String
  /// A few words: `shapes do not fit`.
  public let title: String
  /// What it means, in one sentence.
  public let meaning: String
  /// An input that raises it in an empty notebook; `nil` where files, clocks or a person's hand are needed.
  public let example: String?

  init(_ code: String, _ title: String, _ meaning: String, _ example: String?) {
    (self.code, self.title, self.meaning, self.example) = (code, title, meaning, example)
  }

  /// Every code, in order: 0 syntax, 1 names and calls, 2 shapes and kinds, 3 mathematics, 4 limits, 5 commands,
  /// sessions and files.
  public static let all: [ErrorEntry] =
    (syntax + names + kinds + tables + mathematics + limits + notebook + descriptive + tableFiles + data
    + distributions + tests + models + fits + calculus + descents + minima + constraints + gradients
    + charts + integrals + symbolic + antiderivatives).sorted { $0.code < $1.code }

  /// The code in any case of letters.
  public static func named(_ word: String) -> ErrorEntry? { all.first { $0.code == word.uppercased() } }
}
