import Evaluation
import Graph
import LinearAlgebra
import Numerics
import Syntax

/// Powers, logarithms and rounding. Each takes numbers and arrays, element by element.
let elementary: [Builtin] = [
  Builtin(
    "abs", primitive: .abs, summary: "The absolute value.",
    doc: """
      Of a complex number its modulus √(re² + im²), without overflow on the way. Not differentiable at 0, where gradients \
      take the subgradient 0, as PyTorch does.
      """,
    facts: .each(refuses: [:], by: "exact; complex values by the C library's hypot"),
    examples: [.init("abs([-3, 4])", "[3, 4]"), .init("abs(3 + 4i)", "5")], related: ["sign", "norm", "angle"]),
  Builtin(
    "sign", primitive: .sign, summary: "−1, 0 or 1: the sign of a number.",
    doc: "Of a complex number the number of modulus 1 in its direction.",
    facts: .each(refuses: [:], by: "exact"),
    examples: [.init("sign([-2, 0, 5])", "[-1, 0, 1]")], related: ["abs"]),
  Builtin(
    "sqrt", primitive: .sqrt, summary: "The square root.",
    doc: "A negative real number is an error; sqrt(-4 + 0i) is 2i, on the principal branch. `√x` is the same.",
    facts: .each(refuses: ["below 0": "sqrt(-1)"], by: "correctly rounded; complex values by C99's Annex G"),
    examples: [.init("sqrt(9)", "3"), .init("sqrt(-4 + 0i)", "2i")], related: ["abs", "sqrtm"]),
  Builtin(
    "exp", primitive: .exp, summary: "The exponential function eˣ.",
    doc: "Element by element; expm is the exponential of a matrix. Complex arguments too. At most 1 ulp.",
    facts: .each(
      refuses: [:],
      by:
        "C library for a number; for arrays SLEEF 3.5 and own kernels, within 2 ulp of it; complex values by C99's Annex G"
    ),
    examples: [.init("exp([0, 1])", "[1, 2.71828]")], related: ["log", "expm1", "expm"]),
  Builtin(
    "expm1", primitive: .expm1, summary: "eˣ − 1, accurate for small x.",
    doc: "exp(x) - 1 loses all digits below 1e-16; this loses none.",
    facts: .each(refuses: [:], by: "C library for a number; for arrays SLEEF 3.5 and own kernels, within 2 ulp of it"),
    examples: [.init("expm1(1e-12)", "1e-12")], related: ["exp", "log1p"]),
  Builtin(
    "log", primitive: .log, parameters: "x", summary: "The natural logarithm, or the one to a given base.",
    doc: """
      log(x) needs x ≥ 0 (log(0) is −Inf); a negative real number is an error, log(-1 + 0i) is πi. log(x, base) needs a \
      base > 0 other than 1, and is exact for whole powers of whole bases.
      """,
    facts: .each(
      refuses: ["below 0": "log(-1)", "no base": "log(8, 1)"],
      by:
        "C library for a number; for arrays SLEEF 3.5 and own kernels, within 2 ulp of it; complex values by C99's Annex G"
    ),
    examples: [.init("log(e)", "1"), .init("log(8, 2)", "3"), .init("log(125, 5)", "3")],
    related: ["ln", "log2", "log10", "log1p", "exp", "logm"],
    Form("x", "base") { (context: inout Context, x: Value, base: Value) throws(EvaluationError) in
      try context.logarithm(x, base)
    }),
  Builtin(
    "ln", primitive: .log, summary: "The natural logarithm, the same as log(x).",
    doc: "Needs x ≥ 0; complex arguments have the principal logarithm.",
    facts: .each(
      refuses: ["below 0": "ln(-1)"],
      by:
        "C library for a number; for arrays SLEEF 3.5 and own kernels, within 2 ulp of it; complex values by C99's Annex G"
    ),
    examples: [.init("ln(e^2)", "2")], related: ["log", "exp"]),
  Builtin(
    "log2", primitive: .log2, summary: "The logarithm to base 2.",
    doc: "Exact for powers of two. Needs x ≥ 0; complex arguments have the principal logarithm.",
    facts: .each(
      refuses: ["below 0": "log2(-1)"],
      by: "C library for a number; for arrays SLEEF 3.5 and own kernels, within 2 ulp of it"),
    examples: [.init("log2(1024)", "10")], related: ["log", "log10"]),
  Builtin(
    "log10", primitive: .log10, summary: "The logarithm to base 10.",
    doc: "Exact for powers of ten. Needs x ≥ 0; complex arguments have the principal logarithm.",
    facts: .each(
      refuses: ["below 0": "log10(-1)"],
      by: "C library for a number; for arrays SLEEF 3.5 and own kernels, within 2 ulp of it"),
    examples: [.init("log10(1000)", "3")], related: ["log", "log2"]),
  Builtin(
    "log1p", primitive: .log1p, summary: "log(1 + x), accurate for small x.",
    doc: "Needs x ≥ −1. log(1 + x) loses all digits below 1e-16; this loses none.",
    facts: .each(
      refuses: ["below −1": "log1p(-2)"],
      by: "C library for a number; for arrays SLEEF 3.5 and own kernels, within 2 ulp of it"),
    examples: [.init("log1p(1e-15)", "1e-15")], related: ["log", "expm1"]),
  Builtin(
    "floor", primitive: .floor, summary: "The largest whole number that is not above x.",
    doc: "Its derivative is 0 everywhere.", facts: .each(refuses: [:], by: "exact"),
    examples: [.init("floor([2.7, -2.2])", "[2, -3]")],
    related: ["ceil", "round", "mod"]),
  Builtin(
    "ceil", primitive: .ceil, summary: "The smallest whole number that is not below x.",
    doc: "Its derivative is 0 everywhere.", facts: .each(refuses: [:], by: "exact"),
    examples: [.init("ceil([2.2, -2.7])", "[3, -2]")],
    related: ["floor", "round"]),
  Builtin(
    "round", primitive: .round, parameters: "x", summary: "The nearest whole number, or so many digits.",
    doc: """
      Halves go to the even neighbour, as in NumPy, Julia and R: round(2.5) is 2. round(x, digits) keeps so many digits \
      after the point, or rounds to tens, hundreds … where digits is negative.
      """,
    facts: .each(refuses: [:], by: "exact; to digits, the nearest number of that many"),
    examples: [.init("round([2.5, 3.5, -1.2])", "[2, 4, -1]"), .init("round(3.14159, 2)", "3.14")],
    related: ["floor", "ceil"],
    Form("x", "digits") { (context: inout Context, x: Value, digits: Int) throws(EvaluationError) in
      try RealFunction(name: "round", parameters: ["x"], needs: "a number") { x, _, _ in
        Rounding.round(x, digits: digits)
      }([x], &context)
    }),
  Builtin(
    "mod", primitive: .mod, summary: "The remainder of x divided by y, with the sign of y.",
    doc: "mod(-7, 3) is 2, since −7 = −3·3 + 2. Exact for all real x and y ≠ 0.",
    facts: .each(refuses: ["division by 0": "mod(1, 0)"], by: "exact, as the C library's fmod"),
    examples: [.init("mod(-7, 3)", "2"), .init("mod([5.5, 7], 2)", "[1.5, 1]")], related: ["floor", "gcd"]),
  Builtin(
    "real", summary: "The real part.", doc: "Element by element; a real value is its own.",
    facts: .each(refuses: [:], by: "exact"),
    examples: [.init("real(3 + 4i)", "3")], related: ["imag", "conj", "abs", "angle"],
    Form("z") { (z: ComplexArray) in z.map(\.real) }),
  Builtin(
    "imag", summary: "The imaginary part.", doc: "Element by element; 0 for a real value.",
    facts: .each(refuses: [:], by: "exact"),
    examples: [.init("imag(3 + 4i)", "4")], related: ["real", "conj", "abs", "angle"],
    Form("z") { (z: ComplexArray) in z.map(\.imaginary) }),
  Builtin(
    "conj", summary: "The complex conjugate re − im·i.", doc: "Element by element; a real value is its own.",
    facts: .each(refuses: [:], by: "exact"),
    examples: [.init("conj(3 + 4i)", "3 - 4i")], related: ["real", "imag", "transpose"],
    Form("z") { (z: ComplexArray) in z.conjugated }),
  Builtin(
    "angle", summary: "The angle of a complex number, in radians between −π and π.",
    doc: "atan2(im, re), element by element; 0 for 0 and for positive numbers, π for negative ones.",
    facts: .each(refuses: [:], by: "C library's atan2"),
    examples: [.init("angle(2i)", "1.5708")], related: ["abs", "atan2", "real", "imag"],
    Form("z") { (z: ComplexArray) in z.map { $0 == .zero ? 0 : Double.atan2(y: $0.imaginary, x: $0.real) } }),
]

extension Context {
  /// log(x)/log(base), by the special logarithms where they are exact.
  fileprivate mutating func logarithm(_ x: Value, _ base: Value) throws(EvaluationError) -> Value {
    if case .number(let b) = base {
      guard b > 0, b != 1 else {
        throw EvaluationError(
          .argument(
            function: "log", parameter: "base", needed: "a number above 0 other than 1", got: base.phrase))
      }
    }
    guard let log = catalog["log"] else { return .missing }
    // Outside the domain the plain logarithm says so.
    let top = try elementwise(.log, log, [x])
    if case .number(2) = base { return try elementwise(.log2, log, [x]) }
    if case .number(10) = base { return try elementwise(.log10, log, [x]) }
    let quotient = try combine(.dotDivide, top, elementwise(.log, log, [base]))
    guard case .number(let x) = x, case .number(let b) = base, case .number(let q) = quotient else { return quotient }
    return .number(Double.pow(b, q.rounded()) == x ? q.rounded() : q)
  }
}

/// Complex numbers, or real ones taken for such, in any arrangement.
private struct ComplexArray: ArgumentType {
  let elements: [Complex<Double>]
  let shape: Shape

  static let needed = "a number or an array of numbers"

  static func decode(_ value: Value) -> ComplexArray? {
    switch value {
    case .number(let x): ComplexArray(elements: [Complex(x)], shape: .scalar)
    case .complex(let z): ComplexArray(elements: [z], shape: .scalar)
    case .vector(let v): ComplexArray(elements: v.complex.elements, shape: v.shape)
    case .complexVector(let v): ComplexArray(elements: v.elements, shape: v.shape)
    case .matrix(let a): ComplexArray(elements: a.complex.elements, shape: a.shape)
    case .complexMatrix(let a): ComplexArray(elements: a.elements, shape: a.shape)
    default: nil
    }
  }

  func map(_ f: (Complex<Double>) -> Double) -> Value { Value(Tensor(shape, elements.map(f))) }

  var conjugated: Value {
    let conjugates = elements.map(\.conjugate)
    return switch shape {
    case .scalar: conjugates[0].value
    case .vector: ComplexVector(conjugates).value
    case .matrix(let m, let n): ComplexMatrix(rows: m, columns: n, elements: conjugates).value
    }
  }
}
