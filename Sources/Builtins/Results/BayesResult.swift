import Charts
import Document
import Evaluation
import LinearAlgebra
import Numerics

/// Hypotheses before and after evidence.
struct BayesResult: DomainValue, ResultType {
  static let typeName = "posterior"

  let names: [String]
  let prior: [Double]
  let likelihood: [Double]
  let evidence: Double
  let posterior: [Double]
  /// A condition and a test, of which only the first hypothesis is asked about.
  let isTest: Bool
  /// What the priors added up to before they were divided by it.
  let total: Double

  init(prior: Double, sensitivity: Double, falsePositive: Double) throws(RandomError) {
    for (name, value) in [("prior", prior), ("sensitivity", sensitivity), ("false_positive", falsePositive)] {
      guard value >= 0, value <= 1 else { throw .notAShare(name: name, value: value) }
    }
    try self.init(
      names: ["with", "without"], prior: [prior, 1 - prior], likelihood: [sensitivity, falsePositive], isTest: true,
      total: 1)
  }

  init(prior: [Double], likelihood: [Double]) throws(RandomError) {
    for value in likelihood where !(value >= 0 && value <= 1) { throw .notAShare(name: "likelihood", value: value) }
    for value in prior where !(value >= 0 && value < .infinity) { throw .notAShare(name: "prior", value: value) }
    let total = Sums.sum(prior)
    guard total > 0, total < .infinity else { throw .notAShare(name: "prior", value: total) }
    try self.init(
      names: prior.indices.map { "H\($0 + 1)" }, prior: prior.map { $0 / total }, likelihood: likelihood, isTest: false,
      total: total)
  }

  private init(names: [String], prior: [Double], likelihood: [Double], isTest: Bool, total: Double) throws(RandomError)
  {
    (self.names, self.prior, self.likelihood, self.isTest) = (names, prior, likelihood, isTest)
    self.total = total
    let joint = zip(prior, likelihood).map { $0 * $1 }
    evidence = Sums.sum(joint)
    guard evidence > 0 else { throw .noHypothesis }
    let whole = evidence
    posterior = joint.map { $0 / whole }
  }

  // MARK: as a value

  var document: Document {
    guard isTest else {
      let header = ["", "prior", "likelihood", "posterior"].map { Text($0, .dim) }
      let rows = names.indices.map { i in
        [Text(names[i]), .number(prior[i]), .number(likelihood[i]), .number(posterior[i], .strong)]
      }
      return Document(
        [
          .table(TextTable(header: header, rows: rows, alignments: [.left])),
          .line(Text("evidence ", .dim) + .number(evidence)),
        ] + scaled)
    }
    return Document([
      .line(Text("posterior ") + .number(posterior[0], .strong) + Text("   evidence ", .dim) + .number(evidence)),
      .table(tree), .line(Text(words, .dim)),
    ])
  }

  /// A typing error in a prior shall not pass unseen.
  private var scaled: [Block] {
    guard (total - 1).magnitude > 1e-9 else { return [] }
    return [.line(Text("the priors given add up to \(total.formatted()) and were divided by that", .dim))]
  }

  /// Of 10 000 people, how many have the condition, and how many of either test positive.
  private var tree: TextTable {
    let people = 10_000.0
    let rows = names.indices.map { i in
      let group = people * prior[i]
      return [
        Text("  \(names[i]) the condition"), .number(group), .number(group * likelihood[i]),
        .number(group * (1 - likelihood[i])),
      ]
    }
    let all = [
      Text("of 10 000"), Text.number(people), .number(people * evidence), .number(people * (1 - evidence)),
    ]
    return TextTable(
      header: ["", "people", "test positive", "test negative"].map { Text($0, .dim) }, rows: [all] + rows,
      alignments: [.left])
  }

  /// One sentence without jargon.
  var sentence: String? { words }
  private var words: String {
    guard isTest else {
      let best = posterior.indices.max { posterior[$0] < posterior[$1] } ?? 0
      return
        "The evidence speaks most for \(names[best]): its probability goes from \(prior[best].formatted(digits: 3)) "
        + "to \(posterior[best].formatted(digits: 3))."
    }
    let (all, right) = (10_000 * evidence, 10_000 * prior[0] * likelihood[0])
    return
      "Of 10 000 people about \(all.rounded().formatted()) test positive, and about \(right.rounded().formatted()) of these "
      + "have it: after a positive test the probability is \((100 * posterior[0]).formatted(digits: 3)) %, before it "
      + "\((100 * prior[0]).formatted(digits: 3)) %."
  }

  var figure: (any Figure)? {
    try? Chart.bar(
      names, series: [("prior", prior), ("posterior", posterior)], Chart.Options(title: "prior and posterior"))
  }

  var fields: Record {
    guard isTest else {
      return Record([
        .init("posterior", .vector(Vector(posterior))), .init("evidence", .number(evidence)),
        .init("prior", .vector(Vector(prior))), .init("likelihood", .vector(Vector(likelihood))),
        .init("sentence", .text(words)),
      ])
    }
    return Record([
      .init("posterior", .number(posterior[0])), .init("evidence", .number(evidence)),
      .init("prior", .number(prior[0])), .init("likelihood", .vector(Vector(likelihood))),
      .init("sentence", .text(words)),
    ])
  }

  // MARK: the work

  var derivation: Derivation? { worked.derivation }

  var worked: Worked<BayesResult> {
    var work = Derivation(
      goal: .line(
        Text(
          isTest
            ? "P(condition | positive)"
            : "P(H | evidence) of \(names.count.counted("hypothesis", plural: "hypotheses"))")))
    if isTest { work.step("tree of 10 000 people", .table(tree)) }
    var terms = Text([])
    for i in names.indices {
      if i > 0 { terms = terms + Text(" + ") }
      terms = terms + .number(prior[i]) + Text(" · ") + .number(likelihood[i])
    }
    work.step(
      "evidence", .line(Text("P(\(isTest ? "positive" : "evidence")) = ") + terms + Text(" = ") + .number(evidence)))
    let lines = (isTest ? [0] : Array(names.indices)).map { i in
      Block.line(
        Text(isTest ? "" : "\(names[i]):  ") + .number(prior[i]) + Text(" · ") + .number(likelihood[i]) + Text(" / ")
          + .number(evidence) + Text(" = \(fraction(i))") + .number(posterior[i]))
    }
    work.steps.append(Derivation.Step("Bayes' theorem", Document(lines)))
    work.check(.line(Text("the posteriors add up to ") + .number(Sums.sum(posterior))))
    work.note(Text(words))
    return Worked(self, work)
  }

  /// The posterior as a fraction where the numbers given are short decimals.
  private func fraction(_ i: Int) -> String {
    func exact(_ x: Double) -> Fraction? { Fraction(x) ?? nil }
    var (whole, part) = (Fraction(0), Fraction(0))
    for j in names.indices {
      guard let p = exact(j == 1 && isTest ? prior[0] : prior[j]), let l = exact(likelihood[j]) else { return "" }
      let share = j == 1 && isTest ? Fraction(1) - p : p
      whole = whole + share * l
      if i == j { part = share * l }
    }
    let result = part / whole
    guard result.denominator > 1, result.denominator < 1_000_000 else { return "" }
    return "\(result.numerator)/\(result.denominator) = "
  }
}
