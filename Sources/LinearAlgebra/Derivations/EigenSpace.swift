import Document
import Numerics

/// The solutions of (A − λI) x = 0 for one eigenvalue, and how they are found.
struct EigenSpace {
  let value: Complex<Double>
  /// How often it is a root.
  let multiplicity: Int
  /// `5`, `(5 + √33)/2`, `0.327`
  let name: Text
  /// The value where it is exact.
  let root: Surd?
  /// A − λI.
  let difference: String
  let shifted: Equation.Part
  /// The same reduced, where the numbers are exact.
  let reduced: Equation.Part?
  /// How the solutions are read off.
  let reason: Text
  /// A basis, each turned as the algorithm turns its vectors, not of length 1.
  let basis: [[Complex<Double>]]
  /// The basis as written: `[2, 1]`.
  let written: [Text]
  /// The length of each as written, `√5`, where that is short.
  let lengths: [Text?]

  var isDefective: Bool { basis.count < multiplicity }

  /// A − λI, solved.
  func solution(_ matrix: String) -> [Block] {
    let given: [Equation.Part] = [.text("\(matrix)\(difference) ="), shifted]
    return [.equation(Equation(given + (reduced.map { [.text("→"), $0] } ?? []))), .line(reason)]
  }
}

// MARK: exactly

extension EigenSpace {
  /// Nil when a number is lost on the way.
  init?(of a: StepMatrix<Surd>, root: Surd, multiplicity: Int) {
    let shifted = a.shifted(by: root)
    let reduction = NullSpace(shifted)
    let basis = reduction.basis.map(Self.turned)
    guard shifted.isValid, reduction.reduced.isValid, basis.allSatisfy({ $0.allSatisfy(\.isValid) }) else { return nil }
    self.init(
      value: root.complex, multiplicity: multiplicity, name: root.term, root: root, difference: Self.difference(root),
      shifted: .matrix(shifted), reduced: .matrix(reduction.reduced), reason: reduction.solution,
      basis: basis.map { $0.map(\.complex) }, written: basis.map(Writing.vector), lengths: basis.map(Self.length))
  }

  /// What follows the matrix's name: ` − 5I`, ` + 2I`, ` − λI` where λ is long.
  private static func difference(_ root: Surd) -> String {
    if root.isZero { return "" }
    guard root.fraction != nil else { return " − λI" }
    let size = root.isNegative ? -root : root
    return " \(root.isNegative ? "+" : "−") \(size.isOne ? "" : size.leadingFactor.plain)I"
  }

  /// Without denominators, and turned as the algorithm turns its vectors.
  private static func turned(_ v: [Surd]) -> [Surd] {
    let largest = v.largestPlace
    // A complex vector is turned until its largest component is real, which it is as 1.
    let turned = v.allSatisfy(\.isReal) ? v[largest].complex.real < 0 ? v.map { -$0 } : v : v.map { $0 / v[largest] }
    let common = turned.reduce(Fraction(1)) { $0 * (Surd($0) * $1).denominator }
    let whole = turned.map { Surd(common) * $0 }
    return whole.allSatisfy(\.isValid) ? whole : turned
  }

  private static func length(_ v: [Surd]) -> Text? {
    let square = v.reduce(Surd(0)) { $0 + $1 * $1.conjugate }
    guard square.fraction != nil else { return nil }
    let root = Surd(rootOf: square)
    guard root.isValid, !root.isOne else { return nil }
    // Below a slash 2√3 would read as a factor behind it.
    let isProduct = root.fraction == nil && !root.isCompound && !root.term.plain.hasPrefix("√")
    return isProduct ? Text("(") + root.term + Text(")") : root.factor
  }
}

/// A matrix reduced until A x = 0 can be read off.
private struct NullSpace {
  private(set) var reduced: StepMatrix<Surd>
  private let pivots: [Int]

  init(_ a: StepMatrix<Surd>) {
    reduced = a
    pivots = reduced.reduceRows { $0.firstPivot($1, from: $2) }
  }

  private var free: [Int] { (0..<reduced.columns).filter { !pivots.contains($0) } }

  /// One vector for each free unknown, which is 1 in it.
  var basis: [[Surd]] {
    free.map { one in
      (0..<reduced.columns).map { j in
        if let row = pivots.firstIndex(of: j) { return -reduced[row, one] }
        return Surd(j == one ? 1 : 0)
      }
    }
  }

  /// `x₁ = 2 x₂, x₂ free`
  var solution: Text {
    let bound = pivots.enumerated().map { row, column in
      let terms = free.filter { !reduced[row, $0].isZero }.map { j in
        let factor = -reduced[row, j]
        let name = Writing.indexed("x", j + 1)
        if factor.isOne || (-factor).isOne { return Text("\(factor.isNegative ? "−" : "")\(name)") }
        return factor.leadingFactor + Text(" \(name)")
      }
      return Text("\(Writing.indexed("x", column + 1)) = ") + .sum(terms)
    }
    let names = free.map { Writing.indexed("x", $0 + 1) }.joined(separator: ", ")
    return .joined(bound + [Text("\(names) free")], ",  ")
  }
}

extension [Surd] {
  /// Where the largest entry stands, the last of equals, as `orientation(ofColumn:)` takes it.
  fileprivate var largestPlace: Int {
    let sizes = map(\.size)
    let top = sizes.max() ?? 0
    return sizes.lastIndex { $0 >= top * (1 - 1e-10) } ?? 0
  }
}

// MARK: in decimals

extension EigenSpace {
  /// From a value that is rounded: of a 2×2 or 3×3 matrix the rows of A − λI themselves tell.
  init(of a: StepMatrix<Complex<Double>>, near value: Complex<Double>, multiplicity: Int) {
    let shifted = a.shifted(by: value)
    let found = RowSpace(
      shifted, scale: (0..<a.rows).reduce(value.modulus) { max($0, a.row($1).map(\.modulus).max() ?? 0) })
    let basis = found.basis.map(Self.turned)
    self.init(
      value: value, multiplicity: multiplicity, name: Writing.number(value),
      root: nil, difference: " − λI", shifted: .matrix(shifted), reduced: nil, reason: found.reason, basis: basis,
      written: basis.map(Writing.vector), lengths: basis.map { _ in nil })
  }

  private static func turned(_ v: [Complex<Double>]) -> [Complex<Double>] {
    var column = ComplexMatrix(rows: v.count, columns: 1, elements: v)
    column.scaleColumn(0, by: column.orientation(ofColumn: 0))
    return column.elements
  }
}

/// What is orthogonal to the rows of a nearly singular matrix.
private struct RowSpace {
  let basis: [[Complex<Double>]]
  let reason: Text

  /// Entries this much below the scale are what rounding leaves of zero.
  private static let negligible = 1e-13

  init(_ a: StepMatrix<Complex<Double>>, scale: Double) {
    let n = a.rows
    func size(_ v: [Complex<Double>]) -> Double { v.map(\.modulus).max() ?? 0 }
    let rows = (0..<n).map(a.row)
    let longest = (0..<n).max { size(rows[$0]) < size(rows[$1]) } ?? 0
    let row = rows[longest]
    guard size(row) > Self.negligible * scale else {
      basis = (0..<n).map { j in (0..<n).map { Complex($0 == j ? 1 : 0, 0) } }
      reason = Text("all of it is zero, so every vector is an eigenvector")
      return
    }
    let name = Writing.indexed("row", longest + 1)
    if n == 2 {
      basis = [[-row[1], row[0]]]
      reason = Text("the rows agree; x = [−b, a] of \(name) = [a, b] is orthogonal to both")
      return
    }
    let pairs = [(0, 1), (0, 2), (1, 2)].map { (i: $0, j: $1, product: cross(rows[$0], rows[$1])) }
    if let best = pairs.max(by: { size($0.product) < size($1.product) }),
      size(best.product) > Self.negligible * scale * scale
    {
      basis = [best.product]
      reason = Text("x = row\((best.i + 1).lowered) × row\((best.j + 1).lowered) is orthogonal to every row")
      return
    }
    // One equation left: two vectors orthogonal to the row, from the axes it is least along.
    let axes = (0..<3).sorted { row[$0].modulus < row[$1].modulus }.prefix(2)
    basis = axes.map { j in cross(row, (0..<3).map { Complex($0 == j ? 1 : 0, 0) }) }
    reason = Text("one equation is left, \(name) x = 0: a plane of eigenvectors")
  }
}
