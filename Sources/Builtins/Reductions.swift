import Evaluation
import Graph
import LinearAlgebra
import Numerics
import Syntax
import Tables

/// One number from many, and running totals.
let reductions: [Builtin] = [
  Builtin(
    "sum", summary: "The sum of all elements.",
    doc: """
      Compensated: rounded about once whatever the order. 0 for no elements. A missing element makes the sum missing \
      unless na = "drop". `∑` is the same.
      """,
    facts: .init(
      "an array → number", refuses: ["not numbers": "sum([\"a\", \"b\"])"],
      by: "compensated (Neumaier 1974), within 1 ulp"),
    examples: [.init("sum([1, 2, 3])", "6"), .init("sum([1e16, 1, -1e16, 1])", "2")],
    related: ["mean", "prod", "cumsum", "count"],
    trace: tracing(SumTo(.scalar)),
    Form("x", "na: \"keep\"") {
      (context: inout Context, x: Sample, na: MissingValues) throws(EvaluationError) -> Value in
      guard let numbers = context.numbers(x, na, of: "sum") else { return .missing }
      return .number(try Sums.sum(numbers) { () throws(EvaluationError) in try context.checkInterrupt() })
    },
    Form("x") { (x: ComplexSample) in x.sum }),
  Builtin(
    "prod", summary: "The product of all elements.",
    doc: "1 for no elements. A missing element makes the product missing unless na = \"drop\". `∏` is the same.",
    facts: .init(
      "an array → number", refuses: ["not numbers": "prod([\"a\", \"b\"])"], by: "from the first element to the last"),
    examples: [.init("prod([2, 3, 4])", "24")], related: ["sum", "cumprod", "factorial"],
    trace: tracing { (graph, x) throws(GraphError) in try graph.product(x[0]) },
    Form("x", "na: \"keep\"") { (context: inout Context, x: Sample, na: MissingValues) -> Value in
      guard let numbers = context.numbers(x, na, of: "prod") else { return .missing }
      return .number(numbers.reduce(1, *))
    },
    Form("x") { (x: ComplexSample) in x.product }),
  Builtin(
    "mean", summary: "The arithmetic mean.",
    doc:
      "The compensated sum over the count. A missing element makes it missing unless na = \"drop\"; none is an error.",
    facts: .init(
      "an array → number", refuses: ["no elements": "mean([])", "not numbers": "mean([\"a\"])"],
      by: "compensated sum (Neumaier 1974) over the count"),
    examples: [.init("mean([1, 2, 6])", "3"), .init("mean([1, missing, 3], na = \"drop\")", "2")],
    related: ["sum", "median", "trimmed_mean", "weighted_mean"],
    trace: tracing { (graph, x) throws(GraphError) in try graph.mean(x[0]) },
    Form("x", "na: \"keep\"") {
      (context: inout Context, x: Sample, na: MissingValues) throws(EvaluationError) -> Value in
      guard let numbers = context.numbers(x, na, of: "mean") else { return .missing }
      guard !numbers.isEmpty else { throw MathError.empty(function: "mean").asEvaluation }
      return .number(Sums.mean(numbers))
    },
    Form("x") { (x: ComplexSample) throws(MathError) -> Complex<Double> in
      guard !x.elements.isEmpty else { throw .empty(function: "mean") }
      return x.sum / Complex(Double(x.elements.count))
    }, distributionMean),
  Builtin(
    "min", primitive: .min, parameters: "x", "y",
    summary: "The smallest element, or the smaller of several values.",
    doc: """
      min(x) is the smallest element of an array; min(x, y, …) compares numbers or arrays element by element. NaN where \
      any is. A missing element makes it missing unless na = "drop"; an empty array is an error.
      """,
    facts: .init(
      "an array → number; several → as broadcast",
      refuses: ["no elements": "min([])", "shapes that do not fit": "min([1, 2], [1, 2, 3])"], by: "compared one by one"
    ),
    examples: [.init("min([3, 1, 2])", "1"), .init("min([1, 5], 3)", "[1, 3]")], related: ["max", "argmin", "sort"],
    trace: extremumRule(.min), extremum(.min, "min"), several(.min, "min")),
  Builtin(
    "max", primitive: .max, parameters: "x", "y",
    summary: "The largest element, or the larger of several values.",
    doc: """
      max(x) is the largest element of an array; max(x, y, …) compares numbers or arrays element by element. NaN where \
      any is. A missing element makes it missing unless na = "drop"; an empty array is an error.
      """,
    facts: .init(
      "an array → number; several → as broadcast",
      refuses: ["no elements": "max([])", "shapes that do not fit": "max([1, 2], [1, 2, 3])"], by: "compared one by one"
    ),
    examples: [.init("max([3, 1, 2])", "3"), .init("max([1, 5], 3)", "[3, 5]")], related: ["min", "argmax", "sort"],
    trace: extremumRule(.max), extremum(.max, "max"), several(.max, "max")),
  Builtin(
    "cumsum", summary: "The running sums of a vector.",
    doc: "As many elements as x, the last of them sum(x). Compensated. From a missing element on, all are missing.",
    facts: .init("n → n", refuses: ["not a vector": "cumsum([1 2; 3 4])"], by: "compensated (Neumaier 1974)"),
    examples: [.init("cumsum([1, 2, 3])", "[1, 3, 6]")], related: ["sum", "cumprod", "diff"],
    trace: tracing(CumulativeSum()),
    Form("x") { (context: inout Context, x: RunningNumbers) throws(EvaluationError) in
      try x.scanned { (x) throws(EvaluationError) in try RunningSum().totals(x, context) }
    },
    Form("x") { (context: inout Context, x: ComplexVector) throws(EvaluationError) in
      let re = try RunningSum().totals(x.elements.map(\.real), context)
      let im = try RunningSum().totals(x.elements.map(\.imaginary), context)
      return ComplexVector(zip(re, im).map { Complex($0, $1) })
    }),
  Builtin(
    "cumprod", summary: "The running products of a vector.",
    doc: "As many elements as x, the last of them prod(x). From a missing element on, all are missing.",
    facts: .init("n → n", refuses: ["not a vector": "cumprod([1 2; 3 4])"], by: "from the first element to the last"),
    examples: [.init("cumprod([1, 2, 3, 4])", "[1, 2, 6, 24]")], related: ["prod", "cumsum"],
    trace: tracing { (graph, x) throws(GraphError) in try graph.cumulativeProduct(x[0]) },
    Form("x") { (x: RunningNumbers) in x.scanned { running($0, from: 1, *) } },
    Form("x") { (x: ComplexVector) in ComplexVector(running(x.elements, from: 1, *)) }),
  Builtin(
    "any", summary: "Whether any of the truths is true.",
    doc: "false for none at all. With missing ones: true if any is true, else missing.",
    facts: .init("truths → truth", refuses: ["not truths": "any([1, 2])"], by: "three-valued logic, as in SQL and R"),
    examples: [.init("any([1, 2, 3] > 2)", "true")], related: ["all", "count", "find"],
    Form("mask") { (mask: Mask) in mask.decided(by: true) }),
  Builtin(
    "all", summary: "Whether all of the truths are true.",
    doc: "true for none at all. With missing ones: false if any is false, else missing.",
    facts: .init("truths → truth", refuses: ["not truths": "all([1, 2])"], by: "three-valued logic, as in SQL and R"),
    examples: [.init("all([1, 2, 3] > 2)", "false")], related: ["any", "count", "find"],
    Form("mask") { (mask: Mask) in mask.decided(by: false) }),
  Builtin(
    "count", summary: "How many of the truths are true; how often each value is in a table's column.",
    doc: """
      A missing truth makes the count missing unless na = "drop". Of a table a row for every value of a column, or \
      combination of several, missing among them: how often it is there, the most frequent first, and its share.
      """,
    facts: .init(
      "truths → number; table, names → table",
      refuses: ["not truths": "count([1, 2])", "no such column": "count(table(a = 1), \"b\")"], by: "counted"),
    examples: [
      .init("count([1, 2, 3] > 1)", "2"),
      .init(
        "count(table(region = [\"s\", \"n\", \"s\", \"s\"]), \"region\")",
        "table(region = [\"s\", \"n\"], n = [3, 1], share = [0.75, 0.25])"),
    ], related: ["any", "all", "find", "length"],
    Form("mask", "na: \"keep\"") { (context: inout Context, mask: Mask, na: MissingValues) -> Value in
      let missing = mask.elements.count { $0 == nil }
      context.noteMissing(missing, of: mask.elements.count, na, "count", "truth")
      if na == .keep, missing > 0 { return .missing }
      return .number(Double(mask.elements.count { $0 == true }))
    }, TableForms.count),
]

// MARK: extremes

private func extremumRule(_ kind: Extremum.Kind) -> Builtin.TraceRule {
  { (arguments: Arguments, context: inout Context) throws(EvaluationError) in
    guard let x = arguments.exactly(1) else { return nil }
    guard context.shape(x[0])?.count != 0 else { throw MathError.empty(function: "\(kind)").asEvaluation }
    return try context.traced(Extremum(kind), x)
  }
}

private func extremum(_ primitive: Primitive, _ name: String) -> Form {
  Form("x", "na: \"keep\"") { (context: inout Context, x: Sample, na: MissingValues) throws(EvaluationError) -> Value in
    guard let numbers = context.numbers(x, na, of: name) else { return .missing }
    guard let first = numbers.first else { throw MathError.empty(function: name).asEvaluation }
    return .number(numbers.dropFirst().reduce(first) { primitive.value($0, $1) })
  }
}

private func several(_ primitive: Primitive, _ name: String) -> Form {
  Form("x", "y", "more...") {
    (context: inout Context, x: Value, y: Value, more: [Value]) throws(EvaluationError) -> Value in
    guard let builtin = context.catalog[name] else { return .missing }
    var best = try context.elementwise(primitive, builtin, [x, y])
    for next in more { best = try context.elementwise(primitive, builtin, [best, next]) }
    return best
  }
}

// MARK: running totals

/// A vector of real numbers, some perhaps missing.
private struct RunningNumbers: ArgumentType {
  let sample: Sample

  static let needed = "a vector of numbers"

  static func decode(_ value: Value) -> RunningNumbers? {
    switch value {
    case .vector, .column: Sample.decode(value).map(RunningNumbers.init)
    default: nil
    }
  }

  func scanned<Failure: Error>(_ f: ([Double]) throws(Failure) -> [Double]) throws(Failure) -> Value {
    guard let gap = sample.missing.firstIndex(of: true) else { return .vector(Vector(try f(sample.elements))) }
    let known: [Value] = try f(Array(sample.elements[..<gap])).map { .number($0) }
    return Value(column: known + Array(repeating: .missing, count: sample.count - gap))
  }
}

/// Neumaier's sum: what rounding drops is carried beside the total.
private struct RunningSum {
  func totals(_ x: [Double], _ context: borrowing Context) throws(EvaluationError) -> [Double] {
    var (total, rest) = (0.0, 0.0)
    var totals = [Double](repeating: 0, count: x.count)
    for block in stride(from: 0, to: x.count, by: 1 << 20) {
      try context.checkInterrupt()
      for i in block..<min(x.count, block + (1 << 20)) {
        let sum = total + x[i]
        rest += total.magnitude >= x[i].magnitude ? (total - sum) + x[i] : (x[i] - sum) + total
        total = sum
        // Where the total overflowed, the rest is NaN.
        totals[i] = total.isFinite ? total + rest : total
      }
    }
    return totals
  }
}

private func running<T>(_ x: [T], from start: T, _ f: (T, T) -> T) -> [T] {
  var total = start
  return x.map { next in
    total = f(total, next)
    return total
  }
}

// MARK: truths

/// Truths, some of which may be missing.
struct Mask: ArgumentType {
  /// `nil` where one is missing.
  let elements: [Bool?]
  let isMatrix: Bool

  static let needed = "truths, such as x > 0"

  static func decode(_ value: Value) -> Mask? {
    switch value {
    case .truth(let t): return Mask(elements: [t], isMatrix: false)
    case .truths(let t): return Mask(elements: t.elements, isMatrix: t.columns != nil)
    case .missing: return Mask(elements: [nil], isMatrix: false)
    case .vector(let v) where v.count == 0: return Mask(elements: [], isMatrix: false)
    case .column(let column):
      if column.missingCount == column.count {
        return Mask(elements: Array(repeating: nil, count: column.count), isMatrix: false)
      }
      guard case .truths(let truths) = column.storage else { return nil }
      return Mask(elements: truths.indices.map { column.isMissing($0) ? nil : truths[$0] }, isMatrix: false)
    default: return nil
    }
  }

  /// One such truth decides; else a missing one leaves it open; else it is the other.
  fileprivate func decided(by deciding: Bool) -> Value {
    if elements.contains(deciding) { return .truth(deciding) }
    return elements.contains(nil) ? .missing : .truth(!deciding)
  }
}
