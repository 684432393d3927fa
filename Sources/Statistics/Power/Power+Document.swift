import Charts
import Document
import Glibc
import Numerics

extension Power: Presentable {
  public var document: Document {
    let per = kind.isPerGroup ? "a group" : kind == .correlation || kind == .paired ? "pairs" : "observations"
    var line = Text("effect \(kind.effectName) = ") + shown(.effect) + Text("   n = ") + shown(.n) + Text(" \(per)")
    line = line + Text("   power ") + shown(.power) + Text("   α ") + shown(.alpha)
    if alternative != .twoSided { line = line + Text("   one-sided (\(alternative.rawValue))") }
    var blocks: [Block] = [.line(line)]
    if solved == .n {
      let whole = n.rounded(.up)
      blocks.append(
        .line(
          Text("take \(whole.formatted()) \(per): power ") + .number(power(at: whole))
            + (kind.isPerGroup ? Text(", \((whole * groups).formatted()) in all") : Text([]))))
    }
    return Document([.section(Text("power of a \(title)", .dim), Document(blocks))])
  }

  private var groups: Double { kind == .anova ? parts : 2 }

  private var title: String {
    switch kind {
    case .twoSample: "two-sample t-test"
    case .oneSample: "one-sample t-test"
    case .paired: "paired t-test"
    case .proportion: "test of two proportions"
    case .oneProportion: "test of a proportion"
    case .anova: "one-way analysis of variance, \(Int(parts)) groups"
    case .correlation: "test of a correlation"
    case .chisq: "χ² test, \(parts.formatted()) df"
    }
  }

  private func shown(_ quantity: Quantity) -> Text {
    let value =
      switch quantity {
      case .effect: effect
      case .n: n
      case .power: power
      case .alpha: alpha
      }
    return .number(value, quantity == solved ? .strong : .plain)
  }

  public var figure: (any Figure)? { chart(Chart.Options()) }

  /// Power over the number of observations, with the plan on it.
  public func chart(_ given: Chart.Options) -> Chart {
    var options = given
    if options.title.isEmpty {
      options.title = "power of a \(title), \(kind.effectName) = \(effect.formatted(digits: 3))"
    }
    if options.x.label.isEmpty { options.x.label = kind.isPerGroup ? "n in each group" : "n" }
    if options.y.label.isEmpty { options.y.label = "power" }
    (options.y.low, options.y.high) = (0, 1)
    let (low, high) = (kind.leastCount, max(2 * n, kind.leastCount + 8))
    let grid = (0...120).map { low + (high - low) * Double($0) / 120 }
    var layers: [Layer] = []
    if let curve = try? Series(x: grid, y: grid.map { power(at: $0) }, isFunction: true) { layers.append(.line(curve)) }
    if let line = try? Series(
      name: "n = \(n.formatted(digits: 4)), power \(power.formatted(digits: 3))", x: [n, n], y: [0, power])
    {
      layers.append(.rule(line))
    }
    return Chart(layers, options)
  }

  public var sentence: String? {
    let whole = n.rounded(.up)
    let each = kind.isPerGroup ? " in each group" : ""
    let size = "an effect of \(kind.effectName) = \(effect.magnitude.inProse)"
    return switch solved {
    case .n:
      "To find \(size) with probability \(Sentences.percent(power)), plan \(whole.formatted()) observations\(each)."
    case .power: "With \(n.inProse) observations\(each), \(size) is found with probability \(Sentences.percent(power))."
    case .effect:
      "With \(n.inProse) observations\(each), the least effect found with probability \(Sentences.percent(power)) is "
        + "\(kind.effectName) = \(effect.magnitude.inProse)."
    case .alpha:
      "To find \(size) with probability \(Sentences.percent(power)), false alarms must be allowed with probability "
        + "\(Sentences.percent(alpha))."
    }
  }
}
