import Numerics

/// Elementwise operations of two arrays of fitting shape.
///
/// The rules are those of `Shape`: `zipped` is for operators without a dot, `broadcast` for those with one.
extension DenseVector {
  @inlinable public func map(_ f: (Entry) -> Entry) -> Self { Self(elements.map(f)) }

  /// - Throws: `.shape(.unequal)` unless both have equally many elements.
  @inlinable public func zipped(_ other: Self, _ f: (Entry, Entry) -> Entry) throws(MathError) -> Self {
    guard elements.count == other.elements.count else { throw .shape(.unequal(shape, other.shape)) }
    return Self(elements.zipped(other.elements, f))
  }

  /// - Throws: `.shape(.broadcast)` unless the counts are equal or one of them is 1.
  @inlinable public func broadcast(_ other: Self, _ f: (Entry, Entry) -> Entry) throws(MathError) -> Self {
    let (m, n) = (elements.count, other.elements.count)
    if m == n { return Self(elements.zipped(other.elements, f)) }
    if n == 1 { return map { f($0, other.elements[0]) } }
    if m == 1 { return other.map { f(elements[0], $0) } }
    throw .shape(.broadcast(shape, other.shape))
  }

  @inlinable public static func + (a: Self, b: Self) throws(MathError) -> Self { try a.zipped(b, +) }
  @inlinable public static func - (a: Self, b: Self) throws(MathError) -> Self { try a.zipped(b, -) }
  @inlinable public static func + (a: Self, b: Entry) -> Self { a.map { $0 + b } }
  @inlinable public static func - (a: Self, b: Entry) -> Self { a.map { $0 - b } }
  @inlinable public static func * (a: Self, b: Entry) -> Self { a.map { $0 * b } }
  @inlinable public static func / (a: Self, b: Entry) -> Self { a.map { $0 / b } }
  @inlinable public static prefix func - (a: Self) -> Self { a.map { -$0 } }
}

extension DenseMatrix {
  @inlinable public func map(_ f: (Entry) -> Entry) -> Self {
    Self(rows: rows, columns: columns, elements: elements.map(f))
  }

  /// - Throws: `.shape(.unequal)` unless both have the same shape.
  @inlinable public func zipped(_ other: Self, _ f: (Entry, Entry) -> Entry) throws(MathError) -> Self {
    guard rows == other.rows, columns == other.columns else { throw .shape(.unequal(shape, other.shape)) }
    return Self(rows: rows, columns: columns, elements: elements.zipped(other.elements, f))
  }

  /// - Throws: `.shape(.broadcast)` unless each dimension is equal or 1 on one side; `.tooLarge`.
  @inlinable public func broadcast(_ other: Self, _ f: (Entry, Entry) -> Entry) throws(MathError) -> Self {
    if rows == other.rows, columns == other.columns { return try zipped(other, f) }
    guard rows == other.rows || rows == 1 || other.rows == 1,
      columns == other.columns || columns == 1 || other.columns == 1
    else { throw .shape(.broadcast(shape, other.shape)) }
    let m = rows == 1 ? other.rows : rows
    let n = columns == 1 ? other.columns : columns
    try MemoryBudget.standard.count(rows: m, columns: n, bytesEach: MemoryLayout<Entry>.stride)
    // A stretched dimension has stride 0.
    let (down, across) = (rows == 1 ? 0 : 1, columns == 1 ? 0 : rows)
    let (otherDown, otherAcross) = (other.rows == 1 ? 0 : 1, other.columns == 1 ? 0 : other.rows)
    let (x, y) = (elements, other.elements)
    return Self(rows: m, columns: n) { i, j in
      f(x[i * down + j * across], y[i * otherDown + j * otherAcross])
    }
  }

  @inlinable public static func + (a: Self, b: Self) throws(MathError) -> Self { try a.zipped(b, +) }
  @inlinable public static func - (a: Self, b: Self) throws(MathError) -> Self { try a.zipped(b, -) }
  @inlinable public static func + (a: Self, b: Entry) -> Self { a.map { $0 + b } }
  @inlinable public static func - (a: Self, b: Entry) -> Self { a.map { $0 - b } }
  @inlinable public static func * (a: Self, b: Entry) -> Self { a.map { $0 * b } }
  @inlinable public static func / (a: Self, b: Entry) -> Self { a.map { $0 / b } }
  @inlinable public static prefix func - (a: Self) -> Self { a.map { -$0 } }

  /// A + c I, as in `A - 2I`.
  @specialized(where Self == Matrix)
  @specialized(where Self == ComplexMatrix)
  public func addingToDiagonal(_ c: Entry) throws(MathError) -> Self {
    let n = try side()
    var result = self
    for i in 0..<n { result.elements[i + i * n] += c }
    return result
  }
}

extension Array {
  /// f of each pair; both arrays have equally many elements.
  @inlinable
  func zipped(_ other: [Element], _ f: (Element, Element) -> Element) -> [Element] {
    Array(unsafeUninitializedCapacity: count) { buffer, filled in
      self.withUnsafeBufferPointer { a in
        other.withUnsafeBufferPointer { b in
          for i in a.indices { buffer.initializeElement(at: i, to: f(a[i], b[i])) }
        }
      }
      filled = count
    }
  }
}
