import Document
import Evaluation
import LinearAlgebra
import Numerics

/// Functions that take functions: the language's loops.
let functions: [Builtin] = [
  Builtin(
    "map", summary: "The results of a function for every element.",
    doc: "A vector when every result is a number, truth or text; else a list. A matrix is visited column by column.",
    facts: .init(
      "f and n elements → n results", refuses: ["not something to loop over": "map(sin, true)"],
      by: "one call an element; numbers by compiled scalar code"),
    examples: [.init("map(x -> x^2, [1, 2, 3])", "[1, 4, 9]")], related: ["filter", "fold", "iterates"],
    Form("f", "x") { (context: inout Context, f: Function, x: Value) throws(EvaluationError) -> Value in
      if case .vector(let v) = x, let fast = try context.scalarMap(f, v.elements) { return fast }
      var results: [Value] = []
      let items = try context.items(of: x)
      let counter = context.count(.item, of: items.count)
      defer { context.stop(counter) }
      for item in items {
        try context.checkInterrupt()
        counter(results.count)
        results.append(try context.apply(f, [item]))
      }
      return try context.collected(results)
    }),
  Builtin(
    "filter", summary: "The elements for which a function is true.",
    doc: "The function must give true or false. The result is of the kind of what was filtered.",
    facts: .init(
      "f and n elements → at most n elements", refuses: ["no truth from the function": "filter(x -> x, [1, 2])"],
      by: "one call an element"),
    examples: [.init("filter(x -> x > 1, [1, 2, 3])", "[2, 3]")], related: ["map", "find"],
    Form("f", "x") { (context: inout Context, f: Function, x: Value) throws(EvaluationError) -> Value in
      var kept: [Value] = []
      let items = try context.items(of: x)
      let counter = context.count(.item, of: items.count)
      defer { context.stop(counter) }
      for (index, item) in items.enumerated() {
        try context.checkInterrupt()
        counter(index)
        let answer = try context.apply(f, [item])
        guard case .truth(let keep) = answer else {
          throw EvaluationError(.notTruth(got: answer.phrase, context: "the function that filter calls"))
        }
        if keep { kept.append(item) }
      }
      if case .list = x { return .list(List(kept)) }
      return try context.collected(kept)
    }),
  Builtin(
    "fold", summary: "One value from many: f(…f(f(start, x₁), x₂)…, xₙ).",
    doc: "The function takes what has been gathered so far and the next element.",
    facts: .init(
      "f of two, start, n elements → one value", refuses: ["not something to loop over": "fold((s, x) -> s, 0, true)"],
      by: "from the left, one call an element"),
    examples: [.init("fold((s, x) -> s + x, 0, 1:4)", "10")], related: ["map", "sum", "iterate"],
    Form("f", "start", "x") {
      (context: inout Context, f: Function, start: Value, x: Value) throws(EvaluationError) -> Value in
      if case .number(let first) = start, case .vector(let v) = x,
        let fast = try context.scalarFold(f, from: first, over: v.elements)
      {
        return .number(fast)
      }
      var gathered = start
      let items = try context.items(of: x)
      let counter = context.count(.item, of: items.count)
      defer { context.stop(counter) }
      for (index, item) in items.enumerated() {
        try context.checkInterrupt()
        counter(index)
        gathered = try context.call(f, Arguments([gathered, item]))
      }
      return gathered
    }),
  Builtin(
    "iterate", summary: "A function applied to its own result, n times.",
    doc: "iterate(f, x, 3) is f(f(f(x))). Ctrl-C stops it and keeps the notebook as it was.",
    facts: .init(
      "f, x0, n → a value like x0", refuses: ["n not whole or negative": "iterate(sin, 1, -1)"],
      by: "n calls, each of the result before"),
    examples: [.init("iterate(x -> x/2, 8, 3)", "1")], related: ["iterates", "fold"],
    Form("f", "x0", "n") {
      (context: inout Context, f: Function, x0: Value, n: Double) throws(EvaluationError) -> Value in
      let count = try steps(n, of: "iterate")
      if case .number(let x) = x0, let fast = try context.scalarIterate(f, from: x, count: count, each: { _ in }) {
        return .number(fast)
      }
      var x = x0
      let counter = context.count(.item, of: count)
      defer { context.stop(counter) }
      for index in 0..<count {
        try context.checkInterrupt()
        counter(index)
        x = try context.apply(f, [x])
      }
      return x
    }),
  Builtin(
    "iterates", summary: "The start and every iterate: x, f(x), f(f(x)) and so on.",
    doc: "n + 1 values, in a vector when they are numbers, else in a list.",
    facts: .init(
      "f, x0, n → n + 1 values",
      refuses: ["n not whole or negative": "iterates(sin, 1, 0.5)", "too many to hold": "iterates(sin, 1, 1e15)"],
      by: "n calls, each of the result before"),
    examples: [.init("iterates(x -> x/2, 8, 3)", "[8, 4, 2, 1]")], related: ["iterate"],
    Form("f", "x0", "n") {
      (context: inout Context, f: Function, x0: Value, n: Double) throws(EvaluationError) -> Value in
      let count = try steps(n, of: "iterates")
      do throws(MathError) { try MemoryBudget.standard.count(rows: count) } catch { throw error.asEvaluation }
      if case .number(let x) = x0 {
        var path = [x]
        if try context.scalarIterate(f, from: x, count: count, each: { path.append($0) }) != nil {
          return .vector(Vector(path))
        }
      }
      var path = [x0]
      var x = x0
      let counter = context.count(.item, of: count)
      defer { context.stop(counter) }
      for index in 0..<count {
        try context.checkInterrupt()
        counter(index)
        x = try context.apply(f, [x])
        path.append(x)
      }
      return try context.collected(path)
    }),
]

/// A number of steps: a whole number from 0 on.
private func steps(_ n: Double, of function: String) throws(EvaluationError) -> Int {
  guard n >= 0, n == n.rounded(), n < 0x1p62 else {
    throw EvaluationError(
      .argument(
        function: function, parameter: "n", needed: "a whole number from 0 on", got: Value.number(n).phrase))
  }
  return Int(n)
}
