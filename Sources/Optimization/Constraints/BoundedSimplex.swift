import LinearAlgebra

/// The simplex method at work on [A; E] x + s = [b; d] with bounds on x and s, in scaled numbers.
///
/// The basis starts with the slacks s. While a basic variable lies outside its bounds, the sum of the violations is
/// what is made small (phase 1), then the costs (phase 2).
struct BoundedSimplex {
  enum End { case optimal, infeasible, unbounded(entering: Int, sign: Double), iterationLimit, interrupted }

  /// Scaled violations and reduced costs below this are 0.
  static let tolerance = 1e-9
  /// A pivot below this is no pivot.
  private static let leastPivot = 1e-9
  /// The inverse of the basis is made anew after so many exchanges.
  private static let renewal = 40

  let rows: Int
  /// Variables of the program; slacks come after them.
  let variables: Int
  private let columns: [[Double]]
  private let right: [Double]
  private(set) var low: [Double]
  private(set) var high: [Double]
  private let costs: [Double]
  let rowScale: [Double]
  let columnScale: [Double]
  private let weights: [Double]

  private(set) var basis: [Int]
  /// The row of a basic variable; nil for the others.
  private(set) var row: [Int?]
  private(set) var x: [Double]
  /// B⁻¹, column by column.
  private var inverse: [Double]
  private var exchanges = 0
  private(set) var iterations = 0

  init(_ program: LinearProgram) {
    let c = program.constraints
    let (m1, m2, n) = (c.matrix.rows, c.equal.rows, c.variables)
    let m = m1 + m2
    (rows, variables) = (m, n)
    var full = (0..<n).map { j in
      (0..<m1).map { c.matrix[$0, j] } + (0..<m2).map { c.equal[$0, j] }
    }
    let (rowScale, columnScale) = Self.scales(full, rows: m)
    for j in 0..<n { for i in 0..<m { full[j][i] *= rowScale[i] * columnScale[j] } }
    (self.rowScale, self.columnScale) = (rowScale, columnScale)
    columns = full
    right = zip(c.limits.elements + c.targets.elements, rowScale).map { $0 * $1 }
    low = (0..<n).map { c.low[$0] / columnScale[$0] } + [Double](repeating: 0, count: m)
    high = (0..<n).map { c.high[$0] / columnScale[$0] } + (0..<m).map { $0 < m1 ? .infinity : 0 }
    let scaled = zip(program.costs.elements, columnScale).map { program.isMaximum ? -$0 * $1 : $0 * $1 }
    let largest = scaled.reduce(0) { max($0, $1.magnitude) }
    // Of no consequence for the answer; it makes the tolerance for reduced costs one for all programs.
    costs = scaled.map { largest > 0 ? $0 / largest : $0 } + [Double](repeating: 0, count: m)
    weights =
      full.map { column in (1 + column.reduce(0) { $0 + $1 * $1 }).squareRoot() }
      + [Double](repeating: 2.0.squareRoot(), count: m)
    basis = Array(n..<n + m)
    row = [Int?](repeating: nil, count: n) + (0..<m).map { $0 }
    x = [Double](repeating: 0, count: n + m)
    inverse = [Double](repeating: 0, count: m * m)
    for i in 0..<m { inverse[i + i * m] = 1 }
    for j in 0..<n { x[j] = low[j].isFinite ? low[j] : high[j].isFinite ? high[j] : 0 }
    setBasics()
  }

  /// Powers of two, which round nothing, that bring entries near 1: two passes of geometric means.
  private static func scales(_ columns: [[Double]], rows m: Int) -> ([Double], [Double]) {
    var byRow = [Double](repeating: 1, count: m)
    var byColumn = [Double](repeating: 1, count: columns.count)
    func power(_ least: Double, _ most: Double) -> Double {
      guard most > 0 else { return 1 }
      let middle = (least.squareRoot() * most.squareRoot()).exponent
      return Double(sign: .plus, exponent: -min(max(Int(middle), -400), 400), significand: 1)
    }
    for _ in 0..<2 {
      for i in 0..<m {
        var (least, most) = (Double.infinity, 0.0)
        for j in columns.indices where columns[j][i] != 0 {
          let size = columns[j][i].magnitude * byColumn[j]
          (least, most) = (min(least, size), max(most, size))
        }
        byRow[i] = power(least, most)
      }
      for j in columns.indices {
        var (least, most) = (Double.infinity, 0.0)
        for i in 0..<m where columns[j][i] != 0 {
          let size = columns[j][i].magnitude * byRow[i]
          (least, most) = (min(least, size), max(most, size))
        }
        byColumn[j] = power(least, most)
      }
    }
    return (byRow, byColumn)
  }

  // MARK: the iteration

  mutating func run(interrupted: () -> Bool) -> End {
    let limit = 10_000 + 50 * (rows + variables)
    var stalled = 0
    while iterations < limit {
      if interrupted() { return .interrupted }
      let isFeasible = violations.isEmpty
      let prices = prices(isFeasible: isFeasible)
      // Steps of length 0 may go round in circles; Bland's choice of the lowest index never does.
      let isCareful = stalled > 20 + rows
      guard let (entering, sign) = entering(prices, isFeasible: isFeasible, isCareful: isCareful) else {
        // What rounding has done to the inverse must not decide.
        if exchanges > 0 {
          renew()
          continue
        }
        return isFeasible ? .optimal : .infeasible
      }
      let direction = column(entering).map { $0 * sign }
      let (length, leaving) = ratio(entering, sign, direction, isFeasible: isFeasible, isCareful: isCareful)
      guard length < .infinity else { return .unbounded(entering: entering, sign: sign) }
      stalled = length <= Self.tolerance * 1e-3 ? stalled + 1 : 0
      iterations += 1
      move(entering, sign * length, direction.map { $0 * length }, leaving)
    }
    return .iterationLimit
  }

  /// The rows whose basic variable lies outside its bounds.
  private var violations: [Int] {
    (0..<rows).filter { violation(basis[$0]) != 0 }
  }

  /// −1 below, 1 above the bounds, 0 within.
  private func violation(_ j: Int) -> Double {
    if x[j] < low[j] - Self.slackness(low[j]) { return -1 }
    return x[j] > high[j] + Self.slackness(high[j]) ? 1 : 0
  }

  private static func slackness(_ bound: Double) -> Double { tolerance * max(1, bound.magnitude) }

  /// y = c_Bᵀ B⁻¹, for the costs or for the sum of the violations.
  func prices(isFeasible: Bool) -> [Double] {
    let basic = basis.map { isFeasible ? costs[$0] : violation($0) }
    var y = [Double](repeating: 0, count: rows)
    for k in 0..<rows {
      var sum = 0.0
      for i in 0..<rows where basic[i] != 0 { sum += basic[i] * inverse[i + k * rows] }
      y[k] = sum
    }
    return y
  }

  func reducedCost(_ j: Int, _ prices: [Double], isFeasible: Bool) -> Double {
    let own = isFeasible ? costs[j] : 0
    guard j < variables else { return own - prices[j - variables] }
    var sum = own
    let a = columns[j]
    for i in 0..<rows where a[i] != 0 { sum -= prices[i] * a[i] }
    return sum
  }

  /// A variable whose change improves, and the direction of that change.
  private func entering(_ prices: [Double], isFeasible: Bool, isCareful: Bool) -> (Int, Double)? {
    var (best, gain, way) = (-1, 0.0, 1.0)
    for j in x.indices where row[j] == nil && low[j] < high[j] {
      let d = reducedCost(j, prices, isFeasible: isFeasible)
      let canRise = x[j] < high[j]
      let canFall = x[j] > low[j]
      guard d < -Self.tolerance && canRise || d > Self.tolerance && canFall else { continue }
      if isCareful { return (j, d < 0 ? 1 : -1) }
      let size = d.magnitude / weights[j]
      if size > gain { (best, gain, way) = (j, size, d < 0 ? 1 : -1) }
    }
    return best < 0 ? nil : (best, way)
  }

  /// B⁻¹ a of a variable's column.
  func column(_ j: Int) -> [Double] {
    var w = [Double](repeating: 0, count: rows)
    func add(_ k: Int, _ factor: Double) {
      for i in 0..<rows { w[i] += factor * inverse[i + k * rows] }
    }
    if j >= variables {
      add(j - variables, 1)
    } else {
      for k in 0..<rows where columns[j][k] != 0 { add(k, columns[j][k]) }
    }
    return w
  }

  /// How far the entering variable may go, and the row that stops it; nil when it reaches its own other bound.
  func ratio(
    _ entering: Int, _ sign: Double, _ direction: [Double], isFeasible: Bool, isCareful: Bool
  ) -> (length: Double, leaving: Int?) {
    let own = high[entering] - low[entering]
    // Of each row: how far to the bound that stops it, nil where none does.
    var rooms: [(row: Int, room: Double, speed: Double, slack: Double)] = []
    for i in 0..<rows where direction[i].magnitude > Self.leastPivot {
      let j = basis[i]
      let rises = direction[i] < 0
      let outside = isFeasible ? 0 : violation(j)
      let bound: Double
      if outside == 0 {
        bound = rises ? high[j] : low[j]
      } else {
        // It lies outside, and is stopped where it comes back in.
        bound = outside < 0 ? (rises ? low[j] : -.infinity) : (rises ? .infinity : high[j])
      }
      guard bound.isFinite else { continue }
      let room = max(0, rises ? bound - x[j] : x[j] - bound)
      rooms.append((i, room, direction[i].magnitude, Self.slackness(bound)))
    }
    guard !rooms.isEmpty else { return (own, nil) }
    if isCareful {
      let least = rooms.reduce(Double.infinity) { min($0, $1.room / $1.speed) }
      if own <= least { return (own, nil) }
      let tied = rooms.filter { $0.room / $0.speed <= least }
      let chosen = tied.min { basis[$0.row] < basis[$1.row] }
      return (least, chosen?.row)
    }
    // Harris: among those that would leave their bounds by no more than the tolerance, the largest pivot.
    let reach = rooms.reduce(Double.infinity) { min($0, ($1.room + $1.slack) / $1.speed) }
    var chosen = rooms[0]
    var found = false
    for place in rooms where place.room / place.speed <= reach && (!found || place.speed > chosen.speed) {
      (chosen, found) = (place, true)
    }
    let length = chosen.room / chosen.speed
    return own <= length ? (own, nil) : (length, chosen.row)
  }

  private mutating func move(_ entering: Int, _ step: Double, _ change: [Double], _ leaving: Int?) {
    for i in 0..<rows { x[basis[i]] -= change[i] }
    x[entering] += step
    guard let leaving else {
      x[entering] = step > 0 ? high[entering] : low[entering]
      return
    }
    let out = basis[leaving]
    // It stands exactly at the bound that stopped it.
    x[out] = nearestBound(out)
    let w = column(entering)
    basis[leaving] = entering
    row[entering] = leaving
    row[out] = nil
    exchanges += 1
    if exchanges >= Self.renewal { return renew() }
    let pivot = w[leaving]
    for k in 0..<rows {
      let base = k * rows
      let top = inverse[leaving + base] / pivot
      if top == 0 { continue }
      for i in 0..<rows { inverse[i + base] -= w[i] * top }
      inverse[leaving + base] = top
    }
  }

  private func nearestBound(_ j: Int) -> Double {
    if !low[j].isFinite { return high[j].isFinite ? high[j] : x[j] }
    if !high[j].isFinite { return low[j] }
    return (x[j] - low[j]).magnitude <= (x[j] - high[j]).magnitude ? low[j] : high[j]
  }

  // MARK: numbers made anew

  private func entry(_ i: Int, _ j: Int) -> Double {
    j < variables ? columns[j][i] : i == j - variables ? 1 : 0
  }

  /// The inverse and the basic variables from the data themselves. A basis that has become singular keeps its inverse.
  private mutating func renew() {
    exchanges = 0
    let b = Matrix(rows: rows, columns: rows) { i, k in entry(i, basis[k]) }
    guard rows > 0, let fresh = try? b.inverse() else { return }
    inverse = fresh.elements
    setBasics()
  }

  /// x_B = B⁻¹ (b − N x_N).
  private mutating func setBasics() {
    var rest = right
    for j in x.indices where row[j] == nil && x[j] != 0 {
      if j >= variables {
        rest[j - variables] -= x[j]
      } else {
        for i in 0..<rows where columns[j][i] != 0 { rest[i] -= columns[j][i] * x[j] }
      }
    }
    for i in 0..<rows { x[basis[i]] = 0 }
    for k in 0..<rows where rest[k] != 0 {
      for i in 0..<rows { x[basis[i]] += inverse[i + k * rows] * rest[k] }
    }
  }
}
