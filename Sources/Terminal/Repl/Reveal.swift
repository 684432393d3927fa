import Document
import Glibc
import Notebook

/// A derivation shown one step a key. What is revealed stays on the screen.
struct Reveal {
  private let pieces: [Document]

  private enum Wish {
    case next, all, stop
  }

  /// - Returns: nil when there is nothing to reveal step by step.
  init?(pieces: [Document]) {
    guard pieces.count > 1 else { return nil }
    self.pieces = pieces
  }

  /// - Parameter write: puts a piece on the screen.
  func play(on screen: ReplScreen, indent: Int, write: (Document) -> Void) {
    // Whoever has typed on already, or is no person, wants to see it all.
    guard !TerminalInput.hasBytes(STDIN_FILENO), !Signals.isInterruptPending, var keys = SingleKeys() else {
      return pieces.forEach(write)
    }
    var isRevealingAll = false
    var shown = 0
    revealing: for piece in pieces {
      write(piece)
      shown += 1
      if isRevealingAll || shown == pieces.count { continue }
      switch ask(&keys, on: screen, indent: indent) {
      case .next: continue
      case .all: isRevealingAll = true
      case .stop: break revealing
      }
    }
    keys.end()
    Signals.clearInterrupt()
    if shown < pieces.count {
      let left = pieces.count - shown
      screen.write(Document([.line(Text("stopped; \(left) more step\(left == 1 ? "" : "s")", .dim))]), indent: indent)
    }
  }

  /// Waits below what is shown until a key says how to go on.
  private func ask(_ keys: inout SingleKeys, on screen: ReplScreen, indent: Int) -> Wish {
    draw(on: screen, indent: indent)
    defer { TerminalOutput.standard.write("\r\u{1B}[K") }
    while true {
      switch keys.next() {
      case .key(.scalar("\r")), .key(.scalar("\n")), .key(.scalar(" ")), .key(.named(.down)), .key(.scalar("n")):
        return .next
      case .key(.scalar("a")): return .all
      case .key(.scalar("q")), .key(.escape), .key(.scalar("\u{3}")), .key(.scalar("\u{4}")), .interrupted,
        .endOfFile, .hangup:
        return .stop
      case .resized, .continued: draw(on: screen, indent: indent)
      case .key, .stop: continue
      }
    }
  }

  private func draw(on screen: ReplScreen, indent: Int) {
    let options = screen.rendering(indent: indent)
    let hint = Document([.line(Text("Enter: next step · a: all · q: stop", .dim))])
    let row = screen.rows(of: hint, options, indent: indent).first ?? ""
    TerminalOutput.standard.write("\r" + row + "\u{1B}[K")
  }
}
