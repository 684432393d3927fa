import Calculus
import Graph
import Numerics
import Syntax
import Testing

@Suite struct SimplificationTests {
  /// Derivatives in the form that textbooks give (Stewart, Calculus 8e, §3.1–3.6 and the table of its end papers).
  @Test(arguments: [
    ("x^2*exp(-x)", "(2x - x^2)*exp(-x)"), ("(x^2 + 1)^5", "10x*(x^2 + 1)^4"),
    ("x/(x^2 + 1)", "(1 - x^2)/(x^2 + 1)^2"), ("tanh(x)", "1 - tanh(x)^2"), ("atan(x)", "1/(x^2 + 1)"),
    ("exp(sin(x))*cos(x)", "(cos(x)^2 - sin(x))*exp(sin(x))"), ("log(cos(x))", "-tan(x)"), ("x*log(x)", "log(x) + 1"),
    ("x*exp(x)", "(x + 1)*exp(x)"), ("(x - 1)*(x - 2)", "2x - 3"), ("exp(-x^2/2)", "-x*exp(-x^2/2)"),
    ("x^x", "x^x*(log(x) + 1)"), ("relu(x)", "if x > 0 then 1 else 0"), ("log(abs(x))", "1/x"),
    ("x/(x^2 + 1)^2", "(1 - 3x^2)/(x^2 + 1)^3"), ("erfc(x)", "-2exp(-x^2)/sqrt(pi)"),
    ("-x^5 + x^2 + x", "-5x^4 + 2x + 1"), ("(x + 1)/(x - 1)", "-2/(x - 1)^2"),
  ])
  func leavesDerivatives(_ text: String, _ wanted: String) throws {
    #expect(try written(formula(text).derivative(by: Symbol("x")).tidied()) == wanted)
  }

  /// Identities of algebra and trigonometry.
  @Test(arguments: [
    ("sin(x)^2 + cos(x)^2", "1"), ("(x^2 - 1)/(x - 1)", "x + 1"), ("x^2 + 2x + 1", "(x + 1)^2"),
    ("(x^2 - y^2)/(x - y)", "x + y"), ("1 - sin(x)^2", "cos(x)^2"), ("2sin(x)*cos(x)", "sin(2x)"),
    ("sin(x)/cos(x)", "tan(x)"), ("(x + 1)^2 - (x - 1)^2", "4x"), ("cosh(x)^2 - sinh(x)^2", "1"),
    ("cos(x)^2 - sin(x)^2", "cos(2x)"), ("sqrt(x^2)", "abs(x)"), ("log(x) + log(y)", "log(x*y)"), ("x/x", "1"),
    ("(exp(2x) - 1)/(exp(x) - 1)", "exp(x) + 1"), ("abs(x)*sign(x)", "x"), ("x/abs(x)", "sign(x)"),
    ("x/(1 + x/(1 + x))", "(x^2 + x)/(2x + 1)"), ("sin(2x)/cos(x)", "2sin(x)"), ("sqrt((x^2 + 1)^2)", "x^2 + 1"),
    ("1/sqrt(2pi)*exp(-x^2/2)", "exp(-x^2/2)/sqrt(2pi)"), ("y*sin(x)^2 + y*cos(x)^2", "y"), ("1/(1/x)", "x"),
    ("(x^2 - x)/(x^2 - 1)", "x/(x + 1)"),
    ("if x > 0 then (if x > 0 then x else 1) else 2", "if x > 0 then x else 2"),
    ("log(x^2)", "log(x^2)"), ("a*x + b*x", "x*(a + b)"), ("exp(log(x))", "x"),
  ])
  func simplifies(_ text: String, _ wanted: String) throws {
    #expect(try written(formula(text).simplified()) == wanted)
  }

  /// By the binomial theorem and the distributive law.
  @Test(arguments: [
    ("(x + 1)^3", "x^3 + 3x^2 + 3x + 1"), ("(x + y)*(x - y)", "x^2 - y^2"), ("x*(x + sin(x))", "x^2 + x*sin(x)"),
    ("sin((x + 1)^2)", "sin(x^2 + 2x + 1)"), ("(x + 1)^1000", "(x + 1)^1000"),
  ])
  func expands(_ text: String, _ wanted: String) throws {
    #expect(try written(formula(text).expanded()) == wanted)
  }

  /// Whatever is rewritten keeps its value where both sides have one.
  @Test(arguments: 1...12) func keepsValues(seed: UInt64) throws {
    var random = FormulaGenerator(seed: seed)
    var compared = 0
    for _ in 0..<40 {
      let formula = random.formula(3)
      let forms = [
        ("tidied", formula.tidied()), ("simplified", formula.simplified()), ("expanded", formula.expanded()),
      ]
      for _ in 0..<4 {
        let point = [Symbol("x"): random.number(-2.5...2.5), Symbol("y"): random.number(-2.5...2.5)]
        let before = formula.value(point)
        guard before.isFinite, before.magnitude < 1e6 else { continue }
        for (name, form) in forms {
          let after = form.value(point)
          // Where a factor was cancelled the new form may have a value that the old one had not, never the reverse.
          guard after.isFinite else { continue }
          compared += 1
          // Rounding of sums that cancel is amplified: the terms are at most some thousand times the result.
          let scale = max(1, before.magnitude, formula.largestPart(point))
          let told = "\(try written(formula)) \(name): \(try written(form)) at \(point.values)"
          #expect((after - before).magnitude <= 1e-9 * scale, "\(told)")
        }
      }
    }
    #expect(compared > 100)
  }
}

extension Symbolic {
  /// The largest value of any part at a point, to which rounding errors are relative.
  func largestPart(_ point: [Symbol: Double]) -> Double {
    let own = value(point).magnitude
    return children.reduce(own.isFinite ? own : 0) { max($0, $1.largestPart(point)) }
  }
}

/// Random formulas in x and y: sums, products, quotients, whole and broken powers, elementary functions.
struct FormulaGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  /// SplitMix64 (Steele, Lea and Flood 2014).
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func pick(_ count: Int) -> Int { Int(next() % UInt64(count)) }

  mutating func number(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * Double(next() >> 11) / 0x1p53
  }

  private static let functions: [Primitive] = [
    .sin, .cos, .tan, .exp, .log, .abs, .tanh, .atan, .sinh, .cosh, .sigmoid, .erf, .log1p, .expm1, .asinh,
  ]

  mutating func formula(_ depth: Int) -> Symbolic {
    guard depth > 0 else {
      switch pick(6) {
      case 0: return Symbolic(pick(7) - 3)
      case 1: return .number(.fraction(.init(pick(5) + 1, pick(3) + 2)))
      case 2: return Symbolic("y")
      default: return Symbolic("x")
      }
    }
    let below = depth - 1
    switch pick(9) {
    case 0, 1: return formula(below) + formula(below)
    case 2: return formula(below) - formula(below)
    case 3, 4: return formula(below) * formula(below)
    case 5: return formula(below) / formula(below)
    case 6: return formula(below).power(Symbolic(pick(5) - 1))
    case 7:
      return formula(below).power(.number(.fraction(.init(pick(5) - 2, pick(2) + 2))))
    default: return Symbolic(Self.functions[pick(Self.functions.count)], [formula(below)])
    }
  }
}
