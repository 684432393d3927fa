import Evaluation

/// Gradients of what the language computes.
let calculus: [Builtin] = [
  Builtin(
    "grad", summary: "The gradient of a function, as a function of the same arguments.",
    doc: """
      Exact to rounding, by reverse mode over the computation: array code and loops included. Of a function of one \
      array, an array of its shape; of several numbers, the vector of partial derivatives. `∇f` is the same. \
      At the edge of a domain it is the limit: grad(log)(0) is Inf.
      """,
    facts: .init(
      "f of an array → a function to an array of its shape",
      refuses: ["not differentiable": "grad(x -> sort(x)[1])([2, 1])", "not a function": "grad(3)"],
      by: "reverse mode over the operations the function runs (Griewank & Walther 2e, §3.2)"),
    examples: [
      .init("grad(w -> w[1]^2 + 3w[2])([2, 5])", "[4, 3]"), .init("grad((x, y) -> x*y^2)(2, 3)", "[9, 12]"),
    ],
    related: ["descend"],
    Form("f") { (f: Function) in Function(.gradient(f)) })
]
