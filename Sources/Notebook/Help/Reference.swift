import Document
import Evaluation

/// Everything help knows as one page of Markdown: the same bytes for the same program.
public struct Reference {
  private let notebook: Notebook
  private var lines: [String] = []

  /// - Parameter notebook: whose catalog is written down; the examples run in a notebook of its kind.
  public init(of notebook: Notebook) { self.notebook = notebook }

  /// The page. Lines end in LF.
  public var text: String {
    var page = self
    page.write()
    return page.lines.joined(separator: "\n") + "\n"
  }

  private mutating func write() {
    lines = [
      "# Reference", "",
      "What nabla knows by name, how it is written, and what the notebook can be told. Made by `nabla reference` from "
        + "what `?name` shows; every example was run.", "",
    ]
    let topics = notebook.catalog.topics
    for topic in topics {
      lines.append("- [\(topic.name)](#\(Self.anchor(topic.name))): " + topic.builtins.map { "`\($0.name)`" }.listed)
    }
    lines.append(
      "- [notation](#notation): operators, keywords and constants")
    lines.append("- [commands](#commands): " + Command.all.map { "`:\($0.name)`" }.listed)
    lines.append("- [settings](#settings): " + Setting.all.map { "`\($0.name)`" }.listed)
    lines.append("- [errors](#errors): what each code means")
    for topic in topics {
      lines += ["", "## \(topic.name)"]
      for builtin in topic.builtins { write(builtin) }
    }
    lines += ["", "## notation"]
    for notation in Notation.all { write(notation) }
    lines += ["", "## commands"]
    for command in Command.all { write(command) }
    lines += ["", "## settings", "", "`:set name value` changes one, `:set` lists them.", ""]
    lines += ["| setting | at first | what it is |", "|---|---|---|"]
    for setting in Setting.all {
      lines.append("| `\(setting.name)` | \(setting.value(Settings())) | \(Self.prose(setting.meaning)) |")
    }
    lines += [
      "", "## errors", "", "`?E201` shows one with its message. What has no example needs files or a clock.", "",
    ]
    lines += ["| code | title | meaning | met by |", "|---|---|---|---|"]
    for entry in ErrorEntry.all { lines.append(Self.row(of: entry)) }
  }

  private static func row(of entry: ErrorEntry) -> String {
    // A bar would end the cell, in code as well.
    let example = entry.example.map { "`` \($0.replacing("|", with: "\\|").replacing("\n", with: " ⏎ ")) ``" } ?? ""
    return "| \(entry.code) | \(prose(entry.title)) | \(prose(entry.meaning)) | \(example) |"
  }

  private mutating func write(_ builtin: Builtin) {
    lines += ["", "### \(Self.prose(builtin.name))", "", "```"]
    lines += builtin.signatureTexts.map(\.plain)
    lines += ["```", "", Self.prose(builtin.summary), "", Self.prose(builtin.doc), "", "```"]
    for example in builtin.examples { write(example) }
    lines += ["```", ""]
    row("Shapes", builtin.facts.shapes)
    row("Fields", builtin.fieldRow)
    row("Errors", builtin.refused)
    row("Method", builtin.facts.method)
    if builtin.showsWork { lines.append("- Work: `\(builtin.workExample)`") }
    if !builtin.related.isEmpty { lines.append("- See also: " + builtin.related.map { "`\($0)`" }.listed) }
  }

  private mutating func write(_ notation: Notation) {
    lines += ["", "### \(Self.prose(notation.form))", "", Self.prose(notation.summary)]
    if !notation.details.isEmpty { lines += ["", Self.prose(notation.details)] }
    lines += ["", "```"]
    write(Builtin.Example(notation.example, notation.result))
    lines.append("```")
    if !notation.related.isEmpty { lines += ["", "- See also: " + notation.related.map { "`\($0)`" }.listed] }
  }

  private mutating func write(_ command: Command) {
    lines += [
      "", "### :\(command.name)", "", "```", command.usage, "```", "", Self.prose(command.summary), "",
      Self.prose(command.details), "", "- Such as: `\(command.example)`",
    ]
  }

  private mutating func write(_ example: Builtin.Example) {
    lines.append("▸ \(example.input)")
    let shown = notebook.shown(example).plain(RenderOptions(width: 78))
    for line in shown.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      lines.append(line.isEmpty ? "" : "  \(line)")
    }
  }

  private mutating func row(_ label: String, _ text: String) {
    if !text.isEmpty { lines.append("- \(label): \(Self.prose(text))") }
  }

  /// Text with the characters that Markdown would take for markup set apart; what stands in back quotes stays.
  private static func prose(_ text: String) -> String {
    var out = ""
    var isCode = false
    for character in text {
      if character == "`" { isCode.toggle() }
      if !isCode, "\\*_<>[]|#~".contains(character) { out.append("\\") }
      out.append(character)
    }
    return out
  }

  /// How GitHub and its like refer to a heading.
  private static func anchor(_ heading: String) -> String { heading.lowercased().replacing(" ", with: "-") }
}

extension [String] {
  fileprivate var listed: String { joined(separator: " ") }
}
