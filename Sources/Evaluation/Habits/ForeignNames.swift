import Syntax

/// Names that mean nothing here, and what they mean elsewhere.
extension Scene {
  /// What was meant by an unknown name: in words, and how the line is mended.
  typealias Meaning = (here: String, mend: EvaluationError.Mend)

  func meaning(of name: Name) -> Meaning? {
    guard let piece, case .name(name) = piece.kind else { return nil }
    let word = name.spelling
    if case .replace(let span, let here)? = dottedCall() { return (here, .replace(span, here)) }
    if let found = unquotedChoice(word, piece) { return found }
    if let found = suffix(word, piece) ?? transposed(word) ?? module(word) ?? derivative(word, piece) { return found }
    if word == "i", catalog.value(word) == nil || catalog.value(word)?.isScalar == false {
      return ("1i", .replace(piece.span, "1i"))
    }
    if let here = Self.constants[word] { return (here, .replace(piece.span, here)) }
    if let parent, case .call(let callee, let arguments) = parent.kind, callee.span == piece.span {
      if let here = foreignCall(word, arguments, parent) { return (here, .replace(parent.span, here)) }
    }
    if let here = logarithm(word) ?? subscripted(word) ?? applied(word) {
      if let parent, here.hasSuffix("("), case .call(_, let arguments) = parent.kind, arguments.count == 1 {
        let whole = "\(here)\(text(arguments[0].value)), \(word.dropFirst(4)))"
        return (whole, .replace(parent.span, whole))
      }
      return here.hasSuffix("(") ? nil : (here, .replace(piece.span, here))
    }
    return product(word, piece) ?? variable(word, piece)
  }

  /// Options whose values R writes without quotes: `family = binomial`, `weights = w` for a column.
  private static let wordOptions: Set<String> = ["family", "weights", "offset", "link"]

  private func unquotedChoice(_ word: String, _ piece: Expression) -> Meaning? {
    for node in path.dropLast().reversed() {
      guard case .call(_, let arguments) = node.kind else { continue }
      guard let given = arguments.first(where: { $0.value.span.holds(piece.span) }) else { continue }
      guard let label = given.label, Self.wordOptions.contains(label.spelling) else { return nil }
      // R's families are functions: binomial().
      let isWhole =
        if case .call(let callee, let inside) = given.value.kind { callee.span == piece.span && inside.isEmpty } else {
          given.value.span == piece.span
        }
      return isWhole ? ("\"\(word)\"", .replace(given.value.span, "\"\(word)\"")) : nil
    }
    return nil
  }

  /// Functions that take a function first, where paper has an expression of x.
  private static let functionals: Set<String> = [
    "grad", "hessian", "jacobian", "derivative", "gradient", "plot", "descend",
  ]

  /// `grad(x^2)`, `plot(x^2)`, `f = x^2`: an expression of a variable that has no value is a function.
  private func variable(_ word: String, _ piece: Expression) -> Meaning? {
    guard ["x", "y", "t", "z"].contains(word) else { return nil }
    for case .call(let callee, let arguments) in path.map(\.kind) where Self.functionals.contains(text(callee)) {
      guard let first = arguments.first, first.label == nil, first.value.span.holds(piece.span),
        Set(first.value.freeNames.filter { scope[$0] == nil && catalog.value($0.canonical) == nil }).count == 1
      else { return nil }
      let function = "\(word) -> \(text(first.value))"
      let isPlotted = text(callee) == "plot" && arguments.count == 1
      return (function, .insert(first.value.span, isPlotted ? "\(function), -3, 3" : function))
    }
    guard case .assign(let names, let value) = statement.kind, names.count == 1, let name = names[0],
      value.span.holds(piece.span), value.freeNames.count(where: { scope[$0] == nil }) == 1,
      name.spelling.count == 1, "fgh".contains(name.spelling)
    else { return nil }
    let definition = "\(name.spelling)(\(word)) = \(text(value))"
    return (definition, .insert(statement.span, definition))
  }

  /// Truths, holes and numbers as other systems spell them.
  private static let constants: [String: String] = [
    "True": "true", "TRUE": "true", "False": "false", "FALSE": "false", "None": "missing", "NULL": "missing",
    "null": "missing", "nil": "missing", "NA": "missing", "nothing": "missing", "undefined": "missing",
    "Missing": "missing", "NAN": "nan", "INF": "inf", "Infinity": "inf", "oo": "inf",
    "Pi": "pi", "PI": "pi",
  ]

  private static let modules: Set<String> = [
    "np", "numpy", "sp", "scipy", "math", "torch", "tf", "jnp", "jax", "la", "LA", "linalg", "LinearAlgebra", "Math",
    "statistics", "stats", "plt", "pd", "base", "is",
  ]

  /// `4j`, `4im`, R's `5L`.
  private func suffix(_ word: String, _ piece: Expression) -> Meaning? {
    guard let parent, case .scaled(let number, let factor) = parent.kind, factor.span == piece.span else { return nil }
    switch word {
    case "j", "im", "J": return ("\(text(number))i", .replace(parent.span, "\(text(number))i"))
    case "L": return (text(number), .replace(parent.span, text(number)))
    default: return nil
    }
  }

  /// `A^T`.
  private func transposed(_ word: String) -> Meaning? {
    guard word == "T" || word == "H", let parent, case .infix(.power, let base, _) = parent.kind else { return nil }
    return ("\(closed(base))'", .replace(parent.span, "\(closed(base))'"))
  }

  /// `np.linalg.det(A)`, `math.pi`, `is.na(x)`.
  private func module(_ word: String) -> Meaning? {
    guard Self.modules.contains(word) else { return nil }
    var level = path.count - 1
    var method = ""
    while level > 0, case .member(let base, let name) = path[level - 1].kind, base.span == path[level].span {
      method = name.spelling
      level -= 1
    }
    guard !method.isEmpty else { return nil }
    let chain = path[level]
    if level > 0, case .call(let callee, let arguments) = path[level - 1].kind, callee.span == chain.span {
      let called = word == "is" ? "is\(method)" : method
      guard let here = foreignCall(called, arguments, path[level - 1]) else { return nil }
      return (here, .replace(path[level - 1].span, here))
    }
    guard let here = Self.constants[method] ?? own(method) ?? (catalog.value(method) == nil ? nil : method) else {
      return nil
    }
    return (here, .replace(chain.span, here))
  }

  /// `df/dx` and `d/dx(x^2)`.
  private func derivative(_ word: String, _ piece: Expression) -> Meaning? {
    guard word.hasPrefix("d"), let parent, case .infix(.divide, let above, let below) = parent.kind,
      above.span == piece.span
    else { return nil }
    let function = String(word.dropFirst())
    switch below.kind {
    case .name(let variable) where variable.spelling.hasPrefix("d") && !function.isEmpty:
      guard case .function = scope[Name(function)] else { return nil }
      return ("\(function)'", .replace(parent.span, "\(function)'"))
    case .call(let callee, let arguments) where function.isEmpty && arguments.count == 1:
      guard case .name(let variable) = callee.kind, variable.spelling.hasPrefix("d") else { return nil }
      let here = "(\(variable.spelling.dropFirst()) -> \(text(arguments[0].value)))'"
      return (here, .replace(parent.span, here))
    default: return nil
    }
  }

  /// `log_3(9)`: the opening of the call it stands for.
  private func logarithm(_ word: String) -> String? {
    guard word.hasPrefix("log_"), word.count > 4 else { return nil }
    let base = word.dropFirst(4)
    if catalog["log\(base)"] != nil { return "log\(base)" }
    return base.allSatisfy(\.isNumber) || scope[Name(String(base))] != nil ? "log(" : nil
  }

  /// `x_2` and `x2` where x has elements.
  private func subscripted(_ word: String) -> String? {
    let parts = word.split(separator: "_")
    guard parts.count == 2, scope[Name(String(parts[0]))]?.extents != nil,
      parts[1].allSatisfy(\.isNumber) || scope[Name(String(parts[1]))] != nil
    else { return nil }
    return "\(parts[0])[\(parts[1])]"
  }

  /// `sinx`, `cos2x`.
  private func applied(_ word: String) -> String? {
    for split in word.indices.dropFirst(2) {
      let (function, argument) = (String(word[..<split]), String(word[split...]))
      guard catalog[function]?.primitive != nil, scope[Name(function)] == nil else { continue }
      let variable = argument.drop(while: \.isNumber)
      if argument.allSatisfy(\.isNumber) || scope[Name(String(variable))] != nil { return "\(function)(\(argument))" }
    }
    return nil
  }

  /// `mx`, `4ac`: names that stand side by side, as on paper.
  private func product(_ word: String, _ piece: Expression) -> Meaning? {
    let letters = Array(word)
    guard letters.count >= 2, letters.count <= 4, letters.allSatisfy(\.isLetter),
      letters.allSatisfy({ scope[Name(String($0))] != nil })
    else { return nil }
    let here = letters.map { String($0) }.joined(separator: "*")
    // 1/ab could be over both or only over a.
    let before = text(Span(0, piece.span.start)).last { $0 != " " && !$0.isNumber && $0 != "." }
    if let before, "/\\^".contains(before) { return (here, .replace(piece.span, "(\(here))")) }
    return (here, .insert(piece.span, here))
  }
}
