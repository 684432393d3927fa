import Charts
import Document
import Evaluation
import Glibc
import Statistics

extension RandomVariable {
  /// The density, or stems of a counted law, with the region's part under it shaded.
  func drawn(_ region: Region?, title: String) throws(ChartError) -> Chart {
    let law = law
    let isCounted = law.isCounted
    var options = Chart.Options(title: title, x: Axis(written("x")), y: Axis(isCounted ? "probability" : "density"))
    let (low, high) = window
    if isCounted {
      options.x.isWhole = !isMoved && !(base is Empirical)
      var (inside, outside) = (([Double](), [Double]()), ([Double](), [Double]()))
      var (x, count) = (low, 0)
      let steps = max(((high - low) / 240).rounded(.up), 1)
      while x <= high, count < 400 {
        let isIn = region.map { !$0.intersection(.points([origin(x)])).isEmpty } ?? true
        if isIn {
          inside.0.append(x)
          inside.1.append(law.pdf(x))
        } else {
          outside.0.append(x)
          outside.1.append(law.pdf(x))
        }
        count += 1
        var next = x
        for _ in 0..<Int(steps) { next = law.value(after: next) }
        if !(next > x) { break }
        x = next
      }
      if steps > 1 { options.notices.append("one value in \(Int(steps)) shown") }
      var layers: [Layer] = []
      if !inside.0.isEmpty {
        layers.append(.stem(try Series(name: region == nil ? "" : "event", x: inside.0, y: inside.1)))
      }
      if !outside.0.isEmpty { layers.append(.stem(try Series(name: "other", x: outside.0, y: outside.1))) }
      return Chart(layers, options)
    }
    func curve(_ a: Double, _ b: Double, _ count: Int, name: String = "") throws(ChartError) -> Series {
      let x = (0...count).map { a + (b - a) * Double($0) / Double(count) }
      return try Series(name: name, x: x, y: x.map { law.pdf($0) }, isFunction: true)
    }
    var layers: [Layer] = [.line(try curve(low, high, 400, name: region == nil ? "" : "density"))]
    for piece in region?.pieces ?? [] {
      let ends = [piece.low, piece.high].map { scale * $0 + shift }.sorted()
      let (a, b) = (max(ends[0], low), min(ends[1], high))
      if a < b { layers.append(.area(try curve(a, b, 200, name: layers.count == 1 ? "event" : ""))) }
    }
    // A density without bound would leave no room for the rest.
    let heights = (1..<200).map { law.pdf(low + (high - low) * Double($0) / 200) }.filter(\.isFinite).sorted()
    if let top = heights.last, let usual = heights.dropLast(heights.count / 20).last, top > 8 * usual, usual > 0 {
      (options.y.low, options.y.high) = (0, 4 * usual)
      options.notices.append("the density rises above this without bound")
    }
    return Chart(layers, options)
  }

  /// Where nearly all of it lies; the heavier the tails, the more is left out.
  private var window: (Double, Double) {
    let law = law
    if law.isCounted {
      let (low, high) = (law.quantile(1e-4), law.upperQuantile(1e-4))
      return (max(low, law.support.lowerBound), min(high, law.support.upperBound))
    }
    let share = law.kurtosis.isFinite && law.kurtosis < 20 ? 1e-3 : 0.02
    let (low, high) = (law.quantile(share), law.upperQuantile(share))
    let (least, most) = (law.support.lowerBound, law.support.upperBound)
    let width = high - low
    // An edge that is near belongs to the picture.
    return (least > low - width / 4 ? least : low - width / 10, most < high + width / 4 ? most : high + width / 10)
  }
}
