import Charts
import Document

/// All pairs of group means compared at one common level.
/// - Source: Tukey 1953; Kramer 1956 for groups of different size.
public struct TukeyHSD: Sendable {
  public struct Pair: Sendable {
    public let first: String
    public let second: String
    /// Mean of `second` less that of `first`, as R has it.
    public let difference: Double
    public let interval: ClosedRange<Double>
    public let p: Double
  }

  public let pairs: [Pair]
  public let level: Double
  public let df: Double
  public let data: String
  public let assumptions: [TestResult.Assumption]
  public let counts: [Int]
  public var notes: [String] = []

  /// - Throws: `.groupCount`, `.tooFew`, `.noSpread`, `.interrupted`.
  public init(
    _ groups: [Observations], _ options: TestOptions, isInterrupted: () -> Bool = { false }
  ) throws(TestError) {
    let parts = try Partition(groups)
    guard parts.within > 0 else {
      throw .noSpread(
        what: "the values do not vary within the groups", advice: "Without spread within them nothing can be compared.")
    }
    let law = try StudentizedRange(groups: groups.count, df: parts.dfWithin)
    let edge = law.upperQuantile(options.alpha)
    let variance = parts.within / parts.dfWithin
    var pairs: [Pair] = []
    for (place, a) in groups.enumerated() {
      for b in groups[(place + 1)...] {
        if isInterrupted() { throw .interrupted }
        let centre = a.mean
        let difference = b.minus(centre).mean - a.minus(centre).mean
        let se = (variance / 2 * (1 / a.n + 1 / b.n)).squareRoot()
        pairs.append(
          Pair(
            first: a.name, second: b.name, difference: difference,
            interval: (difference - edge * se)...(difference + edge * se), p: law.ccdf(difference.magnitude / se)))
      }
    }
    self.pairs = pairs
    level = options.level
    df = parts.dfWithin
    data = options.data
    counts = groups.map(\.count)
    assumptions = [
      .normality("normal values in each group", of: groups), .equalSpread(of: groups), .independence,
    ]
  }

  public var sentence: String? {
    let clear = pairs.filter { $0.p < 1 - level }
    guard !clear.isEmpty else {
      return "No two of the \(counts.count) groups differ by more than chance would bring (smallest "
        + "\((pairs.map(\.p).min() ?? 1).asChance)). More values in each group would show whether differences are real."
    }
    let told = clear.prefix(3).map { pair in
      let (high, low) = pair.difference >= 0 ? (pair.second, pair.first) : (pair.first, pair.second)
      return "\(high) is \(pair.difference.magnitude.inProse) above \(low) (\(pair.p.asChance))"
    }
    let rest = clear.count > 3 ? ", and \(clear.count - 3) more pairs differ" : ""
    return "On average \(told.joined(separator: ", "))\(rest); the other \(pairs.count - clear.count) of "
      + "\(pairs.count) pairs could differ by chance. Act on the clear ones if such differences matter."
  }
}

extension TukeyHSD: Presentable {
  public var document: Document {
    let percent = (level * 100).formatted()
    let rows = pairs.map { pair in
      [
        Text("\(pair.second) − \(pair.first)"), .number(pair.difference), .number(pair.interval.lowerBound),
        .number(pair.interval.upperBound), Text(NumberFormat.pValue(pair.p)),
      ]
    }
    let table = TextTable(
      header: [Text(""), Text("difference"), Text("lower"), Text("upper"), Text("p")], rows: rows,
      alignments: [.left, .decimal, .decimal, .decimal, .left])
    let checks = TextTable(
      rows: assumptions.map { [Text($0.statement), $0.verdict.text, Text($0.evidence, .dim)] },
      alignments: [.left, .left, .left])
    let heading =
      Text("Tukey's honest significant differences")
      + Text("   \(data.isEmpty ? "" : data + " · ")\(percent) % for all pairs together · \(df.formatted()) df", .dim)
    let remarks = notes.map { Block.line(Text("note  ", .dim) + Text($0)) }
    return Document([
      .section(
        heading, Document([.table(table), .section(Text("assumes", .dim), Document([.table(checks)]))] + remarks))
    ])
  }

  /// The interval of each pair, with 0 as a reference.
  public var figure: (any Figure)? {
    let layers = pairs.enumerated().compactMap { place, pair -> Layer? in
      let y = Double(pairs.count - place)
      let x = [pair.interval.lowerBound, pair.difference, pair.interval.upperBound]
      return (try? Series(name: "\(pair.second) − \(pair.first)", x: x, y: [y, y, y])).map { .line($0) }
    }
    let zero = try? Series(name: "", x: [0, 0], y: [0.5, Double(pairs.count) + 0.5])
    return Chart(
      layers + (zero.map { [.rule($0)] } ?? []),
      Chart.Options(x: Axis("difference of means"), y: Axis("pair, from the bottom", isWhole: true)))
  }
}
