/// A mistake in the form of the input, and where it stands.
public struct SyntaxError: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    // What is not there, or should not be.
    case unexpected(String)
    case missingOperand(after: String)
    case missingOperator(String, String)
    case unclosed(String)
    case unmatched(String)
    case wrongCloser(String, expected: String)
    case expected(String, found: String)
    case unknownCharacter(String)
    // Literals.
    case unfinishedText
    case unknownEscape(String)
    case tooDeep
    case numberEndsInPoint(String)
    case exponentWithoutDigits(String)
    case numberTooLarge(String)
    case otherBase(String)
    case singleQuotes
    case typographicQuotes
    // Ambiguous on paper: both readings.
    case ambiguousScaled(String, String)
    case nestedBrackets(rows: String, columns: String?)
    case mixedSeparators
    case touchingPrime(String, String)
    case twoPoints
    case decimalComma
    case commaBetweenStatements
    case latex
    case bars(String)
    case doubleBars
    case eventEquals(String)
    case givenList
    case leftArrow
    case raisedFunction(String)
    case numberCalled(String)
    case imaginaryBound(String)
    // Habits of other languages.
    case foreign(String, here: String)
    case remainder
    case twoSlashes
    case fatArrow
    case exclamation
    case doubleFactorial(String)
    case loop(String)
    case definition(String)
    case declaration(String)
    case pythonLambda
    case printing(String)
    case returning(String)
    case importing(String)
    case elseIf(String)
    case compoundAssignment(String)
    case increment(String)
    case ternary
    case trailingIf
    case block
    case symbol(String)
    case formattedText
    case changeInPlace(String)
    case tuple
    case generator
    case braces
    case roundIndex
    case bracketArgument(String)
    case ellipsis
    case dotPrime
    case openRange
    // Rules of the grammar.
    case longRange
    case endOutside
    case positionalAfterNamed
    case duplicate(String, String)
    case notAssignable(String)
    case equalsInside
    case chainedAssignment
    case missingThen
    case missingElse
    case needsParentheses(String)
    case trailingComma
    case emptyIndex
    case emptyParentheses
    case parameterName(String)
    case reserved(String)
    case discarded
    case clause
    case repeatedOperator(String)
  }

  public let kind: Kind
  public let span: Span
  /// The statement with the mistake mended, when there is one mending to offer; it parses.
  public let suggestion: String?
  /// Whether more input could complete what was typed.
  public let isIncomplete: Bool

  public init(_ kind: Kind, _ span: Span, suggestion: String? = nil, isIncomplete: Bool = false) {
    self.kind = kind
    self.span = span
    self.suggestion = suggestion
    self.isIncomplete = isIncomplete
  }
}
