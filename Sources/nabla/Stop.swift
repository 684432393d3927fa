import Glibc
import Synchronization

/// Requests to stop, from Ctrl-C or from the clock. Evaluation polls; nothing is torn down under it.
enum Stop {
  private static let flag = Atomic<Int32>(0)
  private static let none: Int32 = 0
  private static let asked: Int32 = 1
  private static let late: Int32 = 2
  /// Seconds that work which cannot be polled, such as one long factorisation, has after the time is up.
  private static let grace = 2.0

  static var isRequested: Bool { flag.load(ordering: .relaxed) != none }

  /// How the process ends after an interrupted evaluation.
  static var status: Status { flag.load(ordering: .relaxed) == late ? .timedOut : .interrupted }

  /// Forgets a Ctrl-C; time that is up stays up.
  static func clear() { _ = flag.compareExchange(expected: asked, desired: none, ordering: .relaxed) }

  static func install(timeout: Double?) {
    // The first use makes the flag, which must not happen inside the handler.
    guard !isRequested else { return }
    signal(SIGPIPE, SIG_IGN)
    signal(SIGINT) { _ in Stop.request() }
    if let timeout { startClock(timeout) }
  }

  private static func request() {
    let (first, _) = flag.compareExchange(expected: none, desired: asked, ordering: .relaxed)
    // A second Ctrl-C means it: the first was not answered.
    if !first { _exit(Status.interrupted.rawValue) }
  }

  private static func startClock(_ seconds: Double) {
    let clock = Unmanaged.passRetained(Clock(seconds))
    var thread = pthread_t()
    let made = pthread_create(
      &thread, nil,
      { raw in
        guard let raw else { return nil }
        Unmanaged<Clock>.fromOpaque(raw).takeRetainedValue().run()
        return nil
      }, clock.toOpaque())
    guard made == 0 else { return clock.release() }
    pthread_detach(thread)
  }

  private final class Clock: Sendable {
    let seconds: Double

    init(_ seconds: Double) { self.seconds = seconds }

    func run() {
      Self.wait(seconds)
      flag.store(late, ordering: .relaxed)
      Self.wait(grace)
      Output.error.write("E402 timed out\nThe time was up and one long operation could not be interrupted.\n")
      _exit(Status.timedOut.rawValue)
    }

    private static func wait(_ seconds: Double) {
      var rest = timespec(tv_sec: Int(seconds), tv_nsec: Int((seconds - seconds.rounded(.down)) * 1e9))
      var left = timespec()
      while nanosleep(&rest, &left) != 0 { rest = left }
    }
  }
}
