import Document

/// Looking for an earlier entry by a part of it, letter by letter.
struct HistorySearch {
  var pattern = ""
  /// The entry found; beyond the newest at first.
  var index: Int
  /// What was being edited before.
  let own: EntryBuffer
  var hasFailed = false

  var prompt: Text {
    Text(hasFailed ? "not found '" : "search '", .dim) + Text(pattern, .accent) + Text("' ", .dim)
  }
}

extension LineEditor {
  func startSearch() {
    menu = nil
    search = HistorySearch(index: history.entries.count, own: buffer)
  }

  /// Keys that belong to the search; any other accepts what was found and acts as always.
  func searchTakes(_ key: Key) -> Bool {
    guard var search else { return false }
    switch key {
    case .scalar("\u{12}"): find(&search, before: search.index)
    case .scalar("\u{8}"), .scalar("\u{7F}"):
      if !search.pattern.isEmpty { search.pattern.removeLast() }
      find(&search, before: history.entries.count)
    case .scalar("\u{7}"), .escape:
      self.search = nil
      buffer = search.own
      return true
    case .paste(let text):
      search.pattern += text
      find(&search, before: search.index + 1)
    case .scalar(let scalar) where scalar.value >= 0x20:
      search.pattern.unicodeScalars.append(scalar)
      find(&search, before: search.index + 1)
    default:
      self.search = nil
      return false
    }
    self.search = search
    return true
  }

  private func find(_ search: inout HistorySearch, before index: Int) {
    guard !search.pattern.isEmpty else {
      search.hasFailed = false
      buffer = search.own
      return
    }
    guard let found = history.search(search.pattern, before: index) else {
      search.hasFailed = true
      return
    }
    search.hasFailed = false
    search.index = found
    let entry = history.entries[found]
    browsing = (found, search.own)
    var shown = EntryBuffer(entry)
    shown.moveCursor(toUTF8Offset: entry.lowercased().firstOccurrence(of: search.pattern.lowercased()) ?? 0)
    buffer = shown
  }
}
