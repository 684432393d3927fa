import Notebook
import Numerics
import Syntax
import Terminal
import Testing

/// What the notebook tells the editor of a half-typed entry. It is asked at every key, so nothing may stop it.
@Suite struct AssistanceTests {
  private static func notebook() -> Notebook {
    var notebook = Notebook(seed: 1, files: .replay(folder: "/nonexistent"))
    for input in ["rate_of_decay = 0.5", "g(w, scale = 1) = scale*w[1]^2", "r = {alpha = 1, beta = [1, 2]}"] {
      #expect(notebook.submit(input).failure == nil)
    }
    return notebook
  }

  static let completions: [(String, [String])] = [
    ("2*rate_o", ["rate_of_decay"]), ("r.", ["alpha", "beta"]), ("r.be", ["beta"]), ("g(1, scal", ["scale = "]),
    (":des", ["descend"]), ("2 + eigv", ["eigvals"]), ("\"eigv", []), ("# eigv", []), ("?eigv", ["eigvals"]),
    (":help eigv", ["eigvals"]), (":qqq", []), ("descend(f, x0, mom", ["momentum = "]),
  ]

  @Test(arguments: completions) func completes(_ text: String, _ expected: [String]) {
    let found = Self.notebook().completions(text, cursor: text.utf8.count)
    #expect(found.candidates.map(\.text) == expected)
  }

  /// Pieces that begin commands, close brackets never opened, stand alone, or are cut in the middle of a character.
  private static let pieces = [
    ":", "?", "(", ")", "[", "]", "{", "}", ".", ",", "'", "\"", "#", "\\", "λ", "日", "x\u{302}", " ", "\n", "2", "2i",
    "g(", "r.", "help", "step", "if", "→", "∇", "\u{0}", "\u{7F}", "👩‍👩‍👧", "∑", "=", ";", "~",
  ]

  @Test func nothingTypedStopsThem() {
    let notebook = Self.notebook()
    var random = RandomStream(seed: 7)
    for _ in 0..<400 {
      let count = 1 + Int(random.next() % 6)
      let text = (0..<count).map { _ in Self.pieces[Int(random.next() % UInt64(Self.pieces.count))] }.joined()
      let length = text.utf8.count
      for highlight in notebook.highlights(text) {
        #expect(highlight.span.start >= 0 && highlight.span.end <= length, "\(text)")
      }
      for cursor in [-1, 0, length / 2, length, length + 1] {
        let found = notebook.completions(text, cursor: cursor)
        #expect((0...max(0, min(cursor, length))).contains(found.start), "\(text) at \(cursor)")
      }
      _ = Notebook.isComplete(text)
    }
  }

  // A colon alone once had no character after it to look at.
  @Test(arguments: [":", "?", ":?", " :", "", "\n"]) func beginnings(_ text: String) {
    let notebook = Self.notebook()
    #expect(notebook.highlights(text).allSatisfy { $0.span.end <= text.utf8.count })
    #expect(notebook.completions(text, cursor: text.utf8.count).start <= text.utf8.count)
  }
}
