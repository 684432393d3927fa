import Graph
import LinearAlgebra
import Numerics
import Syntax
import Tables

extension Context {
  /// An elementary function on a value of any kind: a number, an array element by element, a complex number where
  /// mathematics has one, a traced value.
  public mutating func elementwise(
    _ primitive: Primitive, _ builtin: Builtin, _ operands: [Value]
  ) throws(EvaluationError) -> Value {
    if operands.contains(where: \.isTraced) {
      let value = try tracedElementwise(primitive, operands)
      try checkDomain(primitive, builtin, operands, value)
      return value
    }
    if operands.allSatisfy({ $0.real != nil }) { return try real(primitive, builtin, operands) }
    if operands.contains(where: \.standsForNumber) {
      return try elementwise(primitive, builtin, operands.map(\.standing))
    }
    if operands.contains(where: \.isMissing), operands.allSatisfy(\.isScalar) { return .missing }
    if operands.contains(where: \.isColumn) { return try columns(primitive, builtin, operands) }
    if let complex = primitive.rule.complex, operands.allSatisfy({ $0.complex != nil }) {
      let result = try self.complex(complex, operands).finiteComplex(from: builtin.name)
      // A modulus is a real number, also in an array.
      return primitive == .abs ? result.realParts : result
    }
    let culprit = operands.first { $0.real == nil } ?? .missing
    let needed = primitive.rule.complex == nil ? "a real number or a real array" : "a number or an array of numbers"
    throw EvaluationError(
      .argument(
        function: builtin.name, parameter: builtin.forms.first?.parameters.first?.name ?? "x", needed: needed,
        got: culprit.phrase))
  }

  private func real(
    _ primitive: Primitive, _ builtin: Builtin, _ operands: [Value]
  ) throws(EvaluationError) -> Value {
    func value(_ x: Double, _ y: Double) -> Double { primitive.value(x, y) }
    guard let first = operands[0].real else { return .missing }
    let result: Operand<Matrix>
    do throws(MathError) {
      if operands.count == 1 {
        result = first.map { primitive.value($0) }
      } else if let second = operands[1].real {
        result = try first.zipped(second, dotted: true) { primitive.value($0, $1) }
      } else {
        return .missing
      }
    } catch { throw EvaluationError(.math(error)) }
    if let domain = primitive.rule.domain {
      try check(domain, builtin, result, first, operands.count > 1 ? operands[1].real : nil)
    }
    return Value(result)
  }

  /// A NaN that no operand had marks a point outside the domain.
  private func check(
    _ domain: Domain, _ builtin: Builtin, _ result: Operand<Matrix>, _ first: Operand<Matrix>,
    _ second: Operand<Matrix>?
  ) throws(EvaluationError) {
    guard let values = Value(result).numbers, let place = values.firstIndex(where: \.isNaN) else { return }
    let xs = Value(first).numbers ?? []
    let ys = second.flatMap { Value($0).numbers } ?? []
    let x = xs.count == 1 ? xs[0] : xs.indices.contains(place) ? xs[place] : .nan
    let y = ys.count == 1 ? ys[0] : ys.indices.contains(place) ? ys[place] : .nan
    guard !x.isNaN, second == nil || !y.isNaN, !domain.contains(x, y) else { return }
    guard second == nil, builtin.primitive?.rule.complex != nil else {
      let arguments = second == nil ? [x] : [x, y]
      throw EvaluationError(.other(OutsideDomain(function: builtin.name, arguments: arguments, needs: domain.need)))
    }
    throw EvaluationError(
      .domain(
        function: builtin.name, value: x, needed: domain.need, complex: builtin.primitive?.rule.complex != nil))
  }

  private func checkDomain(
    _ primitive: Primitive, _ builtin: Builtin, _ operands: [Value], _ result: Value
  ) throws(EvaluationError) {
    guard let domain = primitive.rule.domain, case .traced(let node) = result else { return }
    func plain(_ value: Value) -> Operand<Matrix>? {
      if case .traced(let node) = value { return Value(tensor(node)).real }
      return value.real
    }
    guard let value = Value(tensor(node)).real, let first = plain(operands[0]) else { return }
    try check(domain, builtin, value, first, operands.count > 1 ? plain(operands[1]) : nil)
  }

  private func complex(
    _ f: ([Complex<Double>]) -> Complex<Double>, _ operands: [Value]
  ) throws(EvaluationError) -> Value {
    guard let first = operands[0].complex else { return .missing }
    if operands.count == 1 { return Value(first.map { f([$0]) }) }
    guard let second = operands[1].complex else { return .missing }
    do throws(MathError) { return Value(try first.zipped(second, dotted: true) { f([$0, $1]) }) } catch {
      throw EvaluationError(.math(error))
    }
  }

  /// Vectors with missing elements: missing gives missing.
  private mutating func columns(
    _ primitive: Primitive, _ builtin: Builtin, _ operands: [Value]
  ) throws(EvaluationError) -> Value {
    if let result = try gapped(primitive, builtin, operands) { return result }
    let parts = operands.map { $0.elements ?? [$0] }
    let count = parts.map(\.count).max() ?? 0
    guard parts.allSatisfy({ $0.count == count || $0.count == 1 }) else {
      throw EvaluationError(.math(.shape(.unequal(.vector(parts[0].count), .vector(parts[1].count)))))
    }
    var results: [Value] = []
    for index in 0..<count {
      let row = parts.map { $0.count == 1 ? $0[0] : $0[index] }
      results.append(row.contains(where: \.isMissing) ? .missing : try elementwise(primitive, builtin, row))
    }
    return Value(column: results)
  }

  /// The same for real numbers, all that are there at once.
  private mutating func gapped(
    _ primitive: Primitive, _ builtin: Builtin, _ operands: [Value]
  ) throws(EvaluationError) -> Value? {
    guard let first = operands.first?.sided, case .numbers(let x) = first.storage else { return nil }
    let second = operands.count == 2 ? operands[1].sided : first
    guard operands.count <= 2, let second, case .numbers(let y) = second.storage else { return nil }
    guard let gaps = Gaps(first, second) else {
      throw EvaluationError(.math(.shape(.unequal(.vector(first.count), .vector(second.count)))))
    }
    let p = Value.vector(Vector(gaps.picked(x, single: first.count == 1)))
    let q = Value.vector(Vector(gaps.picked(y, single: second.count == 1)))
    guard case .vector(let z) = try elementwise(primitive, builtin, operands.count == 2 ? [p, q] : [p]) else {
      return nil
    }
    return Value(gaps.laidOut(z.elements))
  }

  // MARK: f.(xs)

  /// `f` of every element of the arrays together; numbers go along with each.
  mutating func map(_ function: Function, over arguments: Arguments) throws(EvaluationError) -> Value {
    guard arguments.named.isEmpty, !arguments.positional.isEmpty else {
      throw EvaluationError(.arity(function: "\(function.handle).", signatures: ["f.(x, …)"], got: arguments.count))
    }
    let operands = arguments.positional
    if operands.count == 1, case .vector(let v) = operands[0], let fast = try scalarMap(function, v.elements) {
      return fast
    }
    var parts: [[Value]] = []
    for operand in operands {
      if case .traced(let node) = operand, shape(operand) != .scalar {
        parts.append(try tracedElements(node))
      } else {
        parts.append(operand.elements ?? [operand])
      }
    }
    let count = parts.map(\.count).max() ?? 0
    let arrays = operands.compactMap { operand in
      shape(operand) ?? operand.extents.map { $0.count == 2 ? .matrix($0[0], $0[1]) : .vector($0[0]) }
    }.filter { $0.count != 1 }
    for pair in zip(arrays, arrays.dropFirst()) where pair.0 != pair.1 {
      throw EvaluationError(.math(.shape(.unequal(pair.0, pair.1))))
    }
    var results: [Value] = []
    for index in 0..<count {
      results.append(try call(function, Arguments(parts.map { $0.count == 1 ? $0[0] : $0[index] })))
    }
    if operands.allSatisfy({ $0.elements == nil && !$0.isTraced }) { return results[0] }
    if results.contains(where: \.isTraced) { return try tracedVector(results) }
    if let grid = operands.first(where: \.isMatrix)?.extents, results.allSatisfy(\.isScalar) {
      return try matrix(of: results, rows: grid[0], columns: grid[1])
    }
    return try vector(of: results)
  }
}

extension Value {
  /// The real parts of complex values; every other value as it is.
  fileprivate var realParts: Value {
    switch self {
    case .complex(let z): .number(z.real)
    case .complexVector(let v): .vector(Vector(v.elements.map(\.real)))
    case .complexMatrix(let a): .matrix(Matrix(rows: a.rows, columns: a.columns, elements: a.elements.map(\.real)))
    default: self
    }
  }

  var isTable: Bool { if case .table = self { true } else { false } }

  var isColumn: Bool { if case .column = self { true } else { false } }

  /// The elements of a real value.
  var numbers: [Double]? {
    switch self {
    case .number(let x): [x]
    case .vector(let v): v.elements
    case .matrix(let a): a.elements
    default: nil
    }
  }
}
