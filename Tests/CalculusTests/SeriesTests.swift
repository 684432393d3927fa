import Calculus
import Syntax
import Testing

@Suite struct SeriesTests {
  /// Coefficients of well-known series, as in every calculus book.
  @Test(arguments: [
    ("exp(x)", "0", "1 + x + x^2/2 + x^3/6 + x^4/24"), ("sin(x)", "0", "x - x^3/6"),
    ("log(1 + x)", "0", "x - x^2/2 + x^3/3 - x^4/4"), ("1/(1 - x)", "0", "1 + x + x^2 + x^3 + x^4"),
    ("tan(x)", "0", "x + x^3/3"), ("sqrt(1 + x)", "0", "1 + x/2 - x^2/8 + x^3/16 - 5x^4/128"),
    ("atan(x)", "0", "x - x^3/3"), ("x/sin(x)", "0", "1 + x^2/6 + 7x^4/360"), ("x^2", "3", "9 + 6(x - 3) + (x - 3)^2"),
    ("exp(sin(x))", "0", "1 + x + x^2/2 - x^4/8"), ("sigmoid(x)", "0", "1/2 + x/4 - x^3/48"),
    ("tanh(x)", "0", "x - x^3/3"), ("x^x", "1", "1 + (x - 1) + (x - 1)^2 + (x - 1)^3/2 + (x - 1)^4/3"),
    ("erf(x)", "0", "2x/sqrt(pi) - 2x^3/(3sqrt(pi))"), ("abs(x)", "2", "2 + (x - 2)"),
    ("if x > 0 then x^2 else 0", "0", "none"), ("abs(x)", "0", "none"), ("1/x", "0", "none"), ("sqrt(x)", "0", "none"),
    ("cos(a*x)", "0", "1 - a^2*x^2/2 + a^4*x^4/24"), ("asin(x)", "0", "x + x^3/6"), ("abs(x)^3*x", "0", "none"),
    ("abs(x)^4", "0", "x^4"),
    ("log(x)", "1", "(x - 1) - (x - 1)^2/2 + (x - 1)^3/3 - (x - 1)^4/4"),
  ])
  func taylor(_ text: String, _ center: String, _ wanted: String) throws {
    let x = Symbol("x")
    guard wanted != "none" else {
      #expect(throws: SeriesError.self) {
        try TaylorPolynomial(formula(text), in: x, about: formula(center), order: 4)
      }
      return
    }
    let taylor = try TaylorPolynomial(formula(text), in: x, about: formula(center), order: 4)
    #expect(try taylor.polynomial == formula(wanted), "\(taylor)")
  }

  /// Limits that books on calculus and Gruntz's thesis give.
  @Test(arguments: [
    ("sin(x)/x", "0", "1"), ("(1 - cos(x))/x^2", "0", "1/2"), ("(exp(x) - 1)/x", "0", "1"),
    ("(1 + 1/x)^x", "inf", "e"), ("x*log(x)", "0+", "0"), ("x^x", "0+", "1"), ("1/x", "0+", "inf"),
    ("1/x", "0-", "-inf"),
    ("1/x", "0", "sides"), ("1/x^2", "0", "inf"), ("abs(x)/x", "0", "sides"), ("abs(x)/x", "0-", "-1"),
    ("sin(1/x)", "0", "swings"), ("x*sin(1/x)", "0", "0"), ("sin(x)", "inf", "swings"), ("sin(x)/x", "inf", "0"),
    ("atan(x)", "inf", "pi/2"), ("atan(x)", "-inf", "-pi/2"), ("exp(x)/x^100", "inf", "inf"),
    ("log(x)/x^(1/10)", "inf", "0"), ("sqrt(x^2 + x) - x", "inf", "1/2"), ("(3x^2 + 1)/(2x^2 - x)", "inf", "3/2"),
    ("(x^2 - 1)/(x - 1)", "1", "2"), ("(a^x - 1)/x", "0", "log(a)"), ("(tan(x) - sin(x))/x^3", "0", "1/2"),
    ("(1 + a/x)^x", "inf", "exp(a)"), ("x*(exp(1/x) - 1)", "inf", "1"), ("log(1 + exp(x)) - x", "inf", "0"),
    ("tanh(x)", "inf", "1"), ("tanh(x)", "-inf", "-1"), ("sigmoid(x)", "-inf", "0"), ("x + sin(x)", "inf", "inf"),
    ("(x + sin(x))/x", "inf", "1"), ("floor(x)", "2-", "1"), ("floor(x)", "2+", "2"), ("floor(x)", "2", "sides"),
    ("exp(exp(x))/exp(exp(x - exp(-exp(x))))", "inf", "1"), ("exp(x)*(exp(1/x - exp(-x)) - exp(1/x))", "inf", "-1"),
    ("x^2", "3", "9"), ("if x > 0 then 1 else 0", "0", "sides"), ("(sqrt(x) - 2)/(x - 4)", "4", "1/4"),
    ("cos(x)^(1/x^2)", "0", "exp(-1/2)"), ("x^(1/x)", "inf", "1"), ("erf(x)", "inf", "1"), ("log(x)", "0+", "-inf"),
    ("(2x + 3)/sqrt(x^2 + 1)", "-inf", "-2"), ("(exp(x) - exp(-x))/(exp(x) + exp(-x))", "inf", "1"),
    ("log(log(x))/log(x)", "inf", "0"), ("x^3/exp(x)", "inf", "0"), ("(2 + sin(x))*x", "inf", "inf"),
    ("x*sin(x)", "inf", "swings"), ("(sin(x) - x)/x^3", "0", "-1/6"), ("(1/x - 1/sin(x))", "0", "0"),
    ("max(x, 0)/x", "0+", "1"), ("(x^n - 1)/(x - 1)", "1", "n"), ("log(cos(x))/x^2", "0", "-1/2"),
    ("x^2*sin(1/x)/sin(x)", "0", "0"), ("(x - log(cosh(x)))", "inf", "log(2)"), ("(sinh(x) - x)/x^3", "0", "1/6"),
    ("exp(-1/x^2)/x^10", "0", "0"), ("(asin(x) - x)/x^3", "0", "1/6"), ("(cosh(x) - 1)/x^2", "0", "1/2"),
    ("(2^x + 3^x)^(1/x)", "inf", "3"), ("(log(x + 1) - log(x))*x", "inf", "1"), ("x^sin(x)", "0+", "1"),
    ("(1 + 2x)^(1/(3x))", "0", "exp(2/3)"), ("exp(-x)*sin(x)", "inf", "0"), ("cos(1/x)", "inf", "1"),
    ("(x^5 + 3^x)/(x^4 + 3^x)", "inf", "1"), ("sqrt(x)*(sqrt(x + 1) - sqrt(x))", "inf", "1/2"),
    ("exp(1/x)", "0", "sides"),
    ("1/(1 + exp(1/x))", "0-", "1"), ("log(x)^100/x", "inf", "0"), ("x^10*exp(-sqrt(x))", "inf", "0"),
    ("(erf(x) - x)/x", "0", "2/sqrt(pi) - 1"), ("sin(x)^2/(1 - cos(x))", "0", "2"), ("x/abs(x)", "inf", "1"),
    ("(x^2 - 4)/(x - 2)^2", "2+", "inf"), ("1/x^0.5", "0", "inf"), ("sqrt(x)", "0", "0"), ("mod(x, 2)", "2-", "2"),
    ("mod(x, 2)", "2+", "0"), ("gamma(x + 1)/exp(x)", "inf", "inf"),
    ("gamma(x + 1)*exp(x)/(x^x*sqrt(x))", "inf", "sqrt(2*pi)"),
    ("lgamma(x)/(x*log(x))", "inf", "1"), ("gamma(x)*x", "0", "1"), ("gamma(x)", "0+", "inf"),
    ("gamma(x)", "0", "sides"),
    ("(x + 1)*gamma(x)", "-1", "-1"), ("lgamma(x)/log(x)", "0+", "-1"), ("lgamma(x) + log(x)", "0+", "0"),
    ("erfc(x)*exp(x^2)*x", "inf", "1/sqrt(pi)"),
    ("digamma(x) - log(x)", "inf", "0"),
    ("trigamma(x)*x", "inf", "1"), ("erf(x)", "-inf", "-1"), ("erfc(-x)", "inf", "2"),
    ("(x + 1)^1000000/x^1000000", "inf", "1"), ("gamma(x + 1)/x^x", "inf", "0"),
    ("tan(x)", "pi/2", "sides"), ("(pi/2 - x)*tan(x)", "pi/2", "1"),
    ("sin(pi*x)/(x - 1)", "1", "-pi"), ("(x^(1/3) - 2)/(x - 8)", "8", "1/12"), ("log(x)/(x - 1)", "1", "1"),
  ])
  func limits(_ text: String, _ place: String, _ wanted: String) throws {
    let side: LimitSide = place.hasSuffix("+") ? .right : place.hasSuffix("-") ? .left : .both
    let name = side == .both ? place : String(place.dropLast())
    let point: LimitPoint =
      name.hasSuffix("inf") ? .infinity(isNegative: name.hasPrefix("-")) : .finite(try formula(name))
    do {
      let found = try formula(text).limit(of: Symbol("x"), to: point, from: side)
      switch wanted {
      case "inf", "-inf": #expect(found == .infinity(isNegative: wanted == "-inf"))
      case "sides", "swings": Issue.record("\(found)")
      default:
        guard case .value(let value) = found else {
          Issue.record("\(found)")
          return
        }
        let wanted = try formula(wanted)
        let point = [Symbol("a"): 2.5, Symbol("n"): 3.5]
        let text = try written(value)
        #expect((value.value(point) - wanted.value(point)).magnitude < 1e-12, "\(text)")
      }
    } catch let error as SeriesError {
      switch error {
      case .sides: #expect(wanted == "sides")
      case .oscillates: #expect(wanted == "swings")
      default: Issue.record("\(text) \(error)")
      }
    }
  }
}
