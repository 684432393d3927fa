import Document
import Numerics

extension DenseMatrix where Entry: StepNumber {
  /// A \ b: a square system by elimination and back substitution, a tall one by its normal equations, a wide one by
  /// those of the shortest solution. Exact where the entries are short fractions.
  ///
  /// The steps may end in there being no solution, or more than one; the value is `nil` then.
  /// - Throws: `.shape(.solve)`, `.notFinite`, `.singular` where rounding decides; `.tooLongToShow`.
  public func workedSolution(_ b: Self) throws(MathError) -> Worked<Self> {
    try workedSolution(b, SystemNames(isVector: b.columns == 1, conjugates: Entry.isComplex))
  }

  public func workedSolution(_ b: Column) throws(MathError) -> Worked<Column> {
    guard rows == b.elements.count else { throw .shape(.solve(shape, b.shape)) }
    return try workedSolution(b.column(as: Self.self)).map { Column($0.elements) }
  }

  /// A / B, the X with X B = A, by solving the transposed system.
  /// - Throws: `.shape(.quotient)`, and as `workedSolution`.
  public func workedQuotient(_ b: Self) throws(MathError) -> Worked<Self> {
    guard columns == b.columns else { throw .shape(.quotient(shape, b.shape)) }
    try requireShowable()
    try b.requireShowable(operand: 1)
    let names = SystemNames(quotientConjugates: Entry.isComplex)
    let worked: Worked<Self>
    do throws(MathError) { worked = try b.adjoint().workedSolution(adjoint(), names) } catch {
      if case .singular(let pivot) = error { throw .singularDivisor(row: pivot) }
      throw error
    }
    var derivation = worked.derivation
    derivation.goal.blocks.insert(.line("A / B, the X with X B = A, by solving the transposed equation"), at: 0)
    let x = worked.value?.adjoint()
    if let x {
      let shown = StepMatrix(exactly: x).map { Equation.Part.matrix($0) } ?? .matrix(StepMatrix(x))
      derivation.conclude(.equation(Equation(.text("X ="), shown)))
    }
    return Worked(x, derivation)
  }

  private func workedSolution(_ b: Self, _ names: SystemNames) throws(MathError) -> Worked<Self> {
    guard rows == b.rows else { throw .shape(.solve(shape, b.shape)) }
    try requireShowable()
    try b.requireShowable(operand: 1)
    let own = Result { () throws(MathError) in try solve(b) }
    if let a = StepMatrix(exactly: self), let right = StepMatrix(exactly: b),
      // By hand the first pivot will do; rounding wants the largest.
      let worked = solved(LinearSystem(a, right, names), own, b, choosing: { $0.firstPivot($1, from: $2) })
    {
      return worked
    }
    let found = try own.get()
    if let worked = solved(
      LinearSystem(StepMatrix(self), StepMatrix(b), names), own, b, choosing: { $0.largestPivot($1, from: $2) })
    {
      return worked
    }
    return Worked(nil, Self.undecided(found, names))
  }

  /// - Returns: nil when the numbers did not hold, or do not lead to what `solve` finds.
  private func solved<N: StepNumber>(
    _ system: LinearSystem<N>, _ own: Result<Solution<Self>, MathError>, _ b: Self,
    choosing pivot: (StepMatrix<N>, _ column: Int, _ row: Int) -> Int?
  ) -> Worked<Self>? {
    var system = system
    system.run(choosing: pivot)
    guard let x = system.solution else {
      // A system that rounding alone makes solvable is not shown as one without a solution.
      let isRegular = if case .success(let found) = own { found.rank == found.fullRank } else { false }
      return isRegular || !system.isValid ? nil : Worked(nil, system.derivation)
    }
    guard case .success(let found) = own, x.isValid, let value = x.rounded(as: Self.self) else { return nil }
    // AᵀA has the square of A's condition.
    let condition = found.reciprocalCondition * (rows == columns ? 1 : found.reciprocalCondition)
    // What b has outside of A's columns rounds too, and may be much larger than x.
    let size = largestSize > 0 ? b.largestSize / largestSize : 0
    guard value.isClose(to: found.value, within: solvingTolerance(condition), size: size) else { return nil }
    return Worked(value, system.finished(x, note: method))
  }

  private static func undecided(_ found: Solution<Self>, _ names: SystemNames) -> Derivation {
    var derivation = Derivation(goal: .line(Text("\(names.matrix) \(names.unknown) = \(names.right)")))
    derivation.step(
      "rounding decides",
      .line(
        Text("1/κ = ") + .number(found.reciprocalCondition)
          + Text(": so close to a singular matrix, steps by hand do not lead to the digits that the algorithm finds.")))
    return derivation
  }

  /// What `solve` does instead of these steps, when it is something else.
  private var method: Text? {
    if rows == columns {
      let isPositive = isHermitian && (0..<rows).allSatisfy { elements[$0 + $0 * rows].realPart > 0 }
      return isPositive && (try? Cholesky(self)) != nil
        ? "The matrix is symmetric and positive definite, for which the algorithm takes Cholesky's L Lᵀ." : nil
    }
    return rows > columns
      ? "The algorithm takes Q R, which is more accurate: the normal equations square the condition number."
      : "The algorithm takes singular values, which find the shortest solution at any rank."
  }
}

/// What the parts of a system of equations are called.
struct SystemNames {
  let matrix: String
  /// The transpose of the matrix.
  let adjoint: String
  let unknown: String
  /// An entry of the unknown.
  let entry = "x"
  let right: String
  /// The unknown of the equations for a wide matrix.
  let inner: String

  /// A x = b, or A X = B for several right-hand sides.
  init(isVector: Bool, conjugates: Bool) {
    (matrix, adjoint) = ("A", conjugates ? "Aᴴ" : "Aᵀ")
    (unknown, right, inner) = isVector ? ("x", "b", "y") : ("X", "B", "Y")
  }

  /// Bᵀ Xᵀ = Aᵀ.
  init(quotientConjugates conjugates: Bool) {
    let star = conjugates ? "ᴴ" : "ᵀ"
    (matrix, adjoint, unknown, right, inner) = ("B\(star)", "B", "X\(star)", "A\(star)", "Y")
  }
}
