import Document

/// What came of asking for an entry.
public enum ReadEvent: Hashable, Sendable {
  /// A whole entry, perhaps of several lines, without its final line end.
  case line(String)
  /// Ctrl-C: the entry was dropped.
  case interrupted
  /// Ctrl-D on an empty entry, or the end of the input.
  case endOfFile
  /// The terminal is gone or the process was asked to end: save and leave.
  case hangup
}

/// Where entries come from: a person at a terminal, or a pipe.
public protocol LineSource {
  /// Waits for the next entry.
  mutating func readEntry(prompt: Text) -> ReadEvent

  /// The entry read last failed at this UTF-8 offset: bringing it back puts the cursor there.
  mutating func markFailure(at offset: Int)
}

extension LineSource {
  public mutating func markFailure(at offset: Int) {}
}
