extension SyntaxError {
  /// Habits of other languages.
  var habit: Wording? {
    switch kind {
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
    case .dotPrime:
      Wording("E051", "no .'", "The transpose is A'; for complex numbers it conjugates.")
    case .openRange:
      Wording("E052", "a range without an end", "A range needs both ends; in an index the last one is end.")
    default: nil
    }
  }

  /// Rules of the grammar.
  var rule: Wording? {
    switch kind {
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
    default: nil
    }
  }
}
