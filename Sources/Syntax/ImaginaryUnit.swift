extension Parser {
  /// `2i` where `i` is a variable could mean either, so it is refused.
  func refuseBoundUnit(_ statements: [Statement], bound: Set<Name>) throws(SyntaxError) {
    guard tokens.contains(where: { $0.kind == .imaginary }) else { return }
    let isNamed = tokens.contains { $0.kind == .name && $0.span.end - $0.span.start == 1 && text($0.span) == "i" }
    guard isNamed || bound.contains("i") else { return }
    if let span = boundUnit(statements, bound.contains("i")) {
      let number = text(Span(span.start, span.end - 1))
      throw error(.imaginaryBound(text(span)), span, with: "\(number)*i")
    }
  }

  /// The first imaginary literal where `i` is bound.
  private func boundUnit(_ statements: [Statement], _ isBound: Bool) -> Span? {
    var isBound = isBound
    for statement in statements {
      let here: Span? =
        switch statement.kind {
        case .define(let name, let parameters, let body):
          boundUnit(parameters, body, isBound || name == "i")
        default: first(statement.expressions, isBound)
        }
      if let here { return here }
      isBound = isBound || statement.definedNames.contains("i")
    }
    return nil
  }

  private func boundUnit(_ parameters: [Expression.Parameter], _ body: Expression, _ isBound: Bool) -> Span? {
    first(parameters.compactMap(\.fallback), isBound)
      ?? boundUnit(body, isBound || parameters.contains { $0.name == "i" })
  }

  private func first(_ expressions: [Expression], _ isBound: Bool) -> Span? {
    for expression in expressions {
      if let span = boundUnit(expression, isBound) { return span }
    }
    return nil
  }

  private func boundUnit(_ expression: Expression, _ isBound: Bool) -> Span? {
    switch expression.kind {
    case .imaginary: return isBound ? expression.span : nil
    case .lambda(let parameters, let body): return boundUnit(parameters, body, isBound)
    case .sequence(let statements): return boundUnit(statements, isBound)
    case .comprehension(let body, let clauses, let filter):
      let inside = isBound || clauses.contains { $0.name == "i" }
      return first(clauses.map(\.source), isBound) ?? first([body] + (filter.map { [$0] } ?? []), inside)
    default: return first(expression.kind.children, isBound)
    }
  }
}
