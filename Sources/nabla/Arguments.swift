/// The words of the command line, before they are told apart.
enum Arguments {
  private static let valued: Set<String> = ["--memory", "--seed", "--set", "--timeout", "--width"]

  /// The words with an expression that begins with a minus, such as `-3` or `-x^2`, set apart from the options.
  static func separated(_ words: [String]) -> [String] {
    guard words.first == "eval", !words.contains("--") else { return words }
    let place = words.indices.dropFirst().first { index in
      let isExpression = words[index].hasPrefix("-") && !words[index].hasPrefix("--") && words[index] != "-h"
      return isExpression && !valued.contains(words[index - 1])
    }
    guard let place else { return words }
    return words[..<place] + words[(place + 1)...] + ["--", words[place]]
  }
}
