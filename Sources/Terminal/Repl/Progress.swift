import Document
import Glibc
import Notebook
import Synchronization

/// One dim line that tells, from a second on, how far an evaluation is; gone when it is done.
///
/// The evaluation only stores where it is. A thread of its own draws, so that one long operation, which reports nothing,
/// shows its time as well.
final class ProgressLine: Sendable {
  private static let patience = Duration.seconds(1)
  private static let pace: Int32 = 200

  /// Whether an interrupted optimizer stays as the value of what runs.
  private let keepsSteps: Bool
  private let unit = Atomic<Int>(0)
  private let done = Atomic<Int>(0)
  private let total = Atomic<Int>(-1)

  init(keepsSteps: Bool) { self.keepsSteps = keepsSteps }

  /// Takes note of where the evaluation is; three stores.
  func note(_ progress: Progress) {
    unit.store(Self.units.firstIndex(of: progress.unit).map { $0 + 1 } ?? 0, ordering: .relaxed)
    total.store(progress.total ?? -1, ordering: .relaxed)
    done.store(progress.done, ordering: .relaxed)
  }

  private static let units: [Progress.Unit] = [.step, .item, .cell, .piece]

  private var latest: Progress? {
    let unit = unit.load(ordering: .relaxed)
    guard unit > 0 else { return nil }
    let total = total.load(ordering: .relaxed)
    if Self.units[unit - 1] == .piece, done.load(ordering: .relaxed) > 0 { return nil }
    return Progress(Self.units[unit - 1], done: done.load(ordering: .relaxed), of: total < 0 ? nil : total)
  }

  /// Runs the body with the line above the cursor's next row.
  func shown<R>(on profile: TerminalProfile, while body: () -> R) -> R {
    guard profile.redraws, let drawer = Drawer(self, profile) else { return body() }
    defer { drawer.finish() }
    return body()
  }

  /// The line's words.
  /// - Parameters:
  ///   - elapsed: since the evaluation began.
  ///   - rate: counts a second; nil when that is not known yet.
  func words(_ progress: Progress?, elapsed: Duration, rate: Double?, charset: RenderOptions.Charset) -> String {
    var parts: [String] = []
    var ending = "Ctrl-C interrupts"
    switch progress {
    case nil: parts.append("computing")
    case let progress? where progress.unit == .piece:
      parts.append("in one piece")
      let seconds = Self.spoken(seconds: Double(elapsed.components.seconds))
      parts.append(progress.total.map { "\(seconds) of about \(Self.spoken(seconds: Double($0)))" } ?? seconds)
      parts.append("Ctrl-C waits for its end")
      return parts.joined(separator: charset == .ascii ? " - " : " · ")
    case let progress?:
      let noun =
        switch progress.unit {
        case .step: "step "
        case .cell: "cell "
        case .item, .piece: ""
        }
      let current = progress.unit == .item ? progress.done : progress.done + 1
      parts.append("\(noun)\(current)\(progress.total.map { " of \($0)" } ?? "")")
      if progress.unit == .step { ending = keepsSteps ? "Ctrl-C keeps the steps taken" : "Ctrl-C stops" }
    }
    if let progress, let total = progress.total, let rate, rate > 0 {
      let left = (Double(total - progress.done) / rate).rounded(.up)
      parts.append("\(Self.spoken(seconds: left)) left")
    } else {
      parts.append(Self.spoken(seconds: Double(elapsed.components.seconds)))
    }
    parts.append(ending)
    return parts.joined(separator: charset == .ascii ? " - " : " · ")
  }

  private static func spoken(seconds: Double) -> String {
    guard seconds < 360_000 else { return "days" }
    return Duration.seconds(Int(max(seconds, 0))).spoken
  }

  /// The thread that draws.
  private final class Drawer: Sendable {
    private let line: ProgressLine
    private let profile: TerminalProfile
    /// What ends the thread is written here.
    private let ending: (read: Int32, write: Int32)
    private let thread: Mutex<pthread_t?> = Mutex(nil)

    init?(_ line: ProgressLine, _ profile: TerminalProfile) {
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else { return nil }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      self.line = line
      self.profile = profile
      ending = (ends[0], ends[1])
      let this = Unmanaged.passRetained(self)
      var attributes = pthread_attr_t()
      var made = pthread_t()
      pthread_attr_init(&attributes)
      pthread_attr_setstacksize(&attributes, 256 << 10)
      let failure = pthread_create(
        &made, &attributes,
        { raw in
          guard let raw else { return nil }
          Unmanaged<Drawer>.fromOpaque(raw).takeRetainedValue().run()
          return nil
        }, this.toOpaque())
      pthread_attr_destroy(&attributes)
      guard failure == 0 else {
        this.release()
        return nil
      }
      let started = made
      thread.withLock { $0 = started }
    }

    deinit {
      close(ending.read)
      close(ending.write)
    }

    /// Ends the thread; when this returns, the line is gone.
    func finish() {
      _ = write(ending.write, [0], 1)
      if let thread = thread.withLock({ $0 }) { pthread_join(thread, nil) }
    }

    private func run() {
      // Signals are for the thread that evaluates.
      var all = sigset_t()
      sigfillset(&all)
      pthread_sigmask(SIG_BLOCK, &all, nil)
      let clock = ContinuousClock()
      let start = clock.now
      var base = (progress: Progress?.none, time: start, done: 0)
      var isDrawn = false
      while !isOver(within: isDrawn ? ProgressLine.pace : Int32(ProgressLine.patience.components.seconds) * 1000) {
        let latest = line.latest
        if let latest, let known = base.progress,
          latest.unit != known.unit || latest.total != known.total || latest.done < known.done
        {
          base = (latest, clock.now, latest.done)
        }
        base.progress = latest
        let seconds = (clock.now - base.time) / .seconds(1)
        let counted = Double((latest?.done ?? 0) - base.done)
        // A rate from a moment's work would promise anything.
        let rate = seconds >= 0.5 && counted > 0 ? counted / seconds : nil
        draw(line.words(latest, elapsed: clock.now - start, rate: rate, charset: profile.charset))
        isDrawn = true
      }
      if isDrawn { TerminalOutput.standard.write("\r\u{1B}[K") }
    }

    private func isOver(within milliseconds: Int32) -> Bool {
      var file = pollfd(fd: ending.read, events: Int16(POLLIN), revents: 0)
      return poll(&file, 1, milliseconds) > 0
    }

    private func draw(_ words: String) {
      let columns = (TerminalProfile.windowSize() ?? (profile.columns, profile.rows)).columns
      let clipped = StyledText.clipped(words, to: max(1, columns - 1))
      let styled = profile.color ? "\u{1B}[2m\(clipped)\u{1B}[0m" : clipped
      TerminalOutput.standard.write("\r\(styled)\u{1B}[K")
    }
  }
}
