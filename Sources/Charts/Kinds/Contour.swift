import Document
import Glibc
import LinearAlgebra

extension Chart.Kind {
  static let contour = Self(name: "contour", summary: "lines of equal height, with the path of a descent")
}

extension Chart {
  /// Lines of equal height of a function known on a grid, lettered so that they can be told apart without colour.
  /// - Parameters:
  ///   - z: a row for each y and a column for each x; both ascend.
  ///   - path: the points of a descent, first to last, marked `S`, `o` and `X`.
  /// - Throws: `.gridDiffers`.
  public static func contour(
    x: [Double], y: [Double], z: Matrix, path: Series? = nil, _ options: Options = Options()
  ) throws(ChartError) -> Chart {
    let field = Layer.contour(try Field(x: x, y: y, z: z))
    return Chart([field] + (path.map { [Layer.path($0)] } ?? []), options)
  }
}

/// Heights over a grid; the sizes agree by construction.
public struct Field: Codable, Equatable, Sendable {
  public let x: Samples
  public let y: Samples
  /// Column by column, a row for each y.
  public let z: Samples

  /// - Throws: `.gridDiffers`.
  public init(x: [Double], y: [Double], z: Matrix) throws(ChartError) {
    guard z.rows == y.count, z.columns == x.count else {
      throw .gridDiffers(x: x.count, y: y.count, rows: z.rows, columns: z.columns)
    }
    self.x = Samples(x)
    self.y = Samples(y)
    self.z = Samples(z.elements)
  }
}

/// Marching squares over a field.
struct Contours: Sendable {
  private let x: [Double]
  private let y: [Double]
  private let z: [Double]
  private let levels: [Double]

  init(_ field: Field, _ options: Chart.Options) {
    x = options.x.scale.places(field.x.values)
    y = options.y.scale.places(field.y.values)
    z = field.z.values
    levels = Self.levels(field.z.values)
  }

  var legend: [Plane.LegendEntry] {
    levels.enumerated().map { index, level in
      .init(text: "\(Self.letter(index))=\(level.label(digits: 4))", ink: Canvas.ink(series: index), gap: 2)
    }
  }

  private static func letter(_ index: Int) -> Character { Array("abcdefghij")[index % 10] }

  /// What there is to say of heights without contours.
  var notices: [String] {
    guard let range = Domain(z.filter(\.isFinite)) else { return ["no height is finite"] }
    return range.low < range.high ? [] : ["every height is \(range.low.label())"]
  }

  /// Decades from the 20th part of the heights to the top, at most six of them equally far apart. The lowest heights
  /// do not count: near a minimum of 0 there are decades without end, in no area.
  private static func decades(_ finite: [Double], top: Double) -> [Double] {
    let low = finite.sorted()[finite.count / 20]
    guard low > 0 else { return [] }
    let (first, last) = (Int(clamped: log10(low).rounded(.up)), Int(clamped: log10(0.8 * top).rounded(.down)))
    guard last - first >= 2 else { return [] }
    let stride = (last - first) / 6 + 1
    return (first...last).filter { $0.isMultiple(of: stride) }.map { pow(10, Double($0)) }
  }

  /// Of heights that span more than a thousand decades; of these, when there are few, the greatest ones, closed by
  /// five times the last where that is far below the top. Otherwise about five round heights.
  private static func levels(_ z: [Double]) -> [Double] {
    let finite = z.filter(\.isFinite)
    guard let range = Domain(finite), range.low < range.high else { return [] }
    if range.low >= 0, let least = finite.filter({ $0 > 0 }).min(), range.high / least > 1000 {
      let spread = decades(finite, top: range.high)
      if spread.count > 2 { return spread.filter { $0 > range.low && $0 < range.high } }
      let decade = pow(10, log10(0.8 * range.high).rounded(.down))
      let levels =
        5 * decade <= 0.8 * range.high ? [decade / 10, decade, 5 * decade] : [decade / 100, decade / 10, decade]
      return levels.filter { $0 > range.low && $0 < range.high }
    }
    let span = range.high / 2 - range.low / 2
    let rough = span / 3
    let power = pow(10, log10(rough).rounded(.down))
    guard power > 0, span.isFinite else { return [] }
    let step = ([1, 2, 2.5, 5, 10].first { $0 * power >= rough * 0.99 } ?? 10) * power
    let first = (range.low / step).rounded(.down) + 1
    return (0..<10).map { (first + Double($0)) * step }.filter { $0 > range.low && $0 < range.high }
  }

  func draw(on plane: inout Plane) {
    var grid = DotGrid(columns: plane.columns, rows: plane.rows)
    var labels: [(cell: Int, index: Int)] = []
    for (index, level) in levels.enumerated() {
      var own = DotGrid(columns: plane.columns, rows: plane.rows)
      trace(level) { a, b in
        let (start, end) = (plane.dot(a.x, a.y), plane.dot(b.x, b.y))
        var solid = Dash()
        own.line(start.x, start.y, end.x, end.y, owner: UInt8(index), dash: &solid)
      }
      grid.merge(own)
      labels += own.components.filter { $0.count >= 3 }.compactMap { cells in
        cells.max { ($0 % own.columns, -$0) < ($1 % own.columns, -$1) }.map { ($0, index) }
      }
    }
    plane.draw(grid) { owner in (Self.letter(Int(owner)), Canvas.ink(series: Int(owner)), false) }
    if plane.glyphs.isAscii { return }
    for (cell, index) in labels {
      plane.put(Self.letter(index), cell % grid.columns, cell / grid.columns, ink: Canvas.ink(series: index))
    }
  }

  private typealias Point = (x: Double, y: Double)

  /// The segments on which the height is `level`, one or two for each square of the grid that it crosses.
  private func trace(_ level: Double, _ segment: (Point, Point) -> Void) {
    let (x, y, z) = (self.x, self.y, self.z)
    let rows = y.count
    guard rows > 1, x.count > 1 else { return }
    for column in 0..<x.count - 1 {
      for row in 0..<rows - 1 {
        let base = row + column * rows
        let (least, most) = (
          min(min(z[base], z[base + rows]), min(z[base + rows + 1], z[base + 1])),
          max(max(z[base], z[base + rows]), max(z[base + rows + 1], z[base + 1]))
        )
        // Most squares are not crossed, and the arrays below would cost more than all else.
        if least >= level || most < level { continue }
        // Counter-clockwise from the lower left.
        let heights = [z[base], z[base + rows], z[base + rows + 1], z[base + 1]]
        let above = heights.map { $0 >= level }
        guard above.contains(true), above.contains(false), heights.allSatisfy(\.isFinite) else { continue }
        let corners: [Point] = [
          (x[column], y[row]), (x[column + 1], y[row]), (x[column + 1], y[row + 1]), (x[column], y[row + 1]),
        ]
        var crossings: [Point] = []
        for edge in 0..<4 where above[edge] != above[(edge + 1) % 4] {
          crossings.append(
            Self.crossing(corners[edge], corners[(edge + 1) % 4], heights[edge], heights[(edge + 1) % 4], level))
        }
        if crossings.count == 2 { segment(crossings[0], crossings[1]) }
        guard crossings.count == 4 else { continue }
        // A saddle: the mean tells whether its middle belongs to the first corner's side.
        let middle = heights.reduce(0) { $0 + $1 / 4 } >= level
        let shift = middle == above[0] ? 0 : 3
        segment(crossings[shift % 4], crossings[(shift + 1) % 4])
        segment(crossings[(shift + 2) % 4], crossings[(shift + 3) % 4])
      }
    }
  }

  private static func crossing(_ a: Point, _ b: Point, _ za: Double, _ zb: Double, _ level: Double) -> Point {
    let share = (level / 2 - za / 2) / (zb / 2 - za / 2)
    return (a.x + share * (b.x - a.x), a.y + share * (b.y - a.y))
  }
}

/// The points of a descent over its contours: `S` the start, `o` each step, `X` the end.
struct DescentPath: Sendable {
  let x: [Double]
  let y: [Double]

  /// Up to so many steps are joined by lines; more of them show their own way.
  private static let joined = 60

  static func legend(after isSecond: Bool) -> [Plane.LegendEntry] {
    [
      .init(text: "S start", ink: Canvas.ink(series: 1), gap: isSecond ? 3 : 0),
      .init(text: "o step", ink: Canvas.ink(series: 1), gap: 2),
      .init(text: "X end", ink: Canvas.ink(series: 1), gap: 2),
    ]
  }

  func draw(on plane: inout Plane) {
    let ink = Canvas.ink(series: 1)
    if x.count <= Self.joined { join(on: &plane, ink: ink) }
    Markers(x: x, y: y).draw(on: &plane, mark: "o", ink: ink)
    if !x.isEmpty {
      mark("S", 0, on: &plane, ink: ink)
      mark("X", x.count - 1, on: &plane, ink: ink)
    }
  }

  private func join(on plane: inout Plane, ink: UInt8) {
    var grid = DotGrid(columns: plane.columns, rows: plane.rows)
    for index in x.indices.dropFirst() where x[index - 1].isFinite && x[index].isFinite {
      let (start, end) = (plane.dot(x[index - 1], y[index - 1]), plane.dot(x[index], y[index]))
      var solid = Dash()
      grid.line(start.x, start.y, end.x, end.y, owner: 0, dash: &solid)
    }
    plane.draw(grid) { _ in (".", ink, false) }
  }

  private func mark(_ character: Character, _ index: Int, on plane: inout Plane, ink: UInt8) {
    guard let cell = plane.cell(x[index], y[index]) else { return }
    plane.put(character, cell.column, cell.row, ink: ink)
  }
}

extension DotGrid {
  /// The cells with dots, grouped by touching.
  fileprivate var components: [[Int]] {
    var isSeen = masks.map { $0 == 0 }
    var components: [[Int]] = []
    for start in masks.indices where !isSeen[start] {
      isSeen[start] = true
      var found = [start]
      var next = 0
      while next < found.count {
        let (column, row) = (found[next] % columns, found[next] / columns)
        next += 1
        for i in max(row - 1, 0)...min(row + 1, rows - 1) {
          for j in max(column - 1, 0)...min(column + 1, columns - 1) where !isSeen[j + i * columns] {
            isSeen[j + i * columns] = true
            found.append(j + i * columns)
          }
        }
      }
      components.append(found)
    }
    return components
  }
}
