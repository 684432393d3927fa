import Document
import Notebook
import Syntax

/// The prompt: a person's entries, what they come to, and the journal that keeps them.
public struct Repl {
  /// Why the person stopped.
  public enum Ending: Hashable, Sendable {
    /// By Ctrl-D or `:quit`.
    case left
    /// The terminal is gone or the process was asked to end; the journal stays and is offered at the next start.
    case hangup
  }

  /// How the conversation looks, beyond what the terminal and the notebook's settings say.
  public struct Options: Sendable {
    /// Columns of output instead of the terminal's.
    public var width: Int?
    /// Shows errors only.
    public var quiet: Bool
    /// The person's history, for entries of earlier sessions.
    public var history: HistoryFile?
    /// Where journals lie.
    public var journals: JournalFolder?

    public init(
      width: Int? = nil, quiet: Bool = false, history: HistoryFile? = nil, journals: JournalFolder? = nil
    ) {
      self.width = width
      self.quiet = quiet
      self.history = history
      self.journals = journals
    }
  }

  public private(set) var kept: KeptNotebook
  let profile: TerminalProfile
  let options: Options

  /// - Parameter kept: the notebook to go on with.
  public init(_ kept: KeptNotebook, profile: TerminalProfile, options: Options) {
    self.kept = kept
    self.profile = profile
    self.options = options
  }

  /// Talks until the person leaves.
  public mutating func run() -> Ending {
    let screen = ReplScreen(profile: profile, width: options.width)
    if !options.quiet { screen.write(banner, indent: 0) }
    screen.space()
    let typed = options.journals.flatMap { Recovery(folder: $0, screen: screen).offer(into: &kept) }
    let ending =
      if let editor = LineEditor(profile: profile, historyFile: options.history) {
        talk(through: editor, screen, typed: typed ?? "")
      } else {
        talk(plainlyOn: screen, typed: typed)
      }
    if ending == .left { leave(screen) }
    return ending
  }

  private mutating func leave(_ screen: ReplScreen) {
    let count = kept.notebook.unsavedCells
    let isOffered = kept.finish()
    guard count > 0, !options.quiet else { return }
    let what = count == 1 ? "1 cell was not saved" : "\(count) cells were not saved"
    let rest = isOffered ? "; the next start offers \(count == 1 ? "it" : "them") again" : ""
    screen.write(Document([.line(Text(what + rest, .dim))]), indent: 0)
  }

  private mutating func talk(through editor: LineEditor, _ screen: ReplScreen, typed: String) -> Ending {
    editor.isComplete = Notebook.isComplete
    var revision: Revision?
    var typed = typed
    while true {
      // The editor sees the notebook as it is now, and lets go of it before the next input changes it in place.
      let notebook = kept.notebook
      editor.complete = { text, cursor in notebook.completions(text, cursor: cursor) }
      editor.highlight = { text in notebook.highlights(text) }
      editor.callHelp = { text, cursor in notebook.callHelp(text, cursor: cursor) }
      editor.mode = notebook.settings.mode
      editor.color = notebook.settings.color ?? profile.color
      editor.palette = screen.palette(notebook.settings)
      let event = editor.readEntry(prompt: prompt(revision), editing: revision?.text ?? typed, at: revision?.offset)
      typed = ""
      editor.complete = nil
      editor.highlight = nil
      editor.callHelp = nil
      let result = answer(event, revision, screen, canEdit: true, hasTypedAhead: editor.input.isPending)
      guard let result else {
        revision = nil
        continue
      }
      if let ending = result.ending { return ending }
      revision = result.revision
      typed = result.typed
      if let place = result.failure, revision == nil { editor.markFailure(at: place) }
    }
  }

  private mutating func talk(plainlyOn screen: ReplScreen, typed: String?) -> Ending {
    if let typed, let ending = answer(.line(typed), nil, screen, canEdit: false)?.ending { return ending }
    var lines = PipeLineSource(showsPrompt: true, isComplete: Notebook.isComplete)
    while true {
      let event = lines.readEntry(prompt: prompt(nil))
      if let ending = answer(event, nil, screen, canEdit: false)?.ending { return ending }
    }
  }

  /// What an entry led to: the end, or a place in it where it failed.
  private struct Answer {
    var ending: Ending?
    var failure: Int?
    var revision: Revision?
    /// What was typed while something was shown.
    var typed = ""
  }

  /// A cell being changed: what the entry begins as, and where the cursor stands in it.
  private struct Revision {
    var cell: Int
    var text: String
    var offset: Int?
  }

  /// - Returns: nil when there is nothing to do but ask again.
  private mutating func answer(
    _ event: ReadEvent, _ revision: Revision?, _ screen: ReplScreen, canEdit: Bool, hasTypedAhead: Bool = false
  ) -> Answer? {
    switch event {
    case .interrupted: return nil
    case .endOfFile: return Answer(ending: .left)
    case .hangup: return Answer(ending: .hangup)
    case .line(let entry):
      let indent = CellWidth.of(prompt(revision).plain)
      let clock = ContinuousClock()
      let start = clock.now
      let progress = ProgressLine(keepsSteps: Notebook.keepsSteps(of: entry))
      // Without a line that redraws, what cannot be interrupted is said in one of its own.
      if profile.redraws { kept.reportProgress { progress.note($0) } }
      let result = progress.shown(on: profile) {
        if let revision { kept.revise(cell: revision.cell, text: entry) } else { kept.submit(entry) }
      }
      kept.reportProgress(to: nil)
      if canEdit, case .edit(let cell, let source)? = result.request {
        return Answer(revision: Revision(cell: cell, text: source))
      }
      let typed = show(result, after: clock.now - start, indent: indent, hasTypedAhead: hasTypedAhead, screen)
      var answer = Answer(ending: result.request == .quit ? .left : nil, failure: result.failure?.span?.start)
      answer.typed = typed
      if let revision, result.failure != nil {
        answer.revision = Revision(cell: revision.cell, text: entry, offset: answer.failure)
      }
      return answer
    }
  }

  /// - Returns: the beginning of the next entry, where one was typed while this was shown.
  private func show(
    _ result: CellResult, after time: Duration, indent: Int, hasTypedAhead: Bool, _ screen: ReplScreen
  ) -> String {
    var typed = ""
    var picture = 0
    let settings = kept.notebook.settings
    if let failure = result.failure, failure.isInterrupted {
      screen.clearEcho()
      screen.write(
        Document([.line(Text("\(failure.report.title) after \(time.spoken); nothing changed", .dim))]), indent: indent)
      screen.space()
      return typed
    }
    if !options.quiet {
      // Who asked for no colours wants none of the sequences that redraw a picture either.
      if profile.redraws, profile.color, settings.animates {
        picture = Animation(frames: kept.notebook.frames(of: result))?.play(on: screen, settings, indent: indent) ?? 0
      }
      let notes = result.notes.reduce(Document()) { $0 + $1.remark }
      if profile.editsLines,
        let reveal = Reveal(
          pieces: kept.notebook.steps(of: result), hints: kept.notebook.hints(of: result))
      {
        typed = reveal.play(on: screen, settings, indent: indent, hasTypedAhead: hasTypedAhead) {
          screen.write($0, settings, digits: result.digits, whole: result.whole, indent: indent)
        }
        screen.write(notes, settings, digits: result.digits, indent: indent)
      } else {
        screen.write(
          result.output + notes, settings, digits: result.digits, whole: result.whole, indent: indent, below: picture)
      }
    }
    if let failure = result.failure {
      screen.write(failure.document, settings, digits: result.digits, indent: indent, to: .error)
    }
    let isSlow = time >= .seconds(1) && !options.quiet
    if isSlow { screen.write(Document([.line(Text(time.spoken, .dim))]), settings, indent: indent) }
    let isSilent = options.quiet || result.output.blocks.isEmpty && result.notes.isEmpty
    if result.failure != nil || !isSilent || isSlow { screen.space() }
    return typed
  }

  /// `[3] ▸ `; with a star while cells are stale, or with the number of the cell being changed.
  private func prompt(_ revision: Revision?) -> Text {
    let mark = profile.charset == .ascii ? ">" : "▸"
    let star = revision == nil && !kept.notebook.stale.isEmpty ? "*" : ""
    let number = "[\(revision?.cell ?? kept.notebook.nextNumber)\(star)] "
    return Text(number, revision == nil ? .dim : .accent) + Text(mark, .accent) + Text(" ")
  }

  private var banner: Document {
    let keys =
      profile.editsLines ? " · ?help · ?topics · Tab completes · Ctrl-D leaves" : " · ?help · ?topics · Ctrl-D leaves"
    return Document([.line(Text("nabla 0.1", .strong) + Text(keys, .dim))])
  }
}
