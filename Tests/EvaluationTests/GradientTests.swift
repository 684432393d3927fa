import Document
import Evaluation
import LinearAlgebra
import Syntax
import Testing

/// Gradients against derivatives worked out by hand.
@Suite("Gradients")
struct GradientTests {
  static let rows: [(input: String, expected: String)] = [
    ("f(x) = x^2*sin(x); f'(2)", "2*2*sin(2) + 4*cos(2)"),
    ("f(x) = x^3; f''(2)", "12"), ("f(x) = x^4; f'''(1)", "24"), ("f(x) = exp(-x^2); f'(0.5)", "-exp(-0.25)"),
    ("f(x) = abs(x); f'(-3)", "-1"), ("f(x) = if x > 0 then x^2 else -x; f'(-2)", "-1"),
    ("f(x) = iterate(t -> t*x, 1, 5); f'(2)", "80"), ("f(x) = sum([x^k for k in 1:3]); f'(2)", "17"),
    ("f(x, y) = x*y^2; grad(f)(2, 3)", "[9, 12]"), ("f(x, y) = x*y^2; grad(f)([2, 3])", "[9, 12]"),
    ("g(w) = (w[1] - 3)^2 + 10*(w[2] + 1)^2; ∇g([0, 0])", "[-6, 20]"),
    ("X = [1 1; 1 2; 1 3]; y = [1, 2, 2]; L(w) = norm(X*w - y)^2; grad(L)([0, 0])", "2*X'*(X*[0, 0] - y)"),
    ("A = [2 1; 1 3]; q(x) = x'*A*x; grad(q)([1, 2])", "(A + A')*[1, 2]"),
    ("grad(X -> det(X))([2 1; 1 3])", "det([2 1; 1 3]) * inv([2 1; 1 3])'"),
    ("grad(v -> logsumexp(v))([1, 2, 3])", "softmax([1, 2, 3])"), ("grad(v -> sum(v .^ 2))([1, 2])", "[2, 4]"),
    ("grad(v -> v · v)([1, 2])", "[2, 4]"), ("grad(v -> norm(v))([3, 4])", "[0.6, 0.8]"),
    ("f(w) = w[1]*w[2]; grad(v -> norm(grad(f)(v))^2)([3, 4])", "[6, 8]"),
    ("f(x) = grad(t -> t^3*x)(2); f'(5)", "12"), ("f(w) = grad(t -> t*w)(w); f'(3)", "1"),
    ("f(w) = grad(t -> t * grad(u -> u^2*t)(w))(w); f'(3)", "24"), ("f(x) = 2 * grad(t -> 2*t)(2) * x; f'(1)", "4"),
    ("grad(v -> sum([v[1] 2; v[2] 3] * [1, 1]))([5, 6])", "[1, 1]"),
    ("a = 2; f(x) = a*x; a = 7; f'(1)", "7"), ("f(x) = fold((s, k) -> s + x*k, 0, 1:4); f'(1)", "10"),
    ("f(x) = x^x; f'(2)", "4*(log(2) + 1)"), ("f(x) = x^2; f'(-3)", "-6"),
    // A gradient taken before is taken again at another point, of another shape, of another closure, past a condition.
    ("f(x) = if x > 0 then x^2 else -x; [f'(t) for t in [1, -1, 2, -3]]", "[2, -1, 4, -1]"),
    ("a = 2; g(x) = a*x^2; u = g'(1); a = 5; g'(1)", "10"),
    ("h(c) = (x -> c*x^2)'(3); [h(1), h(2), h(1)]", "[6, 12, 6]"),
    ("k(n) = grad(v -> sum(v .^ 2))(ones(n))[1]; [k(1), k(2), k(1)]", "[2, 2, 2]"),
    ("f(x) = x^3; [f'(2), f''(2), f'(3), f''(3)]", "[12, 12, 27, 18]"),
    ("f(x, y) = x*y^2; iterate(w -> w - grad(f)(w), [1, 1], 2)", "[-1, -1]"), ("f'(3); f(x) = 2^x; f'(3)", "8*log(2)"),
  ]

  @Test("exact to rounding", arguments: rows)
  func gradient(row: (input: String, expected: String)) throws {
    var session = Session()
    if row.input.hasPrefix("f'(3)") { _ = try session.value("f(x) = x") }
    let got = try session.value(row.input)
    let difference = try session.value("\(got.written()) - (\(row.expected))")
    guard case .number(let size) = try session.magnitude(of: difference) else {
      Issue.record("no number")
      return
    }
    // A few operations, each within an ulp of values below 100.
    #expect(size <= 1e-13, "\(row.input): \(got.written())")
  }

  static let refusals: [(input: String, code: String)] = [
    ("grad(x -> [x, x])(1)", "E311"), ("grad(x -> floor(x) > 0)(1)", "E311"),
    ("f(x) = \"a\"; f'(1)", "E311"), ("grad(X -> eig(X).values[1])([1 2; 3 1])", "E310"),
  ]

  @Test("what cannot be differentiated says so", arguments: refusals)
  func refusal(row: (input: String, code: String)) throws {
    var session = Session()
    let failure = try #require(try session.failure(row.input))
    #expect(failure.error.report.code == row.code)
  }
}

extension Session {
  /// The largest entry of a value in magnitude, by the language's own norm.
  fileprivate mutating func magnitude(of difference: Value) throws -> Value {
    context.scope.bind("difference", to: difference)
    return try value(difference.shape == .scalar ? "abs(difference)" : "norm(difference)")
  }
}
