import Document
import Glibc
import Syntax
import Testing

@Suite struct RoundTripTests {
  // print ∘ parse is the identity on trees: language.md, last line of "Grammar".
  @Test(arguments: 0..<8) func printedTreesParseBack(_ part: Int) throws {
    for seed in 0..<400 {
      var generator = Generator(seed: UInt64(part * 400 + seed))
      let statement = try generator.statement(1 + seed % 4)
      let printed = statement.printed
      guard printed.utf8.count < 20_000 else { continue }
      do throws(SyntaxError) {
        let parsed = try Parser.statements(printed)
        #expect(parsed == [statement], "\(printed) → \(parsed.map(\.printed))")
      } catch {
        Issue.record("seed \(part * 400 + seed): \(printed) → \(error.kind)")
      }
    }
  }

  // Whatever parses prints to something that parses to the same; nothing crashes. `NABLA_FUZZ` sets the mutations.
  @Test func mutationsAreAnswered() throws {
    let asked = getenv("NABLA_FUZZ").flatMap { Int(String(cString: $0)) }
    var random = SplitMix(state: 20_240_229)
    let corpus = fuzzCorpus.map { Array($0.unicodeScalars) }
    let pieces = fuzzPieces.map { Array($0.unicodeScalars) }
    #if DEBUG
      let bounded = 20_000
    #else
      let bounded = 100_000
    #endif
    for _ in 0..<(asked ?? bounded) {
      var text = corpus.randomElement(using: &random) ?? []
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0...text.count, using: &random)
        switch Int.random(in: 0...3, using: &random) {
        case 0: text.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: place)
        case 1: if place < text.count { text.remove(at: place) }
        case 2: text = Array(text[..<place])
        default:
          let other = corpus.randomElement(using: &random) ?? []
          text.insert(contentsOf: other.suffix(Int.random(in: 0...other.count, using: &random)), at: place)
        }
      }
      var source = ""
      source.unicodeScalars.append(contentsOf: text)
      check(source)
    }
  }

  private func check(_ source: String) {
    do throws(SyntaxError) {
      let statements = try Parser.statements(source)
      let printed = statements.map(\.printed).joined(separator: "\n")
      #expect((try? Parser.statements(printed)) == statements, "\(source.debugDescription) → \(printed)")
    } catch {
      #expect(error.span.start >= 0 && error.span.start <= error.span.end && error.span.end <= source.utf8.count)
      #expect(!error.report.message.isEmpty)
      if let suggestion = error.suggestion { #expect((try? Parser.statements(suggestion)) != nil) }
    }
  }

  // Far beyond any stack: an error or an answer, quickly.
  @Test(arguments: [
    "(", "[", "{a=", "a->", "if a then ", "2^", "∇", "√", "-", "not ", "f(", "a[", "‖", "|", "y~(", "!",
  ])
  func deepNestingIsRefused(_ piece: String) {
    #expect(throws: SyntaxError.self) { try Parser.statements(String(repeating: piece, count: 100_000) + "1") }
  }

  @Test func nestingWithinReasonIsRead() throws {
    let depth = 80
    let source = String(repeating: "(1 + [f(", count: depth / 3) + "x" + String(repeating: ")])", count: depth / 3)
    #expect(try Parser.statements(source).count == 1)
  }

  @Test func longSumsAreAnswered() throws {
    #expect(throws: SyntaxError.self) { try Parser.statements(String(repeating: "1+", count: 100_000) + "1") }
    let sum = try Parser.statements(String(repeating: "x + ", count: 900) + "x")
    #expect(sum == sum && Set(sum).count == 1 && sum.usedNames == ["x"])
    #expect(try Parser.statements(sum[0].printed) == sum)
  }
}

private let fuzzCorpus = [
  "f(x, y = 2) = x^2 + 3sin(x) - 2(a+b); U, _, V = svd(A)", "[1 -2; f (x) 2*(a+b)]",
  "A[1, end] = 5; t.ratio = t.a ./ t.b",
  "[x^2 for x in 1:3, y in 1:2 if x > y]", "P(X > 2 | X > 1) + ‖x - y‖^2", "y ~ a + b:c*d - 1 + log(x)",
  "if 0 < x <= 1 and not y then x -> x^2 else (a, b) -> a", "(a = x²; f(n) = n!; a + 1)'",
  "{rate = 0.1, f = x -> x, n = 2i}",
  "x |> f.(xs) |> g(2, k = \"a\\n\")", "A⁻¹*b · c × d \\ e .^ 2", "∇f(x) + √2 - e⁻²ˣ # note",
  "v[:, 2:end]' \\ [1, 2\n3, 4]",
  "gd = descend((x, y) -> (x - 1)^2, [0, 0],\n rate = .05)", "1/2x + |x| ** 2 % 3", "lambda x: x += 1", "λ₁ = -2^-3e5i",
]

private let fuzzPieces = [
  "(", ")", "[", "]", "{", "}", "‖", "'", "\"", " ", "\n", ";", ",", ":", "=", "==", "+", "-", "*", "/", "^", "|", "~",
  "!",
  ".", "√", "∇", "²", "⁻", "ᵀ", "2", "i", "e5", "x", "end", "for", "in", "if", "then", "else", "not", "and", "->", "<-",
  "#",
  "$", "\\", "\u{301}", "😀", "0x1F", "_", "true", "..", "++", "%", "?", "1e999", "″", "’", "“",
]
