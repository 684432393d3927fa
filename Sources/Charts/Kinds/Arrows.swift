extension Chart {
  /// Vectors as arrows from the origin, each with its name at its head. A unit is as long on both axes.
  public static func arrows(_ arrows: [Arrow], _ options: Options = Options()) -> Chart {
    var options = options
    options.hasEqualUnits = true
    return Chart([.arrows(arrows)], options)
  }
}

/// A named vector of the plane, drawn from the origin.
public struct Arrow: Codable, Equatable, Sendable {
  public let name: String
  /// Two of them.
  public let head: Samples

  public init(_ name: String = "", x: Double, y: Double) {
    self.name = name
    head = Samples([x, y])
  }

  var x: Double { head.values.first ?? .nan }
  var y: Double { head.values.last ?? .nan }
}

extension Drafting {
  mutating func arrows(_ arrows: [Arrow]) {
    let shown = arrows.filter { $0.x.isFinite && $0.y.isFinite }
    skip(notFinite: arrows.count - shown.count)
    guard !shown.isEmpty else { return }
    widen(x: Domain(shown.map(\.x) + [0]), y: Domain(shown.map(\.y) + [0]))
    if layerCount == 1 { scene.shapes += [.guide(.y(0)), .guide(.x(0))] }
    var labels: [Scene.Label] = []
    for arrow in shown {
      let look = nextLook()
      scene.shapes.append(
        .segments(.init(x0: [0], y0: [0], x1: [arrow.x], y1: [arrow.y], hasHeads: true, look: look)))
      if !arrow.name.isEmpty { labels.append(.init(text: arrow.name, x: arrow.x, y: arrow.y, look: look)) }
    }
    scene.shapes.append(.texts(labels))
  }
}
