import Document

/// A scene while layers are added to it: their places, the extent of them all, and what cannot be shown.
struct Drafting: Sendable {
  let options: Chart.Options
  var scene = Scene()
  /// Layers in all.
  let layerCount: Int
  /// Layers that are told apart by their looks.
  private(set) var seriesCount = 0
  /// How many of these came so far.
  private var seriesSeen = 0
  private var notFinite = 0
  private var withoutLogarithm = 0
  /// Points cut off below and above.
  private var beyond = (below: 0, above: 0)

  init(_ chart: Chart) {
    options = chart.options
    layerCount = chart.layers.count
    scene.title = options.title
    scene.hasEqualUnits = options.hasEqualUnits
    scene.notices = options.notices
    scene.x = Scene.Side(label: options.x.label, scale: options.x.scale, extent: options.x.reach)
    scene.y = Scene.Side(label: options.y.label, scale: options.y.scale, extent: options.y.reach)
    (scene.x.isWhole, scene.y.isWhole) = (options.x.isWhole, options.y.isWhole)
    seriesCount = chart.layers.count { $0.isSeries }
  }

  /// The scene with all that had to be left out counted.
  var finished: Scene {
    var scene = scene
    scene.notices = counted + scene.notices
    return scene
  }

  /// The look of the next series.
  mutating func nextLook() -> Scene.Look {
    defer { seriesSeen += 1 }
    return Scene.Look(series: seriesSeen)
  }

  /// Names a series in the key; one that is alone gives its name to the picture.
  mutating func key(_ sample: Scene.Key.Sample, _ name: String, _ look: Scene.Look, or unnamed: String) {
    if seriesCount > 1 {
      let text = name.isEmpty ? "\(unnamed) \(look.series + 1)" : name
      scene.keys.append(.init(sample: sample, text: text, look: look))
    } else if layerCount == 1, scene.title.isEmpty {
      scene.title = name
    } else if !name.isEmpty, name != scene.title {
      scene.keys.append(.init(sample: layerCount == 1 ? .none : sample, text: name, look: look))
    }
  }

  mutating func note(_ notice: String) { scene.notices.append(notice) }

  mutating func skip(notFinite: Int = 0, withoutLogarithm: Int = 0) {
    self.notFinite += notFinite
    self.withoutLogarithm += withoutLogarithm
  }

  mutating func widen(x: Domain? = nil, y: Domain? = nil) {
    if let x { scene.x.extent = x.union(scene.x.extent) }
    if let y { scene.y.extent = y.union(scene.y.extent) }
  }

  /// The places of a series. Its points widen the axes, and those without a place are counted.
  mutating func places(_ series: Series, widens: Bool = true) -> (x: [Double], y: [Double]) {
    let (xScale, yScale) = (options.x.scale, options.y.scale)
    let xs = xScale == .linear ? series.x.values : xScale.places(series.x.values)
    let ys = yScale == .linear ? series.y.values : yScale.places(series.y.values)
    let window = options.y.isCut ? options.y.reach : nil
    var (lowX, highX) = (Double.infinity, -Double.infinity)
    var (lowY, highY) = (Double.infinity, -Double.infinity)
    var placeless = 0
    for index in xs.indices {
      let (x, y) = (xs[index], ys[index])
      guard x.isFinite, y.isFinite else {
        placeless += 1
        continue
      }
      if let window, !(y >= window.low && y <= window.high) {
        if y < window.low { beyond.below += 1 } else { beyond.above += 1 }
        continue
      }
      if x < lowX { lowX = x }
      if x > highX { highX = x }
      if y < lowY { lowY = y }
      if y > highY { highY = y }
    }
    // The points of a function that have no place are gaps in its domain.
    if placeless > 0, !series.isFunction {
      let lost = xs.indices.count { !series.x.values[$0].isFinite || !series.y.values[$0].isFinite }
      skip(notFinite: lost, withoutLogarithm: placeless - lost)
    }
    if widens, lowX <= highX { widen(x: Domain(lowX, highX), y: Domain(lowY, highY)) }
    return (xs, ys)
  }

  private var counted: [String] {
    var notices: [String] = []
    if notFinite > 0 { notices.append("\(notFinite.counted("point")) not finite") }
    if withoutLogarithm > 0 {
      notices.append("\(withoutLogarithm.counted("point")) without a logarithm left out")
    }
    let sides = [
      options.y.low.flatMap { beyond.below > 0 ? "below \($0.label())" : nil },
      options.y.high.flatMap { beyond.above > 0 ? "above \($0.label())" : nil },
    ].compactMap { $0 }
    if !sides.isEmpty { notices.append("cut \(sides.joined(separator: " and ")), where the curve goes on") }
    return notices
  }
}

extension Axis {
  /// The places that the axis reaches in any case.
  fileprivate var reach: Domain? {
    guard let low, let high else { return nil }
    return Domain(scale.places([low, high]).filter(\.isFinite))
  }
}

extension Layer {
  /// Whether it is told from others by its look.
  fileprivate var isSeries: Bool {
    switch self {
    case .line, .points, .stem, .area, .density: true
    case .rule, .histogram, .bars, .boxes, .cells, .contour, .path, .arrows, .flow, .grid, .sparkline, .panels,
      .shade, .band, .marks, .pointers, .feasible, .surface, .network:
      false
    }
  }
}
