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
      ("grad(x -> zeta(x))(3)", "E310"), ("grad(X -> rank(X))([2 1; 1 2])", "E310"),
      ("grad(X -> lu(X).L[2, 1])([2 1; 1 2])", "E310"), ("grad(x -> gamma_p(x, 2))(3)", "E310"),
      ("grad(a -> beta_i(a, 2, 0.5))(3)", "E310"), ("grad(X -> sum(eigvals(X)))([2 1; 0 3])", "E310"),
      ("grad(x -> abs(x + 2i))(1)", "E310"), ("grad(x -> factorial(x))(3)", "E349"),
      ("grad(x -> gcd(x, 4))(2)", "E349"), ("f(x, y) = x*y; f'(2)", "E105"), ("grad(x -> [x, x])(2)", "E311"),
      ("hessian(x -> [x, x])([1, 2])", "E311"), ("hvp(x -> sum(x), [1, 2], [1])", "E202"),
    ])
  func refusalsSayWhy(_ text: String, _ code: String) throws {
    var calculator = Calculator()
    #expect(calculator.failure(text)?.report.code == code, "\(text)")
  }

  /// The first derivatives of everything that has a rule agree with central differences, and the second ones with those
  /// of the first.
  @Test(
    arguments: [
      "sum(chol(diag(x.^2 + 1) + S))", "dot(eigvals(diag(x) + S), v)", "dot(eig(diag(x) + S).vectors[:, 1], v)",
      "sum(svd(diag(x) + A).S .* v)", "dot(svd(diag(x) + A).U[:, 1], v) + dot(svd(diag(x) + A).V[:, 2], v)",
      "dot(sort(x).^2, v) + dot(sort(x.^3, descending = true), w)", "median(x.^2) + median([x[1], x[2]^2])",
      "quantile(x.^2, 0.3) + quantile(x, 0.8, type = 6)", "sum(quantile(x.^2, [0.1, 0.6]))",
      "dot(cumprod(x), v)", "sum(kron(x, v).^2) + sum(kron(diag(x), B).^2)", "sum(expm(diag(x) + B/10))",
      "sum(pinv([x v]))", "sum(lstsq([x v], w).^2)", "sum(([x v] \\ w).^2)",
      "sum(norm(diag(x) + A, 2)) + norm(diag(x) + A, \"nuc\")", "norm(diag(x) + A, 1) + norm(diag(x) + A, inf)",
      "var(x) + std(x.^2) + var(x, population = true)", "(y = x; y[2] = x[1]*x[3]; sum(y.^3))",
      "(M = A; M[1, 2] = x[1]; M[3, :] = x; det(M))", "sum(gamma_p(2, x.^2) + gamma_q(1.5, x.^2))",
      "sum(bessel_j(1, x) + lambert_w(x.^2))", "sum(beta_i(2, 3, sigmoid(x)))",
      "sum(mod(x.^2, 7) + round(2x + 0.3) .* x)",
      "sum([sum(c.^2) for c in diag(x) + A])", "fold((s, t) -> s*t + t^2, 1, x)",
      "iterate(t -> sin(t) + x[1], x[2], 4)*x[3]", "sum([t^3 for t in x])", "{a = x[1]^2, b = x[2]}.a * x[3]",
      "(g = t -> t*x[1]; g(x[2]) + g(g(x[3])))", "if x[1] > 0 then x[1]^2*x[2] else x[3]", "x[argmax(x)]^3*x[2]",
    ])
  func everyRuleAgreesWithDifferences(_ body: String) throws {
    var calculator = Calculator()
    _ = try calculator(setting + "\nf(x) = \(body)")
    let gradient = try calculator.numbers("grad(f)(u)")
    let hessian = try calculator.numbers("hessian(f)(u)")
    let product = try calculator.numbers("hvp(f, u, [1, 0, 0]) - hessian(f)(u)[:, 1]")
    // One sweep more or less rounds alike but for the symmetric halves.
    #expect(product.allSatisfy { $0.magnitude <= 1e-10 * max(1, hessian.map(\.magnitude).max() ?? 1) })
    for k in 1...3 {
      let slope = try calculator.number("h = zeros(3); h[\(k)] = 1e-6; (f(u + h) - f(u - h))/2e-6")
      #expect(isClose(gradient[k - 1], slope, rtol: 1e-6, atol: 1e-7), "\(body), component \(k)")
      let slopes = try calculator.numbers("(grad(f)(u + h) - grad(f)(u - h))/2e-6")
      for i in 0..<3 {
        let found = hessian[i + (k - 1) * 3]
        #expect(found == hessian[k - 1 + i * 3], "symmetric to the bit")
        #expect(isClose(found, slopes[i], rtol: 2e-6, atol: 2e-6), "\(body), second derivative \(i + 1), \(k)")
      }
    }
  }

  /// Jacobians in closed form, of every arrangement of arguments.
  @Test(
    arguments: [
      ("jacobian((r, t) -> [r*cos(t), r*sin(t)])(2, 0.5)", "[cos(0.5) -2*sin(0.5); sin(0.5) 2*cos(0.5)]"),
      ("jacobian(x -> A*x)(u)", "A"), ("jacobian(X -> X*v)(A)", "kron(v', eye(3))"),
      ("jacobian(x -> x.^2)(u)", "diag(2u)"),
      ("jacobian(x -> norm(x)^2)(u)", "2u'"), ("jacobian(t -> [t, t^2, t^3])(2)", "reshape([1, 4, 12], 3, 1)"),
      ("jacobian(sin)(2)", "cos(2)"), ("jacobian(x -> [x; x; x.^2])(u)", "[eye(3); eye(3); diag(2u)]"),
      ("jacobian(x -> [1, 2])(u)", "zeros(2, 3)"), ("jacobian(grad(x -> sum(x.^3)))(u)", "diag(6u)"),
      ("hessian(x -> sum(x.^3))(u)", "diag(6u)"), ("hessian((x, y) -> x^3*y^2 - 3x*y)(2, -1)", "[12 -27; -27 16]"),
      ("hessian((x, y) -> x^3*y^2 - 3x*y)([2, -1])", "[12 -27; -27 16]"), ("hessian(x -> x^4)(2)", "48"),
      ("hessian(x -> dot(v, x))(u)", "zeros(3, 3)"), ("hessian(X -> sum(X.^2))([1 2; 3 4])", "2eye(4)"),
      ("grad(x -> sum(hessian(y -> sum(y.^4))(x)))(u)", "24u"),
      ("grad(x -> det(jacobian(y -> y.^2)(x)))(u)", "8*prod(u) ./ u"),
      ("grad(x -> norm(jacobian(y -> B*y)(x)))(u)", "zeros(3)"),
    ])
  func closedMatrices(_ text: String, _ closed: String) throws {
    var calculator = Calculator()
    _ = try calculator(setting)
    let found = try calculator("\(text)"), expected = try calculator(closed)
    #expect(found.shape == expected.shape, "\(text): \(found.written())")
    for gap in try calculator.numbers("(\(text)) - (\(closed))") { #expect(gap.magnitude <= 1e-12, "\(text)") }
  }

  /// ∇² of Σ exp(sin x) + ‖x‖⁴ is known, and a matrix of 10⁸ numbers is never formed.
  @Test func productsOfLargeHessians() throws {
    var calculator = Calculator()
    _ = try calculator(
      "n = 10000; x = linspace(-1, 1, n); v = cos(x); f(x) = sum(exp(sin(x))) + norm(x)^4; h = hvp(f, x, v)")
    let closed = "exp(sin(x)) .* (cos(x).^2 - sin(x)) .* v + 4*dot(x, x)*v + 8*dot(x, v)*x"
    // Sums of 10⁴ terms about 1e4 in size.
    #expect(try calculator.number("norm(h - (\(closed)), inf)/norm(h, inf)") <= 1e-13)
    #expect(try calculator.number("norm(hvp(f, x, 2v) - 2h, inf)/norm(h, inf)") <= 1e-13)
  }

  /// Where there is no derivative one is taken and said; where nothing comes of it nothing is said.
  @Test(
    arguments: [
      ("f(x) = abs(x); f'(0)", "W342"), ("grad(x -> relu(x[1]))([0, 1])", "W342"),
      ("grad(x -> max(x))([1, 1])", "W342"),
      ("grad(x -> norm(x))([0, 0])", "W342"), ("f(x) = if x > 0 then x else -x; f'(0)", "W342"),
      ("f(x) = floor(x); f'(3)", "W342"), ("grad(x -> sqrt(x^2))(0)", "W348"), ("hessian(x -> abs(x))(0)", "W342"),
      ("jacobian(x -> abs(x))([1, 0])", "W342"), ("grad(X -> eigvals(X)[1])([1 0; 0 1])", "W342"),
      ("f(x) = abs(x); f'(1)", ""), ("f(x) = x*abs(x); f'(0)", ""), ("grad(x -> norm(x)^2)([0, 0])", ""),
      ("f(x) = abs(x); [f'(1), f'(2), f'(0)]", "W342"), ("grad(log)(0)", ""),
      ("f(x) = if x > 0 then x^2 else 0; f'(1)", ""), ("grad(x -> relu(x)^2)(0)", ""),
    ])
  func kinksAreSaid(_ text: String, _ code: String) throws {
    var calculator = Calculator()
    _ = try calculator(text)
    #expect(
      calculator.context.notes.map(\.code) == (code.isEmpty ? [] : [code]), "\(text): \(calculator.context.notes)")
  }
}
