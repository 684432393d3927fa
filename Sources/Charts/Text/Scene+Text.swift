import Document

extension Scene {
  /// The scene as rows; at most the size.
  func text(_ size: Size) -> String {
    let around = Plane.Surroundings(self, size)
    guard !shapes.isEmpty, x.extent != nil else { return Empty.text(around, size) }
    let names: [String] = if case .names(let names) = y.ticks { names } else { [] }
    switch shapes[0] {
    case .cells(let cells): return CellDrawing(cells, self).text(size)
    case .bars(let bars): return BarDrawing(bars, names: names, self).text(around, size)
    case .boxes(let boxes): return BoxDrawing(boxes, names: names, self).text(around, size)
    case .columns(let columns, let look): return ColumnDrawing(columns, look, self).text(around, size)
    case .surface(let surface): return SurfaceDrawing(surface, self).text(size)
    case .network(let network): return NetworkDrawing(network, self).text(size)
    case .polyline, .markers, .area, .segments, .guide, .texts, .region:
      return PlaneDrawing(self).canvas(around, size)?.text(color: size.color) ?? Empty.text(around, size)
    }
  }
}

/// A chart without anything to show still says so.
enum Empty {
  static func text(_ around: Plane.Surroundings, _ size: Size) -> String {
    let title = around.title.isEmpty ? "" : around.title + ": "
    let text = ([title + "nothing to draw"] + around.notices).joined(separator: "; ")
    return size.glyphs.ellipsized(text, to: size.width)
  }
}
