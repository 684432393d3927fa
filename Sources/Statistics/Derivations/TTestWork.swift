import Document
import Numerics

/// The t-tests worked out as on paper.
extension TTest {
  /// - Throws: what `oneSample` throws.
  public static func workedOneSample(
    _ x: Observations, mu: Double = 0, _ options: TestOptions
  ) throws(TestError) -> Worked<TestResult> {
    let result = try oneSample(x, mu: mu, options)
    return Worked(result, try single(x, mu: mu, options, result, symbol: "x"))
  }

  /// - Throws: what `paired` throws.
  public static func workedPaired(
    _ x: Observations, _ y: Observations, mu: Double = 0, _ options: TestOptions
  ) throws(TestError) -> Worked<TestResult> {
    let result = try paired(x, y, mu: mu, options)
    let differences = try Observations("the differences", zip(x.values, y.values).map { $0 - $1 })
    var work = try single(differences, mu: mu, options, result, symbol: "d")
    let shown = differences.values.prefix(12)
    let rest = differences.count > shown.count ? [Text("…")] : []
    work.steps.insert(
      .init(
        "differences",
        Document([.line(Text("d = x − y = ") + .listed(shown.map { .figure($0) } + rest, ", "))])), at: 0)
    return Worked(result, work)
  }

  /// - Throws: what `twoSample` throws.
  public static func workedTwoSample(
    _ x: Observations, _ y: Observations, mu: Double = 0, equalVariances: Bool = false, _ options: TestOptions
  ) throws(TestError) -> Worked<TestResult> {
    let result = try twoSample(x, y, mu: mu, equalVariances: equalVariances, options)
    let two = try TwoSamples(x, y, mu: mu, pooled: equalVariances)
    let law = StudentT(trusted: two.df)
    let by = mu == 0 ? "" : " by \(mu.inProse)"
    let means = "the means of \(x.name) (1) and \(y.name) (2)"
    let question =
      switch options.alternative {
      case .twoSided: "whether \(means) differ\(by)"
      case .less: "of \(means), whether the first less the second is below \(mu.inProse)"
      case .greater: "of \(means), whether the first less the second is above \(mu.inProse)"
      }
    var work = Derivation(goal: .line(Text(question)))
    work.step("means", mean("x̄₁", x, two.first), mean("x̄₂", y, two.second))
    work.step("variances", variance("s₁²", "x̄₁", "n₁", two.first), variance("s₂²", "x̄₂", "n₂", two.second))
    if equalVariances {
      work.step(
        "pooled variance", .line(Text("s² = ((n₁ − 1) s₁² + (n₂ − 1) s₂²)/(n₁ + n₂ − 2)")),
        .line(
          Text("   = (") + .figure(two.first.df) + Text("·") + .figure(two.first.variance) + Text(" + ")
            + .figure(two.second.df) + Text("·") + .figure(two.second.variance) + Text(")/") + .figure(two.df)
            + Text(" = ") + .figure(two.pooledVariance)))
      work.step(
        "standard error",
        .line(
          Text("SE = √(s² (1/n₁ + 1/n₂)) = √(") + .figure(two.pooledVariance) + Text("·(1/") + .figure(two.first.n)
            + Text(" + 1/") + .figure(two.second.n) + Text(")) = ") + .figure(two.se)))
    } else {
      work.step(
        "standard error", .line(Text("SE = √(s₁²/n₁ + s₂²/n₂)")),
        .line(
          Text("   = √(") + .figure(two.first.variance) + Text("/") + .figure(two.first.n) + Text(" + ")
            + .figure(two.second.variance) + Text("/") + .figure(two.second.n) + Text(") = ") + .figure(two.se)))
    }
    let shift = mu == 0 ? Text("") : Text(" − \(mu.inProse)")
    work.step(
      "statistic",
      .line(
        Text("t = (x̄₁ − x̄₂") + shift + Text(")/SE = ") + .figure(two.difference - mu) + Text("/") + .figure(two.se)
          + Text(" = ") + .figure(two.t)))
    if equalVariances {
      work.step("degrees of freedom", .line(Text("df = n₁ + n₂ − 2 = ") + .figure(two.df)))
    } else {
      let (a, b) = (two.first.variance / two.first.n, two.second.variance / two.second.n)
      work.step(
        "degrees of freedom, Welch", .line(Text("v₁ = s₁²/n₁ = ") + .figure(a) + Text(", v₂ = s₂²/n₂ = ") + .figure(b)),
        .line(Text("df = (v₁ + v₂)²/(v₁²/(n₁ − 1) + v₂²/(n₂ − 1))")),
        .line(
          Text("   = ") + .figure((a + b) * (a + b)) + Text("/(") + .figure(a * a) + Text("/") + .figure(two.first.df)
            + Text(" + ") + .figure(b * b) + Text("/") + .figure(two.second.df) + Text(") = ") + .figure(two.df)))
    }
    finish(&work, result, t: two.t, se: two.se, centre: two.difference, law, options, mu: mu)
    work.check(
      .line(
        Text("deviations from the means add to ")
          + .figure(Sums.sum(x.minus(two.first.mean).values).tidied(two.first.sd)) + Text(" and ")
          + .figure(Sums.sum(y.minus(two.second.mean).values).tidied(two.second.sd))))
    return Worked(result, work)
  }

  private static func single(
    _ x: Observations, mu: Double, _ options: TestOptions, _ result: TestResult, symbol: String
  ) throws(TestError) -> Derivation {
    let part = try Part(x, mu: mu)
    let mark = symbol + "\u{304}"
    var work = Derivation(goal: .line(Text("whether \(mu.inProse) is the mean of \(x.name)")))
    work.step("mean", mean(mark, x, part))
    work.step("variance", variance("s²", mark, "n", part))
    work.step(
      "standard error",
      .line(
        Text("SE = √(s²/n) = √(") + .figure(part.variance) + Text("/") + .figure(part.n) + Text(") = ")
          + .figure(part.se)))
    let t = (part.mean - mu) / part.se
    let numerator = mu == 0 ? Text.figure(part.mean) : Text("(") + .figure(part.mean) + Text(" − \(mu.inProse))")
    work.step(
      "statistic",
      .line(
        Text(mu == 0 ? "t = \(mark)/SE = " : "t = (\(mark) − μ)/SE = ") + numerator + Text("/") + .figure(part.se)
          + Text(" = ") + .figure(t)))
    work.step("degrees of freedom", .line(Text("df = n − 1 = ") + .figure(part.df)))
    finish(&work, result, t: t, se: part.se, centre: part.mean, StudentT(trusted: part.df), options, mu: mu)
    work.check(
      .line(
        Text("deviations from the mean add to ") + .figure(Sums.sum(x.minus(part.mean).values).tidied(part.sd))))
    return work
  }

  private static func mean(_ name: String, _ x: Observations, _ part: Part) -> Block {
    .line(
      Text("\(name) = ") + .figure(Sums.sum(x.values)) + Text("/") + .figure(part.n) + Text(" = ")
        + .figure(part.mean))
  }

  private static func variance(_ name: String, _ mean: String, _ n: String, _ part: Part) -> Block {
    .line(
      Text("\(name) = Σ(\(mean.prefix(1) == "d" ? "d" : "x") − \(mean))²/(\(n) − 1) = ")
        + .figure(part.variance * part.df) + Text("/")
        + .figure(part.df) + Text(" = ") + .figure(part.variance))
  }

  /// The tails, the interval, and that both say the same.
  private static func finish(
    _ work: inout Derivation, _ result: TestResult, t: Double, se: Double, centre: Double, _ law: StudentT,
    _ options: TestOptions, mu: Double
  ) {
    let p = Text(NumberFormat.pValue(result.p, digits: 6))
    switch options.alternative {
    case .twoSided:
      work.step("both tails", .line(Text("p = 2 P(T > ") + .figure(t.magnitude) + Text(") = ") + p))
      let edge = law.upperQuantile(options.alpha / 2)
      work.step(
        "interval",
        .line(
          .figure(centre) + Text(" ± ") + .figure(edge) + Text("·") + .figure(se) + Text(" = ")
            + .figure(centre - edge * se) + Text(" to ") + .figure(centre + edge * se)),
        .line(Text("where P(T > ") + .figure(edge) + Text(") = ") + .figure(options.alpha / 2)))
      let isInside = (centre - mu).magnitude <= edge * se
      work.check(
        .line(
          Text(
            "\(mu.inProse) lies \(isInside ? "inside" : "outside") the interval, and p is "
              + "\(result.p >= options.alpha ? "at least" : "below") \(options.alpha.formatted(digits: 3))")))
    case .less:
      work.step("lower tail", .line(Text("p = P(T < ") + .figure(t) + Text(") = ") + p))
      bound(&work, result, .init(law.upperQuantile(options.alpha), se, centre, mu), "+", options)
    case .greater:
      work.step("upper tail", .line(Text("p = P(T > ") + .figure(t) + Text(") = ") + p))
      bound(&work, result, .init(law.upperQuantile(options.alpha), se, centre, mu), "−", options)
    }
    work.conclude(
      .line(Text("t = ") + .figure(t) + Text(" on ") + .figure(law.df) + Text(" df, p = ") + p))
    for assumption in result.assumptions {
      work.note(Text("\(assumption.statement): \(assumption.verdict.text.plain) (\(assumption.evidence))"))
    }
  }
}

/// What the one end of a one-sided interval is made of.
private struct Bound {
  let edge: Double
  let se: Double
  let centre: Double
  let mu: Double

  init(_ edge: Double, _ se: Double, _ centre: Double, _ mu: Double) {
    (self.edge, self.se, self.centre, self.mu) = (edge, se, centre, mu)
  }
}

extension TTest {
  private static func bound(
    _ work: inout Derivation, _ result: TestResult, _ part: Bound, _ sign: String, _ options: TestOptions
  ) {
    let isUpper = sign == "+"
    let end = isUpper ? part.centre + part.edge * part.se : part.centre - part.edge * part.se
    work.step(
      "interval",
      .line(
        Text(isUpper ? "up to " : "from ") + .figure(part.centre) + Text(" \(sign) ") + .figure(part.edge) + Text("·")
          + .figure(part.se) + Text(" = ") + .figure(end) + Text(isUpper ? "" : " up")),
      .line(Text("where P(T > ") + .figure(part.edge) + Text(") = ") + .figure(options.alpha)))
    let isInside = isUpper ? part.mu <= end : part.mu >= end
    work.check(
      .line(
        Text(
          "\(part.mu.inProse) lies \(isInside ? "inside" : "outside") the interval, and p is "
            + "\(result.p >= options.alpha ? "at least" : "below") \(options.alpha.formatted(digits: 3))")))
  }
}

extension Text {
  /// A number in running mathematics, with a true minus.
  static func figure(_ x: Double) -> Text { x < 0 ? Text("−") + .number(-x) : .number(x) }

  static func listed(_ texts: [Text], _ separator: String) -> Text {
    guard let first = texts.first else { return Text([]) }
    return texts.dropFirst().reduce(first) { $0 + Text(separator) + $1 }
  }
}

extension Double {
  /// 0 for what rounding left of numbers of this size.
  fileprivate func tidied(_ size: Double) -> Double { magnitude <= 1e-12 * max(size, magnitude * 1e-3) ? 0 : self }
}
