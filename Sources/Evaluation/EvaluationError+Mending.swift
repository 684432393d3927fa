import Syntax

extension EvaluationError {
  /// A change of the line being typed that mends the mistake.
  public enum Mend: Hashable, Sendable {
    /// This text instead of what stands at the place.
    case replace(Span, String)
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
    guard let line, let place = places.first else { return replacement }
    guard place.source == line else { return nil }
    // A function that was handed on may be differentiated or drawn, where complex values mean nothing.
    if case .domain = kind, places.count > 1 { return nil }
    let (span, text): (Span, String)
    switch mend {
    case .some(.none): return nil
    case .replace(let piece, let new): (span, text) = (piece, new)
    case nil:
      guard let replacement else { return nil }
      (span, text) = (place.span, replacement)
    }
    let bytes = Array(line.text.utf8)
    guard bytes.count <= 400, 0 <= span.start, span.start <= span.end, span.end <= bytes.count else { return nil }
    let before = String(decoding: bytes[..<span.start], as: UTF8.self)
    let after = String(decoding: bytes[span.end...], as: UTF8.self)
    let isApart = Self.opens(before) && Self.closes(after)
    let whole = before + (isApart ? text : text.closed) + after
    guard let statements = try? Parser.statements(whole), !statements.isEmpty else { return nil }
    return whole
  }

  /// Whether an expression that begins after this text is loosest there: nothing to its left binds it.
  private static func opens(_ before: String) -> Bool {
    guard let last = before.last(where: { $0 != " " }) else { return true }
    if "([{,;\n".contains(last) { return before.last != " " || !"[".contains(last) }
    let end = before.filter { $0 != " " }.suffix(2)
    return end == "->" || last == "=" && !["==", "!=", "<=", ">="].contains(end)
  }

  private static func closes(_ after: String) -> Bool {
    guard let first = after.first(where: { $0 != " " }) else { return true }
    return ")]},;\n#".contains(first)
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
