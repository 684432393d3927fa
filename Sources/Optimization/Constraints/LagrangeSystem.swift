import LinearAlgebra

/// ∇f − Σ λᵢ ∇gᵢ = 0, gᵢ = 0.
struct LagrangeSystem<F: Error> {
  let f: SmoothFunction<F>
  let constraints: [SmoothFunction<F>]
  let count: Int

  private struct Sample {
    var value: Double
    var gradient: Vector
    var constraints: [Double]
    var slopes: [Vector]
    var isFinite: Bool {
      value.isFinite && gradient.isFinite && constraints.allSatisfy(\.isFinite) && slopes.allSatisfy(\.isFinite)
    }

    /// ∇L over g.
    func residual(_ multipliers: [Double]) -> [Double] {
      var rest = gradient.elements
      for (slope, multiplier) in zip(slopes, multipliers) {
        for i in rest.indices { rest[i] -= multiplier * slope[i] }
      }
      return rest + constraints
    }

    /// The matrix with the slopes as rows.
    var jacobian: Matrix { Matrix(rows: slopes.count, columns: gradient.count) { slopes[$0][$1] } }

    /// The multipliers that make ∇L shortest.
    var multipliers: [Double] {
      guard let found = try? jacobian.transposed().leastSquares(gradient).value else { return slopes.map { _ in 0 } }
      return found.elements
    }
  }

  private func sample(at x: Vector) throws(F) -> Sample {
    let (value, gradient) = try f.sample(at: x)
    var sample = Sample(value: value, gradient: gradient, constraints: [], slopes: [])
    for g in constraints {
      let (value, slope) = try g.sample(at: x)
      sample.constraints.append(value)
      sample.slopes.append(slope)
    }
    return sample
  }

  private func hessian(at x: Vector, _ multipliers: [Double], withObjective: Bool = true) throws(F) -> Matrix {
    var sum = withObjective ? try f.hessian(at: x) : Matrix(rows: count, columns: count)
    for (g, multiplier) in zip(constraints, multipliers) where multiplier != 0 {
      let part = try g.hessian(at: x)
      for i in sum.elements.indices { sum.elements[i] -= multiplier * part.elements[i] }
    }
    return sum
  }

  // MARK: stationary points

  /// A point with ∇f = Σ λ ∇g, or nil where the iteration leads to none.
  func stationary(from start: Vector) throws(F) -> LagrangePoint? {
    var x = start
    var here = try sample(at: x)
    guard here.isFinite else { return nil }
    var multipliers = here.multipliers
    var size = measure(here.residual(multipliers))
    var last = Double.infinity
    for _ in 0..<60 {
      let h = try hessian(at: x, multipliers)
      guard h.elements.allSatisfy(\.isFinite) else { return nil }
      let move = step(h, here, multipliers)
      guard move.allSatisfy(\.isFinite) else { return nil }
      last = Vector(Array(move.prefix(count))).largest
      if size == 0 || last <= 1e-14 * max(1e-3, x.largest) { break }
      var length = 1.0
      var moved = false
      while length > 1e-4 {
        let next = x.moved(by: Array(move.prefix(count)), times: length)
        let trial = try sample(at: next)
        if trial.isFinite {
          let multipliersThere = zip(multipliers, move.suffix(constraints.count)).map { $0 + length * $1 }
          // Multipliers that fit the new point better than the step's serve as well.
          let options = [multipliersThere, trial.multipliers]
          let sizes = options.map { measure(trial.residual($0)) }
          let best = sizes[1] < 0.5 * sizes[0] ? 1 : 0
          if sizes[best] < size * (1 - 1e-4 * length) || sizes[best] == 0 {
            (x, here, multipliers, size, moved) = (next, trial, options[best], sizes[best], true)
            break
          }
        }
        length /= 2
      }
      if !moved { break }
    }
    return try accepted(x, here, multipliers, step: last)
  }

  /// Newton's step for x and λ, by least squares where the system is singular.
  private func step(_ h: Matrix, _ here: Sample, _ multipliers: [Double]) -> [Double] {
    let k = constraints.count
    let whole = Matrix(rows: count + k, columns: count + k) { i, j in
      if i < count, j < count { return h[i, j] }
      if i >= count, j >= count { return 0 }
      return i < count ? -here.slopes[j - count][i] : here.slopes[i - count][j]
    }
    let right = Vector(here.residual(multipliers).map { -$0 })
    if let solution = try? whole.solve(right), solution.reciprocalCondition > 1e-13 { return solution.value.elements }
    return (try? whole.leastSquares(right).value.elements) ?? right.elements.map { _ in .nan }
  }

  private func measure(_ residual: [Double]) -> Double { Vector(residual).norm }

  private func accepted(
    _ x: Vector, _ here: Sample, _ multipliers: [Double], step: Double
  ) throws(F) -> LagrangePoint? {
    let (x, here) = try rounded(x, here)
    // 5/2, not 2.5000000000000004.
    let multipliers = here.multipliers.map { value in
      let whole = (value * 2520).rounded() / 2520
      return (whole - value).magnitude <= 1e-13 * max(1, value.magnitude) ? whole + 0 : value
    }
    let residual = here.residual(multipliers)
    let steep = max(here.gradient.largest, here.slopes.map(\.largest).max() ?? 0)
    let far = max(1, x.largest)
    guard Vector(Array(residual.prefix(count))).largest <= 1e-9 * max(here.gradient.largest, 1e-3),
      here.constraints.allSatisfy({ $0.magnitude <= 1e-10 * max(1, steep * far) }), x.largest < 1e9
    else { return nil }
    // Near a point where the gradients of g are dependent λ grows without end and ∇L shrinks: no solution.
    if let values = try? SVD.values(normalised(here.slopes)), let least = values.elements.last, least < 1e-5 {
      return nil
    }
    if here.slopes.contains(where: { $0.largest <= 1e-7 * max(1, here.gradient.largest) }) { return nil }
    guard step <= 1e-4 * far else { return nil }
    let h = try hessian(at: x, multipliers)
    // In ∇²f − Σ λ ∇²g the parts may cancel: what is left is measured by them.
    let part = try f.hessian(at: x)
    let size = max(h.elements.reduce(0) { max($0, $1.magnitude) }, part.elements.reduce(0) { max($0, $1.magnitude) })
    let (kind, curvatures) = Self.classified(h, here.jacobian, size: size)
    return LagrangePoint(
      x: x, value: here.value + 0, multipliers: Vector(multipliers.map { $0 + 0 }), kind: kind, curvatures: curvatures,
      residual: Vector(residual).largest)
  }

  private func normalised(_ slopes: [Vector]) -> Matrix {
    Matrix(rows: slopes.count, columns: count) { i, j in
      let size = slopes[i].norm
      return size > 0 ? slopes[i][j] / size : 0
    }
  }

  /// The point with coordinates rounded to ten digits, where that solves the system as well: 5, not 4.9999999999999991.
  private func rounded(_ x: Vector, _ here: Sample) throws(F) -> (Vector, Sample) {
    let scale = max(1, x.largest)
    let round = Vector(
      x.elements.map { y in
        let unit = 1e-7 * scale
        let whole = (y * 2520).rounded() / 2520
        return (whole - y).magnitude <= unit ? whole + 0 : y
      })
    guard round != x else { return (x, here) }
    let there = try sample(at: round)
    guard there.isFinite else { return (x, here) }
    let tolerance = 1e-15 * max(1, here.gradient.largest) * scale
    let (new, old) = (measure(there.residual(there.multipliers)), measure(here.residual(here.multipliers)))
    return new <= max(old, 4 * tolerance) ? (round, there) : (x, here)
  }

  /// By the signs of the second derivatives of L along the constraints.
  private static func classified(_ h: Matrix, _ slopes: Matrix, size: Double) -> (LagrangePoint.Kind, Vector) {
    guard let along = slopes.rows == 0 ? Matrix.identity(h.rows) : try? slopes.nullSpace(), along.columns > 0,
      let half = try? h * along, let reduced = try? along.transposed() * half,
      let values = try? SymmetricEigen.values(
        Matrix(rows: reduced.rows, columns: reduced.rows) { (reduced[$0, $1] + reduced[$1, $0]) / 2 })
    else { return (.inconclusive, Vector([])) }
    let zero = 1e-8 * size
    if values.elements.allSatisfy({ $0 > zero }) { return (.minimum, values) }
    if values.elements.allSatisfy({ $0 < -zero }) { return (.maximum, values) }
    if values.elements.contains(where: { $0 > zero }), values.elements.contains(where: { $0 < -zero }) {
      return (.saddle, values)
    }
    return (.inconclusive, Vector(values.elements.map { $0.magnitude <= zero ? 0 : $0 }))
  }

  // MARK: degenerate points

  /// A point of the constraints where Σ uᵢ ∇gᵢ = 0 for some u of length 1, by Gauss–Newton; nil where it leads to none.
  func singular(from start: Vector) throws(F) -> LagrangePoint? {
    let k = constraints.count
    var x = start
    var here = try sample(at: x)
    guard k > 0, here.isFinite else { return nil }
    var u = [Double](repeating: 1 / Double(k).squareRoot(), count: k)
    func residual(_ s: Sample, _ u: [Double]) -> [Double] {
      var sum = [Double](repeating: 0, count: count)
      for (slope, weight) in zip(s.slopes, u) { for i in sum.indices { sum[i] += weight * slope[i] } }
      return sum + s.constraints + [Double.dot(u, u) - 1]
    }
    var size = measure(residual(here, u))
    for _ in 0..<60 where size > 0 {
      let h = try hessian(at: x, u.map { -$0 }, withObjective: false)
      // What does not bend keeps its slope: there is nothing to look for.
      guard h.elements.contains(where: { $0 != 0 }) else { return nil }
      let matrix = Matrix(rows: count + k + 1, columns: count + k) { i, j in
        if i < count { return j < count ? h[i, j] : here.slopes[j - count][i] }
        if i < count + k { return j < count ? here.slopes[i - count][j] : 0 }
        return j < count ? 0 : 2 * u[j - count]
      }
      guard let move = try? matrix.leastSquares(Vector(residual(here, u).map { -$0 })).value.elements else {
        return nil
      }
      var length = 1.0
      var moved = false
      while length > 1e-3 {
        let next = x.moved(by: Array(move.prefix(count)), times: length)
        let v = zip(u, move.suffix(k)).map { $0 + length * $1 }
        let trial = try sample(at: next)
        let there = trial.isFinite ? measure(residual(trial, v)) : .infinity
        if there < size * (1 - 1e-4 * length) {
          (x, here, u, size, moved) = (next, trial, v, there, true)
          break
        }
        length /= 2
      }
      // Most starts lead to no such point, and that shows soon.
      if !moved { break }
    }
    guard size <= 1e-9, x.largest < 1e9 else { return nil }
    let round = Vector(
      x.elements.map { y in
        let whole = (y * 2520).rounded() / 2520
        return (whole - y).magnitude <= 1e-4 * max(1, x.largest) ? whole + 0 : y
      })
    let there = try sample(at: round)
    if there.isFinite, measure(residual(there, u)) <= size {
      (x, here, size) = (round, there, measure(residual(there, u)))
    }
    return LagrangePoint(
      x: x, value: here.value, multipliers: nil, kind: .degenerate, curvatures: Vector([]), residual: size)
  }
}
