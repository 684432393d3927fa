import Document
import Numerics

extension Vector {
  /// The projection onto a line, by its formula: p = (x·v)/(v·v) v.
  /// - Throws: what `projected(onto:)` throws; `.tooLongToShow`.
  public func workedProjection(onto direction: Vector) throws(MathError) -> Worked<Vector> {
    try requireShowable()
    _ = try projected(onto: direction)
    if let x = fractions, let v = direction.fractions {
      let work = LineProjection(x: x, v: v)
      if work.isValid { return work.worked }
    }
    return LineProjection(x: elements, v: direction.elements).worked
  }

  /// The projection onto the space that columns span, by the normal equations of those that are independent:
  /// AᵀA c = Aᵀx, p = A c.
  /// - Throws: what `projected(ontoColumnsOf:)` throws; `.tooLongToShow`.
  public func workedProjection(ontoColumnsOf basis: Matrix) throws(MathError) -> Worked<Vector> {
    try basis.requireShowable()
    let own = try projected(ontoColumnsOf: basis)
    let pivots = try basis.reducedRowEchelon().pivotColumns
    if let a = StepMatrix(exactly: basis), let x = fractions {
      let work = SpaceProjection(a: a, x: x, pivots: pivots)
      if work.isValid { return work.worked }
    }
    return SpaceProjection(a: StepMatrix(basis), x: elements, pivots: pivots, point: own.elements).worked
  }

  func requireShowable() throws(MathError) {
    guard count <= Matrix.longestWork else { throw .tooLongToShow(shape, limit: Matrix.longestWork) }
    try requireFinite()
  }
}

private struct LineProjection<N: RootNumber> {
  let x: [N]
  let v: [N]
  private let along: N
  private let square: N
  private let point: [N]

  init(x: [N], v: [N]) {
    (self.x, self.v) = (x, v)
    along = innerProduct(x, v)
    square = innerProduct(v, v)
    let factor = along / square
    point = v.map { factor * $0 }
  }

  private var rest: [N] { zip(x, point).map { $0 - $1 } }
  var isValid: Bool { (point + rest + [innerProduct(rest, v)]).allSatisfy(\.isValid) }

  var worked: Worked<Vector> {
    let factor = along / square
    var derivation = Derivation(
      goal: .line("the point of the line through v that is nearest to x"),
      .line(Text("x = ") + Writing.vector(x)), .line(Text("v = ") + Writing.vector(v)))
    derivation.step(
      "dot products", .line(Text("x·v = ") + Writing.product(x, v) + Text(" = ") + along.term),
      .line(Text("v·v = ") + Writing.squares(v) + Text(" = ") + square.term))
    let quotient = (along.isCompound ? along.factor : along.term) + Text("/") + square.factor
    let short = factor.term.plain == quotient.plain ? Text([]) : Text(" = ") + factor.term + Text(" v")
    derivation.step(
      "fill in", .line(Text("p = (x·v)/(v·v) v = ") + quotient + Text(" v") + short),
      .line(Text("  = ") + factor.term + Text(" ") + Writing.vector(v)))
    derivation.conclude(.line(Text("p = ") + Writing.vector(point)))
    derivation.check(
      .line(Text("x − p = ") + Writing.vector(rest)),
      .line(
        Text("(x − p)·v = ") + Writing.product(rest, v) + Text(" = ")
          + Writing.vanishing(innerProduct(rest, v), x, v)))
    return Worked(Vector(point.map(\.double)), derivation)
  }
}

private struct SpaceProjection<N: RootNumber> {
  let a: StepMatrix<N>
  let x: [N]
  /// The columns, from 0, that the others are combinations of.
  let pivots: [Int]
  private let basis: StepMatrix<N>
  private let coordinates: [N]
  private let point: [N]

  /// - Parameter point: the projection where it is known better than the normal equations give it.
  init(a: StepMatrix<N>, x: [N], pivots: [Int], point: [N]? = nil) {
    (self.a, self.x, self.pivots) = (a, x, pivots)
    let basis = StepMatrix(rows: a.rows, columns: pivots.count) { a[$0, pivots[$1]] }
    let (gram, right) = (basis.transposed() * basis, basis.transposed() * Self.column(x))
    let solution = gram.solved(right)
    (self.basis, coordinates) = (basis, solution)
    self.point = point ?? (0..<a.rows).map { innerProduct(basis.row($0), solution) }
  }

  private static func column(_ x: [N]) -> StepMatrix<N> { StepMatrix(rows: x.count, columns: 1) { i, _ in x[i] } }

  private var rest: [N] { zip(x, point).map { $0 - $1 } }
  private var products: [N] { basis.listed.map { innerProduct($0, rest) } }

  var isValid: Bool { (coordinates + point + rest + products).allSatisfy(\.isValid) }

  var worked: Worked<Vector> {
    var derivation = Derivation(
      goal: .line("the point that is nearest to x in the space of the columns of A"),
      .line(Text("x = ") + Writing.vector(x)), .equation(.text("A ="), .matrix(a)))
    let value = Vector(point.map(\.double))
    guard !pivots.isEmpty else {
      derivation.step("no column but 0", .line("The space is the origin alone, and so is the projection."))
      return Worked(value, derivation)
    }
    let name = pivots.count < a.columns ? "B" : "A"
    if pivots.count < a.columns {
      let places = pivots.map { "\($0 + 1)" }.joined(separator: ", ")
      derivation.step(
        "independent columns",
        .line(
          pivots.count == 1
            ? "Column \(places) spans the same space as all \(a.columns) columns."
            : "Columns \(places) span the same space as all \(a.columns)."),
        .equation(.text("B ="), .matrix(basis)))
    }
    let transposed = basis.transposed()
    derivation.step(
      "normal equations",
      .line("\(name)ᵀ(x − p) = 0 for p = \(name) c, so \(name)ᵀ\(name) c = \(name)ᵀx"),
      .equation(
        .text("\(name)ᵀ\(name) ="), .matrix(transposed * basis), .text(" \(name)ᵀx ="),
        .matrix(transposed * Self.column(x))))
    derivation.step("solve", .line(Text("c = ") + Writing.vector(coordinates)))
    derivation.step("combine the columns", combination(name))
    derivation.conclude(.line(Text("p = ") + Writing.vector(point)))
    derivation.check(
      .line(Text("x − p = ") + Writing.vector(rest)), .line(Text("\(name)ᵀ(x − p) = ") + orthogonality))
    return Worked(value, derivation)
  }

  /// Beside x what rounding leaves of zero says no more than that it is.
  private var orthogonality: Text {
    guard !N.isExact else { return Writing.vector(products) }
    let scale = basis.listed.reduce(0) { max($0, $1.map(\.size).max() ?? 0) } * (x.map(\.size).max() ?? 0)
    let worst = products.reduce(0) { max($0, $1.size) }
    return Writing.identity("0", worst: scale > 0 ? worst / scale : worst)
  }

  private func combination(_ name: String) -> [Block] {
    let terms = zip(coordinates, basis.listed).map { c, column in
      (c.isNegative ? "−" : "+", (c.isNegative ? -c : c).term + Text(" ") + Writing.vector(column))
    }
    let sign = terms[0].0 == "−" ? "−" : ""
    return [.line(Text("p = \(name) c = \(sign)") + terms[0].1)]
      + terms.dropFirst().map { .line(Text("            \($0.0) ") + $0.1) }
      + [.line(Text("        = ") + Writing.vector(point))]
  }
}

extension StepMatrix {
  /// The solution of a regular system, by Gauss–Jordan elimination with the largest pivots.
  fileprivate func solved(_ right: StepMatrix) -> [N] {
    var work = augmented(with: right)
    for k in 0..<rows {
      let best = (k..<rows).max { work[$0, k].size < work[$1, k].size } ?? k
      if best != k { work.swapRows(k, best) }
      work.divide(row: k, by: work[k, k])
      for i in 0..<rows where i != k { work.subtract(work[i, k], times: k, from: i) }
    }
    return (0..<rows).map { work[$0, columns] }
  }
}
