import Document
import Notebook
import Terminal
import Testing

@Suite struct TerminalProfileTests {
  struct Row: Sendable {
    var input = true
    var output = true
    var environment: [String: String]
    var edits: Bool
    var prompts: Bool
    var redraws: Bool
    var color: Bool
    var charset: RenderOptions.Charset
    var source: String
  }

  static let rows = [
    Row(
      environment: ["TERM": "xterm-256color", "LANG": "en_US.UTF-8"], edits: true, prompts: true, redraws: true,
      color: true, charset: .braille, source: "an ordinary terminal"),
    Row(
      input: false, environment: ["TERM": "xterm", "LANG": "C.utf8"], edits: false, prompts: false, redraws: true,
      color: true, charset: .braille, source: "input piped: the output is still a terminal"),
    Row(
      output: false, environment: ["TERM": "xterm", "LANG": "C.UTF-8"], edits: false, prompts: false, redraws: false,
      color: false, charset: .braille, source: "output piped"),
    Row(
      environment: ["TERM": "dumb", "LANG": "C.UTF-8"], edits: false, prompts: true, redraws: false, color: false,
      charset: .braille, source: "terminfo: dumb has no cursor movement"),
    Row(
      environment: ["LANG": "C.UTF-8"], edits: false, prompts: true, redraws: false, color: false, charset: .braille,
      source: "no TERM at all"),
    Row(
      environment: ["TERM": "xterm", "LANG": "C.UTF-8", "NO_COLOR": "1"], edits: true, prompts: true, redraws: true,
      color: false, charset: .braille, source: "no-color.org"),
    Row(
      environment: ["TERM": "xterm", "LANG": "C.UTF-8", "NO_COLOR": ""], edits: true, prompts: true, redraws: true,
      color: true, charset: .braille, source: "no-color.org: only when not empty"),
    Row(
      environment: ["TERM": "xterm", "LANG": "C.UTF-8", "LC_ALL": "C"], edits: true, prompts: true, redraws: true,
      color: true, charset: .ascii, source: "POSIX 8.2: LC_ALL comes first"),
    Row(
      environment: ["TERM": "xterm", "LANG": "C", "LC_CTYPE": "de_DE.utf8@euro", "LC_ALL": ""], edits: true,
      prompts: true, redraws: true, color: true, charset: .braille, source: "POSIX 8.2: an empty one is not set"),
    Row(
      environment: ["TERM": "xterm", "LANG": "de_DE.ISO-8859-1"], edits: true, prompts: true, redraws: true,
      color: true, charset: .ascii, source: "Latin-1"),
    Row(
      environment: ["TERM": "xterm"], edits: true, prompts: true, redraws: true, color: true, charset: .ascii,
      source: "POSIX locale by default"),
    Row(
      environment: ["TERM": "linux", "LANG": "C.UTF-8"], edits: true, prompts: true, redraws: true, color: true,
      charset: .block, source: "the console font has no braille"),
  ]

  @Test(arguments: rows) func decides(_ row: Row) {
    let profile = TerminalProfile(
      inputIsTerminal: row.input, outputIsTerminal: row.output, environment: row.environment)
    #expect(profile.editsLines == row.edits)
    #expect(profile.showsPrompt == row.prompts)
    #expect(profile.redraws == row.redraws)
    #expect(profile.color == row.color)
    #expect(profile.charset == row.charset)
  }

  // rxvt(1): foreground and background as two or three numbers of the sixteen colours.
  static let backgrounds: [(String?, Settings.Theme)] = [
    (nil, .dark), ("15;0", .dark), ("0;15", .light), ("0;default;15", .light), ("0;7", .light), ("7;8", .dark),
    ("", .dark),
    ("x;y", .dark), ("0;99", .dark),
  ]

  @Test(arguments: backgrounds) func knowsTheBackground(_ value: String?, _ theme: Settings.Theme) {
    var environment = ["TERM": "rxvt", "LANG": "C.UTF-8"]
    environment["COLORFGBG"] = value
    #expect(
      TerminalProfile(inputIsTerminal: true, outputIsTerminal: true, environment: environment).theme == theme)
  }

  static let sizes: [((columns: Int, rows: Int)?, [String: String], Int, Int)] = [
    ((132, 43), ["COLUMNS": "10"], 132, 43),
    ((0, 0), [:], 80, 24),
    (nil, ["COLUMNS": "100", "LINES": "50"], 100, 50),
    (nil, ["COLUMNS": "-3", "LINES": "many"], 80, 24),
    (nil, ["COLUMNS": "99999999999999999999"], 80, 24),
  ]

  @Test(arguments: sizes.indices) func measures(_ row: Int) {
    let (size, environment, columns, rows) = Self.sizes[row]
    let profile = TerminalProfile(inputIsTerminal: false, outputIsTerminal: false, environment: environment, size: size)
    #expect(profile.columns == columns)
    #expect(profile.rows == rows)
    #expect(profile.renderOptions() == RenderOptions(width: columns, height: rows, charset: .ascii, color: false))
  }
}
