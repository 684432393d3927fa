import Document
import Numerics

extension ConfidenceInterval {
  /// The interval of a mean by hand: mean, spread, standard error, quantile, margin.
  /// - Throws: as `mean`.
  public static func workedMean(_ x: [Double], level: Double) throws(SampleError) -> Worked<ConfidenceInterval> {
    let own = try mean(x, level: level)
    let (n, total, spread) = (Double(x.count), Sums.sum(x), Moments.deviation(x))
    let squares = Sums.sum(Moments.centred(x).map { $0 * $0 })
    let (error, tail) = (spread / n.squareRoot(), (1 - level) / 2)
    let law = StudentT(trusted: n - 1)
    let quantile = law.upperQuantile(tail)
    var derivation = Derivation(
      goal: .line(Text("the \(Sentences.level(level)) interval of the mean of \(x.count) values")))
    derivation.step(
      "mean", .line(Text("mean x = Σx / n = ") + .number(total) + Text(" / \(x.count) = ") + .number(own.estimate)))
    if x.count <= 12 {
      let rows = zip(x, Moments.centred(x)).map { [Text.number($0), .number($1), .number($1 * $1)] }
      derivation.step(
        "deviations",
        .table(
          TextTable(
            header: ["x", "x − mean x", "(x − mean x)²"].map { Text($0) },
            rows: rows + [[Text("Σ"), Text(""), .number(squares)]])))
    } else {
      derivation.step("deviations", .line(Text("Σ (x − mean x)² = ") + .number(squares)))
    }
    derivation.step(
      "standard deviation",
      .line(
        Text("s = √(Σ (x − mean x)² / (n − 1)) = √(") + .number(squares) + Text(" / \(x.count - 1)) = ")
          + .number(spread)))
    derivation.step(
      "standard error", .line(Text("s / √n = ") + .number(spread) + Text(" / √\(x.count) = ") + .number(error)))
    derivation.step(
      "quantile",
      .line(
        Text("t = ") + .number(quantile)
          + Text(": a t law with \(x.count - 1) degrees of freedom has \(Sentences.percent(tail)) above it")))
    derivation.step(
      "interval",
      .line(
        Text("mean x ± t s/√n = ") + .number(own.estimate) + Text(" ± ") + .number(quantile) + Text(" · ")
          + .number(error)
          + Text(" = ") + .number(own.estimate) + Text(" ± ") + .number(quantile * error)))
    derivation.conclude(.line(Text("from ") + .number(own.lower) + Text(" to ") + .number(own.upper)))
    if error > 0 {
      let t = (own.estimate - own.lower) / error
      derivation.check(
        .line(
          Text("a true mean of ") + .number(own.lower) + Text(" would give t = ") + .number(t) + Text(", with ")
            + .number(law.ccdf(t)) + Text(" above it")))
    }
    derivation.note("It rests on the mean being near normal: on many values, or on data without wild ones.")
    return Worked(own, derivation)
  }

  /// The interval of a proportion by hand.
  /// - Throws: as `proportion`.
  public static func workedProportion(
    _ successes: Double, of trials: Double, _ method: ProportionMethod, level: Double
  ) throws(SampleError) -> Worked<ConfidenceInterval> {
    let own = try proportion(successes, of: trials, method, level: level)
    let tail = (1 - level) / 2
    let (k, n, share) = (successes, trials, own.estimate)
    var derivation = Derivation(
      goal: .line(
        Text("the \(Sentences.level(level)) interval of a proportion, ") + .number(k) + Text(" of ") + .number(n)
          + Text(", by \(method.title)")))
    derivation.step(
      "proportion", .line(Text("s = k / n = ") + .number(k) + Text(" / ") + .number(n) + Text(" = ") + .number(share)))
    let z = Normal.standard.upperQuantile(tail)
    switch method {
    case .wilson, .wald, .agrestiCoull:
      derivation.step(
        "quantile",
        .line(Text("z = ") + .number(z) + Text(": a normal law has \(Sentences.percent(tail)) above it")))
    case .clopperPearson, .jeffreys: break
    }
    switch method {
    case .wilson: derivation.wilson(share, n, z)
    case .wald: derivation.wald("s", share, n, z)
    case .agrestiCoull:
      let (m, p) = (n + z * z, (k + z * z / 2) / (n + z * z))
      derivation.step(
        "z² more trials", .line(Text("m = n + z² = ") + .number(m)),
        .line(
          Text("q = (k + z²/2) / m = ") + .number(k + z * z / 2) + Text(" / ") + .number(m) + Text(" = ") + .number(p)))
      derivation.wald("q", p, m, z)
    case .clopperPearson, .jeffreys: derivation.beta(own, k, n, tail, method)
    }
    derivation.conclude(.line(Text("from ") + .number(own.lower) + Text(" to ") + .number(own.upper)))
    derivation.endChecks(own, k, n, z, method)
    return Worked(own, derivation)
  }
}

extension Derivation {
  fileprivate mutating func wilson(_ p: Double, _ n: Double, _ z: Double) {
    let scale = 1 + z * z / n
    let centre = (p + z * z / (2 * n)) / scale
    let root = (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    step("denominator", .line(Text("1 + z²/n = ") + .number(scale)))
    step(
      "centre",
      .line(
        Text("(s + z²/(2n)) / (1 + z²/n) = ") + .number(p + z * z / (2 * n)) + Text(" / ") + .number(scale)
          + Text(" = ") + .number(centre)))
    step(
      "margin",
      .line(
        Text("z √(s(1 − s)/n + z²/(4n²)) / (1 + z²/n) = ") + .number(z) + Text(" · ") + .number(root) + Text(" / ")
          + .number(scale) + Text(" = ") + .number(z * root / scale)))
    step("interval", .line(.number(centre) + Text(" ± ") + .number(z * root / scale)))
  }

  fileprivate mutating func wald(_ name: String, _ p: Double, _ n: Double, _ z: Double) {
    let error = (p * (1 - p) / n).squareRoot()
    step(
      "standard error",
      .line(
        Text("√(\(name)(1 − \(name))/n) = √(") + .number(p) + Text(" · ") + .number(1 - p) + Text(" / ") + .number(n)
          + Text(") = ") + .number(error)))
    step(
      "interval",
      .line(
        Text("\(name) ± z · ") + .number(error) + Text(" = ") + .number(p) + Text(" ± ") + .number(z * error)
          + Text(", within 0 and 1")))
  }

  fileprivate mutating func beta(
    _ own: ConfidenceInterval, _ k: Double, _ n: Double, _ tail: Double, _ method: ProportionMethod
  ) {
    let half = method == .jeffreys
    let (lower, upper) = half ? ((k + 0.5, n - k + 0.5), (k + 0.5, n - k + 0.5)) : ((k, n - k + 1), (k + 1, n - k))
    func law(_ ab: (Double, Double)) -> Text { Text("Beta(") + .number(ab.0) + Text(", ") + .number(ab.1) + Text(")") }
    step(
      "lower end",
      own.lower == 0
        ? .line("0, as nothing succeeded")
        : .line(Text("the \(Sentences.percent(tail)) quantile of ") + law(lower) + Text(" is ") + .number(own.lower)))
    step(
      "upper end",
      own.upper == 1
        ? .line("1, as everything succeeded")
        : .line(
          Text("the \(Sentences.percent(1 - tail)) quantile of ") + law(upper) + Text(" is ") + .number(own.upper))
    )
  }

  fileprivate mutating func endChecks(
    _ own: ConfidenceInterval, _ k: Double, _ n: Double, _ z: Double, _ method: ProportionMethod
  ) {
    switch method {
    case .wilson:
      for end in [own.lower, own.upper] where end > 0 && end < 1 {
        let error = (end * (1 - end) / n).squareRoot()
        check(
          .line(
            Text("a true share of ") + .number(end) + Text(" is |s − p| / √(p(1 − p)/n) = ")
              + .number((own.estimate - end).magnitude / error) + Text(" standard errors off")))
      }
    case .clopperPearson:
      if own.lower > 0 {
        check(
          .line(
            Text("a true share of ") + .number(own.lower) + Text(" gives \(Int(k)) or more with probability ")
              + .number(Binomial(trusted: n, p: own.lower).ccdf(k - 1))))
      }
      if own.upper < 1 {
        check(
          .line(
            Text("a true share of ") + .number(own.upper) + Text(" gives \(Int(k)) or fewer with probability ")
              + .number(Binomial(trusted: n, p: own.upper).cdf(k))))
      }
    case .wald, .agrestiCoull, .jeffreys:
      let wilson = ProportionMethod.wilson.limits(
        Tally(trusted: k, of: n), tail: Normal.standard.ccdf(z))
      check(.line(Text("Wilson's interval: ") + .number(wilson.0) + Text(" to ") + .number(wilson.1)))
      if method == .wald, min(k, n - k) < 10 {
        note("With fewer than 10 successes or failures Wald's interval covers too seldom: use method = \"wilson\".")
      }
    }
  }
}
