import Document
import Glibc
import Notebook
import Synchronization
import Terminal

/// A stream results or errors are written to, and how it can show them.
struct Output: Sendable {
  let descriptor: Int32
  /// What it renders with: plain and 80 columns wide when it is not a terminal.
  let options: RenderOptions

  /// Why something could not be written, by the system's number; 0 when all was.
  static let trouble = Atomic<Int32>(0)

  static let standard = Output(STDOUT_FILENO)
  static let error = Output(STDERR_FILENO)

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    // Off a terminal a file is made, and files are UTF-8, plain and 80 columns wide.
    guard isatty(descriptor) == 1 else {
      options = .plain
      return
    }
    options = TerminalProfile.current(environment: environment(TerminalProfile.variables), output: descriptor)
      .renderOptions()
  }

  func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        // Of a reader that left, nobody needs to be told.
        if count < 0, errno != EPIPE { Self.trouble.store(errno, ordering: .relaxed) }
        return
      }
      bytes = bytes.dropFirst(count)
    }
  }

  /// - Parameter indent: columns everything is moved to the right.
  func write(_ document: Document, _ change: (RenderOptions) -> RenderOptions = { $0 }, indent: Int = 0) {
    var options = change(options)
    options.width = max(8, options.width - indent)
    let text = options.color ? document.ansi(options) : document.plain(options)
    guard indent > 0 else { return write(text) }
    let margin = String(repeating: " ", count: indent)
    write(
      text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : margin + $0 }
        .joined(separator: "\n"))
  }
}

/// A variable of the environment.
func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

/// Those of these variables that are set.
func environment(_ names: [String]) -> [String: String] { names.reduce(into: [:]) { $0[$1] = environment($1) } }
