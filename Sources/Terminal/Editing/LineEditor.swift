import CLibEdit
import CSignals
import Document
import Glibc
import Notebook

/// Entries edited by a person at a terminal.
///
/// libedit keeps the key maps (emacs, or vi by `~/.editrc`) and the terminal's modes; this class reads the keys, holds the
/// text and paints. It belongs to the thread that made it: a class that is not Sendable needs no locks.
public final class LineEditor: LineSource {
  /// False while the text needs more lines: then Enter starts one.
  public var isComplete: (String) -> Bool = { _ in true }
  /// What could stand at a cursor, given in UTF-8 bytes; nil asks for nothing.
  public var complete: ((_ text: String, _ cursor: Int) -> Completion)?
  /// The inks of a text.
  public var highlight: ((String) -> [Highlight])?

  let editor: OpaquePointer
  let profile: TerminalProfile
  let output = TerminalOutput.standard
  var input = TerminalInput(descriptor: STDIN_FILENO)

  // What is on the screen.
  var painter = Painter()
  var prompt = Text("")
  var ghost = ""
  var needsPainting = true
  var highlighted: (text: String, highlights: [Highlight]) = ("", [])

  // What is being done.
  var menu: CompletionMenu?
  var search: HistorySearch?
  var browsing: (index: Int, own: EntryBuffer)?
  var undo = UndoStack()
  var killed = ""
  var failure: (entry: String, offset: Int)?
  private var waiting: [wchar_t] = []
  private var event: ReadEvent?
  private var ignoresContinue = false

  /// The entry. libedit sees it only where its own functions are needed: see `lend`.
  var buffer = EntryBuffer() {
    didSet { isLent = false }
  }
  /// True while libedit holds the same text and may be changing it.
  private var isLent = false
  private var isVi = false
  private var lentSize = (columns: 80, rows: 24)

  // History is read when the first prompt is already on the screen.
  private let historyFile: HistoryFile?
  private var loadedHistory: History?

  /// An editor on standard input and output, which must be a terminal.
  /// - Parameter historyFile: keeps the entries of earlier sessions; nil for none.
  /// - Returns: nil when the system has no UTF-8 locale or libedit cannot start; use `PipeLineSource` then.
  public init?(profile: TerminalProfile, historyFile: HistoryFile? = nil) {
    guard profile.editsLines, clibedit_use_utf8(), let editor = clibedit_open("nabla") else { return nil }
    self.editor = editor
    self.profile = profile
    self.historyFile = historyFile
    Signals.install()
    clibedit_set_client(editor, Unmanaged.passUnretained(self).toOpaque())
    clibedit_set_reader(editor) { editor, code in
      guard let found = LineEditor.of(editor)?.nextCode() else {
        errno = EINTR
        return -1
      }
      code?.pointee = found
      return 1
    }
    KeyBindings.install(in: editor)
  }

  deinit { clibedit_close(editor) }

  /// The object behind libedit's pointer.
  static func of(_ editor: OpaquePointer?) -> LineEditor? {
    guard let editor, let client = clibedit_client(editor) else { return nil }
    return Unmanaged<LineEditor>.fromOpaque(client).takeUnretainedValue()
  }

  // MARK: Reading

  public func readEntry(prompt: Text) -> ReadEvent { readEntry(prompt: prompt, editing: "") }

  /// Waits for an entry that begins as a text to be changed.
  /// - Parameter offset: where the cursor stands in it, in UTF-8 bytes; nil for its end.
  public func readEntry(prompt: Text, editing text: String, at offset: Int? = nil) -> ReadEvent {
    if Signals.isEndRequested { return .hangup }
    self.prompt = prompt
    event = nil
    buffer = EntryBuffer(text)
    if let offset { buffer.moveCursor(toUTF8Offset: offset) }
    isVi = clibedit_is_vi(editor)
    lentSize = size
    menu = nil
    search = nil
    browsing = nil
    undo = UndoStack()
    painter.reset()
    needsPainting = true
    Signals.clearInterrupt()
    csignals_set_editing(true)
    output.write("\u{1B}[?2004h")
    var count: Int32 = 0
    let line = el_wgets(editor, &count)
    csignals_set_editing(false)
    // A key bound to libedit's own newline in ~/.editrc ends the line without us.
    if event == nil, let line, count > 0 {
      let text = Self.string(line, Int(count) - 1)
      if isVi { buffer = EntryBuffer(text) }
      submit(buffer.text)
    }
    output.write("\u{1B}[?2004l")
    // Ctrl-C typed while the terminal still took it for a key is meant for what was just submitted.
    if case .line = event, input.takeInterrupt() { raise(SIGINT) }
    return event ?? .endOfFile
  }

  public func markFailure(at offset: Int) {
    guard let entry = loadedHistory?.entries.last else { return }
    failure = (entry, offset)
  }

  /// Ends the entry with this text and remembers it.
  func submit(_ text: String) {
    settle("\r\n")
    remember(text)
    event = .line(text)
  }

  /// Ends the input, as Ctrl-D on an empty entry does.
  func leave() {
    settle("\r\n")
    event = .endOfFile
  }

  // MARK: History

  var history: History {
    if let loadedHistory { return loadedHistory }
    let history = History(historyFile?.load() ?? [])
    loadedHistory = history
    return history
  }

  private func remember(_ entry: String) {
    failure = nil
    guard History.isWorthKeeping(entry) else { return }
    let repeats = history.entries.last == entry
    loadedHistory?.append(entry)
    if !repeats { historyFile?.append(entry) }
  }

  // MARK: The text in libedit

  /// Gives libedit a copy of the entry for vi's commands.
  ///
  /// Never in emacs mode, whose functions are all ours, and never an entry that its display cannot hold: libedit crashes
  /// while laying out more rows than the screen had when the line began.
  private func lend() {
    let mayLend = isVi && rowsInLibrary < lentSize.rows - 2
    guard mayLend || !libraryBuffer.isEmpty else { return }
    let wanted = mayLend ? buffer : EntryBuffer()
    let old = libraryBuffer
    if !old.text.unicodeScalars.elementsEqual(wanted.text.unicodeScalars) {
      // Of libedit's ways to replace text only this one works: from the end, delete before, insert.
      let length = old.text.unicodeScalars.count
      el_cursor(editor, Int32(clamping: length))
      el_deletestr(editor, Int32(clamping: length))
      let scalars = wanted.text.unicodeScalars.map { wchar_t(bitPattern: $0.value) }
      if !scalars.isEmpty { el_winsertstr(editor, scalars + [0]) }
    }
    el_cursor(editor, Int32(clamping: wanted.scalarOffset - libraryCursor))
    clibedit_refresh(editor)
    isLent = mayLend
  }

  /// Takes back what libedit made of the entry.
  private func takeBack() {
    guard isLent else { return }
    let found = libraryBuffer
    if found != buffer { buffer = found }
  }

  private var rowsInLibrary: Int {
    let columns = max(1, lentSize.columns)
    let cells = buffer.characters.reduce(0) { $0 + ($1 == "\t" ? 8 : $1 == "\n" ? columns : CellWidth.of($1)) }
    return cells / columns + 1
  }

  private var libraryBuffer: EntryBuffer {
    guard let line = el_wline(editor)?.pointee, let start = line.buffer else { return EntryBuffer() }
    return EntryBuffer(Self.string(start, line.lastchar - start), scalarOffset: line.cursor - start)
  }

  /// libedit's cursor, which may stand inside a cluster.
  private var libraryCursor: Int {
    guard let line = el_wline(editor)?.pointee, let start = line.buffer else { return 0 }
    return line.cursor - start
  }

  private static func string(_ start: UnsafePointer<wchar_t>, _ count: Int) -> String {
    var scalars = String.UnicodeScalarView()
    for code in UnsafeBufferPointer(start: start, count: max(0, count)) {
      scalars.append(Unicode.Scalar(UInt32(bitPattern: code)) ?? "\u{FFFD}")
    }
    return String(scalars)
  }

  // MARK: Keys

  /// The next code for libedit; nil ends the line, with `event` saying why.
  private func nextCode() -> wchar_t? {
    takeBack()
    guard let code = awaitCode() else { return nil }
    lend()
    return code
  }

  private func awaitCode() -> wchar_t? {
    while true {
      if !waiting.isEmpty { return waiting.removeFirst() }
      if !input.isPending { rest() }
      switch input.next() {
      case .interrupted:
        input.discard()
        dropEntry()
        return nil
      case .key(.scalar("\u{3}")), .key(.meta("\u{3}")):
        dropEntry()
        return nil
      case .stop, .key(.scalar("\u{1A}")): stop()
      case .key(let key):
        undo.record(buffer)
        needsPainting = true
        if let code = code(of: key) { return code }
      case .endOfFile, .hangup:
        event = .hangup
        return nil
      case .resized:
        output.write(painter.erase(columns: size.columns))
        needsPainting = true
      case .continued: resume()
      }
    }
  }

  private func dropEntry() {
    search = nil
    settle("^C\r\n")
    event = .interrupted
  }

  /// Nothing is waiting to be read: time to paint, and after that for what can wait.
  private func rest() {
    if needsPainting { paint() }
    needsPainting = false
    guard loadedHistory == nil else { return }
    _ = history
  }

  /// What libedit is to see of a key; nil when it was dealt with here.
  private func code(of key: Key) -> wchar_t? {
    if search != nil, searchTakes(key) { return nil }
    if menu != nil, menuTakes(key) { return nil }
    switch key {
    case .scalar(let scalar):
      // Whether vi inserts or commands, only libedit knows.
      if isVi && rowsInLibrary < lentSize.rows - 2 || scalar.value < 0x20 || scalar.value == 0x7F {
        return wchar_t(bitPattern: scalar.value)
      }
      buffer.insert(String(scalar))
      return nil
    case .escape: return 0x1B
    case .meta(let scalar):
      waiting.append(wchar_t(bitPattern: scalar.value))
      return 0x1B
    case .paste(let text):
      buffer.insert(text)
      return nil
    case .named(let named): return named.rawValue
    case .unknown: return nil
    }
  }

  // MARK: Stopping and going on

  private func stop() {
    settle("\r\n")
    output.write("\u{1B}[?2004l")
    clibedit_prepare(editor, false)
    csignals_stop_self()
    ignoresContinue = false
    resume()
    // Being continued also arrives as a signal, for those that were stopped without asking.
    ignoresContinue = true
  }

  private func resume() {
    guard !ignoresContinue else {
      ignoresContinue = false
      return
    }
    // libedit believes that the terminal is as it left it; the shell has set it back.
    clibedit_prepare(editor, false)
    clibedit_prepare(editor, true)
    output.write("\u{1B}[?2004h")
    painter.reset()
    needsPainting = true
  }

  /// Lets something else use the terminal, below the entry.
  func away(_ body: () -> Void) {
    settle("\r\n")
    output.write("\u{1B}[?2004l")
    clibedit_prepare(editor, false)
    csignals_set_editing(false)
    body()
    csignals_set_editing(true)
    Signals.clearInterrupt()
    resume()
  }
}
