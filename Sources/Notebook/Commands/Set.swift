import Document

extension Command {
  static let set: Command = Command(
    name: "set", usage: ":set [name value]", summary: "Shows or changes how values are shown.",
    details: "digits 1…17: significant digits of numbers (17 reads back exactly). width 10…1000: columns of output. "
      + "charset ascii, block or braille: what pictures are made of. color on or off. "
      + "width, charset and color also take auto, which follows the terminal.",
    example: ":set digits 12",
    action: .act { (notebook, line) throws(NotebookError) in
      let words = line.words
      guard let name = words.first else { return Answer(.aside, notebook.settings.document) }
      guard words.count == 2 else {
        throw .usage(.set, got: "`\(line.argument.visible)`", line.argumentSpan)
      }
      try notebook.state.settings.set(name, to: words[1])
      return Answer(.cell, Document([.line(Text("\(name.text) \(words[1].text)", .dim))]))
    })
}

extension Settings {
  fileprivate mutating func set(_ name: CommandInput.Word, to word: CommandInput.Word) throws(NotebookError) {
    let (value, isAuto) = (word.text, word.text == "auto")
    func wrong(_ choices: String) -> NotebookError {
      .choice(setting: name.text, got: "`\(value.visible)`", choices: choices, word.span)
    }
    switch name.text {
    case "digits":
      guard let digits = Int(value), (1...17).contains(digits) else { throw wrong("it is a number from 1 to 17") }
      self.digits = digits
    case "width":
      let number = Int(value)
      guard isAuto || number.map((10...1000).contains) == true else {
        throw wrong("it is a number from 10 to 1000, or auto")
      }
      width = number
    case "charset":
      let known = RenderOptions.Charset(rawValue: value)
      guard isAuto || known != nil else { throw wrong("it is ascii, block, braille or auto") }
      charset = known
    case "color":
      guard isAuto || value == "on" || value == "off" else { throw wrong("it is on, off or auto") }
      color = isAuto ? nil : value == "on"
    default:
      throw .choice(
        setting: ":set", got: "`\(name.text.visible)`", choices: "the settings are digits, width, charset and color",
        name.span)
    }
  }

  fileprivate var document: Document {
    let rows = [
      ("digits", "\(digits)"), ("width", width.map { "\($0)" } ?? "auto"), ("charset", charset?.rawValue ?? "auto"),
      ("color", color.map { $0 ? "on" : "off" } ?? "auto"),
    ]
    return Document([.table(TextTable(rows: rows.map { [Text($0.0), Text($0.1)] }, alignments: [.left, .left]))])
  }
}
