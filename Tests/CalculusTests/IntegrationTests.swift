import Calculus
import Document
import Graph
import Syntax
import Testing

/// Every step of an antiderivative is true by itself: each integral on the way has its value for antiderivative, and
/// substitutions, parts and rewritings are equal to what they replace.
@Suite struct IntegrationTests {
  @Test(arguments: [
    "x*exp(x)", "x^2*exp(-x)", "x*cos(x^2)", "exp(x)*sin(x)", "(5x - 3)/(x^2 - 2x - 3)", "x*atan(x)", "sin(x)^2",
    "log(x)^2", "1/(x^3 + 1)", "sqrt(1 + exp(x))", "sin(log(x))", "x^2*sqrt(1 - x^2)", "1/(2 + cos(x))", "tan(x)^3",
    "x^2*log(x + 1)", "1/(x^2 + 1)^2", "exp(-x^2)*x^2", "1/(sqrt(x) + 1)", "sqrt(x^2 + 2x + 5)", "atan(sqrt(x))",
    "x*sin(x)^2", "1/(x^4 + 1)", "x^3*exp(x^2)", "cosh(x)^3", "1/cos(x)^3",
  ])
  func everyStepHolds(_ text: String) throws {
    let found = try Antiderivative(of: formula(text), by: Symbol("x"))
    #expect(check(found.integral) >= 1)
    #expect(found.verification.points.count >= 6)
  }

  /// The number of integrals in the tree.
  private func check(_ node: Integral) -> Int {
    let x = node.variable
    agree(try? node.value.derivative(by: x), node.integrand, x)
    switch node.rule {
    case .table, .tabular, .cyclic, .undetermined, .pieces: return 1
    case .multiple(let c, let inner):
      agree(c * inner.integrand, node.integrand, x)
      return 1 + check(inner)
    case .sum(let parts), .partialFractions(let parts):
      agree(.sum(of: parts.map(\.integrand)), node.integrand, x)
      return parts.reduce(1) { $0 + check($1) }
    case .rewriting(_, let inner):
      agree(inner.integrand, node.integrand, x)
      return 1 + check(inner)
    case .substitution(let u, let g, let inner):
      agree((try? g.derivative(by: x)).map { inner.integrand.substituting([u: g]) * $0 }, node.integrand, x)
      return 1 + check(inner)
    case .inverse(let u, let back, let g, let inner):
      agree(back.substituting([u: g]), .symbol(x), x)
      agree((try? g.derivative(by: x)).map { inner.integrand.substituting([u: g]) * $0 }, node.integrand, x)
      return 1 + check(inner)
    case .parts(let u, let dv, let v, let rest):
      agree(u * dv, node.integrand, x)
      agree(try? v.derivative(by: x), dv, x)
      agree((try? u.derivative(by: x)).map { v * $0 }, rest.integrand, x)
      return 1 + check(rest)
    }
  }

  private func agree(_ a: Symbolic?, _ b: Symbolic, _ x: Symbol) {
    guard let a else {
      Issue.record("no derivative of a step of \(b)")
      return
    }
    var compared = 0
    for at in [0.13, 0.37, 0.61, 0.83, 1.3, 1.7, 2.3, 2.9, 3.7, -0.4] {
      let (p, q) = (a.value([x: at]), b.value([x: at]))
      guard p.isFinite, q.isFinite else { continue }
      compared += 1
      #expect((p - q).magnitude <= 1e-9 * max(1, q.magnitude), "\(a) and \(b) at \(at)")
    }
    #expect(compared >= 3)
  }

  @Test func honestAboutFailure() throws {
    #expect(throws: AntiderivativeError.self) { try Antiderivative(of: formula("exp(x^2)"), by: Symbol("x")) }
    #expect(throws: AntiderivativeError.interrupted) {
      try Antiderivative(of: formula("x*exp(x)"), by: Symbol("x")) { true }
    }
  }

  /// The value between limits, as it ends a worked integral: 1 for x·eˣ from 0 to 1, by hand.
  @Test func betweenLimits() throws {
    let found = try Antiderivative(of: formula("x*exp(x)"), by: Symbol("x"))
    let value = try #require(AntiderivativeWork(found).between(0, 1)?.value)
    #expect((value - 1).magnitude <= 4e-16)
  }
}
