/// Exponents written small: sums of digits, letters or both, as in `x²`, `e⁻ˣ`, `r²ⁿ⁺¹`.
extension Parser {
  func raisedExponent(_ whole: Span) throws(SyntaxError) -> Expression {
    var small: [(character: Character, span: Span)] = []
    var start = whole.start
    for scalar in text(whole).unicodeScalars {
      let end = start + String(scalar).utf8.count
      if let plain = Characters.superscripts[scalar] { small.append((plain, Span(start, end))) }
      start = end
    }
    var index = 0
    var sum: Expression?
    while index < small.count {
      let sign = small[index]
      let isSigned = sign.character == "-" || sign.character == "+"
      guard isSigned || sum == nil else { throw notAnExponent(whole) }
      if isSigned { index += 1 }
      let term = try raisedTerm(small, &index, whole)
      if let left = sum {
        sum = try Expression(.infix(sign.character == "-" ? .subtract : .add, left, term), left.span.union(term.span))
      } else if isSigned {
        let prefix: Expression.Prefix = sign.character == "-" ? .minus : .plus
        sum = try Expression(.prefix(prefix, term), sign.span.union(term.span))
      } else {
        sum = term
      }
    }
    guard let sum else { throw notAnExponent(whole) }
    return sum
  }

  private func notAnExponent(_ span: Span) -> SyntaxError {
    SyntaxError(.expected("an exponent of digits and letters", found: text(span)), span)
  }

  private func raisedTerm(
    _ small: [(character: Character, span: Span)], _ index: inout Int, _ whole: Span
  ) throws(SyntaxError) -> Expression {
    let start = index
    while index < small.count, small[index].character.isNumber { index += 1 }
    let digits = small[start..<index]
    let middle = index
    while index < small.count, small[index].character.isLetter { index += 1 }
    let letters = small[middle..<index]
    var number: Expression?
    if let first = digits.first, let last = digits.last {
      let value = Double(String(digits.map(\.character))) ?? .infinity
      guard value.isFinite else { throw notAnExponent(whole) }
      number = try Expression(.number(value), first.span.union(last.span))
    }
    guard let first = letters.first, let last = letters.last else {
      guard let number else { throw notAnExponent(whole) }
      return number
    }
    let span = first.span.union(last.span)
    let name = try Expression(.name(Name(String(letters.map(\.character)))), span)
    guard let number else { return name }
    return try Expression(.scaled(number, name), number.span.union(span))
  }
}
