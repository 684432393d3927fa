import ArgumentParser
import Document
import Notebook

struct ReferencePage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "Write the reference page: functions, notation, commands, as Markdown.")

  @Option(help: "Write to this file instead of standard output.") var output: String?

  func run() throws {
    let notebook = Notebook(seed: 1, files: .replay(folder: "/"), isInterrupted: { Stop.isRequested })
    let page = Reference(of: notebook).text
    guard let output else { return Output.standard.write(page) }
    do { try FileStore.replace(output, with: page) } catch {
      Output.error.write("\(error.report.code) \(error.report.message)\n")
      throw Status.usage
    }
  }
}
