import Document
import Syntax

extension Command {
  static let save: Command = Command(
    name: "save", usage: ":save [file], or :save! file",
    summary: "Writes the notebook as a session and replays it to prove it.",
    details: "The file is replaced at once or not at all; then it is replayed beside the notebook, with writes to the "
      + "disk discarded. Without a name, the file that was opened or saved last. Inputs that failed are left out "
      + "unless :keep kept them. A file this notebook neither came from nor was saved to is replaced by :save! alone.",
    example: ":save lines.mlsession",
    argument: .file,
    action: .atPrompt { (notebook, line) throws(NotebookError) in
      let (named, isForced) = line.destination
      guard let path = named ?? notebook.file else {
        throw .usage(.save, got: "no name of a file", line.nameSpan)
      }
      let file: SessionFile
      do throws(SessionError) { file = try notebook.sessionFile() } catch { throw .session(error) }
      do throws(StoreError) {
        if case .file(let real) = try notebook.files.writable(path) {
          guard isForced || !notebook.isForeign(real) else { throw StoreError(.exists, path) }
          try notebook.files.replace(path, with: Array(file.text.utf8))
        }
      } catch { throw .store(error) }
      notebook.settle(in: path)
      let verification = try notebook.verification(of: file, files: notebook.files)
      let said = Text("saved; \(verification.summary)")
      return Answer(.aside, Document([.line(said)]) + verification.problemList + notebook.staleness)
    })
}

extension Notebook {
  /// Whether a file stands there that this notebook neither came from nor was saved to.
  fileprivate func isForeign(_ real: String) -> Bool {
    guard FileStore.resolved(real) != nil else { return false }
    guard let file, let own = try? files.readable(file) else { return true }
    return !own.utf8.elementsEqual(real.utf8)
  }
}

extension CommandInput {
  /// Where to save, and whether `!` insists on it.
  fileprivate var destination: (path: String?, isForced: Bool) {
    guard Array(text.utf8).dropFirst(nameSpan.end).first == UInt8(ascii: "!") else { return (path, false) }
    return (Self.path(String(argument.dropFirst()).trimmed), true)
  }

  /// The argument as the name of a file, quotation marks around it taken off.
  var path: String? { Self.path(argument) }

  private static func path(_ argument: String) -> String? {
    let quoted = argument.utf8.count > 1 && argument.hasPrefix("\"") && argument.hasSuffix("\"")
    let path = quoted ? String(argument.dropFirst().dropLast()) : argument
    return path.isEmpty ? nil : path
  }
}
