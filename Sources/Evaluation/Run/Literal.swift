import LinearAlgebra
import Numerics
import Syntax
import Tables

extension Context {
  /// `[1, 2]` a vector, `[1 2]` a row, `[1; 2]` a column; `[u v]` columns, `[u; v]` a stack, `[A b]` augmented.
  mutating func literal(
    _ rows: [[Code]], _ separator: Expression.Separator, _ base: Int
  ) throws(EvaluationError) -> Value {
    var values: [[Value]] = []
    for row in rows {
      var line: [Value] = []
      for code in row { line.append(try evaluate(code, base).standing) }
      values.append(line)
    }
    let flat = values.flatMap { $0 }
    if flat.contains(where: \.isTraced) { return try tracedLiteral(values, separator) }
    if flat.allSatisfy(\.isScalar) { return try scalars(values, separator) }
    let isArray = flat.map { $0.shape.map { $0 != .scalar } ?? false }
    guard isArray.contains(true) else { return .list(List(flat)) }
    if rows.count == 1, separator == .comma, flat.count > 1 {
      if flat.contains(where: { $0.shape == nil }) { return .list(List(flat)) }
      let written = rows[0].map(\.expression.printed)
      throw EvaluationError(
        .ambiguousLiteral(
          columns: "[\(written.joined(separator: " "))]", stacked: "[\(written.joined(separator: "; "))]"))
    }
    return try stacked(values)
  }

  private func scalars(_ rows: [[Value]], _ separator: Expression.Separator) throws(EvaluationError) -> Value {
    let flat = rows.flatMap { $0 }
    if rows.count <= 1, separator != .blank || flat.count <= 1 { return try vector(of: flat) }
    if rows.allSatisfy({ $0.count == 1 }) { return try vector(of: flat) }
    let columns = rows[0].count
    guard rows.allSatisfy({ $0.count == columns }) else { throw EvaluationError(.raggedRows(rows.map(\.count))) }
    var byColumn: [Value] = []
    byColumn.reserveCapacity(flat.count)
    for j in 0..<columns { for row in rows { byColumn.append(row[j]) } }
    return try matrix(of: byColumn, rows: rows.count, columns: columns)
  }

  /// Blocks side by side within a row, rows above one another. Vectors are columns.
  private func stacked(_ rows: [[Value]]) throws(EvaluationError) -> Value {
    var bands: [Value] = []
    for row in rows {
      if row.count == 1 { bands.append(row[0]) } else { bands.append(try joined(row, horizontally: true)) }
    }
    guard bands.count > 1 else { return bands[0] }
    return try joined(bands, horizontally: false)
  }

  private func joined(_ blocks: [Value], horizontally: Bool) throws(EvaluationError) -> Value {
    var extents: [(rows: Int, columns: Int)] = []
    let height = blocks.compactMap { $0.shape.flatMap { $0 == .scalar ? nil : $0.extent.rows } }.first ?? 1
    let width = blocks.compactMap { $0.shape.flatMap { $0 == .scalar ? nil : $0.extent.columns } }.first ?? 1
    for block in blocks {
      if case .identity = block {
        let side = horizontally ? height : width
        extents.append((side, side))
        continue
      }
      guard let shape = block.shape ?? block.extents.map({ $0.count == 2 ? .matrix($0[0], $0[1]) : .vector($0[0]) })
      else { throw EvaluationError(.mixedElements(blocks.map(\.kind))) }
      extents.append(shape.extent)
    }
    let first = extents[0]
    for (extent, block) in zip(extents, blocks) {
      guard horizontally ? extent.rows == first.rows : extent.columns == first.columns else {
        let shapes = (blocks[0].shape ?? .scalar, block.shape ?? .scalar)
        throw EvaluationError(
          .math(.shape(horizontally ? .beside(shapes.0, shapes.1) : .stacked(shapes.0, shapes.1))))
      }
    }
    let parts = try zip(blocks, extents).map { block, extent throws(EvaluationError) -> [Value] in
      if case .identity(let scale) = block { return try identityElements(scale, extent.rows) }
      return elements(of: block) ?? [block]
    }
    if horizontally {
      return try matrix(
        of: parts.flatMap { $0 }, rows: first.rows, columns: extents.reduce(0) { $0 + $1.columns })
    }
    let total = extents.reduce(0) { $0 + $1.rows }
    if blocks.allSatisfy({ !$0.isMatrix }) { return try vector(of: parts.flatMap { $0 }) }
    var byColumn: [Value] = []
    for j in 0..<first.columns {
      for (part, extent) in zip(parts, extents) {
        byColumn.append(contentsOf: part[(j * extent.rows)..<((j + 1) * extent.rows)])
      }
    }
    return try matrix(of: byColumn, rows: total, columns: first.columns)
  }

  private func identityElements(_ scale: Double, _ n: Int) throws(EvaluationError) -> [Value] {
    let count: Int
    do throws(MathError) {
      count = try MemoryBudget.standard.count(rows: n, columns: n, bytesEach: MemoryLayout<Value>.stride)
    } catch { throw EvaluationError(.math(error)) }
    return (0..<count).map { .number($0 % (n + 1) == 0 ? scale : 0) }
  }

  // MARK: ranges

  /// `1:10`, `0:0.1:1`: the stop is included when a whole number of steps leads to it, within rounding.
  func range(_ first: Value, step: Value?, _ last: Value) throws(EvaluationError) -> Value {
    if case .date(let from) = first, case .date(let to) = last {
      let numbers = try range(.number(Double(from.number)), step: step, .number(Double(to.number)))
      guard case .vector(let v) = numbers else { return numbers }
      var days: [Day] = []
      for x in v.elements { days.append(try Self.day(x, plus: 0)) }
      return .column(Column(.dates(days)))
    }
    func number(_ value: Value) throws(EvaluationError) -> Double {
      guard case .number(let x) = value else {
        throw EvaluationError(.operand(symbol: ":", got: value.phrase, remedy: nil))
      }
      return x
    }
    let (a, b) = (try number(first), try number(last))
    let h = try step.map { s throws(EvaluationError) in try number(s) } ?? 1
    guard h != 0, a.isFinite, b.isFinite, h.isFinite else { throw EvaluationError(.rangeStep) }
    // One part in 1e10 of a step forgives 0:0.1:1, whose tenth step falls short of 1 by rounding.
    let steps = ((b - a) / h + 1e-10).rounded(.down)
    guard steps >= 0 else { return .vector(Vector([])) }
    let count: Int
    do throws(MathError) {
      count = try MemoryBudget.standard.count(rows: steps < 0x1p62 ? Int(steps) + 1 : Int.max)
    } catch { throw EvaluationError(.math(error)) }
    var elements = Self.decimals(a, h, count) ?? (0..<count).map { a.addingProduct(Double($0), h) }
    // The stop as it was written, where the last step only misses it by rounding.
    if (elements[count - 1] - b).magnitude <= 1e-10 * h.magnitude { elements[count - 1] = b }
    return .vector(Vector(elements))
  }

  /// The elements of a range whose start and step are short decimals, each the number nearest to its decimal: in
  /// binary, 3 * 0.1 is not 0.3.
  private static func decimals(_ start: Double, _ step: Double, _ count: Int) -> [Double]? {
    var scale = 1.0
    while scale <= 1e15 {
      let (a, h) = ((start * scale).rounded(), (step * scale).rounded())
      // Whole numbers below 2^53 are exact, and so is the power of ten: their quotient is rounded once.
      guard a.magnitude + h.magnitude * Double(count) < 0x1p53 else { return nil }
      if a / scale == start, h / scale == step { return (0..<count).map { (a + Double($0) * h) / scale } }
      scale *= 10
    }
    return nil
  }
}
