import ArgumentParser
import Document
import Notebook

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Replay sessions and compare what they say with what they recorded.")

  @OptionGroup var shared: SharedOptions
  @OptionGroup var rights: ReplayOptions
  @Flag(help: "Rewrite the recorded lines that no longer hold, and only those.") var update = false
  @Option(help: .init("Write a test report for continuous integration.", valueName: "file")) var junit: String?
  @Argument(help: "The sessions, or - for standard input.") var files: [String]

  func validate() throws {
    if update, files.contains("-") { throw ValidationError("--update needs a file; standard input is none.") }
  }

  func run() throws {
    var report = JUnitReport()
    var worst = Status.success
    for path in files {
      do { try verify(path, &report) } catch let status as Status {
        guard status == .failed || status == .usage else {
          try write(report)
          throw status
        }
        worst = worst == .usage ? .usage : status
      }
    }
    try write(report)
    if worst != .success { throw worst }
  }

  private func write(_ report: JUnitReport) throws {
    guard let junit else { return }
    do { try FileStore.replace(junit, with: report.text) } catch {
      Output.error.write("\(error.report.code) \(error.report.message)\n")
      throw Status.usage
    }
  }

  private func verify(_ path: String, _ report: inout JUnitReport) throws {
    let input: SessionInput
    do { input = try SessionInput(path, rights.policy) } catch {
      report.add(path, line: error.line, unreadable: error.report)
      Output.error.write(error.text)
      throw Status.usage
    }
    if !shared.quiet { input.remark() }
    let notebook = try shared.notebook(files: input.files, seed: input.session.header.seed ?? 0)
    let first: Verification
    do { first = try verification(of: input.session, in: notebook) } catch {
      throw unverified(error, at: path, input, &report)
    }
    for problem in first.problems {
      Output.error.write("\(input.shown), ")
      Output.error.write(problem.document)
    }
    guard update, !first.isInterrupted, let updated = first.updated else {
      report.add(path, first)
      return try finish(first, "\(input.shown): \(first.summary)\n")
    }
    do { try input.replace(with: updated) } catch {
      report.add(path, unreadable: error.report)
      Output.error.write("\(input.shown): \(error.report.code) \(error.report.message)\n")
      throw Status.usage
    }
    let second: Verification
    do { second = try verification(of: updated, in: notebook) } catch {
      throw unverified(error, at: path, input, &report)
    }
    report.add(path, second)
    try finish(second, "\(input.shown): \(first.summary); updated, \(second.summary)\n")
  }

  private func finish(_ verification: Verification, _ summary: String) throws {
    if verification.isInterrupted { throw Stop.status }
    if !shared.quiet { Output.standard.write(summary) }
    if !verification.holds { throw Status.failed }
  }

  private func verification(of session: SessionFile, in notebook: Notebook) throws(SessionError) -> Verification {
    try Verification(session, in: notebook, width: shared.width, isSeedFixed: shared.seed != nil)
  }

  /// Tells of a file whose new records cannot stand in it.
  private func unverified(
    _ error: SessionError, at path: String, _ input: SessionInput, _ report: inout JUnitReport
  ) -> Status {
    report.add(path, line: error.line, unreadable: error.report)
    Output.error.write("\(input.shown): \(error.report.code) \(error.report.message)\n")
    return .usage
  }
}
