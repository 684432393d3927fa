/// Earlier states of the entry. Letters typed in a row make one step.
struct UndoStack {
  private var states: [EntryBuffer] = [EntryBuffer()]
  private var typing = false
  private static let limit = 500

  /// Notes the entry as it stands before the next key.
  mutating func record(_ now: EntryBuffer) {
    guard let last = states.last, last.characters != now.characters else { return }
    let typed =
      now.characters.count == last.characters.count + 1 && now.cursor == now.characters.count
      && now.characters.last?.isLetter == true
    if typed, typing { states.removeLast() }
    typing = typed
    states.append(now)
    if states.count > Self.limit { states.removeFirst() }
  }

  /// The state before the newest one, or nil at the start.
  mutating func undo() -> EntryBuffer? {
    guard states.count > 1 else { return nil }
    states.removeLast()
    typing = false
    return states.last
  }
}
