import Calculus
import Graph
import Syntax
import Testing

/// Reads a formula whose names are letters, but for the elementary functions.
func formula(_ text: String) throws -> Symbolic {
  let primitives = Dictionary(Primitive.allCases.map { ($0.rule.name, $0) }) { $1 }
  let reader = AlgebraReader { name in
    switch name.canonical {
    case "pi": .formula(.pi)
    case "e": .formula(.constant(.e))
    case "g", "h": .unknown
    case "sum", "norm", "dot", "prod": .other("a call")
    default: primitives[name.canonical].map { .primitive($0) } ?? .symbol
    }
  }
  return try reader.read(try Parser.expression(text))
}

func written(_ formula: Symbolic) throws -> String { try AlgebraWriter().write(formula).printed }

@Suite struct SymbolicTests {
  /// Derivatives as a textbook has them, by hand.
  @Test(arguments: [
    ("x^3", "3x^2"), ("x^2*exp(-x)", "2x*exp(-x) - x^2*exp(-x)"), ("exp(-x^2/2)", "-x*exp(-x^2/2)"),
    ("atan(x)", "1/(x^2 + 1)"), ("log(x)", "1/x"), ("sqrt(x)", "1/(2sqrt(x))"), ("1/x", "-1/x^2"),
    ("a*x + b", "a"), ("g(x^2)", "2x*g'(x^2)"), ("2^x", "2^x*log(2)"), ("tan(x)", "tan(x)^2 + 1"),
    ("if x > 0 then x^2 else -x", "if x > 0 then 2x else -1"), ("w[1]^2*x", "w[1]^2"), ("sin(2x)", "2cos(2x)"),
    ("sum([k*x^k for k in 1:3])", "9x^2 + 4x + 1"), ("abs(x)", "sign(x)"), ("(3x^2 - 2)^5", "30x*(3x^2 - 2)^4"),
  ])
  func derivatives(_ text: String, _ wanted: String) throws {
    #expect(try written(formula(text).derivative(by: Symbol("x"))) == wanted)
  }

  /// Identities of algebra: both sides are one value.
  @Test(arguments: [
    ("x + x", "2x"), ("x*x", "x^2"), ("x/x", "1"), ("2(x + 1)", "2x + 2"), ("sqrt(8)", "2sqrt(2)"),
    ("sqrt(2)*sqrt(3)", "sqrt(6)"), ("1/sqrt(2)", "sqrt(2)/2"), ("exp(x)*exp(2x)", "exp(3x)"), ("e^x", "exp(x)"),
    ("log(exp(x))", "x"), ("sqrt(x^2)", "abs(x)"), ("sin(-x)", "-sin(x)"), ("cos(y - x)", "cos(x - y)"),
    ("sin(pi/6)", "1/2"), ("cos(3pi/4)", "-sqrt(2)/2"), ("tan(pi/4)", "1"), ("0.1 + 0.2", "3/10"),
    ("(2x)^3", "8x^3"), ("sqrt(4x)", "2sqrt(x)"), ("(x^2)^3", "x^6"), ("x - (y - x)", "2x - y"), ("1/3 + 1/6", "1/2"),
    ("exp(2log(x))", "x^2"), ("27^(1/2)", "3sqrt(3)"), ("8^(-3/2)", "sqrt(2)/32"),
  ])
  func identities(_ text: String, _ same: String) throws {
    let (one, other) = (try formula(text), try formula(same))
    #expect(one == other)
    #expect(try written(one) == same)
  }
}
