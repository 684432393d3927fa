import Glibc
import LinearAlgebra

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
  let x: [Double]
  let y: [Double]
  private let z: [Double]
  let levels: [Double]

  init(_ field: Field, _ options: Chart.Options) {
    x = options.x.scale.places(field.x.values)
    y = options.y.scale.places(field.y.values)
    z = field.z.values
    // Where the step is below what numbers can tell, the same level comes more than once.
    levels = Self.levels(field.z.values).reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }

  /// Other heights over the same grid, of which single lines are wanted.
  init(_ field: Field, heights: [Double], _ options: Chart.Options) {
    x = options.x.scale.places(field.x.values)
    y = options.y.scale.places(field.y.values)
    z = heights
    levels = []
  }

  /// The levels in as many digits as tell them apart.
  var labels: [String] {
    for digits in 4..<17 {
      let labels = levels.map { $0.label(digits: digits) }
      if Set(labels).count == labels.count { return labels }
    }
    return levels.map { $0.label(digits: 17) }
  }

  static func letter(_ index: Int) -> Character { Array("abcdefghij")[index % 10] }

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

  /// Decades to both sides of 0, when three quarters of the heights lie in the thirtieth of the range about it: round
  /// heights would all stand around a pole.
  private static func signedDecades(_ finite: [Double], _ range: Domain) -> [Double] {
    let sizes = finite.map { abs($0) }.sorted()
    let top = max(-range.low, range.high)
    guard sizes[sizes.count * 3 / 4] < top / 30, sizes[sizes.count / 20] > 0 else { return [] }
    let last = Int(clamped: log10(0.8 * top).rounded(.down))
    let first = max(Int(clamped: log10(sizes[sizes.count / 4]).rounded(.up)), last - 5)
    guard first <= last else { return [] }
    let stride = (last - first) / 3 + 1
    let decades = (first...last).filter { ($0 - first).isMultiple(of: stride) }.map { pow(10, Double($0)) }
    return (decades.reversed().map { -$0 } + [0] + decades).filter { $0 > range.low && $0 < range.high }
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
    if range.low < 0, range.high > 0 {
      let signed = signedDecades(finite, range)
      if !signed.isEmpty { return signed }
    }
    let span = range.high / 2 - range.low / 2
    let rough = span / 3
    let power = pow(10, log10(rough).rounded(.down))
    guard power > 0, span.isFinite else { return [] }
    let step = ([1, 2, 2.5, 5, 10].first { $0 * power >= rough * 0.99 } ?? 10) * power
    let first = (range.low / step).rounded(.down) + 1
    return (0..<10).map { (first + Double($0)) * step }.filter { $0 > range.low && $0 < range.high }
  }

  /// The line on which the height is `level`, in chains with a NaN between them.
  func line(_ level: Double) -> (x: [Double], y: [Double]) {
    var chains = Chains(edges: 2 * z.count)
    trace(level) { chains.join($0, $1) }
    return chains.line
  }

  /// The pieces of the line, one or two for each square of the grid that it crosses.
  private func trace(_ level: Double, _ piece: (Crossing, Crossing) -> Void) {
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
        // Counter-clockwise from the lower left; an edge has the number of its lower left end, twice over, and one
        // more when it goes up.
        let heights = [z[base], z[base + rows], z[base + rows + 1], z[base + 1]]
        let above = heights.map { $0 >= level }
        guard above.contains(true), above.contains(false), heights.allSatisfy(\.isFinite) else { continue }
        let corners: [Point] = [
          (x[column], y[row]), (x[column + 1], y[row]), (x[column + 1], y[row + 1]), (x[column], y[row + 1]),
        ]
        let edges = [2 * base, 2 * (base + rows) + 1, 2 * (base + 1), 2 * base + 1]
        var crossings: [Crossing] = []
        for edge in 0..<4 where above[edge] != above[(edge + 1) % 4] {
          let next = (edge + 1) % 4
          crossings.append(
            (edges[edge], Self.crossing(corners[edge], corners[next], heights[edge], heights[next], level)))
        }
        if crossings.count == 2 { piece(crossings[0], crossings[1]) }
        guard crossings.count == 4 else { continue }
        // A saddle: the mean tells whether its middle belongs to the first corner's side.
        let middle = heights.reduce(0) { $0 + $1 / 4 } >= level
        let shift = middle == above[0] ? 0 : 3
        piece(crossings[shift % 4], crossings[(shift + 1) % 4])
        piece(crossings[(shift + 2) % 4], crossings[(shift + 3) % 4])
      }
    }
  }

  private static func crossing(_ a: Point, _ b: Point, _ za: Double, _ zb: Double, _ level: Double) -> Point {
    let share = (level / 2 - za / 2) / (zb / 2 - za / 2)
    return (a.x + share * (b.x - a.x), a.y + share * (b.y - a.y))
  }
}

private typealias Point = (x: Double, y: Double)
/// Where a line crosses an edge of the grid.
private typealias Crossing = (edge: Int, at: Point)

/// Pieces of a line, joined where they meet. Two pieces meet in an edge, one from either side.
private struct Chains {
  private var pieces: [(Crossing, Crossing)] = []
  /// For each edge the numbers of its pieces, -1 without.
  private var first: [Int32]
  private var second: [Int32]

  init(edges: Int) {
    first = Array(repeating: -1, count: edges)
    second = first
  }

  mutating func join(_ a: Crossing, _ b: Crossing) {
    for edge in [a.edge, b.edge] {
      if first[edge] < 0 { first[edge] = Int32(pieces.count) } else { second[edge] = Int32(pieces.count) }
    }
    pieces.append((a, b))
  }

  /// The points of all chains, NaN between them. Open chains come first, from end to end.
  var line: (x: [Double], y: [Double]) {
    var (x, y): ([Double], [Double]) = ([], [])
    var isUsed = [Bool](repeating: false, count: pieces.count)
    func follow(from start: Int, entering edge: Int) {
      if !x.isEmpty {
        x.append(.nan)
        y.append(.nan)
      }
      var (piece, entry) = (start, edge)
      let begin = pieces[piece].0.edge == entry ? pieces[piece].0.at : pieces[piece].1.at
      x.append(begin.x)
      y.append(begin.y)
      while piece >= 0, !isUsed[piece] {
        isUsed[piece] = true
        let exit = pieces[piece].0.edge == entry ? pieces[piece].1 : pieces[piece].0
        x.append(exit.at.x)
        y.append(exit.at.y)
        entry = exit.edge
        piece = Int(Int(first[entry]) == piece ? second[entry] : first[entry])
      }
    }
    for index in pieces.indices where !isUsed[index] {
      for end in [pieces[index].0, pieces[index].1] where second[end.edge] < 0 && !isUsed[index] {
        follow(from: index, entering: end.edge)
      }
    }
    for index in pieces.indices where !isUsed[index] { follow(from: index, entering: pieces[index].0.edge) }
    return (x, y)
  }
}

extension Drafting {
  /// - Parameter isFaint: whether other lines are what the picture is about.
  mutating func contour(_ field: Field, isFaint: Bool = false) {
    let contours = Contours(field, options)
    (scene.x.grows, scene.y.grows) = (false, false)
    if let x = Domain(contours.x.filter(\.isFinite)), let y = Domain(contours.y.filter(\.isFinite)) {
      widen(x: x, y: y)
    }
    for (index, (level, label)) in zip(contours.levels, contours.labels).enumerated() {
      let look = Scene.Look(series: index, letter: Contours.letter(index), isFaint: isFaint)
      let chain = contours.line(level)
      if isFaint, Self.isCorner(chain, of: contours) { continue }
      if !chain.x.isEmpty { scene.shapes.append(.polyline(.init(x: chain.x, y: chain.y, look: look))) }
      let text = "\(Contours.letter(index))=\(label)"
      scene.keys.append(.init(sample: .none, text: text, look: look, isClose: index > 0))
    }
    scene.notices += contours.notices
  }

  /// Whether a line only cuts a corner, too short for its letter.
  private static func isCorner(_ line: (x: [Double], y: [Double]), of contours: Contours) -> Bool {
    func share(_ line: [Double], _ whole: [Double]) -> Double {
      guard let a = Domain(line.filter(\.isFinite)), let b = Domain(whole.filter(\.isFinite)) else { return 0 }
      return (a.high / 2 - a.low / 2) / (b.high / 2 - b.low / 2)
    }
    return !(share(line.x, contours.x) > 0.2 || share(line.y, contours.y) > 0.2)
  }

  /// The points of a descent: `S` the start, `o` each step, `X` the end.
  mutating func path(_ series: Series) {
    let hasField = !scene.x.grows
    let (x, y) = places(series, widens: !hasField)
    guard let last = x.indices.last else { return }
    let look = Scene.Look(series: 1)
    // Few steps are joined; more of them show their own way.
    if x.count <= 60 { scene.shapes.append(.polyline(.init(x: x, y: y, look: .init(series: 1, role: .joint)))) }
    scene.shapes += [
      .markers(.init(x: x, y: y, sign: "o", look: look)),
      .markers(.init(x: [x[0]], y: [y[0]], sign: "S", look: look)),
      .markers(.init(x: [x[last]], y: [y[last]], sign: "X", look: look)),
    ]
    scene.keys += [
      .init(sample: .sign("S"), text: "start", look: look),
      .init(sample: .sign("o"), text: "step", look: look, isClose: true),
      .init(sample: .sign("X"), text: "end", look: look, isClose: true),
    ]
  }
}
