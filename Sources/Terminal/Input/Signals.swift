import CSignals

/// The process's signals as flags to poll.
public enum Signals {
  /// Handles the signals of a terminal and those that ask to end from now on, and ignores those that mean nothing here.
  /// - Returns: false when the system has no descriptors left.
  @discardableResult
  public static func install() -> Bool { csignals_install() }

  /// True from Ctrl-C until `clearInterrupt`. Costs about a nanosecond: poll it in every loop that can be long.
  @inlinable
  public static var isInterruptPending: Bool { csignals_interrupt_pending() }

  /// Forgets a Ctrl-C; call it before evaluating a line. A request to end stays.
  public static func clearInterrupt() { csignals_interrupt_clear() }

  /// Gives the terminal its own modes back, whatever is going on; an end of the process from elsewhere needs it.
  public static func restoreTerminal() { csignals_restore_terminal() }

  /// True once the terminal hung up or the process was asked to end: save and leave.
  public static var isEndRequested: Bool { csignals_end_requested() }

  /// Blocks the calling thread until then. For one thread, after a successful `install`.
  public static func waitForEnd() { csignals_wait_for_end() }
}
