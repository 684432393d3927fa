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
    if !options.quiet { screen.write(Self.banner, indent: 0) }
    screen.space()
    if let folder = options.journals { Recovery(folder: folder, screen: screen).offer(into: &kept) }
    let ending =
      if let editor = LineEditor(profile: profile, historyFile: options.history) {
        talk(through: editor, screen)
      } else {
        talk(plainlyOn: screen)
      }
    if ending == .left { kept.finish() }
    return ending
  }

  private mutating func talk(through editor: LineEditor, _ screen: ReplScreen) -> Ending {
    editor.isComplete = Notebook.isComplete
    while true {
      // The editor sees the notebook as it is now, and lets go of it before the next input changes it in place.
      let notebook = kept.notebook
      editor.complete = { text, cursor in notebook.completions(text, cursor: cursor) }
      editor.highlight = { text in notebook.highlights(text) }
      let event = editor.readEntry(prompt: prompt)
      editor.complete = nil
      editor.highlight = nil
      guard let result = answer(event, screen, hasTypedAhead: editor.input.isPending) else { continue }
      if let ending = result.ending { return ending }
      if let place = result.failure { editor.markFailure(at: place) }
    }
  }

  private mutating func talk(plainlyOn screen: ReplScreen) -> Ending {
    var lines = PipeLineSource(showsPrompt: true, isComplete: Notebook.isComplete)
    while true {
      let event = lines.readEntry(prompt: prompt)
      if let ending = answer(event, screen)?.ending { return ending }
    }
  }

  /// What an entry led to: the end, or a place in it where it failed.
  private struct Answer {
    var ending: Ending?
    var failure: Int?
  }

  /// - Returns: nil when there is nothing to do but ask again.
  private mutating func answer(
    _ event: ReadEvent, _ screen: ReplScreen, hasTypedAhead: Bool = false
  ) -> Answer? {
    switch event {
    case .interrupted: return nil
    case .endOfFile: return Answer(ending: .left)
    case .hangup: return Answer(ending: .hangup)
    case .line(let entry):
      let indent = CellWidth.of(prompt.plain)
      let clock = ContinuousClock()
      let start = clock.now
      let result = kept.submit(entry)
      show(result, after: clock.now - start, indent: indent, hasTypedAhead: hasTypedAhead, screen)
      return Answer(ending: result.request == .quit ? .left : nil, failure: result.failure?.span?.start)
    }
  }

  private func show(
    _ result: CellResult, after time: Duration, indent: Int, hasTypedAhead: Bool, _ screen: ReplScreen
  ) {
    let settings = kept.notebook.settings
    if let failure = result.failure, failure.isInterrupted {
      screen.clearEcho()
      screen.write(Document([.line(Text("interrupted after \(time.spoken); nothing changed", .dim))]), indent: indent)
      return screen.space()
    }
    if !options.quiet {
      if profile.redraws {
        Animation(frames: kept.notebook.frames(of: result))?.play(on: screen, settings, indent: indent)
      }
      let notes = result.notes.reduce(Document()) { $0 + $1.remark }
      if profile.editsLines, let reveal = Reveal(pieces: kept.notebook.steps(of: result)) {
        reveal.play(on: screen, indent: indent, hasTypedAhead: hasTypedAhead) {
          screen.write($0, settings, digits: result.digits, whole: result.whole, indent: indent)
        }
        screen.write(notes, settings, digits: result.digits, indent: indent)
      } else {
        screen.write(result.output + notes, settings, digits: result.digits, whole: result.whole, indent: indent)
      }
    }
    if let failure = result.failure {
      screen.write(failure.document, settings, digits: result.digits, indent: indent, to: .error)
    }
    let isSilent = options.quiet || result.output.blocks.isEmpty && result.notes.isEmpty
    if result.failure != nil || !isSilent { screen.space() }
  }

  private var prompt: Text {
    let mark = profile.charset == .ascii ? ">" : "▸"
    return Text("[\(kept.notebook.nextNumber)] ", .dim) + Text(mark, .accent) + Text(" ")
  }

  private static let banner = Document([
    .line(Text("nabla 0.1", .strong) + Text(" · ?help · ?topics · Tab completes · Ctrl-D leaves", .dim))
  ])
}

extension Duration {
  /// `0.35 s`, `1.2 s`, `2 min 5 s`.
  fileprivate var spoken: String {
    let (whole, rest) = components
    let seconds = Double(whole) + Double(rest) * 1e-18
    if seconds >= 100 { return "\(whole / 60) min \(whole % 60) s" }
    return (seconds < 1 ? (seconds * 100).rounded() / 100 : (seconds * 10).rounded() / 10).formatted() + " s"
  }
}
