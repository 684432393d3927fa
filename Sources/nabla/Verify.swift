import ArgumentParser
import Document
import Notebook

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Replay sessions and compare what they say with what they recorded.")

  @OptionGroup var shared: SharedOptions
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
    let policy = FilePolicy.replay(folder: folder).discardingWrites
    let notebook = try shared.notebook(files: policy, seed: session.header.seed ?? 0)
    let first = try verification(of: session, in: notebook, path)
    for problem in first.problems {
      Output.error.write("\(path), ")
      Output.error.write(problem.document)
    }
    guard update, path != "-", let updated = first.updated else {
      if !shared.quiet { Output.standard.write("\(path): \(first.summary)\n") }
      if !first.holds { throw Status.failed }
      return
    }
    do { try FileStore.replace(path, with: updated.text) } catch {
      Output.error.write("\(path): \(error.report.message)\n")
      throw Status.usage
    }
    let second = try verification(of: updated, in: notebook, path)
    if !shared.quiet { Output.standard.write("\(path): \(first.summary); updated, \(second.summary)\n") }
    if !second.holds { throw Status.failed }
  }

  private func verification(
    of session: SessionFile, in notebook: Notebook, _ path: String
  ) throws -> Verification {
    do {
      let done = try Verification(session, in: notebook, width: shared.width, isSeedFixed: shared.seed != nil)
      if done.isInterrupted { throw Stop.status }
      return done
    } catch let error as SessionError {
      Output.error.write("\(path): \(error.report.message)\n")
      throw Status.usage
    }
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
