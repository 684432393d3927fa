import LinearAlgebra
import Numerics
import Syntax
import Tables

extension Context {
  /// One comparison: a truth for scalars, truths element by element for arrays.
  mutating func compare(_ op: Expression.Comparison, _ a: Value, _ b: Value) throws(EvaluationError) -> Value {
    if case .number(let x) = a, case .number(let y) = b, let result = Self.ordered(op, x, y) { return .truth(result) }
    if op == .element {
      if a.isObject, let result = try operate(op.rawValue, [a, b]) { return result }
      if a.isObject, a.isTraced || b.isTraced { return try tracedOperation(op.rawValue, [a, b]) }
      return try contains(settled(b), settled(a))
    }
    if a.isTraced || b.isTraced { return try tracedCompare(op, a, b) }
    if a.isObject || b.isObject {
      if let result = try operate(op.rawValue, [a, b]) { return result }
      if a.standsForNumber || b.standsForNumber { return try compare(op, a.standing, b.standing) }
    }
    if a.isScalar, b.isScalar { return try scalars(op, a, b) }
    let (a, b) = (Self.fullIdentity(a, like: b), Self.fullIdentity(b, like: a))
    if a.isColumn || b.isColumn, let result = try columns(op, a, b) { return result }
    if let x = a.real, let y = b.real { return .truths(try Self.flat(op, x, y)) }
    guard let left = a.elements ?? (a.isScalar ? [a] : nil), let right = b.elements ?? (b.isScalar ? [b] : nil),
      !a.isList, !b.isList
    else { return try identical(op, a, b) }
    let (p, q) = (a.maskShape, b.maskShape)
    let shape: Shape
    do throws(ShapeError) { shape = try p.sum(q) } catch { throw EvaluationError(.math(.shape(error))) }
    var results: [Value] = []
    results.reserveCapacity(shape.count)
    for index in 0..<shape.count {
      results.append(try scalars(op, p == .scalar ? left[0] : left[index], q == .scalar ? right[0] : right[index]))
    }
    guard case .matrix(let rows, let columns) = shape else { return Value(column: results) }
    return try matrix(of: results, rows: rows, columns: columns)
  }

  /// Real numbers side by side, at least one side being an array.
  private static func flat(
    _ op: Expression.Comparison, _ a: Operand<Matrix>, _ b: Operand<Matrix>
  ) throws(EvaluationError) -> Truths {
    let shape: Shape
    do throws(ShapeError) { shape = try a.shape.sum(b.shape) } catch { throw EvaluationError(.math(.shape(error))) }
    // One loop for each sign: asking which at every element costs more than the comparison.
    let truths =
      switch op {
      case .less: flat(a, b, <)
      case .lessOrEqual: flat(a, b, <=)
      case .greater: flat(a, b, >)
      case .greaterOrEqual: flat(a, b, >=)
      case .equal, .element: flat(a, b, ==)
      case .notEqual: flat(a, b, !=)
      }
    guard case .matrix(_, let columns) = shape else { return Truths(truths) }
    return Truths(truths, columns: columns)
  }

  @inline(__always) private static func flat(
    _ a: Operand<Matrix>, _ b: Operand<Matrix>, _ holds: (Double, Double) -> Bool
  ) -> [Bool] {
    switch (a.numbers, b.numbers) {
    case (.some(let x), .some(let y)):
      [Bool](unsafeUninitializedCapacity: min(x.count, y.count)) { truths, count in
        count = min(x.count, y.count)
        x.withUnsafeBufferPointer { x in
          y.withUnsafeBufferPointer { y in
            for i in 0..<count { truths.initializeElement(at: i, to: holds(x[i], y[i])) }
          }
        }
      }
    case (.some(let x), nil): x.map { holds($0, b.number) }
    case (nil, .some(let y)): y.map { holds(a.number, $0) }
    case (nil, nil): [holds(a.number, b.number)]
    }
  }

  /// Columns of one kind beside one another or beside an element; `nil` for what has to be compared one by one.
  private func columns(_ op: Expression.Comparison, _ a: Value, _ b: Value) throws(EvaluationError) -> Value? {
    guard let left = a.sided, let right = b.sided, let gaps = Gaps(left, right) else { return nil }
    func numbers(_ x: [Double], _ y: [Double]) throws(EvaluationError) -> Value {
      let p = Operand<Matrix>(gaps.picked(x, single: left.count == 1), alone: left.count == 1)
      let q = Operand<Matrix>(gaps.picked(y, single: right.count == 1), alone: right.count == 1)
      return Value(gaps.laidOut(try Self.flat(op, p, q).elements))
    }
    switch (left.storage, right.storage) {
    case (.numbers(let x), .numbers(let y)): return try numbers(x, y)
    case (.dates(let x), .dates(let y)): return try numbers(x.map { Double($0.number) }, y.map { Double($0.number) })
    case (.truths(let x), .truths(let y)) where op == .equal || op == .notEqual:
      return try numbers(x.map { $0 ? 1 : 0 }, y.map { $0 ? 1 : 0 })
    case (.texts(let x), .texts(let y)):
      let order = TextOrder(x, y)
      let truths = (0..<gaps.count).map { place in
        let i = left.count == 1 ? 0 : place
        let j = right.count == 1 ? 0 : place
        return !gaps.missing.isEmpty && gaps.missing[place] ? false : order.holds(op, i, j)
      }
      return Value(Column(.truths(truths), missing: gaps.missing))
    default: return nil
    }
  }

  static func ordered(_ op: Expression.Comparison, _ x: Double, _ y: Double) -> Bool? {
    switch op {
    case .less: x < y
    case .lessOrEqual: x <= y
    case .greater: x > y
    case .greaterOrEqual: x >= y
    case .equal: x == y
    case .notEqual: x != y
    case .element: nil
    }
  }

  private func scalars(_ op: Expression.Comparison, _ a: Value, _ b: Value) throws(EvaluationError) -> Value {
    switch (a, b) {
    case (.missing, _), (_, .missing): return .missing
    case (.number(let x), .number(let y)): return .truth(Self.ordered(op, x, y) ?? false)
    case (.text(let x), .text(let y)):
      switch op {
      case .less: return .truth(x < y)
      case .lessOrEqual: return .truth(x <= y)
      case .greater: return .truth(x > y)
      case .greaterOrEqual: return .truth(x >= y)
      case .equal, .element: return .truth(x == y)
      case .notEqual: return .truth(x != y)
      }
    case (.date(let x), .date(let y)):
      return .truth(Self.ordered(op, Double(x.number), Double(y.number)) ?? (x == y))
    case (.truth(let x), .truth(let y)) where op == .equal || op == .notEqual:
      return .truth((x == y) == (op == .equal))
    default:
      guard op == .equal || op == .notEqual, case .scalar(let x) = a.complex, case .scalar(let y) = b.complex else {
        throw EvaluationError(.operands(symbol: op.rawValue, left: a.phrase, right: b.phrase, remedy: nil))
      }
      return .truth((x == y) == (op == .equal))
    }
  }

  /// Equality of values that have no elements to compare one by one.
  private func identical(_ op: Expression.Comparison, _ a: Value, _ b: Value) throws(EvaluationError) -> Value {
    var equality = Equality(self)
    guard op == .equal || op == .notEqual, let same = try equality.holds(a, b) else {
      throw EvaluationError(.operands(symbol: op.rawValue, left: a.phrase, right: b.phrase, remedy: nil))
    }
    return .truth(same == (op == .equal))
  }

  /// `x in v`.
  private func contains(_ container: Value, _ item: Value) throws(EvaluationError) -> Value {
    if case .text(let whole) = container, case .text(let part) = item { return .truth(whole.contains(part)) }
    if let items = Column(item), let members = Column(container) {
      return try contains(members, items, item, container)
    }
    if item.isMissing, Column(container) != nil { return .missing }
    guard let elements = container.elements, item.isScalar else {
      throw EvaluationError(.operands(symbol: "in", left: item.phrase, right: container.phrase, remedy: nil))
    }
    var found = false
    var equality = Equality(self)
    for element in elements where !found {
      if let same = try equality.holds(element, item) { found = same }
    }
    return .truth(found)
  }

  /// Which elements of a vector are among those of another; whether a missing one is stays open.
  private func contains(
    _ members: Column, _ items: Column, _ item: Value, _ container: Value
  ) throws(EvaluationError) -> Value {
    let all = members.present
    guard let both = items.appending(all), let coding = Coding([both]) else {
      throw EvaluationError(.operands(symbol: "in", left: item.phrase, right: container.phrase, remedy: nil))
    }
    var isMember = [Bool](repeating: false, count: coding.count)
    for code in coding.codes[items.count...] { isMember[Int(code)] = true }
    return Value(Column(.truths(coding.codes[..<items.count].map { isMember[Int($0)] }), missing: items.missing))
  }

  // MARK: and, or, not

  mutating func junction(_ op: Expression.Infix, _ a: Value, _ b: Value) throws(EvaluationError) -> Value {
    if a.isObject || b.isObject {
      if a.isTraced || b.isTraced { return try tracedOperation(op.rawValue, [a, b]) }
      if let result = try operate(op.rawValue, [a, b]) { return result }
    }
    func join(_ x: Value, _ y: Value) throws(EvaluationError) -> Value {
      switch (x, y) {
      case (.truth(let p), .truth(let q)): return .truth(op == .and ? p && q : p || q)
      // A decided side decides: false and missing is false, true or missing is true.
      case (.truth(let p), .missing), (.missing, .truth(let p)): return p == (op == .or) ? .truth(p) : .missing
      case (.missing, .missing): return .missing
      default:
        throw EvaluationError(
          .notTruth(got: x.isTruthLike ? y.phrase : x.phrase, context: "\(op.rawValue)"))
      }
    }
    guard let left = a.truthElements, let right = b.truthElements else { return try join(a, b) }
    let shape: Shape
    do throws(ShapeError) { shape = try a.maskShape.sum(b.maskShape) } catch {
      throw EvaluationError(.math(.shape(error)))
    }
    if shape == .scalar { return try join(a, b) }
    let column = left.joined(right, isOr: op == .or, count: shape.count)
    guard case .matrix(let rows, let columns) = shape else { return Value(column) }
    guard column.missing.isEmpty, case .truths(let truths) = column.storage else {
      return try matrix(of: column.elements, rows: rows, columns: columns)
    }
    return .truths(Truths(truths, columns: columns))
  }

  mutating func inverted(_ value: Value) throws(EvaluationError) -> Value {
    if value.isObject {
      if value.isTraced { return try tracedOperation("not", [value]) }
      if let result = try operate("not", [value]) { return result }
    }
    switch value {
    case .truth(let t): return .truth(!t)
    case .missing: return .missing
    case .truths(let t): return .truths(Truths(t.elements.map { !$0 }, columns: t.columns))
    case .column(let c):
      if c.count > 0, c.missingCount == c.count { return Value(.missing(c.count, .truth)) }
      guard case .truths(let truths) = c.storage else {
        throw EvaluationError(.notTruth(got: value.phrase, context: "not"))
      }
      return Value(Column(.truths(truths.map { !$0 }), missing: c.missing))
    default: throw EvaluationError(.notTruth(got: value.phrase, context: "not"))
    }
  }
}

/// Truths, some perhaps missing.
private struct TruthColumn {
  let truths: [Bool]
  let missing: [Bool]

  /// A decided side decides: false and missing is false, true or missing is true.
  func joined(_ other: TruthColumn, isOr: Bool, count: Int) -> Column {
    var results = [Bool](repeating: false, count: count)
    var gaps = [Bool](repeating: false, count: missing.isEmpty && other.missing.isEmpty ? 0 : count)
    for place in 0..<count {
      let (i, j) = (truths.count == 1 ? 0 : place, other.truths.count == 1 ? 0 : place)
      let (p, q) = (truths[i], other.truths[j])
      results[place] = isOr ? p || q : p && q
      guard !gaps.isEmpty else { continue }
      let (isLeftGap, isRightGap) = (!missing.isEmpty && missing[i], !other.missing.isEmpty && other.missing[j])
      guard isLeftGap || isRightGap else { continue }
      if !isLeftGap, p == isOr || !isRightGap && q == isOr {
        results[place] = isOr
      } else if !isRightGap, q == isOr {
        results[place] = isOr
      } else {
        gaps[place] = true
      }
    }
    return Column(.truths(results), missing: gaps)
  }
}

/// Texts by their bytes where those are ASCII, else as Unicode compares them: é written in two ways is one letter.
private struct TextOrder {
  private let left: Texts
  private let right: Texts
  private let isPlain: Bool

  init(_ left: Texts, _ right: Texts) {
    func isPlain(_ bytes: [UInt8]) -> Bool { bytes.withUnsafeBufferPointer { $0.reduce(0, |) } < 0x80 }
    (self.left, self.right) = (left, right)
    self.isPlain = isPlain(left.bytes) && isPlain(right.bytes)
  }

  func holds(_ op: Expression.Comparison, _ i: Int, _ j: Int) -> Bool {
    switch op {
    case .equal, .element: isEqual(i, j)
    case .notEqual: !isEqual(i, j)
    case .less: isLess(i, j)
    case .greaterOrEqual: !isLess(i, j)
    case .lessOrEqual: isLess(i, j) || isEqual(i, j)
    case .greater: !isLess(i, j) && !isEqual(i, j)
    }
  }

  private func isEqual(_ i: Int, _ j: Int) -> Bool {
    guard isPlain else { return left[i] == right[j] }
    let (p, q) = (left.range(i), right.range(j))
    guard p.count == q.count else { return false }
    return left.bytes.withUnsafeBufferPointer { a in
      right.bytes.withUnsafeBufferPointer { b in
        for k in 0..<p.count where a[p.lowerBound + k] != b[q.lowerBound + k] { return false }
        return true
      }
    }
  }

  private func isLess(_ i: Int, _ j: Int) -> Bool {
    guard isPlain else { return left[i] < right[j] }
    return left.bytes[left.range(i)].lexicographicallyPrecedes(right.bytes[right.range(j)])
  }
}

extension Operand<Matrix> {
  fileprivate init(_ numbers: [Double], alone: Bool) {
    self = alone && numbers.count == 1 ? .scalar(numbers[0]) : .vector(Vector(numbers))
  }

  /// The elements of an array.
  fileprivate var numbers: [Double]? {
    switch self {
    case .scalar: nil
    case .vector(let v): v.elements
    case .matrix(let a): a.elements
    }
  }

  /// The number, when it is one.
  fileprivate var number: Double { if case .scalar(let x) = self { x } else { .nan } }
}

extension Value {
  var isList: Bool { if case .list = self { true } else { false } }

  var isTruthLike: Bool {
    switch self {
    case .truth, .truths, .missing: true
    default: false
    }
  }

  /// The truths of a truth, a mask, or a column that may miss some.
  fileprivate var truthElements: TruthColumn? {
    switch self {
    case .truth(let t): TruthColumn(truths: [t], missing: [])
    case .missing: TruthColumn(truths: [false], missing: [true])
    case .truths(let t): TruthColumn(truths: t.elements, missing: [])
    case .column(let c):
      if case .truths(let t) = c.storage {
        TruthColumn(truths: t, missing: c.missing)
      } else if c.count > 0, c.missingCount == c.count {
        // Of which kind a vector with nothing in it is, nobody can tell.
        TruthColumn(truths: c.missing.map { _ in false }, missing: c.missing)
      } else {
        nil
      }
    default: nil
    }
  }

  /// The shape for element-by-element work on truths and texts as well as numbers.
  fileprivate var maskShape: Shape {
    switch self {
    case .truths(let t): t.shape
    case .column(let c): .vector(c.count)
    default: shape ?? .scalar
    }
  }
}
