import Document

extension SyntaxError {
  public var report: Report {
    let wording = structure ?? literal ?? ambiguity ?? habit ?? rule ?? Wording("E001", "not understood", "")
    return Report(
      code: wording.code, title: wording.title, message: wording.message, suggestion: suggestion)
  }
}

struct Wording {
  var code: String
  var title: String
  var message: String

  init(_ code: String, _ title: String, _ message: String) {
    self.code = code
    self.title = title
    self.message = message
  }
}

extension SyntaxError {
  /// What is not there, or should not be.
  private var structure: Wording? {
    switch kind {
    case .unexpected(let found):
      Wording(
        "E001", "unexpected \(found.isEmpty ? "end" : found)",
        found.isEmpty ? "The input ends in the middle of an expression." : "I cannot fit \(found) in here.")
    case .missingOperand(let before):
      Wording(
        "E002", "something is missing",
        before.isEmpty ? "I need an expression here." : "After \(before) I need an expression.")
    case .missingOperator(let left, let right):
      Wording(
        "E003", "nothing between \(left) and \(right)",
        "Two values stand side by side: write an operator, or parentheses for a call.")
    case .unclosed(let bracket):
      Wording("E004", "unclosed \(bracket)", "This \(bracket) is never closed.")
    case .unmatched(let bracket):
      Wording("E005", "unmatched \(bracket)", "No open bracket waits for this \(bracket).")
    case .wrongCloser(let found, let expected):
      Wording("E005", "unmatched \(found)", "The bracket that is open needs \(expected), and here is \(found).")
    case .expected(let what, let found):
      Wording("E006", "expected \(what)", found.isEmpty ? "I need \(what)." : "I need \(what), and here is \(found).")
    case .unknownCharacter(let character):
      Wording("E007", "unknown character \(character)", "\(character) has no meaning outside of text in quotes.")
    default: nil
    }
  }

  private var literal: Wording? {
    switch kind {
    case .unfinishedText:
      Wording("E008", "text without an end", "Text starts here and must end with \" on the same line.")
    case .unknownEscape(let escape):
      Wording(
        "E009", "unknown escape \(escape)", "Text knows the escapes \\n, \\t, \\\" and \\\\; a backslash is \\\\.")
    case .tooDeep:
      Wording(
        "E010", "nested too deeply",
        "This has more than \(Parser.maximumNesting) levels of nesting, or more than \(Expression.maximumDepth) terms "
          + "in a row; name its parts.")
    case .numberEndsInPoint(let number):
      Wording(
        "E011", "a number ends in a point", "\(number). could be \(number).0 or the start of .* or ./; write a digit.")
    case .exponentWithoutDigits(let number):
      Wording(
        "E027", "an exponent without digits",
        "\(number)e could be a number such as \(number)e3, or \(number)*e with Euler's number.")
    case .numberTooLarge(let number):
      Wording("E012", "number too large", "\(number) is beyond the largest number, 1.797e308.")
    case .otherBase(let number):
      Wording("E013", "not a decimal number", "\(number) is written in another base; numbers here are decimal.")
    case .singleQuotes:
      Wording("E014", "text in single quotes", "Text stands in double quotes; ' is the transpose or the derivative.")
    case .typographicQuotes:
      Wording("E014", "curly quotes", "Text stands in straight double quotes.")
    default: nil
    }
  }

  /// Ambiguous on paper: both readings are named.
  private var ambiguity: Wording? {
    switch kind {
    case .ambiguousScaled(let first, let second):
      Wording("E015", "two readings", "This could be \(first) or \(second); parentheses say which.")
    case .nestedBrackets(let rows, let columns):
      Wording(
        "E016", "brackets in brackets",
        rows.isEmpty
          ? "The inner brackets could be rows or columns; write the matrix with ; between its rows."
          : "The inner brackets could be rows, \(rows), or columns, \(columns ?? "transposed").")
    case .mixedSeparators:
      Wording(
        "E017", "commas and blanks mixed",
        "With commas this is a vector, with blanks a matrix of one row; use one of them throughout.")
    case .touchingPrime(let left, let right):
      Wording(
        "E018", "nothing after the prime",
        "\(left)\(right) could be a product or text in single quotes; write the operator.")
    case .bars(let inner):
      Wording(
        "E019", "bars",
        "|\(inner)| could be an absolute value, a norm or a determinant: abs(\(inner)), norm(\(inner)), det(\(inner)).")
    case .doubleBars:
      Wording("E020", "double bars", "A norm is norm(x) or ‖x‖; a disjunction is or.")
    case .eventEquals(let name):
      Wording(
        "E021", "= in an event", "= would name an argument; the event that \(name) has a value is \(name) == value.")
    case .givenList:
      Wording(
        "E022", "a list of conditions",
        "After | stands one condition: join several with and. A comma would start another argument.")
    case .leftArrow:
      Wording("E023", "two readings", "<- could assign, which is =, or compare with a negative value, which is < -.")
    case .raisedFunction(let name):
      Wording(
        "E024", "a power of a function's name",
        "A raised \(name) could be a power of its value or an inverse; raise the value.")
    case .numberCalled(let number):
      Wording("E025", "a number is not a function", "\(number) cannot be called; a product needs an operator here.")
    case .imaginaryBound(let literal):
      Wording(
        "E026", "i is a variable here",
        "\(literal) could be an imaginary number or a product with i; write the product, or rename i.")
    default: nil
    }
  }
}
