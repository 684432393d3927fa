import Evaluation
import Syntax

extension Notebook {
  /// What follows the point in `lm(y ~ x, t).` and `head(t).`: the fields that the function's result has, or the columns
  /// of the table it was given. Nothing is evaluated.
  /// - Returns: `nil` when there is no point behind a bracket.
  func fieldsOfCall(
    _ tokens: ArraySlice<Token>, _ bytes: [UInt8], beginning prefix: String
  ) -> [Completion.Candidate]? {
    func spelling(_ token: Token) -> String {
      String(decoding: bytes[token.span.start..<token.span.end], as: UTF8.self)
    }
    guard let point = tokens.last, spelling(point) == ".", let bracket = tokens.dropLast().last,
      bracket.span.end == point.span.start, [")", "]"].contains(spelling(bracket))
    else { return nil }
    var depth = 0
    var inside: [Name] = []
    for place in tokens.indices.dropLast().reversed() {
      let word = spelling(tokens[place])
      switch word {
      case ")", "]", "}": depth += 1
      case "(", "[", "{": depth -= 1
      default: if tokens[place].kind == .name { inside.append(Name(word)) }
      }
      guard depth == 0 else { continue }
      guard word == "(", place > tokens.startIndex, tokens[place - 1].span.end == tokens[place].span.start,
        let builtin = catalog[Name(spelling(tokens[place - 1])).canonical]
      else { return [] }
      if builtin.forms.contains(where: { $0.result == "table" }) {
        let tables = Set(inside).filter { if case .table? = self[$0] { true } else { false } }
        return tables.count == 1 ? tables.flatMap { columns(of: $0, beginning: prefix) } : []
      }
      return builtin.facts.fields.filter { $0.hasPrefix(prefix) }.map {
        .init($0, kind: .field, summary: "of \(builtin.name)")
      }
    }
    return []
  }
}
