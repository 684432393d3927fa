/// Signs of paper and of other languages between two values.
extension Parser {
  /// A sign that is no operator here, with what is written in its place.
  func sign(after left: Expression?) -> SyntaxError {
    let plain = SyntaxError(.unknownCharacter(found), token.span)
    let mend = { (here: String, start: Int, end: Int, fixed: String) in
      self.error(.foreign(self.found, here: here), self.token.span, replacing: Span(start, end), with: fixed)
    }
    if found == "⟨", let closer = tokens[position...].firstIndex(where: { text($0.span) == "⟩" }) {
      let inner = text(Span(token.span.end, tokens[closer].span.start))
      return mend("dot(u, v)", token.span.start, tokens[closer].span.end, "dot(\(inner))")
    }
    guard let left else { return plain }
    if found == "°" {
      let number = tokens[max(0, position - 1)].span
      return mend("*pi/180", number.start, token.span.end, "\(text(number))*pi/180")
    }
    if found == "$", peek(1).kind == .name { return mend(".", left.span.end, peek(1).span.start, ".") }
    guard let end = operandEnd(from: position + 1) else { return plain }
    let right = text(Span(peek(1).span.start, end))
    let (factor, whole) = (text(lastFactor(left)), text(left.span))
    switch found {
    case "–", "—": return mend("-", token.span.start, token.span.end, "-")
    case "⊙": return mend(".*", token.span.start, token.span.end, ".*")
    case "⊗": return mend("kron(A, B)", lastFactor(left).start, end, "kron(\(factor), \(right))")
    case "∘": return mend("x -> f(g(x))", left.span.start, end, "x -> \(whole)(\(right)(x))")
    case "±": return mend("two values", left.span.start, end, "[\(whole) - \(right), \(whole) + \(right)]")
    case "≈": return mend("abs(a - b) < 1e-9", left.span.start, end, "abs(\(whole) - \(right)) < 1e-9")
    default: return plain
    }
  }

  /// R's operators between signs of percent.
  func percents(_ left: Expression?) -> SyntaxError? {
    let middle = peek(1)
    guard !middle.isAfterBlank else { return nil }
    if middle.mark == .percent, let left, let end = operandEnd(from: position + 2) {
      let factor = lastFactor(left)
      let fixed = "mod(\(text(factor)), \(text(Span(peek(2).span.start, end))))"
      let whole = token.span.union(middle.span)
      return error(.foreign("%%", here: "mod(a, b)"), whole, replacing: Span(factor.start, end), with: fixed)
    }
    guard peek(2).mark == .percent, !peek(2).isAfterBlank else { return nil }
    let whole = token.span.union(peek(2).span)
    switch text(middle.span) {
    case "*": return error(.foreign("%*%", here: "*"), whole, with: "*")
    case "in": return error(.foreign("%in%", here: "in"), whole, with: "in")
    case "/":
      guard let left, let end = operandEnd(from: position + 3) else { return nil }
      let factor = lastFactor(left)
      let fixed = "floor(\(text(factor)) / \(text(Span(peek(3).span.start, end))))"
      return error(.foreign("%/%", here: "floor(a / b)"), whole, replacing: Span(factor.start, end), with: fixed)
    case "o":
      guard let left, let end = operandEnd(from: position + 3) else { return nil }
      let factor = lastFactor(left)
      let fixed = "outer(\(text(factor)), \(text(Span(peek(3).span.start, end))))"
      return error(.foreign("%o%", here: "outer(a, b)"), whole, replacing: Span(factor.start, end), with: fixed)
    default: return nil
    }
  }

  /// Julia's `.>`, `.==`: comparisons work on elements as they are.
  func dottedComparison() -> SyntaxError? {
    let sign = peek(1)
    guard !sign.isAfterBlank else { return nil }
    let whole = token.span.union(sign.span)
    if Expression.Comparison(sign.mark) != nil {
      return error(.foreign(text(whole), here: text(sign.span)), whole, with: text(sign.span))
    }
    guard sign.mark == .equals else { return nil }
    let gap = Span(tokens[max(0, position - 1)].span.end, whole.end)
    return error(.foreign(".=", here: "[:] ="), whole, replacing: gap, with: "[:] =")
  }

  /// A comma between statements, in a number, or between the values of several names.
  func commaHabit() -> SyntaxError? {
    let (before, next) = (tokens[max(0, position - 1)], peek(1))
    if before.kind == .number, next.kind == .number, !token.isAfterBlank, !next.isAfterBlank,
      !text(before.span).contains("."), !text(next.span).contains(".")
    {
      let whole = before.span.union(next.span)
      // Three digits may be thousands, unless 0 stands before them; 1,000 can hardly be anything else.
      guard text(next.span).utf8.count == 3, text(before.span) != "0" else {
        return error(.decimalComma, whole, replacing: token.span, with: ".")
      }
      guard text(next.span).hasSuffix("00") else { return SyntaxError(.decimalComma, whole) }
      return error(.decimalComma, whole, replacing: token.span, with: "")
    }
    guard next.mark != .end, next.mark != .newline else { return nil }
    let startsStatement =
      next.kind == .name
      && (peek(2).mark == .equals
        || peek(2).mark == .openParenthesis && matches[position + 2].map { tokens[$0 + 1].mark == .equals } == true)
    let whole = statementSpan
    let equals = tokens[statementStart..<position].firstIndex { $0.mark == .equals }
    guard startsStatement else {
      // Inside brackets a comma has its own error.
      guard nesting <= 1 else { return nil }
      let start = equals.map { tokens[$0 + 1].span.start } ?? whole.start
      return error(
        .tuple, token.span, replacing: Span(start, whole.end), with: "[\(text(Span(start, whole.end)))]")
    }
    return error(.commaBetweenStatements, token.span, with: ";")
  }

  /// `7 mod 3`, `5 choose 2`, `x is None`, `3 not in v`: words between values.
  func wordOperator(_ left: Expression) -> SyntaxError? {
    let factor = lastFactor(left)
    switch found {
    case "mod", "choose", "rem":
      guard let end = operandEnd(from: position + 1) else { return nil }
      let here = found == "rem" ? "mod" : found
      let fixed = "\(here)(\(text(factor)), \(text(Span(peek(1).span.start, end))))"
      return error(.foreign(found, here: "\(here)(a, b)"), token.span, replacing: Span(factor.start, end), with: fixed)
    case "is":
      let isNegated = peek(1).mark == .not
      let value = peek(isNegated ? 2 : 1)
      let prefix = isNegated ? "not " : ""
      if ["None", "NA", "null", "nothing"].contains(text(value.span)) {
        return error(
          .foreign("is", here: "is_missing(x)"), token.span, replacing: Span(left.span.start, value.span.end),
          with: "\(prefix)is_missing(\(text(left.span)))")
      }
      let whole = token.span.union(isNegated ? peek(1).span : token.span)
      return error(.foreign("is", here: "=="), whole, with: isNegated ? "!=" : "==")
    default: return nil
    }
  }

  /// `d/dx f` and `d/dx x^2`.
  func differential(_ left: Expression) -> SyntaxError? {
    guard case .infix(.divide, let above, let below) = left.kind, case .name("d") = above.kind,
      case .name(let below) = below.kind, below.spelling.hasPrefix("d"), below.spelling.count > 1
    else { return nil }
    let rest = Span(token.span.start, statementSpan.end)
    let isName = token.kind == .name && token.span.end == rest.end
    let fixed = isName ? "\(found)'" : "(\(below.spelling.dropFirst()) -> \(text(rest)))'"
    return error(
      .foreign("d/d\(below.spelling.dropFirst())", here: "f'"), left.span, replacing: left.span.union(rest), with: fixed
    )
  }

  /// Whether the words after an operand can only be a remark.
  func isRemark(after end: Int) -> Bool {
    guard let next = tokens.first(where: { $0.span.start >= end }) else { return false }
    return next.isAfterBlank && (next.kind == .name || next.kind == .number) && next.mark == .none
  }

  /// `3 not in v`.
  func absence(_ left: Expression) -> SyntaxError? {
    guard mark == .not, peek(1).mark == .in, let end = operandEnd(from: position + 2) else { return nil }
    let right = text(Span(peek(2).span.start, end))
    return error(
      .foreign("not in", here: "not (x in v)"), token.span.union(peek(1).span),
      replacing: Span(left.span.start, end), with: "not (\(text(left.span)) in \(right))")
  }

  /// `sin^2(x)`, `sin^2 x`, `sin^-1(x)`: powers of a function's name.
  func raisedName(_ base: Expression) -> SyntaxError? {
    guard mark == .caret, case .name(let name) = base.kind, Self.raisable.contains(name.spelling) else { return nil }
    let isInverse = peek(1).mark == .minus
    let number = position + (isInverse ? 2 : 1)
    guard tokens[number].kind == .number, tokens[number + 1].mark == .openParenthesis || startsWord(tokens[number + 1]),
      let end = operandEnd(from: number + 1)
    else { return nil }
    var argument = text(Span(tokens[number + 1].span.start, end))
    if tokens[number + 1].mark != .openParenthesis { argument = "(\(argument))" }
    let power = text(tokens[number].span)
    let whole = Span(base.span.start, tokens[number].span.end)
    let fixed =
      isInverse && power == "1" && name.spelling != "log" && name.spelling != "ln" && name.spelling != "exp"
      ? "a\(name.spelling)\(argument)" : "\(name.spelling)\(argument)^\(isInverse ? "-" : "")\(power)"
    return error(
      .raisedFunction(name.spelling), whole, replacing: Span(base.span.start, end), with: fixed)
  }

  /// Functions that are raised on paper.
  private static let raisable: Set<String> = [
    "sin", "cos", "tan", "sinh", "cosh", "tanh", "log", "ln", "exp", "asin", "acos", "atan", "det",
  ]
}
