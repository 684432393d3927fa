import Evaluation
import Syntax

extension Notebook {
  /// The words that an option may be, in the text being written for it: `minimize(f, x0, method = "`.
  /// - Returns: `nil` where the text is open to any words.
  func choiceCompletions(_ tokens: [Token], _ bytes: [UInt8], cursor: Int) -> Completion? {
    guard let text = tokens.last, text.kind == .text, text.span.end == cursor, !Self.isClosed(text, bytes),
      let call = OpenCall(tokens.dropLast(), bytes), call.isDirect, self[call.callee] == nil,
      let builtin = catalog[call.callee.canonical]
    else { return nil }
    var words: [String] = []
    for form in builtin.forms {
      let place = call.place(among: form.parameters).map { form.parameters[$0].name }
      for word in (call.label ?? place).flatMap({ form.choices[$0] }) ?? [] where !words.contains(word) {
        words.append(word)
      }
    }
    guard !words.isEmpty else { return nil }
    let start = text.span.start + 1
    let prefix = String(decoding: bytes[start..<cursor], as: UTF8.self)
    let isQuoted = cursor < bytes.count && bytes[cursor] == UInt8(ascii: "\"")
    let option = call.label ?? "a choice"
    return Completion(
      start: start,
      candidates: words.filter { $0.hasPrefix(prefix) }.map {
        .init($0, kind: .argument, summary: "\(option) of \(builtin.name)", whole: $0 + (isQuoted ? "" : "\""))
      })
  }
}
