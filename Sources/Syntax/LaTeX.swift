/// Formulas as LaTeX writes them, turned into ours.
public enum LaTeX {
  /// The formula in this language, or `nil` where it holds something that has no counterpart.
  ///
  /// Fractions, roots, products, Greek letters, functions, matrices, sums over an index, powers and subscripts in
  /// braces, norms; spacing and sizes of brackets are dropped.
  public static func translated(_ text: String) -> String? {
    // Braces are read by recursion, and what is longer than this is no line that anybody reads at a glance.
    guard text.utf8.count <= longest else { return nil }
    var reader = LaTeXReader(Array(text))
    guard let result = reader.sequence(until: { _ in false }), reader.isAtEnd else { return nil }
    return String(result[...].trimmingBlanks)
  }

  /// Bytes of the longest formula that is translated.
  public static let longest = 400

  static let operators: [String: String] = [
    "cdot": "*", "times": "*", "ast": "*", "div": "/", "pm": "±", "leq": "<=", "le": "<=", "geq": ">=", "ge": ">=",
    "neq": "!=", "ne": "!=", "approx": "≈", "in": "in", "to": "->", "mapsto": "->", "rightarrow": "->",
    "circ": "∘", "odot": "⊙", "otimes": "⊗", "land": "and", "lor": "or", "neg": "not", "nabla": "∇", "infty": "inf",
    "ldots": "...", "dots": "...", "cdots": "...", "partial": "∂", "int": "∫", "mid": "|", "colon": ":", "sim": "~",
    "varepsilon": "epsilon", "varphi": "phi", "vartheta": "theta", "ell": "l",
  ]

  static let functions: Set<String> = [
    "sin", "cos", "tan", "sinh", "cosh", "tanh", "ln", "log", "exp", "det", "max", "min", "gcd", "lim", "sup", "inf",
    "arcsin", "arccos", "arctan", "rank", "dim",
  ]

  static let wrappers: Set<String> = [
    "mathbf", "mathrm", "mathit", "mathcal", "mathsf", "mathbb", "boldsymbol", "operatorname", "text", "textbf", "vec",
    "hat", "bar", "tilde", "overline", "bm",
  ]

  static let dropped: Set<String> = [
    "left", "right", "big", "Big", "bigl", "bigr", "quad", "qquad", "displaystyle", "limits",
  ]
}

private struct LaTeXReader {
  private let characters: [Character]
  private var position = 0
  private var isInNorm = false

  init(_ characters: [Character]) { self.characters = characters }

  var isAtEnd: Bool { position == characters.count }
  private var next: Character? { position < characters.count ? characters[position] : nil }

  private func word(at start: Int) -> String { String(characters[start...].prefix { $0.isASCII && $0.isLetter }) }

  mutating func sequence(until stops: (Character) -> Bool) -> String? {
    var result = ""
    while let character = next, !stops(character) {
      switch character {
      case "\\":
        guard let piece = command(after: result) else { return nil }
        result += piece
      case "$": position += 1
      case "{":
        guard let inner = group() else { return nil }
        result += inner
      case "}", "&": return nil
      case "^", "_":
        position += 1
        guard let piece = script(character) else { return nil }
        result += piece
      case "∑", "Σ", "∏":
        position += 1
        guard next == "_" else {
          result.append(character)
          continue
        }
        guard let piece = sum(character == "∏" ? "prod" : "sum") else { return nil }
        result += piece
      default:
        result.append(character)
        position += 1
      }
    }
    return result
  }

  private mutating func skipBlanks() { while next == " " { position += 1 } }

  /// What stands in braces, or the one character that may stand without them.
  private mutating func group() -> String? {
    skipBlanks()
    guard let first = next else { return nil }
    if first == "\\" { return command(after: "") }
    guard first == "{" else {
      position += 1
      return String(first)
    }
    position += 1
    guard let inner = sequence(until: { $0 == "}" }), next == "}" else { return nil }
    position += 1
    return inner
  }

  private mutating func script(_ sign: Character) -> String? {
    let isTransposed = transposes
    guard let inner = group() else { return nil }
    if sign == "_" { return inner.allSatisfy { $0.isLetter || $0.isNumber } ? "_\(inner)" : nil }
    if isTransposed || inner == "T" || inner == "'" { return "'" }
    return "^\(inner.isSimple ? inner : "(\(inner))")"
  }

  /// Whether `\top` or `\intercal` stands here, in braces or not.
  private var transposes: Bool {
    var at = position
    while at < characters.count, characters[at] == "{" || characters[at] == " " { at += 1 }
    guard at < characters.count, characters[at] == "\\" else { return false }
    return ["top", "intercal", "mathsf", "mathrm"].contains(word(at: at + 1))
  }

  private mutating func command(after before: String) -> String? {
    let name = word(at: position + 1)
    guard !name.isEmpty else { return symbol() }
    position += 1 + name.count
    if let sign = LaTeX.operators[name] { return sign }
    if LaTeX.dropped.contains(name) { return "" }
    if name == "sum" || name == "prod" { return sum(name) }
    if LaTeX.functions.contains(name) || Greek.english.values.contains(name.lowercased()) { return name }
    switch name {
    case "top", "intercal": return "T"
    case "frac", "dfrac", "tfrac":
      guard let above = group(), let below = group() else { return nil }
      let quotient = "\(above.isSimple ? above : "(\(above))")/\(below.isSimple ? below : "(\(below))")"
      let isAlone = next.map { !$0.isLetter && !$0.isNumber && $0 != "\\" && $0 != "(" } ?? true
      let isFirst = before.last.map { !$0.isLetter && !$0.isNumber && $0 != ")" } ?? true
      return isAlone && isFirst ? quotient : "\(isFirst ? "" : "*")(\(quotient))\(isAlone ? "" : "*")"
    case "sqrt":
      var degree: String?
      if next == "[" {
        position += 1
        guard let inner = sequence(until: { $0 == "]" }), next == "]" else { return nil }
        position += 1
        degree = inner
      }
      guard let inner = group() else { return nil }
      return degree.map { "(\(inner))^(1/\($0))" } ?? "sqrt(\(inner))"
    case "begin": return matrix()
    case "lVert", "rVert", "Vert": return norm()
    default: return LaTeX.wrappers.contains(name) ? group() : nil
    }
  }

  /// A backslash before something that is no letter.
  private mutating func symbol() -> String? {
    guard position + 1 < characters.count else { return nil }
    let sign = characters[position + 1]
    position += 2
    switch sign {
    case "|": return norm()
    case ",", ";", "!", ":", " ": return " "
    case "{", "}", "%", "_": return String(sign)
    default: return nil
    }
  }

  private mutating func norm() -> String {
    isInNorm.toggle()
    return isInNorm ? "norm(" : ")"
  }

  /// `_{k=1}^{n} k^2`: the sum of what follows, up to the next sum.
  private mutating func sum(_ name: String) -> String? {
    guard next == "_" else { return name }
    position += 1
    guard let index = group(), next == "^" else { return nil }
    position += 1
    guard let last = group() else { return nil }
    let parts = index.split(separator: "=", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    skipBlanks()
    guard let term = sequence(until: { "+-=,)".contains($0) }) else { return nil }
    let variable = parts[0].trimmingBlanks
    return "\(name)([\(term[...].trimmingBlanks) for \(variable) in \(parts[1].trimmingBlanks):\(last)])"
  }

  /// `\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}`, after `\begin`.
  private mutating func matrix() -> String? {
    guard let kind = group(), kind.hasSuffix("matrix") else { return nil }
    var rows: [[String]] = [[]]
    while true {
      guard let cell = cell(), !cell.isEmpty else { return nil }
      rows[rows.count - 1].append(cell.contains(" ") ? "(\(cell))" : cell)
      if next == "&" {
        position += 1
        continue
      }
      guard next == "\\" else { return nil }
      if position + 1 < characters.count, characters[position + 1] == "\\" {
        position += 2
        skipBlanks()
        if word(at: min(position + 1, characters.count)) != "end" || next != "\\" {
          rows.append([])
          continue
        }
      }
      guard word(at: position + 1) == "end" else { return nil }
      position += 4
      guard group() == kind else { return nil }
      let text = rows.map { $0.joined(separator: " ") }.joined(separator: "; ")
      return kind == "vmatrix" ? "det([\(text)])" : "[\(text)]"
    }
  }

  private mutating func cell() -> String? {
    var text = ""
    while let character = next, character != "&" {
      if character == "\\" {
        if position + 1 < characters.count, characters[position + 1] == "\\" { break }
        if word(at: position + 1) == "end" { break }
      }
      guard let piece = sequence(until: { $0 == "&" || $0 == "\\" }) else { return nil }
      text += piece
      if next == "\\", !(position + 1 < characters.count && characters[position + 1] == "\\"),
        word(at: position + 1) != "end"
      {
        guard let inner = command(after: text) else { return nil }
        text += inner
      }
    }
    return String(text[...].trimmingBlanks)
  }
}

extension String {
  /// A number or a name: needs no parentheses anywhere.
  fileprivate var isSimple: Bool {
    !isEmpty && allSatisfy { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" }
  }
}
