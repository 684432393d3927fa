import Builtins
import Document
import Evaluation
import Testing

/// Formulas and models beyond the numbers of the reference rows.
@Suite struct ModelTests {
  static let data = """
    y = [1, 3, 2, 5, 4, 7, 6, 9]; a = [1, 2, 3, 4, 5, 6, 7, 9]; b = [2, 1, 4, 3, 6, 5, 8, 7]; \
    c = [1, 1, 2, 2, 3, 3, 5, 8]; g = ["u", "v", "w", "u", "v", "w", "u", "v"]; \
    h = [true, false, true, true, false, false, true, false];
    """

  /// What R 4.2.2's `model.matrix` calls the columns, its `gv` being our `g[v]`.
  @Test(
    arguments: [
      ("y ~ a*b", "(intercept) a b a:b"), ("y ~ b:a + a", "(intercept) a b:a"), ("y ~ a*b - a", "(intercept) b a:b"),
      ("y ~ a/b", "(intercept) a a:b"), ("y ~ (a + b + c)^2", "(intercept) a b c a:b a:c b:c"),
      ("y ~ a - 1", "a"), ("y ~ 0 + a", "a"), ("y ~ a - 1 + 1", "(intercept) a"), ("y ~ g", "(intercept) g[v] g[w]"),
      ("y ~ g - 1", "g[u] g[v] g[w]"), ("y ~ a:g", "(intercept) a:g[u] a:g[v] a:g[w]"),
      ("y ~ a + a:g", "(intercept) a a:g[v] a:g[w]"), ("y ~ g + h - 1", "g[u] g[v] g[w] h[true]"),
      ("y ~ h:g - 1", "h[false]:g[u] h[true]:g[u] h[false]:g[v] h[true]:g[v] h[false]:g[w] h[true]:g[w]"),
      ("y ~ g + h:g", "(intercept) g[v] g[w] g[u]:h[true] g[v]:h[true] g[w]:h[true]"),
      ("y ~ log(a) + I(b^2) + a^2", "(intercept) log(a) I(b^2) a^2"),
    ] as [(String, String)])
  func columnsAreThoseOfR(_ formula: String, _ names: String) throws {
    var calculator = Calculator()
    guard case .column(let column) = try calculator("\(Self.data)\nlm(\(formula)).names") else {
      Issue.record("no names")
      return
    }
    #expect(
      column.elements.map { $0.written() }.joined(separator: " ")
        == names.split(separator: " ")
        .map { "\"\($0)\"" }.joined(separator: " "))
  }

  @Test func dependentColumnsAreNamed() throws {
    var calculator = Calculator()
    #expect(try calculator.number("\(Self.data)\nlm(y ~ a + I(2a) + b).coef[4]").isFinite)
    #expect(calculator.context.notes.map(\.code) == ["W351"])
    #expect(calculator.context.notes.first?.message.contains("I(2a)") == true)
    #expect(try calculator("lm(y ~ a + I(2a) + b).coef[3]").isMissing)
  }

  @Test(arguments: ["y = [0, 0, 1, 1]; x = [1, 2, 3, 4]", "y = [0, 0, 1, 1, 1]; x = [1, 2, 2, 3, 4]"])
  func separationIsSaid(_ data: String) throws {
    var calculator = Calculator()
    #expect(try calculator("\(data); glm(y ~ x, family = \"binomial\").converged").written() == "false")
    #expect(calculator.context.notes.map(\.code) == ["W352"])
    #expect(calculator.context.notes.first?.message.contains("x") == true)
  }

  /// A formula inside a function has the function's locals, and the notebook's names where no column has them.
  @Test func namesOfAFormulaAreColumnsThenLocals() throws {
    var calculator = Calculator()
    let inside = try calculator.number("\(Self.data)\nf(k) = lm(y ~ a^k); f(2).r2")
    #expect(inside == (try calculator.number("lm(y ~ I(a^2)).r2")))
    #expect(try calculator.number("k = 3; lm(y ~ a^k).r2") == (try calculator.number("lm(y ~ I(a^3)).r2")))
  }

  @Test func missingRowsAreCounted() throws {
    var calculator = Calculator()
    let text = "y = [1, 2, missing, 5]; x = [1, 2, 3, missing]; z = [1, 4, 2, 2]"
    #expect(calculator.failure("\(text); lm(y ~ x)")?.report.code == "E350")
    #expect(calculator.failure("\(text); lm(y ~ x)")?.report.message.contains("2 of 4 rows") == true)
    #expect(try calculator.number("lm(y ~ z, na = \"drop\").left_out") == 1)
    #expect(try calculator.number("lm(y ~ z, na = \"drop\").df") == 1)
  }

  @Test(
    arguments: [
      ("predict(lm(y ~ g), {g = \"z\"})", "E372"), ("predict(lm(y ~ a), {b = 2})", "E370"),
      ("predict(lm(y ~ I(a .- mean(a))), {a = 2})", "E381"), ("lm(y ~ .)", "E370"), ("lm(y ~ 2)", "E377"),
      ("anova(lm(y ~ a), lm(b ~ a + c))", "E382"), ("lm(y ~ a, weights = [1, 2])", "E378"),
      ("lm(y ~ a, weights = -b)", "E378"), ("lm(g ~ a)", "E373"), ("glm(y ~ a, family = \"binomial\")", "E379"),
      ("glm(g ~ a, family = \"binomial\")", "E379"), ("predict(lm(y ~ a), [1 2])", "E374"),
    ] as [(String, String)])
  func refusalsHaveTheirCode(_ input: String, _ code: String) throws {
    var calculator = Calculator()
    #expect(calculator.failure("\(Self.data)\n\(input)")?.report.code == code)
  }

  /// Powers of two change no digit, whatever their size.
  @Test func scalesDoNotMatter() throws {
    var calculator = Calculator()
    let plain = try calculator.numbers("\(Self.data)\nlm(y ~ a + b).t")
    let scaled = try calculator.numbers("lm(y ~ I(a * 2^300) + I(b * 2^-300)).t")
    #expect(plain == scaled)
  }

  /// The hat matrix is a projection: leverages sum to the number of coefficients, residuals are orthogonal.
  @Test func leverageSumsToTheCoefficients() throws {
    var calculator = Calculator()
    #expect((try calculator.number("\(Self.data)\nsum(lm(y ~ a*g).leverage)") - 6).magnitude < 1e-12)
    #expect(try calculator.number("abs(dot(lm(y ~ a*g).residuals, a))") < 1e-12)
  }

  @Test func theWorkEndsInTheCoefficients() throws {
    var calculator = Calculator()
    let text = try calculator("\(Self.data)\nwork(lm, [1 1; 1 2; 1 3; 1 4], [1, 3, 2, 5])")
    guard case .object(let work) = text else {
      Issue.record("no work")
      return
    }
    let shown = work.document.plain()
    for piece in ["x1 = 0,  x2 = 11/10", "27/20", "Xᵀe = [0, 0]", "QR"] { #expect(shown.contains(piece), "\(shown)") }
  }
}
