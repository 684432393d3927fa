import LinearAlgebra
import Syntax

/// Calls whose arguments do not fit, and the call that was meant.
extension Scene {
  /// An argument by a name the function does not have.
  func option(_ function: String, _ option: String, _ known: [String]) -> EvaluationError.Mend? {
    guard let (node, arguments) = call(of: function),
      let given = arguments.first(where: { $0.label?.spelling == option || $0.label?.canonical == option })
    else { return nil }
    if ["axis", "dim", "dims", "MARGIN"].contains(option), let first = arguments.first, first.label == nil {
      return .replace(node.span, along(function, first.value, isAxis: option == "axis", text(given.value)))
    }
    // R names its table, which stands beside the formula here.
    if option == "data", known.contains("formula") {
      let inner = arguments.map { argument in
        argument.label.flatMap { $0.spelling == option ? nil : "\($0.spelling) = " } ?? ""
      }
      let listed = zip(inner, arguments).map { $0 + text($1.value) }
      return .replace(node.span, "\(function)(\(listed.joined(separator: ", ")))")
    }
    let free = known.filter { name in !arguments.contains { $0.label?.canonical == name } }
    let places = arguments.count { $0.label == nil }
    let left = Array(known.dropFirst(places)).filter { free.contains($0) }
    let meant =
      Self.labels[option].flatMap { label in known.contains(label) ? label : nil }
      ?? Spelling.nearest(to: option, among: known).first ?? (left.count == 1 ? left[0] : nil)
    guard let meant else { return nil }
    return .relabel(given.value.span, meant)
  }

  /// `sum(A, axis = 0)`, `sum(A, 1)`: what map visits of a matrix are its columns, and of its transpose the rows.
  private func along(_ function: String, _ data: Expression, isAxis: Bool, _ dimension: String) -> String {
    if value(data)?.extents?.count == 1 || value(data) == nil && !isMatrix(data) { return "\(function)(\(text(data)))" }
    let isOverRows = dimension == (isAxis ? "1" : "2")
    return "map(\(function), \(isOverRows ? "\(closed(data))'" : text(data)))"
  }

  /// Functions of data that other systems run along a dimension.
  private static let reductions: Set<String> = ["sum", "prod", "mean", "median", "max", "min", "std", "var", "norm"]

  /// Arguments as other systems call them.
  private static let labels: [String: String] = [
    "lr": "rate", "learning_rate": "rate", "step_size": "rate", "eta": "rate", "alpha": "rate", "stepsize": "rate",
    "optimizer": "method", "algorithm": "method", "solver": "method", "reverse": "descending",
    "decreasing": "descending",
    "rev": "descending", "desc": "descending", "na_rm": "na", "skipna": "na", "tolerance": "tol", "eps": "epsilon",
    "ord": "p", "order": "p", "n_bins": "bins", "nbins": "bins", "main": "title", "xlab": "x", "ylab": "y",
    "xlabel": "x", "ylabel": "y", "mu": "momentum", "random_state": "seed", "rng": "seed", "beta": "momentum",
    "init": "x0", "start": "x0",
  ]

  /// A text that is none of an option's choices.
  func choice(_ got: String, _ choices: [String]) -> EvaluationError.Mend? {
    guard let piece, case .text(got) = piece.kind else { return nil }
    if let order = ["l1": "1", "l2": "2", "linf": "inf", "max": "inf", "inf": "inf", "1": "1", "2": "2"][
      got.lowercased()],
      choices.contains("fro")
    {
      return .replace(piece.span, order)
    }
    let word = got.lowercased()
    let meant = choices.first { word.hasPrefix($0) } ?? Spelling.nearest(to: word, among: choices).first
    return meant.map { .replace(piece.span, "\"\($0)\"") }
  }

  /// An argument of the wrong kind.
  func argument(_ function: String, _ needed: String, _ got: String) -> EvaluationError.Mend? {
    if let piece, case .text(let words) = piece.kind, let inner = unquoted(words, needed) {
      return .replace(piece.span, inner)
    }
    guard let (node, arguments) = call(of: function) else { return nil }
    let values = arguments.filter { $0.label == nil }.map(\.value)
    guard values.count == arguments.count, !values.isEmpty else { return nil }
    if needed.hasPrefix("a function"), let place = values.firstIndex(where: isFunction), place > 0 {
      var order = values
      order.insert(order.remove(at: place), at: 0)
      return .replace(node.span, "\(function)(\(order.map { text($0) }.joined(separator: ", ")))")
    }
    if function == "descend", values.count == 3, isScalar(values[2]) {
      let words = values.map { text($0) }
      return isScalar(values[1])
        ? .replace(node.span, "descend(\(words[0]), [\(words[1]), \(words[2])])")
        : .replace(node.span, "descend(\(words[0]), \(words[1]), rate = \(words[2]))")
    }
    if Self.reductions.contains(function), values.count == 2, isFunction(values[0]) {
      return .replace(node.span, "\(function)(map(\(text(values[0])), \(text(values[1]))))")
    }
    // The law stands first.
    if ["pdf", "cdf", "ccdf", "quantile", "sample"].contains(function), values.count == 2 {
      return .replace(node.span, "\(function)(\(text(values[1])), \(text(values[0])))")
    }
    if function == "sum", got.contains("of truths") {
      return .replace(node.span, "count(\(text(values[0])))")
    }
    if function == "dot", values.count == 2, values.contains(where: isMatrix) {
      return .replace(node.span, "\(closed(values[0])) * \(closed(values[1]))")
    }
    return nil
  }

  /// What stands in quotes, when it means something without them.
  private func unquoted(_ words: String, _ needed: String) -> String? {
    guard !needed.contains("text"), let inner = try? Parser.expression(words) else { return nil }
    switch inner.kind {
    case .number, .truth: return words
    case .name(let name): return scope[name] == nil && catalog.value(name.canonical) == nil ? nil : words
    default: return nil
    }
  }

  /// A wrong number of arguments.
  func arity(_ function: String) -> EvaluationError.Mend? {
    if let node = path.last(where: { if case .call = $0.kind { true } else { false } }),
      case .call(let callee, let arguments) = node.kind, case .prime(let f) = callee.kind, arguments.count > 1
    {
      return .replace(node.span, "∇\(closed(f))(\(arguments.map { text($0.value) }.joined(separator: ", ")))")
    }
    guard let (node, arguments) = call(of: function) else { return nil }
    let values = arguments.filter { $0.label == nil }.map(\.value)
    let words = values.map { text($0) }
    let inner = words.joined(separator: ", ")
    guard values.count == arguments.count else { return nil }
    switch (function, values.count) {
    case ("size", 2):
      return ["1": "rows", "2": "cols"][words[1]].map { .replace(node.span, "\($0)(\(words[0]))") }
    case (_, 2) where Self.reductions.contains(function) && isMatrix(values[0]) && ["1", "2"].contains(words[1]):
      return .replace(node.span, along(function, values[0], isAxis: false, words[1]))
    case (_, 2) where Self.reductions.contains(function) && isFunction(values[0]):
      return .replace(node.span, "\(function)(map(\(inner)))")
    case ("sort", 2):
      guard case .text(let order) = values[1].kind, order.hasPrefix("desc") else { return nil }
      return .replace(node.span, "sort(\(words[0]), descending = true)")
    case ("solve", 1): return .replace(node.span, "inv(\(inner))")
    case ("linspace", 2): return .replace(node.span, "linspace(\(inner), 100)")
    case ("descend", 1): return .replace(node.span, "descend(\(inner), 1)")
    case ("round", 2) where words[1].allSatisfy(\.isNumber):
      guard let places = Int(words[1]), (1...15).contains(places) else { return nil }
      let scale = "1" + String(repeating: "0", count: places)
      return .replace(node.span, "round(\(scale) * \(closed(values[0]))) / \(scale)")
    default: break
    }
    if values.count == 1, let parts = parts(values[0], for: function) {
      return .replace(node.span, "\(function)(\(parts.joined(separator: ", ")))")
    }
    guard values.count > 1, values.allSatisfy(isScalar) else { return nil }
    return .replace(node.span, "\(function)([\(inner)])")
  }

  /// Whether it is one number as far as one can see.
  private func isScalar(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .number: true
    case .prefix(_, let inner): isScalar(inner)
    default: value(expression)?.shape == .scalar
    }
  }

  /// The elements of a vector, for a function that wants them one by one.
  private func parts(_ vector: Expression, for function: String) -> [String]? {
    guard case .function(let f) = scope[Name(function)], let arity = f.arity?.lowerBound, arity > 1, arity <= 9 else {
      return nil
    }
    if case .matrix(let rows, _) = vector.kind, rows.count == 1, rows[0].count == arity {
      return rows[0].map { text($0) }
    }
    guard value(vector)?.extents == [arity] else { return nil }
    return (1...arity).map { "\(text(vector))[\($0)]" }
  }

  /// An argument given by place and by name: by place is enough.
  func repeated(_ function: String, _ parameter: String) -> EvaluationError.Mend? {
    guard let (_, arguments) = call(of: function),
      let place = arguments.firstIndex(where: { $0.label?.canonical == parameter }), place > 0
    else { return nil }
    return .replace(Span(arguments[place - 1].value.span.end, arguments[place].value.span.end), "")
  }

  /// `fold(f, values, start)`: start and values the other way round.
  func exchangedLast() -> EvaluationError.Mend? {
    guard let (node, arguments) = call(of: "fold"), arguments.count == 3 else { return nil }
    let words = arguments.map { text($0.value) }
    return .replace(node.span, "fold(\(words[0]), \(words[2]), \(words[1]))")
  }
}
