import Document

extension Command {
  static let set: Command = Command(
    name: "set", usage: ":set [name [value]]", summary: "Shows or changes how values are shown.",
    details: "Alone, it lists the settings with their values. "
      + Setting.all.map { "\($0.name): \($0.meaning)." }.joined(separator: " ")
      + " auto follows the terminal. :undo takes a change back.",
    example: ":set digits 12",
    action: .act { (notebook, line) throws(NotebookError) in
      let words = line.words
      guard let name = words.first else { return Answer(.aside, notebook.settings.document(Setting.all[...])) }
      guard let place = Setting.all.firstIndex(where: { $0.name == name.text.lowercased() }) else {
        let names = Setting.all.map(\.name).joined(separator: ", ")
        throw .choice(setting: ":set", got: "`\(name.text.visible)`", choices: "the settings are \(names)", name.span)
      }
      guard words.count > 1 else { return Answer(.aside, notebook.settings.document(Setting.all[place...place])) }
      guard words.count == 2 else { throw .usage(.set, got: "`\(line.argument.visible)`", line.argumentSpan) }
      let setting = Setting.all[place]
      guard setting.change(&notebook.state.settings, words[1].text) else {
        throw .choice(
          setting: setting.name, got: "`\(words[1].text.visible)`", choices: "it is \(setting.choices)", words[1].span)
      }
      let value = setting.value(notebook.settings)
      // What suits one person's eyes and hands has no place in a session that others replay.
      let fate: CellResult.Fate = setting.isPersonal ? .aside : .cell
      return Answer(fate, Document([.line(Text("\(setting.name) \(value)", .dim))]))
    })
}

/// One thing `:set` changes.
struct Setting: Sendable {
  let name: String
  let meaning: String
  var isPersonal = false
  /// What it can be, after `it is`.
  let choices: String
  let value: @Sendable (Settings) -> String
  /// `false` when the word is none of the choices.
  let change: @Sendable (inout Settings, String) -> Bool

  /// Every setting, in the order they are listed.
  static let all: [Setting] = [
    Setting(
      name: "digits", meaning: "significant digits of numbers, 1 to 17; 17 reads back exactly",
      choices: "a number from 1 to 17", value: { "\($0.digits)" },
      change: { settings, word in
        guard let digits = Int(word), (1...17).contains(digits) else { return false }
        settings.digits = digits
        return true
      }),
    Setting(
      name: "width", meaning: "columns of output, 10 to 1000, or auto", choices: "a number from 10 to 1000, or auto",
      value: { $0.width.map { "\($0)" } ?? "auto" },
      change: { settings, word in
        guard let width = Int(word), (10...1000).contains(width) else {
          if word == "auto" { settings.width = nil }
          return word == "auto"
        }
        settings.width = width
        return true
      }),
    choice("charset", "what pictures are made of: ascii, block, braille or auto", \.charset),
    Setting(
      name: "color", meaning: "on, off or auto", choices: "on, off or auto",
      value: { $0.color.map { $0 ? "on" : "off" } ?? "auto" },
      change: { settings, word in
        guard ["on", "off", "auto"].contains(word) else { return false }
        settings.color = word == "auto" ? nil : word == "on"
        return true
      }),
    choice(
      "theme", "colours for a dark or a light background, none for weight alone, or auto", \.theme, isPersonal: true),
    choice("mode", "keys of the prompt: emacs, vi, or auto, which follows ~/.editrc", \.mode, isPersonal: true),
    Setting(
      name: "animate", meaning: "whether :step draws the path as it grows, on or off", isPersonal: true,
      choices: "on or off", value: { $0.animates ? "on" : "off" },
      change: { settings, word in
        guard word == "on" || word == "off" else { return false }
        settings.animates = word == "on"
        return true
      }),
  ]

  /// A setting that is one of a few words, or left to the terminal.
  private static func choice<T: RawRepresentable & CaseIterable & Sendable>(
    _ name: String, _ meaning: String, _ path: WritableKeyPath<Settings, T?> & Sendable,
    isPersonal: Bool = false
  ) -> Setting where T.RawValue == String {
    let words = T.allCases.map(\.rawValue)
    return Setting(
      name: name, meaning: meaning, isPersonal: isPersonal, choices: "\(words.joined(separator: ", ")) or auto",
      value: { $0[keyPath: path]?.rawValue ?? "auto" },
      change: { settings, word in
        guard word != "auto" else {
          settings[keyPath: path] = nil
          return true
        }
        guard let choice = T(rawValue: word) else { return false }
        settings[keyPath: path] = choice
        return true
      })
  }
}

extension Settings {
  /// Settings with their values and what they mean.
  fileprivate func document(_ settings: ArraySlice<Setting>) -> Document {
    let rows = settings.map { [Text($0.name, .accent), Text($0.value(self)), Text($0.meaning, .dim)] }
    return Document([.table(TextTable(rows: rows, alignments: [.left, .left, .left]))])
  }
}
