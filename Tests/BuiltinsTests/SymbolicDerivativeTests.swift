import Document
import Evaluation
import Syntax
import Testing

@Suite struct SymbolicDerivativeTests {
  /// Texts of random functions of x and y, from the vocabulary of a first course.
  struct Formulas {
    private var state: UInt64
    init(seed: UInt64) { state = seed &* 0xD134_2543_DE82_EF95 &+ 1 }

    /// A linear congruence with a mixed output (O'Neill 2014, PCG).
    private mutating func pick(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(count))
    }

    private static let functions = [
      "sin", "cos", "exp", "tanh", "atan", "sigmoid", "erf", "asinh", "log1p", "cosh", "abs", "relu", "sqrt", "log",
    ]

    mutating func text(_ depth: Int) -> String {
      guard depth > 0 else { return ["x", "x", "y", "2", "0.5", "3"][pick(6)] }
      let below = depth - 1
      switch pick(9) {
      case 0, 1: return "(\(text(below)) + \(text(below)))"
      case 2: return "(\(text(below)) - \(text(below)))"
      case 3, 4: return "\(text(below))*\(text(below))"
      case 5: return "\(text(below))/(1.5 + \(text(below))^2)"
      case 6: return "(\(text(below)))^\([2, 3, -1][pick(3)])"
      case 7: return "max(\(text(below)), \(text(below)))"
      default: return "\(Self.functions[pick(Self.functions.count)])(\(text(below)))"
      }
    }
  }

  /// The formula that is shown, read again, agrees with reverse mode, and both with a central difference.
  @Test(arguments: 1...10) func agreesWithReverseMode(seed: UInt64) throws {
    var formulas = Formulas(seed: seed)
    var compared = 0
    for _ in 0..<60 {
      let body = formulas.text(3)
      var calculator = Calculator()
      _ = try calculator("f(x, y) = \(body)")
      guard case .function(let gradient) = try calculator("grad(f)"), case .formula = gradient.closedForm else {
        Issue.record("\(body) has no formula")
        continue
      }
      _ = try calculator("F = \(gradient.printed)")
      for point in ["1.37, 0.83", "-0.71, 1.9", "0.29, -1.3"] {
        guard let reverse = try? calculator.numbers("grad(f)(\(point))"),
          let value = try? calculator.number("f(\(point))"),
          let shown = try? calculator.numbers("F(\(point))"), reverse.allSatisfy(\.isFinite),
          reverse.allSatisfy({ $0.magnitude < 1e5 }), value.magnitude < 1e5
        else { continue }
        compared += 1
        for (a, b) in zip(shown, reverse) {
          // Both are exact to rounding of terms that are at most some thousand times the result.
          #expect(isClose(a, b, rtol: 1e-9, atol: 1e-9), "\(body): \(gradient.printed) at \(point)")
        }
        let (x, y) = (point.split(separator: ",")[0], point.split(separator: ",")[1])
        guard let up = try? calculator.number("f(\(x) + 1e-5, \(y))"),
          let down = try? calculator.number("f(\(x) - 1e-5, \(y))")
        else { continue }
        let slope = (up - down) / 2e-5
        // h² times a third derivative, and rounding over h; kinks lie elsewhere than at these points.
        #expect(isClose(slope, reverse[0], rtol: 1e-4, atol: 1e-4 * max(1, value.magnitude)), "\(body) at \(point)")
      }
    }
    #expect(compared > 60)
  }

  /// Second derivatives: the formula, reverse mode over reverse mode, and the difference of first ones.
  @Test(arguments: 11...14) func secondDerivativesAgree(seed: UInt64) throws {
    var formulas = Formulas(seed: seed)
    var compared = 0
    for _ in 0..<30 {
      let body = formulas.text(2).replacing("y", with: "0.7")
      var calculator = Calculator()
      _ = try calculator("f(x) = \(body)")
      guard case .function(let second) = try calculator("f''") else { continue }
      _ = try calculator("F = \(second.printed)")
      for x in ["1.37", "-0.71", "0.29"] {
        guard let reverse = try? calculator.number("hessian(f)(\(x))"), let shown = try? calculator.number("F(\(x))"),
          let fast = try? calculator.number("f''(\(x))"), reverse.isFinite, reverse.magnitude < 1e5
        else { continue }
        compared += 1
        #expect(isClose(shown, reverse, rtol: 1e-9, atol: 1e-9), "\(body): \(second.printed) at \(x)")
        #expect(isClose(fast, reverse, rtol: 1e-9, atol: 1e-9), "\(body) at \(x)")
      }
    }
    #expect(compared > 30)
  }

  /// What a person sees, from textbooks.
  @Test(arguments: [
    ("f(x) = x^2*exp(-x); f'", "f′: x ↦ (2x − x²) e⁻ˣ"), ("f(x, y) = x^2 + y^2; ∇f", "∇f: (x, y) ↦ [2x, 2y]"),
    ("f(x) = x^3; f''", "f′′: x ↦ 6x"),
    ("abs'", "abs′: x ↦ sign(x)   x ≠ 0"), ("a = 3; f(x) = a*x^2; f'", "f′: x ↦ 2a x"),
    ("derivative((x, y) -> x*y^2, \"y\")", "(x, y) ↦ 2x y"), ("(x -> tanh(x))'", "x ↦ 1 − tanh²(x)"),
    ("g(x) = sin(x); f(x) = g(x^2); f'", "f′: x ↦ 2x cos(x²)"), ("derivative(sin, 4)", "sin′′′′: x ↦ sin(x)"),
    ("simplify(x -> (x^2 - 1)/(x - 1))", "x ↦ x + 1"), ("expand(x -> (x + 1)^2)", "x ↦ x² + 2x + 1"),
  ])
  func shows(_ input: String, _ wanted: String) throws {
    var calculator = Calculator()
    #expect(try calculator(input).document.plain(.init()).split(separator: "\n").joined() == wanted)
  }

  /// No letter of the notebook is one of those that derivatives use themselves; expected values by the power rule.
  @Test(arguments: [
    ("f(ŷ) = ŷ^2; f'(3)", 6.0), ("ŷ = 5; f(x) = ŷ*x; f'(2)", 5), ("t̂ = 5; g(x) = t̂*x; f(x) = g'(x); f'(2)", 0),
    ("t̂ = 5; g(x) = t̂*x; simplify(x -> g'(x))(1)", 5),
    ("g(x) = x^2; f(x, y) = g(x)*y; h = derivative(f, \"x\"); g(x) = x^3; h(2, 1)", 12),
    ("g(x) = x^2; f(x, y) = g(x)*y; h = derivative(f, \"x\"); g(x) = x^3; simplify(h)(2, 1)", 12),
    ("h = derivative((x, y) -> x*y, \"x\"); grad = 2; h(2, 3)", 3),
    ("derivative(derivative((x, y) -> x^2*y^3, \"x\"), \"y\")(2, 1)", 12),
  ])
  func keepsNamesApart(_ input: String, _ wanted: Double) throws {
    var calculator = Calculator()
    #expect(try calculator.number(input) == wanted)
  }

  /// A condition that changes at the very point is remarked on, also where the branch is the argument or a number.
  @Test(arguments: [
    "(x -> if x < 0 then x^2 else x)'(0)", "(x -> if x == 2 then 4 else x^2)'(2)", "(x -> if x < 0 then 0 else x)'(0)",
  ])
  func edgesAreRemarkedOn(_ input: String) throws {
    var calculator = Calculator()
    _ = try calculator(input)
    #expect(calculator.context.notes.contains { $0.code == "W342" })
  }

  /// What is printed of a matrix of formulas is read again as the same function.
  @Test func matricesPrintAndParse() throws {
    var calculator = Calculator()
    _ = try calculator("f(x, y) = x^3*y^2 - 3x*y")
    for made in ["hessian(f)", "jacobian((x, y) -> [x - y, -x*y, x^2 - 1])", "jacobian((x, y) -> [-x - 1, y])"] {
      guard case .function(let shown) = try calculator(made) else { continue }
      #expect(try calculator.number("norm((\(shown.printed))(2, -1) - (\(made))(2, -1))") == 0)
    }
  }

  /// Outside the function's domain its derivative is refused as the function is, and at a kink it is remarked on.
  @Test func domainsAndKinksStay() throws {
    var calculator = Calculator()
    for outside in ["log'(-1)", "(x -> sqrt(x))'(-4)"] {
      let failure = calculator.failure(outside)
      #expect(failure != nil, "\(outside)")
    }
    #expect(try calculator.number("abs'(0)") == 0)
    #expect(calculator.context.notes.contains { $0.code == "W342" })
    #expect(try calculator.numbers("map(abs', [-2, 3])") == [-1, 1])
    #expect(try calculator.number("(x -> if x > 1 then x^2 else x)'(3)") == 6)
  }

  @Test(arguments: [
    ("grad(() -> 2)", "E314", nil), ("hessian(() -> 2)", "E314", nil), ("jacobian(() -> 2)", "E314", nil),
    ("(() -> 2)'", "E314", nil), ("taylor(() -> 2, 0, 3)", "E314", nil), ("simplify(x -> sinx(x))", "E102", nil),
    ("taylor((a, b, c, d, p, q, r, s) -> exp(a*b*c*d*p*q*r*s), zeros(8), 30)", "E324", nil),
    ("simplify(x -> rank([x 1; 1 x]))", "E315", nil), ("derivative(sin, -1)", "E313", nil),
    ("derivative((x, y) -> x*y, \"z\")", "E314", nil), ("simplify(3)", "E202", "3"),
  ])
  func refuses(_ input: String, _ code: String, _ piece: String?) throws {
    var calculator = Calculator()
    let caught = calculator.failure(input)
    let failure = try #require(caught)
    #expect(failure.report.code == code)
    if let piece { #expect(failure.piece == piece) }
  }
}
