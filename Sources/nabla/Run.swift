import ArgumentParser
import Document
import Glibc
import Notebook

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a session and print its transcript.",
    discussion: "Stops at the first error the session does not expect.")

  @OptionGroup var shared: SharedOptions
  @OptionGroup var rights: ReplayOptions
  @Flag(help: "Go on after an error.") var keepGoing = false
  @Argument(help: "The session, or - for standard input.") var file: String

  func run() throws {
    let input: SessionInput
    do { input = try SessionInput(file, rights.policy) } catch {
      Output.error.write(error.text)
      throw Status.usage
    }
    if !shared.quiet { input.remark() }
    let session = input.session
    var notebook = try shared.notebook(files: input.files, seed: session.header.seed ?? 0)
    var transcript = Transcript(options: shared, width: shared.width ?? session.header.width)
    let goesOn = keepGoing
    notebook.replay(session, width: transcript.width, isSeedFixed: shared.seed != nil) { event in
      transcript.write(event)
      return goesOn || !transcript.hasFailed
    }
    if Stop.isRequested { throw Stop.status }
    if transcript.hasFailed { throw Status.failed }
  }
}

/// Prints cells as they are done.
struct Transcript {
  let options: SharedOptions
  let width: Int
  private(set) var hasFailed = false

  init(options: SharedOptions, width: Int) {
    self.options = options
    self.width = width
  }

  mutating func write(_ event: ReplayEvent) {
    switch event {
    case .cell(let cell):
      let result = cell.result
      if !options.quiet {
        let prompt = Notebook.prompt(result.number)
        let margin = String(repeating: " ", count: prompt.count)
        Output.standard.write(
          prompt + result.source.visibleLines.joined(separator: "\n" + margin) + "\n")
      }
      hasFailed = hasFailed || cell.isUnexpectedFailure
      var shared = options
      shared.width = width
      Prompt.show(result, Settings(), shared, indent: 6)
    case .assertion(_, let problem):
      guard let problem else { return }
      hasFailed = true
      Output.error.write(problem.document)
    case .skipped(let cell, let reason):
      if !options.quiet {
        Output.standard.write("skipped line \(cell.line): \(reason.visibleLines.joined(separator: " "))\n")
      }
    case .exercise: return
    }
  }
}
