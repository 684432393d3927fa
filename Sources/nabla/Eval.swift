import ArgumentParser
import Notebook

struct Eval: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Evaluate one input.",
    discussion: "With --json --lines, each line of standard input is evaluated by itself, one JSON object a line.")

  @OptionGroup var shared: SharedOptions
  @Flag(help: "Print the value as JSON at full precision.") var json = false
  @Flag(help: "Evaluate each line of standard input by itself; with --json.") var lines = false
  @Argument(help: "The input.") var expression: String?

  func validate() throws {
    if lines, !json { throw ValidationError("--lines goes with --json.") }
    if lines, expression != nil { throw ValidationError("--lines reads its input from standard input.") }
    if !lines, expression == nil { throw ValidationError("An expression is missing.") }
  }

  func run() throws {
    let notebook = try shared.notebook(files: .trusted(base: Prompt.currentFolder()), seed: 0)
    if lines { return try evaluateLines(in: notebook) }
    var fresh = notebook
    let text = expression ?? ""
    if json {
      let (object, isError) = JSONLine.answer(text, in: fresh)
      Output.standard.write(object + "\n")
      if Stop.isRequested { throw Stop.status }
      if isError { throw Status.failed }
      return
    }
    let result = fresh.submit(text)
    Prompt.show(result, fresh.settings, shared, indent: 0)
    if Stop.isRequested { throw Stop.status }
    if result.failure != nil { throw Status.failed }
  }

  private func evaluateLines(in notebook: Notebook) throws {
    var hasFailed = false
    while let line = readLine() {
      let (object, isError) = JSONLine.answer(line, in: notebook)
      hasFailed = hasFailed || isError
      Output.standard.write(object + "\n")
      if Stop.isRequested { throw Stop.status }
    }
    if hasFailed { throw Status.failed }
  }
}
