import CLibEdit

/// The functions that keys can do, under names that `~/.editrc` can bind too, and where they are bound at first.
enum KeyBindings {
  typealias Function = @convention(c) (OpaquePointer?, wint_t) -> UInt8

  private struct Binding {
    var name: String
    var help: String
    var keys: [String]
    var function: Function
  }

  static func install(in editor: OpaquePointer) {
    for binding in all { clibedit_add(editor, binding.name, binding.help, binding.function) }
    bind(editor)
    // `bind -v` in the file empties the maps, and with them what was bound before.
    if el_source(editor, nil) == 0, clibedit_is_vi(editor) { bind(editor) }
  }

  private static func bind(_ editor: OpaquePointer) {
    let isVi = clibedit_is_vi(editor)
    for binding in all {
      for key in binding.keys {
        // In vi's map Escape is a key of its own, and its state is not libedit's to keep.
        if isVi, key.hasPrefix("\\e") { continue }
        clibedit_bind(editor, key, binding.name, false)
      }
    }
  }

  private static func key(_ named: NamedKey) -> String { named.bindingName }

  private static var all: [Binding] { moving + changing + others }

  private static var moving: [Binding] {
    [
      Binding(name: "nabla-left", help: "One character left", keys: [key(.left), "^B"]) { editor, _ in
        run(editor) { $0.moveLeft() }
      },
      Binding(name: "nabla-right", help: "One character right; takes the hint", keys: [key(.right), "^F"]) {
        editor, _ in run(editor) { $0.moveRight() }
      },
      Binding(name: "nabla-home", help: "Start of the line, then of the entry", keys: [key(.home), "^A"]) {
        editor, _ in run(editor) { $0.moveHome() }
      },
      Binding(name: "nabla-end", help: "End of the line, then of the entry", keys: [key(.end), "^E"]) {
        editor, _ in run(editor) { $0.moveEnd() }
      },
      Binding(name: "nabla-word-left", help: "One word left", keys: [key(.wordLeft), "\\eb"]) { editor, _ in
        run(editor) { $0.moveWordLeft() }
      },
      Binding(name: "nabla-word-right", help: "One word right", keys: [key(.wordRight), "\\ef"]) { editor, _ in
        run(editor) { $0.moveWordRight() }
      },
      Binding(name: "nabla-first", help: "Start of the entry", keys: ["\\e<"]) { editor, _ in
        run(editor) { $0.buffer.move(to: 0) }
      },
      Binding(name: "nabla-last", help: "End of the entry", keys: ["\\e>"]) { editor, _ in
        run(editor) { $0.buffer.move(to: $0.buffer.characters.count) }
      },
      Binding(name: "nabla-up", help: "One line up, then the entry before", keys: [key(.up)]) { editor, _ in
        run(editor) { $0.moveUp() }
      },
      Binding(name: "nabla-down", help: "One line down, then the entry after", keys: [key(.down)]) { editor, _ in
        run(editor) { $0.moveDown() }
      },
      Binding(name: "nabla-earlier", help: "The entry before", keys: [key(.pageUp), "^P"]) { editor, _ in
        run(editor) { $0.browse(by: -1) }
      },
      Binding(name: "nabla-later", help: "The entry after", keys: [key(.pageDown), "^N"]) { editor, _ in
        run(editor) { $0.browse(by: 1) }
      },
    ]
  }

  private static var changing: [Binding] {
    [
      Binding(name: "nabla-backspace", help: "Delete before the cursor", keys: ["^?", "^H"]) { editor, _ in
        run(editor) { $0.deleteLeft() }
      },
      Binding(name: "nabla-delete", help: "Delete after the cursor", keys: [key(.delete)]) { editor, _ in
        run(editor) { $0.deleteRight() }
      },
      Binding(name: "nabla-delete-or-leave", help: "Delete, or leave when empty", keys: ["^D"]) { editor, _ in
        LineEditor.of(editor)?.deleteOrLeave().rawValue ?? LineEditor.Outcome.inputEnds.rawValue
      },
      Binding(name: "nabla-kill-line", help: "Cut to the end of the line", keys: ["^K"]) { editor, _ in
        run(editor) { $0.killLine() }
      },
      Binding(name: "nabla-kill-start", help: "Cut to the start of the line", keys: ["^U"]) { editor, _ in
        run(editor) { $0.kill(to: $0.buffer.lineStart) }
      },
      Binding(name: "nabla-kill-word-left", help: "Cut the word before", keys: ["^W", "\\e^?", "\\e^H"]) {
        editor, _ in run(editor) { $0.kill(to: $0.buffer.wordLeft) }
      },
      Binding(name: "nabla-kill-word-right", help: "Cut the word after", keys: [key(.deleteWord), "\\ed"]) {
        editor, _ in run(editor) { $0.kill(to: $0.buffer.wordRight) }
      },
      Binding(name: "nabla-yank", help: "Paste what was cut", keys: ["^Y"]) { editor, _ in
        run(editor) { $0.yank() }
      },
      Binding(name: "nabla-yank-older", help: "In place of what was pasted, what was cut before it", keys: ["\\ey"]) {
        editor, _ in run(editor) { $0.yankOlder() }
      },
      Binding(name: "nabla-undo", help: "Undo", keys: ["^_", "^X^U"]) { editor, _ in
        run(editor) { $0.undoChange() }
      },
      Binding(name: "nabla-redo", help: "Undo the undoing", keys: ["\\e_", "\\e/"]) { editor, _ in
        run(editor) { $0.redoChange() }
      },
      Binding(name: "nabla-transpose", help: "Exchange two characters", keys: ["^T"]) { editor, _ in
        run(editor) { $0.buffer.transpose() }
      },
      Binding(name: "nabla-transpose-words", help: "Exchange two words", keys: ["\\et"]) { editor, _ in
        run(editor) { $0.buffer.transposeWords() }
      },
      Binding(name: "nabla-upper", help: "The word in capitals", keys: ["\\eu"]) { editor, _ in
        run(editor) { $0.buffer.changeCase(.upper) }
      },
      Binding(name: "nabla-lower", help: "The word in small letters", keys: ["\\el"]) { editor, _ in
        run(editor) { $0.buffer.changeCase(.lower) }
      },
      Binding(name: "nabla-capital", help: "The word with a capital", keys: ["\\ec"]) { editor, _ in
        run(editor) { $0.buffer.changeCase(.capital) }
      },
      Binding(name: "nabla-newline", help: "A new line, always", keys: [key(.newline)]) { editor, _ in
        run(editor) { $0.insertLine() }
      },
    ]
  }

  private static var others: [Binding] {
    [
      Binding(name: "nabla-enter", help: "Submit, or a new line while incomplete", keys: ["^M", "^J"]) { editor, _ in
        LineEditor.of(editor)?.enter().rawValue ?? LineEditor.Outcome.lineEnds.rawValue
      },
      Binding(name: "nabla-complete", help: "Complete", keys: ["^I"]) { editor, _ in
        run(editor) { $0.completeWord() }
      },
      Binding(name: "nabla-complete-back", help: "The completion before", keys: [key(.backTab)]) { editor, _ in
        run(editor) { $0.advanceMenu(by: -1) }
      },
      Binding(name: "nabla-search", help: "Search earlier entries", keys: ["^R"]) { editor, _ in
        run(editor) { $0.startSearch() }
      },
      Binding(name: "nabla-search-forward", help: "Search later entries", keys: ["^S"]) { editor, _ in
        run(editor) { $0.startSearch(forward: true) }
      },
      Binding(name: "nabla-clear", help: "Clear the screen", keys: ["^L"]) { editor, _ in
        run(editor) { $0.clearScreen() }
      },
      Binding(name: "nabla-edit", help: "Edit in $VISUAL or $EDITOR", keys: ["^X^E"]) { editor, _ in
        run(editor) { $0.editElsewhere() }
      },
    ]
  }
}

// A free function: a closure that names a static one captures its type, and C takes no captures.
private func run(_ editor: OpaquePointer?, _ body: (LineEditor) -> Void) -> UInt8 {
  if let line = LineEditor.of(editor) { body(line) }
  return LineEditor.Outcome.goOn.rawValue
}
