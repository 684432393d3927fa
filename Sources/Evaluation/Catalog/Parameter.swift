/// One parameter of a built-in function, written as its users read it.
///
/// `x` required · `p = 2` optional, by place or by name · `rate: 0.1` by name only, with a default · `prior:` by name
/// only, required · `momentum?` by name only, may be absent · `[x0]` by place or by name, may be absent · `xs...` all
/// the rest.
public struct Parameter: Hashable, Sendable, ExpressibleByStringLiteral {
  public enum Style: Hashable, Sendable {
    case required
    case optional
    case absent
    case named
    case namedRequired
    case namedAbsent
    case rest
    case labelled
  }

  public let name: String
  public let style: Style
  /// The default as it is written in the language.
  public let fallback: String?

  public init(stringLiteral text: String) {
    func parts(_ separator: Character) -> (String, String)? {
      guard let at = text.firstIndex(of: separator) else { return nil }
      return (text[..<at].trimmed, text[text.index(after: at)...].trimmed)
    }
    if text.hasSuffix("=...") {
      (name, style, fallback) = (String(text.dropLast(4)), .labelled, nil)
    } else if text.hasSuffix("...") {
      (name, style, fallback) = (String(text.dropLast(3)), .rest, nil)
    } else if text.hasPrefix("["), text.hasSuffix("]") {
      (name, style, fallback) = (String(text.dropFirst().dropLast()), .absent, nil)
    } else if let (left, right) = parts("=") {
      (name, style, fallback) = (left, .optional, right)
    } else if let (left, right) = parts(":") {
      (name, style, fallback) = (left, right.isEmpty ? .namedRequired : .named, right.isEmpty ? nil : right)
    } else if text.hasSuffix("?") {
      (name, style, fallback) = (String(text.dropLast()), .namedAbsent, nil)
    } else {
      (name, style, fallback) = (text, .required, nil)
    }
  }

  /// Can only be given by name.
  public var isNamedOnly: Bool { style == .named || style == .namedRequired || style == .namedAbsent }

  /// How a signature shows it.
  public var written: String {
    switch style {
    case .required: name
    case .optional, .named: "[\(name) = \(fallback ?? "")]"
    case .absent: "[\(name)]"
    case .namedRequired: "\(name) ="
    case .namedAbsent: "[\(name) =]"
    case .rest: "\(name)…"
    case .labelled: "\(name) = …"
    }
  }
}

extension StringProtocol {
  /// The text without blanks at its ends.
  var trimmed: String {
    var slice = self[...]
    while slice.first == " " { slice = slice.dropFirst() }
    while slice.last == " " { slice = slice.dropLast() }
    return String(slice)
  }
}
