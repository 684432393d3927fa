import Document

extension Chart {
  /// The chart as an SVG file: whole in itself, without script, fonts or pictures from elsewhere, on light and on dark
  /// pages; the same bytes each time.
  ///
  /// - Parameter size: its width and height in pixels.
  /// - Source: W3C, SVG 2 (2018); SVG Accessibility API Mappings for `title` and `desc`.
  public func svg(_ size: PictureSize) -> String {
    let (width, height) = (Double(size.width), Double(size.height))
    var writer = SVGWriter()
    let pages = pages(width: width, height: height, heading: &writer)
    // Pictures that share a page must not share the names of their parts.
    let identity = "nabla-" + String(fingerprint, radix: 36)
    for (index, page) in pages.enumerated() { page.write(to: &writer, clip: "\(identity)-\(index)") }
    let title = options.title.isEmpty ? summary : options.title
    let notices = scenes.flatMap(\.notices)
    let words = ([summary] + notices).joined(separator: "; ")
    return """
      <svg xmlns="http://www.w3.org/2000/svg" class="nabla" viewBox="0 0 \(size.width) \(size.height)" \
      width="\(size.width)" height="\(size.height)" role="img" aria-labelledby="\(identity)-t \(identity)-d">
      <title id="\(identity)-t">\(SVGText.escaped(title))</title>
      <desc id="\(identity)-d">\(SVGText.escaped(words))</desc>
      <style>\(SVGStyle.sheet)</style>
      <rect class="w" width="\(size.width)" height="\(size.height)"/>
      \(writer.body)</svg>

      """
  }

  /// The scenes, each in its place: beside each other, or below where there is not the width.
  private func pages(width: Double, height: Double, heading writer: inout SVGWriter) -> [SVGPage] {
    let margin = min(16, width / 20, height / 20)
    var box = SVGPage.Box(left: margin, top: margin, width: width - 2 * margin, height: height - 2 * margin)
    let scenes = self.scenes
    guard scenes.count > 1 else { return scenes.map { SVGPage($0, box) } }
    if !options.title.isEmpty {
      writer.text(SVGText.fitted(options.title, to: box.width, size: 15), box.left, box.top + 15, "t")
      box.top += 28
      box.height -= 28
    }
    let gap = 24.0
    let isBeside = box.width / Double(scenes.count) >= 200 || box.width > box.height * 1.2
    let count = Double(scenes.count)
    let (wide, high) = (
      isBeside ? (box.width - gap * (count - 1)) / count : box.width,
      isBeside ? box.height : (box.height - gap * (count - 1)) / count
    )
    return scenes.enumerated().map { index, scene in
      let step = Double(index)
      return SVGPage(
        scene,
        SVGPage.Box(
          left: box.left + (isBeside ? step * (wide + gap) : 0), top: box.top + (isBeside ? 0 : step * (high + gap)),
          width: max(wide, 20), height: max(high, 20)))
    }
  }

  /// - Source: FNV-1a (draft-eastlake-fnv-21) over what the picture says of itself.
  private var fingerprint: UInt64 {
    (options.title + summary).utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
