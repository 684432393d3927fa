/// Entries of this and earlier sessions, oldest first, each once.
public struct History: Sendable {
  public private(set) var entries: [String] = []
  private let limit: Int

  public init(limit: Int = 10_000) { self.limit = max(1, limit) }

  /// Entries as they stand in a file: of equal ones the newest stays, and of all the newest `limit`.
  public init(_ lines: [String], limit: Int = 10_000) {
    self.limit = max(1, limit)
    var seen: Set<String> = []
    for line in lines.reversed() where Self.isWorthKeeping(line) && seen.insert(line).inserted {
      entries.append(line)
      if entries.count == self.limit { break }
    }
    entries.reverse()
  }

  /// Adds an entry as the newest; an equal older one goes.
  public mutating func append(_ entry: String) {
    guard Self.isWorthKeeping(entry) else { return }
    entries.removeAll { $0 == entry }
    entries.append(entry)
    if entries.count > limit { entries.removeFirst(entries.count - limit) }
  }

  static func isWorthKeeping(_ entry: String) -> Bool { entry.contains { !$0.isWhitespace } }

  /// The rest of the newest entry that begins with `start`, on one line; nil when there is none.
  public func hint(after start: String) -> String? {
    guard !start.isEmpty else { return nil }
    let bytes = Array(start.utf8)
    for entry in entries.reversed() where entry.utf8.starts(with: bytes) && entry.utf8.count > bytes.count {
      let rest = String(decoding: entry.utf8.dropFirst(bytes.count), as: UTF8.self)
      if rest.contains("\n") { continue }
      return rest
    }
    return nil
  }

  /// The newest entry older than index `before` that contains `pattern`, ignoring case unless the pattern has capitals.
  public func search(_ pattern: String, before: Int) -> Int? {
    guard !pattern.isEmpty else { return nil }
    let exact = pattern.contains { $0.isUppercase }
    var index = min(before, entries.count) - 1
    while index >= 0 {
      let entry = exact ? entries[index] : entries[index].lowercased()
      if entry.firstOccurrence(of: exact ? pattern : pattern.lowercased()) != nil { return index }
      index -= 1
    }
    return nil
  }
}

extension String {
  /// The UTF-8 offset at which `pattern` first stands.
  func firstOccurrence(of pattern: String) -> Int? {
    let text = Array(utf8)
    let wanted = Array(pattern.utf8)
    guard let first = wanted.first, wanted.count <= text.count else { return nil }
    for start in 0...(text.count - wanted.count)
    where text[start] == first && text[start..<(start + wanted.count)].elementsEqual(wanted) {
      return start
    }
    return nil
  }
}
