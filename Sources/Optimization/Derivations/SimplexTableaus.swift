import Document
import LinearAlgebra
import Numerics

extension LinearProgram {
  /// The simplex method in tableaus of exact fractions, for x ≥ 0 and small programs; it ends in `solution`.
  /// - Returns: nil where there is more than a person would read, bounds that need other variables, or fractions that
  ///   grow too long.
  public func worked(ending solution: LinearSolution) -> Worked<LinearSolution>? {
    guard var tableau = Tableau(self) else { return nil }
    return tableau.worked(solution)
  }
}

/// A simplex tableau: a row for each basic variable, the row of z below, the right-hand side last.
private struct Tableau {
  private enum Phase { case artificial, costs }

  private let program: LinearProgram
  /// `x₁`, `s₁`, `a₁`.
  private var names: [String]
  /// The kinds of the columns: how many variables and slacks come before the artificial ones.
  private let variables: Int
  private let slacks: Int
  private var rows: [[Fraction]]
  private var basis: [Int]
  /// z − Σ c x = 0, of the phase under way.
  private var objective: [Fraction] = []
  private let costs: [Fraction]
  /// The column whose final z tells a row's dual, and the sign of that.
  private let dualColumns: [(column: Int, sign: Int)]
  private var derivation: Derivation

  private static let most = (rows: 6, columns: 12, steps: 24)

  init?(_ program: LinearProgram) {
    let c = program.constraints
    let n = c.variables
    guard c.low.elements.allSatisfy({ $0 == 0 }) else { return nil }
    let capped = (0..<n).filter { c.high[$0].isFinite }
    let unequal = c.matrix.rows + capped.count
    let m = unequal + c.equal.rows
    guard m > 0, m <= Self.most.rows, n + m <= Self.most.columns else { return nil }
    var left: [[Double]] = (0..<c.matrix.rows).map { c.matrix.row($0).elements }
    left += capped.map { j in (0..<n).map { $0 == j ? 1 : 0 } }
    left += (0..<c.equal.rows).map { c.equal.row($0).elements }
    let right = c.limits.elements + capped.map { c.high[$0] } + c.targets.elements
    let exact = left.map { $0.compactMap { Fraction($0) } }
    let sides = right.compactMap { Fraction($0) }
    let costs = program.costs.elements.compactMap { Fraction(program.isMaximum ? $0 : -$0) }
    guard exact.allSatisfy({ $0.count == n }), sides.count == m, costs.count == n else { return nil }
    self.program = program
    self.costs = costs
    variables = n
    slacks = unequal
    // A slack is basic at once where its row's right-hand side is not negative; other rows need an artificial variable.
    let artificial = (0..<m).filter { $0 >= unequal || sides[$0].numerator < 0 }
    names =
      (0..<n).map { "x\(($0 + 1).lowered)" } + (0..<unequal).map { "s\(($0 + 1).lowered)" }
      + artificial.indices.map { "a\(($0 + 1).lowered)" }
    let width = n + unequal + artificial.count
    var rows: [[Fraction]] = []
    var basis: [Int] = []
    var duals: [(column: Int, sign: Int)] = []
    for i in 0..<m {
      let sign = sides[i].numerator < 0 ? -1 : 1
      var row = [Fraction](repeating: Fraction(0), count: width + 1)
      for j in 0..<n { row[j] = Fraction(sign) * exact[i][j] }
      if i < unequal { row[n + i] = Fraction(sign) }
      row[width] = Fraction(sign) * sides[i]
      if let place = artificial.firstIndex(of: i) {
        row[n + unequal + place] = Fraction(1)
        basis.append(n + unequal + place)
      } else {
        basis.append(n + i)
      }
      duals.append(i < unequal ? (n + i, 1) : (n + unequal + (artificial.firstIndex(of: i) ?? 0), sign))
      rows.append(row)
    }
    self.rows = rows
    self.basis = basis
    dualColumns = duals
    let word = program.isMaximum ? "largest" : "smallest"
    derivation = Derivation(
      goal: .line(Text("the \(word) z = ") + Self.sum(program.costs.elements)))
    for i in 0..<m {
      let sign = i < unequal ? " ≤ " : " = "
      derivation.goal.blocks.append(.line(Self.sum(left[i]) + Text(sign) + .exactTerm(right[i])))
    }
    derivation.goal.blocks.append(.line(Text(names.prefix(n).joined(separator: ", ") + " ≥ 0")))
  }

  private static func sum(_ coefficients: [Double]) -> Text {
    let terms = coefficients.indices.filter { coefficients[$0] != 0 }.map { j -> Text in
      let c = coefficients[j]
      let name = Text("x\((j + 1).lowered)")
      return c == 1 ? name : c == -1 ? Text("−") + name : .exactTerm(c) + Text(c == c.rounded() ? "" : " ") + name
    }
    return Text.sum(terms)
  }

  mutating func worked(_ solution: LinearSolution) -> Worked<LinearSolution>? {
    standardForm()
    let isTwoPhase = basis.contains { $0 >= variables + slacks }
    if isTwoPhase {
      setObjective(.artificial)
      guard let end = run(.artificial) else { return nil }
      if !end || objective.last != Fraction(0) {
        guard objective.allSatisfy({ !$0.isLost }) else { return nil }
        derivation.conclude(
          .line("The artificial variables cannot all become 0: no x obeys all the constraints."))
        return solution.status.isInfeasible ? Worked(solution, derivation) : nil
      }
      dropArtificials()
      derivation.step(
        "phase 2", .line("All artificial variables are 0, so this is a vertex of the program itself: z takes over."))
    }
    setObjective(.costs)
    guard let end = run(.costs) else { return nil }
    guard end else { return solution.status.isUnbounded ? Worked(solution, derivation) : nil }
    return concluded(solution)
  }

  private mutating func standardForm() {
    let words = program.isMaximum ? "" : "the smallest z is minus the largest −z; "
    let artificial = names.count - variables - slacks
    var blocks: [Block] = [
      .line(Text("\(words)a slack sᵢ ≥ 0 makes each inequality an equation"))
    ]
    if artificial > 0 {
      blocks.append(
        .line("rows without a slack of their own to start from get an artificial variable, which phase 1 drives to 0"))
    }
    derivation.steps.append(.init("standard form", Document(blocks)))
  }

  /// The row z_j − c_j, with the basic variables' columns cleared.
  private mutating func setObjective(_ phase: Phase) {
    let width = names.count
    objective = (0..<width).map { j in
      switch phase {
      case .artificial: j >= variables + slacks ? Fraction(1) : Fraction(0)
      case .costs: j < variables ? -costs[j] : Fraction(0)
      }
    }
    objective.append(Fraction(0))
    for (i, j) in basis.enumerated() where objective[j] != Fraction(0) {
      let factor = objective[j]
      for k in 0...width { objective[k] = objective[k] - factor * rows[i][k] }
    }
  }

  /// An artificial variable that is basic at 0 leaves for any other of its row.
  private mutating func dropArtificials() {
    for i in rows.indices where basis[i] >= variables + slacks {
      if let j = (0..<variables + slacks).first(where: { rows[i][$0] != Fraction(0) }) { pivot(i, j) }
    }
  }

  /// Exchanges until no column improves; false where a column can grow for ever, nil where it takes too long.
  private mutating func run(_ phase: Phase) -> Bool? {
    var still = 0
    for _ in 0..<Self.most.steps {
      guard (rows.flatMap { $0 } + objective).allSatisfy({ !$0.isLost }) else { return nil }
      let open = (0..<variables + slacks).filter { objective[$0].numerator < 0 }
      // Bland's rule once steps of length 0 repeat, so that nothing goes round in circles.
      let entering = still > 3 ? open.first : open.min { objective[$0].value < objective[$1].value }
      guard let entering else {
        show(phase == .artificial ? "phase 1 ends" : "optimal", entering: nil, leaving: nil, phase)
        return true
      }
      let able = rows.indices.filter { rows[$0][entering].numerator > 0 }
      func ratio(_ i: Int) -> Fraction { rows[i][names.count] / rows[i][entering] }
      let least = able.min { a, b in
        let (x, y) = (ratio(a).value, ratio(b).value)
        return x == y ? basis[a] < basis[b] : x < y
      }
      guard let least else {
        show("\(names[entering]) enters", entering: entering, leaving: nil, phase)
        derivation.conclude(
          .line(
            Text(
              "No entry of the column \(names[entering]) is above 0: it can grow for ever, and z "
                + "\(program.isMaximum ? "rises" : "falls") without end.")))
        return false
      }
      still = ratio(least).numerator == 0 ? still + 1 : 0
      show(
        "\(names[entering]) enters, \(names[basis[least]]) leaves", entering: entering, leaving: least, phase)
      pivot(least, entering)
    }
    return nil
  }

  private mutating func pivot(_ i: Int, _ j: Int) {
    let factor = rows[i][j]
    rows[i] = rows[i].map { $0 / factor }
    for k in rows.indices where k != i && rows[k][j] != Fraction(0) {
      let multiple = rows[k][j]
      for p in rows[k].indices { rows[k][p] = rows[k][p] - multiple * rows[i][p] }
    }
    let multiple = objective[j]
    for p in objective.indices { objective[p] = objective[p] - multiple * rows[i][p] }
    basis[i] = j
  }

  /// The tableau as a table, the pivot in brackets, with the ratios that choose it.
  private mutating func show(_ rule: String, entering: Int?, leaving: Int?, _ phase: Phase) {
    let width = names.count
    let shown = phase == .artificial ? Array(0..<width) : Array(0..<variables + slacks)
    let header = [Text("")] + shown.map { Text(names[$0]) } + [Text("right")] + (leaving == nil ? [] : [Text("ratio")])
    var body = rows.indices.map { i -> [Text] in
      var cells = [Text(names[basis[i]])]
      cells += shown.map { j in
        let isPivot = i == leaving && j == entering
        return isPivot ? Text("[") + rows[i][j].cell + Text("]") : rows[i][j].cell
      }
      cells.append(rows[i][width].cell)
      if let entering, leaving != nil {
        let isAble = rows[i][entering].numerator > 0
        cells.append(isAble ? (rows[i][width] / rows[i][entering]).cell : Text("–", .dim))
      }
      return cells
    }
    let last = Text(phase == .artificial ? "−Σa" : program.isMaximum ? "z" : "−z")
    body.append(
      [last] + shown.map { objective[$0].cell } + [objective[width].cell] + (leaving == nil ? [] : [Text("")]))
    derivation.steps.append(
      .init(
        Text(rule),
        Document([
          .table(
            TextTable(
              header: header.map { Text($0.plain, .dim) }, rows: body,
              alignments: [.left] + [TextTable.Alignment](repeating: .right, count: header.count - 1)))
        ])))
  }

  private mutating func concluded(_ solution: LinearSolution) -> Worked<LinearSolution>? {
    let width = names.count
    var x = [Fraction](repeating: Fraction(0), count: variables)
    for (i, j) in basis.enumerated() where j < variables { x[j] = rows[i][width] }
    let sign = Fraction(program.isMaximum ? 1 : -1)
    let value = sign * objective[width]
    let duals = dualColumns.map { sign * Fraction($0.sign) * objective[$0.column] }
    guard value.isValid, solution.isOptimal,
      (value.value - solution.value).magnitude <= 1e-9 * max(1, solution.value.magnitude)
    else { return nil }
    let list: ([Fraction]) -> Text = { Text("[") + .joined($0.map(\.term), ", ") + Text("]") }
    derivation.conclude(
      .line(Text("x = ") + list(x) + Text(",  z = ") + value.term),
      .line(Text("duals, read under the slacks: ") + list(duals)))
    let c = program.constraints
    let right = c.limits.elements + c.high.elements.filter(\.isFinite) + c.targets.elements
    var terms: [Text] = []
    var dual = Fraction(0)
    for (limit, price) in zip(right.compactMap { Fraction($0) }, duals) {
      terms.append(limit.leadingFactor + Text("·") + price.factor)
      dual = dual + limit * price
    }
    derivation.check(
      .line(
        Text("duality: b·y = ") + .joined(terms, " + ") + Text(" = ") + dual.term + Text(dual == value ? " = z" : "")))
    if !zip(x, solution.x.elements).allSatisfy({ ($0.value - $1).magnitude <= 1e-9 * max(1, $1.magnitude) }) {
      derivation.note(Text("linprog(…) ends in another vertex of the same value."))
    }
    return Worked(solution, derivation)
  }
}

extension LinearSolution.Status {
  fileprivate var isInfeasible: Bool { if case .infeasible = self { true } else { false } }
  fileprivate var isUnbounded: Bool { if case .unbounded = self { true } else { false } }
}
