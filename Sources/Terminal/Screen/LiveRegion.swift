import CSignals

/// Rows that are redrawn in place: an animation, or a line that tells how far long work is.
///
/// Off a terminal nothing is drawn until `finish`, and then only the last rows. Always end a region with `finish` or
/// `erase`, also after an interrupt: they make the cursor visible again. (Ctrl-Z does so by itself.)
public struct LiveRegion: ~Copyable {
  private let output: TerminalOutput
  private let profile: TerminalProfile
  private var drawn: [String] = []
  private var latest: [String] = []

  public init(profile: TerminalProfile, output: TerminalOutput = .standard) {
    self.profile = profile
    self.output = output
  }

  /// Shows these rows in place of the ones before. They may hold SGR sequences, and are cut to the screen.
  public mutating func draw(_ rows: [String]) {
    latest = rows
    guard profile.redraws else { return }
    let size = TerminalProfile.windowSize() ?? (profile.columns, profile.rows)
    // The cursor rests below the last row; a region as tall as the screen could not be climbed back to its top.
    let shown = rows.prefix(max(1, size.1 - 1)).map { StyledText.clipped($0, to: size.0) }
    csignals_set_cursor_hidden(true)
    output.write(Self.frame(replacing: drawn.count, with: shown, columns: size.0))
    drawn = shown
  }

  /// Lets go of what is drawn, which stays where it is: after the screen changed its size no row is where it was.
  public mutating func abandon() {
    guard !drawn.isEmpty else { return }
    restoreCursor()
    drawn = []
  }

  /// Leaves the last rows on the screen, whole even if they were cut.
  public consuming func finish() {
    if profile.redraws, drawn == latest {
      restoreCursor()
    } else if profile.redraws {
      output.write(Self.climb(drawn.count) + "\u{1B}[J" + latest.map { $0 + "\n" }.joined())
      restoreCursor()
    } else if !latest.isEmpty {
      output.write(latest.map { $0 + "\n" }.joined())
    }
  }

  /// Removes the rows from the screen.
  public consuming func erase() {
    guard profile.redraws, !drawn.isEmpty else { return }
    output.write(Self.climb(drawn.count) + "\u{1B}[J")
    restoreCursor()
  }

  private func restoreCursor() {
    guard !drawn.isEmpty else { return }
    output.write("\u{1B}[?25h")
    csignals_set_cursor_hidden(false)
  }

  private static func climb(_ rows: Int) -> String { "\r" + (rows > 0 ? "\u{1B}[\(rows)A" : "") }

  /// The bytes of one frame: rows are overwritten, not erased first, so that nothing flickers.
  static func frame(replacing count: Int, with rows: [String], columns: Int) -> String {
    var out = "\u{1B}[?25l" + climb(count)
    for row in rows { out += row + (StyledText.width(row) < columns ? "\u{1B}[K" : "") + "\r\n" }
    return rows.count < count ? out + "\u{1B}[J" : out
  }
}
