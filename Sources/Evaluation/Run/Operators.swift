import Document
import Graph
import LinearAlgebra
import Numerics
import Syntax
import Tables

extension Context {
  /// `a op b` for every operator that is not a comparison, a conjunction or a pipe.
  public mutating func combine(_ op: Expression.Infix, _ a: Value, _ b: Value) throws(EvaluationError) -> Value {
    if case .number(let x) = a, case .number(let y) = b, let result = try numbers(op, x, y) { return .number(result) }
    if a.isTraced || b.isTraced { return try tracedCombine(op, a, b) }
    if a.isObject || b.isObject {
      if let result = try operate(op.rawValue, [a, b]) { return result }
      if a.standsForNumber || b.standsForNumber { return try combine(op, a.standing, b.standing) }
    }
    if let (left, right) = try sized(op, a, b) { return try combine(op, left, right) }
    if case .identity = a, let result = try identity(op, a, b) { return result }
    if case .identity = b, let result = try identity(op, a, b) { return result }
    if a.isTable || b.isTable {
      throw EvaluationError(
        .operands(
          symbol: op.rawValue, left: a.phrase, right: b.phrase,
          remedy: .words("A table has columns of several kinds: t.x ./ t.y works with two of them.")))
    }
    if a.isMissing, b.isScalar || b.isMissing { return .missing }
    if b.isMissing, a.isScalar { return .missing }
    if let result = try dated(op, a, b) { return result }
    if a.isColumn && !b.isMatrix || b.isColumn && !a.isMatrix {
      if let result = try whole(op, a, b) { return result }
      if let result = try gapped(op, a, b) { return result }
    }
    if case .column(let column) = a, !b.isMatrix { return try columns(op, column.elements, b.elements ?? [b]) }
    if case .column(let column) = b, !a.isMatrix { return try columns(op, a.elements ?? [a], column.elements) }
    if a.isMissing, let all = b.elements, !b.isMatrix { return try columns(op, [a], all) }
    if b.isMissing, let all = a.elements, !a.isMatrix { return try columns(op, all, [b]) }
    if let x = a.real, let y = b.real { return Value(try algebra(op, x, y, power: Self.realPower)) }
    if let x = a.complex, let y = b.complex {
      return try Value(algebra(op, x, y) { x, y in .some(Self.complexPower(x, y)) })
        .finiteComplex(from: op.rawValue)
    }
    throw EvaluationError(
      .operands(symbol: op.rawValue, left: a.phrase, right: b.phrase, remedy: Self.remedy(op, a, b)))
  }

  /// What the catalog has this operator do with values of a domain; `nil` when it knows nothing of these.
  mutating func operate(_ symbol: String, _ operands: [Value]) throws(EvaluationError) -> Value? {
    guard let operation = catalog.operation(symbol), operation.forms.contains(where: { $0.takes(operands) }) else {
      return operands.contains(where: \.isTraced) ? try tracedOperation(symbol, operands) : nil
    }
    return try operation.call(Arguments(operands), in: &self)
  }

  /// Two numbers; `nil` for an operator that numbers do not have.
  private func numbers(_ op: Expression.Infix, _ x: Double, _ y: Double) throws(EvaluationError) -> Double? {
    switch op {
    case .add, .dotAdd: return x + y
    case .subtract, .dotSubtract: return x - y
    case .multiply, .dotMultiply, .dot, .cross: return x * y
    case .divide, .dotDivide: return x / y
    case .leftDivide: return y / x
    case .power, .dotPower:
      let result = Primitive.power.value(x, y)
      if result.isNaN, !x.isNaN, !y.isNaN { throw EvaluationError(.fractionalPower(x, y)) }
      return result
    case .and, .or, .pipe: return nil
    }
  }

  /// `nil` marks a point where a real power does not exist.
  private static func realPower(_ x: Double, _ y: Double) -> Double? {
    let result = Primitive.power.value(x, y)
    return result.isNaN && !x.isNaN && !y.isNaN ? nil : result
  }

  static func complexPower(_ x: Complex<Double>, _ y: Complex<Double>) -> Complex<Double> {
    guard y.imaginary == 0, y.real.magnitude <= 1024, let n = Int(exactly: y.real) else { return .pow(x, y) }
    // By squaring, whole numbers stay whole: exp(n log x) would make (1 + 1i)^2 off by an ulp.
    var (result, factor, left) = (Complex<Double>(1), n < 0 ? 1 / x : x, n.magnitude)
    while left > 0 {
      if left & 1 == 1 { result *= factor }
      factor *= factor
      left >>= 1
    }
    return result
  }

  private mutating func algebra<M: DenseMatrix>(
    _ op: Expression.Infix, _ a: Operand<M>, _ b: Operand<M>, power: (M.Entry, M.Entry) -> M.Entry?
  ) throws(EvaluationError) -> Operand<M> {
    let call = announce(op, a.shape, b.shape)
    defer { conclude(call) }
    do throws(MathError) {
      switch op {
      case .add: return try a.zipped(b, dotted: false, +)
      case .subtract: return try a.zipped(b, dotted: false, -)
      case .dotAdd: return try a.zipped(b, dotted: true, +)
      case .dotSubtract: return try a.zipped(b, dotted: true, -)
      case .dotMultiply: return try a.zipped(b, dotted: true, *)
      case .dotDivide: return try a.zipped(b, dotted: true, /)
      case .multiply: return try a.times(b)
      case .divide: return trusting(try a.divided(by: b))
      case .leftDivide: return trusting(try a.solving(b))
      case .dot: return try dotted(a, b)
      case .cross: return try crossed(a, b)
      case .power, .dotPower, .and, .or, .pipe: break
      }
    } catch {
      throw EvaluationError(.math(error))
    }
    return try raised(op, a, b, power: power)
  }

  private func dotted<M: DenseMatrix>(_ a: Operand<M>, _ b: Operand<M>) throws(MathError) -> Operand<M> {
    if case .vector(let x) = a, case .vector(let y) = b { return .scalar(try x.dot(y)) }
    return try a.times(b)
  }

  private func crossed<M: DenseMatrix>(_ a: Operand<M>, _ b: Operand<M>) throws(MathError) -> Operand<M> {
    if case .vector(let x) = a, case .vector(let y) = b { return .vector(try x.cross(y)) }
    return try a.times(b)
  }

  private func raised<M: DenseMatrix>(
    _ op: Expression.Infix, _ a: Operand<M>, _ b: Operand<M>, power: (M.Entry, M.Entry) -> M.Entry?
  ) throws(EvaluationError) -> Operand<M> {
    if op == .power {
      switch (a, b) {
      case (.matrix(let m), .scalar(let k)):
        do throws(MathError) { return .matrix(try m.power(k.realPart)) } catch { throw EvaluationError(.math(error)) }
      case (.scalar, .scalar): break
      default:
        throw EvaluationError(
          .operands(
            symbol: "^", left: a.shape.phrase(), right: b.shape.phrase(), remedy: .operatorSymbol(".^")))
      }
    }
    var undefined: (M.Entry, M.Entry)?
    let result: Operand<M>
    do throws(MathError) {
      result = try a.zipped(b, dotted: true) { x, y in
        guard let value = power(x, y) else {
          undefined = undefined ?? (x, y)
          return x
        }
        return value
      }
    } catch { throw EvaluationError(.math(error)) }
    if let (x, y) = undefined { throw EvaluationError(.fractionalPower(x.realPart, y.realPart)) }
    return result
  }

  /// Remarks on a solution that cannot be trusted to all its digits.
  private mutating func trusting<M>(_ solved: (Operand<M>, Trust?)) -> Operand<M> {
    if let trust = solved.1 { note(trust) }
    return solved.0
  }

  /// Remarks on an ill-conditioned or rank-deficient system.
  public mutating func note<X>(conditionOf solution: Solution<X>) { note(Trust(solution)) }

  private mutating func note(_ trust: Trust) {
    if trust.rank < trust.fullRank {
      note(
        Report(
          code: "W301", title: "rank-deficient",
          message:
            "The columns are dependent (rank \(trust.rank) of \(trust.fullRank)): of many solutions this is the shortest."
        ))
    } else if trust.digits < 8 {
      let kappa = (1 / trust.reciprocalCondition).formatted(digits: 1)
      let lost = max(0, 16 - trust.digits)
      let left = trust.digits == 0 ? "none of them can be trusted" : "about \(trust.digits) can be trusted"
      note(
        Report(
          code: "W302", title: "ill-conditioned",
          message: "The matrix is nearly singular (κ ≈ \(kappa)): of 16 digits about \(lost) are lost, \(left)."))
    }
  }

  /// Vectors with missing elements, element by element; one element meets all.
  private mutating func columns(_ op: Expression.Infix, _ a: [Value], _ b: [Value]) throws(EvaluationError) -> Value {
    guard a.count == b.count || a.count == 1 || b.count == 1 else {
      throw EvaluationError(.math(.shape(.unequal(.vector(a.count), .vector(b.count)))))
    }
    var results: [Value] = []
    // One element beside none gives none.
    for index in 0..<(a.count == 1 ? b.count : a.count) {
      let x = a.count == 1 ? a[0] : a[index]
      let y = b.count == 1 ? b[0] : b[index]
      results.append(try combine(op, x, y))
    }
    return Value(column: results)
  }

  // MARK: the identity

  /// `I` beside a square matrix becomes the identity of its size.
  private func sized(_ op: Expression.Infix, _ a: Value, _ b: Value) throws(EvaluationError) -> (Value, Value)? {
    switch op {
    case .add, .subtract, .dotAdd, .dotSubtract, .dotMultiply, .leftDivide: break
    default: return nil
    }
    func full(_ scale: Double, like other: Value) -> Value? {
      guard other.isMatrix, let extents = other.extents, extents[0] == extents[1] else { return nil }
      return .matrix(Matrix.diagonal([Double](repeating: scale, count: extents[0])))
    }
    if case .identity(let s) = a, let whole = full(s, like: b) { return (whole, b) }
    if case .identity(let s) = b, let whole = full(s, like: a) { return (a, whole) }
    return nil
  }

  /// The identity in full beside a square matrix, for a comparison.
  static func fullIdentity(_ value: Value, like other: Value) -> Value {
    guard case .identity(let s) = value, other.isMatrix, let extents = other.extents, extents[0] == extents[1] else {
      return value
    }
    return .matrix(Matrix.diagonal([Double](repeating: s, count: extents[0])))
  }

  /// `I` where it acts as a number: in products, quotients and powers, and beside another `I`.
  private mutating func identity(_ op: Expression.Infix, _ a: Value, _ b: Value) throws(EvaluationError) -> Value? {
    switch (a, b) {
    case (.identity(let s), .identity(let t)): return try numbers(op, s, t).map { .identity($0) }
    case (.identity(let s), .number(let x)) where op == .multiply || op == .divide || op == .power:
      return try numbers(op, s, x).map { .identity($0) }
    case (.number(let x), .identity(let s)) where op == .multiply: return .identity(x * s)
    case (.identity(let s), _) where op == .multiply: return try combine(.multiply, .number(s), b)
    case (_, .identity(let s)) where op == .multiply || op == .divide: return try combine(op, a, .number(s))
    case (.identity(let s), _) where op == .leftDivide: return try combine(.divide, b, .number(s))
    default:
      let other = a.isMatrix ? a : b.isMatrix ? b : nil
      throw EvaluationError(.identitySize(operation: op.rawValue, other: other?.phrase))
    }
  }

  private static func remedy(_ op: Expression.Infix, _ a: Value, _ b: Value) -> EvaluationError.Remedy? {
    switch (a, b) {
    case (.truth, _), (_, .truth), (.truths, _), (_, .truths):
      .words("A truth is never silently a number: write if t then 1 else 0.")
    case (.text, _), (_, .text): .words("Text does not take part in arithmetic.")
    case (.function(let f), _): .words("Call it first, as in \(f.handle)(x).")
    case (_, .function(let f)): .words("Call it first, as in \(f.handle)(x).")
    default: nil
    }
  }

  // MARK: one operand

  public mutating func apply(_ op: Expression.Prefix, _ value: Value) throws(EvaluationError) -> Value {
    let value = value.standing
    switch op {
    case .minus: return try negated(value)
    case .plus:
      guard value.shape != nil || value.isTraced || value.isMissing else {
        throw EvaluationError(.operand(symbol: "+", got: value.phrase, remedy: nil))
      }
      return value
    case .not: return try inverted(value)
    case .root:
      guard let builtin = catalog["sqrt"] else { return value }
      return try builtin.call(Arguments([value]), in: &self)
    }
  }

  private mutating func negated(_ value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .missing: return .missing
    case .identity(let s): return .identity(-s)
    case .traced(let node): return try tracedElementwise(.negate, [.traced(node)])
    case .column(let column):
      if case .numbers(let x) = column.storage {
        return Value(Column(.numbers(x.map { -$0 }), missing: column.missing))
      }
      var results: [Value] = []
      for element in column.elements { results.append(try negated(element)) }
      return Value(column: results)
    case .object:
      if let result = try operate("-", [value]) { return result }
      throw EvaluationError(.operand(symbol: "-", got: value.phrase, remedy: nil))
    default:
      if let x = value.real { return Value(x.map { -$0 }) }
      if let z = value.complex { return Value(z.map { -$0 }) }
      throw EvaluationError(.operand(symbol: "-", got: value.phrase, remedy: nil))
    }
  }

  /// The conjugate transpose.
  mutating func transposed(_ value: Value) throws(EvaluationError) -> Value {
    if case .traced(let node) = value { return try tracedTranspose(node) }
    if case .identity = value { return value }
    if case .truths(let t) = value {
      let (rows, columns) = (t.shape.extent.rows, t.columns ?? 1)
      let elements = (0..<rows).flatMap { i in (0..<columns).map { j in t.elements[i + j * rows] } }
      return .truths(Truths(elements, columns: rows))
    }
    if let x = value.real { return Value(x.adjoint) }
    if let z = value.complex { return Value(z.adjoint) }
    throw EvaluationError(.operand(symbol: "'", got: value.phrase, remedy: nil))
  }
}
