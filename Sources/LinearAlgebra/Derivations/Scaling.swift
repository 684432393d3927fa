import Document
import Numerics

/// A power of two to divide numbers by before they are squared, as squares leave the range of numbers at half of its
/// exponents and the products of squares sooner.
struct Scaling: Equatable {
  /// 0 where the numbers are of ordinary size.
  let exponent: Int

  /// Up to here the twelfth power of a number is one, which a cubic's discriminant has of a singular value.
  private static let ordinary = 0x1p-80...0x1p80

  /// - Parameter numbers: finite.
  init(of numbers: some Sequence<Double>) {
    let largest = numbers.reduce(0) { max($0, $1.magnitude) }
    exponent = largest == 0 || Self.ordinary.contains(largest) ? 0 : Int(largest.exponent)
  }

  var isNeeded: Bool { exponent != 0 }

  /// Exact, but for what underflows far below the largest of the numbers.
  func reduced(_ x: Double) -> Double { Double(sign: .plus, exponent: -exponent, significand: x) }

  func restored(_ x: Double) -> Double { Double(sign: .plus, exponent: exponent, significand: x) }

  /// `2⁶⁶⁴`
  var power: String { "2\(exponent.raised)" }

  func reduced(_ v: Vector) -> Vector { isNeeded ? Vector(v.elements.map(reduced)) : v }
  func restored(_ v: Vector) -> Vector { isNeeded ? Vector(v.elements.map(restored)) : v }
  func reduced(_ a: Matrix) -> Matrix { isNeeded ? a.map(reduced) : a }

  func reduced(_ z: Complex<Double>) -> Complex<Double> { Complex(reduced(z.real), reduced(z.imaginary)) }
  func restored(_ z: Complex<Double>) -> Complex<Double> { Complex(restored(z.real), restored(z.imaginary)) }
}

/// The scaling of each column, by which neither the directions of columns nor what they span changes.
struct ColumnScaling {
  private let columns: [Scaling]

  init(of a: Matrix) { columns = (0..<a.columns).map { Scaling(of: a.column($0).elements) } }

  var isNeeded: Bool { columns.contains(where: \.isNeeded) }

  func reduced(_ a: Matrix) -> Matrix {
    guard isNeeded else { return a }
    return Matrix(rows: a.rows, columns: a.columns) { i, j in columns[j].reduced(a[i, j]) }
  }

  func restored(_ a: Matrix) -> Matrix {
    guard isNeeded else { return a }
    return Matrix(rows: a.rows, columns: a.columns) { i, j in columns[j].restored(a[i, j]) }
  }

  /// `column 1 of A by 2⁶⁶⁴, column 2 of A by 2⁶⁶⁵`
  func words(_ name: String) -> String {
    let scaled = columns.indices.filter { columns[$0].isNeeded }
    guard let first = scaled.first else { return "" }
    if scaled.count == columns.count, columns.allSatisfy({ $0 == columns[first] }) {
      return "every column of \(name) by \(columns[first].power)"
    }
    return scaled.map { "column \($0 + 1) of \(name) by \(columns[$0].power)" }.joined(separator: ", ")
  }
}

extension Derivation {
  static let squaresLeaveTheRange = "so that no square leaves the range of numbers"

  /// Puts the scaling before steps that were taken with scaled numbers under the name of those given.
  mutating func begin(goal: Document, scaling words: String, to scaled: [Block]) {
    self.goal = goal
    let line = Block.line(Text("divide \(words), \(Self.squaresLeaveTheRange); from here on"))
    steps.insert(Step("scale", Document([line] + scaled)), at: 0)
  }
}
