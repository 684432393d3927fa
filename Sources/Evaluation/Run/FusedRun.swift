import Graph
import LinearAlgebra
import Numerics
import Syntax

extension Context {
  mutating func run(_ fused: Fused, _ base: Int) throws(EvaluationError) -> Value {
    if let product = try product(fused, base) { return product }
    var leaves: [Value] = []
    leaves.reserveCapacity(fused.leaves.count)
    for leaf in fused.leaves { leaves.append(try evaluate(leaf, base)) }
    if let result = scalar(fused, leaves) ?? array(fused, leaves) { return result }
    return try stepwise(fused, leaves)
  }

  /// One product of two matrices, or of a matrix and a vector, that are there already: nothing has to be gathered.
  private mutating func product(_ fused: Fused, _ base: Int) throws(EvaluationError) -> Value? {
    guard fused.isSingleProduct, case .matrix(let a) = settled(fused.leaves[0], base) else { return nil }
    do throws(MathError) {
      switch settled(fused.leaves[fused.leaves.count - 1], base) {
      case .matrix(let b):
        let call = announce(.multiply, a.shape, b.shape)
        defer { conclude(call) }
        return .matrix(try a * b)
      case .vector(let x) where a.rows != 1: return .vector(try a * x)
      default: return nil
      }
    } catch {
      guard case .apply(_, let expression) = fused.steps[2] else { throw EvaluationError(.math(error)) }
      throw EvaluationError(.math(error)).located(expression.span, operands: expression.operandNames)
    }
  }

  /// The value of code that has nothing to compute.
  private func settled(_ code: Code, _ base: Int) -> Value {
    switch code.kind {
    case .constant(let value): value
    case .slot(let slot): stack[base + slot]
    default: .missing
    }
  }

  /// The value when every leaf is a number; `nil` when one is not, or when a NaN needs an explanation.
  private func scalar(_ fused: Fused, _ leaves: [Value]) -> Value? {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: leaves.count + 1) { numbers -> Value? in
      for (index, leaf) in leaves.enumerated() {
        guard case .number(let x) = leaf else { return nil }
        numbers.initializeElement(at: index, to: x)
      }
      let result = fused.program.run(UnsafeBufferPointer(rebasing: numbers[..<leaves.count]))
      return result.isNaN && fused.hasDomain ? nil : .number(result)
    }
  }

  /// The array when every leaf is a number or a real array of one shape, and every operation is elementwise on them.
  private func array(_ fused: Fused, _ leaves: [Value]) -> Value? {
    guard fits(fused, leaves) else { return nil }
    var inputs: [BlockInput] = []
    var shape = Shape.scalar
    for leaf in leaves {
      let elements: [Double]
      switch leaf {
      case .number(let x):
        inputs.append(.number(x))
        continue
      case .vector(let v): elements = v.elements
      case .matrix(let a): elements = a.elements
      default: return nil
      }
      guard let own = leaf.shape, shape == .scalar || shape == own else { return nil }
      shape = own
      inputs.append(.array(elements))
    }
    guard shape != .scalar else { return nil }
    let whole =
      fused.hasDomain
      ? fused.program.runRefusingNaN(inputs, count: shape.count) : fused.program.run(inputs, count: shape.count)
    guard let result = whole else { return nil }
    switch shape {
    case .matrix(let rows, let columns): return .matrix(Matrix(rows: rows, columns: columns, elements: result))
    default: return .vector(Vector(result))
    }
  }

  /// Whether no step is a matrix product, a solve or a matrix power, given which leaves are arrays.
  private func fits(_ fused: Fused, _ leaves: [Value]) -> Bool {
    var isArray: [Bool] = []
    for step in fused.steps {
      switch step {
      case .leaf(let index): isArray.append(leaves[index].shape != .scalar)
      case .number: isArray.append(false)
      case .apply(let operation, _):
        guard operation.arity == 2 else { continue }
        let right = isArray.removeLast()
        let left = isArray.removeLast()
        switch operation {
        case .infix(.multiply) where left && right: return false
        case .infix(.divide) where right: return false
        case .infix(.power) where left || right: return false
        default: isArray.append(left || right)
        }
      }
    }
    return true
  }

  /// One operation after another, on values of any kind; errors are marked at the operation they come from.
  private mutating func stepwise(_ fused: Fused, _ leaves: [Value]) throws(EvaluationError) -> Value {
    var values: [Value] = []
    for step in fused.steps {
      switch step {
      case .leaf(let index): values.append(leaves[index])
      case .number(let x): values.append(.number(x))
      case .apply(let operation, let expression):
        let operands = Array(values.suffix(operation.arity))
        values.removeLast(operation.arity)
        do throws(EvaluationError) {
          values.append(try apply(operation, operands))
        } catch {
          throw error.located(expression.span, operands: expression.operandNames)
        }
      }
    }
    return values.last ?? .missing
  }

  private mutating func apply(_ operation: Fused.Operation, _ operands: [Value]) throws(EvaluationError) -> Value {
    switch operation {
    case .infix(let op): try combine(op, operands[0], operands[1])
    case .minus: try apply(.minus, operands[0])
    case .function(let primitive, let builtin): try elementwise(primitive, builtin, operands)
    }
  }
}
