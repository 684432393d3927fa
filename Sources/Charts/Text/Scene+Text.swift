import Document

extension Scene {
  /// The scene as rows; at most the size.
  func text(_ size: Size) -> String {
    let around = Plane.Surroundings(self, size.glyphs)
    guard !shapes.isEmpty, x.extent != nil else { return Empty.text(around, size) }
    switch shapes[0] {
    case .cells(let cells): return CellDrawing(cells, self).text(size)
    case .bars(let bars): return BarDrawing(bars, self).text(size)
    case .columns(let columns, let look): return ColumnDrawing(columns, look, self).text(around, size)
    case .polyline, .markers, .area, .segments, .guide, .boxes, .texts: return PlaneDrawing(self).text(around, size)
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
