import Document

/// A mistake in the form of the input, and where it stands.
public struct SyntaxError: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case tooDeep
  }

  public let kind: Kind
  public let span: Span

  public init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }
}

extension SyntaxError {
  public var report: Report {
    switch kind {
    case .tooDeep:
      Report(
        code: "E010", title: "nested too deeply",
        message: "This expression has more than \(Expression.maximumDepth) levels; name its parts.")
    }
  }
}
