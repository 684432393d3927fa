/// Vi's way of editing: letters are commands until one of them begins to insert.
///
/// Counts, operators with motions and text objects, and `.` are here; what the editor must do (leave the entry's lines,
/// search, undo) is asked of it by a `Request`. All places are grapheme clusters, so `x` takes a whole x̂.
/// - Source: POSIX.1-2017, vi; Vim's manual for text objects.
public struct ViMode: Sendable {
  public enum State: Hashable, Sendable {
    case insert, normal
    /// Letters take the place of what is there.
    case replace
  }

  /// What a command needs of the editor.
  public enum Request: Hashable, Sendable {
    case none
    case up(Int), down(Int)
    case undo(Int), redo(Int)
    /// `/` and `?`.
    case search(forward: Bool)
    /// `n` and `N`.
    case searchAgain(reversed: Bool)
    /// `v`: the person's own editor.
    case edit
  }

  public internal(set) var state = State.insert
  /// The keys of a command not yet whole.
  public internal(set) var pending: [Unicode.Scalar] = []
  var find: ViFind?
  /// The keys of the last change and what was typed after them, for `.`.
  var change: (keys: [Unicode.Scalar], typed: String)?
  /// While text is being inserted: the command that began it, and the entry as it was then.
  var insertion: (keys: [Unicode.Scalar], before: EntryBuffer)?

  public init() {}

  /// The key ESC: a half-typed command is forgotten, an insertion ends.
  public mutating func escape(_ buffer: inout EntryBuffer) {
    pending = []
    guard state != .normal else { return }
    if let insertion { change = (insertion.keys, Self.typed(since: insertion.before, in: buffer)) }
    insertion = nil
    state = .normal
    if buffer.cursor > buffer.lineStart { buffer.move(to: buffer.left) }
  }

  /// Takes a key in the normal state.
  public mutating func take(_ key: Unicode.Scalar, _ buffer: inout EntryBuffer, _ killed: inout KillRing) -> Request {
    pending.append(key)
    switch ViCommand.parse(pending) {
    case .incomplete: return .none
    case .unknown:
      pending = []
      return .none
    case .command(let command):
      let keys = pending
      pending = []
      return run(command, keys, &buffer, &killed)
    }
  }

  /// Writes over what is at the cursor.
  public mutating func overwrite(_ text: String, _ buffer: inout EntryBuffer) {
    buffer.replace(toCursorFrom: min(buffer.cursor + 1, buffer.lineEnd), with: text)
  }

  /// Keeps the cursor on a character: in the normal state it cannot stand behind the last one.
  public func settle(_ buffer: inout EntryBuffer) {
    guard state == .normal, buffer.cursor == buffer.lineEnd, buffer.cursor > buffer.lineStart else { return }
    buffer.move(to: buffer.cursor - 1)
  }

  mutating func insert(_ keys: [Unicode.Scalar], _ buffer: EntryBuffer, as state: State = .insert) {
    insertion = (keys, buffer)
    self.state = state
  }

  /// What was typed at the cursor of `before`, when nothing else was changed.
  private static func typed(since before: EntryBuffer, in now: EntryBuffer) -> String {
    let head = before.characters[..<before.cursor]
    let tail = before.characters[before.cursor...]
    let length = now.characters.count - before.characters.count
    guard length > 0, now.characters.starts(with: head), now.characters.suffix(tail.count).elementsEqual(tail) else {
      return ""
    }
    return String(now.characters[before.cursor..<(before.cursor + length)])
  }
}
