import Glibc

/// Standard output or standard error, written at once and whole.
public struct TerminalOutput: Sendable {
  public static let standard = TerminalOutput(descriptor: STDOUT_FILENO)
  public static let error = TerminalOutput(descriptor: STDERR_FILENO)

  private let descriptor: Int32

  public init(descriptor: Int32) { self.descriptor = descriptor }

  /// Writes all of `text`.
  /// - Returns: false when nobody reads any more, as after `nabla eval … | head`.
  @discardableResult
  public func write(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = Glibc.write(descriptor, UnsafeBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written >= 0 {
          rest = rest.dropFirst(written)
        } else if errno == EAGAIN {
          // Someone made the terminal non-blocking; wait for room instead of dropping text.
          var file = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          _ = poll(&file, 1, 1000)
        } else if errno != EINTR {
          return false
        }
      }
      return true
    }
  }
}
