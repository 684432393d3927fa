import CSignals
import Document
import Glibc

/// Entries from a pipe, a file or a terminal that cannot move its cursor: lines, joined while they are incomplete.
public struct PipeLineSource: LineSource {
  private let descriptor: Int32
  private let showsPrompt: Bool
  private let isComplete: (String) -> Bool
  private var bytes: [UInt8] = []
  private var start = 0
  private var ended = false

  /// - Parameters:
  ///   - showsPrompt: for a person at a dumb terminal.
  ///   - isComplete: false while more lines are needed.
  public init(
    descriptor: Int32 = STDIN_FILENO, showsPrompt: Bool = false, isComplete: @escaping (String) -> Bool = { _ in true }
  ) {
    self.descriptor = descriptor
    self.showsPrompt = showsPrompt
    self.isComplete = isComplete
  }

  public mutating func readEntry(prompt: Text) -> ReadEvent {
    var entry = ""
    var isContinuing = false
    while true {
      if showsPrompt { TerminalOutput.standard.write(isContinuing ? margin(of: prompt) : prompt.plain) }
      switch nextLine() {
      case .line(let line):
        entry += isContinuing ? "\n" + line : line
        if isComplete(entry) { return .line(entry) }
        isContinuing = true
      case .interrupted:
        if showsPrompt { TerminalOutput.standard.write("\n") }
        return .interrupted
      case .endOfFile:
        // What is incomplete at the end is still an entry: its error says what is missing.
        if isContinuing { return .line(entry) }
        if showsPrompt { TerminalOutput.standard.write("\n") }
        return .endOfFile
      case .hangup: return .hangup
      }
    }
  }

  private func margin(of prompt: Text) -> String {
    String(repeating: " ", count: max(0, CellWidth.of(prompt.plain) - 2)) + ". "
  }

  private mutating func nextLine() -> ReadEvent {
    var scanned = start
    while true {
      if let end = bytes[scanned...].firstIndex(of: 0x0A) {
        let line = bytes[start..<end]
        start = end + 1
        return .line(Self.decoded(line))
      }
      scanned = bytes.count
      if ended {
        guard start < bytes.count else { return .endOfFile }
        defer { start = bytes.count }
        return .line(Self.decoded(bytes[start...]))
      }
      if let event = fill(&scanned) { return event }
    }
  }

  private static func decoded(_ line: ArraySlice<UInt8>) -> String {
    String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
  }

  /// Reads more bytes; returns an event when a signal came first.
  private mutating func fill(_ scanned: inout Int) -> ReadEvent? {
    var files = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: csignals_descriptor(), events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&files, 2, -1) >= 0 || errno == EINTR else { return .endOfFile }
    if files[1].revents != 0, let event = signal() { return event }
    guard files[0].revents != 0 else { return nil }
    scanned -= start
    bytes.removeFirst(start)
    start = 0
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = read(descriptor, &chunk, chunk.count)
    if count > 0 {
      bytes += chunk[..<count]
    } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
      ended = true
    }
    return nil
  }

  private mutating func signal() -> ReadEvent? {
    switch csignals_take() {
    case Int32(csignals_interrupt.rawValue):
      // The terminal has dropped the half-typed line; lines that were complete before stay.
      csignals_interrupt_clear()
      return .interrupted
    case Int32(csignals_end.rawValue): return .hangup
    default: return nil
    }
  }
}
