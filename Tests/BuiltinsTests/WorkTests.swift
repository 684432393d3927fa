import Builtins
import Document
import Evaluation
import LinearAlgebra
import Numerics
import Synchronization
import Syntax
import Testing

@Suite struct WorkTests {
  static let worked = Catalog.standard.topics.flatMap(\.builtins).filter(\.showsWork)

  /// Every example of a function that shows its work, and what its operators do.
  static let examples: [String] = {
    var inputs: [String] = []
    for builtin in worked {
      inputs += builtin.examples.map(\.input).filter { $0.hasPrefix(builtin.name + "(") && !withoutWork.contains($0) }
    }
    for symbol in ["*", "\\", "/", "^"] { inputs += Catalog.standard.operation(symbol)?.examples.map(\.input) ?? [] }
    return inputs + more
  }()

  /// What is not done by hand: complex or block products, norms of matrices, many steps at once.
  private static let withoutWork: Set<String> = [
    "dot([1i, 1], [1i, 2])", "kron([1, 2], [1, 10])", "norm([1 2; 3 4], inf)", "step(descend(x -> x^2, 5), 10).x",
    "step(descend(x -> x^2, 5), until = 1e-6).reason", "cor([1 2; 3 1; 4 6; 8 9])", "ci(90, 100).ci",
    "ci(90, 100, method = \"wald\").lower", "ci([5.1, 4.9, 6.2, 5.7, 5.5, 5.9, 6.1, 4.8]).ci",
    "cov([1, 2, 3], [2, 4, 7])", "integrate((x, y) -> x*y, 0, 1, 0, x -> x).value",
    "integrate(v -> 1, [0, 0, 0, 0], [1, 1, 1, 2], method = \"monte_carlo\").value",
    "find_root(v -> [v[1]^2 + v[2]^2 - 4, v[1] - v[2]], [1, 2]).x", "find_root(x -> x^2 - 2, 1)^2",
    "derivative((x, y) -> x*y^2, \"y\")(2, 3)",
  ]

  private static let more: [String] = [
    "[2 1; 5 3] * [1, 2]", "[1 2] * [3, 4]", "[1+1i 2; 3 4i] * [1 0; 0 2i]", "[2 1; 5 3] \\ [1 0; 0 1]",
    "[1 1; 1 2; 1 3] \\ [1, 2, 2]", "[1 2 3; 4 5 6] \\ [1, 2]", "[2 1; 5 3]^-1", "[2 1; 5 3]^4", "[1 1i; 2 3]^-2",
    "det(5)", "inv([4])", "lu([1, 2, 3])", "[1 2 3; 4 5 6] / [1 0 1; 2 1 0; 0 0 3]", "[2 1; 1 3] |> det",
    "(det([1 2; 3 4]))", "det(A = [1 2; 3 4])",
  ]

  /// Files that are only counted.
  private final class CountedFiles: FileAccess {
    let writes = Atomic(0)

    func read(_ path: String, limit: Int) throws(EvaluationError) -> [UInt8] { [] }
    func write(_ bytes: [UInt8], to path: String) throws(EvaluationError) {
      writes.wrappingAdd(1, ordering: .relaxed)
    }
  }

  /// What has no derivation is evaluated once, and what is suggested instead without touching a file.
  @Test func nothingIsDoneTwice() throws {
    var calculator = Calculator()
    let files = CountedFiles()
    calculator.context.files = files
    let text = "write(plot([det([1 2; 3 4]), 2]), \"a.svg\")"
    let error = #expect(throws: EvaluationError.self) {
      _ = try calculator.context.working(of: try Parser.expression(text), in: Source(text))
    }
    #expect(error?.report.code == "E113" && error?.report.suggestion == ":work det([1 2; 3 4])")
    #expect(files.writes.load(ordering: .relaxed) <= 1)
  }

  /// Who asks to stop is not answered with a derivation that is missing.
  @Test func stopsWhenAskedTo() throws {
    var calculator = Calculator()
    let looks = Atomic(0)
    calculator.context.isInterrupted = { looks.wrappingAdd(1, ordering: .relaxed).newValue > 20 }
    let text = "sin(sum([norm([k, k]) for k in 1:1e6]))"
    let error = #expect(throws: EvaluationError.self) {
      _ = try calculator.context.working(of: try Parser.expression(text), in: Source(text))
    }
    #expect(error?.report.code == "E400")
  }

  @Test(arguments: examples) func endsInTheOperationsOwnResult(_ text: String) throws {
    var calculator = Calculator()
    let expression = try Parser.expression(text)
    let worked = try calculator.context.working(of: expression, in: Source(text))
    let value = try #require(worked.value)
    var outer = expression
    // The work of `lu(A).U` is that of `lu(A)`.
    while true {
      if case .member(let inner, _) = outer.kind {
        outer = inner
      } else if case .index(let inner, _) = outer.kind {
        outer = inner
      } else {
        break
      }
    }
    let own = try calculator.context.evaluate(outer, in: Source(text))
    #expect(Self.distance(value, own) < 1e-12, "\(value.written(digits: 17)) and \(own.written(digits: 17))")
    #expect(!worked.derivation.steps.isEmpty)
  }

  /// Nothing is wider than it may be, and nothing ends in a blank.
  @Test(arguments: [60, 80, 120]) func staysWithinTheWidth(width: Int) throws {
    let large = [
      "inv([1 2 3 4; 2 3 1 1; 1 1 1 -1; 1 0 -2 -6])", "det([1/3 2/7 5/11; 1 2 3; 4 5 61/3])",
      "[1.25 2.5e-8 3; 4 5e9 6.66; 7 8 1e-3] \\ [1, 2, 3]", "lu(hilbert(6))",
      "rref([1/7 2 3 4 5; 5 4 3 2 1/9; 1 0 0 1 3])",
      "[1+2i 3; 4i 5] \\ [1, 2]", "chol([4 2 1; 2 5 3; 1 3 6])", "hilbert(5) * hilbert(5)",
    ]
    for text in Self.examples + large {
      var calculator = Calculator()
      let worked = try calculator.context.working(of: Parser.expression(text), in: Source(text))
      for charset in [RenderOptions.Charset.braille, .ascii] {
        let options = RenderOptions(width: width, charset: charset)
        for line in worked.derivation.document.plain(options).split(separator: "\n") {
          #expect(String(line).displayWidth <= width, "\(text)\n\(line)")
          #expect(line.last != " ")
          if charset == .ascii { #expect(line.utf8.allSatisfy { $0 < 0x80 } && !line.contains("?"), "\(line)") }
        }
      }
    }
  }

  @Test func worksAsAFunction() throws {
    var calculator = Calculator()
    #expect(try calculator.number("work(det, [1 2; 3 4]).value") == -2)
    #expect(try calculator.number("work(inv, [1 2; 3 5]).steps") == 3)
    #expect(try calculator("work(det, [1 2; 3 4]).rules").written() == "[\"diagonal products\"]")
    // Options of work and of the function it works on travel side by side.
    #expect(try calculator.number("work(det, A = [1 2; 3 4], brief = true).value") == -2)
    #expect(try calculator("work(inv, [1 2; 2 4]).value").written() == "missing")
    guard case .object(let brief) = try calculator("work(inv, [1 2; 3 5], brief = true)") else {
      return #expect(Bool(false), "no derivation")
    }
    #expect(brief.document.plain().contains("… 1 step left out") == false)
    guard case .object(let long) = try calculator("work(inv, [2 1 1; 1 3 2; 1 0 0], brief = true)") else {
      return #expect(Bool(false), "no derivation")
    }
    let text = long.document.plain()
    #expect(text.contains("steps left out"))
    #expect(text.contains("\n1  ") && !text.contains("\n2  "))
  }

  @Test(arguments: [
    ("det([1 2 3])", "E202"), ("[1 2; 3 4] * [1 2 3]", "E201"), ("sin(2)", "E113"), ("1 + 2", "E113"),
    ("[1 2; 3 4]'", "E113"), ("5!", "E113"), ("3", "E114"), ("x -> x", "E114"), ("nonsense", "E102"),
    ("2 * [1 2; 3 4]", "E113"), ("det(ones(13, 13))", "E406"), ("det(\"A\")", "E202"), ("det()", "E105"),
  ])
  func refusals(_ text: String, _ code: String) throws {
    var calculator = Calculator()
    let expression = try Parser.expression(text)
    let error = try #require(throws: EvaluationError.self) {
      _ = try calculator.context.working(of: expression, in: Source(text))
    }
    #expect(error.report.code == code, "\(error.report)")
  }

  /// What the outermost operation cannot show, an inner one may.
  @Test func suggestsTheOperationInside() throws {
    var calculator = Calculator()
    let text = "1 + det([1 2; 3 4])"
    let expression = try Parser.expression(text)
    let error = try #require(throws: EvaluationError.self) {
      _ = try calculator.context.working(of: expression, in: Source(text))
    }
    #expect(error.report.suggestion == ":work det([1 2; 3 4])")
  }

  /// Relative to the largest entry; infinite for values of different kinds.
  static func distance(_ a: Value, _ b: Value) -> Double {
    switch (a, b) {
    case (.record(let x), .record(let y)):
      guard x.fields.map(\.name) == y.fields.map(\.name) else { return .infinity }
      return zip(x.fields, y.fields).map { distance($0.value, $1.value) }.max() ?? 0
    case (.object(let x), .object(let y)):
      // Of a test or a fit its numbers: words, tables and what is missing have no distance.
      let numbers = x.fields.fields.filter {
        switch $0.value {
        case .number, .vector: true
        default: false
        }
      }
      guard !numbers.isEmpty else { return .infinity }
      return numbers.map { field in y.fields[field.name].map { distance(field.value, $0) } ?? .infinity }.max() ?? 0
    case (.vector(let x), .vector(let y)): return distance(x.elements, y.elements)
    case (.matrix(let x), .matrix(let y)): return x.rows == y.rows ? distance(x.elements, y.elements) : .infinity
    case (.complexVector(let x), .complexVector(let y)): return distance(x.elements, y.elements)
    case (.complexMatrix(let x), .complexMatrix(let y)):
      return x.rows == y.rows ? distance(x.elements, y.elements) : .infinity
    case (.number(let x), .number(let y)): return distance([x], [y])
    case (.complex(let x), .complex(let y)): return distance([x], [y])
    default: return .infinity
    }
  }

  private static func distance<S: Scalar>(_ a: [S], _ b: [S]) -> Double {
    guard a.count == b.count else { return .infinity }
    let scale = max(a.map(\.modulus).max() ?? 0, 1)
    return zip(a, b).map { ($0 - $1).modulus / scale }.max() ?? 0
  }
}
