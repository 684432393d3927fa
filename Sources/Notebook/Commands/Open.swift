import Document
import Evaluation

extension Command {
  static let open: Command = Command(
    name: "open", usage: ":open file", summary: "Replays a session and goes on from its end.",
    details: "The file's notebook takes the place of this one; :undo brings back what was here. While it is replayed, "
      + "its code reads only below its own folder and writes nothing. :save adds new cells to the file and leaves "
      + "what stands in it as it is.",
    example: ":open lines.mlsession",
    action: .atPrompt { (notebook, line) throws(NotebookError) in
      guard let path = line.path else { throw .usage(.open, got: "no name of a file", line.nameSpan) }
      return Answer(.replaced, try notebook.open(path))
    })
}

extension Notebook {
  /// Replays a session file in place of this notebook and says how it went.
  public mutating func open(_ path: String) throws(NotebookError) -> Document {
    let bytes: [UInt8]
    let folder: String
    do throws(StoreError) {
      let real = try files.readable(path)
      folder = FileStore.folder(of: real)
      bytes = try FileStore.read(real)
    } catch { throw .store(error) }
    let file: SessionFile
    do throws(SessionError) { file = try SessionFile(bytes) } catch { throw .session(error) }
    return load(file, path: path, folder: folder)
  }

  private mutating func load(_ file: SessionFile, path: String, folder: String) -> Document {
    let (before, trail, rights) = (state, past, files)
    let kept = state.pending
    state = State(seed: file.header.seed ?? seed)
    state.pending = kept
    for (name, value) in kept { state.scope.bind(name, to: value) }
    files = .replay(folder: folder)
    var blocks: [Block] = []
    var done = 0
    replay(file) { event in
      guard case .cell(let cell) = event else { return true }
      done += 1
      guard cell.isUnexpectedFailure, let failure = cell.result.failure else { return true }
      blocks.append(.section(Text("line \(cell.cell.line):", .dim), failure.document))
      return true
    }
    files = rights
    past = trail
    remember(before)
    self.file = path
    state.origin = cells.count == file.cells.count ? Origin(file: file, cells: cells.count) : nil
    let went = "opened \(path.visible): \(cells.count) of \(done) cells went well"
    return Document(blocks + [.line(Text(went, .dim))])
  }
}
