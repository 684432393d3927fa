import Document
import LinearAlgebra
import Numerics
import Syntax
import Tables

/// Which elements of one dimension an index selects, counted from 0.
enum Selection {
  /// One element: the dimension disappears.
  case one(Int)
  case many([Int])

  var positions: [Int] {
    switch self {
    case .one(let i): [i]
    case .many(let indices): indices
    }
  }
}

extension Context {
  mutating func index(
    _ object: Code, _ indices: [Code.Index], end: Int, _ base: Int
  ) throws(EvaluationError) -> Value {
    let value = try evaluate(object, base)
    do throws(EvaluationError) { return try index(value, indices, end: end, base) } catch {
      throw error.naming([object.expression.printed])
    }
  }

  private mutating func index(
    _ value: Value, _ indices: [Code.Index], end: Int, _ base: Int
  ) throws(EvaluationError) -> Value {
    if case .traced(let node) = value { return try tracedIndex(node, indices, end: end, base) }
    switch value {
    case .text(let text) where indices.count == 1: return try textIndex(text, indices[0], end: end, base)
    case .table(let table): return try tableIndex(table, indices, end: end, base)
    case .record(let record):
      if indices.count == 1, case .at(let code) = indices[0], case .text(let name) = try evaluate(code, base) {
        return try field(record, name, of: "record")
      }
      throw EvaluationError(.notIndexable(got: value.phrase))
    default: break
    }
    guard let extents = value.extents else { throw EvaluationError(.notIndexable(got: value.phrase)) }
    let selections = try select(indices, extents, end: end, base)
    return try pick(value, selections)
  }

  /// Evaluates indices against the lengths of the dimensions they index.
  mutating func select(
    _ indices: [Code.Index], _ extents: [Int], end: Int, _ base: Int
  ) throws(EvaluationError) -> [Selection] {
    if indices.count == 1, extents.count == 2 { return [try linear(indices[0], extents, end: end, base)] }
    guard indices.count == extents.count else {
      throw EvaluationError(.indexCount(got: indices.count, shape: Self.shape(extents)))
    }
    var result: [Selection] = []
    for (dimension, index) in indices.enumerated() {
      let count = extents[dimension]
      switch index {
      case .all: result.append(.many(Array(0..<count)))
      case .at(let code):
        stack[base + end] = .number(Double(count))
        let value = try evaluate(code, base)
        do throws(EvaluationError) {
          result.append(try selection(value, count: count, dimension: extents.count == 1 ? 0 : dimension + 1))
        } catch { throw error.located(code.span).mended(Self.nearIndex(value, count, code)) }
      }
    }
    return result
  }

  /// `A[A > 2]` and `A[:]`: elements of a matrix counted column by column.
  private mutating func linear(
    _ index: Code.Index, _ extents: [Int], end: Int, _ base: Int
  ) throws(EvaluationError) -> Selection {
    let count = extents[0] * extents[1]
    guard case .at(let code) = index else { return .many(Array(0..<count)) }
    stack[base + end] = .number(Double(extents[0]))
    let value = try evaluate(code, base)
    if case .truths(let mask) = value, let columns = mask.columns {
      guard columns == extents[1], mask.elements.count == count else {
        throw EvaluationError(.maskLength(got: mask.elements.count, count: count, dimension: 0)).located(code.span)
      }
      return .many(mask.elements.indices.filter { mask.elements[$0] })
    }
    throw EvaluationError(.indexCount(got: 1, shape: Self.shape(extents)))
  }

  private static func shape(_ extents: [Int]) -> Shape {
    extents.count == 2 ? .matrix(extents[0], extents[1]) : .vector(extents[0])
  }

  /// What an index counted from 0, or from the end, is called here.
  private static func nearIndex(_ value: Value, _ count: Int, _ code: Code) -> EvaluationError.Mend? {
    guard case .number(let x) = value, count > 0 else { return nil }
    if x == 0 { return .replace(code.span, "1") }
    guard x < 0, -x <= Double(count), let back = Int(exactly: -x) else { return nil }
    return .replace(code.span, back == 1 ? "end" : "end - \(back - 1)")
  }

  mutating func selection(_ value: Value, count: Int, dimension: Int) throws(EvaluationError) -> Selection {
    func position(_ x: Double) throws(EvaluationError) -> Int {
      guard let i = Int(exactly: x) else { throw EvaluationError(.indexKind(got: "the number \(x.formatted())")) }
      guard i >= 1, i <= count else {
        throw EvaluationError(.math(.shape(.index(i, count: count, dimension: dimension))))
      }
      return i - 1
    }
    switch value {
    case .number(let x): return .one(try position(x))
    case .vector(let v):
      var positions: [Int] = []
      positions.reserveCapacity(v.count)
      for x in v.elements { positions.append(try position(x)) }
      return .many(positions)
    case .truths(let mask) where mask.columns == nil:
      guard mask.elements.count == count else {
        throw EvaluationError(.maskLength(got: mask.elements.count, count: count, dimension: dimension))
      }
      return .many(mask.elements.indices.filter { mask.elements[$0] })
    case .column(let column):
      guard case .truths(let mask) = column.storage else { throw EvaluationError(.indexKind(got: value.phrase)) }
      guard column.count == count else {
        throw EvaluationError(.maskLength(got: column.count, count: count, dimension: dimension))
      }
      note(missingInMask: column.missingCount)
      return .many(mask.indices.filter { mask[$0] && !column.isMissing($0) })
    default: throw EvaluationError(.indexKind(got: value.phrase))
    }
  }

  private mutating func textIndex(
    _ text: String, _ index: Code.Index, end: Int, _ base: Int
  ) throws(EvaluationError) -> Value {
    let characters = Array(text)
    let selection = try select([index], [characters.count], end: end, base)[0]
    return .text(String(selection.positions.map { characters[$0] }))
  }

  func pick(_ value: Value, _ selections: [Selection]) throws(EvaluationError) -> Value {
    if value.isMatrix, selections.count == 1 { return try linearPick(value, selections[0].positions) }
    switch (value, selections.first) {
    case (.vector(let v), .one(let i)): return .number(v.elements[i])
    case (.vector(let v), .many(let all)): return .vector(Vector(all.map { v.elements[$0] }))
    case (.complexVector(let v), .one(let i)): return Value(v.elements[i])
    case (.complexVector(let v), .many(let all)): return .complexVector(ComplexVector(all.map { v.elements[$0] }))
    case (.truths(let t), .one(let i)) where t.columns == nil: return .truth(t.elements[i])
    case (.truths(let t), .many(let all)) where t.columns == nil: return .truths(Truths(all.map { t.elements[$0] }))
    case (.column(let c), .one(let i)): return Value(c[i])
    case (.column(let c), .many(let all)): return Value(c.taking(all))
    case (.list(let l), .one(let i)): return l.elements[i]
    case (.list(let l), .many(let all)): return .list(List(all.map { l.elements[$0] }))
    case (.matrix(let a), _):
      return grid(a.elements, rows: a.rows, selections, one: { .number($0) }, vector: { .vector(Vector($0)) }) {
        .matrix(Matrix(rows: $0, columns: $1, elements: $2))
      }
    case (.complexMatrix(let a), _):
      return grid(
        a.elements, rows: a.rows, selections, one: { Value($0) }, vector: { .complexVector(ComplexVector($0)) }
      ) {
        .complexMatrix(ComplexMatrix(rows: $0, columns: $1, elements: $2))
      }
    case (.truths(let t), _):
      return grid(
        t.elements, rows: t.shape.extent.rows, selections, one: { .truth($0) }, vector: { .truths(Truths($0)) }
      ) { .truths(Truths($2, columns: $1)) }
    default: throw EvaluationError(.notIndexable(got: value.phrase))
    }
  }

  private func linearPick(_ value: Value, _ positions: [Int]) throws(EvaluationError) -> Value {
    switch value {
    case .matrix(let a): return .vector(Vector(positions.map { a.elements[$0] }))
    case .complexMatrix(let a): return .complexVector(ComplexVector(positions.map { a.elements[$0] }))
    default:
      guard let all = elements(of: value) else { throw EvaluationError(.notIndexable(got: value.phrase)) }
      return try vector(of: positions.map { all[$0] })
    }
  }

  /// Picks from a matrix: a dimension indexed by one number disappears, so `A[2, :]` is a vector.
  private func grid<T>(
    _ elements: [T], rows: Int, _ selections: [Selection], one: (T) -> Value, vector: ([T]) -> Value,
    matrix: (Int, Int, [T]) -> Value
  ) -> Value {
    let (row, column) = (selections[0], selections[1])
    var picked: [T] = []
    for j in column.positions { for i in row.positions { picked.append(elements[i + j * rows]) } }
    switch (row, column) {
    case (.one, .one): return one(picked[0])
    case (.many, .many): return matrix(row.positions.count, column.positions.count, picked)
    default: return vector(picked)
    }
  }

  // MARK: members

  func member(_ value: Value, _ name: Name) throws(EvaluationError) -> Value {
    switch value {
    case .record(let record): return try field(record, name.spelling, of: "record")
    case .object(let object): return try field(object.fields, name.spelling, of: type(of: object).typeName)
    case .complex(let z) where name.spelling == "re": return .number(z.real)
    case .complex(let z) where name.spelling == "im": return .number(z.imaginary)
    case .table(let table):
      guard let column = table[Self.columnName(name, in: table)] else {
        throw EvaluationError(.unknownField(name.spelling, of: "table", fields: table.names))
      }
      return Value(column)
    default: throw EvaluationError(.unknownField(name.spelling, of: value.phrase, fields: []))
    }
  }

  func field(_ record: Record, _ name: String, of kind: String) throws(EvaluationError) -> Value {
    if let value = record[name] { return value }
    let wanted = Name(name)
    if let same = record.fields.first(where: { Name($0.name) == wanted }) { return same.value }
    throw EvaluationError(.unknownField(name, of: kind, fields: record.fields.map(\.name)))
  }
}
