import Document
import Notebook

// Completion and the menu it opens.
extension LineEditor {
  func completeWord() {
    if menu != nil { return advanceMenu(by: 1) }
    let now = buffer
    let isInCall = callHelp?(now.text, now.utf8Offset) != nil
    guard let completion = completion(of: now), let first = completion.candidates.first else {
      if isInCall { showsCall = true }
      // A Tab among the blanks that begin a line indents.
      if !isInCall, now.characters[now.lineStart..<now.cursor].allSatisfy({ $0 == " " }) { buffer.insert("  ") }
      return
    }
    // In a call, what could be named next is shown with how the call is written.
    let isBare = completion.start == now.utf8Offset
    if isInCall, isBare { showsCall = true }
    if completion.candidates.count == 1, !(isInCall && isBare) {
      return buffer.replaceBeforeCursor(fromUTF8: completion.start, with: first.whole)
    }
    guard !(isInCall && isBare) else {
      menu = CompletionMenu(completion, original: now)
      return
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

  /// The rows under the entry that show how the call is written, while they are wanted.
  func callRows(_ buffer: EntryBuffer, columns: Int) -> [Row] {
    guard showsCall else { return [] }
    guard let help = callHelp?(buffer.text, buffer.utf8Offset) else {
      showsCall = false
      return []
    }
    let palette = color ? self.palette : nil
    let forms = help.forms.prefix(Self.formsShown)
    var rows = forms.map { Row.signature($0, columns: columns, palette) }
    let hidden = help.forms.count - forms.count
    rows.append(Row.note(hidden > 0 ? "\(help.summary)  (\(hidden) more)" : help.summary, columns: columns, palette))
    return rows
  }

  private static let formsShown = 3

  /// Closes what ESC closes.
  func closeCall() -> Bool {
    defer { showsCall = false }
    return showsCall
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
