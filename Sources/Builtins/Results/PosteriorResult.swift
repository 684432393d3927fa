import Charts
import Document
import Evaluation
import LinearAlgebra
import Numerics
import Statistics

/// A parameter's law before and after data.
struct PosteriorResult: DomainValue, ResultType {
  static let typeName = "posterior"

  /// What the parameter is: `the share`.
  let parameter: String
  let prior: any Distribution
  let posterior: any Distribution
  /// The law of the next observation.
  let predictive: any Distribution
  let level: Double
  /// The data in words.
  let data: String

  /// A share, from successes in trials.
  static func counted(
    _ prior: RandomVariable, _ successes: Double, _ trials: Double, _ level: Double
  ) throws(EvaluationError) -> PosteriorResult {
    try check(level)
    guard let law = prior.base as? Beta, !prior.isMoved else {
      throw RandomError.noUpdate(prior: RandomVariable.written(prior.base)).asEvaluation
    }
    let isCount = [successes, trials].allSatisfy { $0 >= 0 && $0 <= 0x1p53 && $0 == $0.rounded() }
    guard isCount, successes <= trials else {
      throw RandomError.counts(
        "\(successes.formatted()) successes in \(trials.formatted()) trials cannot be: both are whole numbers from 0 on, "
          + "and there are no more successes than trials."
      ).asEvaluation
    }
    return try made {
      () throws(DistributionError) in
      let posterior = try Beta(a: law.a + successes, b: law.b + trials - successes)
      return PosteriorResult(
        parameter: "the share", prior: law, posterior: posterior, predictive: try Bernoulli(p: posterior.mean),
        level: level, data: "\(successes.formatted()) successes in \(trials.formatted()) trials")
    }
  }

  /// A mean of numbers with known standard deviation, or a rate of counts.
  static func observed(
    _ prior: RandomVariable, _ x: [Double], _ sd: Double?, _ level: Double
  ) throws(EvaluationError) -> PosteriorResult {
    try check(level)
    let n = Double(x.count)
    guard !prior.isMoved else { throw RandomError.noUpdate(prior: RandomVariable.written(prior.base)).asEvaluation }
    switch (prior.base, sd) {
    case (let law as Normal, .some(let sd)):
      guard sd > 0, sd < .infinity, x.allSatisfy(\.isFinite) else {
        throw RandomError.counts("The numbers are finite, and sd, their known standard deviation, is greater than 0.")
          .asEvaluation
      }
      let (before, each) = (1 / (law.sd * law.sd), 1 / (sd * sd))
      let precision = before + n * each
      return try made {
        () throws(DistributionError) in
        let posterior = try Normal(
          mean: (law.mean * before + Sums.sum(x) * each) / precision, sd: 1 / precision.squareRoot())
        return PosteriorResult(
          parameter: "the mean", prior: law, posterior: posterior,
          predictive: try Normal(mean: posterior.mean, sd: (posterior.variance + sd * sd).squareRoot()), level: level,
          data: "\(x.count.counted("number")) of known sd \(sd.formatted())")
      }
    case (let law as Gamma, nil):
      guard x.allSatisfy({ $0 >= 0 && $0 == $0.rounded() && $0 <= 0x1p53 }) else {
        throw RandomError.counts("Counts are whole numbers from 0 on.").asEvaluation
      }
      return try made {
        () throws(DistributionError) in
        let scale = law.scale / (1 + n * law.scale)
        let posterior = try Gamma(shape: law.shape + Sums.sum(x), scale: scale)
        return PosteriorResult(
          parameter: "the rate", prior: law, posterior: posterior,
          predictive: try NegativeBinomial(r: posterior.shape, p: 1 / (1 + scale)), level: level,
          data: "\(x.count.counted("count")) adding up to \(Sums.sum(x).formatted())")
      }
    default: throw RandomError.noUpdate(prior: RandomVariable.written(prior.base)).asEvaluation
    }
  }

  private static func check(_ level: Double) throws(EvaluationError) {
    guard Level.decode(.number(level)) != nil else {
      throw EvaluationError(
        .argument(function: "update", parameter: "level", needed: Level.needed, got: Value.number(level).phrase))
    }
  }

  private static func made(
    _ make: () throws(DistributionError) -> PosteriorResult
  ) throws(EvaluationError) -> PosteriorResult {
    do throws(DistributionError) { return try make() } catch { throw error.asEvaluation }
  }

  /// The central interval that holds the parameter with probability `level`.
  var interval: (low: Double, high: Double) {
    let tail = (1 - level) / 2
    return (posterior.quantile(tail), posterior.upperQuantile(tail))
  }

  var sentence: String? { words }
  private var words: String {
    let (low, high) = interval
    return "After \(data), \(parameter) is about \(posterior.mean.formatted(digits: 3)), and with probability "
      + "\((100 * level).formatted(digits: 3)) % between \(low.formatted(digits: 3)) and \(high.formatted(digits: 3))."
  }

  var document: Document {
    let (low, high) = interval
    func row(_ name: String, _ law: any Distribution) -> [Text] {
      [Text(name, .dim), Text(law.written()), .number(law.mean), .number(law.standardDeviation)]
    }
    return Document([
      .table(
        TextTable(
          header: [Text(""), Text(""), Text("mean", .dim), Text("sd", .dim)],
          rows: [row("prior", prior), row("posterior", posterior), row("next observation", predictive)],
          alignments: [.left, .left])),
      .line(
        Text("\((100 * level).formatted()) % interval of \(parameter) ", .dim) + .number(low) + Text(" to ", .dim)
          + .number(high)),
    ])
  }

  var figure: (any Figure)? {
    let spans = [prior, posterior].map { ($0.quantile(0.002), $0.upperQuantile(0.002)) }
    // A flat prior reaches far beyond what the posterior leaves; the picture is about the posterior.
    let reach = (spans[1].1 - spans[1].0) * 4
    let low = max(min(spans[0].0, spans[1].0), spans[1].0 - reach)
    let high = min(max(spans[0].1, spans[1].1), spans[1].1 + reach)
    let x = (0...400).map { low + (high - low) * Double($0) / 400 }
    let series = [("prior \(prior.written())", prior), ("posterior \(posterior.written())", posterior)].compactMap {
      try? Series(name: $0.0, x: x, y: x.map($0.1.pdf), isFunction: true)
    }
    return Chart.line(
      series, Chart.Options(title: "\(parameter) before and after the data", x: Axis(parameter), y: Axis("density")))
  }

  var fields: Record {
    let (low, high) = interval
    return Record([
      .init("prior", .object(RandomVariable(prior))), .init("posterior", .object(RandomVariable(posterior))),
      .init("mean", .number(posterior.mean)), .init("sd", .number(posterior.standardDeviation)),
      .init("interval", .vector(Vector([low, high]))), .init("level", .number(level)),
      .init("predictive", .object(RandomVariable(predictive))), .init("sentence", .text(words)),
    ])
  }
}
