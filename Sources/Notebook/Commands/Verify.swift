import Document

extension Command {
  static let verify: Command = Command(
    name: "verify", usage: ":verify [file]", summary: "Replays a session and compares what it says with its record.",
    details: "Without a name, the file this notebook was opened from or saved to, as it stands on the disk; before it "
      + "has one, the notebook itself. The replay happens beside the notebook, reads only below the file's own folder "
      + "and writes nothing.",
    example: ":verify",
    action: .atPrompt { (notebook, line) throws(NotebookError) in
      let file: SessionFile
      var files = notebook.files.discardingWrites
      let path = line.path ?? notebook.file
      if let path {
        let bytes: [UInt8]
        do throws(StoreError) {
          let real = try notebook.files.readable(path)
          files = FilePolicy.replay(folder: FileStore.folder(of: real)).discardingWrites
          bytes = try FileStore.read(real)
        } catch { throw .store(error) }
        do throws(SessionError) { file = try SessionFile(bytes) } catch { throw .session(error) }
      } else {
        do throws(SessionError) { file = try notebook.sessionFile() } catch { throw .session(error) }
      }
      var proof = notebook.fresh(seed: file.header.seed ?? 0)
      proof.files = files
      let verification: Verification
      do throws(SessionError) { verification = try Verification(file, in: proof) } catch { throw .session(error) }
      let said = Text("\((path ?? "this notebook").visible): \(verification.summary)")
      let problems = verification.problems.reduce(Document()) { $0 + $1.document }
      return Answer(.aside, problems + Document([.line(said)]))
    })
}
