import LinearAlgebra
import Numerics

extension Graph {
  /// The value of a node from the values before it.
  func value(of id: NodeID, values: [Tensor], inputs: [Tensor]) throws(GraphError) -> Tensor {
    let node = self[id]
    switch node.operation {
    case .input(let place):
      if place < inputs.count { return inputs[place] }
      return id.index < values.count ? values[id.index] : Tensor(node.shape, repeating: .nan)
    case .constant(let value): return value
    case .array(let primitive, let operands): return try primitive.base.value(operands.map { values[$0.index] })
    case .elementwise(let primitive, _, let operands):
      return primitive.value(operands.map { values[$0.index] }, shape: node.shape)
    }
  }

  /// The values of all nodes, at inputs of the shapes declared.
  public func values(_ inputs: [Tensor]) throws(GraphError) -> [Tensor] {
    var values: [Tensor] = []
    values.reserveCapacity(nodes.count)
    for i in nodes.indices { values.append(try value(of: NodeID(i), values: values, inputs: inputs)) }
    return values
  }
}

extension Primitive {
  /// The value along elements, operands stretched to the shape.
  func value(_ operands: [Tensor], shape: Shape) -> Tensor {
    if shape == .scalar {
      return .scalar(value(operands[0].elements[0], operands.count > 1 ? operands[1].elements[0] : .nan))
    }
    func fitted(_ operand: Tensor) -> [Double] {
      operand.shape.count == shape.count ? operand.elements : operand.stretched(to: shape).elements
    }
    let count = shape.count
    let elements = [Double](unsafeUninitializedCapacity: count) { buffer, initialised in
      initialised = count
      guard let target = buffer.baseAddress, count > 0 else { return }
      func operand(_ tensor: Tensor, _ body: (BlockOperand) -> Void) {
        if case .scalar(let x) = tensor { return body(.number(x)) }
        fitted(tensor).withUnsafe { body(.array($0)) }
      }
      operand(operands[0]) { x in
        guard operands.count > 1 else { return run(x, x, into: target, count: count) }
        operand(operands[1]) { y in run(x, y, into: target, count: count) }
      }
    }
    return Tensor(shape, elements)
  }
}

extension [Double] {
  /// The body with a pointer to the elements, when there are any.
  fileprivate func withUnsafe(_ body: (UnsafePointer<Double>) -> Void) {
    withUnsafeBufferPointer { if let base = $0.baseAddress { body(base) } }
  }
}

extension Tensor {
  /// Dimensions of size 1 repeated to fill the shape.
  func stretched(to shape: Shape) -> Tensor {
    let (from, to, source) = (self.shape.extent, shape.extent, elements)
    if from.rows == 1, from.columns == 1 { return Tensor(shape, repeating: source[0]) }
    let result = [Double](unsafeUninitializedCapacity: shape.count) { buffer, initialised in
      initialised = shape.count
      guard var target = buffer.baseAddress else { return }
      source.withUnsafe { source in
        for j in 0..<to.columns {
          let column = source + (from.columns == 1 ? 0 : j * from.rows)
          if from.rows == 1 {
            target.initialize(repeating: column[0], count: to.rows)
          } else {
            target.initialize(from: column, count: to.rows)
          }
          target += to.rows
        }
      }
    }
    return Tensor(shape, result)
  }

  /// The reverse: dimensions that the shape has as 1 summed, with compensation.
  func summed(to shape: Shape) -> Tensor {
    let (from, to, source) = (self.shape.extent, shape.extent, elements)
    if to.rows == 1, to.columns == 1 { return Tensor(shape, [Sums.sum(source)]) }
    if to.rows == 1 {
      let sums = (0..<from.columns).map { j in Sums.sum(Array(source[j * from.rows..<(j + 1) * from.rows])) }
      return Tensor(shape, sums)
    }
    if to.columns > 1 { return Tensor(shape, source) }
    var sums = [Double](repeating: 0, count: from.rows)
    var lost = sums
    source.withUnsafe { source in
      for j in 0..<from.columns {
        let column = source + j * from.rows
        for i in 0..<from.rows {
          // Knuth's sum of two, which needs no comparison; infinities have nothing to keep.
          let (a, b) = (sums[i], column[i])
          let sum = a + b
          let shared = sum - a
          let rest = (a - (sum - shared)) + (b - shared)
          lost[i] += sum.isFinite ? rest : 0
          sums[i] = sum
        }
      }
    }
    return Tensor(shape, zip(sums, lost).map { $0 + $1 })
  }
}
