import Builtins
import Document
import Evaluation
import LinearAlgebra
import Numerics
import Testing

/// What linear and quadratic programs, Lagrange's method and KKT checks say and refuse.
@Suite struct ConstraintTests {
  @Test(arguments: [
    ("linprog([1, 2], [1 1 1], [4])", "E364"), ("linprog([1, 2], [1 1; 2 1], [4])", "E364"),
    ("linprog([1, 2], [1 1])", "E364"), ("linprog([1, 2], [1 inf], [4])", "E364"),
    ("linprog([1, 2], [1 1], [4], bounds = [0 1; 0 1; 0 1])", "E364"),
    ("linprog([1, 2], [1 1], [4], bounds = [3, 1])", "E398"), ("quadprog([1 0; 0 -1], [0, 0])", "E371"),
    ("quadprog([1 2 3; 4 5 6], [0, 0])", "E364"), ("linprog([1, 2], equal = {A = [1 1]})", "E202"),
    ("lagrange((x, y) -> x*y)", "E368"), ("lagrange((x, y) -> x*y, (x, y) -> x <= y)", "E368"),
    ("lagrange((x, y) -> x*y, \"x\")", "E368"), ("lagrange(w -> w'*w, w -> w[1] + w[2] - 1)", "E376"),
    ("lagrange((x, y) -> x, (x, y) -> x, (x, y) -> y, (x, y) -> x + y)", "E399"),
    ("lagrange((x, y) -> x, (x, y) -> x + y, [1, 2, 3])", "E376"),
    ("kkt((x, y) -> x, [1, 1], subject = (x, y) -> x > 1 or y > 1)", "E368"),
    ("kkt((x, y) -> x, [1, 1], subject = [1, 2])", "E368"), ("kkt(x -> log(x), -1, subject = x -> x <= 2)", "E376"),
  ])
  func refuses(_ input: String, _ code: String) throws {
    var calculator = Calculator()
    let answer = calculator.failure(input)
    let failure = try #require(answer, "not refused")
    #expect(failure.report.code == code, "\(failure.report)")
  }

  /// What a constraint may look like: each of these is x + y ≥ 2 at (1, 1), where μ = 2.
  @Test(arguments: [
    "(x, y) -> x + y >= 2", "(x, y) -> 2 <= x + y", "(x, y) -> 2 - x - y", "[(x, y) -> 2 - x - y]",
    "{budget = (x, y) -> x + y >= 2}", "(x, y) -> (x + y > 2)", "(x, y) -> 2 <= x + y <= 9", "w -> sum(w) >= 2",
    "(x, y) -> x + y >= 2 and x >= -1",
  ])
  func constraintsAreReadAsWritten(_ subject: String) throws {
    var calculator = Calculator()
    let multiplier = try calculator.numbers("kkt((x, y) -> x^2 + y^2, [1, 1], subject = \(subject)).mu")
    #expect(abs(multiplier[0] - 2) < 1e-12 && multiplier.dropFirst().allSatisfy { $0 == 0 })
  }

  /// An inequality of vectors is one for each element.
  @Test func vectorsAreTakenApart() throws {
    var calculator = Calculator()
    #expect(try calculator.numbers("kkt(w -> w'*w, [0, 3, 0], subject = w -> w >= 0).mu").count == 3)
  }

  @Test(arguments: [
    ("(x, y) -> x*y, (x, y) -> 2x + 2y - 20", "true"), ("(x, y) -> x*y, (x, y) -> x^2 + y^2 - 8", "true"),
    ("(x, y) -> sin(x) + y, (x, y) -> x^2 + y^2 - 8", "false"),
    ("(x, y) -> x^2 + y^2, (x, y) -> x^2 + y^2 - 1", "false"),
  ])
  func completenessIsProvedOrNot(_ call: String, _ isComplete: String) throws {
    var calculator = Calculator()
    #expect(try calculator("lagrange(\(call)).complete").written() == isComplete)
  }

  @Test func sentencesNameThePrice() throws {
    var calculator = Calculator()
    let words = try calculator("say(lagrange((x, y) -> x*y, (x, y) -> 2x + 2y - 20))").written()
    #expect(
      words.contains("largest at x = 5, y = 5") && words.contains("one more unit of 2x + 2y is worth 2.5")
        || words.contains("One more unit of 2x + 2y is worth 2.5"))
    let none = try calculator("say(linprog([1, 1], [1 1; -1 -1], [1, -3]))").written()
    #expect(none.contains("row 1, row 2"))
  }

  /// A number of the notebook is a number, whatever its letter.
  @Test func lettersOfTheNotebookAreNumbers() throws {
    var calculator = Calculator()
    let found = try calculator.numbers("a = 20; lagrange((x, y) -> x*y, (x, y) -> 2x + 2y - a).points.value")
    #expect(found == [25])
  }

  @Test(arguments: [60, 80, 120]) func displaysStayWithinTheWidth(width: Int) throws {
    for text in [
      "linprog([3, 5], [1 0; 0 2; 3 2], [4, 12, 18], maximize = true)", "linprog([1, 1], [1 1; -1 -1], [1, -3])",
      "quadprog([2 0; 0 2], [-2, -4], [1 1], [2])", "lagrange((x, y) -> x*y, (x, y) -> x^2 + y^2 - 8)",
      "kkt((x, y) -> x^2 + y^2, [2, 0], subject = (x, y) -> x + y >= 2 and x <= 2)",
    ] {
      var calculator = Calculator()
      guard case .object(let object) = try calculator(text) else { return #expect(Bool(false), "\(text)") }
      for line in object.document.plain(RenderOptions(width: width)).split(separator: "\n") {
        #expect(String(line).displayWidth <= width, "\(text)\n\(line)")
      }
    }
  }

  @Test(arguments: [
    "lagrange((x, y) -> x*y, (x, y) -> 2x + 2y - 20)", "linprog([3, 5], [1 0; 0 2; 3 2], [4, 12, 18], maximize = true)",
    "quadprog([2 0; 0 2], [-2, -4], [1 1], [2])",
  ])
  func problemsOfTwoVariablesHaveAPicture(_ text: String) throws {
    var calculator = Calculator()
    guard case .object(let chart) = try calculator("plot(\(text))") else { return #expect(Bool(false), "no chart") }
    let drawn = try #require(chart.figure).text(RenderOptions(width: 80, height: 24))
    #expect(drawn.contains("X") && drawn.contains("level"))
  }
}
