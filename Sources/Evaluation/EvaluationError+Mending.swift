import Syntax

extension EvaluationError {
  /// A change of the line being typed that mends the mistake.
  public enum Mend: Hashable, Sendable {
    /// This text instead of what stands at the place.
    case replace(Span, String)
    /// The same, as it is: nothing needs parentheses.
    case insert(Span, String)
    /// This name for the argument whose value stands at the place.
    case relabel(Span, String)
    /// There is no way out to offer.
    case none
  }

  /// The same error with a way out, unless it has one or happened elsewhere.
  func mended(_ mend: @autoclosure () -> Mend?) -> EvaluationError {
    guard self.mend == nil, places.count <= 1, places.last?.source == nil, let mend = mend() else { return self }
    var copy = self
    copy.mend = mend
    return copy
  }

  /// The same error, of the line being typed.
  func typed(in line: Source) -> EvaluationError {
    var copy = self
    copy.line = line
    return copy
  }

  /// The line being typed with the piece at fault replaced. A suggestion that would stand in a function's text names
  /// what only the function can see, so there is none then.
  func inLine(_ replacement: String?) -> String? {
    guard let line,
      let place = isOfDerivative ? places.last(where: { $0.source == line }) ?? places.first : places.first
    else { return replacement }
    guard place.source == line else { return nil }
    // A function that was handed on may be differentiated or drawn, where complex values mean nothing.
    if case .domain = kind, places.count > 1 { return nil }
    let (span, text): (Span, String)
    switch mend {
    case .some(.none): return nil
    case .replace(let piece, let new): (span, text) = (piece, new)
    case .insert(let piece, let new): return Self.whole(line, piece, new)
    case .relabel(let value, let new):
      guard let label = line.label(before: value) else { return nil }
      return Self.whole(line, label, new)
    case nil:
      guard let replacement else { return nil }
      (span, text) = (place.span, replacement)
    }
    guard let (before, after) = line.around(span) else { return nil }
    let isApart = Self.opens(before) && Self.closes(after)
    return Self.whole(line, span, isApart ? text : text.closed)
  }

  /// What would do instead of a derivative replaces the derivative, not what it met inside the function.
  private var isOfDerivative: Bool {
    switch kind {
    case .notDifferentiable(_, .some), .derivative: true
    default: false
    }
  }

  /// The line with a piece replaced, when it is short enough to read at a glance and parses.
  private static func whole(_ line: Source, _ span: Span, _ text: String) -> String? {
    guard let (before, after) = line.around(span), before.utf8.count + after.utf8.count <= 400 else { return nil }
    let whole = before + text + after
    guard let statements = try? Parser.statements(whole), !statements.isEmpty else { return nil }
    return whole
  }

  /// Whether an expression that begins after this text is loosest there: nothing to its left binds it.
  private static func opens(_ before: String) -> Bool {
    guard let last = before.last(where: { $0 != " " }) else { return true }
    if ["if", "then", "else", "in"].contains(before.lastWord) { return true }
    if "([{,;\n".contains(last) { return before.last != " " || !"[".contains(last) }
    let end = before.filter { $0 != " " }.suffix(2)
    return end == "->" || last == "=" && !["==", "!=", "<=", ">="].contains(end)
  }

  private static func closes(_ after: String) -> Bool {
    guard let first = after.first(where: { $0 != " " }) else { return true }
    return ")]},;\n#".contains(first) || ["then", "else", "for", "if"].contains(after.firstWord)
  }
}

extension Source {
  /// What stands before and after a piece; `nil` when the piece is not in this text.
  fileprivate func around(_ span: Span) -> (before: String, after: String)? {
    let bytes = Array(text.utf8)
    guard 0 <= span.start, span.start <= span.end, span.end <= bytes.count else { return nil }
    return (String(decoding: bytes[..<span.start], as: UTF8.self), String(decoding: bytes[span.end...], as: UTF8.self))
  }

  /// The name in `name = value`, of the value at this place.
  fileprivate func label(before value: Span) -> Span? {
    let bytes = Array(text.utf8)
    guard 0 < value.start, value.start <= bytes.count else { return nil }
    var end = value.start
    while end > 0, bytes[end - 1] == UInt8(ascii: " ") || bytes[end - 1] == UInt8(ascii: "=") { end -= 1 }
    var start = end
    while start > 0, !" ,(".utf8.contains(bytes[start - 1]) { start -= 1 }
    return start < end ? Span(start, end) : nil
  }
}

extension String {
  fileprivate var firstWord: Substring { drop { $0 == " " }.prefix { $0.isLetter } }

  /// The word it ends in, blanks apart.
  fileprivate var lastWord: String {
    var rest = self[...]
    while rest.last == " " { rest = rest.dropLast() }
    return String(rest.reversed().prefix { $0.isLetter }.reversed())
  }
}

extension Expression {
  /// The expression as an operand of anything: in parentheses unless it holds together by itself.
  var closed: String { holdsTogether ? printed : "(\(printed))" }

  fileprivate var holdsTogether: Bool {
    switch kind {
    case .number, .imaginary, .text, .truth, .missing, .end, .name, .call, .mapped, .index, .member, .prime,
      .factorial, .norm, .sequence, .record, .matrix, .comprehension:
      true
    default: false
    }
  }
}

extension String {
  /// An expression's text as an operand of anything.
  var closed: String {
    guard let expression = try? Parser.expression(self), !expression.holdsTogether else { return self }
    return expression.span.start == 0 && hasPrefix("(") && hasSuffix(")") && expression.span.end == utf8.count
      ? self : "(\(self))"
  }
}
