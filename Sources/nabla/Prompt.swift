import Document
import Glibc
import Notebook
import Synchronization
import Terminal

/// The notebook fed by what comes in: by a person at the prompt, or by a stream of lines.
enum Prompt {
  static func run(_ options: SharedOptions, _ rights: ReplayOptions, opening path: String?) throws {
    var random = SystemRandomNumberGenerator()
    var notebook = try options.notebook(files: rights.policy, seed: random.next() >> 32)
    if let path {
      do {
        let said = try notebook.open(path, isSeedFixed: options.seed != nil)
        if !options.quiet { Output.error.write(said) }
      } catch {
        Output.error.write(Failure(error.report).document)
        throw Status.usage
      }
    }
    let variables = environment(TerminalProfile.variables + ["XDG_STATE_HOME", "HOME"])
    let profile = TerminalProfile.current(environment: variables)
    let isPerson = isatty(STDIN_FILENO) == 1
    let kept = KeptNotebook(notebook, in: JournalFolder(environment: variables), isAttended: isPerson)
    guard profile.showsPrompt else {
      if !options.quiet { mentionOrphans(JournalFolder(environment: variables)) }
      return try read(kept, options, isPerson: isPerson)
    }
    var repl = Repl(
      kept, profile: profile,
      options: Repl.Options(
        width: options.width, quiet: options.quiet,
        history: HistoryFile.standardPath(environment: variables).map { HistoryFile(path: $0) },
        journals: JournalFolder(environment: variables)))
    if repl.run() == .hangup { throw Stop.status }
  }

  /// Reads entries to the end of a stream that shows no prompt.
  private static func read(_ kept: KeptNotebook, _ options: SharedOptions, isPerson: Bool) throws {
    var kept = kept
    var lines = PipeLineSource(isComplete: Notebook.isComplete)
    var hasFailed = false
    reading: while true {
      switch lines.readEntry(prompt: "") {
      case .endOfFile: break reading
      case .interrupted: try leave(&kept)
      case .hangup: throw Stop.status
      case .line(let entry):
        var result = kept.submit(entry)
        if let problem = kept.problem, let place = result.notes.firstIndex(of: problem) {
          // A program that reads the results is not who has to know.
          result.notes.remove(at: place)
          Output.error.write(problem.remark)
        }
        show(result, kept.notebook.settings, options, indent: 0)
        hasFailed = hasFailed || result.failure != nil
        if result.failure?.isInterrupted == true { try leave(&kept) }
        if result.request == .quit { break reading }
      }
    }
    kept.finish()
    if hasFailed, !isPerson { throw Status.failed }
  }

  /// Ends on request: by a key or the clock for good; asked from outside to end, the journal stays to be recovered.
  private static func leave(_ kept: inout KeptNotebook) throws -> Never {
    if !Signals.isEndRequested || Stop.isTimeUp { kept.finish() }
    throw Stop.status
  }

  /// Says that there is something to recover, where nobody could be asked.
  private static func mentionOrphans(_ folder: JournalFolder?) {
    guard let count = try? folder?.orphans().count, count > 0 else { return }
    let what =
      count == 1 ? "A notebook that ended without warning is" : "\(count) notebooks that ended without warning are"
    Output.error.write("\(what) kept; nabla at a terminal offers to recover.\n")
  }

  private static let saidInterrupted = Atomic<Bool>(false)
  /// Whether the last word on standard error told of an interruption or a time-out.
  static var hasSaidInterrupted: Bool { saidInterrupted.load(ordering: .relaxed) }

  /// Writes what an input came to: values on standard output, errors on standard error.
  static func show(_ result: CellResult, _ settings: Settings, _ options: SharedOptions, indent: Int) {
    if !options.quiet { Output.standard.write(result.output, options.rendering(settings, result), indent: indent) }
    for note in result.notes {
      if !options.quiet { Output.standard.write(note.remark, options.rendering(settings, result), indent: indent) }
    }
    if let failure = result.failure {
      if failure.isInterrupted { saidInterrupted.store(true, ordering: .relaxed) }
      Output.error.write(failure.document, options.rendering(settings, result), indent: indent)
    }
  }

  static func currentFolder() -> String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }
}

extension SharedOptions {
  /// How a result is rendered: as the notebook's settings and the flags ask.
  func rendering(_ settings: Settings, _ result: CellResult) -> (RenderOptions) -> RenderOptions {
    { options in
      var options = settings.applied(to: options)
      options.digits = result.digits
      if let width { options.width = width }
      return result.whole ? options.full : options
    }
  }
}
