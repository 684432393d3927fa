import Syntax

/// `y ~ a + b`: two expressions whose names are columns first, and names of the notebook where no column has them.
public final class Formula: Sendable {
  /// What is explained; `nil` in `~ a + b`.
  public let response: Expression?
  public let terms: Expression
  public let source: Source
  /// `y ~ a + b`, as it was written.
  public let printed: String

  init(response: Expression?, terms: Expression, source: Source, printed: String) {
    self.response = response
    self.terms = terms
    self.source = source
    self.printed = printed
  }
}
