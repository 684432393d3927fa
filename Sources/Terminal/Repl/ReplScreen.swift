import Document
import Notebook

/// Where the answers to a person go.
struct ReplScreen {
  let profile: TerminalProfile
  /// Columns asked for instead of the terminal's.
  let width: Int?

  /// How a document is rendered now; the terminal may have another size than at the start.
  /// - Parameter indent: columns that are left free at the left.
  func rendering(_ settings: Settings = Settings(), digits: Int = 6, whole: Bool = false, indent: Int) -> RenderOptions
  {
    var options = profile.renderOptions(digits: digits)
    if let size = TerminalProfile.windowSize() { (options.width, options.height) = size }
    options = settings.applied(to: options)
    options.digits = digits
    options.width = max(8, (width ?? options.width) - indent)
    return whole ? options.full : options
  }

  /// The colours asked for, or those that suit the terminal.
  func palette(_ settings: Settings) -> Palette { Palette(settings.theme ?? profile.theme) }

  /// Writes a document, every row moved to the right.
  /// - Parameter below: rows of a picture above it that are to stay on the screen; tables are folded for that.
  func write(
    _ document: Document, _ settings: Settings = Settings(), digits: Int = 6, whole: Bool = false, indent: Int,
    below picture: Int = 0, to output: TerminalOutput = .standard
  ) {
    guard !document.blocks.isEmpty else { return }
    var options = rendering(settings, digits: digits, whole: whole, indent: indent)
    let palette = palette(settings)
    // The prompt and the empty row before it need their place as well.
    let room = options.height - picture - 2
    var rows = rows(of: document, options, palette, indent: indent)
    while picture > 0, !whole, rows.count > room, options.height > Self.leastHeight {
      options.height = max(Self.leastHeight, options.height - (rows.count - room))
      rows = self.rows(of: document, options, palette, indent: indent)
    }
    output.write(rows.map { $0 + "\n" }.joined())
  }

  /// A table folded for less shows too little of itself.
  private static let leastHeight = 9

  /// The rows of a document as they stand on this screen.
  func rows(of document: Document, _ options: RenderOptions, _ palette: Palette, indent: Int) -> [String] {
    let text = options.color ? palette.applied(to: document.ansi(options)) : document.plain(options)
    let margin = String(repeating: " ", count: indent)
    var rows = text.split(separator: "\n", omittingEmptySubsequences: false)
    if rows.last?.isEmpty == true { rows.removeLast() }
    return rows.map { $0.isEmpty ? "" : margin + $0 }
  }

  /// Begins a row afresh: the terminal has shown `^C` where it was pressed.
  func clearEcho() { TerminalOutput.standard.write(profile.redraws ? "\r\u{1B}[K" : "\n") }

  /// An empty row.
  func space() { TerminalOutput.standard.write("\n") }
}
