import ArgumentParser
import Notebook

/// `nabla` alone is the prompt.
struct Nabla: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nabla", abstract: "A notebook at the prompt for the mathematics of machine learning.",
    version: "nabla 0.1.0", subcommands: [Open.self, Run.self, Verify.self, Eval.self, ReferencePage.self])

  @OptionGroup var shared: SharedOptions

  func run() throws {
    try Prompt.run(shared, opening: nil)
  }
}

struct Open: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Replay a session and go on from its end at the prompt.")

  @OptionGroup var shared: SharedOptions
  @Argument(help: "The session.") var file: String

  func run() throws {
    try Prompt.run(shared, opening: file)
  }
}
