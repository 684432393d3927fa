import LinearAlgebra

extension BoundedSimplex {
  /// The answer in the program's own numbers.
  mutating func solution(_ end: End, of program: LinearProgram) -> LinearSolution {
    let c = program.constraints
    let sign: Double = program.isMaximum ? -1 : 1
    let point = polished(c)
    let value = Double.dot(program.costs.elements, point)
    let prices = polishedPrices(program)
    let reduced = (0..<variables).map { j in
      row[j] != nil ? 0 : Double.dot([1] + prices, [program.costs[j]] + full(j, c).map { -$0 })
    }
    let slack = (0..<c.matrix.rows).map { i in
      row[variables + i] == nil ? 0 : Double.dot([1] + point, [c.limits[i]] + c.matrix.row(i).elements.map { -$0 })
    }
    var solution = LinearSolution(
      status: .optimal, x: Vector(point), value: value, duals: Vector(prices), reducedCosts: Vector(reduced),
      slack: Vector(slack), iterations: iterations, alternative: nil, isDegenerate: false)
    switch end {
    case .optimal:
      solution.isDegenerate = basis.contains { j in
        [low[j], high[j]].contains { $0.isFinite && (x[j] - $0).magnitude <= 1e-9 * max(1, $0.magnitude) }
      }
      solution.alternative = alternative()
    case .infeasible: solution.status = .infeasible(contradiction(c))
    case .unbounded(let entering, let way):
      solution.status = .unbounded(ray: ray(entering, way))
      solution.value = -.infinity * sign
    case .iterationLimit: solution.status = .iterationLimit
    case .interrupted: solution.status = .interrupted
    }
    return solution
  }

  private func full(_ j: Int, _ c: LinearConstraints) -> [Double] {
    j < variables
      ? c.matrix.column(j).elements + c.equal.column(j).elements
      : (0..<rows).map { $0 == j - variables ? 1 : 0 }
  }

  /// The vertex from the unscaled data, by LU with one correction.
  private mutating func polished(_ c: LinearConstraints) -> [Double] {
    var point = [Double](repeating: 0, count: variables)
    for j in 0..<variables {
      if row[j] == nil, x[j] == low[j] {
        point[j] = c.low[j]
      } else if row[j] == nil, x[j] == high[j] {
        point[j] = c.high[j]
      } else {
        point[j] = x[j] * columnScale[j]
      }
    }
    guard rows > 0 else { return point }
    let b = Matrix(rows: rows, columns: rows, elements: basis.flatMap { full($0, c) })
    let limits = c.limits.elements + c.targets.elements
    let fixed = (0..<variables).filter { row[$0] == nil && point[$0] != 0 }
    let known = fixed.map { full($0, c) }
    let rest = (0..<rows).map { i in
      Double.dot([1] + fixed.map { point[$0] }, [limits[i]] + known.map { -$0[i] })
    }
    guard var basic = try? b.solve(Vector(rest)).value else { return point }
    let residual = (0..<rows).map { i in Double.dot([1] + basic.elements, [rest[i]] + b.row(i).elements.map { -$0 }) }
    if let correction = try? b.solve(Vector(residual)).value {
      for i in 0..<rows { basic[i] += correction[i] }
    }
    for i in 0..<rows where basis[i] < variables {
      let j = basis[i]
      // Rounding must not leave a bound that the vertex touches.
      point[j] = min(max(basic[i], c.low[j]), c.high[j]) + 0
      if (basic[i] - point[j]).magnitude > 1e-7 * max(1, basic[i].magnitude) { point[j] = basic[i] }
    }
    return point
  }

  /// The prices from the unscaled data: yᵀB = c_Bᵀ.
  private func polishedPrices(_ program: LinearProgram) -> [Double] {
    guard rows > 0 else { return [] }
    let c = program.constraints
    let b = Matrix(rows: rows, columns: rows, elements: basis.flatMap { full($0, c) })
    let basic = basis.map { $0 < variables ? program.costs[$0] : 0 }
    guard let y = try? b.transposed().solve(Vector(basic)).value else { return [Double](repeating: 0, count: rows) }
    let residual = (0..<rows).map { k in Double.dot([1] + y.elements, [basic[k]] + b.column(k).elements.map { -$0 }) }
    guard let correction = try? b.transposed().solve(Vector(residual)).value else { return y.elements }
    return zip(y.elements, correction.elements).map { $0 + $1 }
  }

  /// A step along a column that costs nothing leads to another vertex of the same value.
  private func alternative() -> Vector? {
    let prices = prices(isFeasible: true)
    for j in x.indices where row[j] == nil && low[j] < high[j] {
      guard reducedCost(j, prices, isFeasible: true).magnitude <= Self.tolerance else { continue }
      for sign in [1.0, -1.0] where sign > 0 ? x[j] < high[j] : x[j] > low[j] {
        let direction = column(j).map { $0 * sign }
        let (length, _) = ratio(j, sign, direction, isFeasible: true, isCareful: true)
        guard length.isFinite, length > 1e-7 else { continue }
        var other = x
        for i in 0..<rows { other[basis[i]] -= direction[i] * length }
        other[j] += sign * length
        let point = (0..<variables).map { other[$0] * columnScale[$0] }
        let moved = zip(point, x.indices).contains {
          ($0 - x[$1] * columnScale[$1]).magnitude > 1e-7 * max(1, $0.magnitude)
        }
        if moved { return Vector(point) }
      }
    }
    return nil
  }

  /// Farkas: the prices of phase 1 combine the rows to one that the bounds contradict.
  private func contradiction(_ c: LinearConstraints) -> LinearSolution.Contradiction {
    let prices = prices(isFeasible: false)
    var multipliers = (0..<rows).map { -prices[$0] * rowScale[$0] }
    for i in 0..<c.matrix.rows { multipliers[i] = max(0, multipliers[i]) }
    let largest = multipliers.reduce(0) { max($0, $1.magnitude) }
    let least = multipliers.filter { $0.magnitude > 1e-9 * largest }.reduce(Double.infinity) { min($0, $1.magnitude) }
    if least.isFinite, least > 0 {
      multipliers = multipliers.map { $0.magnitude > 1e-9 * largest ? $0 / least : 0 }
    }
    let all = c.limits.elements + c.targets.elements
    var combined = (0..<variables).map { Double.dot(multipliers, full($0, c)) }
    let size = combined.reduce(0) { max($0, $1.magnitude) }
    let scale = (0..<variables).reduce(0.0) { worst, j in
      max(worst, zip(multipliers, full(j, c)).reduce(0) { $0 + ($1.0 * $1.1).magnitude })
    }
    for j in combined.indices where combined[j].magnitude <= 1e-12 * max(size, scale) { combined[j] = 0 }
    let least2 = (0..<variables).reduce(0.0) { sum, j in
      combined[j] == 0 ? sum : sum + (combined[j] > 0 ? combined[j] * c.low[j] : combined[j] * c.high[j])
    }
    return .init(
      multipliers: Vector(multipliers), row: Vector(combined), limit: Double.dot(multipliers, all), least: least2)
  }

  /// The direction of unbounded improvement, its largest component 1.
  private func ray(_ entering: Int, _ sign: Double) -> Vector {
    var ray = [Double](repeating: 0, count: variables + rows)
    let direction = column(entering)
    for i in 0..<rows { ray[basis[i]] = -direction[i] * sign }
    ray[entering] = sign
    let own = (0..<variables).map { ray[$0] * columnScale[$0] }
    let largest = own.reduce(0) { max($0, $1.magnitude) }
    return Vector(largest > 0 ? own.map { $0.magnitude < 1e-12 * largest ? 0 : $0 / largest } : own)
  }
}
