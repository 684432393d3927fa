import Document

extension Command {
  static let verify: Command = Command(
    name: "verify", usage: ":verify [file]", summary: "Replays a session and compares what it says with its record.",
    details: "Without a name, the file this notebook was opened from or saved to, as it stands on the disk; before it "
      + "has one, the notebook itself. The replay happens beside the notebook, reads only below the file's own folder "
      + "and writes nothing.",
    example: ":verify",
    argument: .file,
    action: .atPrompt { (notebook, line) throws(NotebookError) in
      let path = line.path ?? notebook.file
      let verification: Verification
      if let path {
        let (file, files) = try notebook.files.session(at: path)
        verification = try notebook.verification(of: file, files: files)
      } else {
        let file: SessionFile
        do throws(SessionError) { file = try notebook.sessionFile() } catch { throw .session(error) }
        verification = try notebook.verification(of: file, files: notebook.files)
      }
      let said = Text("\((path ?? "this notebook").visible): \(verification.summary)")
      return Answer(.aside, verification.problemList + Document([.line(said)]))
    })
}

extension Notebook {
  /// Replays a session beside this notebook; what it writes goes nowhere.
  func verification(of file: SessionFile, files: FilePolicy) throws(NotebookError) -> Verification {
    var proof = fresh(seed: file.header.seed ?? 0)
    proof.files = files.discardingWrites
    do throws(SessionError) { return try Verification(file, in: proof) } catch { throw .session(error) }
  }
}

extension Verification {
  /// Everything that does not hold.
  var problemList: Document { problems.reduce(Document()) { $0 + $1.document } }
}
