/// Reads source text into statements. A Pratt loop over tokens: sums and products take no stack, only nesting does.
public struct Parser {
  /// Brackets, prefix signs and exponents inside one another; a person writes ten.
  public static let maximumNesting = 200

  /// The statements of a cell.
  /// - Parameter bound: names the notebook defines; when `i` is one of them, `2i` is an error.
  public static func statements(_ source: String, bound: Set<Name> = []) throws(SyntaxError) -> [Statement] {
    do throws(SyntaxError) {
      var parser = Parser(source)
      let statements = try parser.cell()
      try parser.refuseBoundUnit(statements, bound: bound)
      return statements
    } catch { throw error.keepingSuggestion(mistake) }
  }

  /// One expression and nothing else.
  public static func expression(_ source: String) throws(SyntaxError) -> Expression {
    do throws(SyntaxError) {
      var parser = Parser(source)
      parser.skipNewlines()
      let expression = try parser.expression()
      try parser.finish(after: expression)
      return expression
    } catch { throw error.keepingSuggestion(mistake) }
  }

  /// What is wrong with a text, if anything.
  private static func mistake(_ source: String) -> SyntaxError? {
    do throws(SyntaxError) {
      var parser = Parser(source)
      try parser.refuseBoundUnit(try parser.cell(), bound: [])
      return nil
    } catch { return error }
  }

  let bytes: [UInt8]
  /// Without comments, ending in one `.end`.
  private(set) var tokens: [Token]
  /// For the index of each opening bracket, the index of the bracket that closes it.
  let matches: [Int: Int]
  /// The indices of the brackets that directly hold a `for`.
  let loops: Set<Int>
  var position = 0
  var previousEnd = 0
  var nesting = 0
  var indexDepth = 0
  /// Whether newlines are blanks here.
  var skipsNewlines = false
  /// Whether blanks separate elements here.
  var isInMatrix = false
  /// Whether the next `‖` closes a norm.
  var isInNorm = false
  var statementStart = 0

  init(_ source: String) {
    let bytes = Array(source.utf8)
    var tokens = Lexer.tokens(of: bytes).filter { $0.kind != .comment }
    tokens.append(
      Token(kind: .newline, span: Span(bytes.count, bytes.count), isAfterBlank: true, mark: .end))
    self.bytes = bytes
    self.tokens = tokens
    (matches, loops) = Parser.brackets(tokens)
  }

  private static func brackets(_ tokens: [Token]) -> ([Int: Int], Set<Int>) {
    var matches: [Int: Int] = [:]
    var loops: Set<Int> = []
    var open: [Int] = []
    for (index, token) in tokens.enumerated() {
      if token.mark.closer != nil {
        open.append(index)
      } else if token.mark == .for, let last = open.last {
        loops.insert(last)
      } else if token.mark.isCloser, let last = open.last, tokens[last].mark.closer == token.mark {
        matches[last] = index
        open.removeLast()
      }
    }
    return (matches, loops)
  }
}

// MARK: The cursor

extension Parser {
  var token: Token { tokens[position] }
  var mark: Mark { tokens[position].mark }

  func peek(_ offset: Int) -> Token { tokens[max(0, min(position + offset, tokens.count - 1))] }

  /// What was typed there; nothing where the span is turned round, as of a piece that is missing.
  func text(_ span: Span) -> String {
    guard span.start < span.end else { return "" }
    return String(decoding: bytes[span.start..<span.end], as: UTF8.self)
  }

  /// The token as it was typed.
  var found: String { text(token.span) }

  mutating func advance() {
    previousEnd = token.span.end
    if position < tokens.count - 1 { position += 1 }
    if skipsNewlines { skipNewlines() }
  }

  mutating func skipNewlines() {
    while mark == .newline { position += 1 }
  }

  /// Takes the point off a dotted operator: in a formula `.^2` is `.` to a power.
  mutating func dropPoint() -> Span? {
    guard let plain = Mark.withoutPoint[mark] else { return nil }
    let span = token.span
    tokens[position] = Token(
      kind: .operator, span: Span(span.start + 1, span.end), isAfterBlank: false, mark: plain)
    return Span(span.start, span.start + 1)
  }

  mutating func descend(_ span: Span) throws(SyntaxError) {
    nesting += 1
    guard nesting <= Parser.maximumNesting else { throw SyntaxError(.tooDeep, span) }
  }

  mutating func finish(after expression: Expression?) throws(SyntaxError) {
    skipNewlines()
    guard mark == .end else { throw misplaced(after: expression) }
  }

  /// Consumes a closing bracket; `restoring` puts back the modes of the text around the brackets first.
  mutating func close(
    _ closer: Mark, opened: Token, restoring modes: Modes, after expression: Expression?
  ) throws(SyntaxError) {
    guard mark == closer else {
      if mark == .end {
        throw unclosed(opened)
      }
      if mark.isCloser {
        throw error(.wrongCloser(found, expected: closer.rawValue), token.span, with: closer.rawValue)
      }
      throw misplaced(after: expression)
    }
    restore(modes)
    advance()
  }
}

/// How newlines and blanks are read at a place.
struct Modes {
  var skipsNewlines: Bool
  var isInMatrix: Bool
  var isInNorm: Bool
}

extension Parser {
  var modes: Modes { Modes(skipsNewlines: skipsNewlines, isInMatrix: isInMatrix, isInNorm: isInNorm) }

  mutating func restore(_ modes: Modes) {
    skipsNewlines = modes.skipsNewlines
    isInMatrix = modes.isInMatrix
    isInNorm = modes.isInNorm
  }

  /// Enters brackets in which newlines and blanks mean nothing, and consumes the opening one.
  mutating func open() -> Modes {
    let modes = modes
    skipsNewlines = true
    isInMatrix = false
    isInNorm = false
    advance()
    return modes
  }
}
