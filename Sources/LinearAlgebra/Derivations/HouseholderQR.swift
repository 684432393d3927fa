import Document

extension QR where M == Matrix {
  /// Householder's reflections by hand: each makes one column zero below the diagonal.
  ///
  /// Exact while the lengths of the columns are fractions, in decimals from the start where one is not.
  /// - Throws: what `init(_:)` throws.
  public static func worked(_ a: Matrix) throws(MathError) -> Worked<(q: Matrix, r: Matrix)> {
    try a.requireShowable()
    let own = try QR(a)
    let signs = own.upper.diagonal.elements.map(\.sign)
    let scaling = ColumnScaling(of: a)
    let scaled = scaling.reduced(a)
    let exact = StepMatrix(exactly: scaled).flatMap { Reflections($0.listed, rows: a.rows, signs)?.worked(scaled) }
    guard let worked = exact ?? Reflections(StepMatrix(scaled).listed, rows: a.rows, signs)?.worked(scaled),
      let (q, r) = worked.value
    else {
      let (q, r) = (try own.orthonormal(), own.upper)
      return Worked(
        (q, r), .undecided(goal: factorGoal(a), answer: .equation(.text("Q ="), .matrix(q), .text("R ="), .matrix(r))))
    }
    guard scaling.isNeeded else { return worked }
    var derivation = worked.derivation
    derivation.begin(
      goal: Document(factorGoal(a)), scaling: scaling.words("A"), to: [.equation(.text("A ="), .matrix(scaled))])
    let restored = scaling.restored(r)
    derivation.step("scale back", .line("multiply \(scaling.words("R"))"))
    derivation.conclude(.equation(.text("Q ="), .matrix(q), .text("R ="), .matrix(restored)))
    return Worked((q, restored), derivation)
  }

  fileprivate static func factorGoal(_ a: Matrix) -> [Block] {
    [.line("A = Q R with orthonormal columns in Q and an upper triangle R"), .equation(.text("A ="), .matrix(a))]
  }
}

/// The reflections that make a matrix triangular.
private struct Reflections<N: RootNumber> {
  struct Step {
    /// The column from the diagonal down.
    var column: [N]
    /// The entry that takes the column's place; `nil` where nothing is to be done.
    var image: N?
    /// x − α e₁
    var normal: [N]
    /// The matrix after the reflection, by columns.
    var after: [[N]]
  }

  private let rows: Int
  private(set) var steps: [Step] = []
  private var q: [[N]]
  private var r: [[N]]

  /// Nil where a length has no exact value.
  /// - Parameter signs: those of R's diagonal where x₁ leaves the choice, or rounding made it.
  init?(_ columns: [[N]], rows: Int, _ signs: [FloatingPointSign]) {
    let count = min(rows, columns.count)
    self.rows = rows
    r = columns
    q = (0..<count).map { j in (0..<rows).map { N($0 == j ? 1 : 0) } }
    for k in 0..<count {
      let x = Array(r[k][k...])
      let isDone = Self.isNegligible(x.dropFirst(), beside: columns[k])
      let isKept = isDone && (x[0].isNegative == (signs[k] == .minus) || x[0].isZero)
      guard !isKept else {
        r[k] = r[k][...k] + [N](repeating: N(0), count: x.count - 1)
        steps.append(Step(column: x, image: nil, normal: [], after: r))
        continue
      }
      guard let length = isDone ? (x[0].isNegative ? -x[0] : x[0]) : innerProduct(x, x).root else { return nil }
      let image = signs[k] == .minus ? -length : length
      let normal = [x[0] - image] + x.dropFirst()
      for j in k..<r.count { r[j] = Self.reflected(r[j], by: normal, from: k) }
      // By construction, without the rounding of the reflection.
      r[k] = r[k][..<k] + [image] + [N](repeating: N(0), count: x.count - 1)
      steps.append(Step(column: x, image: image, normal: normal, after: r))
    }
    for k in steps.indices.reversed() where steps[k].image != nil {
      for j in q.indices { q[j] = Self.reflected(q[j], by: steps[k].normal, from: k) }
    }
  }

  /// Zero, or what rounding leaves of zero.
  private static func isNegligible(_ rest: ArraySlice<N>, beside column: [N]) -> Bool {
    if N.isExact { return rest.allSatisfy(\.isZero) }
    let scale = column.reduce(0) { max($0, $1.double.magnitude) }
    return rest.allSatisfy { $0.double.magnitude <= 8 * Double.ulpOfOne * scale }
  }

  /// x − 2 v (vᵀx)/(vᵀv) on the entries from a row on.
  private static func reflected(_ x: [N], by v: [N], from row: Int) -> [N] {
    let part = N(2) * innerProduct(v, Array(x[row...])) / innerProduct(v, v)
    return x[..<row] + zip(x[row...], v).map { $0 - part * $1 }
  }

  private var isValid: Bool { (q + r).allSatisfy { $0.allSatisfy(\.isValid) } }

  /// Nil where the numbers did not hold.
  func worked(_ a: Matrix) -> Worked<(q: Matrix, r: Matrix)>? {
    guard isValid else { return nil }
    var derivation = Derivation(goal: Document(QR.factorGoal(a)))
    for k in steps.indices { derivation.step(Text("column \(k + 1)"), blocks(k)) }
    derivation.step("multiply", product())
    derivation.conclude(
      .equation(
        .text("Q ="), .matrix(StepMatrix(columns: q, rows: rows)), .text("R ="),
        .matrix(StepMatrix(columns: r, rows: q.count))))
    let (q, r) = (matrix(q, rows: rows), matrix(r, rows: q.count))
    let product = (try? q * r) ?? a
    derivation.check(
      .line(Writing.identity("QᵀQ = I", worst: q.orthonormalityError)),
      .line(Writing.identity("Q R = A", worst: product.error(against: a))))
    return Worked((q, r), derivation)
  }

  private func matrix(_ columns: [[N]], rows: Int) -> Matrix {
    Matrix(rows: rows, columns: columns.count) { columns[$1][$0].double }
  }

  private func product() -> Block {
    let names = steps.indices.filter { steps[$0].image != nil }.map { Writing.indexed("H", $0 + 1) }
    let shown = names.count > 5 ? names.prefix(2) + ["…"] + names.suffix(1) : names[...]
    let width = rows > q.count ? ", its first \(q.count) columns" : ""
    return .line(Text(names.isEmpty ? "no reflection: Q = I" : "Q = \(shown.joined(separator: " "))\(width)"))
  }

  private func blocks(_ k: Int) -> [Block] {
    let step = steps[k]
    let x = Text("x = ") + Writing.vector(step.column)
    guard let image = step.image else {
      let why = k == rows - 1 ? "nothing below the diagonal" : "zero below the diagonal already"
      return [.line(x + Text(": \(why), so no reflection"))]
    }
    let h = Writing.indexed("H", k + 1)
    let square = innerProduct(step.normal, step.normal)
    let within = k == 0 ? "" : " on rows \(k + 1) to \(rows)"
    return [
      .line(x + Text(",  ‖x‖ = ") + Length(square: innerProduct(step.column, step.column)).text),
      .line(sign(step.column[0], image)),
      .line(Text("v = x − α e₁ = ") + Writing.vector(step.normal) + Text(",  vᵀv = ") + square.term),
      .line(Text("\(h) = I − 2 v vᵀ/(vᵀv)\(within)")),
      .equation(
        .text(Text("\(h) \(k == 0 ? "A" : Writing.indexed("R", k)) =")),
        .matrix(StepMatrix(columns: step.after, rows: rows))),
    ]
  }

  private func sign(_ first: N, _ image: N) -> Text {
    let alpha = Text("α = \(image.isNegative ? "−" : "")‖x‖ = ") + image.term
    if first.isZero { return Text("x₁ = 0, so either sign will do: ") + alpha }
    if first.isNegative == image.isNegative { return alpha + Text(", the sign that rounding gave") }
    return alpha + Text(", as x₁ \(first.isNegative ? "<" : ">") 0: no cancellation in x₁ − α")
  }
}
