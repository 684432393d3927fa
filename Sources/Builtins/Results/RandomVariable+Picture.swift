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
    if isCounted {
      options.x.isWhole = !isMoved && !(base is Empirical)
      let (values, step) = shownValues
      if step > 1 { options.notices.append("one value in \(step.formatted()) shown") }
      let moved = values.map { scale * $0 + shift }
      let gaps = zip(moved, moved.dropFirst()).map { ($1 - $0).magnitude }.filter { $0 > 0 }
      let width = 0.8 * (gaps.min() ?? scale.magnitude)
      let heights = base.answers(.pdf, values)
      var layers: [Layer] = []
      for isIn in [true, false] {
        let chosen = values.indices.filter { i in
          (region.map { !$0.intersection(.points([values[i]])).isEmpty } ?? true) == isIn
        }
        guard !chosen.isEmpty else { continue }
        let name = region == nil ? "" : isIn ? "event" : "other"
        layers.append(.area(try bars(chosen.map { (moved[$0], heights[$0]) }, width, name)))
      }
      return Chart(layers, options)
    }
    let (low, high) = window
    func curve(_ a: Double, _ b: Double, _ count: Int, name: String = "") throws(ChartError) -> Series {
      let x = (0...count).map { a + (b - a) * Double($0) / Double(count) }
      return try Series(name: name, x: x, y: x.map { law.pdf($0) }, isFunction: true)
    }
    var layers: [Layer] = [.line(try curve(low, high, 400, name: region == nil ? "" : "density"))]
    var (x, y) = ([Double](), [Double]())
    for piece in region?.pieces ?? [] {
      let ends = [piece.low, piece.high].map { scale * $0 + shift }.sorted()
      let (a, b) = (max(ends[0], low), min(ends[1], high))
      guard a < b else { continue }
      let part = try curve(a, b, 200)
      x += part.x.values + [b]
      y += part.y.values + [.nan]
    }
    if !x.isEmpty { layers.append(.area(try Series(name: "event", x: x, y: y, isFunction: true))) }
    if x.isEmpty, region != nil { options.notices.append("the event lies outside what is shown") }
    // A density without bound would leave no room for the rest.
    let heights = (1..<200).map { law.pdf(low + (high - low) * Double($0) / 200) }.filter(\.isFinite).sorted()
    if let top = heights.last, let usual = heights.dropLast(heights.count / 20).last, top > 8 * usual, usual > 0 {
      (options.y.low, options.y.high) = (0, 4 * usual)
      options.notices.append("the density rises above this without bound")
    }
    return Chart(layers, options)
  }

  /// A standing bar for each value, in ascending order.
  private func bars(_ masses: [(x: Double, y: Double)], _ width: Double, _ name: String) throws(ChartError) -> Series {
    var (x, y) = ([Double](), [Double]())
    for bar in masses.sorted(by: { $0.x < $1.x }) {
      x += [bar.x - width / 2, bar.x - width / 2, bar.x + width / 2, bar.x + width / 2, bar.x + width / 2]
      y += [0, bar.y, bar.y, 0, .nan]
    }
    return try Series(name: name, x: x, y: y, isFunction: true)
  }

  /// At most some 240 of the base's values where nearly all of it lies, and how many each of them stands for.
  private var shownValues: (values: [Double], step: Double) {
    let most = 240.0
    let ends = (base.quantile(1e-4), base.upperQuantile(1e-4))
    if let sample = base as? Empirical {
      var distinct: [Double] = []
      for x in sample.sorted where x >= ends.0 && x <= ends.1 && x != distinct.last { distinct.append(x) }
      let step = max((Double(distinct.count) / most).rounded(.up), 1)
      return (stride(from: 0, to: distinct.count, by: Int(step)).map { distinct[$0] }, step)
    }
    let (low, high) = (ends.0, min(ends.1, Double.greatestFiniteMagnitude))
    let step = max(((high - low) / most).rounded(.up), 1)
    let values = (0...Int(most)).map { low + Double($0) * step }.filter { $0 <= high }
    return (values, step)
  }

  /// Where nearly all of it lies; the heavier the tails, the more is left out.
  private var window: (Double, Double) {
    let law = law
    let share = law.kurtosis.isFinite && law.kurtosis < 20 ? 1e-3 : 0.02
    let (low, high) = (law.quantile(share), law.upperQuantile(share))
    let (least, most) = (law.support.lowerBound, law.support.upperBound)
    let width = high - low
    // An edge that is near belongs to the picture.
    return (least > low - width / 4 ? least : low - width / 10, most < high + width / 4 ? most : high + width / 10)
  }
}
