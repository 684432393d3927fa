import Glibc
import Notebook

/// The file that keeps entries between sessions: one entry a line, oldest first, line ends and backslashes escaped.
///
/// Any number of REPLs may append to it at once. Each entry is one locked write to the end, and a rewrite (when the file
/// has grown to twice its limit) replaces the file under the same lock. `news` gives what others have added since the
/// last look. The file is readable by its owner alone.
public struct HistoryFile: Sendable {
  private let path: String
  private let limit: Int
  /// How far the file has been read, and which file it was.
  private var seen: (bytes: Int, file: UInt) = (0, 0)

  public init(path: String, limit: Int = 10_000) {
    self.path = path
    self.limit = max(1, limit)
  }

  /// `nabla/history` in the state directory, or nil when the environment names no home.
  public static func standardPath(environment: [String: String]) -> String? {
    StateFolder.path(environment: environment).map { $0 + "/history" }
  }

  /// Every entry in the file; none when it cannot be read. Malformed UTF-8 is repaired, a torn last line dropped.
  public mutating func load() -> [String] {
    seen = (0, 0)
    let lines = news()
    if lines.count > 2 * limit { compact() }
    return lines
  }

  /// The entries written since the last look, one's own among them; all of them when the file has been replaced.
  public mutating func news() -> [String] {
    var status = stat()
    guard stat(path, &status) == 0, status.st_ino != seen.file || Int(status.st_size) != seen.bytes else { return [] }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0, fstat(file, &status) == 0 else { return [] }
    defer { close(file) }
    let isSame = status.st_ino == seen.file && Int(status.st_size) >= seen.bytes
    let start = isSame ? seen.bytes : 0
    lseek(file, off_t(start), SEEK_SET)
    let (lines, bytes) = Self.contents(of: file)
    seen = (start + bytes, status.st_ino)
    return lines
  }

  /// Writes one entry at the end.
  /// - Returns: false when the file cannot be written; the session goes on without it.
  @discardableResult
  public func append(_ entry: String) -> Bool {
    makeDirectory()
    guard let file = openLocked() else { return false }
    defer { close(file) }
    // A line torn by a crash is closed first, or it would swallow this entry.
    return Self.writeAll(file, (Self.endsInsideLine(file) ? "\n" : "") + Self.escaped(entry) + "\n")
  }

  // MARK: The text

  static func escaped(_ entry: String) -> String {
    var out = ""
    for scalar in entry.unicodeScalars {
      switch scalar {
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  static func unescaped(_ line: some StringProtocol) -> String {
    var out = String.UnicodeScalarView()
    var escaping = false
    for scalar in line.unicodeScalars {
      if escaping {
        out.append(scalar == "n" ? "\n" : scalar == "r" ? "\r" : scalar)
        escaping = false
      } else if scalar == "\\" {
        escaping = true
      } else {
        out.append(scalar)
      }
    }
    return String(out)
  }

  // MARK: The file

  /// The whole lines from here to the end, and how many bytes they are.
  private static func contents(of file: Int32) -> (lines: [String], bytes: Int) {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += chunk[..<count]
    }
    guard let end = bytes.lastIndex(of: 0x0A) else { return ([], 0) }
    return (bytes[..<end].split(separator: 0x0A).map { unescaped(String(decoding: $0, as: UTF8.self)) }, end + 1)
  }

  private static func endsInsideLine(_ file: Int32) -> Bool {
    let end = lseek(file, 0, SEEK_END)
    var last: UInt8 = 0x0A
    return end > 0 && pread(file, &last, 1, end - 1) == 1 && last != 0x0A
  }

  private static func writeAll(_ file: Int32, _ text: String) -> Bool {
    TerminalOutput(descriptor: file).write(text)
  }

  private func makeDirectory() {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    var directory = ""
    for part in parts {
      directory += part
      if !directory.isEmpty { mkdir(directory, 0o700) }
      directory += "/"
    }
  }

  /// The file open for appending, with the lock held until it is closed.
  private func openLocked() -> Int32? {
    for _ in 0..<100 {
      let file = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
      guard file >= 0 else { return nil }
      while flock(file, LOCK_EX) != 0 {
        guard errno == EINTR else {
          close(file)
          return nil
        }
      }
      // Another REPL may have replaced the file while we waited; what we locked would then be its past.
      var ours = stat()
      var current = stat()
      if fstat(file, &ours) == 0, stat(path, &current) == 0, ours.st_ino == current.st_ino {
        if ours.st_mode & 0o077 != 0 { fchmod(file, 0o600) }
        return file
      }
      close(file)
    }
    return nil
  }

  private func compact() {
    guard let file = openLocked() else { return }
    defer { close(file) }
    lseek(file, 0, SEEK_SET)
    let kept = History(Self.contents(of: file).lines, limit: limit).entries
    let temporary = path + ".\(getpid())"
    let fresh = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard fresh >= 0 else { return }
    let written = Self.writeAll(fresh, kept.map { Self.escaped($0) + "\n" }.joined()) && fsync(fresh) == 0
    close(fresh)
    if !written || rename(temporary, path) != 0 { unlink(temporary) }
  }
}
