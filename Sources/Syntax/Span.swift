/// A stretch of source text, in UTF-8 bytes from its start; `end` is exclusive.
public struct Span: Hashable, Sendable {
  public var start: Int
  public var end: Int

  @inlinable public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// The smallest span that holds both.
  public func union(_ other: Span) -> Span { Span(min(start, other.start), max(end, other.end)) }
}
