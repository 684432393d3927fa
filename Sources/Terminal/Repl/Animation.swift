import Document
import Glibc
import Notebook

/// Pictures shown in turn at one place. The last one stays.
struct Animation {
  private let frames: [any Figure]
  /// Seconds that all frames together may take.
  private static let length = 1.0
  /// Seconds that one frame stays.
  private static let pace = 0.06

  /// - Returns: nil when nothing would move.
  init?(frames: [any Figure]) {
    guard frames.count > 1 else { return nil }
    self.frames = frames
  }

  func play(on screen: ReplScreen, _ settings: Settings, indent: Int) {
    var region = LiveRegion(profile: screen.profile)
    let microseconds = UInt32(min(Self.pace, Self.length / Double(frames.count)) * 1e6)
    for frame in frames.dropLast() {
      region.draw(rows(frame, on: screen, settings, indent: indent))
      // Whoever types on or presses Ctrl-C has seen enough.
      if Signals.isInterruptPending || TerminalInput.hasBytes(STDIN_FILENO) { break }
      usleep(microseconds)
    }
    if let last = frames.last { region.draw(rows(last, on: screen, settings, indent: indent)) }
    region.finish()
  }

  private func rows(_ frame: any Figure, on screen: ReplScreen, _ settings: Settings, indent: Int) -> [String] {
    var options = screen.rendering(settings, indent: indent)
    // A row stays free for the cursor, or the region could not be redrawn.
    options.height = max(1, options.height - 2)
    return screen.rows(of: Document([.figure(frame)]), options, screen.palette(settings), indent: indent)
  }
}
