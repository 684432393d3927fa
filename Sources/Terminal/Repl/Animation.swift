import Document
import Glibc
import Notebook

/// Pictures shown in turn at one place. The last one stays.
struct Animation {
  private let frames: [any Figure]
  /// Seconds that all frames together may take.
  private static let length = 1.8
  /// Seconds that one frame stays.
  private static let pace = 0.06

  /// - Returns: nil when nothing would move.
  init?(frames: [any Figure]) {
    guard frames.count > 1 else { return nil }
    self.frames = frames
  }

  /// - Returns: how many rows the last picture takes.
  func play(on screen: ReplScreen, _ settings: Settings, indent: Int) -> Int {
    var region = LiveRegion(profile: screen.profile)
    let size = Self.size
    let clock = ContinuousClock()
    let pace = Duration.seconds(min(Self.pace, Self.length / Double(frames.count)))
    var next = clock.now
    var isOver = false
    for frame in frames.dropLast() {
      region.draw(rows(frame, on: screen, settings, indent: indent))
      next += pace
      // Drawing takes time as well; a slow terminal sees fewer pictures, not a longer show.
      let wait = (next - clock.now) / .milliseconds(1)
      isOver = Self.isDisturbed(within: Int32(max(0, min(wait, 1000))))
      // Whoever types on or presses Ctrl-C has seen enough; rows drawn for another size are not where they were.
      if isOver || Signals.isInterruptPending || Self.size != size { break }
    }
    if Signals.isInterruptPending {
      screen.clearEcho()
      Signals.clearInterrupt()
    }
    if Self.size != size { region.abandon() }
    let kept = frames.last.map { rows($0, on: screen, settings, indent: indent) } ?? []
    region.draw(kept)
    region.finish()
    return kept.count
  }

  private static var size: [Int] { TerminalProfile.windowSize().map { [$0.columns, $0.rows] } ?? [] }

  /// Waits, and ends early when a key is pressed or a signal comes.
  private static func isDisturbed(within milliseconds: Int32) -> Bool {
    var keys = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&keys, 1, milliseconds) != 0
  }

  private func rows(_ frame: any Figure, on screen: ReplScreen, _ settings: Settings, indent: Int) -> [String] {
    var options = screen.rendering(settings, indent: indent)
    // A row stays free for the cursor, or the region could not be redrawn; and the table of the steps has its part of
    // the screen, or the picture that stays would be pushed off it at once.
    options.height = options.height < 20 ? max(1, options.height - 2) : options.height * 3 / 5
    return screen.rows(of: Document([.figure(frame)]), options, screen.palette(settings), indent: indent)
  }
}
