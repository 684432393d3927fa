import Evaluation
import Syntax

/// What could stand where the cursor is.
public struct Completion: Hashable, Sendable {
  public struct Candidate: Hashable, Sendable {
    /// What a candidate is.
    public enum Kind: String, Hashable, Sendable {
      case function, constant, keyword, name, argument, field, command, topic, file, folder, symbol
    }

    public let text: String
    public let kind: Kind
    /// How it is called or written; empty when that says nothing more.
    public let signature: String
    public let summary: String
    /// What stands in the entry when this is the only candidate left; usually the text itself.
    public let whole: String

    public init(_ text: String, kind: Kind, signature: String = "", summary: String = "", whole: String? = nil) {
      self.text = text
      self.kind = kind
      self.signature = signature
      self.summary = summary
      self.whole = whole ?? text
    }
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

extension Notebook {
  /// What could complete the name that ends at the cursor.
  /// - Parameter cursor: in UTF-8 bytes.
  public func completions(_ text: String, cursor: Int) -> Completion {
    let bytes = Array(text.utf8)
    let cursor = Self.whole(cursor, in: bytes)
    let before = String(decoding: bytes[..<cursor], as: UTF8.self)
    if let commands = commandCompletions(before, cursor) { return commands }
    let tokens = Lexer.tokens(of: before)
    let last = tokens.last
    if let words = choiceCompletions(tokens, bytes, cursor: cursor) { return words }
    if let columns = columnTextCompletions(tokens, bytes, cursor: cursor) { return columns }
    if last?.kind == .comment || last?.kind == .text { return Completion(start: cursor, candidates: []) }
    let isOpen = last.map { ($0.kind == .name || $0.kind == .keyword) && $0.span.end == cursor } ?? false
    let start = isOpen ? last?.span.start ?? cursor : cursor
    let prefix = String(decoding: bytes[start..<cursor], as: UTF8.self)
    let previous = isOpen ? tokens.dropLast() : tokens[...]
    if let owner = Self.owner(previous, bytes) {
      let row = rowCompletions(of: owner, previous, bytes, cursor: cursor, beginning: prefix)
      return Completion(start: start, candidates: row.isEmpty ? fields(of: owner, beginning: prefix) : row)
    }
    if let fields = fieldsOfCall(previous, bytes, beginning: prefix) {
      return Completion(start: start, candidates: fields)
    }
    let columns = columnNameCompletions(previous, bytes, cursor: cursor, beginning: prefix)
    let arguments = OpenCall(previous, bytes).map { self.arguments(of: $0, beginning: prefix) } ?? []
    // An empty prefix would list the whole catalog; inside a call its arguments are what is meant.
    guard !prefix.isEmpty else { return Completion(start: start, candidates: columns.isEmpty ? arguments : columns) }
    let others = columns.isEmpty ? arguments + candidates(beginning: prefix) : candidates(beginning: prefix)
    return Completion(start: start, candidates: columns + others)
  }

  /// The cursor within the text and between two characters. Half a character would be decoded as one of another length,
  /// and every place after it would be wrong.
  static func whole(_ cursor: Int, in bytes: [UInt8]) -> Int {
    var cursor = max(0, min(cursor, bytes.count))
    while cursor > 0, cursor < bytes.count, bytes[cursor] & 0xC0 == 0x80 { cursor -= 1 }
    return cursor
  }

  /// Names that begin so; where there are none, those that do in another case: `normal` is meant for `Normal`.
  private func candidates(beginning prefix: String) -> [Completion.Candidate] {
    let exact = candidates { $0.hasPrefix(prefix) }
    guard exact.isEmpty else { return exact }
    let small = prefix.lowercased()
    return candidates { $0.lowercased().hasPrefix(small) }
  }

  private func candidates(_ begins: (String) -> Bool) -> [Completion.Candidate] {
    var found: [String: Completion.Candidate] = [:]
    for topic in catalog.topics {
      for builtin in topic.builtins where begins(builtin.name) {
        found[builtin.name] = .init(
          builtin.name, kind: .function, signature: builtin.signatures.first ?? "\(builtin.name)(x)",
          summary: builtin.summary)
      }
    }
    for (name, value) in catalog.constants where begins(name) {
      found[name] = .init(name, kind: .constant, signature: value.glimpse)
    }
    for word in Self.keywords where begins(word) { found[word] = .init(word, kind: .keyword) }
    for name in state.scope.names where begins(name.spelling) {
      guard let value = self[name] else { continue }
      found[name.spelling] = .init(
        name.spelling, kind: .name, signature: value.glimpse, summary: value.outline)
    }
    return found.values.sorted { $0.text < $1.text }
  }

  private static let keywords = [
    "if", "then", "else", "for", "in", "and", "or", "not", "end", "true", "false", "missing",
  ]

  private func commandCompletions(_ before: String, _ cursor: Int) -> Completion? {
    guard let line = CommandInput(before), !line.isBare else { return nil }
    if line.nameSpan.end == cursor, !line.isQuestion {
      return Completion(
        start: line.nameSpan.start,
        candidates: Command.all.filter { $0.name.hasPrefix(line.name) }.map {
          .init($0.name, kind: .command, signature: $0.usage, summary: $0.summary)
        })
    }
    switch Command.named(line.name)?.argument {
    case .file: return fileCompletions(before, line)
    case .subject: break
    case .other, nil: return nil
    }
    let start = line.argument.isEmpty ? cursor : line.argumentSpan.start
    let typed = line.argument
    guard start + typed.utf8.count == cursor else { return nil }
    let topics = catalog.topics.filter { $0.name.hasPrefix(typed) }
      .map { Completion.Candidate($0.name, kind: .topic) }
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
    if case .table = self[owner] { return columns(of: owner, beginning: prefix) }
    let record: Record? =
      switch self[owner] {
      case .record(let record): record
      case .object(let object): object.fields
      default: nil
      }
    return (record?.fields ?? []).filter { $0.name.hasPrefix(prefix) }.map {
      .init($0.name, kind: .field, signature: $0.value.glimpse, summary: $0.value.outline)
    }
  }

  private func arguments(of call: OpenCall, beginning prefix: String) -> [Completion.Candidate] {
    // Behind `rate =` and inside a list comes a value.
    guard call.isDirect, call.label == nil else { return [] }
    let callee = call.callee
    func isOffered(_ name: String) -> Bool { name.hasPrefix(prefix) && !call.labels.contains(name) }
    if case .function(let function)? = self[callee], case .defined(let definition, _) = function.body {
      return definition.parameters.map(\.name.spelling).filter(isOffered).map {
        .init("\($0) = ", kind: .argument, summary: "of \(callee.spelling)")
      }
    }
    guard self[callee] == nil, let builtin = catalog[callee.canonical] else { return [] }
    var seen: Set<String> = []
    return builtin.forms.flatMap(\.parameters).filter {
      $0.style != .required && $0.style != .rest && $0.style != .labelled && isOffered($0.name)
        && seen.insert($0.name).inserted
    }.map { .init("\($0.name) = ", kind: .argument, signature: $0.written, summary: "of \(builtin.name)") }
  }
}
