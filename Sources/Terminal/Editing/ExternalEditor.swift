import Glibc

/// The person's own editor, for entries that outgrow a line.
enum ExternalEditor {
  /// The text as it comes back; nil when the editor failed or nothing can be stored.
  static func edit(_ text: String) -> String? {
    var template = Array("/tmp/nabla-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { return nil }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    let isStored = TerminalOutput(descriptor: file).write(text + "\n")
    close(file)
    // The shell splits the variable, so that `code --wait` works; the path holds nothing that it would read otherwise.
    guard isStored, system("${VISUAL:-${EDITOR:-vi}} \(path)") == 0 else { return nil }
    return contents(path)
  }

  private static func contents(_ path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += chunk[..<count].filter { $0 != 0x0D && $0 != 0 }
    }
    while bytes.last == 0x0A { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
