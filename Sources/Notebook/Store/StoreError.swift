import Document
import Glibc

/// Why a file could not be read, written or locked.
public struct StoreError: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// What the system said, by its number.
    case system(operation: String, code: Int32)
    /// A directory, a pipe or a device stands where a file is needed.
    case notAFile
    case tooLarge(limit: Int)
    /// Outside every folder the session may read.
    case readRefused
    /// Outside every folder the session may write.
    case writeRefused
    /// A path with a NUL in it, or an empty one.
    case notAPath
    /// A file stands where another is to be written.
    case exists
    /// The file is not what it was when it was read.
    case changed
    /// The file lost bytes while it was read.
    case shortened
    /// A journal is of another format.
    case notAJournal
  }

  public let kind: Kind
  public let path: String

  public init(_ kind: Kind, _ path: String) {
    self.kind = kind
    self.path = path
  }

  static func last(_ operation: String, _ path: String) -> StoreError {
    StoreError(.system(operation: operation, code: errno), path)
  }
}

extension StoreError {
  public var report: Report {
    let name = path.visible.truncated(to: 200)
    return switch kind {
    case .system(let operation, let code):
      Report(
        code: "E530", title: "cannot \(operation)",
        message: "I could not \(operation) `\(name)`: \(String(cString: strerror(code))).")
    case .exists:
      Report(
        code: "E535", title: "a file is there already",
        message: "This notebook does not come from `\(name)`, and what is in that file would be lost. "
          + "Save under another name, or insist.",
        suggestion: ":save! \(name)")
    case .notAFile: Report(code: "E531", title: "not a file", message: "`\(name)` is not an ordinary file.")
    case .tooLarge(let limit):
      Report(code: "E531", title: "file too large", message: "`\(name)` has more than \(limit) bytes.")
    case .readRefused:
      Report(
        code: "E532", title: "reading not allowed",
        message: "A replayed session reads only below its own folder, and `\(name)` is outside. "
          + "If you trust it, run it with --allow-read and the folder.")
    case .writeRefused:
      Report(
        code: "E532", title: "writing not allowed",
        message: "A replayed session writes nothing, and it asked for `\(name)`. "
          + "If you trust it, run it with --allow-write and the folder.")
    case .notAPath: Report(code: "E533", title: "not a path", message: "`\(name)` cannot be the name of a file.")
    case .changed:
      Report(
        code: "E536", title: "changed meanwhile",
        message: "`\(name)` is not what it was when I read it, so I left it alone. Try again.")
    case .shortened:
      Report(
        code: "E536", title: "changed meanwhile",
        message: "`\(name)` became shorter while I read it, so I kept nothing of it. Try again.")
    case .notAJournal:
      Report(code: "E534", title: "not a journal", message: "`\(name)` is not a journal this nabla can read.")
    }
  }
}
