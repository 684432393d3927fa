import Charts
import Document

/// The law of a statistic if there is nothing to find, with what is as far out as the observed one shaded.
enum NullPicture {
  static func chart(
    of law: some Distribution, symbol: String, statistic: Double, p: Double, _ alternative: TestResult.Alternative
  ) -> Chart? {
    let isSymmetric = law.support.lowerBound < 0
    let bulk = law.upperQuantile(0.005)
    guard statistic.isFinite, bulk.isFinite else { return nil }
    // A statistic far beyond the law would leave only a needle of it.
    let far = min(statistic.magnitude * 1.15, bulk * 4)
    let high = max(bulk, far)
    let low = isSymmetric ? -high : 0
    let isTwoSided = isSymmetric && alternative == .twoSided
    let isLower = isSymmetric && alternative == .less
    func curve(_ from: Double, _ to: Double, _ name: String) -> Series? {
      guard from < to else { return nil }
      let x = (0...200).map { from + (to - from) * Double($0) / 200 }
      return try? Series(name: name, x: x, y: x.map { law.pdf($0) }, isFunction: true)
    }
    let observed = isTwoSided ? statistic.magnitude : statistic
    let name = "as far out as observed"
    var tail = isLower ? curve(low, statistic, name) : curve(observed, high, name)
    if isTwoSided, let right = tail, let left = curve(low, -observed, "") {
      // Both tails are one series, flat between them, so that the key names them once.
      tail = try? Series(
        name: name, x: left.x.values + [-observed, observed] + right.x.values,
        y: left.y.values + [0, 0] + right.y.values, isFunction: true)
    }
    guard let whole = curve(low, high, "if there is nothing to find") else { return nil }
    // The density of χ² on one degree of freedom has no height at 0.
    let height = law.pdf(isSymmetric ? 0 : max(law.mean * 0.2, high * 0.01))
    let mark = try? Series(name: "observed \(symbol)", x: [statistic, statistic], y: [0, height])
    let layers: [Layer] = (tail.map { [.area($0)] } ?? []) + [.line(whole)] + (mark.map { [.rule($0)] } ?? [])
    return Chart(
      layers,
      Chart.Options(
        title: "\(symbol) = \(statistic.formatted(digits: 4)), p \(NumberFormat.pValue(p))", x: Axis(symbol),
        y: Axis("density")))
  }
}

extension Chart {
  static func groups(_ groups: [Observations], response: String?) -> Chart {
    Chart.box(groups.map { ($0.name, $0.values) }, Options(x: Axis(response ?? "")))
  }
}
