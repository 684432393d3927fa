import Evaluation
import LinearAlgebra
import Tables

/// A real function of up to three numbers, which arrays go through element by element. Dimensions of size 1 stretch
/// as with dotted operators, and a missing element gives a missing result.
struct RealFunction: Sendable {
  let name: String
  let parameters: [Parameter]
  /// The domain in words; NaN from numbers that are not NaN marks a point outside it.
  let needs: String
  let value: @Sendable (Double, Double, Double) -> Double

  func callAsFunction(_ operands: [Value], _ context: inout Context) throws(EvaluationError) -> Value {
    if operands.contains(where: \.isTraced) { throw EvaluationError(.notDifferentiable(name)) }
    var parts: [Stretched] = []
    var shape = Shape.scalar
    for (operand, parameter) in zip(operands, parameters) {
      guard let part = Stretched(operand) else {
        throw EvaluationError(
          .argument(
            function: name, parameter: parameter.name, needed: "a real number or a real array", got: operand.phrase))
      }
      parts.append(part)
      do throws(ShapeError) { shape = try shape.broadcast(part.shape) } catch { throw error.asEvaluation }
    }
    let (rows, columns) = shape.extent
    do throws(MathError) { try MemoryBudget.standard.count(rows: rows, columns: columns) } catch {
      throw error.asEvaluation
    }
    if parts.contains(where: \.hasMissing) { return try partial(parts, shape) }
    var elements: [Double] = []
    elements.reserveCapacity(shape.count)
    for j in 0..<columns {
      for i in 0..<rows {
        if elements.count & 1023 == 0 { try context.checkInterrupt() }
        elements.append(try checked(parts, i, j))
      }
    }
    switch shape {
    case .scalar: return .number(elements[0])
    case .vector: return .vector(Vector(elements))
    case .matrix: return .matrix(Matrix(rows: rows, columns: columns, elements: elements))
    }
  }

  /// Only vectors have elements missing.
  private func partial(_ parts: [Stretched], _ shape: Shape) throws(EvaluationError) -> Value {
    if case .matrix = shape {
      guard let vector = parts.first(where: { $0.hasMissing && $0.shape != .scalar }) else { return .missing }
      throw ShapeError.unequal(vector.shape, shape).asEvaluation
    }
    var elements: [Value] = []
    for i in 0..<shape.count {
      let missing = parts.contains { $0.isMissing(i) }
      elements.append(missing ? .missing : .number(try checked(parts, i, 0)))
    }
    return parts.allSatisfy { $0.shape == .scalar } ? .missing : Value(column: elements)
  }

  private func checked(_ parts: [Stretched], _ i: Int, _ j: Int) throws(EvaluationError) -> Double {
    let x = parts[0][i, j]
    let y = parts.count > 1 ? parts[1][i, j] : 0
    let z = parts.count > 2 ? parts[2][i, j] : 0
    let result = value(x, y, z)
    if result.isNaN, !x.isNaN, !y.isNaN, !z.isNaN {
      let arguments = Array([x, y, z].prefix(parts.count))
      throw EvaluationError(.other(OutsideDomain(function: name, arguments: arguments, needs: needs)))
    }
    return result
  }
}

/// An operand whose dimensions of size 1 repeat.
private struct Stretched {
  let shape: Shape
  let hasMissing: Bool
  private let elements: [Double]
  private let gaps: [Bool]

  init?(_ value: Value) {
    switch value {
    case .number(let x): (shape, elements, gaps) = (.scalar, [x], [])
    case .vector(let v): (shape, elements, gaps) = (v.shape, v.elements, [])
    case .matrix(let a): (shape, elements, gaps) = (a.shape, a.elements, [])
    case .missing: (shape, elements, gaps) = (.scalar, [.nan], [true])
    case .column(let column):
      guard let sample = Sample.decode(value) else { return nil }
      (shape, elements) = (.vector(sample.count), sample.elements)
      gaps = column.missing
    default: return nil
    }
    hasMissing = gaps.contains(true)
  }

  subscript(i: Int, j: Int) -> Double {
    let (rows, columns) = shape.extent
    return elements[(rows == 1 ? 0 : i) + (columns == 1 ? 0 : j) * rows]
  }

  func isMissing(_ i: Int) -> Bool { gaps.isEmpty ? false : gaps[gaps.count == 1 ? 0 : i] }
}

extension Builtin {
  /// A real function of one number, mapped over arrays.
  init(
    _ name: String, of x: Parameter, needs: String, summary: String, doc: String, facts: Facts = .none,
    examples: [Example], related: [String] = [], trace: TraceRule? = nil, each f: @escaping @Sendable (Double) -> Double
  ) {
    let function = RealFunction(name: name, parameters: [x], needs: needs) { x, _, _ in f(x) }
    self.init(
      name, summary: summary, doc: doc, facts: facts, examples: examples, related: related, trace: trace,
      Form(x) { (context: inout Context, x: Value) throws(EvaluationError) in try function([x], &context) })
  }

  /// A real function of two numbers, mapped over arrays; of `several` it gathers them from the left.
  init(
    _ name: String, of x: Parameter, _ y: Parameter, needs: String, summary: String, doc: String,
    facts: Facts = .none, examples: [Example], related: [String] = [], trace: TraceRule? = nil,
    each f: @escaping @Sendable (Double, Double) -> Double, several: Bool = false
  ) {
    let function = RealFunction(name: name, parameters: [x, y], needs: needs) { x, y, _ in f(x, y) }
    let form =
      several
      ? Form(x, y, "more...") { (context: inout Context, x: Value, y: Value, more: [Value]) throws(EvaluationError) in
        var result = try function([x, y], &context)
        for next in more { result = try function([result, next], &context) }
        return result
      }
      : Form(x, y) { (context: inout Context, x: Value, y: Value) throws(EvaluationError) in
        try function([x, y], &context)
      }
    self.init(name, summary: summary, doc: doc, facts: facts, examples: examples, related: related, trace: trace, form)
  }

  /// A real function of three numbers, mapped over arrays.
  init(
    _ name: String, of x: Parameter, _ y: Parameter, _ z: Parameter, needs: String, summary: String, doc: String,
    facts: Facts = .none, examples: [Example], related: [String] = [], trace: TraceRule? = nil,
    each f: @escaping @Sendable (Double, Double, Double) -> Double
  ) {
    let function = RealFunction(name: name, parameters: [x, y, z], needs: needs, value: f)
    self.init(
      name, summary: summary, doc: doc, facts: facts, examples: examples, related: related, trace: trace,
      Form(x, y, z) { (context: inout Context, x: Value, y: Value, z: Value) throws(EvaluationError) in
        try function([x, y, z], &context)
      })
  }
}
