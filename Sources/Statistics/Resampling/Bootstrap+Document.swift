import Charts
import Document
import Numerics

extension Bootstrap: Presentable {
  public var document: Document {
    var blocks: [Block] = [
      .line(
        .number(estimate, .strong) + Text("   \(Sentences.level(level)) interval ") + .number(lower) + Text(" to ")
          + .number(upper) + Text("   \(method.title)", .dim)),
      .line(Text("standard error ") + .number(se) + Text("   bias ") + .number(bias)),
    ]
    blocks += remarks.map { .line(Text("note  ", .dim) + Text($0.words)) }
    if lost > 0 {
      blocks.append(
        .line(
          Text("note  ", .dim)
            + Text("\(lost.counted("resample")) gave nothing finite and \(lost == 1 ? "is" : "are") left out")))
    }
    return Document([
      .section(
        Text("bootstrap of \(name)   n \(count) · \(replicates.count + lost) resamples", .dim), Document(blocks))
    ])
  }

  /// The replicates with the ends of the interval and the estimate.
  public var figure: (any Figure)? { chart(Chart.Options()) }

  public func chart(_ given: Chart.Options) -> Chart {
    var options = given
    if options.title.isEmpty { options.title = "bootstrap of \(name), \(Sentences.level(level)) \(method.title)" }
    if options.x.label.isEmpty { options.x.label = name }
    return Chart.resampled(replicates, marks: [("interval", [lower, upper]), ("estimate", [estimate])], options)
  }

  public var sentence: String? {
    "The \(name) is \(estimate.inProse); from \(count) observations it may be anything from \(lower.inProse) to "
      + "\(upper.inProse) (\(Sentences.level(level)) bootstrap interval)."
  }
}

extension Bootstrap.Method {
  public var title: String { self == .bca ? "BCa" : rawValue }
}

extension Bootstrap.Remark {
  var words: String {
    switch self {
    case .noSpread: "every resample gave the same, so the interval is one point; that is no certainty"
    case .oneSided:
      "every replicate lies on one side of the estimate, where BCa has no correction; this is the percentile interval"
    case .noAcceleration: "leaving out any one observation changes nothing, so BCa corrects for bias alone"
    }
  }
}

extension Chart {
  /// A histogram with upright lines at values, each group of them under a name.
  static func resampled(_ values: [Double], marks: [(name: String, at: [Double])], _ options: Options) -> Chart {
    let bins = Bins(values, scale: options.x.scale)
    let top = Double(bins.counts.max() ?? 1)
    var layers: [Layer] = [.histogram(bins)]
    for mark in marks {
      for (index, value) in mark.at.enumerated() {
        let base = options.y.scale == .log10 ? 0.5 : 0
        let label =
          index == 0 ? "\(mark.name) \(mark.at.map { $0.formatted(digits: 4) }.joined(separator: " to "))" : ""
        if let line = try? Series(name: label, x: [value, value], y: [base, top]) { layers.append(.rule(line)) }
      }
    }
    return Chart(layers, options)
  }
}
