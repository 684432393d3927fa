import Document

extension SyntaxError {
  public var report: Report {
    let wording = wording
    return Report(
      code: wording.code, title: wording.title, message: wording.message, suggestion: suggestion)
  }
}

private struct Wording {
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
  private var wording: Wording {
    switch kind {
    // What is not there, or should not be.
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
    // Literals.
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
    // Ambiguous on paper: both readings are named.
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
    case .twoPoints: Wording("E028", "a number with two points", "A number has one decimal point.")
    case .decimalComma:
      Wording(
        "E029", "a comma in a number",
        "A comma separates values; decimals follow a point, and thousands are not set apart.")
    case .commaBetweenStatements:
      Wording("E059", "a comma between statements", "Statements are separated by ; or stand on lines of their own.")
    case .latex:
      Wording("E078", "a formula of LaTeX", "Formulas are written plainly here: (a + b)/2, sqrt(x), x^2, alpha.")
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
    // Habits of other languages.
    case .foreign(let found, let here):
      Wording("E030", "\(found) is \(here) here", "I do not know \(found); it is written \(here).")
    case .remainder:
      Wording("E031", "% is not an operator", "The remainder is mod(a, b); a comment starts with #.")
    case .twoSlashes:
      Wording("E032", "// is not an operator", "A comment starts with #; the whole quotient is floor(a / b).")
    case .fatArrow:
      Wording("E033", "two readings", "=> could be the arrow of a function, ->, or at least, >=.")
    case .exclamation:
      Wording("E034", "! stands after its operand", "n! is the factorial; the opposite of a truth is not x.")
    case .doubleFactorial(let n):
      Wording(
        "E079", "two readings of !!",
        "\(n)!! could be the double factorial, prod(\(n):-2:1), or a factorial twice, (\(n)!)!.")
    case .loop(let word):
      Wording(
        "E035", "no \(word) loops",
        "Repeat with [f(k) for k in 1:10], map(f, xs), fold, or iterate(step, x0, n).")
    case .definition(let word):
      Wording("E036", "no \(word)", "A function is written as on paper: f(x) = x^2.")
    case .declaration(let word):
      Wording("E037", "no \(word)", "A name is defined by x = 1, without a word before it.")
    case .pythonLambda:
      Wording("E038", "an anonymous function is x -> x^2", "Parameters stand before ->, the value after it.")
    case .printing(let word):
      Wording("E039", "no \(word)", "The value of a line shows itself.")
    case .returning(let word):
      Wording("E040", "no \(word)", "A function's value is its expression; in (a = 1; a + 1) it is the last one.")
    case .importing(let word):
      Wording("E041", "no \(word)", "Every function is already here; ?topics lists them.")
    case .elseIf(let word):
      Wording("E042", "no \(word)", "Chain conditions with else if … then … else ….")
    case .compoundAssignment(let sign):
      Wording("E043", "no \(sign)", "Names are bound again in full: x = x \(sign.dropLast()) 1.")
    case .increment(let text):
      Wording("E044", "no increment", "\(text) changes nothing here; bind the name again.")
    case .ternary:
      Wording("E045", "? is not an operator", "A choice is if condition then a else b.")
    case .trailingIf:
      Wording("E046", "the condition stands first", "A choice is if condition then a else b.")
    case .tuple:
      Wording("E047", "a list without brackets", "Several values stand in [ ] as a vector or in { } as a record.")
    case .generator:
      Wording("E048", "for without brackets", "A comprehension stands in [ ].")
    case .braces:
      Wording("E049", "braces after a value", "An index stands in [ ], arguments in ( ).")
    case .roundIndex:
      Wording("E053", "an index in parentheses", "Parentheses call a function; elements are picked with [ ].")
    case .bracketArgument(let name):
      Wording(
        "E054", "arguments without parentheses",
        "\(name)[…] would pick elements of \(name); a function is called with parentheses.")
    case .ellipsis:
      Wording("E050", "points of omission", "I cannot guess what is left out; a range is 1:10, or 0:0.1:1 with a step.")
    case .block:
      Wording(
        "E055", "no blocks", "A choice is a value, y = if condition then a else b; steps stand in (a = 1; a + 1).")
    case .symbol(let text):
      Wording("E056", "\(text) is not a word here", "Words stand in double quotes.")
    case .formattedText:
      Wording("E057", "no values inside text", "The value of a line shows itself, under its name.")
    case .changeInPlace(let name):
      Wording("E058", "no \(name)", "Nothing is changed in place; the name is bound again to the new value.")
    case .dotPrime:
      Wording("E051", "no .'", "The transpose is A'; for complex numbers it conjugates.")
    case .openRange:
      Wording("E052", "a range without an end", "A range needs both ends: the first element is 1, and the last is end.")
    // Rules of the grammar.
    case .longRange:
      Wording("E060", "too many parts in a range", "A range is start:stop or start:step:stop.")
    case .endOutside:
      Wording(
        "E061", "end outside of an index", "end is the last index, as in v[end]; nothing here needs closing by it.")
    case .positionalAfterNamed:
      Wording("E062", "a plain argument after a named one", "Plain arguments come first, named ones after them.")
    case .duplicate(let what, let name):
      Wording("E063", "\(name) twice", "Each \(what) may stand once, and \(name) stands twice.")
    case .notAssignable(let text):
      Wording(
        "E064", "not a name", "\(text) cannot be given a value; = defines a name, == compares.")
    case .equalsInside:
      Wording("E065", "= inside an expression", "= defines a name at the start of a statement; == compares.")
    case .chainedAssignment:
      Wording("E066", "two = in a row", "Define one name at a time.")
    case .missingThen:
      Wording("E067", "if without then", "A choice is if condition then a else b.")
    case .missingElse:
      Wording("E068", "if without else", "A choice has a value either way: if condition then a else b.")
    case .needsParentheses(let what):
      Wording(
        "E069", "\(what) needs parentheses",
        "After an operator \(what == "not" ? "not" : "an anonymous function") stands in parentheses.")
    case .trailingComma:
      Wording("E070", "a comma too many", "Nothing follows this comma.")
    case .emptyIndex:
      Wording("E071", "an index is missing", "Between the brackets I need an index; all of them is :.")
    case .emptyParentheses:
      Wording("E072", "empty parentheses", "Between these parentheses I need an expression.")
    case .parameterName(let found):
      Wording("E073", "a parameter is a name", "In f(x) = … the parentheses hold names, and here is \(found).")
    case .reserved(let word):
      Wording("E074", "\(word) is a word of the language", "\(word) cannot stand here, and cannot be a name.")
    case .discarded:
      Wording("E075", "_ has no value", "_ drops a part, as in Q, _ = qr(A); it cannot be read.")
    case .clause:
      Wording("E076", "for needs name in values", "A comprehension is [x^2 for x in 1:3].")
    case .repeatedOperator(let sign):
      Wording("E077", "two \(sign)", "\(sign) may stand once; join conditions with and.")
    }
  }
}
