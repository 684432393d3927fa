import Notebook

/// The colours that are legible on a person's background, in place of those that everything is written in: the eight
/// ANSI colours as they look on a dark one.
public struct Palette: Hashable, Sendable {
  private let theme: Settings.Theme

  public init(_ theme: Settings.Theme) { self.theme = theme }

  /// An SGR sequence's parameters in the colours of this palette.
  func parameters(_ written: String) -> String {
    guard theme != .dark, !written.isEmpty else { return written }
    return written.split(separator: ";").compactMap { code in
      guard let value = Int(code), (30...37).contains(value) || (90...97).contains(value) else { return String(code) }
      return theme == .light ? Self.light[value] ?? String(code) : nil
    }.joined(separator: ";")
  }

  /// A rendered text in the colours of this palette.
  public func applied(to text: String) -> String {
    guard theme != .dark else { return text }
    var out = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "\u{1B}") {
      out += rest[..<start]
      let sequence = rest[start...].prefix { $0 != "m" }
      guard sequence.endIndex < rest.endIndex else { return out }
      rest = rest[sequence.endIndex...].dropFirst()
      // `ESC [`, parameters, `m`.
      let written = String(sequence.dropFirst(2))
      let shown = parameters(written)
      if !shown.isEmpty || written.isEmpty { out += "\u{1B}[\(shown)m" }
    }
    return out + rest
  }

  /// Cyan and yellow vanish on white; dark colours of the 256 stand for those that have no dark twin among the eight.
  private static let light: [Int: String] = [
    36: "34", 34: "36", 33: "38;5;130", 32: "38;5;28", 96: "94", 93: "38;5;94", 95: "38;5;125", 97: "90",
  ]
}
