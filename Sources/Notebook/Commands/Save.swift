import Document

extension Command {
  static let save: Command = Command(
    name: "save", usage: ":save [file]", summary: "Writes the notebook as a session and replays it to prove it.",
    details: "The file is replaced at once or not at all; then it is replayed beside the notebook, with writes to the "
      + "disk discarded. Without a name, the file that was opened or saved last. Inputs that failed are left out "
      + "unless :keep kept them.",
    example: ":save lines.mlsession",
    action: .atPrompt { (notebook, line) throws(NotebookError) in
      guard let path = line.path ?? notebook.file else {
        throw .usage(.save, got: "no name of a file", line.nameSpan)
      }
      let file: SessionFile
      do throws(SessionError) { file = try notebook.sessionFile() } catch { throw .session(error) }
      do throws(StoreError) {
        if case .file(let real) = try notebook.files.writable(path) { try FileStore.replace(real, with: file.text) }
      } catch { throw .store(error) }
      notebook.file = path
      var proof = notebook.fresh(seed: notebook.seed)
      proof.files = notebook.files.discardingWrites
      let verification: Verification
      do throws(SessionError) { verification = try Verification(file, in: proof) } catch { throw .session(error) }
      let said = Text("saved; \(verification.summary)")
      let problems = verification.problems.reduce(Document()) { $0 + $1.document }
      return Answer(.aside, Document([.line(said)]) + problems)
    })
}

extension CommandInput {
  /// The argument as the name of a file, quotation marks around it taken off.
  var path: String? {
    let quoted = argument.utf8.count > 1 && argument.hasPrefix("\"") && argument.hasSuffix("\"")
    let path = quoted ? String(argument.dropFirst().dropLast()) : argument
    return path.isEmpty ? nil : path
  }
}
