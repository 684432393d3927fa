import Glibc
import Synchronization
import Terminal

/// Requests to stop, from a signal or from the clock. Evaluation polls; nothing is torn down under it.
enum Stop {
  private static let timeIsUp = Atomic<Bool>(false)
  private static let hasClock = Atomic<Bool>(false)
  private static let awaitsEnd = Atomic<Bool>(false)
  /// Seconds that work which cannot be polled, such as one long factorisation, has after it was asked to.
  private static let grace = 0.5

  static var isRequested: Bool { Signals.isInterruptPending || timeIsUp.load(ordering: .relaxed) }

  static var isTimeUp: Bool { timeIsUp.load(ordering: .relaxed) }

  /// Whether evaluation has to end: on request, or for want of memory, after which the notebook may go on.
  static var isDue: Bool { isRequested || Memory.isExhausted }

  /// How the process ends after an interrupted evaluation.
  static var status: Status { timeIsUp.load(ordering: .relaxed) ? .timedOut : .interrupted }

  /// One command has one clock, however many notebooks it runs.
  static func install(timeout: Double?) {
    if Signals.install(), !awaitsEnd.exchange(true, ordering: .relaxed) { awaitEnd() }
    if let timeout, !hasClock.exchange(true, ordering: .relaxed) { startClock(timeout) }
  }

  private static func startClock(_ seconds: Double) {
    Detached.start {
      Detached.wait(seconds)
      timeIsUp.store(true, ordering: .relaxed)
      // Whoever waits for a key wakes up by a signal alone.
      kill(getpid(), SIGTERM)
      Detached.wait(grace)
      Output.error.write("E404 timed out\nThe time it was given is up; one long operation could not be interrupted.\n")
      Leave.with(.timedOut)
    }
  }

  /// Whoever asks from outside to end need not wait for one long operation either.
  private static func awaitEnd() {
    Detached.start {
      Signals.waitForEnd()
      Detached.wait(grace)
      // The clock asks for the end by the same signal, and has its own word for it.
      if isTimeUp { return }
      Output.error.write("E400 interrupted\nAsked to end; one long operation could not be interrupted.\n")
      Leave.with(.interrupted)
    }
  }
}
