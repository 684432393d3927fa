import Document
import Numerics

extension Vector {
  /// Σ uₖ vₖ term by term, and the angle it makes.
  /// - Throws: what `dot(_:)` throws; `.tooLongToShow`.
  public func workedDot(_ other: Vector) throws(MathError) -> Worked<Double> {
    try requireShowable()
    let own = try dot(other)
    if let u = fractions, let v = other.fractions {
      let sum = innerProduct(u, v)
      if sum.isValid { return Self.dot(u, v, sum) }
    }
    return Self.dot(elements, other.elements, own)
  }

  private static func dot<N: RootNumber>(_ u: [N], _ v: [N], _ sum: N) -> Worked<Double> {
    var derivation = Derivation(
      goal: .line("the dot product u·v"), .line(Text("u = ") + Writing.vector(u)),
      .line(Text("v = ") + Writing.vector(v)))
    derivation.step(
      "multiply and add",
      .line(Text("u·v = ") + Writing.product(u, v)),
      .line(Text("    = ") + Writing.signedSum(zip(u, v).map { ($0 * $1).term })),
      .line(Text("    = ") + sum.term))
    derivation.conclude(.line(Text("u·v = ") + sum.term))
    let lengths = (Vector(u.map(\.double)).norm, Vector(v.map(\.double)).norm)
    if lengths.0 > 0, lengths.1 > 0 {
      let units = zip(u, v).map { ($0.double / lengths.0, $1.double / lengths.1) }
      let cosine = units.reduce(0) { $0 + $1.0 * $1.1 }
      let angle = Double.acos(max(-1, min(1, cosine))) * 180 / .pi
      let words = sum.isZero ? "orthogonal" : sum.isNegative ? "an obtuse angle" : "an acute angle"
      derivation.check(
        .line(
          Text("cos = u·v/(‖u‖ ‖v‖) = ") + cosine.term + Text(", \(words)\(sum.isZero ? "" : ": ")")
            + (sum.isZero ? Text([]) : angle.term + Text("°"))))
    }
    return Worked(sum.double, derivation)
  }

  /// The p-norm from its formula.
  /// - Throws: what `norm(p:)` throws; `.tooLongToShow`.
  public func workedNorm(p: Double = 2) throws(MathError) -> Worked<Double> {
    try requireShowable()
    let own = try norm(p: p)
    var derivation = Derivation(goal: .line(Text("the length of x = ") + Writing.vector(self)))
    let sizes = elements.map { Text("|") + .exactTerm($0) + Text("|") }
    switch p {
    case 2:
      let squares = fractions.map { Writing.squares($0) } ?? Writing.squares(elements)
      derivation.step("root of the squares", .line(Text("‖x‖ = √(") + squares + Text(")")))
      if let x = fractions, innerProduct(x, x).isValid {
        derivation.step("sum and root", .line(Text("‖x‖ = ") + Length(square: innerProduct(x, x)).text))
      }
    case 1: derivation.step("sum of the sizes", .line(Text("‖x‖₁ = ") + Writing.sum(sizes)))
    case .infinity: derivation.step("largest size", .line(Text("‖x‖∞ = max(") + .joined(sizes, ", ") + Text(")")))
    default:
      derivation.goal = Document([.line(Text("the p-norm of x = ") + Writing.vector(self) + Text(" for p = ") + p.term)]
      )
      let powers = sizes.map { $0 + Text("^") + p.term }
      let total = elements.reduce(0) { $0 + Double.pow($1.magnitude, p) }
      let root = Text("^(1/") + p.term + Text(")")
      let largest = elements.reduce(0) { max($0, $1.magnitude) }
      if total.isNormal || largest == 0 {
        derivation.step("sum of the powers", .line(Writing.sum(powers) + Text(" = ") + total.term))
        derivation.step("root", .line(Text("‖x‖ = ") + total.term + root))
      } else {
        let relative = elements.map { $0.magnitude / largest }
        let sum = relative.reduce(0) { $0 + Double.pow($1, p) }
        derivation.step(
          "divide by the largest",
          .line(
            Text("|x|/") + largest.term + Text(" = ") + Writing.vector(relative)
              + Text(", as the powers themselves leave the range of numbers")))
        derivation.step(
          "sum of the powers",
          .line(Writing.sum(relative.map { Text.exactFactor($0) + Text("^") + p.term }) + Text(" = ") + sum.term))
        derivation.step("root", .line(Text("‖x‖ = ") + largest.term + Text("·") + sum.term + root))
      }
    }
    let name = p == 1 ? "‖x‖₁" : p == .infinity ? "‖x‖∞" : "‖x‖"
    derivation.conclude(.line(Text("\(name) = ") + .exactTerm(own)))
    return Worked(own, derivation)
  }

  /// Each element a difference of two products, as the 2×2 determinants of the rows u and v.
  /// - Throws: what `cross(_:)` throws.
  public func workedCross(_ other: Vector) throws(MathError) -> Worked<Vector> {
    let own = try cross(other)
    if let u = fractions, let v = other.fractions {
      let w = LinearAlgebra.cross(u, v)
      if w.allSatisfy(\.isValid) { return Self.cross(u, v, w) }
    }
    return Self.cross(elements, other.elements, own.elements)
  }

  private static func cross<N: RootNumber>(_ u: [N], _ v: [N], _ w: [N]) -> Worked<Vector> {
    var derivation = Derivation(
      goal: .line("a vector orthogonal to u and v"), .line(Text("u = ") + Writing.vector(u)),
      .line(Text("v = ") + Writing.vector(v)))
    for k in 0..<3 {
      let (i, j) = ((k + 1) % 3, (k + 2) % 3)
      let formula =
        "w\((k + 1).lowered) = u\((i + 1).lowered) v\((j + 1).lowered) − u\((j + 1).lowered) v\((i + 1).lowered)"
      let values = Writing.minor(u[i], v[j], u[j], v[i])
      derivation.step("element \(k + 1)", .line(Text("\(formula) = ") + values + Text(" = ") + w[k].term))
    }
    derivation.conclude(.line(Text("u × v = ") + Writing.vector(w)))
    if innerProduct(w, u).isValid, innerProduct(w, v).isValid {
      derivation.check(
        .line(Text("w·u = ") + Writing.product(w, u) + Text(" = ") + Writing.vanishing(innerProduct(w, u), w, u)),
        .line(Text("w·v = ") + Writing.product(w, v) + Text(" = ") + Writing.vanishing(innerProduct(w, v), w, v)))
    } else {
      derivation.note("The products w·u and w·v leave the range of numbers, so they are no check.")
    }
    return Worked(Vector(w.map(\.double)), derivation)
  }

  /// u vᵀ, row by row.
  /// - Throws: what `outer(_:)` throws; `.tooLongToShow`.
  public func workedOuter(_ other: Vector) throws(MathError) -> Worked<Matrix> {
    try requireShowable()
    try other.requireShowable(operand: 1)
    let own = try outer(other)
    var derivation = Derivation(
      goal: .line("the matrix of all products uᵢ vⱼ"), .line(Text("u = ") + Writing.vector(self)),
      .line(Text("v = ") + Writing.vector(other)))
    for i in elements.indices {
      derivation.step(
        "row \(i + 1)",
        .line(
          Text("u\((i + 1).lowered) vᵀ = ") + .exactFactor(self[i]) + Text(" ") + Writing.vector(other) + Text(" = ")
            + Writing.vector(own.row(i))))
    }
    derivation.conclude(.equation(.text("u vᵀ ="), .matrix(own)))
    if count > 0, other.count > 0 {
      derivation.check(.line("every row is a multiple of v: rank \((try? own.rank()) ?? 0)"))
    }
    return Worked(own, derivation)
  }
}

extension Matrix {
  /// The sum of the diagonal.
  /// - Throws: what `trace()` throws; `.tooLongToShow`.
  public func workedTrace() throws(MathError) -> Worked<Double> {
    let own = try trace()
    try requireShowable()
    var derivation = Derivation(goal: .line("the sum of the diagonal"), .equation(.text("A ="), .matrix(self)))
    let terms = diagonal.elements.map { Text.exactTerm($0) }
    derivation.step("add", .line(Text("trace A = ") + Writing.signedSum(terms) + Text(" = ") + .exactTerm(own)))
    if let values = try? Eigen.values(self), rows > 0 {
      let listed =
        switch values {
        case .real(let v): Writing.vector(v)
        case .complex(let v): Writing.vector(v.elements)
        }
      derivation.check(.line(Text("the eigenvalues ") + listed + Text(" have the same sum")))
    }
    return Worked(own, derivation)
  }

  /// A ⊗ B: every entry of A times the whole of B.
  /// - Throws: what `kron(_:)` throws; `.tooLongToShow`.
  public func workedKron(_ other: Matrix) throws(MathError) -> Worked<Matrix> {
    let own = try kron(other)
    try own.requireShowable(operand: nil)
    var derivation = Derivation(
      goal: .line("every entry of A times the whole of B"),
      .equation(.text("A ="), .matrix(self), .text("B ="), .matrix(other)))
    for i in 0..<rows {
      let blocks = (0..<columns).flatMap { j -> [Equation.Part] in
        [.text(Writing.indexed("a", i + 1, j + 1) + " B ="), .matrix(other * self[i, j])]
      }
      derivation.step("row \(i + 1) of blocks", .equation(Equation(blocks)))
    }
    derivation.conclude(.equation(.text("A ⊗ B ="), .matrix(own)))
    return Worked(own, derivation)
  }
}

extension Writing {
  /// Terms added with their own signs, the middle left out of a long sum.
  static func signedSum(_ terms: [Text]) -> Text {
    terms.count <= 8 ? .sum(terms) : .sum(terms.prefix(4) + [Text("…")] + terms.suffix(1))
  }

  /// `2·6 − 3·5`
  static func minor<N: StepNumber>(_ a: N, _ b: N, _ c: N, _ d: N) -> Text {
    a.leadingFactor + Text("·") + b.factor + Text(" − ") + c.factor + Text("·") + d.factor
  }

  /// A sum of products that should be 0, and is shown as such where only rounding keeps it off.
  static func vanishing<N: StepNumber>(_ sum: N, _ x: [N], _ y: [N]) -> Text {
    let scale = zip(x, y).reduce(0) { max($0, $1.0.size * $1.1.size) }
    return sum.isZero || sum.size > 1e-12 * scale ? sum.term : Text("0 to \((sum.size / scale).formatted(digits: 1))")
  }
}
