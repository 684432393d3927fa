extension Figure {
  /// The rows of text in a face of one width, as large as the size allows: what a picture is that has no other.
  public func svg(_ size: PictureSize) -> String {
    let rows = text(RenderOptions(width: max(size.width / 8, 8), height: max(size.height / 16, 4)))
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let columns = max(rows.map(\.displayWidth).max() ?? 1, 1)
    // A face of one width is about 0.6 as wide as it is high, and its rows stand 1.25 apart.
    let letter = min(
      16, Double(size.width) / (Double(columns) * 0.6), Double(size.height) / (Double(rows.count) * 1.25))
    let tenths = max(Int(letter * 10), 10)
    let step = tenths * 5 / 4
    let lines = rows.enumerated().map { index, row in
      let y = (index + 1) * step
      return "<text x=\"0\" y=\"\(y / 10).\(y % 10)\" xml:space=\"preserve\">\(row.xml)</text>\n"
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" class="nabla-text" viewBox="0 0 \(size.width) \(size.height)" \
      width="\(size.width)" height="\(size.height)" role="img">
      <style>.nabla-text{background:#fff}.nabla-text text{font:\(tenths / 10).\(tenths % 10)px monospace;fill:#1c2430;\
      white-space:pre}@media (prefers-color-scheme:dark){.nabla-text{background:#14181f}.nabla-text text{fill:#e8ebf0}}\
      </style>
      \(lines.joined())</svg>

      """
  }
}
