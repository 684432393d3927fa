import Document
import Notebook

/// The offer to go on with what a crashed notebook had accepted.
struct Recovery {
  let folder: JournalFolder
  let screen: ReplScreen

  /// Asks about each notebook that was not saved, oldest first, until one is taken up.
  /// - Returns: what was typed instead of an answer; it is the first entry, and the question stays for later.
  func offer(into kept: inout KeptNotebook) -> String? {
    guard let orphans = try? folder.orphans(), !orphans.isEmpty else { return nil }
    var lines = PipeLineSource(showsPrompt: true)
    for orphan in orphans {
      say(Text(Self.found(orphan)) + Text("   y recovers, n discards, Enter asks again next time", .dim))
      // Ctrl-C, Ctrl-D and a bare Enter decide nothing, so nothing is lost by them.
      guard case .line(let typed) = lines.readEntry(prompt: Text("Recover it? [y/n] ")) else {
        screen.space()
        return nil
      }
      switch typed.lowercased().split(separator: " ").joined(separator: " ") {
      case "y", "yes":
        recover(orphan, into: &kept)
        return nil
      case "n", "no": discard(orphan)
      case "": screen.space()
      default:
        screen.space()
        return typed
      }
    }
    return nil
  }

  private func recover(_ orphan: OrphanedJournal, into kept: inout KeptNotebook) {
    let (cells, failed) = kept.recover(orphan)
    for result in failed {
      guard let failure = result.failure else { continue }
      screen.write(failure.document, indent: 0, to: .error)
    }
    say(Text("recovered \(cells) cell\(cells == 1 ? "" : "s")", .dim))
    screen.space()
  }

  private func discard(_ orphan: OrphanedJournal) {
    do { try orphan.remove() } catch { screen.write(Failure(error.report).document, indent: 0, to: .error) }
    screen.space()
  }

  private func say(_ text: Text) { screen.write(Document([.line(text)]), indent: 0) }

  private static func found(_ orphan: OrphanedJournal) -> String {
    let count = orphan.recovery.inputs.count
    let inputs = "\(count) input\(count == 1 ? "" : "s")"
    let what =
      orphan.recovery.snapshot == nil ? inputs : count == 0 ? "a session" : "a session and \(inputs)"
    return orphan.wasLeft
      ? "A notebook was left with \(what) not saved." : "A notebook that ended without warning left \(what)."
  }
}
