import Document
import Notebook
import Testing

/// The example of the session format, whole.
let lesson = """
  ---
  nabla: 1
  seed: 42
  tol: rel 2e-5 abs 1e-12
  width: 80
  ---
  # Fitting a line three ways

  Three points, one line. The column of ones buys us an intercept.

      > X = [1 1; 1 2; 1 3]; y = [1, 2, 2];
      > w = X \\ y
      | 2-vector
      |  0.666667  0.5
      = norm(X' * (X*w - y)) < 1e-12 :: the residual is orthogonal to X

  Gradient descent agrees if the rate stays under 1/λmax(X'X) = 0.0601.

      > loss(v) = norm(X*v - y)^2
      > gd = descend(loss, [0, 0],
      .              rate = 0.05);
      > :step until 1e-9
      | …
      > mean(randn(1000))                #~ tol abs 0.1
      | 0.0129
      > X * y
      ! E201 X is 3×2 and y has 3 elements: 2 columns cannot meet 3 rows

      ? exercise ridge  Shrink the slope with penalty 0.1; store the result in r.
      ? check  length(r) == 2               :: r should have 2 elements, like w
      ? check  abs(r[2] - 0.47619) < 1e-5   :: did you penalise the intercept?
      ? hint   Add 0.1 to one diagonal entry of X'*X.
      ? answer r = (X'*X + diag([0, 0.1])) \\ (X'*y)

  ```
      > not an input: this is a fence
  ```

  - a list

      > not an input either

  """

/// A session of a header and `body`.
func session(_ body: String) throws -> SessionFile { try SessionFile("---\nnabla: 1\n---\n" + body) }

func sameBytes(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }

@Suite struct SessionFileTests {
  @Test func theLessonReadsAsTheFormatSays() throws {
    let file = try SessionFile(lesson)
    #expect(file.header == SessionHeader(seed: 42, tolerance: Tolerance(rel: 2e-5, abs: 1e-12), width: 80))
    #expect(file.cells.map(\.line) == [11, 12, 19, 20, 22, 24, 26])
    #expect(file.cells[3].source == "gd = descend(loss, [0, 0],\n             rate = 0.05);")
    #expect(file.cells[1].output == ["2-vector", " 0.666667  0.5"])
    #expect(file.cells[6].expectedError == "E201")
    #expect(file.tolerance(of: file.cells[5]) == Tolerance(rel: 2e-5, abs: 0.1))
    let ridge = try #require(file.exercises.first)
    #expect(ridge.name == "ridge" && ridge.line == 29 && ridge.endLine == 34)
    #expect(ridge.prompt == "Shrink the slope with penalty 0.1; store the result in r.")
    #expect(ridge.checks.map(\.expression) == ["length(r) == 2", "abs(r[2] - 0.47619) < 1e-5"])
    #expect(ridge.checks[1].message == "did you penalise the intercept?")
    #expect(ridge.answer == "r = (X'*X + diag([0, 0.1])) \\ (X'*y)")
    let assertion = try #require(
      file.parts.lazy.compactMap { if case .assertion(let a) = $0 { a } else { nil } }.first)
    #expect(assertion.expression == "norm(X' * (X*w - y)) < 1e-12")
    #expect(assertion.reason == "the residual is orthogonal to X")
    #expect(file.overlooked == [36, 41])
    #expect(file.remark?.message.hasPrefix("Lines 36, 41 look like input but are prose") == true)
  }

  @Test(arguments: [
    lesson, "---\nnabla: 1\n---", "---\r\nnabla: 1\r\n---\r\n\r\n    > 1\r\n    | 1",
    "---\nnabla: 1\n---\n    > 1   \n    |\t1\n    |\n\n\n   \nend\r", "\u{FEFF}---\nnabla: 1\n---\nx",
    "---\nnabla: 1\n---\n    > e\u{301} = 1\n    > \u{E9} = 1\n\u{0}\u{1B}[31m",
  ])
  func bytesComeBack(_ text: String) throws {
    #expect(sameBytes(try SessionFile(text).text, text))
  }

  /// Seeded mutations: what parses prints the same bytes; what does not says a line of the file.
  @Test func mutationsComeBackOrFail() {
    var random = Generator(state: 7)
    let pieces: [[UInt8]] = [
      "\n", "\r\n", "    ", "    > x\n", "    | 1\n", "    ! E201\n", "    = a\n", "    ? hint h\n", "```\n", "- a\n",
      "---\n", "#~ tol", "#~ random", "nabla: 2\n", "\"", "::", "\t", "\u{301}", "…", "~~~\n", "    . y\n",
    ].map { Array($0.utf8) }
    let original = Array(lesson.utf8)
    var parsed = 0
    for round in 0..<1500 {
      var bytes = original
      for _ in 0...(round % 3) {
        let at = Int(random.next() % UInt64(bytes.count))
        switch random.next() % 4 {
        case 0: bytes.insert(contentsOf: pieces[Int(random.next() % UInt64(pieces.count))], at: at)
        case 1: bytes.removeSubrange(at..<min(bytes.count, at + 1 + Int(random.next() % 40)))
        case 2: bytes[at] = UInt8(truncatingIfNeeded: random.next())
        default: bytes.removeSubrange(at...)
        }
        if bytes.isEmpty { bytes = [0x0A] }
      }
      do {
        let file = try SessionFile(bytes)
        parsed += 1
        #expect(file.text.utf8.elementsEqual(bytes))
        #expect(try SessionFile(file.text).parts == file.parts)
      } catch {
        #expect(error.line >= 1 && error.line <= bytes.count + 1)
        #expect(error.report.code.hasPrefix("E51"))
      }
    }
    #expect(parsed > 200)
  }

  static let mistakes: [(String, SessionError)] = [
    ("x", .init(.noHeader, line: 1)), ("---\nnabla: 1\n", .init(.unclosedHeader, line: 1)),
    ("---\nseed: 1\n---\n", .init(.noVersion, line: 1)),
    ("---\nfuture: x\nnabla: 2\n---\n", .init(.version("2"), line: 3)),
    ("---\nnabla: 1\nsed: 1\n---\n", .init(.unknownKey("sed"), line: 3)),
    ("---\nnabla: 1\nseed: 1\nseed: 1\n---\n", .init(.repeatedKey("seed"), line: 4)),
    ("---\nnabla: 1\nseed: -1\n---\n", .init(.headerValue(key: "seed", value: "-1"), line: 3)),
    ("---\nnabla: 1\ntol: rel nan\n---\n", .init(.headerValue(key: "tol", value: "rel nan"), line: 3)),
    ("---\nnabla: 1\nwidth: 9\n---\n", .init(.headerValue(key: "width", value: "9"), line: 3)),
    ("---\nnabla: 1\nwhat\n---\n", .init(.headerLine("what"), line: 3)),
    ("---\nnabla: 1\n---\n```\n", .init(.unclosedFence, line: 4)),
    ("---\nnabla: 1\n---\n    | 1\n", .init(.orphan(.output), line: 4)),
    ("---\nnabla: 1\n---\n    > 1\n    | 1\n    . 2\n", .init(.orphan(.continuation), line: 6)),
    ("---\nnabla: 1\n---\n    > \n", .init(.emptyInput, line: 4)),
    ("---\nnabla: 1\n---\n    = :: why\n", .init(.emptyAssertion, line: 4)),
    ("---\nnabla: 1\n---\n    = a #~ tol abs 1\n", .init(.misplacedOption, line: 4)),
    ("---\nnabla: 1\n---\n    > 1\n    ! no\n", .init(.noErrorCode("no"), line: 5)),
    ("---\nnabla: 1\n---\n    > 1 #~ tolerance 1\n", .init(.unknownOption("tolerance"), line: 4)),
    (
      "---\nnabla: 1\n---\n    > 1 #~ tol abs\n", .init(.optionValue(option: "tol", value: "abs"), line: 4)
    ),
    ("---\nnabla: 1\n---\n    > 1 #~ skip\n", .init(.optionValue(option: "skip", value: ""), line: 4)),
    ("---\nnabla: 1\n---\n    > 1 #~ random #~ random\n", .init(.repeatedOption("random"), line: 4)),
    ("---\nnabla: 1\n---\n    ? hint x\n", .init(.orphan(.exercise), line: 4)),
    ("---\nnabla: 1\n---\n    ? exercise\n", .init(.exerciseWithoutName, line: 4)),
    ("---\nnabla: 1\n---\n    ? exercise a b\n    ? solve x\n", .init(.unknownExerciseWord("solve"), line: 5)),
    ("---\nnabla: 1\n---\n    ? exercise a b\n    ? exercise a c\n", .init(.repeatedExercise("a"), line: 5)),
    ("---\nnabla: 1\n---\n    ? exercise a b\n    ? check :: x\n", .init(.emptyExerciseLine("check"), line: 5)),
  ]

  @Test(arguments: mistakes) func mistakesSayTheirLine(_ text: String, _ expected: SessionError) {
    #expect(throws: expected) { try SessionFile(text) }
    #expect(expected.report.message.hasPrefix("Line \(expected.line):"))
  }

  @Test func bytesThatAreNotTextSayTheirLine() {
    #expect(throws: SessionError(.notUTF8, line: 2)) { try SessionFile([0x61, 0x0A, 0xFF, 0x0A]) }
  }

  @Test func optionsAndReasonsStopAtStrings() throws {
    let file = try session(
      "    > f(\"#~ random :: \\\" #\") # note #~ signs free #~ skip needs # one\n    = a == \"::\" :: why :: so #~ \n")
    #expect(file.cells[0].options.signsFree && !file.cells[0].options.random)
    #expect(file.cells[0].options.skip == "needs # one")
    guard case .assertion(let assertion) = file.parts.last else { throw SessionError(.noHeader, line: 0) }
    #expect(assertion.expression == "a == \"::\"" && assertion.reason == "why :: so #~")
  }

  static let gutters: [(String, Int)] = [
    ("\n    > 1\n", 1), ("text\n    > 1\n", 0), ("text\n\n    > 1\n    > 2\n", 2), ("\n    >1\n", 0),
    ("\n\t> 1\n", 0), ("\n     > 1\n", 0), ("- a\n\n    > 1\n", 0), ("- a\n\ntext\n\n    > 1\n", 1),
    ("* * *\n\n    > 1\n", 1), ("1. a\n# h\n\n    > 1\n", 1), ("~~~~\n```\n\n    > 1\n~~~~\n", 0),
    ("```x```\n\n    > 1\n", 1), ("- ```\n  x\n  ```\n\nout\n\n    > 1\n", 1), ("\n    >\t1\n", 1),
  ]

  @Test(arguments: gutters) func onlyTheGutterIsCode(_ body: String, _ cells: Int) throws {
    #expect(try session(body).cells.count == cells)
  }
}

/// SplitMix64: Steele, Lea & Flood 2014.
struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
