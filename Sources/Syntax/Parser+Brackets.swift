extension Parser {
  /// A matrix literal or a comprehension, from the bracket.
  mutating func bracketed() throws(SyntaxError) -> Expression {
    loops.contains(position) ? try comprehension() : try matrix()
  }

  private mutating func comprehension() throws(SyntaxError) -> Expression {
    let opened = token
    let modes = open()
    let body = try expression()
    guard mark == .for else { throw misplaced(after: body) }
    let clauses = try clauses()
    var filter: Expression?
    if mark == .if {
      advance()
      filter = try expression()
      if mark == .equals { throw equalsInside() }
    }
    try close(.closeBracket, opened: opened, restoring: modes, after: filter ?? clauses.last?.source)
    return try Expression(.comprehension(body, clauses, filter: filter), Span(opened.span.start, previousEnd))
  }

  /// `for x in 1:3, y in 1:2`, from the `for`.
  mutating func clauses() throws(SyntaxError) -> [Expression.Clause] {
    var clauses: [Expression.Clause] = []
    repeat {
      advance()
      skipNewlines()
      guard token.kind == .name else { throw mark == .end ? missingOperand() : SyntaxError(.clause, token.span) }
      let name = Name(found)
      guard !clauses.contains(where: { $0.name == name }) else {
        throw SyntaxError(.duplicate("variable", name.spelling), token.span)
      }
      advance()
      guard mark == .in else {
        if mark == .end { throw missingOperand() }
        if mark == .equals { throw error(.clause, token.span, with: "in") }
        throw SyntaxError(.clause, token.span)
      }
      advance()
      skipNewlines()
      clauses.append(Expression.Clause(name, in: try expression()))
    } while mark == .comma && startsClause()
    return clauses
  }

  /// Whether another variable follows the comma, and not a named argument.
  private func startsClause() -> Bool {
    var next = position + 1
    while tokens[next].mark == .newline { next += 1 }
    return tokens[next].kind != .name || tokens[next + 1].mark != .equals
  }

  private mutating func matrix() throws(SyntaxError) -> Expression {
    let opened = token
    let modes = modes
    skipsNewlines = false
    isInMatrix = true
    isInNorm = false
    advance()
    skipNewlines()
    var rows: [[Expression]] = []
    var separator = Expression.Separator.none
    var isMixed = false
    var nested = false
    while mark != .closeBracket {
      if mark == .semicolon { throw missingOperand() }
      let row = try row(&separator, &isMixed, &nested)
      rows.append(row)
      guard mark == .semicolon || mark == .newline else { break }
      skipNewlines()
      if mark == .semicolon { advance() }
      skipNewlines()
    }
    try close(.closeBracket, opened: opened, restoring: modes, after: rows.last?.last)
    let span = Span(opened.span.start, previousEnd)
    if nested { throw nestedBrackets(rows, span) }
    if isMixed, rows.count == 1 { throw mixedSeparators(rows[0], span) }
    return try Expression(.matrix(rows, separator: separator), span)
  }

  private mutating func row(
    _ separator: inout Expression.Separator, _ isMixed: inout Bool, _ nested: inout Bool
  ) throws(SyntaxError) -> [Expression] {
    var row: [Expression] = []
    while true {
      let isBracket = mark == .openBracket
      let element = try expression()
      if isBracket, case .matrix = element.kind, bytes[element.span.start] == UInt8(ascii: "[") { nested = true }
      row.append(element)
      let found: Expression.Separator
      if mark == .comma {
        found = .comma
        advance()
        skipNewlines()
        if mark == .closeBracket || mark == .semicolon { throw trailingComma() }
      } else if token.isAfterBlank, startsOperand() || startsElement() {
        found = .blank
      } else {
        return row
      }
      if separator != .none, separator != found { isMixed = true }
      separator = separator == .blank || found == .blank ? .blank : .comma
    }
  }

  /// Whether a blank just ended one element of a matrix and this token begins the next.
  func startsElement() -> Bool {
    guard isInMatrix, token.isAfterBlank else { return false }
    switch mark {
    case .openParenthesis, .openBracket: return true
    case .plus, .minus: return !peek(1).isAfterBlank
    default: return false
    }
  }

  /// Whether this token can only begin an operand.
  func startsOperand() -> Bool {
    switch token.kind {
    case .number, .imaginary, .text, .name: return true
    default: break
    }
    switch mark {
    case .bars: return !isInNorm
    case .openParenthesis, .openBracket, .openBrace, .nabla, .root, .true, .false, .missing, .last, .if, .not:
      return true
    default: return false
    }
  }
}
