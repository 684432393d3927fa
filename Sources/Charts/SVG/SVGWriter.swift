import Document

/// An SVG as it is written, element after element.
struct SVGWriter {
  private(set) var body = ""

  enum Anchor: String { case start, middle, end }

  /// An element as it is.
  mutating func add(_ element: String) { body += element }

  /// A group with what stands in it.
  mutating func group(_ attributes: String, _ content: (inout SVGWriter) -> Void) {
    var inner = SVGWriter()
    content(&inner)
    if !inner.body.isEmpty { body += "<g \(attributes)>\n\(inner.body)</g>\n" }
  }

  mutating func path(_ data: String, _ style: String) {
    if !data.isEmpty { body += "<path class=\"\(style)\" d=\"\(data)\"/>\n" }
  }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) {
    path("M\(SVGText.point(x1, y1))L\(SVGText.point(x2, y2))", style)
  }

  /// - Parameter fill: a colour of its own, beside the class.
  mutating func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: String, fill: String? = nil
  ) {
    let place = "x=\"\(SVGText.number(x))\" y=\"\(SVGText.number(y))\""
    let size = "width=\"\(SVGText.number(max(width, 0)))\" height=\"\(SVGText.number(max(height, 0)))\""
    body += "<rect class=\"\(style)\" \(place) \(size)\(fill.map { " fill=\"\($0)\"" } ?? "")/>\n"
  }

  /// A bar of a series: its colour, and its hatch over that.
  mutating func bar(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ look: Scene.Look, _ identity: String
  ) {
    rectangle(x, y, width, height, SVGStyle.fill(look))
    guard let hatch = SVGStyle.hatch(look, identity) else { return }
    rectangle(x, y, width, height, "j", fill: "url(#\(hatch))")
  }

  /// An area of a series; below its base it is hatched.
  mutating func shade(_ data: String, _ look: Scene.Look, _ side: Scene.Area.Side, _ identity: String) {
    guard side == .below, !data.isEmpty else { return path(data, "a \(SVGStyle.fill(look))") }
    // A rule of the sheet would win over an attribute.
    body += "<path style=\"fill:url(#\(SVGStyle.shade(look, identity)))\" d=\"\(data)\"/>\n"
  }

  /// - Parameter y: where the letters stand.
  mutating func text(
    _ words: String, _ x: Double, _ y: Double, _ style: String, _ anchor: Anchor = .start, fill: String? = nil
  ) {
    guard !words.isEmpty else { return }
    let side = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    let place = "x=\"\(SVGText.number(x))\" y=\"\(SVGText.number(y))\""
    let colour = fill.map { " style=\"fill:\($0)\"" } ?? ""
    func element(_ style: String, _ more: String = "") -> String {
      "<text class=\"\(style)\" \(place)\(side)\(colour)\(more)>\(words.xml)</text>\n"
    }
    var classes = style.split(separator: " ")
    guard let halo = classes.firstIndex(of: "h") else {
      body += element(style)
      return
    }
    // Not every viewer knows the order of painting; one that does not would paint the halo over the letters.
    body += element(style, " aria-hidden=\"true\"")
    classes.remove(at: halo)
    body += element(classes.joined(separator: " "))
  }
}
