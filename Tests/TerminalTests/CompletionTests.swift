import Notebook
import Terminal
import Testing

@Suite struct CompletionTests {
  // The Unicode Character Database names and the LaTeX commands of unicode-math.
  static let symbols: [(String, String)] = [
    ("alpha", "\u{3B1}"), ("omega", "\u{3C9}"), ("Omega", "\u{3A9}"), ("nabla", "\u{2207}"), ("partial", "\u{2202}"),
    ("sqrt", "\u{221A}"), ("infty", "\u{221E}"), ("in", "\u{2208}"), ("le", "\u{2264}"), ("ge", "\u{2265}"),
    ("ne", "\u{2260}"), ("sum", "\u{2211}"), ("prod", "\u{220F}"), ("norm", "\u{2016}"), ("cdot", "\u{B7}"),
    ("times", "\u{D7}"), ("to", "\u{2192}"), ("^2", "\u{B2}"), ("^T", "\u{1D40}"), ("^-1", "\u{207B}\u{B9}"),
    ("lambda", "\u{3BB}"), ("phi", "\u{3C6}"), ("hat", "\u{302}"), ("prime", "\u{2032}"),
  ]

  @Test(arguments: symbols) func namesBecomeSymbols(_ name: String, _ symbol: String) {
    #expect(Symbols.symbol(name) == symbol)
    let text = "α + \\" + name
    let completion = Symbols.completion(text, cursor: text.utf8.count)
    #expect(completion?.start == 5)
    #expect(completion?.candidates.map(\.text) == [symbol])
  }

  @Test func everyGreekLetterHasAName() {
    for scalar in (0x3B1...0x3C9).compactMap(Unicode.Scalar.init) + (0x391...0x3A9).compactMap(Unicode.Scalar.init)
    where scalar.properties.isAlphabetic {
      #expect(Symbols.table.contains { $0.symbol.unicodeScalars.first == scalar }, "\(scalar)")
    }
    #expect(Set(Symbols.table.map(\.name)).count == Symbols.table.count)
  }

  static let starts: [(String, [String]?)] = [
    ("\\alp", ["α"]), ("\\ze", ["ζ"]), ("\\the", ["θ"]), ("\\Ome", ["Ω"]), ("\\var", nil), ("x", nil),
    ("A \\ b", nil), ("\\", nil), ("\\qqq", nil),
  ]

  @Test(arguments: starts) func startsComplete(_ text: String, _ texts: [String]?) {
    let found = Symbols.completion(text, cursor: text.utf8.count)
    if text == "\\var" {
      #expect((found?.candidates.count ?? 0) > 1)
      #expect(found?.candidates.allSatisfy { $0.text.hasPrefix("\\var") } == true)
    } else {
      #expect(found?.candidates.map(\.text) == texts)
    }
  }

  static let prefixes: [([String], String)] = [
    (["exp", "expm", "expm1"], "exp"), (["a", "b"], ""), ([], ""), (["λx", "λy"], "λ"), (["same", "same"], "same"),
  ]

  @Test(arguments: prefixes) func candidatesShareAStart(_ texts: [String], _ common: String) {
    #expect(Completion(start: 0, candidates: texts.map { .init($0, kind: .name) }).commonPrefix == common)
  }

  private func menu(_ count: Int) -> CompletionMenu {
    let candidates = (0..<count).map {
      Completion.Candidate(
        "name\($0)", kind: .name, signature: "name\($0)(x)", summary: "What name\($0) does, at some length")
    }
    return CompletionMenu(Completion(start: 2, candidates: candidates), original: EntryBuffer("2*na"))
  }

  @Test func menuGoesAround() {
    var menu = menu(3)
    #expect(menu.buffer.text == "2*na")
    menu.advance(by: -1)
    #expect(menu.buffer.text == "2*name2")
    menu.advance(by: 1)
    #expect(menu.buffer.text == "2*name0")
    menu.advance(by: -1)
    #expect(menu.selected == 2)
  }

  @Test(arguments: [1, 3, 8, 9, 200], [1, 2, 10, 40, 120]) func menuFits(_ count: Int, _ columns: Int) {
    var menu = menu(count)
    for _ in 0..<count {
      menu.advance(by: 1)
      for height in 0...9 {
        let rows = menu.rows(columns: columns, height: height, palette: nil)
        #expect(rows.count <= min(height, 8))
        #expect(rows.allSatisfy { $0.width < max(2, columns) })
        let shown = columns < 10 || height == 0 || rows.contains { $0.string.hasPrefix("> na") }
        #expect(shown, "the selected one is always shown")
      }
    }
  }

  @Test func menuAlignsItsColumns() {
    let menu = CompletionMenu(
      Completion(
        start: 0,
        candidates: [
          .init("eig", kind: .function, signature: "eig(A)", summary: "Eigenvalues"),
          .init("expm1", kind: .function, signature: "expm1(x)", summary: "exp(x) - 1"),
        ]), original: EntryBuffer("e"))
    #expect(
      menu.rows(columns: 80, palette: nil).map(\.string) == [
        "  eig    eig(A)    function  Eigenvalues", "  expm1  expm1(x)  function  exp(x) - 1",
      ])
  }
}
