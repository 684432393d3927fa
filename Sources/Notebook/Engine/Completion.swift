import Evaluation
import Syntax

/// What could stand where the cursor is.
public struct Completion: Hashable, Sendable {
  public struct Candidate: Hashable, Sendable {
    public let text: String
    /// How it is called or written; empty when that says nothing more.
    public let signature: String
    public let summary: String
  }

  /// Where the text that a candidate replaces begins, in UTF-8 bytes; it ends at the cursor.
  public let start: Int
  /// In alphabetical order, arguments of the call first.
  public let candidates: [Candidate]

  public init(start: Int, candidates: [Candidate]) {
    self.start = start
    self.candidates = candidates
  }

  /// The longest start that all candidates share.
  public var commonPrefix: String {
    guard var common = candidates.first?.text[...] else { return "" }
    for candidate in candidates.dropFirst() {
      let shared = zip(common, candidate.text).prefix { $0 == $1 }.count
      common = common.prefix(shared)
    }
    return String(common)
  }
}

extension Completion.Candidate {
  public init(_ text: String, signature: String = "", summary: String = "") {
    self.init(text: text, signature: signature, summary: summary)
  }
}

extension Notebook {
  /// What could complete the name that ends at the cursor.
  /// - Parameter cursor: in UTF-8 bytes.
  public func completions(_ text: String, cursor: Int) -> Completion {
    let bytes = Array(text.utf8)
    var cursor = max(0, min(cursor, bytes.count))
    // Half a character would be decoded as one of another length, and every place after it would be wrong.
    while cursor > 0, cursor < bytes.count, bytes[cursor] & 0xC0 == 0x80 { cursor -= 1 }
    let before = String(decoding: bytes[..<cursor], as: UTF8.self)
    if let commands = commandCompletions(before, cursor) { return commands }
    let tokens = Lexer.tokens(of: before)
    let last = tokens.last
    if last?.kind == .comment || last?.kind == .text { return Completion(start: cursor, candidates: []) }
    let isOpen = last.map { ($0.kind == .name || $0.kind == .keyword) && $0.span.end == cursor } ?? false
    let start = isOpen ? last?.span.start ?? cursor : cursor
    let prefix = String(decoding: bytes[start..<cursor], as: UTF8.self)
    let previous = isOpen ? tokens.dropLast() : tokens[...]
    if let owner = Self.owner(previous, bytes) {
      return Completion(start: start, candidates: fields(of: owner, beginning: prefix))
    }
    let arguments = Self.callee(previous, bytes).map { self.arguments(of: $0, beginning: prefix) } ?? []
    // An empty prefix would list the whole catalog; inside a call its arguments are what is meant.
    guard !prefix.isEmpty else { return Completion(start: start, candidates: arguments) }
    return Completion(start: start, candidates: arguments + candidates(beginning: prefix))
  }

  private func candidates(beginning prefix: String) -> [Completion.Candidate] {
    var found: [String: Completion.Candidate] = [:]
    for topic in catalog.topics {
      for builtin in topic.builtins where builtin.name.hasPrefix(prefix) {
        found[builtin.name] = .init(
          text: builtin.name, signature: builtin.signatures.first ?? "\(builtin.name)(x)", summary: builtin.summary)
      }
    }
    for name in catalog.constants.keys where name.hasPrefix(prefix) {
      found[name] = .init(text: name, signature: "", summary: "constant")
    }
    for word in Self.keywords where word.hasPrefix(prefix) {
      found[word] = .init(text: word, signature: "", summary: "keyword")
    }
    for name in state.scope.names where name.spelling.hasPrefix(prefix) {
      guard let value = self[name] else { continue }
      found[name.spelling] = .init(text: name.spelling, signature: value.glimpse, summary: value.outline)
    }
    return found.values.sorted { $0.text < $1.text }
  }

  private static let keywords = [
    "if", "then", "else", "for", "in", "and", "or", "not", "end", "true", "false", "missing",
  ]

  private func commandCompletions(_ before: String, _ cursor: Int) -> Completion? {
    guard let line = CommandInput(before), !line.isBare else { return nil }
    if line.nameSpan.end == cursor, !line.isQuestion {
      let typed = line.name.lowercased()
      return Completion(
        start: line.nameSpan.start,
        candidates: Command.all.filter { $0.name.hasPrefix(typed) }.map {
          .init(text: $0.name, signature: $0.usage, summary: $0.summary)
        })
    }
    guard line.name == "help" else { return nil }
    let start = line.argument.isEmpty ? cursor : line.argumentSpan.start
    let typed = line.argument
    guard start + typed.utf8.count == cursor else { return nil }
    let topics = catalog.topics.filter { $0.name.hasPrefix(typed) }
      .map { Completion.Candidate(text: $0.name, signature: "", summary: "topic") }
    return Completion(start: start, candidates: (typed.isEmpty ? [] : candidates(beginning: typed)) + topics)
  }

  /// The name before the point that ends the tokens: `fit` in `fit.`.
  private static func owner(_ tokens: ArraySlice<Token>, _ bytes: [UInt8]) -> Name? {
    guard let point = tokens.last, bytes[point.span.start..<point.span.end].elementsEqual(".".utf8) else { return nil }
    guard let owner = tokens.dropLast().last, owner.kind == .name, owner.span.end == point.span.start else {
      return nil
    }
    return Name(String(decoding: bytes[owner.span.start..<owner.span.end], as: UTF8.self))
  }

  private func fields(of owner: Name, beginning prefix: String) -> [Completion.Candidate] {
    let record: Record? =
      switch self[owner] {
      case .record(let record): record
      case .object(let object): object.fields
      default: nil
      }
    return (record?.fields ?? []).filter { $0.name.hasPrefix(prefix) }.map {
      .init(text: $0.name, signature: $0.value.glimpse, summary: $0.value.outline)
    }
  }

  /// The name whose call is open at the end of the tokens.
  private static func callee(_ tokens: ArraySlice<Token>, _ bytes: [UInt8]) -> Name? {
    var depth = 0
    var rest = tokens
    while let token = rest.popLast() {
      guard token.kind == .bracket, let first = bytes[token.span.start..<token.span.end].first else { continue }
      switch first {
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth += 1
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        guard depth == 0 else {
          depth -= 1
          continue
        }
        guard first == UInt8(ascii: "("), let name = rest.last, name.kind == .name, name.span.end == token.span.start
        else { return nil }
        return Name(String(decoding: bytes[name.span.start..<name.span.end], as: UTF8.self))
      default: continue
      }
    }
    return nil
  }

  private func arguments(of callee: Name, beginning prefix: String) -> [Completion.Candidate] {
    if case .function(let function)? = self[callee], case .defined(let definition, _) = function.body {
      return definition.parameters.map(\.name.spelling).filter { $0.hasPrefix(prefix) }.map {
        .init(text: "\($0) = ", signature: "", summary: "argument of \(callee.spelling)")
      }
    }
    guard self[callee] == nil, let builtin = catalog[callee.canonical] else { return [] }
    var seen: Set<String> = []
    return builtin.forms.flatMap(\.parameters).filter {
      $0.style != .required && $0.style != .rest && $0.name.hasPrefix(prefix) && seen.insert($0.name).inserted
    }.map { .init(text: "\($0.name) = ", signature: $0.written, summary: "argument of \(builtin.name)") }
  }
}
