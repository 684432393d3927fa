extension Parser {
  mutating func cell() throws(SyntaxError) -> [Statement] {
    var statements: [Statement] = []
    while true {
      while mark == .newline || mark == .semicolon { position += 1 }
      guard mark != .end else { return statements }
      statementStart = position
      let statement = try self.statement()
      let isSilent = mark == .semicolon
      guard isSilent || mark == .newline || mark == .end else { throw misplaced(after: statement.lastExpression) }
      statements.append(Statement(statement.kind, statement.span, silent: isSilent))
    }
  }

  /// One statement, without the `;` after it.
  mutating func statement() throws(SyntaxError) -> Statement {
    let start = token.span.start
    if let habit = statementHabit() { throw habit }
    if let definition = try definition() { return definition }
    if let names = try targets() {
      let value = try assigned()
      return Statement(.assign(names, value), Span(start, previousEnd))
    }
    let target = try expression()
    guard mark == .equals else { return Statement(.expression(target), Span(start, previousEnd)) }
    switch target.kind {
    case .name(let name):
      return Statement(.assign([name], try assigned()), Span(start, previousEnd))
    case .index, .member:
      guard target.isUpdatable else { throw notAssignable(target) }
      return Statement(.update(target, try assigned()), Span(start, previousEnd))
    default: throw notAssignable(target)
    }
  }

  /// The value after `=`.
  private mutating func assigned() throws(SyntaxError) -> Expression {
    let equals = token
    advance()
    skipNewlines()
    if mark == .equals { throw error(.foreign("= =", here: "=="), equals.span.union(token.span), with: "==") }
    let value = try expression()
    if mark == .equals { throw chainedAssignment(value) }
    return value
  }

  /// `f(x, y = 1) = …`
  private mutating func definition() throws(SyntaxError) -> Statement? {
    guard token.kind == .name, peek(1).mark == .openParenthesis, let closer = matches[position + 1],
      tokens[closer + 1].mark == .equals
    else { return nil }
    let start = token.span.start
    let name = Name(found)
    advance()
    let parameters = try parameters()
    return Statement(.define(name, parameters, try assigned()), Span(start, previousEnd))
  }

  /// `U, S, V =` up to the equals sign.
  private mutating func targets() throws(SyntaxError) -> [Name?]? {
    var end = position
    while tokens[end].kind == .name, tokens[end + 1].mark == .comma {
      end += 2
      while tokens[end].mark == .newline { end += 1 }
    }
    guard end > position || text(token.span) == "_", tokens[end].kind == .name, tokens[end + 1].mark == .equals
    else { return nil }
    var names: [Name?] = []
    var seen: Set<Name> = []
    while mark != .equals {
      let name = Name(found)
      if name.spelling != "_", !seen.insert(name).inserted {
        throw SyntaxError(.duplicate("name", name.spelling), token.span)
      }
      names.append(name.spelling == "_" ? nil : name)
      advance()
      if mark == .comma { advance() }
      skipNewlines()
    }
    return names
  }

  /// MATLAB's `v(1) = 9`.
  private func elementAssigned(_ opened: Token) -> SyntaxError {
    let plain = SyntaxError.Kind.parameterName(found)
    guard let open = tokens.firstIndex(of: opened), let closer = matches[open], tokens[closer + 1].mark == .equals
    else {
      return SyntaxError(plain, token.span)
    }
    let inner = text(Span(opened.span.end, tokens[closer].span.start))
    return error(
      plain, token.span, replacing: Span(opened.span.start, tokens[closer].span.end), with: "[\(inner)]")
  }

  /// `(x, y = 1)`, from the parenthesis.
  mutating func parameters() throws(SyntaxError) -> [Expression.Parameter] {
    let opened = token
    let modes = open()
    var parameters: [Expression.Parameter] = []
    var seen: Set<Name> = []
    while mark != .closeParenthesis {
      guard token.kind == .name else {
        if token.kind == .keyword { throw SyntaxError(.reserved(found), token.span) }
        throw mark == .end ? missingOperand() : elementAssigned(opened)
      }
      let name = Name(found)
      let start = token.span
      guard seen.insert(name).inserted else { throw SyntaxError(.duplicate("parameter", name.spelling), start) }
      advance()
      var fallback: Expression?
      if mark == .equals {
        advance()
        fallback = try expression()
      }
      parameters.append(Expression.Parameter(name, fallback: fallback, Span(start.start, previousEnd)))
      guard mark == .comma else { break }
      advance()
      if mark == .closeParenthesis { throw trailingComma() }
    }
    try close(.closeParenthesis, opened: opened, restoring: modes, after: nil)
    return parameters
  }
}

extension Statement {
  var lastExpression: Expression? { expressions.last }
}

extension Expression {
  /// Whether the value of this place belongs to a name: `A[1]`, `t.ratio`, `fit.coef[2]`.
  var isUpdatable: Bool {
    switch kind {
    case .name: true
    case .index(let base, _), .member(let base, _): base.isUpdatable
    default: false
    }
  }
}
