/// The right side of `~`: terms with R's precedences, in which `:` binds tighter than `*` and `.` is every other column.
extension Parser {
  mutating func terms() throws(SyntaxError) -> Expression {
    try descend(token.span)
    defer { nesting -= 1 }
    let sign = token
    var left: Expression
    if let prefix = Expression.Prefix(mark), prefix != .root {
      advance()
      let operand = try crossing()
      left = try Expression(.prefix(prefix, operand), sign.span.union(operand.span))
    } else {
      left = try crossing()
    }
    while mark == .plus || mark == .minus, let op = Expression.Infix(mark), !startsElement() {
      advance()
      skipNewlines()
      let right = try crossing()
      left = try Expression(.infix(op, left, right), left.span.union(right.span))
    }
    return left
  }

  private mutating func crossing() throws(SyntaxError) -> Expression {
    var left = try interaction()
    while mark == .times || mark == .slash, let op = Expression.Infix(mark) {
      advance()
      skipNewlines()
      let right = try interaction()
      left = try Expression(.infix(op, left, right), left.span.union(right.span))
    }
    return left
  }

  private mutating func interaction() throws(SyntaxError) -> Expression {
    var left = try term()
    while mark == .colon {
      advance()
      skipNewlines()
      let right = try term()
      left = try Expression(.range(left, step: nil, right), left.span.union(right.span))
    }
    return left
  }

  private mutating func term() throws(SyntaxError) -> Expression {
    let start = token
    var base: Expression
    if mark == .point {
      advance()
      base = try Expression(.name("."), start.span)
    } else if let point = dropPoint() {
      base = try Expression(.name("."), point)
    } else if mark == .openParenthesis {
      let modes = open()
      let inner = try terms()
      try close(.closeParenthesis, opened: start, restoring: modes, after: inner)
      base = try inner.moved(to: Span(start.span.start, previousEnd))
    } else {
      base = try postfix()
    }
    if mark == .caret {
      advance()
      let exponent = try primary()
      base = try Expression(.infix(.power, base, exponent), base.span.union(exponent.span))
    }
    return base
  }
}
