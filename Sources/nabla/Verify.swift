import ArgumentParser
import Document
import Notebook

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Replay sessions and compare what they say with what they recorded.")

  @OptionGroup var shared: SharedOptions
  @OptionGroup var trust: TrustOptions
  @Flag(help: "Rewrite the recorded lines that no longer hold, and only those.") var update = false
  @Argument(help: "The sessions.") var files: [String]

  func run() throws {
    var worst = Status.success
    for path in files {
      do { try verify(path) } catch let status as Status {
        guard status == .failed || status == .usage else { throw status }
        worst = worst == .usage ? .usage : status
      }
    }
    if worst != .success { throw worst }
  }

  private func verify(_ path: String) throws {
    let (session, folder) = try SessionInput.read(path)
    let notebook = try shared.notebook(
      files: trust.policy(folder: folder).discardingWrites, seed: session.header.seed ?? 0)
    let verification: Verification
    do {
      verification = try Verification(
        session, in: notebook, width: shared.width, isSeedFixed: shared.seed != nil)
    } catch {
      Output.error.write("\(path): \(error.report.message)\n")
      throw Status.usage
    }
    if verification.isInterrupted { throw Stop.status }
    if update, let updated = verification.updated, path != "-" {
      do { try FileStore.replace(path, with: updated.text) } catch {
        Output.error.write("\(path): \(error.report.message)\n")
        throw Status.usage
      }
    }
    for problem in verification.problems { Output.error.write("\(path), "); Output.error.write(problem.document) }
    if !shared.quiet { Output.standard.write("\(path): \(verification.summary)\n") }
    if !verification.holds { throw Status.failed }
  }
}

/// A session named on the command line.
enum SessionInput {
  /// The session and the folder its code may read.
  static func read(_ path: String) throws -> (SessionFile, folder: String) {
    do {
      let bytes: [UInt8]
      let folder: String
      if path == "-" {
        (bytes, folder) = (Array(allInput().utf8), Prompt.currentFolder())
      } else {
        bytes = try FileStore.read(path)
        folder = try FilePolicy.trusted(base: Prompt.currentFolder()).folder(of: path)
      }
      return (try SessionFile(bytes), folder)
    } catch let error as StoreError {
      Output.error.write("\(error.report.code) \(error.report.message)\n")
    } catch let error as SessionError {
      Output.error.write("\(path): \(error.report.code) \(error.report.message)\n")
    }
    throw Status.usage
  }

  private static func allInput() -> String {
    var text = ""
    while let line = readLine(strippingNewline: false) { text += line }
    return text
  }
}
