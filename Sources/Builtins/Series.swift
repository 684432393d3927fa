import Calculus
import Document
import Evaluation
import LinearAlgebra

/// Series and limits.
let series: [Builtin] = [
  Builtin(
    "taylor", summary: "The Taylor polynomial of a function about a point.",
    doc: """
      Exact where the function is a formula: coefficients are fractions as long as they are short. Of a function of \
      several numbers, give the point as a vector; then the polynomial has every product of powers up to the order in \
      all, 1000 at most. Fields: function (the polynomial, a function of the same arguments), coef (constant first, of the powers of \
      x − at; of several numbers a table with a column of exponents for each and the coefficients), at, order.
      """,
    facts: .init(
      "f, at number or n, order ≤ 100 → {coef, function, at, order}",
      refuses: [
        "no series there": "taylor(x -> abs(x), 0, 3)", "order not whole": "taylor(sin, 0, 1.5)",
        "not a formula": "taylor(x -> rank([x x]), 1, 2)",
      ], by: "arithmetic of power series (Knuth, TAOCP 2, §4.7)", fields: ["coef", "function", "at", "order"]),
    examples: [
      .init("taylor(exp, 0, 4).coef", "[1, 1, 0.5, 0.166667, 0.0416667]"),
      .init("taylor(x -> 1/(1 - x), 0, 3).coef", "[1, 1, 1, 1]"),
      .init("taylor((x, y) -> exp(x)*y, [0, 0], 2).coef.coef", "[1, 1]"),
    ],
    related: ["grad", "limit", "polyfit"],
    Form("f", "at = 0", "order = 4") {
      (context: inout Context, f: Function, at: Value, order: Double) throws(EvaluationError) in
      try context.taylor(f, at, order)
    } work: { (context: inout Context, f: Function, at: Value, order: Double) throws(EvaluationError) in
      let result = try context.taylor(f, at, order)
      return Worked(result, try result.worked(&context))
    }),
  Builtin(
    "limit", summary: "What a function tends to.",
    doc: """
      at may be inf or -inf. side = "left" or "right" approaches from there alone; with "both" the two must agree. The \
      limit is found by algebra, never by trying numbers: what grows fastest is expanded in and compared. A limit may be \
      inf or -inf.
      """,
    facts: .init(
      "f of one number, at → number",
      refuses: [
        "left and right differ": "limit(x -> 1/x, 0)", "it goes on swinging": "limit(sin, inf)",
        "not a formula": "limit(x -> rank([x x]), 1)",
      ], by: "the algorithm of Gruntz (ETH Zürich 1996, §3)"),
    examples: [
      .init("limit(x -> sin(x)/x, 0)", "1"), .init("limit(x -> (1 + 1/x)^x, inf)", "2.71828"),
      .init("limit(x -> abs(x)/x, 0, side = \"left\")", "-1"),
    ],
    related: ["taylor", "grad"],
    Form("f", "at", "side = \"both\"") {
      (context: inout Context, f: Function, at: Double, side: LimitSide) throws(EvaluationError) in
      try context.limit(f, at, side).value
    } work: { (context: inout Context, f: Function, at: Double, side: LimitSide) throws(EvaluationError) in
      let found = try context.limit(f, at, side)
      return Worked(found.value, try found.worked(&context))
    }),
]

extension LimitSide: Choice {}
