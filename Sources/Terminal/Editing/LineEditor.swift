import CLibEdit
import CSignals
import Document
import Glibc
import Notebook

/// Entries edited by a person at a terminal.
///
/// libedit keeps the key maps, which `~/.editrc` may change, and the terminal's modes; this class reads the keys, holds the
/// text, does what vi's commands ask and paints. It belongs to the thread that made it: a class that is not Sendable needs
/// no locks.
public final class LineEditor: LineSource {
  /// False while the text needs more lines: then Enter starts one.
  public var isComplete: (String) -> Bool = { _ in true }
  /// What could stand at a cursor, given in UTF-8 bytes; nil asks for nothing.
  public var complete: ((_ text: String, _ cursor: Int) -> Completion)?
  /// The inks of a text.
  public var highlight: ((String) -> [Highlight])?
  /// How the call at a cursor, given in UTF-8 bytes, is written.
  public var callHelp: ((_ text: String, _ cursor: Int) -> CallHelp?)?
  /// What the keys do; nil follows `~/.editrc`.
  public var mode: Settings.Mode?
  /// Whether what is painted has colours and weights, and which.
  public var color: Bool
  public var palette: Palette

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
  /// The call being written is shown under the entry: asked for by Tab, until it is closed or ESC.
  var showsCall = false
  var search: HistorySearch?
  var browsing: (index: Int, own: EntryBuffer)?
  var lastSearch: (pattern: String, isForward: Bool)?
  var undo = UndoStack()
  var killed = KillRing()
  /// What the key before did, and what this one does, for cuts in a row and for pasting an older cut.
  var lastAction = Action.other
  var action = Action.other
  /// Vi's state, when letters can be commands.
  var vi: ViMode?
  var failure: (entry: String, offset: Int)?
  private var waiting: [wchar_t] = []
  private var event: ReadEvent?
  private var ignoresContinue = false

  /// The entry. libedit never sees it: its display loses combining marks and crashes on tall entries.
  var buffer = EntryBuffer()

  /// What a key did that matters to the next one.
  enum Action {
    case cut
    /// Pasted a cut into this entry.
    case paste(into: EntryBuffer)
    case other

    var isCut: Bool {
      if case .cut = self { true } else { false }
    }
  }

  // History is read when the first prompt is already on the screen.
  private var historyFile: HistoryFile?
  private var loadedHistory: History?

  /// An editor on standard input and output, which must be a terminal.
  /// - Parameter historyFile: keeps the entries of earlier sessions; nil for none.
  /// - Returns: nil when the system has no UTF-8 locale or libedit cannot start; use `PipeLineSource` then.
  public init?(profile: TerminalProfile, historyFile: HistoryFile? = nil) {
    guard profile.editsLines, clibedit_use_utf8() else { return nil }
    csignals_guard_terminal()
    guard let editor = clibedit_open("nabla") else { return nil }
    self.editor = editor
    self.profile = profile
    color = profile.color
    palette = Palette(profile.theme)
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

  deinit {
    clibedit_close(editor)
    csignals_restore_terminal()
  }

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
    vi = (mode ?? (clibedit_is_vi(editor) ? .vi : .emacs)) == .vi ? ViMode() : nil
    menu = nil
    showsCall = false
    search = nil
    browsing = nil
    undo = UndoStack(buffer)
    (lastAction, action) = (.other, .other)
    painter.reset()
    needsPainting = true
    Signals.clearInterrupt()
    csignals_set_editing(true)
    output.write("\u{1B}[?2004h")
    var count: Int32 = 0
    let line = el_wgets(editor, &count)
    csignals_set_editing(false)
    // A key bound to libedit's own newline in ~/.editrc ends the line without us.
    if event == nil, line != nil, count > 0 {
      submit(buffer.text)
    }
    output.write("\u{1B}[?2004l")
    // What is typed while an entry is evaluated would be echoed into its results.
    if case .line = event { csignals_quiet_terminal() }
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

  /// Takes in what other REPLs have added to the file.
  func refreshHistory() {
    guard loadedHistory != nil, let news = historyFile?.news(), !news.isEmpty else { return }
    loadedHistory?.merge(news)
  }

  private func remember(_ entry: String) {
    failure = nil
    guard History.isWorthKeeping(entry) else { return }
    let repeats = history.entries.last == entry
    loadedHistory?.append(entry)
    if !repeats { historyFile?.append(entry) }
  }

  // MARK: Keys

  /// The next code for libedit; nil ends the line, with `event` saying why.
  private func nextCode() -> wchar_t? {
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
        (lastAction, action) = (action, .other)
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
    vi?.settle(&buffer)
    if needsPainting { paint() }
    needsPainting = false
    guard loadedHistory == nil else { return }
    _ = history
  }

  /// What libedit is to see of a key; nil when it was dealt with here.
  private func code(of key: Key) -> wchar_t? {
    if search != nil, searchTakes(key) { return nil }
    if menu != nil, menuTakes(key) { return nil }
    if key == .escape, closeCall() { return nil }
    if vi != nil, viTakes(key) { return nil }
    switch key {
    case .scalar(let scalar):
      if scalar.value < 0x20 || scalar.value == 0x7F { return wchar_t(bitPattern: scalar.value) }
      buffer.type(scalar)
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

  /// Lets something else use the terminal, below the entry, with the modes the terminal had before.
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
