import Document
import Numerics

extension Vector {
  /// The projection onto a line, by its formula: p = (x·v)/(v·v) v.
  /// - Throws: what `projected(onto:)` throws; `.tooLongToShow`.
  public func workedProjection(onto direction: Vector) throws(MathError) -> Worked<Vector> {
    try requireShowable()
    let own = try projected(onto: direction)
    let (scaling, along) = (Scaling(of: elements), Scaling(of: direction.elements))
    let (x, v) = (scaling.reduced(self), along.reduced(direction))
    let exact = x.fractions.flatMap { x in v.fractions.flatMap { LineProjection(x: x, v: $0).worked } }
    guard let worked = exact ?? LineProjection(x: x.elements, v: v.elements).worked else {
      return Worked(
        own, .undecided(goal: LineProjection.goal(elements, direction.elements), answer: Self.point(own)))
    }
    return worked.scaled(
      [("x", scaling), ("v", along)], goal: LineProjection.goal(elements, direction.elements),
      to: [.line(Text("x = ") + Writing.vector(x)), .line(Text("v = ") + Writing.vector(v))])
  }

  fileprivate static func point(_ p: Vector) -> Block { .line(Text("p = ") + Writing.vector(p)) }

  /// The projection onto the space that columns span, by the normal equations of those that are independent:
  /// AᵀA c = Aᵀx, p = A c.
  /// - Throws: what `projected(ontoColumnsOf:)` throws; `.tooLongToShow`.
  public func workedProjection(ontoColumnsOf basis: Matrix) throws(MathError) -> Worked<Vector> {
    try basis.requireShowable(operand: 1)
    let own = try projected(ontoColumnsOf: basis)
    let pivots = try basis.reducedRowEchelon().pivotColumns
    let (scaling, columns) = (Scaling(of: elements), ColumnScaling(of: basis))
    let (x, a) = (scaling.reduced(self), columns.reduced(basis))
    let goal = SpaceProjection.goal(elements, StepMatrix(basis))
    let reduced = scaling.reduced(own)
    let exact = StepMatrix(exactly: a).flatMap { a in
      x.fractions.flatMap { SpaceProjection(a: a, x: $0, pivots: pivots).worked(near: reduced) }
    }
    let rounded = SpaceProjection(a: StepMatrix(a), x: x.elements, pivots: pivots, point: reduced.elements)
    guard let worked = exact ?? rounded.worked(near: reduced) else {
      return Worked(own, .undecided(goal: goal, answer: Self.point(own)))
    }
    return worked.scaled(
      [("x", scaling)], columns, goal: goal,
      to: [.line(Text("x = ") + Writing.vector(x)), .equation(.text("A ="), .matrix(a))])
  }

  /// - Parameter operand: which operand it is, from 0.
  func requireShowable(operand: Int = 0) throws(MathError) {
    guard count <= Matrix.longestWork else {
      throw .tooLongToShow(shape, operand: operand, limit: Matrix.longestWork)
    }
    try requireFinite()
  }
}

extension Worked<Vector> {
  /// The projection of the numbers given, from that of scaled ones: that of x scales with it.
  fileprivate func scaled(
    _ scalings: [(name: String, scaling: Scaling)], _ columns: ColumnScaling? = nil, goal: [Block], to scaled: [Block]
  ) -> Worked {
    var words = scalings.filter(\.scaling.isNeeded).map { "\($0.name) by \($0.scaling.power)" }
    if let columns, columns.isNeeded { words.append(columns.words("A")) }
    guard !words.isEmpty, let value, let scaling = scalings.first?.scaling else { return self }
    var derivation = derivation
    derivation.begin(goal: Document(goal), scaling: words.joined(separator: ", "), to: scaled)
    let point = scaling.restored(value)
    if scaling.isNeeded {
      derivation.step("scale back", .line("multiply p by \(scaling.power), as x was divided by it"))
      derivation.conclude(Vector.point(point))
    }
    return Worked(point, derivation)
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
  private var isValid: Bool { (point + rest + [innerProduct(rest, v)]).allSatisfy(\.isValid) }

  static func goal(_ x: [N], _ v: [N]) -> [Block] {
    [
      .line("the point of the line through v that is nearest to x"),
      .line(Text("x = ") + Writing.vector(x)), .line(Text("v = ") + Writing.vector(v)),
    ]
  }

  /// Nil where the numbers did not hold.
  var worked: Worked<Vector>? {
    guard isValid else { return nil }
    let factor = along / square
    var derivation = Derivation(goal: Document(Self.goal(x, v)))
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
    var system = gram.augmented(with: right)
    system.reduceRows(in: 0..<gram.columns) { $0.largestPivot($1, from: $2) }
    let solution = (0..<gram.rows).map { system[$0, gram.columns] }
    (self.basis, coordinates) = (basis, solution)
    self.point = point ?? (0..<a.rows).map { innerProduct(basis.row($0), solution) }
  }

  private static func column(_ x: [N]) -> StepMatrix<N> { StepMatrix(rows: x.count, columns: 1) { i, _ in x[i] } }

  private var rest: [N] { zip(x, point).map { $0 - $1 } }
  private var products: [N] { basis.listed.map { innerProduct($0, rest) } }

  /// Whether the numbers held, and the columns combine to the point that the algorithm finds: by the normal equations,
  /// which lose half of the digits.
  private func isValid(near own: Vector) -> Bool {
    guard (coordinates + point + rest + products).allSatisfy(\.isValid) else { return false }
    let combined = (0..<a.rows).map { innerProduct(basis.row($0), coordinates).double }
    let size = x.reduce(0) { max($0, $1.size) }
    return zip(combined, own.elements).allSatisfy { ($0 - $1).magnitude <= 1e-6 * size }
  }

  static func goal(_ x: [N], _ a: StepMatrix<N>) -> [Block] {
    [
      .line("the point that is nearest to x in the space of the columns of A"),
      .line(Text("x = ") + Writing.vector(x)), .equation(.text("A ="), .matrix(a)),
    ]
  }

  /// Nil where the numbers did not hold.
  func worked(near own: Vector) -> Worked<Vector>? {
    guard isValid(near: own) else { return nil }
    var derivation = Derivation(goal: Document(Self.goal(x, a)))
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
