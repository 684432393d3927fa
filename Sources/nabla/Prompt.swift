import Document
import Evaluation
import Glibc
import Notebook

/// The prompt on a stream of lines: of a person at a plain terminal, or of a pipe.
enum Prompt {
  static func run(_ options: SharedOptions, opening path: String?) throws {
    let folder = currentFolder()
    var random = SystemRandomNumberGenerator()
    var notebook = try options.notebook(files: .trusted(base: folder), seed: random.next() >> 32)
    if let path {
      do {
        let said = try notebook.open(path)
        if !options.quiet { Output.error.write(said) }
      } catch {
        Output.error.write(Failure(error.report).document)
        throw Status.usage
      }
    }
    let isPerson = isatty(STDIN_FILENO) == 1
    var kept = KeptNotebook(notebook, in: isPerson ? JournalFolder(environment: stateVariables()) : nil)
    if isPerson {
      Output.standard.write("nabla 0.1 · ?help · ?topics · Tab completes · Ctrl-D leaves\n\n")
      recover(into: &kept)
    }
    let hasFailed = read(&kept, options, isPerson: isPerson)
    kept.finish()
    if hasFailed, !isPerson { throw Status.failed }
  }

  /// Reads entries to the end; returns whether one failed.
  private static func read(_ kept: inout KeptNotebook, _ options: SharedOptions, isPerson: Bool) -> Bool {
    var hasFailed = false
    while let entry = entry(isPerson ? kept.notebook.prompt : nil) {
      if isPerson { Stop.clear() }
      let result = kept.submit(entry)
      let settings = kept.notebook.settings
      show(result, settings, options, indent: isPerson ? 6 : 0)
      hasFailed = hasFailed || result.failure != nil
      if result.request == .quit { break }
      if result.failure?.isInterrupted == true, !isPerson { Leave.with(Stop.status) }
    }
    return hasFailed
  }

  /// Writes what an input came to: values on standard output, errors on standard error.
  static func show(_ result: CellResult, _ settings: Settings, _ options: SharedOptions, indent: Int) {
    if !options.quiet { Output.standard.write(result.output, options.rendering(settings, result), indent: indent) }
    for note in result.notes {
      if !options.quiet { Output.standard.write(note.remark, options.rendering(settings, result), indent: indent) }
    }
    if let failure = result.failure {
      Output.error.write(failure.document, options.rendering(settings, result), indent: indent)
    }
  }

  /// Lines joined while they are incomplete; `nil` at the end of the input.
  private static func entry(_ prompt: String?) -> String? {
    if let prompt { Output.standard.write(prompt) }
    guard var text = readLine() else { return nil }
    while !Notebook.isComplete(text) {
      if let prompt { Output.standard.write(String(repeating: " ", count: max(0, prompt.count - 2)) + "  ") }
      guard let line = readLine() else { break }
      text += "\n" + line
    }
    return text
  }

  private static func recover(into kept: inout KeptNotebook) {
    guard let folder = JournalFolder(environment: stateVariables()), let orphans = try? folder.orphans() else { return }
    for orphan in orphans {
      let inputs = orphan.recovery.inputs.count
      let what = orphan.recovery.snapshot == nil ? "\(inputs) inputs" : "a session and \(inputs) inputs"
      Output.standard.write("A notebook that ended without warning left \(what). Recover it? [y/n] ")
      guard let answer = readLine() else { return }
      guard answer.lowercased().hasPrefix("y") else {
        if answer.lowercased().hasPrefix("n") { try? orphan.remove() }
        continue
      }
      let (cells, failed) = kept.recover(orphan)
      Output.standard.write("recovered \(cells) cells\n\n")
      for result in failed { if let failure = result.failure { Output.error.write(failure.document) } }
      return
    }
  }

  private static func stateVariables() -> [String: String] {
    var variables: [String: String] = [:]
    for name in ["XDG_STATE_HOME", "HOME"] { variables[name] = environment(name) }
    return variables
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
