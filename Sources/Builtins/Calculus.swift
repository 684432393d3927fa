import Evaluation

/// Gradients of what the language computes.
let calculus: [Builtin] = [
  Builtin(
    "grad", summary: "The gradient of a function, as a function of the same arguments.",
    doc: """
      Exact to rounding, by reverse mode over the computation: array code and loops included. Of a function of one \
      array, an array of its shape; of several numbers, the vector of partial derivatives; of several arrays, the list \
      of theirs. `∇f` is the same, and grad(f, x) is grad(f)(x). At the edge of a domain it is the limit: grad(log)(0) \
      is Inf. Where there is no derivative, as for abs at 0, it says so and what it took.
      """,
    facts: .init(
      "f of an array → a function to an array of its shape",
      refuses: ["not differentiable": "grad(x -> rank([x x]))([2, 1])", "not a function": "grad(3)"],
      by: "reverse mode over the operations the function runs (Griewank & Walther 2e, §3.2)"),
    examples: [
      .init("grad(w -> w[1]^2 + 3w[2])([2, 5])", "[4, 3]"), .init("grad((x, y) -> x*y^2)(2, 3)", "[9, 12]"),
    ],
    related: ["hessian", "jacobian", "hvp", "descend"],
    Form("f") { (f: Function) throws(EvaluationError) in Function(.gradient(try f.differentiable())) },
    Form("f", "x", "more...") {
      (context: inout Context, f: Function, x: Value, more: [Value]) throws(EvaluationError) -> Value in
      try context.call(Function(.gradient(f)), Arguments([x] + more))
    } work: { (context: inout Context, f: Function, x: Value, more: [Value]) throws(EvaluationError) in
      try context.workedGradient(of: f, at: [x] + more)
    }),
  Builtin(
    "hessian", summary: "All second derivatives of a function, as a function of the same arguments.",
    doc: """
      Of a function of n numbers, or of a vector of n, the n×n matrix of second partial derivatives, symmetric to the \
      bit; elements of a matrix and several arguments are counted through, column by column. Of a function of one number \
      the second derivative. hvp multiplies by it without forming it.
      """,
    facts: .init(
      "f of n numbers → a function to an n×n matrix",
      refuses: ["not a number": "hessian(x -> [x, x])(1)", "not a function": "hessian(3)"],
      by: "reverse mode over reverse mode, a sweep for each column"),
    examples: [
      .init("hessian((x, y) -> x^3*y^2 - 3x*y)(2, -1)", "[12 -27; -27 16]"),
      .init("hessian(w -> w[1]^2*w[2])([1, 3])", "[6 2; 2 0]"),
    ],
    related: ["grad", "hvp", "jacobian"],
    Form("f") { (f: Function) throws(EvaluationError) in Function(.hessian(try f.differentiable())) }),
  Builtin(
    "jacobian", summary: "All first derivatives of a function to an array, as a function of the same arguments.",
    doc: """
      A row for each element that f gives and a column for each number that it takes; arrays and several arguments are \
      counted through, column by column. Its determinant is how f stretches volume. Of a function that gives one number \
      it is the gradient as a row.
      """,
    facts: .init(
      "f of n numbers to m → a function to an m×n matrix",
      refuses: ["not numbers": "jacobian(x -> \"a\")(1)", "not a function": "jacobian(3)"],
      by: "reverse mode, a sweep for each row or each column, whichever are fewer"),
    examples: [
      .init("jacobian((r, t) -> [r*cos(t), r*sin(t)])(2, 0)", "[1 0; 0 2]"),
      .init("jacobian(v -> [1 2; 3 4]*v)([1, 1])", "[1 2; 3 4]"),
    ],
    related: ["grad", "hessian", "det"],
    Form("f") { (f: Function) throws(EvaluationError) in Function(.jacobian(try f.differentiable())) }),
  Builtin(
    "hvp", summary: "The Hessian of a function times a vector, without the Hessian.",
    doc: """
      hessian(f)(x)*v for the cost of a few gradients, whatever the number of arguments. f takes one array, or as many \
      numbers as x has; v has the shape of x, and so has the result.
      """,
    facts: .init(
      "f, x n, v n → n; x m×n, v m×n → m×n",
      refuses: [
        "v of another shape": "hvp(x -> sum(x.^2), [1, 2], [1, 2, 3])", "not a number": "hvp(x -> x, [1], [1])",
      ],
      by: "reverse mode over reverse mode (Pearlmutter 1994)"),
    examples: [.init("hvp(w -> w[1]^2*w[2], [1, 3], [1, 1])", "[8, 2]")],
    related: ["hessian", "grad"],
    Form("f", "x", "v") { (context: inout Context, f: Function, x: Value, v: Value) throws(EvaluationError) -> Value in
      try context.hessianProduct(of: f, at: x, along: v)
    }),
  Builtin(
    "graph", summary: "The computation of a function at a point, operation by operation.",
    doc: """
      What the function computes written down: every distinct operation once, after its operands, with the value it has \
      at the point. A value that several operations use is shared. This is what gradients are taken of: `:work grad(f)(x)` \
      goes through it backwards, and `:plot` draws it. names and kinds list the nodes, links has a row for each edge: from \
      and to. Of if only the branch taken is there; loops and recursion are unrolled.
      """,
    facts: .init(
      "f and its arguments → {nodes, edges, operations, shared, depth, …}",
      refuses: ["not numbers": "graph(x -> x, \"a\")", "not a function": "graph(3, 2)"],
      by: "the function run on values that remember where they came from",
      fields: ["nodes", "edges", "operations", "shared", "depth", "names", "kinds", "links"]),
    examples: [
      .init("graph((x, y) -> x*y + sin(x*y), 2, 3).operations", "3"), .init("graph(x -> (x + 1)^2, 3).depth", "2"),
    ],
    related: ["grad", "work"],
    Form("f", "x", "more...") {
      (context: inout Context, f: Function, x: Value, more: [Value]) throws(EvaluationError) in
      try ComputationGraph(f, at: [x] + more, in: &context)
    }),
]
