/// Entries of this and earlier sessions, oldest first, each once.
///
/// Those of this session stand last: going up meets one's own entries first, whatever other REPLs have added meanwhile.
public struct History: Sendable {
  public private(set) var entries: [String] = []
  private let limit: Int
  /// Where this session's entries begin.
  private var ownStart = 0

  public init(limit: Int = 10_000) { self.limit = max(1, limit) }

  /// Entries as they stand in a file: of equal ones the newest stays, and of all the newest `limit`.
  public init(_ lines: [String], limit: Int = 10_000) {
    self.limit = max(1, limit)
    entries = Self.distinct(lines, limit: self.limit)
    ownStart = entries.count
  }

  private static func distinct(_ lines: [String], besides own: Set<String> = [], limit: Int) -> [String] {
    var seen = own
    var entries: [String] = []
    for line in lines.reversed() where isWorthKeeping(line) && seen.insert(line).inserted {
      entries.append(line)
      if entries.count == limit { break }
    }
    return entries.reversed()
  }

  /// Adds an entry as the newest; an equal older one goes.
  public mutating func append(_ entry: String) {
    guard Self.isWorthKeeping(entry) else { return }
    if let place = entries.lastIndex(of: entry) {
      entries.remove(at: place)
      if place < ownStart { ownStart -= 1 }
    }
    entries.append(entry)
    guard entries.count > limit else { return }
    ownStart = max(0, ownStart - (entries.count - limit))
    entries.removeFirst(entries.count - limit)
  }

  /// Adds what other REPLs have written to the file since, oldest first, before this session's entries.
  public mutating func merge(_ lines: [String]) {
    let own = entries[ownStart...]
    let room = limit - own.count
    let shared = room > 0 ? Self.distinct(entries[..<ownStart] + lines, besides: Set(own), limit: room) : []
    ownStart = shared.count
    entries = shared + own
  }

  static func isWorthKeeping(_ entry: String) -> Bool { entry.contains { !$0.isWhitespace } }

  /// The rest of the newest entry that begins with `start`, on one line; nil when there is none.
  public func hint(after start: String) -> String? {
    guard !start.isEmpty else { return nil }
    let bytes = Array(start.utf8)
    for entry in entries.reversed() where entry.utf8.starts(with: bytes) && entry.utf8.count > bytes.count {
      let rest = String(decoding: entry.utf8.dropFirst(bytes.count), as: UTF8.self)
      // A mark would settle on the last letter typed.
      if rest.contains("\n") || entry.count != start.count + rest.count { continue }
      return rest
    }
    return nil
  }

  /// The newest entry older than index `before` that contains the pattern.
  public func search(_ pattern: SearchPattern, before: Int) -> Int? {
    let end = max(0, min(before, entries.count))
    return entries[..<end].lastIndex { pattern.range(in: $0) != nil }
  }

  /// The oldest entry newer than index `after` that contains the pattern.
  public func search(_ pattern: SearchPattern, after: Int) -> Int? {
    let start = max(0, min(after, entries.count - 1) + 1)
    return entries[start...].firstIndex { pattern.range(in: $0) != nil }
  }
}
