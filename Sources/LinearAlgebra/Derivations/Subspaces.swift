import Document
import Numerics

extension Matrix {
  /// The rank, counted from the pivots of the reduced row echelon form.
  /// - Throws: what `rank()` throws; `.tooLongToShow`.
  public func workedRank() throws(MathError) -> Worked<Int> {
    let own = try rank()
    let (reduced, derivation) = try reductionFirst("the number of independent columns")
    let pivots = reduced.pivotColumns
    return Worked(own, derivation.concluded(own, pivots, [.line("rank A = \(own), the number of pivots")]))
  }

  /// The solutions of A x = 0 from the reduced row echelon form: one for each free unknown; then the orthonormal basis
  /// that `nullSpace()` gives of the same space.
  /// - Throws: what `nullSpace()` throws; `.tooLongToShow`.
  public func workedNullSpace() throws(MathError) -> Worked<Matrix> {
    let own = try nullSpace()
    var (reduced, derivation) = try reductionFirst("all x with A x = 0")
    let pivots = reduced.pivotColumns
    let free = (0..<columns).filter { !pivots.contains($0) }
    guard free.count == own.columns else {
      return Worked(own, derivation.concluded(columns - own.columns, pivots, basis(own, "N")))
    }
    guard !free.isEmpty else {
      derivation.step("read off", .line("Every unknown has a pivot, so only x = 0 is mapped to 0."))
      derivation.conclude(.line("a basis of no vectors"))
      return Worked(own, derivation)
    }
    var special: [[Double]] = []
    for one in free {
      var x = [Double](repeating: 0, count: columns)
      x[one] = 1
      for (row, column) in pivots.enumerated() { x[column] = 0 - reduced[row, one] }
      special.append(x)
      let others = free.count > 1 ? ", the other free ones 0" : ""
      derivation.step(
        Text("free unknown x\((one + 1).lowered)"),
        .line(Text("x\((one + 1).lowered) = 1\(others):  s\(special.count.lowered) = ") + Writing.vector(Vector(x))))
    }
    derivation.step(
      "orthonormal",
      .line("These span the null space; the algorithm gives an orthonormal basis of it, by singular values."))
    derivation.conclude(.equation(.text("N ="), .matrix(own)))
    let spanning = Matrix(rows: columns, columns: free.count, elements: special.flatMap { $0 })
    if let projected = try? spanning - own * (own.transposed() * spanning), let image = try? self * own {
      let (scale, size) = (
        elements.reduce(0) { max($0, $1.magnitude) }, spanning.elements.reduce(0) { max($0, $1.magnitude) }
      )
      derivation.check(
        .line(Writing.identity("A N = 0", worst: image.largest / (scale > 0 ? scale : 1))),
        .line(
          Writing.identity("N Nᵀsₖ = sₖ", worst: projected.largest / size) + Text(", so the sₖ lie in the span of N")))
    }
    return Worked(own, derivation)
  }

  /// The columns of A that have pivots, which span all of them; then the orthonormal basis that `columnSpace()` gives.
  /// - Throws: what `columnSpace()` throws; `.tooLongToShow`.
  public func workedColumnSpace() throws(MathError) -> Worked<Matrix> {
    let own = try columnSpace()
    var (reduced, derivation) = try reductionFirst("all A x: what the columns of A span")
    let pivots = reduced.pivotColumns
    guard pivots.count == own.columns else {
      return Worked(own, derivation.concluded(own.columns, pivots, basis(own, "C")))
    }
    guard !pivots.isEmpty else {
      derivation.step("read off", .line("No pivot: every A x is 0."))
      derivation.conclude(.line("a basis of no vectors"))
      return Worked(own, derivation)
    }
    let chosen = Matrix(rows: rows, columns: pivots.count, elements: pivots.flatMap { column($0).elements })
    derivation.step(
      "columns with pivots",
      .line(
        "Column\(pivots.count == 1 ? "" : "s") \(pivots.map { "\($0 + 1)" }.joined(separator: ", ")) of A itself, "
          + "not of \(pivots.count == 1 ? "its reduced form, spans" : "its reduced form, span") it."),
      .equation(.text("B ="), .matrix(chosen)))
    derivation.step(
      "orthonormal", .line("The algorithm gives an orthonormal basis of the same space, by singular values."))
    derivation.conclude(.equation(.text("C ="), .matrix(own)))
    if let rest = try? self - own * (own.transposed() * self) {
      let scale = largest > 0 ? largest : 1
      derivation.check(.line(Writing.identity("C CᵀA = A", worst: rest.largest / scale)))
    }
    return Worked(own, derivation)
  }

  /// The columns, from 0, in which the rows of a reduced row echelon form begin.
  var pivotColumns: [Int] { (0..<rows).compactMap { i in (0..<columns).first { self[i, $0] != 0 } } }

  fileprivate var largest: Double { elements.reduce(0) { max($0, $1.magnitude) } }

  private func basis(_ own: Matrix, _ name: String) -> [Block] { [.equation(.text("\(name) ="), .matrix(own))] }

  /// The steps to the reduced row echelon form, under another goal.
  private func reductionFirst(_ goal: Text) throws(MathError) -> (reduced: Matrix, Derivation) {
    let own = try reducedRowEchelon()
    var derivation = try workedReducedRowEchelon().derivation
    derivation.goal = Document([.line(goal), .equation(.text("A ="), .matrix(self))])
    derivation.checks = []
    let pivots = own.pivotColumns
    let free = (0..<columns).filter { !pivots.contains($0) }
    let list = { (places: [Int]) in places.isEmpty ? "none" : places.map { "\($0 + 1)" }.joined(separator: ", ") }
    derivation.step("count", .line("columns with a pivot: \(list(pivots));  without, so free: \(list(free))"))
    return (own, derivation)
  }
}

extension Derivation {
  /// The end of a derivation whose pivots may tell another rank than the singular values, which decide.
  fileprivate func concluded(_ rank: Int, _ pivots: [Int], _ result: [Block]) -> Derivation {
    var copy = self
    if rank != pivots.count {
      copy.step(
        "a doubtful pivot",
        .line("Elimination counts \(pivots.count), but the singular values, which the algorithm goes by, only \(rank).")
      )
    }
    copy.result = Document(result)
    return copy
  }
}
