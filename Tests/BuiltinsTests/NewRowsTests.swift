import Builtins
import Document
import Evaluation
import LinearAlgebra
import Testing

/// Models asked about rows they were not fitted to, and models of data that are not plain.
@Suite struct NewRowsTests {
  private static let line = "t = table(x = [1, 2, 3, 4], y = [12, 14, 16, 18], o = [10, 10, 10, 10]);"

  /// Σxy/Σx² is 28.3/14; columns of the new table that are called like parameters hide nothing.
  @Test func columnsDoNotHideParameters() throws {
    var calculator = Calculator()
    let fit = "nls(y ~ a*x, {a = 1}, table(x = [1, 2, 3], y = [2, 4, 6.1]))"
    let values = try calculator.numbers("predict(\(fit), table(x = [1, 2], a = [100, 200])).fit")
    #expect(values.count == 2)
    for (got, wanted) in zip(values, [28.3 / 14, 28.3 / 7]) { #expect(isClose(got, wanted, rtol: 1e-12)) }
    #expect(calculator.failure("x = [1, 2, 3]; predict(\(fit), table(z = [1, 2]))")?.report.code == "E370")
    #expect(calculator.failure("predict(\(fit), table(x = [1, missing]))")?.report.code == "E350")
  }

  @Test(arguments: ["ridge(y ~ x + offset(o), t, lambda = 0)", "lasso(y ~ x + offset(o), t, lambda = 0)"])
  func formulasWantTables(_ fit: String) throws {
    var calculator = Calculator()
    #expect(calculator.failure("\(Self.line) predict(\(fit), [1; 2])")?.report.code == "E374")
    let values = try calculator.numbers("predict(\(fit), table(x = [1, 2], o = [10, 0])).fit")
    // y = 2x + o.
    #expect(values.count == 2)
    for (got, wanted) in zip(values, [12.0, 4]) { #expect(isClose(got, wanted, rtol: 1e-9)) }
  }

  @Test(
    arguments: [
      ("predict(loess(y ~ x, t), [1, 2])", "E374"), ("loess(y ~ x + offset(o), t)", "E393"),
      ("predict(ridge([1, 2, 3], [1, 2, 4], lambda = 1), [1 2; 3 4])", "E374"),
      ("lm(y ~ x*x, t)", "E377"), ("lm(y ~ 1/x, t)", "E377"),
      ("lm(y ~ a*b*c*d*f*g*h*j*k*l*m*n*o*p*q*r, t)", "E383"),
      ("lm(y ~ factor(g), table(y = [1, 2, 4], g = [1, nan, 2]))", "E353"),
      ("glm(y ~ x, t, family = \"poisson\", offset = [1, 2])", "E378"), ("polyval([1 2; 3 4], 2)", "E202"),
    ] as [(String, String)])
  func refusals(_ input: String, _ code: String) {
    var calculator = Calculator()
    #expect(calculator.failure("\(Self.line) \(input)")?.report.code == code)
  }

  /// R's `summary.lm` takes the offset out of what is explained: with y = o + noise nothing is fitted.
  @Test func anOffsetExplainsNothing() throws {
    var calculator = Calculator()
    let data = "y = [1.1, 2.2, 2.9, 4.1, 5]; o = [1, 2, 3, 4, 5]; x = [3, 1, 2, 5, 4];"
    #expect(try calculator.number("\(data) lm(y ~ 1 + offset(o)).r2") < 1e-28)
    // The same model of y − o.
    for field in ["r2", "adj_r2", "f", "f_p"] {
      let shifted = try calculator.number("lm(y ~ x + offset(o)).\(field)")
      let plain = try calculator.number("lm(I(y - o) ~ x).\(field)")
      #expect(isClose(shifted, plain, rtol: 1e-9), "\(field)")
    }
  }

  /// An offset belongs to the rows of the table, as weights do.
  @Test func anOffsetIsDroppedWithItsRow() throws {
    var calculator = Calculator()
    let whole = try calculator.numbers(
      "glm(y ~ x, table(x = [1, 2, 3, 4], y = [1, missing, 3, 5]), family = \"poisson\", "
        + "offset = [0, 9, 0.5, 1], na = \"drop\").coef")
    let part = try calculator.numbers(
      "glm(y ~ x, table(x = [1, 3, 4], y = [1, 3, 5]), family = \"poisson\", offset = [0, 0.5, 1]).coef")
    #expect(whole == part)
  }

  /// y = 2x² exactly.
  @Test(
    arguments: [
      "nls((b, x) -> b[1]*x^b[2], [1, 1.5], [1, 2, 3, 4], [2, 8, 18, 32])",
      "nls((b, x) -> b[1]*x[1]^b[2], [1, 1.5], [1 0; 2 0; 3 0; 4 0], [2, 8, 18, 32])",
      "nls((b, x) -> if x < 0 then 0 else b[1]*x^b[2], [1, 1.5], [1, 2, 3, 4], [2, 8, 18, 32])",
    ])
  func aModelOfOneNumberIsCalledForEach(_ fit: String) throws {
    var calculator = Calculator()
    let coefficients = try calculator.numbers("m = \(fit); m.coef")
    for (got, wanted) in zip(coefficients, [2.0, 2]) { #expect(isClose(got, wanted, rtol: 1e-9)) }
    #expect(try calculator("m.derivatives").written() == "\"exact\"")
    let new = fit.contains("x[1]") ? "[5 0; 6 0]" : "[5, 6]"
    let values = try calculator.numbers("predict(m, \(new)).fit")
    #expect(values.count == 2)
    for (got, wanted) in zip(values, [50.0, 72]) { #expect(isClose(got, wanted, rtol: 1e-9)) }
  }

  @Test func capturedNamesAreColumnsAllTheSame() throws {
    var calculator = Calculator()
    let input =
      "f(x, t) = nls(y ~ a*x, {a = 1}, t, na = \"drop\"); f(3, table(x = [1, missing, 3], y = [1, 2, 3])).coef"
    #expect(try calculator.numbers(input) == [1])
  }

  @Test func polynomialsAtInfinity() throws {
    var calculator = Calculator()
    #expect(try calculator.number("polyval([1, 2], inf)") == .infinity)
    #expect(try calculator.numbers("polyval([3], [inf, 1])") == [3, 3])
  }

  /// A term that draws draws once: the stream goes on as it does after the draw alone.
  @Test func termsDrawOnce() throws {
    var (one, other) = (Calculator(), Calculator())
    let after = try one.number("y = 1:6; x = [2, 1, 4, 3, 6, 5]; lm(y ~ I(x + rand(6))); rand()")
    #expect(try other.number("rand(6); rand()") == after)
  }

  @Test(
    arguments: [
      "lm(y ~ x, t)", "glm(y ~ x, t, family = \"poisson\")", "lm([1 1; 1 2; 1 3; 1 4], [1, 2, 2, 4])",
      "nls((b, x) -> b[1]*x^b[2], [1, 1], [1, 2, 3, 4], [2, 8.5, 18, 31])",
      "nls(y ~ a*x + c, {a = 1, c = 1}, t)",
    ])
  func aPlotShowsPointsLineAndBand(_ fit: String) throws {
    var calculator = Calculator()
    let chart = try calculator("t = table(x = [1, 2, 3, 4], y = [1, 2, 2, 4]); plot(\(fit))")
    guard case .object(let object) = chart, let figure = object.figure else {
      Issue.record("no chart")
      return
    }
    for width in [40, 80] {
      let text = figure.text(RenderOptions(width: width, height: 30, charset: .braille))
      #expect(text.contains("data") && (width == 40 || text.contains("band")), "\(text)")
      #expect(text.count { $0 == "+" } >= 4, "\(text)")
    }
    #expect(figure.svg(PictureSize()).contains("95 % band"))
  }

  /// Panels that have no room beside each other stand below each other, in no more rows than there are.
  @Test func diagnosticsFitNarrowPages() throws {
    var calculator = Calculator()
    guard case .object(let object) = try calculator("diagnose(lm([1 1; 1 2; 1 3; 1 4], [1, 2, 2, 4]))"),
      let figure = object.figure
    else {
      Issue.record("no chart")
      return
    }
    let text = figure.text(RenderOptions(width: 50, height: 30, charset: .braille))
    for title in ["residuals", "normal quantiles", "leverage"] { #expect(text.contains(title), "\(text)") }
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 50 })
  }
}
