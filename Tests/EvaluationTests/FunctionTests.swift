import Document
import Evaluation
import Synchronization
import Syntax
import Testing

@Suite("Functions and scope")
struct FunctionTests {
  /// A lambda that nobody keeps may leave its address to the next; each must still run its own text.
  @Test func everyLambdaIsItself() throws {
    var session = Session()
    for k in 1...300 { #expect(try session.written("map(x -> x + \(k), [1])") == "[\(k + 1)]") }
    for k in 1...300 { #expect(try session.written("map(x -> [x, \(k)], [1])[1]") == "[1, \(k)]") }
  }

  /// Expected values by the definitions, worked by hand.
  static let rows: [(input: String, written: String)] = [
    ("f(x) = x^2; f(3)", "9"), ("f(x, n = 2) = x^n; f(3)", "9"), ("f(x, n = 2) = x^n; f(2, n = 5)", "32"),
    ("f(x, n = x) = x*n; f(3)", "9"), ("(x -> x + 1)(2)", "3"), ("((x, y) -> x - y)(5, 3)", "2"),
    ("3 |> (x -> x + 1)", "4"), ("f(x, a) = x + a; 3 |> f(10)", "13"), ("(() -> 7)()", "7"),
    // the notebook's names as they are when the function is called
    ("a = 1; f(x) = a*x; a = 5; f(2)", "10"),
    // locals of the functions around are captured by value
    ("add(n) = x -> x + n; add(3)(4)", "7"), ("f(n) = (g = x -> x + n; n = 100; g(1)); f(2)", "3"),
    ("f(x) = (a = x^2; a + 1); f(3)", "10"), ("a = 1; f(x) = (a = x; a); f(9) + a", "10"),
    // a local function finds itself
    ("f(n) = (fact(k) = if k < 1 then 1 else k*fact(k - 1); fact(n)); f(5)", "120"),
    ("even(n) = if n == 0 then true else odd(n - 1); odd(n) = if n == 0 then false else even(n - 1); even(10)", "true"),
    ("fib(n) = if n < 2 then n else fib(n - 1) + fib(n - 2); fib(20)", "6765"),
    ("map(x -> x^2, 1:3)", "[1, 4, 9]"), ("filter(x -> x > 1, [1, 2, 3])", "[2, 3]"),
    ("fold((s, x) -> s + x, 0, 1:4)", "10"),
    ("iterate(x -> x/2, 8, 3)", "1"), ("iterates(x -> x/2, 8, 3)", "[8, 4, 2, 1]"),
    ("iterate(v -> [v[2], v[1] + v[2]], [0, 1], 10)", "[55, 89]"), ("f(x) = x^2; f.([1 2; 3 4])", "[1 4; 9 16]"),
    ("atan2.([1, -1], 0)", "[1.5708, -1.5708]"), ("e = 3; e + 1", "4"), ("sin(x) = 2x; sin(4)", "8"),
    ("f(x) = if x > 0 and x < 1 then \"in\" else \"out\"; f(0.5)", "\"in\""),
    ("map(k -> (a = k; b = a + 1; a*b), 1:3)", "[2, 6, 12]"), ("f(b, c) = b - c; f(c = 1, b = 5)", "4"),
  ]

  @Test("calls, closures, recursion", arguments: rows)
  func value(row: (input: String, written: String)) throws {
    var session = Session()
    #expect(try session.written(row.input) == row.written, "\(row.input)")
  }

  /// One expression three ways: by the scalar machine, as a fused tree, and along an array. They share the primitives
  /// but neither compiler nor loop, and must agree to the last bits the kernels promise (2 ulp each of ≤ 8 steps).
  @Test(
    "the machine, the tree and the array agree",
    arguments: [
      "x^2 + 3*sin(x)", "if x < 1 then exp(x) else log(x)", "(a = x + 1; b = a*a; b - a/2)", "1/(1 + exp(-x))",
      "sqrt(x)*cos(2x) - tanh(x)/3", "if x > 0.5 and not x > 2 then 1 - x else atan2(x, 2)", "min(x, 1)^3 + max(x, 2)",
      "if 0 < x and x <= 1 then 2x else 3 - x", "1/x - 2/(x + 1)", "x^3 - x^-1", "if x != 1 then x - 2*x else 5",
      "if x >= 1 or x < 0.5 then x*x else x + 2pi", "(a = 3*x; a + 2*a - 2a)", "if not (x > 1) then 1 else x*(2 - x)",
      "if 1 == x then (a = x; a + 1) else (a = 2; if x > a then a else a*x)", "x - (if x < 1 then x else 3x)*2",
      "-x^2 + abs(x - 1)", "x - 2*(x - (x - 1))", "2^x - x^0.5", "if 0.2 < x <= 1.5 then mod(7, x) else floor(3x)",
    ])
  func agree(body: String) throws {
    var session = Session()
    _ = try session.value("f(x) = \(body)")
    for x in [0.1, 0.7, 1.0, 1.3, 2.9, 40.25] {
      guard case .number(let machine) = try session.value("f(\(x))") else { throw Mismatch() }
      guard case .number(let tree) = try session.value("x = \(x); \(body)") else { throw Mismatch() }
      guard case .number(let mapped) = try session.value("(map(f, [\(x), 1]))[1]") else { throw Mismatch() }
      #expect(abs(machine - tree) <= 4e-15 * max(1, abs(tree)), "\(body) at \(x)")
      #expect(machine == mapped)
      if !body.contains("if"), !body.contains("=") {
        guard case .number(let array) = try session.value("x = [\(x), \(x)]; (\(body.dotted))[1]") else {
          throw Mismatch()
        }
        #expect(abs(array - tree) <= 4e-15 * max(1, abs(tree)), "\(body) at \(x) along an array")
      }
    }
  }

  /// Expected values worked by hand.
  static let calls: [(input: String, expected: Double)] = [
    ("g(a, b) = a - 2b; h(x) = g(g(x, 1), g(2, x)) + x; h(5)", 24),
    ("p(x) = x^2; q(x) = p(p(x)) - p(x - 1); q(3)", 77),
    ("ack(m, n) = if m == 0 then n + 1 else if n == 0 then ack(m - 1, 1) else ack(m - 1, ack(m, n - 1)); ack(2, 3)", 9),
    (
      "odd(n) = if n == 0 then false else even(n - 1); even(n) = if n == 0 then true else odd(n - 1); g(n) = "
        + "if even(n) then 1 else 0; g(10)", 1
    ),
    ("fact(n) = if n <= 1 then 1 else n*fact(n - 1); fact(20)", 2_432_902_008_176_640_000),
    ("f(n) = if n < 2 then n else f(n - 1) + f(n - 2); f(20)", 6765),
    ("s(n) = if n == 0 then 0 else (a = s(n - 1); b = 2*n; a + b); s(100)", 10100),
    ("c = 4; m(x) = 1 + c*x; t(x) = m(if x > 2 then m(x) else x + 1); t(3) + t(1)", 62),
  ]

  @Test("calls of scalar code keep their registers apart", arguments: calls)
  func registers(row: (input: String, expected: Double)) throws {
    var session = Session()
    guard case .number(let found) = try session.value(row.input) else { throw Mismatch() }
    #expect(found == row.expected)
  }

  struct Mismatch: Error {}

  @Test("an interrupt leaves the names as they were")
  func interrupt() throws {
    let polls = Mutex(0)
    var session = Session(interrupted: {
      polls.withLock {
        $0 += 1; return $0 > 50
      }
    })
    _ = try session.value("x = 5")
    let failure = try session.failure("x = iterate(t -> t/2 + 1, 1, 1e12)")
    guard case .interrupted = failure?.error.kind else {
      Issue.record("not interrupted")
      return
    }
    guard case .number(5) = session.context.scope["x"] else {
      Issue.record("x changed")
      return
    }
  }

  @Test(
    "recursion without end is an error",
    arguments: ["f(n) = f(n + 1); f(1)", "f(n) = [f(n)]; f(1)", "f(n) = n*f(n - 1); f(3)"])
  func recursion(input: String) throws {
    var session = Session()
    let failure = try #require(try session.failure(input))
    #expect(failure.error.report.code == "E401")
  }
}

extension String {
  /// The expression with products, quotients and powers element by element.
  fileprivate var dotted: String {
    replacing("^", with: ".^").replacing("*", with: ".*").replacing("/", with: "./").replacing("2x", with: "2*x")
      .replacing("3x", with: "3*x")
  }
}
