import Evaluation
import LinearAlgebra
import Optimization

/// How far a `step` goes: so many steps, or until one of several things is met.
struct StepGoal: ArgumentType {
  let steps: Double?
  let stop: Stop

  static let needed = "how far to go"
  static func decode(_ value: Value) -> Self? { nil }

  static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> Self {
    let steps = try Double?.take(from: &reader)
    let optimality = try reader.take(Double?.self)
    let target = try reader.take(Double?.self)
    let change = try reader.take(Double?.self)
    let stride = try reader.take(Double?.self)
    return StepGoal(
      steps: steps, stop: Stop(optimality: optimality, step: stride, change: change, target: target))
  }

  /// How many steps to take at most, no more than the memory for their path allows.
  func limit(_ gd: FunctionDescent) throws(EvaluationError) -> Int {
    for (name, value) in [("until", stop.optimality), ("change", stop.change), ("stride", stop.step)] {
      if let value, !(value >= 0) { throw DescentError.tolerance(name, value).asEvaluation }
    }
    if let target = stop.target, target.isNaN { throw DescentError.tolerance("target", target).asEvaluation }
    if let n = steps, !(n >= 1 && n == n.rounded() && n < 0x1p62) {
      throw DescentError.steps(Value.number(n).phrase).asEvaluation
    }
    let count = steps.map { Int($0) } ?? (stop.isNever ? 1 : 10_000)
    // A row of the path holds a point and some numbers beside it.
    let row = gd.shape.count + 16
    do throws(MathError) { try MemoryBudget.standard.count(rows: count, columns: row) } catch {
      guard steps == nil else { throw error.asEvaluation }
      return max(1, MemoryBudget.standard.bytes / (8 * row))
    }
    return count
  }
}

extension FunctionDescent {
  func advanced(by goal: StepGoal, _ context: inout Context) throws(EvaluationError) -> FunctionDescent {
    var copy = self
    try copy.advance(goal.limit(self), until: goal.stop, in: &context)
    return copy
  }
}
