import Document
import Glibc
import Notebook

/// A session named on the command line.
struct SessionInput {
  let session: SessionFile
  /// What its code may read and write.
  let files: FilePolicy
  /// Its name as it may be printed.
  let shown: String
  private let path: String

  /// Why there is no session, and on which line.
  struct Unreadable: Error {
    let report: Report
    let line: Int
    let text: String
  }

  /// - Parameter person: the rights of the person, who lends some to the session.
  init(_ path: String, _ person: FilePolicy) throws(Unreadable) {
    self.path = path
    let shown = path.visibleLines.joined(separator: " ")
    self.shown = shown
    do throws(NotebookError) {
      if path == "-" {
        files = person.replaying(in: person.base)
        do throws(SessionError) { session = try SessionFile(Self.allInput()) } catch { throw .session(error) }
      } else {
        (session, files) = try person.session(at: path)
      }
    } catch {
      let report = error.report
      guard case .session(let error) = error else {
        throw Unreadable(report: report, line: 1, text: "\(report.code) \(report.message)\n")
      }
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
    guard try person.contents(of: path).elementsEqual(self.session.text.utf8) else { throw StoreError(.changed, path) }
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
