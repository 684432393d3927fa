import LinearAlgebra
import Numerics
import Syntax
import Tables

/// Two operands side by side, elements of which may be missing: what is worked out is worked out where both are there.
struct Gaps {
  /// Which places have no result; empty when none.
  let missing: [Bool]
  private let present: [Int]
  let count: Int

  /// - Returns: `nil` for operands of different lengths; one element goes along with all.
  init?(_ a: Column, _ b: Column) {
    guard a.count == b.count || a.count == 1 || b.count == 1 else { return nil }
    // One element beside none gives none.
    let count = a.count == 1 ? b.count : a.count
    self.count = count
    func spread(_ column: Column) -> [Bool] {
      column.count == count || column.missing.isEmpty ? column.missing : Array(repeating: true, count: count)
    }
    let (p, q) = (spread(a), spread(b))
    missing = p.isEmpty ? q : q.isEmpty ? p : zip(p, q).map { $0 || $1 }
    let gaps = missing
    present = gaps.isEmpty ? [] : (0..<count).filter { !gaps[$0] }
  }

  /// The elements of an operand that have a partner; one that goes along with all stays one.
  func picked(_ x: [Double], single: Bool) -> [Double] {
    if single || missing.isEmpty { return x }
    return x.withUnsafeBufferPointer { x in present.map { x[$0] } }
  }

  /// Results laid out over all places.
  func laidOut(_ results: [Double]) -> Column {
    guard !missing.isEmpty else { return Column(results) }
    var all = [Double](repeating: .nan, count: count)
    for (place, result) in zip(present, results) { all[place] = result }
    return Column(.numbers(all), missing: missing)
  }

  func laidOut(_ results: [Bool]) -> Column {
    guard !missing.isEmpty else { return Column(.truths(results)) }
    var all = [Bool](repeating: false, count: count)
    for (place, result) in zip(present, results) { all[place] = result }
    return Column(.truths(all), missing: missing)
  }

  func laidOut(_ results: [Day]) -> Column {
    guard !missing.isEmpty else { return Column(.dates(results)) }
    var all = [Day](repeating: Day(number: 0), count: count)
    for (place, result) in zip(present, results) { all[place] = result }
    return Column(.dates(all), missing: missing)
  }
}

extension Value {
  /// An operand of work on columns: a column, or one element as a column of one.
  var sided: Column? {
    isScalar ? Column([self]) : Column(self)
  }

  var isDates: Bool {
    switch self {
    case .date: true
    case .column(let column): if case .dates = column.storage { true } else { false }
    default: false
    }
  }
}

extension Value {
  /// Ones in the shape of a number or of a vector of numbers, some perhaps missing.
  fileprivate var standIn: Value? {
    if isScalar { return shape == nil && !isMissing ? nil : .number(1) }
    guard let column = Column(self) else { return nil }
    switch column.storage {
    case .numbers, .complex: return .vector(Vector([Double](repeating: 1, count: column.count)))
    case .truths, .texts, .dates: return nil
    }
  }
}

extension Column {
  /// Zeros where a number is missing.
  fileprivate var withZeros: Vector? { numbers.map { x in Vector(x.indices.map { isMissing($0) ? 0 : x[$0] }) } }

  /// The days since 1970-01-01 of dates.
  var dayNumbers: [Double]? {
    guard case .dates(let days) = storage else { return nil }
    return days.map { Double($0.number) }
  }
}

extension Context {
  /// What vectors of numbers give as wholes: a missing element does not make a product or a quotient of vectors one of
  /// their elements. `nil` where the operator works element by element on whole ones too.
  /// - Throws: what the operator says to whole vectors of these lengths.
  mutating func whole(_ op: Expression.Infix, _ a: Value, _ b: Value) throws(EvaluationError) -> Value? {
    switch op {
    case .dotAdd, .dotSubtract, .dotMultiply, .dotDivide, .dotPower, .and, .or, .pipe: return nil
    case .add, .subtract, .multiply, .divide, .leftDivide, .power, .dot, .cross: break
    }
    guard let left = a.standIn, let right = b.standIn else { return nil }
    switch try combine(op, left, right) {
    case .vector where op == .cross && !a.isScalar && !b.isScalar:
      // Each component is made of the other two elements of both.
      let gaps = (0..<3).map { i in
        [a, b].contains { side in side.sided.map { x in (0..<3).contains { $0 != i && x.isMissing($0) } } ?? false }
      }
      guard let x = a.sided?.withZeros, let y = b.sided?.withZeros,
        let product = try Column(combine(op, .vector(x), .vector(y))), case .numbers(let z) = product.storage
      else { return .missing }
      return Value(Column(.numbers(z), missing: gaps))
    case .number: return .missing
    default: return nil
    }
  }

  /// Real numbers of columns, element by element; `nil` for other kinds and for operators that numbers do not have.
  mutating func gapped(_ op: Expression.Infix, _ a: Value, _ b: Value) throws(EvaluationError) -> Value? {
    guard let left = a.sided, let right = b.sided, case .numbers(let x) = left.storage,
      case .numbers(let y) = right.storage
    else { return nil }
    let elementwise: Expression.Infix
    switch op {
    case .add, .dotAdd: elementwise = .dotAdd
    case .subtract, .dotSubtract: elementwise = .dotSubtract
    case .multiply, .dotMultiply, .dot, .cross: elementwise = .dotMultiply
    case .divide, .dotDivide: elementwise = .dotDivide
    case .power, .dotPower: elementwise = .dotPower
    case .leftDivide, .and, .or, .pipe: return nil
    }
    guard let gaps = Gaps(left, right) else {
      throw EvaluationError(.math(.shape(.unequal(.vector(left.count), .vector(right.count)))))
    }
    let p = Vector(gaps.picked(x, single: left.count == 1))
    let q = Vector(gaps.picked(y, single: right.count == 1))
    let result = try combine(elementwise, .vector(p), .vector(q))
    guard case .vector(let z) = result else { return nil }
    return Value(gaps.laidOut(z.elements))
  }

  /// Dates, one or many: a date less a date is days, and days added to a date give a date.
  mutating func dated(_ op: Expression.Infix, _ a: Value, _ b: Value) throws(EvaluationError) -> Value? {
    guard a.isDates || b.isDates, let left = a.sided, let right = b.sided else { return nil }
    let isSum: Bool
    switch op {
    case .add, .dotAdd: isSum = true
    case .subtract, .dotSubtract: isSum = false
    default: return nil
    }
    guard let gaps = Gaps(left, right) else {
      throw EvaluationError(.math(.shape(.unequal(.vector(left.count), .vector(right.count)))))
    }
    func pair(_ x: [Double], _ y: [Double]) -> [(Double, Double)] {
      let p = gaps.picked(x, single: left.count == 1)
      let q = gaps.picked(y, single: right.count == 1)
      if left.count == 1 { return q.map { (p[0], $0) } }
      if right.count == 1 { return p.map { ($0, q[0]) } }
      return Array(zip(p, q))
    }
    let column: Column
    switch (left.storage, right.storage, isSum) {
    case (.dates(let x), .dates(let y), false):
      let pairs = pair(x.map { Double($0.number) }, y.map { Double($0.number) })
      column = gaps.laidOut(pairs.map { $0.0 - $0.1 })
    case (.dates(let x), .numbers(let days), _):
      let pairs = pair(x.map { Double($0.number) }, isSum ? days : days.map { -$0 })
      column = gaps.laidOut(try pairs.map { (pair) throws(EvaluationError) in try Self.day(pair.0, plus: pair.1) })
    case (.numbers(let days), .dates(let x), true):
      let pairs = pair(days, x.map { Double($0.number) })
      column = gaps.laidOut(try pairs.map { (pair) throws(EvaluationError) in try Self.day(pair.1, plus: pair.0) })
    default: return nil
    }
    return a.isScalar && b.isScalar ? Value(column[0]) : Value(column)
  }

  /// The day so many days later.
  static func day(_ number: Double, plus days: Double) throws(EvaluationError) -> Day {
    guard let shifted = Int32(exactly: number + days),
      (-719_528...2_932_896).contains(shifted)
    else { throw EvaluationError(.other(DateError.shift(days))) }
    return Day(number: shifted)
  }
}
