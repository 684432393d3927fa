import Builtins
import Document
import Evaluation
import Testing

/// That pictures of calculus say what is true, and nothing where there is nothing to say.
@Suite struct CalculusPictureTests {
  private func drawn(_ text: String, _ options: RenderOptions = RenderOptions(width: 80, height: 24)) throws -> String {
    var calculator = Calculator()
    return try calculator(text).document.plain(options)
  }

  /// |x| has the slopes −1 and 1 at 0, the hinge 0 and 1, and 2|x − 1| −2 and 2; x², x³ and the root of x² + 1 have one.
  @Test(arguments: [
    ("tangent(abs, 0)", "-1", "1"), ("tangent(relu, 0)", "0", "1"), ("tangent(x -> 2abs(x - 1) + x, 1)", "-1", "3"),
  ])
  func noTangentIsDrawnAtAKink(line: String, left: String, right: String) throws {
    var calculator = Calculator()
    let failure = calculator.failure(line)
    let report = try #require(failure).report
    #expect(report.code == "E233")
    #expect(report.message.contains("\(left) from the left and \(right) from the right"), "\(report.message)")
    #expect(report.suggestion?.hasPrefix("plot(") == true)
  }

  @Test(arguments: [
    ("tangent(x -> x^3, 0).title", "slope 0"), ("tangent(x -> sqrt(x^2 + 1), 0).title", "slope 0"),
    ("tangent(x -> abs(x), 2).title", "slope 1"), ("tangent(x -> abs(x)^1.5, 0).title", "slope 0"),
    ("tangent(x -> 1e6x^2, 1).title", "slope 2e6"), ("tangent(exp, 10).title", "slope 22026.5"),
  ])
  func smoothCurvesHaveTheirTangent(line: String, words: String) throws {
    var calculator = Calculator()
    guard case .text(let title) = try calculator(line) else { throw Unexpected(line) }
    #expect(title.contains(words) || title.contains("slope 2000000"), "\(title)")
  }

  /// All runs start at 11 and none of them comes below it and rises again.
  @Test func whatAllRunsShareIsNoLeast() throws {
    let text = try drawn("plot(sweep((x, y) -> x^2 + 10y^2, [1, 1], [0.01, 0.05, 0.09, 0.1, 0.11]))")
    #expect(!text.contains("least 11"), "\(text)")
  }

  @Test func theLeastOfSeveralIsAttributed() throws {
    let text = try drawn("loss_curve([8, 5, 3, 2, 1.5, 1.2], [9, 6, 4, 3.5, 4.5, 6])")
    #expect(text.contains("validation: least 3.5 at 3"), "\(text)")
  }

  @Test func everyConstraintIsNamed() throws {
    let text = try drawn("plot(linprog([3, 5], [1 0; 0 2; 3 2], [4, 12, 18]))")
    for letter in ["A: x", "B: 2x", "C: 3x", "D: x"] { #expect(text.contains(letter), "\(letter)\n\(text)") }
    #expect(!text.contains(" more"), "\(text)")
    #expect(text.contains("X best"), "\(text)")
  }

  @Test func candidatesAreExplained() throws {
    let text = try drawn("plot(lagrange((x, y) -> x + y, (x, y) -> x^2 + y^2 - 2))")
    #expect(text.contains("X best") && text.contains("o another candidate"), "\(text)")
  }

  /// The pole along both axes would leave two flat sheets: the surface is cut, and it is said where.
  @Test func surfacesAreCutAtPoles() throws {
    let text = try drawn("surface((x, y) -> 1/(x*y), [-1, 1], [-1, 1])")
    #expect(text.contains("cut below -") && text.contains("where the surface goes on"), "\(text)")
    #expect(!text.contains("576"), "\(text)")
    let smooth = try drawn("surface((x, y) -> exp(x + y), [-3, 3], [-3, 3])")
    #expect(!smooth.contains("cut"), "\(smooth)")
    let narrow = try drawn("surface((x, y) -> 1/((x - 0.01)^2 + (y - 0.013)^2), [-1, 1], [-1, 1])")
    #expect(narrow.contains("cut above"), "\(narrow)")
  }

  @Test func cornersOfASmallSurfaceAreWhole() throws {
    let text = try drawn("surface((x, y) -> x + y, [-1, 1], [-1, 1], width = 30, height = 10)")
    let open = text.count { $0 == "(" }
    #expect(open == text.count { $0 == ")" }, "\(text)")
    #expect(text.contains("(-1, -1)"), "\(text)")
  }

  @Test func minimaHaveALossCurve() throws {
    let text = try drawn("loss_curve(minimize((x, y) -> (x - 1)^2 + (y + 2)^2 + 1, [5, 5]))")
    #expect(text.contains("step"), "\(text)")
  }

  @Test func whatHasNoPictureIsSaidInGrammar() throws {
    var calculator = Calculator()
    let line = "plot(lagrange((x, y, z) -> x + y + z, (x, y, z) -> x^2 + y^2 + z^2 - 3))"
    let failure = calculator.failure(line)
    let report = try #require(failure).report
    #expect(report.message.hasPrefix("I found extreme points."), "\(report.message)")
  }

}
