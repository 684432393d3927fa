/// The rectangle in which the shapes of a scene lie, in pixels, and the ticks of its axes.
struct SVGPlot {
  var left: Double
  var top: Double
  var width: Double
  var height: Double
  var x: Ticks
  var y: Ticks

  var right: Double { left + width }
  var bottom: Double { top + height }

  /// Where a place along the axes lies; NaN for what has none.
  func point(_ px: Double, _ py: Double) -> (x: Double, y: Double) { (across(px), up(py)) }

  func across(_ px: Double) -> Double { Self.held(left + x.domain.fraction(px) * width) }

  func up(_ py: Double) -> Double { Self.held(bottom - y.domain.fraction(py) * height) }

  /// Far outside the page, where a viewer would lose its precision, a place says no more than this; NaN stays.
  private static func held(_ value: Double) -> Double { value > 1e5 ? 1e5 : value < -1e5 ? -1e5 : value }

  /// The path of a line without what lies outside the plot, points that nobody could tell apart left out.
  ///
  /// Of points that follow one another within one column of pixels the first, the least, the greatest and the last
  /// stand, which draw the same.
  /// - Source: Jugel, Jerzak, Hackenbroich & Markl, M4: A Visualization-Oriented Time Series Data Aggregation (2014).
  func path(_ xs: [Double], _ ys: [Double]) -> (data: String, alone: [Int]) {
    var pen = Pen(self)
    var alone: [Int] = []
    var start: Int?
    func flush(_ end: Int) {
      guard let begin = start else { return }
      start = nil
      if end - begin == 1 { return alone.append(begin) }
      pen.lift()
      for index in thinned(xs, ys, begin..<end) {
        let at = point(xs[index], ys[index])
        pen.go(at.x, at.y)
      }
    }
    for index in xs.indices {
      if xs[index].isFinite, ys[index].isFinite { start = start ?? index } else { flush(index) }
    }
    flush(xs.count)
    return (pen.data, alone)
  }

  private func thinned(_ xs: [Double], _ ys: [Double], _ range: Range<Int>) -> [Int] {
    guard range.count > 4 * Int(width) else { return Array(range) }
    var kept: [Int] = []
    var run: [Int] = []
    var column = 0.0
    func flush() {
      guard let first = run.first, let last = run.last else { return }
      let (least, most) = run.reduce((first, first)) {
        (ys[$1] < ys[$0.0] ? $1 : $0.0, ys[$1] > ys[$0.1] ? $1 : $0.1)
      }
      for index in Set([first, least, most, last]).sorted() { kept.append(index) }
      run = []
    }
    for index in range {
      let here = across(xs[index]).rounded(.down)
      if here != column { flush() }
      column = here
      run.append(index)
    }
    flush()
    return kept
  }

  /// Draws along straight pieces, each cut to the plot.
  private struct Pen {
    private(set) var data = ""
    private let plot: SVGPlot
    private var last: (x: Double, y: Double)?
    private var isDown = false

    init(_ plot: SVGPlot) { self.plot = plot }

    mutating func lift() { last = nil }

    mutating func go(_ x: Double, _ y: Double) {
      defer { last = (x, y) }
      guard let last else {
        isDown = false
        return
      }
      guard let (from, to) = plot.clipped(last, (x, y)) else {
        isDown = false
        return
      }
      if !isDown || from != last { data += "M\(SVGText.point(from.x, from.y))" }
      data += "L\(SVGText.point(to.x, to.y))"
      isDown = to == (x, y)
    }
  }

  /// What lies in the plot, and a little around it, of a straight piece.
  /// - Source: Liang & Barsky, A New Concept and Method for Line Clipping, ACM TOG 3(1), 1984.
  private func clipped(
    _ a: (x: Double, y: Double), _ b: (x: Double, y: Double)
  ) -> ((x: Double, y: Double), (x: Double, y: Double))? {
    let margin = 4.0
    var (low, high) = (0.0, 1.0)
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    guard dx.isFinite, dy.isFinite else { return nil }
    let bounds = [
      (-dx, a.x - (left - margin)), (dx, right + margin - a.x), (-dy, a.y - (top - margin)),
      (dy, bottom + margin - a.y),
    ]
    for (direction, room) in bounds {
      if direction == 0 {
        if room < 0 { return nil }
      } else if direction < 0 {
        low = max(low, room / direction)
      } else {
        high = min(high, room / direction)
      }
    }
    guard low <= high else { return nil }
    return (
      low == 0 ? a : (a.x + low * dx, a.y + low * dy), high == 1 ? b : (a.x + high * dx, a.y + high * dy)
    )
  }

  /// Whether a point lies in the plot.
  func holds(_ at: (x: Double, y: Double)) -> Bool {
    at.x >= left - 0.5 && at.x <= right + 0.5 && at.y >= top - 0.5 && at.y <= bottom + 0.5
  }
}
