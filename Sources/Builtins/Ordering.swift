import Evaluation
import Graph
import LinearAlgebra
import Numerics
import Syntax
import Tables

/// Where elements stand, and in which order.
let ordering: [Builtin] = [
  Builtin(
    "argmin", summary: "The index of the smallest element.",
    doc: "The first of equal ones; the first NaN if there is one. Of a matrix the vector [row, column].",
    facts: .init("n → number; m×n → [row, column]", refuses: ["no elements": "argmin([])"], by: "compared one by one"),
    examples: [.init("argmin([3, 1, 2])", "2")], related: ["min", "argmax", "find", "sort"],
    trace: GradientRules.settled("argmin"),
    Form("x", "na: \"keep\"") { (context: inout Context, x: Sample, na: MissingValues) throws(EvaluationError) in
      try extreme(x, na, "argmin", <, &context)
    }),
  Builtin(
    "argmax", summary: "The index of the largest element.",
    doc: "The first of equal ones; the first NaN if there is one. Of a matrix the vector [row, column].",
    facts: .init("n → number; m×n → [row, column]", refuses: ["no elements": "argmax([])"], by: "compared one by one"),
    examples: [.init("argmax([3, 1, 2])", "1"), .init("argmax([1 2; 5 4])", "[2, 1]")],
    related: ["max", "argmin", "find", "sort"],
    trace: GradientRules.settled("argmax"),
    Form("x", "na: \"keep\"") { (context: inout Context, x: Sample, na: MissingValues) throws(EvaluationError) in
      try extreme(x, na, "argmax", >, &context)
    }),
  Builtin(
    "sort", summary: "The elements of a vector, or the rows of a table, in ascending order.",
    doc: """
      A vector of numbers, texts, dates or truths, or the rows of a table by one column or several, the first counting \
      most and rows that are equal as they stand; descending = true turns the order round, [true, false] that of the \
      first of two columns. NaN comes last, missing after it, whichever the order. Texts are compared character by \
      character.
      """,
    facts: .init(
      "n → n; table → table",
      refuses: ["not a vector": "sort([1 2; 3 4])", "no such column": "sort(table(a = 1), by = \"b\")"],
      by: "radix sort of the numbers' bits, so NaN comes last"),
    examples: [
      .init("sort([3, 1, 2])", "[1, 2, 3]"), .init("sort([3, 1, 2], descending = true)", "[3, 2, 1]"),
      .init("sort([\"b\", \"a\"])", "[\"a\", \"b\"]"),
      .init(
        "sort(table(id = 1:3, x = [5, 7, 5]), by = [\"x\", \"id\"], descending = [false, true])",
        "table(id = [3, 1, 2], x = [5, 5, 7])"),
    ], related: ["reverse", "unique", "argmin"],
    trace: GradientRules.sort,
    Form("x", "descending: false") {
      (context: inout Context, x: Vector, descending: Bool) throws(EvaluationError) in
      Vector(inOrder(try context.sorted(x.elements), descending: descending))
    },
    Form("x", "descending: false") { (x: Column, descending: Bool) in x.taking(x.order(descending: descending)) },
    TableForms.sort),
  Builtin(
    "reverse", summary: "The elements from last to first.",
    doc: "Of a vector, list or text.",
    facts: .init("n → n", refuses: ["not a vector, list or text": "reverse([1 2; 3 4])"], by: "by definition"),
    examples: [.init("reverse([1, 2, 3])", "[3, 2, 1]")], related: ["sort"],
    trace: { (arguments: Arguments, context: inout Context) throws(EvaluationError) in
      guard let x = arguments.exactly(1)?[0], case .vector(let n) = context.shape(x) else { return nil }
      return try context.picked((0..<n).reversed(), .vector(n), from: x)
    },
    Form("x") { (x: Value) throws(EvaluationError) -> Value in
      switch x {
      case .vector(let v): return .vector(Vector(v.elements.reversed()))
      case .complexVector(let v): return .complexVector(ComplexVector(v.elements.reversed()))
      case .truths(let t) where t.columns == nil: return .truths(Truths(t.elements.reversed()))
      case .column(let c): return Value(c.taking((0..<c.count).reversed()))
      case .list(let l): return .list(List(l.elements.reversed()))
      case .text(let t): return .text(String(t.reversed()))
      case .traced: throw EvaluationError(.notDifferentiable("reverse"))
      default:
        throw EvaluationError(
          .argument(function: "reverse", parameter: "x", needed: "a vector, list or text", got: x.phrase))
      }
    }),
  Builtin(
    "unique", summary: "The different elements, each once, in ascending order; the different rows of a table.",
    doc: """
      Of a vector of numbers, texts, dates or truths, or of all elements of a matrix. NaN and missing count once each, at \
      the end. Of a table the first row of each kind in the table's order, all columns or those named deciding.
      """,
    facts: .init(
      "an array → at most as many elements", refuses: ["not a vector": "unique(sin)"],
      by: "sorted, then neighbours compared"),
    examples: [.init("unique([2, 1, 2, 3])", "[1, 2, 3]")], related: ["sort", "count"],
    Form("x") { (context: inout Context, x: Vector) throws(EvaluationError) in
      Vector(distinct(try context.sorted(x.elements)))
    },
    Form("x") { (context: inout Context, a: Matrix) throws(EvaluationError) in
      Vector(distinct(try context.sorted(a.elements)))
    },
    Form("x") { (x: Column) in
      let firsts = x.taking(Coding(x).firsts)
      return firsts.taking(firsts.order())
    }, TableForms.unique),
  Builtin(
    "diff", summary: "The differences of neighbours, x[k+1] − x[k].",
    doc: "One element fewer than x; none for an x of fewer than two.",
    facts: .init("n → n − 1", refuses: ["not a vector": "diff([1 2; 3 4])"], by: "by definition"),
    examples: [.init("diff([1, 4, 9])", "[3, 5]")], related: ["cumsum"],
    trace: { (arguments: Arguments, context: inout Context) throws(EvaluationError) in
      guard let x = arguments.exactly(1)?[0], case .vector(let n) = context.shape(x), n > 1 else { return nil }
      let later = try context.picked(Array(1..<n), .vector(n - 1), from: x)
      return try context.combine(.subtract, later, context.picked(Array(0..<n - 1), .vector(n - 1), from: x))
    },
    Form("x") { (x: Vector) in Vector(zip(x.elements.dropFirst(), x.elements).map { $0 - $1 }) },
    Form("x") { (x: ComplexVector) in ComplexVector(zip(x.elements.dropFirst(), x.elements).map { $0 - $1 }) }),
  Builtin(
    "find", summary: "The indices at which a vector of truths is true.",
    doc: "Ascending, from 1; missing counts as not true.",
    facts: .init(
      "truths n → at most n numbers", refuses: ["not truths": "find([1, 2])", "a matrix": "find([1 2; 3 4] > 2)"],
      by: "from the first element to the last"),
    examples: [.init("find([5, 1, 7] > 2)", "[1, 3]")], related: ["filter", "count", "argmax"],
    Form("mask") { (mask: Mask) throws(EvaluationError) -> Vector in
      guard !mask.isMatrix else {
        throw EvaluationError(
          .argument(function: "find", parameter: "mask", needed: "a vector of truths", got: "a matrix of truths"))
      }
      return Vector(mask.elements.indices.filter { mask.elements[$0] == true }.map { Double($0 + 1) })
    }),
  Builtin(
    "is_missing", summary: "Whether a value is missing, element by element.",
    doc: "A truth for a single value, truths in the same arrangement for an array.",
    facts: .init("any value → truths of the same shape", refuses: [:], by: "looked up"),
    examples: [.init("is_missing([1, missing, 3])", "[false, true, false]")], related: ["count", "filter"],
    Form("x") { (x: Value) -> Value in
      if case .traced = x { return .truth(false) }
      if let column = Column(x) {
        return .truths(Truths(column.missing.isEmpty ? Array(repeating: false, count: column.count) : column.missing))
      }
      guard let elements = x.elements, let extents = x.extents else { return .truth(x.isMissing) }
      return .truths(Truths(elements.map(\.isMissing), columns: extents.count == 2 ? extents[1] : nil))
    }),
]

private func extreme(
  _ x: Sample, _ na: MissingValues, _ name: String, _ better: (Double, Double) -> Bool, _ context: inout Context
) throws(EvaluationError) -> Value {
  guard let numbers = context.numbers(x, na, of: name) else { return .missing }
  guard var best = numbers.first else { throw MathError.empty(function: name).asEvaluation }
  for next in numbers where !best.isNaN && (next.isNaN || better(next, best)) { best = next }
  // Dropped elements keep their place, so the search is among all; NaN there is real, missing is marked.
  let place = x.elements.indices.first { index in
    let isPresent = x.missing.isEmpty || !x.missing[index]
    return isPresent && (x.elements[index] == best || best.isNaN && x.elements[index].isNaN)
  }
  guard let place else { throw MathError.empty(function: name).asEvaluation }
  guard let columns = x.columns, columns > 0 else { return .number(Double(place + 1)) }
  let rows = x.count / columns
  return .vector(Vector([Double(place % rows + 1), Double(place / rows + 1)]))
}

extension Context {
  /// The numbers in ascending order, unless the person asks to stop.
  fileprivate func sorted(_ x: [Double]) throws(EvaluationError) -> [Double] {
    try Sorting.sorted(x) { () throws(EvaluationError) in try checkInterrupt() }
  }
}

/// Sorted numbers in either order, NaN last.
private func inOrder(_ ascending: [Double], descending: Bool) -> [Double] {
  guard descending else { return ascending }
  let numbers = ascending.prefix { !$0.isNaN }
  return numbers.reversed() + ascending[numbers.endIndex...]
}

/// Neighbours that differ; all NaN are one.
private func distinct(_ sorted: [Double]) -> [Double] {
  var result: [Double] = []
  for x in sorted {
    if let last = result.last, last == x || last.isNaN && x.isNaN { continue }
    result.append(x)
  }
  return result
}
