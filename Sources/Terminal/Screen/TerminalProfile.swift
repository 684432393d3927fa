import Document
import Glibc
import Notebook

/// What this terminal, or the lack of one, can do. Decided once from facts, so that it can be tested without a terminal.
public struct TerminalProfile: Hashable, Sendable {
  /// Lines are edited in place: both ends are a terminal that understands cursor movements.
  public var editsLines: Bool
  /// A prompt and a banner are shown: a person types and reads.
  public var showsPrompt: Bool
  /// Rows may be redrawn in place.
  public var redraws: Bool
  public var color: Bool
  public var charset: RenderOptions.Charset
  /// Which colours are legible on the terminal's background, as far as it says.
  public var theme: Settings.Theme
  public var columns: Int
  public var rows: Int

  /// - Parameters:
  ///   - environment: the values of `variables`.
  ///   - size: of the terminal on standard output; nil or zeros when there is none.
  /// - Source: no-color.org (a non-empty `NO_COLOR` turns colour off); POSIX, 8.2 (order of the locale variables).
  public init(
    inputIsTerminal: Bool, outputIsTerminal: Bool, environment: [String: String],
    size: (columns: Int, rows: Int)? = nil
  ) {
    let terminal = environment["TERM"] ?? ""
    let isDumb = terminal.isEmpty || terminal == "dumb"
    showsPrompt = inputIsTerminal && outputIsTerminal
    editsLines = showsPrompt && !isDumb
    redraws = outputIsTerminal && !isDumb
    color = redraws && (environment["NO_COLOR"] ?? "").isEmpty
    charset = Self.charset(environment, terminal)
    // rxvt, Konsole and others name foreground and background: `0;15` is black on white.
    let background = environment["COLORFGBG"]?.split(separator: ";").last.flatMap { Int($0) }
    theme = background == 7 || background.map { (9...15).contains($0) } == true ? .light : .dark
    let known = size.flatMap { $0.columns > 0 && $0.rows > 0 ? $0 : nil }
    columns = known?.columns ?? Self.dimension(environment["COLUMNS"]) ?? 80
    rows = known?.rows ?? Self.dimension(environment["LINES"]) ?? 24
  }

  private static func charset(_ environment: [String: String], _ terminal: String) -> RenderOptions.Charset {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    let codeset = locale.split(separator: "@").first?.split(separator: ".").dropFirst().first ?? ""
    guard codeset.lowercased().filter({ $0 != "-" }) == "utf8" else { return .ascii }
    // The console's font has 512 glyphs, and braille is not among them.
    return terminal == "linux" ? .block : .braille
  }

  private static func dimension(_ text: String?) -> Int? {
    text.flatMap { Int($0) }.flatMap { (1...10_000).contains($0) ? $0 : nil }
  }

  /// The variables a profile is made from.
  public static let variables = ["NO_COLOR", "TERM", "LC_ALL", "LC_CTYPE", "LANG", "COLUMNS", "LINES", "COLORFGBG"]

  /// The profile of this process's standard input and of one of its outputs.
  /// - Parameter environment: usually the process's own.
  public static func current(environment: [String: String], output: Int32 = STDOUT_FILENO) -> TerminalProfile {
    TerminalProfile(
      inputIsTerminal: isatty(STDIN_FILENO) == 1, outputIsTerminal: isatty(output) == 1, environment: environment,
      size: windowSize(of: output))
  }

  /// The size of the terminal on an output now; nil when it has none.
  public static func windowSize(of output: Int32 = STDOUT_FILENO) -> (columns: Int, rows: Int)? {
    var size = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return nil }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// How documents are drawn here.
  public func renderOptions(digits: Int = 6) -> RenderOptions {
    RenderOptions(width: columns, height: rows, charset: charset, color: color, digits: digits)
  }
}
