import Evaluation
import LinearAlgebra

/// How long a dimension is to be: a whole number from 0 on.
struct Extent: ArgumentType {
  let count: Int

  static let needed = "a whole number from 0 on"

  static func decode(_ value: Value) -> Extent? {
    guard case .number(let x) = value, x >= 0, x == x.rounded() else { return nil }
    // Past any memory, so that the budget refuses it as too large.
    return Extent(count: x < 0x1p62 ? Int(x) : .max)
  }
}

/// The shape of an array to make, as `size(x)` gives it.
struct Extents: ArgumentType {
  let rows: Int
  /// `nil` for a vector.
  let columns: Int?

  static let needed = "a size such as [2, 3]"

  static func decode(_ value: Value) -> Extents? {
    guard case .vector(let v) = value else { return nil }
    let sides = v.elements.compactMap { Extent.decode(.number($0))?.count }
    guard sides.count == v.count, (1...2).contains(sides.count) else { return nil }
    return Extents(rows: sides[0], columns: sides.count == 2 ? sides[1] : nil)
  }

  init(rows: Int, columns: Int? = nil) { (self.rows, self.columns) = (rows, columns) }

  /// The array whose elements are made in order, column by column.
  func filled(_ elements: (Int) -> [Double]) throws(MathError) -> Value {
    let count = try MemoryBudget.standard.count(rows: rows, columns: columns ?? 1)
    guard let columns else { return .vector(Vector(elements(count))) }
    return .matrix(Matrix(rows: rows, columns: columns, elements: elements(count)))
  }
}
