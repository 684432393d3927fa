import Notebook
import Syntax
import Testing

@Suite struct CellKeyTests {
  let nowhere = Span(0, 0)

  func node(_ kind: Syntax.Expression.Kind) throws -> Syntax.Expression { try Syntax.Expression(kind, nowhere) }

  /// `rand(3, rate = …)`.
  func draw(_ rate: Double?, count: Double = 3) throws -> Syntax.Expression {
    var arguments = [Syntax.Expression.Argument(try node(.number(count)))]
    if let rate { arguments.append(.init(label: "rate", try node(.number(rate)))) }
    return try node(.call(node(.name("rand")), arguments))
  }

  @Test func namesAreTheKey() throws {
    let a = CellKey([Statement(.assign(["λ"], try draw(nil)), nowhere)])
    #expect(a == CellKey([Statement(.assign(["lambda"], try draw(0.1, count: 9)), nowhere)]))
    #expect(a == CellKey(names: ["lambda"]))
    #expect(a != CellKey([Statement(.assign(["mu"], try draw(nil)), nowhere)]))
    let update = try node(.index(node(.name("λ")), [.at(node(.number(1)))]))
    #expect(a == CellKey([Statement(.update(update, try draw(nil)), nowhere)]))
  }

  @Test func optionsAreNoPartOfTheKey() throws {
    func key(_ rate: Double?, _ count: Double = 3) throws -> CellKey {
      CellKey([Statement(.expression(try draw(rate, count: count)), nowhere)])
    }
    #expect(try key(0.1) == key(0.2))
    #expect(try key(0.1) == key(nil))
    #expect(try key(0.1) != key(0.1, 4))
  }

  @Test func commandsAreTheirText() {
    #expect(CellKey(command: ":step  3 # on") == CellKey(command: ":step 3"))
    #expect(CellKey(command: ":step 3") != CellKey(command: ":step 4"))
  }

  @Test func insertingACellLeavesTheDraws() {
    let keys = ["a", "b", "a"].map { CellKey(names: [Name($0)]) }
    var streams = CellStreams(seed: 42)
    let plain = keys.map { streams.next($0) }
    #expect(Set(plain).count == 3)
    var again = CellStreams(seed: 42)
    let first = again.next(keys[0])
    _ = again.next(CellKey(names: ["new"]))
    #expect([first, again.next(keys[1]), again.next(keys[2])] == plain)
    #expect(keys[0].stream(seed: 43, occurrence: 0) != plain[0])
  }
}
