import Document
import Glibc
import Notebook

/// A session named on the command line.
struct SessionInput {
  let session: SessionFile
  /// The folder its code may read.
  let folder: String
  /// Its name as it may be printed.
  let shown: String
  private let path: String
  private let bytes: [UInt8]

  /// Why there is no session, and on which line.
  struct Unreadable: Error {
    let report: Report
    let line: Int
    let text: String
  }

  init(_ path: String) throws(Unreadable) {
    self.path = path
    shown = path.visibleLines.joined(separator: " ")
    do throws(StoreError) {
      let person = FilePolicy.trusted(base: Prompt.currentFolder())
      if path == "-" {
        (bytes, folder) = (Self.allInput(), Prompt.currentFolder())
      } else {
        bytes = try person.contents(of: path)
        folder = try person.folder(of: path)
      }
    } catch {
      throw Unreadable(report: error.report, line: 1, text: "\(error.report.code) \(error.report.message)\n")
    }
    do throws(SessionError) { session = try SessionFile(bytes) } catch {
      let report = error.report
      throw Unreadable(
        report: report, line: error.line,
        text: "\(shown): \(report.code) \(report.message.visibleLines.joined(separator: " "))\n")
    }
  }

  /// Says which lines look like input and are none.
  func remark() {
    guard let remark = session.remark else { return }
    Output.error.write("\(shown), \(remark.message)\n")
  }

  /// Replaces the file by another state of the session, unless somebody changed it since it was read.
  func replace(with session: SessionFile) throws(StoreError) {
    let person = FilePolicy.trusted(base: Prompt.currentFolder())
    guard try person.contents(of: path) == bytes else { throw StoreError(.changed, path) }
    try person.replace(path, with: Array(session.text.utf8))
  }

  /// The bytes as they are: whether they are text is for the session to say.
  private static func allInput() -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0, bytes.count <= FileStore.sessionLimit else { return bytes }
      bytes += buffer[..<count]
    }
  }
}
