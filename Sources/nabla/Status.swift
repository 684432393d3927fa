import Glibc
import Synchronization
import Terminal

/// How the process ends.
enum Status: Int32, Error {
  case success = 0
  /// An output, an assertion or an evaluation failed.
  case failed = 1
  /// The command line or a file is wrong.
  case usage = 2
  case timedOut = 124
  case interrupted = 130
}

enum Leave {
  /// Puts nothing where a standard stream was closed: what is opened next would take its place, and be read as the input.
  static func occupyStandardStreams() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number is the one that was closed.
      _ = open("/dev/null", O_RDWR)
    }
  }

  /// Ends the process. Other threads may still wait on a signal or a clock, and the C library's tables may be in use by
  /// them, so nothing is torn down.
  static func with(_ status: Status) -> Never {
    var status = status
    let trouble = Output.trouble.load(ordering: .relaxed)
    if trouble != 0 {
      Output.error.write("E530 cannot write: \(String(cString: strerror(trouble))). The output is not whole.\n")
      if status == .success { status = .failed }
    }
    Signals.restoreTerminal()
    fflush(nil)
    _exit(status.rawValue)
  }
}
