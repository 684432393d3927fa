import ArgumentParser

@main
struct Nabla: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nabla", abstract: "A notebook for the mathematics of machine learning.", version: "0.1.0")
}
