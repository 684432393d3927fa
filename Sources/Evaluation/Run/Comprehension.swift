import Document
import LinearAlgebra
import Syntax

extension Context {
  /// `[x^2 for x in v if x > 1]`: a vector; a list when the elements are not all scalars; with two ranges, the first
  /// one varies slowest.
  mutating func comprehension(_ loop: Code.Loop, _ base: Int) throws(EvaluationError) -> Value {
    if loop.clauses.count == 1 {
      let source = try evaluate(loop.clauses[0].source, base)
      if let fast = try scalarLoop(loop, over: source, base) { return fast }
      var results: [Value] = []
      try visit(source, loop, 0, base, into: &results)
      return try collected(results)
    }
    var results: [Value] = []
    try gather(loop, 0, base, into: &results)
    return try collected(results)
  }

  /// Results in a vector when they are scalars of one kind, else in a list.
  public mutating func collected(_ results: [Value]) throws(EvaluationError) -> Value {
    if results.contains(where: \.isTraced) { return try tracedVector(results) }
    return try vector(of: results)
  }

  private mutating func gather(
    _ loop: Code.Loop, _ level: Int, _ base: Int, into results: inout [Value]
  ) throws(EvaluationError) {
    guard level < loop.clauses.count else {
      try checkInterrupt()
      if let filter = loop.test, try !holds(filter, "the filter of a comprehension", base) { return }
      results.append(try evaluate(loop.code, base))
      return
    }
    let source = try evaluate(loop.clauses[level].source, base)
    if level == loop.clauses.count - 1, let fast = try scalarLoop(loop, over: source, base),
      let elements = fast.elements
    {
      results.append(contentsOf: elements)
      return
    }
    try visit(source, loop, level, base, into: &results)
  }

  private mutating func visit(
    _ source: Value, _ loop: Code.Loop, _ level: Int, _ base: Int, into results: inout [Value]
  ) throws(EvaluationError) {
    let clause = loop.clauses[level]
    let visited: [Value]
    do throws(EvaluationError) { visited = try items(of: source) } catch { throw error.located(clause.source.span) }
    let counter = count(.item, of: visited.count)
    defer { stop(counter) }
    for (index, element) in visited.enumerated() {
      counter(index)
      stack[base + clause.slot] = element
      try gather(loop, level + 1, base, into: &results)
    }
  }

  /// What a loop over the value visits: elements of a vector, columns of a matrix, items of a list.
  public mutating func items(of value: Value) throws(EvaluationError) -> [Value] {
    switch value {
    case .traced(let node): return try tracedElements(node)
    case .matrix(let a):
      return (0..<a.columns).map { j in .vector(Vector(Array(a.elements[(j * a.rows)..<((j + 1) * a.rows)]))) }
    case .text(let text): return text.map { .text(String($0)) }
    default:
      guard !value.isMatrix, let elements = elements(of: value) else {
        throw EvaluationError(.operand(symbol: "a loop", got: value.phrase, remedy: nil))
      }
      return elements
    }
  }
}
