import Evaluation
import Syntax
import Tables

extension Notebook {
  /// The columns that a text being written could name: in `t["…`, and in a call that has a table among its arguments.
  func columnTextCompletions(_ tokens: [Token], _ bytes: [UInt8], cursor: Int) -> Completion? {
    guard let text = tokens.last, text.kind == .text, text.span.end == cursor, !Self.isClosed(text, bytes) else {
      return nil
    }
    let start = text.span.start + 1
    let prefix = String(decoding: bytes[start..<cursor], as: UTF8.self)
    let place = TablePlace(tokens.dropLast(), bytes, cursor: cursor)
    guard place.isNamed else { return nil }
    let isQuoted = cursor < bytes.count && bytes[cursor] == UInt8(ascii: "\"")
    let candidates = columns(of: place, beginning: prefix) { !$0.contains { $0 == "\"" || $0 == "\\" } }.map {
      Completion.Candidate(
        $0.text, kind: $0.kind, signature: $0.signature, summary: $0.summary, whole: $0.text + (isQuoted ? "" : "\""))
    }
    return Completion(start: start, candidates: candidates)
  }

  /// The columns that a name in a formula could be.
  func columnNameCompletions(
    _ tokens: ArraySlice<Token>, _ bytes: [UInt8], cursor: Int, beginning prefix: String
  ) -> [Completion.Candidate] {
    let place = TablePlace(tokens, bytes, cursor: cursor, outward: true)
    guard place.isFormula || place.calls.contains(where: takesFormula) else { return [] }
    let found = columns(of: place, beginning: prefix, where: Self.isPlain)
    // The table is often written after its formula, so any table may be meant until one is there.
    guard found.isEmpty, !place.names.contains(where: isTable) else { return found }
    let tables = state.scope.names.filter(isTable)
    return tables.flatMap { columns(of: $0, beginning: prefix) }.sorted { $0.text < $1.text }
  }

  private func takesFormula(_ function: Name) -> Bool {
    catalog[function.canonical]?.forms.contains { $0.parameters.contains { $0.name == "formula" } } ?? false
  }

  private func isTable(_ name: Name) -> Bool { if case .table? = self[name] { true } else { false } }

  /// The columns of the table that a function of its rows is given: `row.` in `where(t, row -> row.`.
  func rowCompletions(
    of owner: Name, _ tokens: ArraySlice<Token>, _ bytes: [UInt8], cursor: Int, beginning prefix: String
  ) -> [Completion.Candidate] {
    func spelling(_ token: Token) -> String {
      String(decoding: bytes[token.span.start..<token.span.end], as: UTF8.self)
    }
    let isParameter = zip(tokens, tokens.dropFirst()).contains { name, arrow in
      name.kind == .name && Name(spelling(name)) == owner && ["->", "→"].contains(spelling(arrow))
    }
    guard isParameter else { return [] }
    return columns(of: TablePlace(tokens, bytes, cursor: cursor, outward: true), beginning: prefix, where: Self.isPlain)
  }

  /// The columns of a table bound to this name.
  func columns(of table: Name, beginning prefix: String) -> [Completion.Candidate] {
    guard case .table(let t)? = self[table] else { return [] }
    return candidates(t, table, beginning: prefix, where: Self.isPlain)
  }

  private func columns(
    of place: TablePlace, beginning prefix: String, where isOffered: (String) -> Bool
  ) -> [Completion.Candidate] {
    var seen: Set<String> = []
    return place.names.flatMap { name -> [Completion.Candidate] in
      guard case .table(let table)? = self[name] else { return [] }
      return candidates(table, name, beginning: prefix, where: isOffered)
    }.filter { seen.insert($0.text).inserted }
  }

  private func candidates(
    _ table: Table, _ name: Name, beginning prefix: String, where isOffered: (String) -> Bool
  ) -> [Completion.Candidate] {
    zip(table.names, table.columns).filter { $0.0.hasPrefix(prefix) && isOffered($0.0) }.map { column, values in
      let gaps = values.missingCount
      return .init(
        column, kind: .field, signature: values.storage.kind.word,
        summary: "column of \(name.spelling)" + (gaps == 0 ? "" : ", \(gaps) missing"))
    }
  }

  /// Whether it can be typed as a name.
  private static func isPlain(_ column: String) -> Bool {
    let tokens = Lexer.tokens(of: column)
    return tokens.count == 1 && (tokens[0].kind == .name || tokens[0].kind == .keyword)
  }

  static func isClosed(_ text: Token, _ bytes: [UInt8]) -> Bool {
    let content = bytes[text.span.start..<text.span.end]
    guard content.count > 1, content.last == UInt8(ascii: "\"") else { return false }
    return content.dropLast().reversed().prefix { $0 == UInt8(ascii: "\\") }.count.isMultiple(of: 2)
  }
}

/// What stands around a place in a call or an index, as far as tables go.
private struct TablePlace {
  /// Names that may be bound to tables.
  private(set) var names: [Name] = []
  /// Whether a text here may name a column.
  private(set) var isNamed = true
  /// Whether a `~` stands before it in its argument.
  private(set) var isFormula = false
  /// The functions whose calls are open here.
  private(set) var calls: [Name] = []

  /// Options whose texts are columns; a text by place may be one as well.
  private static let labels: Set<String> = ["by", "on", "column", "columns", "target", "group", "left", "right"]

  /// - Parameter outward: whether the calls around the innermost one count as well: `lm(log(y) ~ x, t)`.
  init(_ tokens: ArraySlice<Token>, _ bytes: [UInt8], cursor: Int, outward: Bool = false) {
    func spelling(_ token: Token) -> String {
      String(decoding: bytes[token.span.start..<token.span.end], as: UTF8.self)
    }
    var depth = 0
    // Brackets opened since, all of which are closed before the arguments of the call go on.
    var level = 0
    for place in tokens.indices.reversed() {
      let word = spelling(tokens[place])
      switch word {
      case ")", "]", "}": depth += 1
      case "~" where depth == 0: isFormula = true
      case "(", "[", "{":
        guard depth == 0 else {
          depth -= 1
          continue
        }
        defer { level += 1 }
        guard place > tokens.startIndex, tokens[place - 1].kind == .name,
          tokens[place - 1].span.end == tokens[place].span.start
        else { continue }
        let name = Name(spelling(tokens[place - 1]))
        guard word == "(" else {
          names = [name]
          return
        }
        calls.append(name)
        let call = OpenCall(tokens, bytes)
        if let label = call?.label, name.canonical != "rename" { isNamed = Self.labels.contains(label) }
        if place > tokens.startIndex + 2, spelling(tokens[place - 2]) == "|>", tokens[place - 3].kind == .name {
          names.append(Name(spelling(tokens[place - 3])))
        }
        names += Self.arguments(tokens[(place + 1)...].map { ($0.kind, spelling($0)) })
        let rest = String(decoding: bytes[cursor...], as: UTF8.self)
        names += Self.arguments(
          Lexer.tokens(of: rest).map { token in
            (token.kind, String(decoding: Array(rest.utf8)[token.span.start..<token.span.end], as: UTF8.self))
          }, closing: level)
        guard outward else { return }
      default: break
      }
    }
    isNamed = false
  }

  /// The arguments that are single names, until the call is closed.
  private static func arguments(_ tokens: [(kind: Token.Kind, word: String)], closing level: Int = 0) -> [Name] {
    var names: [Name] = []
    var depth = level
    for (place, token) in tokens.enumerated() {
      switch token.word {
      case "(", "[", "{": depth += 1
      case ")", "]", "}":
        guard depth > 0 else { return names }
        depth -= 1
      default:
        guard depth == 0, token.kind == .name else { continue }
        let (before, after) = (
          place == 0 ? "," : tokens[place - 1].word, place + 1 < tokens.count ? tokens[place + 1].word : ")"
        )
        if before == ",", after == "," || after == ")" { names.append(Name(token.word)) }
      }
    }
    return names
  }
}
