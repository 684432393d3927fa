import Document
import LinearAlgebra
import Syntax

/// A function known to take and give numbers, ready to be called many times.
public struct ScalarFunction: Sendable {
  let machine: ScalarMachine

  /// Whether the results are truths, as 1 and 0.
  public var givesTruth: Bool { machine.code.givesTruth }
}

extension Context {
  /// The scalar code of a function of `count` numbers, if it has one.
  public mutating func scalarFunction(_ function: Function, taking count: Int) -> ScalarFunction? {
    guard trace == nil else { return nil }
    compiled.renew(scope.generation)
    guard let (definition, captures) = text(of: function), definition.parameters.count == count else { return nil }
    var numbers: [Double] = []
    for value in captures {
      guard case .number(let x) = value else { return nil }
      numbers.append(x)
    }
    guard let code = scalarCode(of: definition) else { return nil }
    return ScalarFunction(machine: ScalarMachine(code: code, captures: numbers, isInterrupted: isInterrupted))
  }

  /// What a function computes, as far as it is written in the language, or follows from what is.
  private mutating func text(of function: Function) -> (Definition, [Value])? {
    var (inner, order) = (function, 0)
    while case .derivative(let f) = inner.body { (inner, order) = (f, order + 1) }
    let captures: [Value]
    switch inner.body {
    case .defined(let definition, let values):
      if order == 0 { return (definition, values) }
      captures = values
    case .builtin where order > 0: captures = []
    default: return nil
    }
    if let known = compiled[slope: inner, order] { return known.map { ($0, captures) } }
    let slope = FunctionReader(scope, catalog).slope(of: inner, order: order)
    compiled[slope: inner, order] = .some(slope)
    return slope.map { ($0, captures) }
  }

  private mutating func scalarCode(of definition: Definition) -> ScalarCode? {
    if let known = compiled[scalar: definition] { return known }
    let code = ScalarCompiler.code(of: definition, scope: scope, catalog: catalog)
    compiled[scalar: definition] = .some(code)
    return code
  }

  /// The call as scalar code; `nil` when an argument is not a number, or when the evaluator must explain a failure.
  mutating func scalarCall(
    _ function: Function, _ definition: Definition, _ captures: [Value], _ arguments: Arguments
  ) throws(EvaluationError) -> Value? {
    guard arguments.named.isEmpty, arguments.positional.count == definition.parameters.count, !explaining,
      arguments.positional.allSatisfy({ if case .number = $0 { true } else { false } }),
      let scalar = scalarFunction(function, taking: arguments.positional.count)
    else { return nil }
    var result = 0.0
    let outcome = scalar.machine.run(count: 1) { _, registers in
      for (index, value) in arguments.positional.enumerated() {
        if case .number(let x) = value { registers[index] = x }
      }
    } store: { _, value in
      result = value
    }
    switch outcome {
    case .finished: return scalar.givesTruth ? .truth(result == 1) : .number(result)
    case .refused:
      // Everything below runs in the evaluator, or each level would be tried twice.
      explaining = true
      return nil
    case .interrupted: throw EvaluationError(.interrupted)
    }
  }

  /// `f` of every element; `nil` when it has to be done value by value.
  public mutating func scalarMap(_ function: Function, _ xs: [Double]) throws(EvaluationError) -> Value? {
    guard let scalar = scalarFunction(function, taking: 1) else { return nil }
    var outcome = ScalarMachine.Outcome.finished
    let counter = count(.item, of: xs.count)
    defer { stop(counter) }
    let results = [Double](unsafeUninitializedCapacity: xs.count) { results, count in
      xs.withUnsafeBufferPointer { xs in
        outcome = scalar.machine.run(count: xs.count) { index, registers in
          if index & 63 == 0 { counter(index) }
          registers[0] = xs[index]
        } store: { index, value in
          results.initializeElement(at: index, to: value)
        }
      }
      if case .finished = outcome { count = xs.count }
    }
    switch outcome {
    case .finished: return scalar.givesTruth ? .truths(Truths(results.map { $0 == 1 })) : .vector(Vector(results))
    case .refused: return nil
    case .interrupted: throw EvaluationError(.interrupted)
    }
  }

  /// `f` of every pair, column by column: all `ys` with the first of `xs`, then with the second. `nil` when it has to be
  /// done value by value.
  public mutating func scalarGrid(
    _ function: Function, _ xs: [Double], _ ys: [Double]
  ) throws(EvaluationError) -> [Double]? {
    guard let scalar = scalarFunction(function, taking: 2), !scalar.givesTruth, !ys.isEmpty else { return nil }
    var heights: [Double] = []
    heights.reserveCapacity(xs.count * ys.count)
    let outcome = scalar.machine.run(count: xs.count * ys.count) { index, registers in
      registers[0] = xs[index / ys.count]
      registers[1] = ys[index % ys.count]
    } store: { _, value in
      heights.append(value)
    }
    switch outcome {
    case .finished: return heights
    case .refused: return nil
    case .interrupted: throw EvaluationError(.interrupted)
    }
  }

  /// `f` at each of the points, which lie one after another with `width` numbers each; `nil` when it has to be done value
  /// by value, or when some point is outside its domain.
  public mutating func scalarRows(
    _ function: Function, _ points: [Double], width: Int
  ) throws(EvaluationError) -> [Double]? {
    guard width > 0, let scalar = scalarFunction(function, taking: width), !scalar.givesTruth else { return nil }
    var outcome = ScalarMachine.Outcome.finished
    let rows = points.count / width
    let values = [Double](unsafeUninitializedCapacity: rows) { values, count in
      points.withUnsafeBufferPointer { points in
        outcome = scalar.machine.run(count: rows) { index, registers in
          for place in 0..<width { registers[place] = points[index * width + place] }
        } store: { index, value in
          values.initializeElement(at: index, to: value)
        }
      }
      if case .finished = outcome { count = rows }
    }
    switch outcome {
    case .finished: return values
    case .refused: return nil
    case .interrupted: throw EvaluationError(.interrupted)
    }
  }

  /// `x`, `f(x)`, `f(f(x))` …, `count` steps; `each` sees every iterate. `nil` when it has to be done value by value.
  public mutating func scalarIterate(
    _ function: Function, from start: Double, count: Int, each: (Double) -> Void
  ) throws(EvaluationError) -> Double? {
    guard let scalar = scalarFunction(function, taking: 1), !scalar.givesTruth else { return nil }
    var x = start
    let counter = self.count(.item, of: count)
    defer { stop(counter) }
    let outcome = scalar.machine.run(count: count) { index, registers in
      if index & 63 == 0 { counter(index) }
      registers[0] = x
    } store: { _, value in
      x = value
      each(value)
    }
    switch outcome {
    case .finished: return x
    case .refused: return nil
    case .interrupted: throw EvaluationError(.interrupted)
    }
  }

  /// `f(…f(f(start, x₁), x₂)…, xₙ)`; `nil` when it has to be done value by value.
  public mutating func scalarFold(
    _ function: Function, from start: Double, over xs: [Double]
  ) throws(EvaluationError) -> Double? {
    guard let scalar = scalarFunction(function, taking: 2), !scalar.givesTruth else { return nil }
    var sum = start
    let counter = count(.item, of: xs.count)
    defer { stop(counter) }
    let outcome = scalar.machine.run(count: xs.count) { index, registers in
      if index & 63 == 0 { counter(index) }
      registers[0] = sum
      registers[1] = xs[index]
    } store: { _, value in
      sum = value
    }
    switch outcome {
    case .finished: return sum
    case .refused: return nil
    case .interrupted: throw EvaluationError(.interrupted)
    }
  }
}

extension Context {
  /// The innermost loop of a comprehension, when its source is numbers and its body and filter have scalar code.
  mutating func scalarLoop(_ loop: Code.Loop, over source: Value, _ base: Int) throws(EvaluationError) -> Value? {
    guard case .vector(var xs) = source, !explaining else { return nil }
    if let filter = loop.filter {
      let keep = Function(.defined(filter, captures: filter.captured.isEmpty ? [] : values(loop.filterCaptures, base)))
      guard case .truths(let mask) = try scalarMap(keep, xs.elements) else { return nil }
      xs = Vector(zip(xs.elements, mask.elements).compactMap { $1 ? $0 : nil })
    }
    return try scalarMap(Function(.defined(loop.body, captures: values(loop.captures, base))), xs.elements)
  }

  private func values(_ slots: [Int], _ base: Int) -> [Value] { slots.map { stack[base + $0] } }

  /// `f` at one number, for charts and searches: `nil` where it has no real value.
  public mutating func sample(_ function: Function, at x: Double) throws(EvaluationError) -> Double? {
    try sample(function, at: .number(x))
  }

  /// `f` at one point, for charts and searches: `nil` where it has no real value, or the error that tells why.
  public mutating func sample(
    _ function: Function, at point: Value, explainingGaps: Bool = false
  ) throws(EvaluationError) -> Double? {
    do throws(EvaluationError) {
      let value = try apply(function, [point])
      guard case .number(let y) = value.standing else {
        throw EvaluationError(.notScalar(function: "A chart", got: value.phrase))
      }
      return y
    } catch {
      explaining = false
      guard error.isGap, !explainingGaps else { throw error }
      return nil
    }
  }
}

extension EvaluationError {
  /// Whether the function merely has no real value at this point.
  public var isGap: Bool {
    switch kind {
    case .domain, .fractionalPower: true
    case .math(.domain): true
    case .other(let error): error is OutsideDomain
    default: false
    }
  }
}
