import Evaluation
import LinearAlgebra

/// How long a dimension is to be: a whole number from 0 on.
struct Extent: ArgumentType {
  let count: Int
  /// The length as it was asked for, which may be past any Int.
  let asked: Double

  static let needed = "a whole number from 0 on"

  static func decode(_ value: Value) -> Extent? {
    guard case .number(let x) = value, x >= 0, x == x.rounded() else { return nil }
    // Past any memory, so that the budget refuses it as too large.
    return Extent(count: x < 0x1p62 ? Int(x) : .max, asked: x)
  }
}

extension MemoryBudget {
  /// The number of elements of an array of these sides.
  /// - Throws: `.tooLarge` with the count that was asked for.
  @discardableResult
  func count(_ rows: Extent, _ columns: Extent? = nil, bytesEach: Int = 8) throws(MathError) -> Int {
    do {
      return try count(rows: rows.count, columns: columns?.count ?? 1, bytesEach: bytesEach)
    } catch {
      throw .tooLarge(count: rows.asked * (columns?.asked ?? 1))
    }
  }
}

/// The shape of an array to make, as `size(x)` gives it.
struct Extents: ArgumentType {
  private let tall: Extent
  private let wide: Extent?

  var rows: Int { tall.count }
  /// `nil` for a vector.
  var columns: Int? { wide?.count }

  static let needed = "a size such as [2, 3]"

  static func decode(_ value: Value) -> Extents? {
    guard case .vector(let v) = value else { return nil }
    let sides = v.elements.compactMap { Extent.decode(.number($0)) }
    guard sides.count == v.count, (1...2).contains(sides.count) else { return nil }
    return Extents(rows: sides[0], columns: sides.count == 2 ? sides[1] : nil)
  }

  init(rows: Extent, columns: Extent? = nil) { (tall, wide) = (rows, columns) }

  /// The array whose elements are made in order, column by column.
  func filled(_ elements: (Int) -> [Double]) throws(MathError) -> Value {
    let count = try MemoryBudget.standard.count(tall, wide)
    guard let columns else { return .vector(Vector(elements(count))) }
    return .matrix(Matrix(rows: rows, columns: columns, elements: elements(count)))
  }
}
