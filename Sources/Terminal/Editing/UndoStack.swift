/// Earlier states of the entry, and those taken back. Letters typed in a row make one step.
public struct UndoStack: Sendable {
  private var states: [EntryBuffer]
  private var undone: [EntryBuffer] = []
  private var typing = false
  private static let limit = 500

  /// - Parameter first: the entry before any change.
  public init(_ first: EntryBuffer = EntryBuffer()) { states = [first] }

  /// Notes the entry as it stands before the next key.
  public mutating func record(_ now: EntryBuffer) {
    guard let last = states.last, last.characters != now.characters else { return }
    let typed =
      now.characters.count == last.characters.count + 1 && now.cursor == last.cursor + 1
      && now.characters[last.cursor].isLetter
    if typed, typing { states.removeLast() }
    typing = typed
    states.append(now)
    undone = []
    if states.count > Self.limit { states.removeFirst() }
  }

  /// The state before the newest one, or nil at the start.
  public mutating func undo() -> EntryBuffer? {
    guard states.count > 1 else { return nil }
    undone.append(states.removeLast())
    typing = false
    return states.last
  }

  /// The state that was taken back last, or nil when the entry has been changed since.
  public mutating func redo() -> EntryBuffer? {
    guard let state = undone.popLast() else { return nil }
    states.append(state)
    typing = false
    return state
  }
}
