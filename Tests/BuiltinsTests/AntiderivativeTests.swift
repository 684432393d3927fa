import Builtins
import Document
import Evaluation
import Numerics
import Syntax
import Testing

@Suite struct AntiderivativeTests {
  /// Antiderivatives in the form that tables have them, but for the constant.
  /// Source: the tables inside the covers of Stewart, Calculus 8e, and worked examples of its chapter 7.
  @Test(arguments: [
    ("x*exp(x)", "(x − 1) eˣ"), ("x^2", "x³/3"), ("1/x", "log(|x|)"), ("sin(2x)", "−cos(2x)/2"),
    ("tan(x)", "−log(|cos(x)|)"), ("1/cos(x)^2", "tan(x)"), ("1/(x^2 + 1)", "atan(x)"), ("1/sqrt(1 - x^2)", "asin(x)"),
    ("x^n", "xⁿ⁺¹/(n + 1)"), ("2^x", "2ˣ/log(2)"), ("log(x)", "x log(x) − x"), ("sinh(x)", "cosh(x)"),
    ("exp(x)*sin(x)", "(sin(x) − cos(x)) eˣ/2"), ("sin(x)^2", "x/2 − sin(2x)/4"), ("tan(x)^2", "tan(x) − x"),
    ("x*cos(x^2)", "sin(x²)/2"), ("1/(x^2 - 1)", "log(|(x − 1)/(x + 1)|)/2"), ("x/(x^2 + 1)", "log(x² + 1)/2"),
    ("1/(a^2 + x^2)", "atan(x/a)/a"), ("1/(x^2 + 2x + 5)", "atan(x/2 + 1/2)/2"), ("1/(x*log(x))", "log(|log(x)|)"),
    ("sqrt(1 - x^2)", "asin(x)/2 + x √(1 − x²)/2"), ("1/(1 + cos(x))", "tan(x/2)"), ("abs(x)", "x |x|/2"),
    ("exp(-x^2)", "√π erf(x)/2"), ("x^x*(1 + log(x))", "xˣ"), ("cos(x)^3", "sin(x) − sin³(x)/3"),
    ("1/(5 + 4cos(x))", "x/3 − 2atan(sin(x)/(cos(x) + 2))/3"), ("sqrt(x)", "2x^(3/2)/3"),
    ("exp(x)*(1/x - 1/x^2)", "eˣ/x"), ("x^2*(x^3 + 4)^6", "(x³ + 4)⁷/21"), ("1/(sin(x)*cos(x))", "log(|tan(x)|)"),
  ])
  func textbook(_ integrand: String, _ wanted: String) throws {
    var calculate = Calculator()
    let shown = try calculate("integrate(x -> \(integrand))").document.plain(RenderOptions(width: 200))
    #expect(shown.trimmed == "F: x ↦ \(wanted) + C")
  }

  /// No elementary antiderivative, by Liouville's theorem; none is made up.
  /// Source: Rosenlicht, American Mathematical Monthly 79 (1972) 963–972; elliptic integrals; Ei, Si, Ci, li, Fresnel's.
  @Test(arguments: [
    "exp(x^2)", "sin(x)/x", "cos(x)/x", "exp(x)/x", "1/log(x)", "sqrt(1 + x^4)", "sqrt(1 + x^3)", "x^x", "sin(x^2)",
    "cos(x^2)", "exp(exp(x))", "log(log(x))", "x*tan(x)", "1/sqrt(1 - x^4)", "sqrt(sin(x))", "sin(sin(x))",
    "exp(-x)/x", "exp(x)*log(x)", "log(1 + x)/x", "x/sin(x)", "atan(x)/x", "abs(sin(x))", "floor(x)", "gamma(x)",
    "exp(sin(x))", "sqrt(1 - sin(x)^2/4)", "exp(1/x)", "x/log(x)", "sin(x)*log(x)",
  ])
  func refused(_ integrand: String) throws {
    var calculate = Calculator()
    #expect(code { try calculate("integrate(x -> \(integrand))") } == "E317")
  }

  @Test func otherRefusals() throws {
    var calculate = Calculator()
    #expect(code { try calculate("integrate(x -> sort([x, 1])[1])") } == "E318")
    #expect(code { try calculate("integrate((x, y) -> x*y)") } == "E319")
    #expect(code { try calculate("integrate((x, y) -> x*y, by = \"z\")") } == "E320")
    #expect(try calculate("integrate((x, y) -> x*y, by = \"y\")(3, 2)").isNumber(6))
  }

  /// F is continuous where f is: what it grows by over two periods is the integral, 2π/√(a² − b²) each.
  @Test(arguments: [
    ("1/(2 + cos(x))", 3.627598728468436), ("1/(5 + 4cos(x))", 2.0943951023931953),
    ("1/(2 + sin(x))", 3.627598728468436), ("1/(1 + sin(x)^2)", 4.442882938158366),
    ("1/(4cos(x)^2 + 9sin(x)^2)", 1.0471975511965976),
  ])
  func noJumps(_ integrand: String, _ period: Double) throws {
    var calculate = Calculator()
    _ = try calculate("F = integrate(x -> \(integrand))")
    let grown = try calculate("F(0.3 + 4pi) - F(0.3)")
    #expect(grown.isNumber(2 * period))
  }

  /// What is printed is read back as the same function, and its derivative is the integrand.
  @Test(arguments: [
    "x*exp(x)", "log(x)^2", "1/(x^4 + 1)", "exp(-2x)*sin(3x)", "abs(x^2 - 1)", "sqrt(x^2 + 2x + 5)", "1/(x^3 + 1)",
    "x^2*atan(x)", "1/(2 + cos(x))", "if x > 1 then 1/x else x",
  ])
  func readsBack(_ integrand: String) throws {
    var calculate = Calculator()
    _ = try calculate("F = integrate(x -> \(integrand)); f = x -> \(integrand)")
    guard case .function(let function) = try calculate("F") else {
      Issue.record("no function")
      return
    }
    _ = try calculate("G = \(function.printed)")
    for x in ["0.37", "1.3", "2.9"] {
      #expect(try calculate("F(\(x)) - G(\(x))").isNumber(0))
      #expect(try calculate("abs(F'(\(x)) - f(\(x))) < 1e-10").isTrue)
    }
  }

  /// Numbers of the notebook keep their letters.
  @Test func letters() throws {
    var calculate = Calculator()
    _ = try calculate("a = 2; F = integrate(x -> a*x); a = 4")
    #expect(try calculate("F(3)").isNumber(18))
  }

  private func code(_ body: () throws -> Value) -> String? {
    do {
      _ = try body()
      return nil
    } catch let error as EvaluationError {
      return error.report.code
    } catch {
      return nil
    }
  }
}

extension String {
  fileprivate var trimmed: String { split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ") }
}

extension Value {
  fileprivate func isNumber(_ wanted: Double) -> Bool {
    if case .number(let x) = self { return (x - wanted).magnitude <= 1e-11 * max(1, wanted.magnitude) }
    return false
  }

  fileprivate var isTrue: Bool { if case .truth(true) = self { true } else { false } }
}
