import Document
import Syntax

/// Calls of functions that other systems have, as they are written here.
extension Scene {
  /// What stands for `np.arange(0, 1, 0.1)`, `c(1, 2)`, `v.append(3)`; the name alone is translated where the arguments
  /// are the same.
  func foreignCall(_ name: String, _ arguments: [Expression.Argument], _ whole: Expression) -> String? {
    let values = arguments.filter { $0.label == nil }.map(\.value)
    let words = values.map { text($0) }
    let inner = words.joined(separator: ", ")
    func named(_ label: String) -> String? {
      arguments.first { $0.label?.spelling == label }.map { text($0.value) }
    }
    if let shown = shown(name, values) { return shown }
    if let sequence = sequence(name, words, named) { return sequence }
    switch (name, values.count) {
    case ("c", 1...): return arguments.count == values.count ? "[\(inner)]" : nil
    case ("array", 1), ("asarray", 1), ("tensor", 1), ("list", 1), ("tuple", 1), ("collect", 1), ("float", 1),
      ("double", 1),
      ("int", 1) where name != "int":
      return words[0]
    case ("t", 1): return "\(closed(values[0]))'"
    case ("matmul", 2), ("mtimes", 2), ("mm", 2): return "\(closed(values[0])) * \(closed(values[1]))"
    case ("dot", 2) where values.contains(where: isMatrix): return "\(closed(values[0])) * \(closed(values[1]))"
    case ("multiply", 2), ("times", 2): return "\(closed(values[0])) .* \(closed(values[1]))"
    case ("divide", 2): return "\(closed(values[0])) ./ \(closed(values[1]))"
    case ("add", 2): return "\(closed(values[0])) + \(closed(values[1]))"
    case ("subtract", 2): return "\(closed(values[0])) - \(closed(values[1]))"
    case ("power", 2): return "\(closed(values[0])) .^ \(closed(values[1]))"
    case ("pow", 2): return "\(closed(values[0]))^\(closed(values[1]))"
    case ("square", 1): return "\(closed(values[0])) .^ 2"
    case ("sapply", 2), ("lapply", 2), ("vapply", 2): return "map(\(words[1]), \(words[0]))"
    case ("ifelse", 3), ("where", 3): return "if \(words[0]) then \(words[1]) else \(words[2])"
    case ("matrix", 1...): return matrix(values[0], words, named)
    case ("eigenvectors", 1): return "eig(\(inner)).vectors"
    case ("isna", 1), ("ismissing", 1), ("isnull", 1): return "is_missing(\(inner))"
    case ("isempty", 1): return "length(\(inner)) == 0"
    case ("zeros_like", 1): return "zeros(size(\(inner)))"
    case ("ones_like", 1): return "ones(size(\(inner)))"
    case ("append", 2): return appending(values, whole)
    case ("cbind", 2...): return "[\(words.map(\.closed).joined(separator: " "))]"
    case ("Σ", 1): return "sum(\(inner))"
    case ("str", 1): return words[0]
    case ("ndims", 1), ("ndim", 1): return "length(size(\(inner)))"
    case ("normal", 2): return words == ["0", "1"] ? "randn()" : "\(words[0].closed) + \(words[1].closed)*randn()"
    case ("uniform", 2):
      return words == ["0", "1"]
        ? "rand()" : "\(words[0].closed) + (\(words[1].closed) - \(words[0].closed))*rand()"
    case ("rnorm", 1) where arguments.count == 1: return "randn(\(inner))"
    case ("runif", 1) where arguments.count == 1: return "rand(\(inner))"
    // A model shows its own summary.
    case ("summary", 1) where catalog["summary"] == nil: return words[0]
    case ("confint", 1): return "ci(\(inner))"
    case (_, 1) where Self.modelFields[name] != nil && catalog[name] == nil:
      return Self.modelFields[name].map { "\(closed(values[0])).\($0)" }
    default: break
    }
    if let value = law(name, arguments) { return value }
    // NumPy keeps functions in folders of their own; the arguments stay as they are.
    guard let own = own(name) else { return nil }
    let all = arguments.map { ($0.label.map { "\($0.spelling) = " } ?? "") + text($0.value) }
    return "\(own)(\(all.joined(separator: ", ")))"
  }

  /// What R asks of a model by functions, and models have as fields here.
  private static let modelFields = [
    "coef": "coef", "coefficients": "coef", "residuals": "residuals", "resid": "residuals", "fitted": "fitted",
    "vif": "vif", "AIC": "aic", "BIC": "bic", "logLik": "loglik", "hatvalues": "leverage", "cooks_distance": "cooks",
    "deviance": "deviance", "sigma": "sigma", "vcov": "covariance",
  ]

  /// The values that something prints.
  private func shown(_ name: String, _ values: [Expression]) -> String? {
    guard ["print", "println", "disp", "display", "fprintf", "printf", "sprintf", "cat", "message"].contains(name),
      !values.isEmpty
    else { return nil }
    let wanted = values.filter { if case .text = $0.kind { false } else { true } }
    guard wanted.count != 1 else { return text(wanted[0]) }
    return wanted.isEmpty ? text(values[0]) : "[\(wanted.map { text($0) }.joined(separator: ", "))]"
  }

  /// `v.append(3)` as a statement of its own.
  private func appending(_ values: [Expression], _ whole: Expression) -> String {
    let joined = "[\(text(values[0])); \(text(values[1]))]"
    guard case .expression = statement.kind, statement.span == whole.span, case .name = values[0].kind else {
      return joined
    }
    return "\(text(values[0])) = \(joined)"
  }

  /// `range(4)`, `arange(0, 1, 0.1)`, `seq(1, 9, 2)`, `rep(0, 5)`.
  private func sequence(_ name: String, _ words: [String], _ named: (String) -> String?) -> String? {
    switch (name, words.count) {
    case ("range", 1), ("arange", 1): return "0:\(Self.before(words[0], step: "1", from: "0"))"
    case ("range", 2), ("arange", 2):
      return "\(words[0].closed):\(Self.before(words[1], step: "1", from: words[0]))"
    case ("range", 3), ("arange", 3):
      return "\(words[0].closed):\(words[2].closed):\(Self.before(words[1], step: words[2], from: words[0]))"
    case ("seq", 1): return "1:\(words[0].closed)"
    case ("seq", 2):
      if let step = named("by") { return "\(words[0].closed):\(step.closed):\(words[1].closed)" }
      if let count = named("length_out") ?? named("length") { return "linspace(\(words[0]), \(words[1]), \(count))" }
      return "\(words[0].closed):\(words[1].closed)"
    case ("seq", 3): return "\(words[0].closed):\(words[2].closed):\(words[1].closed)"
    case ("seq_along", 1): return "1:length(\(words[0]))"
    case ("rep", 2):
      return words[0] == "0"
        ? "zeros(\(words[1]))" : words[0] == "1" ? "ones(\(words[1]))" : "\(words[0].closed) * ones(\(words[1]))"
    default: return nil
    }
  }

  /// The last element of a range that stops before its end.
  private static func before(_ end: String, step: String, from start: String) -> String {
    guard let a = Double(start), let b = Double(end), let h = Double(step), h != 0, ((b - a) / h).magnitude < 1e6 else {
      return "(\(end) - \(step))"
    }
    // A step that ends within rounding of the stop would be one too many.
    let steps = max(0, ((b - a) / h - 1e-9).rounded(.up) - 1)
    return (a + steps * h).formatted(digits: 12)
  }

  /// R's `matrix(c(1, 2, 3, 4), nrow = 2)`.
  private func matrix(_ data: Expression, _ words: [String], _ named: (String) -> String?) -> String? {
    let count: Int? =
      switch data.kind {
      case .matrix(let rows, _) where rows.count == 1: rows[0].count
      case .call(_, let arguments): arguments.count
      default: nil
      }
    let rows = named("nrow") ?? (words.count > 1 ? words[1] : nil)
    let columns = named("ncol") ?? (words.count > 2 ? words[2] : nil)
    func other(_ side: String) -> String {
      guard let count, let n = Int(side), n > 0, count % n == 0 else { return "length(\(words[0]))/\(side)" }
      return String(count / n)
    }
    guard let m = rows ?? columns.map(other) else { return words[0] }
    let n = columns ?? other(m)
    // R fills column by column, as reshape does, unless it is told otherwise.
    return named("byrow") == nil ? "reshape(\(words[0]), \(m), \(n))" : "reshape(\(words[0]), \(n), \(m))'"
  }

  // MARK: fields

  /// A field that is not there: a method of another system, or a slip.
  func field(_ field: String, _ fields: [String]) -> EvaluationError.Mend? {
    guard let piece, case .member(let object, _) = piece.kind else { return nil }
    if let called = dottedCall() { return called }
    if let parent, case .call(let callee, let arguments) = parent.kind, callee.span == piece.span, fields.isEmpty {
      guard let here = foreignCall(field, [Expression.Argument(object)] + arguments, parent) else { return nil }
      return .replace(parent.span, here)
    }
    if let near = Self.nearestField(field, fields) {
      return .replace(piece.span, "\(closed(object)).\(near)")
    }
    guard fields.isEmpty else { return nil }
    switch field {
    case "T", "H": return .replace(piece.span, "\(closed(object))'")
    case "shape":
      if let parent, case .index(let base, let indices) = parent.kind, base.span == piece.span, indices.count == 1,
        case .at(let index) = indices[0], let own = ["0": "rows", "1": "cols"][text(index)]
      {
        return .replace(parent.span, "\(own)(\(text(object)))")
      }
      return .replace(piece.span, "size(\(text(object)))")
    default: return own(field).map { .replace(piece.span, "\($0)(\(text(object)))") }
    }
  }

  /// The field that a word stands for: mistyped, or with more before it, as eigenvalues for values.
  static func nearestField(_ field: String, _ fields: [String]) -> String? {
    if let near = Spelling.nearest(to: field, among: fields).first { return near }
    return fields.filter { $0.count > 3 && field.lowercased().hasSuffix($0.lowercased()) }.first
  }
}
