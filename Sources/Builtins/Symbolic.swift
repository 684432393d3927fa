import Calculus
import Evaluation
import Syntax

/// Algebra of functions: derivatives as formulas, and formulas rewritten.
let symbolic: [Builtin] = [
  Builtin(
    "derivative", summary: "The derivative of a function, once or several times, by any of its arguments.",
    doc: """
      derivative(f) is f', and derivative(f, 3) is f'''. Of a function of several numbers, derivative(f, "x") is the \
      partial derivative by x; nest two for a mixed one. The result shows its formula where it has one and is a function \
      either way, exact to rounding.
      """,
    facts: .init(
      "f → a function of the same arguments",
      refuses: [
        "not an order": "derivative(sin, -1)", "not an argument": "derivative((x, y) -> x*y, \"z\")",
        "not a function": "derivative(3)",
      ], by: "the rules of differentiation on the formula; reverse mode where there is none"),
    examples: [
      .init("derivative(x -> x^4, 2)(3)", "108"), .init("derivative((x, y) -> x*y^2, \"y\")(2, 3)", "12"),
    ],
    related: ["grad", "hessian", "simplify"],
    Form("f", "n = 1") { (context: inout Context, f: Function, n: Double) throws(EvaluationError) -> Function in
      try context.derivative(of: f, order: n)
    } work: { (context: inout Context, f: Function, n: Double) throws(EvaluationError) in
      try context.workedDerivative(try context.derivative(of: f, order: n))
    },
    Form("f", "by") { (context: inout Context, f: Function, name: String) throws(EvaluationError) -> Function in
      try context.derivative(of: f, by: name)
    } work: { (context: inout Context, f: Function, name: String) throws(EvaluationError) in
      try context.workedPartial(f, by: Name(name), try context.derivative(of: f, by: name))
    }),
  Builtin(
    "simplify", summary: "A function with the simplest formula found.",
    doc: """
      Like terms collected, fractions cancelled, common factors out, polynomials factored where that is shorter, \
      sin² + cos² = 1, double angles, logarithms joined. The result equals f wherever both have a value: √(x²) becomes \
      |x|, never x. Numbers of the notebook keep their letters.
      """,
    facts: .init(
      "f → a function of the same numbers",
      refuses: ["not a formula": "simplify(x -> rank([x 1; 1 x]))", "not a function": "simplify(3)"],
      by: "the least complex of several equal forms, part by part"),
    examples: [
      .init("simplify(x -> (x^2 - 1)/(x - 1))(3)", "4"), .init("simplify(x -> sin(x)^2 + cos(x)^2)(5)", "1"),
    ],
    related: ["expand", "derivative"],
    Form("f") { (context: inout Context, f: Function) throws(EvaluationError) -> Function in
      let read = try context.formula(of: f)
      return try context.function(read.formula.simplified(), of: f, read.parameters)
    }),
  Builtin(
    "expand", summary: "A function with its products and whole powers of sums multiplied out.",
    doc: "Like terms are collected; denominators, roots and functions stay, with what is in them multiplied out.",
    facts: .init(
      "f → a function of the same numbers",
      refuses: ["not a formula": "expand(x -> rank([x 1; 1 x]))", "not a function": "expand(3)"],
      by: "the distributive law, up to 400 terms"),
    examples: [.init("expand(x -> (x + 1)^3)(2)", "27"), .init("expand((x, y) -> (x + y)*(x - y))(3, 2)", "5")],
    related: ["simplify", "derivative"],
    Form("f") { (context: inout Context, f: Function) throws(EvaluationError) -> Function in
      let read = try context.formula(of: f)
      return try context.function(read.formula.expanded(), of: f, read.parameters)
    }),
]

extension Context {
  fileprivate func derivative(of f: Function, order: Double) throws(EvaluationError) -> Function {
    guard let n = Int(exactly: order), (0...20).contains(n) else {
      throw SymbolicError.order(Value.number(order).written(digits: 6)).asEvaluation
    }
    return (0..<n).reduce(n > 0 ? try f.differentiable() : f) { function, _ in Function(.derivative(function)) }
  }

  /// The partial derivative by a named argument: an element of the gradient, shown by its formula.
  fileprivate func derivative(of f: Function, by name: String) throws(EvaluationError) -> Function {
    let wanted = Name(name)
    let names = parameterNames(of: f)
    guard let place = names.firstIndex(where: { $0.canonical == wanted.canonical }) else {
      throw SymbolicError.noArgument(name, known: names.map(\.spelling)).asEvaluation
    }
    guard names.count > 1 else { return Function(.derivative(f)) }
    do throws(SyntaxError) { return try Function(partialOf: f, names, by: place) } catch {
      throw SymbolicError.notFormula(f.handle, why: "its arguments cannot be written out").asEvaluation
    }
  }

  /// What the arguments of a function are called; of a built-in one as its formula has them.
  private func parameterNames(of f: Function) -> [Name] {
    if case .defined(let definition, _) = f.body { return definition.parameters.map(\.name) }
    do throws(AlgebraError) { return try algebra(of: f).parameters.map(\.name) } catch { return [] }
  }
}
