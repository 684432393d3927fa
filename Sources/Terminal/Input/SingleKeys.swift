import CSignals
import Glibc

/// The terminal handing over one key at a time, without echo, outside of the line editor.
struct SingleKeys: ~Copyable {
  private let usual: termios
  private var input = TerminalInput(descriptor: STDIN_FILENO)

  /// - Returns: nil when standard input is no terminal.
  init?() {
    var modes = termios()
    guard tcgetattr(STDIN_FILENO, &modes) == 0 else { return nil }
    usual = modes
    begin()
  }

  /// Waits for the next key or signal. Ctrl-Z stops the process and comes back as `.continued`.
  mutating func next() -> TerminalInput.Event {
    let event = input.next()
    guard event == .stop else { return event }
    restore()
    csignals_stop_self()
    begin()
    return .continued
  }

  /// Characters that came with the last key and were not asked for.
  var typedAhead: String { input.typedAhead }

  /// Gives the terminal back as it was.
  consuming func end() { restore() }

  private func begin() {
    var modes = usual
    // Ctrl-C stays a signal.
    modes.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
    csignals_set_editing(true)
  }

  private func restore() {
    var modes = usual
    tcsetattr(STDIN_FILENO, TCSADRAIN, &modes)
    csignals_set_editing(false)
  }
}
