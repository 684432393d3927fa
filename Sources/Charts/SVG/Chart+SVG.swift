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
    let scenes = scenes
    let pages = pages(scenes, width: width, height: height, heading: &writer)
    for (index, page) in pages.enumerated() { page.write(to: &writer, clip: "\(Self.unnamed)-\(index)") }
    let title = options.title.isEmpty ? summary : options.title
    let notices = scenes.flatMap(\.notices)
    let words = ([summary] + notices).joined(separator: "; ")
    let (body, identity) = Self.named(writer.body)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" class="nabla" viewBox="0 0 \(size.width) \(size.height)" \
      width="\(size.width)" height="\(size.height)" role="img" aria-labelledby="\(identity)-t \(identity)-d">
      <title id="\(identity)-t">\(title.xml)</title>
      <desc id="\(identity)-d">\(words.xml)</desc>
      <style>\(SVGStyle.sheet)</style>
      <rect class="w" width="\(size.width)" height="\(size.height)"/>
      \(body)</svg>

      """
  }

  /// The scenes, each in its place: beside each other, or below where there is not the width.
  private func pages(
    _ scenes: [Scene], width: Double, height: Double, heading writer: inout SVGWriter
  ) -> [SVGPage] {
    let margin = min(16, width / 20, height / 20)
    var box = SVGPage.Box(left: margin, top: margin, width: width - 2 * margin, height: height - 2 * margin)
    guard scenes.count > 1 else { return scenes.map { SVGPage($0, box) } }
    if !options.title.isEmpty {
      writer.text(SVGText.fitted(options.title, to: box.width, size: SVGText.titleSize), box.left, box.top + 15, "t")
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

  /// Stands for the name of the picture until it is known; no text of an SVG holds it.
  private static let unnamed = "\u{1}"

  /// The picture with a name of its own, which follows from all that is drawn: pictures that share a page must not
  /// share the names of their parts.
  /// - Source: FNV-1a (draft-eastlake-fnv-21).
  private static func named(_ body: String) -> (body: String, identity: String) {
    let hash = body.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    let identity = "nabla-" + String(hash, radix: 36)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(body.utf8.count)
    for byte in body.utf8 { if byte == 1 { bytes += identity.utf8 } else { bytes.append(byte) } }
    return (String(decoding: bytes, as: UTF8.self), identity)
  }
}
