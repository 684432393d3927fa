import Glibc
import LinearAlgebra

extension Chart {
  /// A function of two numbers under constraints: its contours, the boundary of each constraint with the side where it
  /// does not hold shaded, the points found, and the contour through the best of them, which touches what is allowed.
  public static func feasible(_ feasible: Feasible, _ options: Options = Options()) -> Chart {
    Chart([.feasible(feasible)], options)
  }

  /// The same from heights on a grid.
  /// - Parameters:
  ///   - objective: a row for each y and a column for each x; both ascend.
  ///   - constraints: each on the same grid.
  ///   - points: the optimum has the sign `.best`, other candidates `.candidate`.
  ///   - level: the height of the contour to be drawn apart; without it that of the objective at the best point.
  /// - Throws: `.gridDiffers`.
  public static func feasible(
    x: [Double], y: [Double], objective: Matrix, constraints: [Constraint], points: [Mark] = [], level: Double? = nil,
    _ options: Options = Options()
  ) throws(ChartError) -> Chart {
    feasible(
      try Feasible(x: x, y: y, objective: objective, constraints: constraints, points: points, level: level), options)
  }
}

/// A condition on points of the plane by its heights on a grid.
public struct Constraint: Codable, Equatable, Sendable {
  public enum Sense: String, Codable, Equatable, Sendable {
    /// It holds where the height is 0 or less.
    case atMost
    /// It holds where the height is 0 or more.
    case atLeast
    /// It holds where the height is 0: a line.
    case equal
  }

  /// As it is written: `x + y ≤ 4`.
  public let label: String
  public let sense: Sense
  /// Left side less right side, column by column, a row for each y.
  public let heights: Samples

  public init(_ label: String, _ sense: Sense, heights: Matrix) {
    self.label = label
    self.sense = sense
    self.heights = Samples(heights.elements)
  }
}

/// An objective and its constraints on one grid; the sizes agree by construction.
public struct Feasible: Codable, Equatable, Sendable {
  public let objective: Field
  public let constraints: [Constraint]
  public let points: [Mark]
  /// Of the contour drawn apart.
  public let level: Double?

  /// - Throws: `.gridDiffers`.
  public init(
    x: [Double], y: [Double], objective: Matrix, constraints: [Constraint], points: [Mark], level: Double? = nil
  ) throws(ChartError) {
    let field = try Field(x: x, y: y, z: objective)
    for constraint in constraints where constraint.heights.values.count != x.count * y.count {
      throw .gridDiffers(x: x.count, y: y.count, rows: constraint.heights.values.count, columns: 1)
    }
    self.objective = field
    self.constraints = constraints
    self.points = points
    self.level = level ?? points.first { $0.sign == .best }.flatMap { field.height(x: $0.x, y: $0.y) }
  }
}

extension Field {
  /// The height between grid points; `nil` outside of the grid and beside gaps.
  func height(x at: Double, y up: Double) -> Double? {
    let (x, y) = (x.values, y.values)
    guard let column = x.indices.dropLast().first(where: { x[$0] <= at && at <= x[$0 + 1] }),
      let row = y.indices.dropLast().first(where: { y[$0] <= up && up <= y[$0 + 1] })
    else { return nil }
    let (s, t) = ((at - x[column]) / (x[column + 1] - x[column]), (up - y[row]) / (y[row + 1] - y[row]))
    let base = row + column * y.count
    let z = z.values
    guard z.indices.contains(base + y.count + 1) else { return nil }
    let height =
      (1 - s) * ((1 - t) * z[base] + t * z[base + 1]) + s * ((1 - t) * z[base + y.count] + t * z[base + y.count + 1])
    return height.isFinite ? height : nil
  }
}

extension Constraint {
  /// Above 0 where it does not hold; `nil` for a line, which hardly any point is on.
  fileprivate var excess: [Double]? {
    switch sense {
    case .atMost: heights.values
    case .atLeast: heights.values.map { -$0 }
    case .equal: nil
    }
  }
}

extension Drafting {
  mutating func feasible(_ feasible: Feasible) {
    let field = feasible.objective
    let (x, y) = (options.x.scale.places(field.x.values), options.y.scale.places(field.y.values))
    let cells = x.count * y.count
    let held = feasible.constraints.filter { $0.heights.values.count == cells }
    // Where several do not hold at once one shade says as much.
    var excess = [Double](repeating: -.infinity, count: cells)
    for part in held.compactMap(\.excess) {
      for index in excess.indices where part[index] > excess[index] || part[index].isNaN { excess[index] = part[index] }
    }
    let isShaded = excess.contains { $0 > 0 }
    if isShaded { scene.shapes.append(.region(.init(x: x, y: y, heights: excess, look: .init(role: .reference)))) }
    // What the picture is about stands first in the key.
    let before = scene.keys.count
    contour(field, isFaint: true)
    let contours = scene.keys[before...]
    scene.keys.removeSubrange(before...)
    if let level = feasible.level {
      let line = Contours(field, options).line(level)
      let look = Scene.Look(series: 5)
      if !line.x.isEmpty { scene.shapes.append(.polyline(.init(x: line.x, y: line.y, look: look))) }
      scene.keys.append(.init(sample: .stroke, text: "level \(level.label(digits: 4))", look: look))
    }
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVW")
    for (index, constraint) in held.enumerated() {
      let look = Scene.Look(series: [1, 2, 3, 6, 7][index % 5], letter: letters[index % letters.count])
      let boundary = Contours(field, heights: constraint.heights.values, options).line(0)
      if !boundary.x.isEmpty { scene.shapes.append(.polyline(.init(x: boundary.x, y: boundary.y, look: look))) }
      let name = constraint.label.isEmpty ? "constraint \(index + 1)" : constraint.label
      scene.keys.append(
        .init(sample: .none, text: "\(letters[index % letters.count]): \(name)", look: look, isClose: index > 0))
    }
    scene.keys += contours
    let signs: [(sign: Mark.Sign, text: String)] = [(.best, "best"), (.candidate, "another candidate")]
    for (sign, text) in signs where feasible.points.contains(where: { $0.sign == sign }) {
      let look = Scene.Look(series: sign == .candidate ? 2 : 1)
      scene.keys.append(.init(sample: .sign(sign.character), text: text, look: look, isClose: sign == .candidate))
    }
    if isShaded {
      if excess.allSatisfy({ $0 > 0 || $0.isNaN }) {
        note("no point shown is allowed")
      } else {
        note("shaded: not allowed")
      }
    }
    let (low, high) = (x.first ?? 0, x.last ?? 0)
    marks(feasible.points, widens: !(low < high))
  }
}
