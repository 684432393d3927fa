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
    if browsing == nil { refreshHistory() }
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

  /// Cuts between the cursor and a place.
  func kill(to place: Int) {
    let side: KillRing.Side = place < buffer.cursor ? .before : .after
    let removed = buffer.delete(to: place)
    killed.add(removed, joining: lastAction.isCut ? side : nil)
    action = .cut
  }

  func killLine() {
    // At the end of a line the line end itself goes.
    kill(to: buffer.cursor == buffer.lineEnd ? buffer.right : buffer.lineEnd)
  }

  func yank() {
    killed.rewind()
    guard let newest = killed.newest else { return }
    action = .paste(into: buffer)
    buffer.insert(newest)
  }

  /// Puts an older cut in the place of the one just pasted.
  func yankOlder() {
    guard case .paste(let before) = lastAction, let older = killed.rotate() else { return }
    action = .paste(into: before)
    buffer = before
    buffer.insert(older)
  }

  func undoChange() {
    if let earlier = undo.undo() { buffer = earlier }
  }

  func redoChange() {
    if let later = undo.redo() { buffer = later }
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

  /// Says something between the entry as it was and as it is painted again.
  private func remark(_ words: String) {
    let indent = CellWidth.of(prompt.plain)
    var options = profile.renderOptions()
    options.width = max(8, size.columns - indent)
    let message = Document([.line(Text(words, .dim))])
    let text = options.color ? palette.applied(to: message.ansi(options)) : message.plain(options)
    let margin = String(repeating: " ", count: indent)
    output.write(text.split(separator: "\n").map { margin + $0 + "\n" }.joined() + "\n")
  }

  /// Hands the entry to the person's own editor.
  func editElsewhere() {
    let text = buffer.text
    away {
      switch ExternalEditor.edit(text) {
      case .edited(let edited): buffer = EntryBuffer(edited)
      case .failed(let why): remark("\(why.visible); the entry is as it was")
      }
    }
  }
}
