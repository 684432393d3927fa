import Builtins
import Document
import Evaluation
import Testing

/// A gradient in the language, and what it is by calculus, written in the language too.
private let closedForms: [(gradient: String, closed: String)] = [
  ("grad(X -> det(X))(A)", "det(A)*inv(A)'"),
  ("grad(X -> log(det(X)))(S)", "inv(S)'"),
  ("grad(X -> trace(X*B))(A)", "B'"),
  ("grad(X -> trace(X))(A)", "eye(3)"),
  ("grad(X -> trace(inv(X)))(A)", "-(inv(A)*inv(A))'"),
  ("grad(X -> dot(u, X*v))(A)", "outer(u, v)"),
  ("grad(X -> dot(u, X \\ v))(A)", "-outer(inv(A)'*u, inv(A)*v)"),
  ("grad(X -> dot(u, solve(X, v)))(A)", "-outer(inv(A)'*u, inv(A)*v)"),
  ("grad(b -> dot(u, solve(A, b)))(v)", "inv(A)'*u"),
  ("grad(x -> x'*A*x)(u)", "(A + A')*u"),
  ("grad(x -> dot(x, x))(u)", "2u"),
  ("grad(x -> dot(x, v))(u)", "v"),
  ("grad(x -> norm(x))(u)", "u/norm(u)"),
  ("grad(x -> norm(x, 1))(u)", "sign(u)"),
  ("grad(x -> norm(x, p = 3))(u)", "sign(u) .* u.^2 / norm(u, 3)^2"),
  ("grad(x -> norm(x, inf))(u)", "[0, 0, 1]"),
  ("grad(X -> norm(X))(A)", "A/norm(A)"),
  ("grad(x -> norm(A*x - v)^2)(u)", "2A'*(A*u - v)"),
  ("grad(x -> sum(x.^2))(u)", "2u"),
  ("grad(X -> sum(X))(A)", "ones(3, 3)"),
  ("grad(x -> mean(x.^3))(u)", "u.^2"),
  ("grad(x -> prod(x))(u)", "prod(u) ./ u"),
  ("grad(x -> max(x))(u)", "[0, 0, 1]"),
  ("grad(x -> min(x))(u)", "[0, 1, 0]"),
  ("grad(x -> sum(max(x, 0)))(u)", "[1, 0, 1]"),
  ("grad(x -> max(x[1], x[2], x[3]))(u)", "[0, 0, 1]"),
  ("grad(x -> logsumexp(x))(u)", "softmax(u)"),
  ("grad(x -> dot(v, softmax(x)))(u)", "softmax(u) .* (v - dot(v, softmax(u)))"),
  ("grad(x -> dot(v, cumsum(x)))(u)", "reverse(cumsum(reverse(v)))"),
  ("grad(x -> dot(v, reverse(x)))(u)", "reverse(v)"),
  ("grad(x -> sum(diff(x).^2))(u)", "2*[u[1] - u[2], 2*u[2] - u[1] - u[3], u[3] - u[2]]"),
  ("grad(x -> sum(diag(x)*A*v))(u)", "A*v"),
  ("grad(X -> dot(v, diag(X)))(A)", "diag(v)"),
  ("grad(X -> dot(u, transpose(X)*v))(A)", "outer(v, u)"),
  ("grad(x -> trace(outer(x, v)))(u)", "v"),
  ("grad(x -> dot(v, cross(x, w)))(u)", "cross(w, v)"),
  ("grad(x -> det(reshape(x, 2, 2)))([1, 2, 3, 5])", "[5, -3, -2, 1]"),
  ("grad(x -> sum(x)/length(x) + rows(x) + cols(x) + size(x)[1])(u)", "ones(3)/3"),
  ("grad(x -> sum(log(x, 2)))(w)", "1 ./ (w*log(2))"),
  ("grad(x -> sum(log(x, 3)))(w)", "1 ./ (w*log(3))"),
  (
    "grad(x -> beta(x[1], x[2]))(w)",
    "beta(w[1], w[2])*[digamma(w[1]), digamma(w[2]), 0] - beta(w[1], w[2])*digamma(w[1] + w[2])*[1, 1, 0]"
  ),
  ("grad(x -> norm(grad(y -> sum(y.^3))(x))^2)(u)", "36*u.^3"),
]

private let setting = """
  A = [2 -1 0.5; 0.3 1.7 -0.2; 1 0.4 3]; B = [1 2 3; 0 1 4; 5 6 0]; S = A'*A; u = [1.5, -0.5, 2.25]; \
  v = [0.2, 1.1, -0.7]; w = [0.8, 2.5, 1.3];
  """

@Suite struct GradientTests {
  @Test(arguments: closedForms.map { [$0.gradient, $0.closed] })
  func agreesWithCalculus(_ row: [String]) throws {
    var calculator = Calculator()
    _ = try calculator(setting)
    let gap = try calculator.numbers("(\(row[0])) - (\(row[1]))")
    let size = try calculator.number("norm(\(row[1]))")
    // A few dozen operations, each rounded to 1e-16, on matrices of condition below 100.
    for g in gap { #expect(g.magnitude <= 1e-12 * max(size, 1), "\(row[0]): off by \(g)") }
  }

  /// Central differences of step 1e-6 are good to about 1e-9 here.
  @Test(
    arguments: [
      "sum(sigmoid(x) .* log_sigmoid(x))", "sum(relu(x) + tanh(x))", "sum(erf(x) + erfc(x/2))",
      "sum(gamma(x.^2 + 1) + lgamma(x.^2 + 2))", "sum(digamma(x.^2 + 1))", "sum(atan2(x, w) + mod(x, 7))",
      "sum(sqrt(x.^2 + 1) + log1p(x.^2) + expm1(x))", "sum(asin(x/5) + acos(x/5) + atan(x) + atanh(x/5))",
      "sum(asinh(x) + acosh(x.^2 + 2) + sinh(x) .* cosh(x))", "sum(erfinv(x/5) + erfcinv(x/5 + 1))",
      "sum(log2(x.^2 + 1) + log10(x.^2 + 1))", "sum(abs(x) .* sin(x) + cos(x) .* tan(x/3))",
      "norm(x/norm(x) - v)", "max(x)*min(x) + logsumexp(x)", "det(diag(x) + A) + trace(inv(diag(x) + A))",
    ])
  func agreesWithDifferences(_ body: String) throws {
    var calculator = Calculator()
    _ = try calculator(setting + "\nf(x) = \(body)")
    let gradient = try calculator.numbers("grad(f)(u)")
    for k in 1...3 {
      let slope = try calculator.number("h = zeros(3); h[\(k)] = 1e-6; (f(u + h) - f(u - h))/2e-6")
      #expect(isClose(gradient[k - 1], slope, rtol: 1e-7, atol: 1e-8), "\(body), component \(k)")
    }
  }

  @Test(
    arguments: [
      "grad(x -> sum(sort(x)))([2, 1])", "grad(X -> sum(eigvals(X)))([2 1; 1 2])", "grad(x -> factorial(x))(3)",
      "grad(x -> bessel_j(0, x))(3)", "grad(X -> norm(X, 2))([2 1; 1 2])",
    ])
  func aMissingRuleIsSaid(_ text: String) throws {
    var calculator = Calculator()
    #expect(calculator.failure(text)?.report.code == "E310", "\(text)")
  }
}
