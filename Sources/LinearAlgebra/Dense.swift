import Numerics

/// A column of numbers: `Vector` or `ComplexVector`.
public protocol DenseVector: Hashable, Sendable {
  associatedtype Entry: Scalar
  var elements: [Entry] { get set }
  init(_ elements: [Entry])
}

/// A matrix stored column by column: `Matrix` or `ComplexMatrix`.
///
/// Everything that holds for both is written once, on this protocol.
public protocol DenseMatrix: Hashable, Sendable {
  associatedtype Entry where Entry == Column.Entry
  associatedtype Column: DenseVector
  var rows: Int { get }
  var columns: Int { get }
  var elements: [Entry] { get set }
  init(rows: Int, columns: Int, elements: [Entry])
}

extension Vector: DenseVector {}
extension ComplexVector: DenseVector {}
extension Matrix: DenseMatrix { public typealias Column = Vector }
extension ComplexMatrix: DenseMatrix { public typealias Column = ComplexVector }

extension DenseVector {
  @inlinable public var shape: Shape { .vector(elements.count) }

  /// The n×1 matrix of the same entries.
  @inlinable public func column<M: DenseMatrix>(as type: M.Type) -> M where M.Column == Self {
    M(rows: elements.count, columns: 1, elements: elements)
  }

  /// Throws `.notFinite` at the first NaN or infinity, as LAPACK would answer with garbage.
  func requireFinite() throws(MathError) {
    if Entry.areFinite(elements) { return }
    if let place = elements.firstIndex(where: { !$0.isFiniteNumber }) { throw .notFinite(row: place + 1, column: 1) }
  }
}

extension DenseMatrix {
  @inlinable public var shape: Shape { .matrix(rows, columns) }
  @inlinable public var isSquare: Bool { rows == columns }

  /// Column `j`, counted from 0.
  @inlinable public func column(_ j: Int) -> Column { Column(Array(elements[j * rows..<(j + 1) * rows])) }

  /// Row `i`, counted from 0.
  @inlinable public func row(_ i: Int) -> Column {
    Column(stride(from: i, to: i + rows * columns, by: max(rows, 1)).map { elements[$0] })
  }

  /// The first `count` columns.
  func firstColumns(_ count: Int) -> Self {
    Self(rows: rows, columns: count, elements: Array(elements.prefix(rows * count)))
  }

  /// The first `count` rows.
  func firstRows(_ count: Int) -> Self {
    Self(rows: count, columns: columns) { i, j in elements[i + j * rows] }
  }

  /// The matrix whose entry (i, j), counted from 0, is `entry(i, j)`.
  @inlinable public init(rows: Int, columns: Int, entry: (Int, Int) -> Entry) {
    var elements: [Entry] = []
    elements.reserveCapacity(rows * columns)
    for j in 0..<columns {
      for i in 0..<rows { elements.append(entry(i, j)) }
    }
    self.init(rows: rows, columns: columns, elements: elements)
  }

  /// The side of a square matrix.
  func side() throws(MathError) -> Int {
    guard rows == columns else { throw .notSquare(shape) }
    return rows
  }

  /// Checks what LAPACK does not: finite entries, and sides that fit its 32-bit integers.
  func requireFinite() throws(MathError) {
    guard max(rows, columns) < Int(Int32.max) else { throw .tooLarge(count: Double(max(rows, columns))) }
    if Entry.areFinite(elements) { return }
    if let place = elements.firstIndex(where: { !$0.isFiniteNumber }) {
      throw .notFinite(row: place % rows + 1, column: place / rows + 1)
    }
  }

  /// Equal to its own (conjugate) transpose, entry by entry.
  public var isHermitian: Bool {
    @specialized(where Self == Matrix)
    @specialized(where Self == ComplexMatrix)
    get {
      rows == columns && Entry.isHermitian(elements, side: rows)
    }
  }
}

extension DenseMatrix {
  /// The first place, from 0, of a square matrix whose entry differs from its mirror image by more than the rounding
  /// that a product such as X'X leaves, which is n ε √(aᵢᵢ aⱼⱼ).
  var asymmetry: (row: Int, column: Int)? {
    @specialized(where Self == Matrix)
    @specialized(where Self == ComplexMatrix)
    get {
      if isHermitian { return nil }
      let n = rows
      let roots = (0..<n).map { elements[$0 + $0 * n].modulus.squareRoot() }
      let unit = 2 * Double.ulpOfOne * Double(n)
      for j in 0..<n {
        for i in 0...j {
          let (a, b) = (elements[i + j * n], elements[j + i * n])
          let size = max(roots[i] * roots[j], a.modulus, b.modulus)
          if (a - b.conjugated).modulus > unit * size { return (i, j) }
        }
      }
      return nil
    }
  }

  /// (A + Aᴴ)/2 where A is its own adjoint up to rounding.
  /// - Throws: `.notSquare`, `.notFinite`.
  func symmetricPart() throws(MathError) -> Self? {
    _ = try side()
    try requireFinite()
    if isHermitian { return self }
    guard asymmetry == nil else { return nil }
    let (n, a) = (rows, elements)
    return Self(rows: n, columns: n) { i, j in (a[i + j * n] + a[j + i * n].conjugated) / 2 }
  }
}

extension Vector {
  /// The same numbers as complex ones.
  public var complex: ComplexVector { ComplexVector(elements.map { Complex(real: $0) }) }
}

extension Matrix {
  /// The same numbers as complex ones.
  public var complex: ComplexMatrix {
    ComplexMatrix(rows: rows, columns: columns, elements: elements.map { Complex(real: $0) })
  }
}

extension ComplexVector {
  /// The numbers as real ones when no imaginary part is left.
  public var real: Vector? {
    elements.allSatisfy { $0.imaginary == 0 } ? Vector(elements.map(\.real)) : nil
  }
}

extension ComplexMatrix {
  /// The numbers as real ones when no imaginary part is left.
  public var real: Matrix? {
    guard elements.allSatisfy({ $0.imaginary == 0 }) else { return nil }
    return Matrix(rows: rows, columns: columns, elements: elements.map(\.real))
  }
}
