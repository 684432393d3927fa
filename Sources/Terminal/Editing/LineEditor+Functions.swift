import CLibEdit
import Document
import Glibc
import Notebook

// What the keys do. Each function ends by telling libedit whether the line ends too.
extension LineEditor {
  enum Outcome: UInt8 {
    case goOn = 0
    case lineEnds = 1
    case inputEnds = 2
  }

  // MARK: Moving

  func moveLeft() { buffer.move(to: buffer.left) }

  func moveRight() {
    if !acceptGhost() { buffer.move(to: buffer.right) }
  }

  func moveHome() {
    let line = buffer.lineStart
    buffer.move(to: buffer.cursor == line ? 0 : line)
  }

  func moveEnd() {
    if acceptGhost() { return }
    let line = buffer.lineEnd
    buffer.move(to: buffer.cursor == line ? buffer.characters.count : line)
  }

  func moveWordLeft() { buffer.move(to: buffer.wordLeft) }

  func moveWordRight() {
    guard buffer.cursor == buffer.characters.count, !ghost.isEmpty else { return buffer.move(to: buffer.wordRight) }
    var hint = EntryBuffer(ghost)
    hint.move(to: 0)
    hint.move(to: hint.wordRight)
    buffer.insert(String(hint.characters[..<hint.cursor]))
  }

  private func acceptGhost() -> Bool {
    guard !ghost.isEmpty, buffer.cursor == buffer.characters.count else { return false }
    buffer.insert(ghost)
    ghost = ""
    return true
  }

  // MARK: Up and down, in the entry and then in history

  func moveUp() {
    if let place = buffer.lineAbove { return buffer.move(to: place) }
    browse(by: -1)
  }

  func moveDown() {
    if let place = buffer.lineBelow { return buffer.move(to: place) }
    browse(by: 1)
  }

  func browse(by step: Int) {
    let entries = history.entries
    let index = (browsing?.index ?? entries.count) + step
    guard index >= 0, index <= entries.count else { return }
    let own = browsing?.own ?? buffer
    if index == entries.count {
      browsing = nil
      buffer = own
      return
    }
    browsing = (index, own)
    var recalled = EntryBuffer(entries[index])
    if let failure, failure.entry == entries[index] { recalled.moveCursor(toUTF8Offset: failure.offset) }
    buffer = recalled
  }

  // MARK: Changing

  func deleteLeft() { buffer.backspace() }

  func deleteRight() { _ = buffer.delete(to: buffer.right) }

  func deleteOrLeave() -> Outcome {
    guard buffer.isEmpty else {
      deleteRight()
      return .goOn
    }
    leave()
    return .inputEnds
  }

  func kill(to place: Int) {
    let removed = buffer.delete(to: place)
    if !removed.isEmpty { killed = removed }
  }

  func killLine() {
    // At the end of a line the line end itself goes.
    kill(to: buffer.cursor == buffer.lineEnd ? buffer.right : buffer.lineEnd)
  }

  func yank() { buffer.insert(killed) }

  func undoChange() {
    if let earlier = undo.undo() { buffer = earlier }
  }

  func enter() -> Outcome {
    let text = buffer.text
    if isComplete(text) || !History.isWorthKeeping(text) {
      submit(text)
      return .lineEnds
    }
    // A third Enter on blank lines says that no more will come; the error then says what is missing.
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if buffer.cursor == buffer.characters.count, lines.count > 2,
      lines.suffix(2).allSatisfy({ $0.allSatisfy(\.isWhitespace) })
    {
      let kept = lines.dropLast(2).joined(separator: "\n")
      buffer = EntryBuffer(kept)
      submit(kept)
      return .lineEnds
    }
    buffer.insertLine()
    return .goOn
  }

  func insertLine() { buffer.insertLine() }

  // MARK: The screen

  func clearScreen() {
    output.write("\u{1B}[H\u{1B}[2J")
    painter.reset()
  }

  /// Hands the entry to the person's own editor.
  func editElsewhere() {
    let text = buffer.text
    var edited: String?
    away { edited = ExternalEditor.edit(text) }
    if let edited { buffer = EntryBuffer(edited) }
  }

  // MARK: Completion

  func completeWord() {
    if menu != nil { return advanceMenu(by: 1) }
    let now = buffer
    guard let completion = completion(of: now), let first = completion.candidates.first else {
      // A Tab among the blanks that begin a line indents.
      if now.characters[now.lineStart..<now.cursor].allSatisfy({ $0 == " " }) { buffer.insert("  ") }
      return
    }
    if completion.candidates.count == 1 {
      return buffer.replaceBeforeCursor(fromUTF8: completion.start, with: first.text)
    }
    var extended = now
    extended.replaceBeforeCursor(fromUTF8: completion.start, with: completion.commonPrefix)
    if extended.characters.count > now.characters.count {
      buffer = extended
    } else {
      extended = now
    }
    menu = CompletionMenu(completion, original: extended)
  }

  private func completion(of buffer: EntryBuffer) -> Completion? {
    let text = buffer.text
    let cursor = buffer.utf8Offset
    if let symbol = Symbols.completion(text, cursor: cursor) { return symbol }
    let isBlank = buffer.characters[buffer.lineStart..<buffer.cursor].allSatisfy(\.isWhitespace)
    guard !isBlank, let found = complete?(text, cursor), (0...cursor).contains(found.start) else { return nil }
    return found
  }

  func advanceMenu(by step: Int) {
    guard var menu else { return }
    menu.advance(by: step)
    self.menu = menu
    buffer = menu.buffer
  }

  /// Keys that mean something else while the menu is open; any other closes it and acts as always.
  func menuTakes(_ key: Key) -> Bool {
    switch key {
    case .scalar("\t"), .named(.backTab): return false
    case .named(.down): advanceMenu(by: 1)
    case .named(.up): advanceMenu(by: -1)
    case .scalar("\r"), .scalar("\n"):
      let chose = menu?.selected != nil
      menu = nil
      return chose
    case .escape, .scalar("\u{7}"):
      if let menu { buffer = menu.original }
      menu = nil
    default:
      menu = nil
      return false
    }
    return true
  }
}
