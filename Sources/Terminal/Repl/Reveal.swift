import Document
import Glibc
import Notebook

/// A derivation shown one step a key. What is revealed stays on the screen.
struct Reveal {
  private let pieces: [Document]
  /// What each brings.
  private let hints: [Text]

  private enum Wish {
    case next, all
    /// To see no more of it; what was typed begins the next entry.
    case stop(typed: String)
  }

  /// - Returns: nil when there is nothing to reveal step by step.
  init?(pieces: [Document], hints: [Text]) {
    guard pieces.count > 1, hints.count == pieces.count else { return nil }
    self.pieces = pieces
    self.hints = hints
  }

  /// - Parameters:
  ///   - hasTypedAhead: whether the editor holds keys that came after the entry.
  ///   - write: puts a piece on the screen.
  /// - Returns: the beginning of the next entry, when that was typed in place of a key that reveals.
  func play(
    on screen: ReplScreen, _ settings: Settings, indent: Int, hasTypedAhead: Bool, write: (Document) -> Void
  ) -> String {
    // Whoever has typed on already, or is no person, wants to see it all.
    guard !hasTypedAhead, !TerminalInput.hasBytes(STDIN_FILENO), !Signals.isInterruptPending, var keys = SingleKeys()
    else {
      pieces.forEach(write)
      return ""
    }
    var typed = ""
    var isRevealingAll = false
    var shown = 0
    revealing: for piece in pieces {
      write(piece)
      shown += 1
      if isRevealingAll || shown == pieces.count { continue }
      switch ask(&keys, before: hints[shown], on: screen, settings, indent: indent) {
      case .next: continue
      case .all: isRevealingAll = true
      case .stop(let text):
        typed = text
        break revealing
      }
    }
    if !typed.isEmpty { typed += keys.typedAhead }
    keys.end()
    Signals.clearInterrupt()
    if shown < pieces.count {
      let left = pieces.count - shown
      screen.write(
        Document([.line(Text("stopped; \(left) more step\(left == 1 ? "" : "s")", .dim))]), settings, indent: indent)
    }
    return typed
  }

  /// Waits below what is shown until a key says how to go on.
  private func ask(
    _ keys: inout SingleKeys, before hint: Text, on screen: ReplScreen, _ settings: Settings, indent: Int
  ) -> Wish {
    draw(hint, on: screen, settings, indent: indent)
    defer { TerminalOutput.standard.write("\r\u{1B}[K") }
    while true {
      switch keys.next() {
      case .key(.scalar("\r")), .key(.scalar("\n")), .key(.scalar(" ")), .key(.named(.down)):
        return .next
      case .key(.scalar("a")): return .all
      case .key(.scalar("q")), .key(.escape), .key(.scalar("\u{3}")), .key(.scalar("\u{4}")), .interrupted,
        .endOfFile, .hangup:
        return .stop(typed: "")
      case .key(.scalar(let scalar)) where scalar.value >= 0x20 && scalar.value != 0x7F:
        return .stop(typed: String(scalar))
      case .key(.paste(let text)): return .stop(typed: text)
      case .resized, .continued: draw(hint, on: screen, settings, indent: indent)
      case .key, .stop: continue
      }
    }
  }

  /// What comes next and which keys there are, in one row: who wants to think first has something to think about.
  private func draw(_ hint: Text, on screen: ReplScreen, _ settings: Settings, indent: Int) {
    let options = screen.rendering(settings, indent: indent)
    let keys = ["Enter shows it · a all · q leaves", "Enter · a all · q leaves"]
    let rule = hint.plain
    let fitting = keys.first { "next: \(rule) · \($0)".displayWidth <= options.width }
    let room = options.width - "next:  · \(keys[1])".displayWidth
    let words =
      fitting.map { "next: \(rule) · \($0)" }
      ?? (room >= 8 ? "next: \(rule.truncated(to: room, ellipsis: "…")) · \(keys[1])" : keys[1])
    let hint = Document([.line(Text(words, .dim))])
    let row = screen.rows(of: hint, options, screen.palette(settings), indent: indent).first ?? ""
    TerminalOutput.standard.write("\r" + row + "\u{1B}[K")
  }
}
