import Evaluation
import Syntax

/// What a stretch of an input is, for its colour.
public struct Highlight: Hashable, Sendable {
  public enum Role: Hashable, Sendable {
    case number, text, comment, keyword, command
    /// A name something is bound to, in the notebook or in the catalog.
    case known
    /// Characters that mean nothing.
    case unknown
  }

  /// In UTF-8 bytes.
  public let span: Span
  public let role: Role
}

extension Notebook {
  /// The stretches of an input that are not plain, in order; of a half-typed one too.
  public func highlights(_ text: String) -> [Highlight] {
    let bytes = Array(text.utf8)
    var highlights: [Highlight] = []
    var start = 0
    if let line = CommandInput(text) {
      start = line.nameSpan.end
      let first = line.isBare || line.isQuestion ? line.nameSpan.start : line.nameSpan.start - 1
      highlights.append(Highlight(span: Span(first, start), role: .command))
    }
    for token in Lexer.tokens(of: text) where token.span.start >= start {
      let spelling = String(decoding: bytes[token.span.start..<token.span.end], as: UTF8.self)
      if let role = role(of: token, spelling) { highlights.append(Highlight(span: token.span, role: role)) }
    }
    return highlights
  }

  private func role(of token: Token, _ spelling: String) -> Highlight.Role? {
    switch token.kind {
    case .number, .imaginary, .superscript: .number
    case .text: .text
    case .comment: .comment
    case .keyword: .keyword
    case .unknown: .unknown
    case .name: isKnown(Name(spelling)) ? .known : nil
    case .operator, .bracket, .newline: nil
    }
  }

  private func isKnown(_ name: Name) -> Bool {
    self[name] != nil || catalog[name.canonical] != nil || catalog.constants[name.canonical] != nil
  }
}
