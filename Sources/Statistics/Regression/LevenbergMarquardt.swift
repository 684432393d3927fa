import LinearAlgebra
import Numerics

/// The function near a point: its derivatives and its errors f − y.
struct Linearised {
  let jacobian: Matrix
  let errors: [Double]
  /// The length of each column of the Jacobian.
  let lengths: [Double]
  /// The largest cosine of the angle between the errors and a column: 0 where no direction leads down.
  let cosine: Double

  init(_ jacobian: Matrix, _ errors: [Double]) {
    (self.jacobian, self.errors) = (jacobian, errors)
    let norm = ScaledNorm.of(errors)
    lengths = (0..<jacobian.columns).map { ScaledNorm.of(jacobian.column($0).elements) }
    var worst = 0.0
    for (j, length) in lengths.enumerated() where length > 0 && norm > 0 {
      let products = zip(jacobian.column(j).elements, errors).map { ($0 / length) * ($1 / norm) }
      worst = max(worst, Sums.sum(products).magnitude)
    }
    cosine = worst
  }
}

/// Where the descent is, and how far it trusts the linear model.
struct LevenbergMarquardt {
  var point: [Double]
  var errors: [Double]
  var norm: Double
  private(set) var radius = 0.0
  /// The largest length that each column of the Jacobian had.
  private(set) var scales: [Double] = []

  init(at point: [Double], _ errors: [Double]) {
    (self.point, self.errors) = (point, errors)
    norm = ScaledNorm.of(errors)
  }

  /// The length of a vector of parameters as the trust region measures it.
  func length(_ x: [Double]) -> Double { ScaledNorm.of(zip(x, scales).map { $0 * $1 }) }

  mutating func rescale(_ linear: Linearised) {
    guard !scales.isEmpty else {
      scales = linear.lengths.map { $0 > 0 ? $0 : 1 }
      let size = length(point)
      radius = size > 0 ? size : 1
      return
    }
    scales = zip(scales, linear.lengths).map { max($0, $1) }
  }

  struct Verdict {
    let isAccepted: Bool
    let isDone: Bool
    let isStuck: Bool
  }

  /// Takes the step if it leads down, and trusts the model more or less from then on.
  mutating func judge(_ trial: ScaledModel.Step, _ next: [Double], _ nextErrors: [Double]) -> Verdict {
    let nextNorm = ScaledNorm.of(nextErrors)
    let fall = nextNorm.isFinite && 0.1 * nextNorm < norm ? 1 - (nextNorm / norm) * (nextNorm / norm) : -1
    let linearPart = (trial.linear / norm) * (trial.linear / norm)
    let dampedPart = trial.damping * (trial.length / norm) * (trial.length / norm)
    let predicted = linearPart + 2 * dampedPart
    let ratio = predicted > 0 ? fall / predicted : 0
    if ratio <= 0.25 {
      let slope = -(linearPart + dampedPart)
      var shrink = fall >= 0 ? 0.5 : 0.5 * slope / (slope + 0.5 * fall)
      if !(0.1 * nextNorm < norm) || !(shrink >= 0.1) { shrink = 0.1 }
      radius = shrink * min(radius, trial.length / 0.1)
    } else if trial.damping == 0 || ratio >= 0.75 {
      radius = trial.length / 0.5
    }
    let isAccepted = ratio >= 1e-4
    if isAccepted { (point, errors, norm) = (next, nextErrors, nextNorm) }
    let size = length(point)
    let isFlat = fall.magnitude <= 1e-15 && predicted <= 1e-15 && ratio <= 2
    let isShort = radius <= 1e-13 * max(size, .leastNormalMagnitude)
    let isStuck = isShort && !isAccepted && !nextNorm.isFinite
    return Verdict(isAccepted: isAccepted, isDone: isFlat || isShort || norm == 0, isStuck: isStuck)
  }
}

/// min ‖J p + e‖² over steps p whose length ‖D p‖ is bounded, from J D⁻¹ = U S Vᵀ.
struct ScaledModel {
  struct Step {
    let step: [Double]
    /// ‖D p‖, and ‖J p‖.
    let length: Double
    let linear: Double
    let damping: Double
  }

  private let values: [Double]
  private let right: Matrix
  /// Uᵀ e.
  private let rotated: [Double]
  private let scales: [Double]
  private let rows: Int
  /// Whether there is a decomposition of finite numbers.
  let isUsable: Bool

  init(_ linear: Linearised, _ state: LevenbergMarquardt) {
    let j = linear.jacobian
    let scales = state.scales
    let scaled = Matrix(rows: j.rows, columns: j.columns) { j[$0, $1] / scales[$1] }
    (self.scales, rows) = (scales, j.rows)
    guard let svd = try? SVD(scaled), let rotated = try? svd.left.transposed() * Vector(linear.errors) else {
      (values, right, self.rotated, isUsable) = ([], Matrix(rows: j.columns, columns: 0), [], false)
      return
    }
    (values, right, self.rotated, isUsable) = (svd.values.elements, svd.right, rotated.elements, true)
  }

  private var cut: Double { (values.first ?? 0) * Double.ulpOfOne * Double(max(rows, scales.count)) }

  /// The Gauss–Newton step where it is short enough, else the damped one of the length allowed, to a tenth.
  func step(within radius: Double) -> Step {
    var parts = turned(0)
    var damping = 0.0
    if ScaledNorm.of(parts) > 1.1 * radius {
      let slope = ScaledNorm.of(zip(values, rotated).map { $0 * $1 })
      var (low, high) = (0.0, slope / radius)
      damping = max(1e-3 * high, (low * high).squareRoot())
      for _ in 0..<60 {
        parts = turned(damping)
        let length = ScaledNorm.of(parts)
        let excess = length - radius
        if excess.magnitude <= 0.1 * radius { break }
        if excess > 0 { low = max(low, damping) } else { high = min(high, damping) }
        let squares = zip(parts, values).map { ($0 / length) * ($0 / length) / ($1 * $1 + damping) }
        let change = excess / radius / Sums.sum(squares)
        damping = max(damping + change, max(1e-3 * high, (low * high).squareRoot()))
        if damping >= high, low < high { damping = low > 0 ? (low * high).squareRoot() : 0.5 * high }
      }
    }
    var step = [Double](repeating: 0, count: scales.count)
    for (k, part) in parts.enumerated() {
      for j in step.indices { step[j] += right[j, k] * part }
    }
    return Step(
      step: zip(step, scales).map { $0 / $1 }, length: ScaledNorm.of(parts),
      linear: ScaledNorm.of(zip(values, parts).map { $0 * $1 }), damping: damping)
  }

  /// Vᵀ D p of the step with this damping.
  private func turned(_ damping: Double) -> [Double] {
    zip(values, rotated).map { s, e in s > cut || damping > 0 && s > 0 ? -e / (s + damping / s) : 0 }
  }

  /// (JᵀJ)⁻¹, and which parameters lie in directions along which nothing changes.
  var inverse: (matrix: Matrix, undetermined: [Bool]) {
    let p = scales.count
    var undetermined = [Bool](repeating: values.count < p, count: p)
    for (k, s) in values.enumerated() where s <= cut {
      for j in 0..<p where right[j, k].magnitude > 1e-8 { undetermined[j] = true }
    }
    let matrix = Matrix(rows: p, columns: p) { i, j in
      var sum = 0.0
      for (k, s) in values.enumerated() where s > cut { sum += (right[i, k] / s) * (right[j, k] / s) }
      return sum / scales[i] / scales[j]
    }
    return (matrix, undetermined)
  }
}
