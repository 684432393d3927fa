import Document

/// Looking for an earlier entry by a part of it, letter by letter.
struct HistorySearch {
  var pattern = ""
  /// The entry found; beyond the newest at first.
  var index: Int
  /// Toward newer entries.
  var isForward: Bool
  /// What was being edited before, and the entry of the history it came from.
  let own: EntryBuffer
  let browsing: (index: Int, own: EntryBuffer)?
  var hasFailed = false
  /// The clusters of the entry shown that match.
  var found: Range<Int>?

  var prompt: Text {
    Text(hasFailed ? "not found '" : "search '", .dim) + Text(pattern, .accent) + Text("' ", .dim)
  }
}

extension LineEditor {
  func startSearch(forward: Bool = false) {
    menu = nil
    if browsing == nil { refreshHistory() }
    search = HistorySearch(
      index: browsing?.index ?? history.entries.count, isForward: forward, own: buffer, browsing: browsing)
  }

  /// Looks for what was looked for last, from the entry shown.
  func searchAgain(reversed: Bool) {
    guard let last = lastSearch else { return }
    if browsing == nil { refreshHistory() }
    var search = HistorySearch(
      index: browsing?.index ?? history.entries.count, isForward: last.isForward != reversed, own: buffer,
      browsing: browsing)
    search.pattern = last.pattern
    find(&search)
  }

  /// Keys that belong to the search; any other accepts what was found and acts as always.
  func searchTakes(_ key: Key) -> Bool {
    guard var search else { return false }
    switch key {
    case .scalar("\u{12}"), .scalar("\u{13}"):
      search.isForward = key == .scalar("\u{13}")
      if search.pattern.isEmpty { search.pattern = lastSearch?.pattern ?? "" }
      find(&search)
    case .scalar("\u{8}"), .scalar("\u{7F}"):
      if !search.pattern.isEmpty { search.pattern.removeLast() }
      search.index = search.browsing?.index ?? history.entries.count
      find(&search)
    case .scalar("\u{7}"), .escape:
      self.search = nil
      browsing = search.browsing
      buffer = search.own
      return true
    case .scalar("\r") where vi?.state == .normal, .scalar("\n") where vi?.state == .normal:
      // After `/` Enter ends the pattern; what was found is there to be changed.
      self.search = nil
      return true
    case .paste(let text): extend(&search, by: text)
    case .scalar(let scalar) where scalar.value >= 0x20: extend(&search, by: String(scalar))
    default:
      self.search = nil
      return false
    }
    if !search.pattern.isEmpty { lastSearch = (search.pattern, search.isForward) }
    self.search = search
    return true
  }

  /// A longer pattern may still stand in the entry already found.
  private func extend(_ search: inout HistorySearch, by text: String) {
    let place = search.index
    search.pattern += text
    search.index += search.isForward ? -1 : 1
    find(&search)
    if search.hasFailed { search.index = place }
  }

  private func find(_ search: inout HistorySearch) {
    search.hasFailed = false
    guard let pattern = SearchPattern(search.pattern) else {
      search.found = nil
      browsing = search.browsing
      buffer = search.own
      return
    }
    let place =
      search.isForward
      ? history.search(pattern, after: search.index) : history.search(pattern, before: search.index)
    guard let place else {
      search.hasFailed = true
      return
    }
    search.index = place
    browsing = (place, search.browsing?.own ?? search.own)
    var shown = EntryBuffer(history.entries[place])
    search.found = pattern.range(in: history.entries[place])
    shown.move(to: search.found?.lowerBound ?? 0)
    buffer = shown
  }
}
