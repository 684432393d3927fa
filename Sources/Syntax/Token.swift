/// A lexical element and its place. Blanks are not tokens; everything else of the source is in exactly one.
public struct Token: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case number, imaginary, text, name, keyword, `operator`, superscript, bracket, comment, newline, unknown
  }

  public let kind: Kind
  public let span: Span
  /// Whether a blank, a newline or a comment stands before it.
  public let isAfterBlank: Bool
  let mark: Mark
}

/// What a keyword, bracket or operator is, whatever alphabet it was typed in.
enum Mark: String, Hashable, Sendable, CaseIterable {
  case none = ""
  case end = "<end of input>"
  case newline = "\n"
  case unfinishedText = "\""

  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case openBrace = "{"
  case closeBrace = "}"
  case bars = "‖"

  case comma = ","
  case semicolon = ";"
  case colon = ":"
  case point = "."
  case equals = "="
  case arrow = "->"
  case prime = "'"
  case doublePrime = "''"
  case exclamation = "!"
  case tilde = "~"
  case bar = "|"
  case pipe = "|>"
  case root = "√"
  case nabla = "∇"
  case plus = "+"
  case minus = "-"
  case times = "*"
  case slash = "/"
  case backslash = "\\"
  case caret = "^"
  case dotPlus = ".+"
  case dotMinus = ".-"
  case dotTimes = ".*"
  case dotSlash = "./"
  case dotCaret = ".^"
  case dot = "·"
  case cross = "×"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case notEqual = "!="

  case `if`, then, `else`, `for`, `in`, and, or, not, last = "end", `true`, `false`, missing

  // Spellings of other languages, known so that each can be answered.
  case starStar = "**"
  case percent = "%"
  case ampersands = "&&"
  case barBar = "||"
  case ampersand = "&"
  case identical = "==="
  case notIdentical = "!=="
  case angles = "<>"
  case tildeEquals = "~="
  case colonEquals = ":="
  case equalsLess = "=<"
  case fatArrow = "=>"
  case leftArrow = "<-"
  case plusEquals = "+="
  case minusEquals = "-="
  case timesEquals = "*="
  case slashEquals = "/="
  case caretEquals = "^="
  case slashSlash = "//"
  case ellipsis = "..."
  case twoPoints = ".."
  case question = "?"
  case dotPrime = ".'"
  case dotBackslash = ".\\"
  case leftQuote = "“"
  case rightQuote = "”"
  case leftSingleQuote = "‘"
  case rightSingleQuote = "’"

  static let keywords: [String: Mark] = {
    let all: [Mark] = [.if, .then, .else, .for, .in, .and, .or, .not, .last, .true, .false, .missing]
    return Dictionary(uniqueKeysWithValues: all.map { ($0.rawValue, $0) })
  }()

  /// Punctuation by its one to three ASCII bytes, packed with the first byte highest.
  static let punctuation: [UInt32: Mark] = {
    var table: [UInt32: Mark] = [:]
    for mark in allCases where (1...3).contains(mark.rawValue.utf8.count) {
      let bytes = Array(mark.rawValue.utf8)
      guard bytes.allSatisfy({ $0 > 32 && $0 < 127 && !Characters.isNameASCII($0) && $0 != 34 }) else { continue }
      table[bytes.reduce(0) { $0 << 8 | UInt32($1) }] = mark
    }
    // Two primes are two tokens.
    table[0x2727] = nil
    return table
  }()

  /// Punctuation beyond ASCII.
  static let symbols: [Unicode.Scalar: Mark] = [
    "‖": .bars, "∥": .bars, "√": .root, "∇": .nabla, "′": .prime, "ᵀ": .prime, "⊤": .prime, "″": .doublePrime,
    "·": .dot, "⋅": .dot, "∙": .dot, "×": .cross, "÷": .slash, "∗": .times, "−": .minus, "→": .arrow, "↦": .arrow,
    "≤": .lessOrEqual, "≥": .greaterOrEqual, "≠": .notEqual, "∈": .in, "∧": .and, "∨": .or, "¬": .not,
    "…": .ellipsis, "“": .leftQuote, "”": .rightQuote, "‘": .leftSingleQuote, "’": .rightSingleQuote,
    "←": .leftArrow, "⇒": .fatArrow, "∣": .bar,
  ]

  static let withoutPoint: [Mark: Mark] = [
    .dotPlus: .plus, .dotMinus: .minus, .dotTimes: .times, .dotSlash: .slash, .dotCaret: .caret,
  ]

  var closer: Mark? {
    switch self {
    case .openParenthesis: .closeParenthesis
    case .openBracket: .closeBracket
    case .openBrace: .closeBrace
    default: nil
    }
  }

  var isCloser: Bool { self == .closeParenthesis || self == .closeBracket || self == .closeBrace }
}
