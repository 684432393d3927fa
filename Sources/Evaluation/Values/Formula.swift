import Syntax

/// `y ~ a + b`: two expressions whose names are columns first, and names of the notebook where no column has them.
public final class Formula: Sendable {
  /// What is explained; `nil` in `~ a + b`.
  public let response: Expression?
  public let terms: Expression
  public let source: Source
  /// `y ~ a + b`, as it was written.
  public let printed: String
  /// The locals of the function it was written in, where the formula has their names.
  public let captures: [(name: Name, value: Value)]

  init(
    response: Expression?, terms: Expression, source: Source, printed: String,
    captures: [(name: Name, value: Value)] = []
  ) {
    self.response = response
    self.terms = terms
    self.source = source
    self.printed = printed
    self.captures = captures
  }

  /// The names it takes from a table or from outside, in order of first use.
  public var freeNames: [Name] {
    let names = (response?.freeNames ?? []) + terms.freeNames
    return names.enumerated().filter { place, name in
      name != "." && names.firstIndex(of: name) == place && !captures.contains { $0.name == name }
    }.map(\.element)
  }

  func capturing(_ captures: [(name: Name, value: Value)]) -> Formula {
    Formula(response: response, terms: terms, source: source, printed: printed, captures: captures)
  }
}
