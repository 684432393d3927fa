import Document
import LinearAlgebra
import Numerics

/// Numeric integrals as they come about: points, weights, products and their sum, panel by panel.
extension CompositeSum {
  /// The rule with every point, the long middle of many left out.
  /// - Parameters:
  ///   - title: what is sought: `∫ x² dx from 0 to 1`.
  ///   - call: the function as it is called: `f(x)`.
  ///   - reference: what the adaptive method gives, to check against.
  public func derivation(title: String, variable: String, reference: (value: Double, error: Double)?) -> Derivation {
    var work = Derivation(goal: .line(Text("\(title), by \(plainTitle)")))
    let h = (high - low) / Double(n)
    switch rule {
    case .trapezoid, .simpson:
      work.step(
        "panels", .line(Text("\(n.counted("panel")) of width h = ") + difference + Text("/\(n) = ") + .exactTerm(h)))
      work.step(
        "rule",
        .line(
          rule == .trapezoid
            ? Text("h/2 times the heights, the ends once and the others twice: a chord over each panel")
            : Text("h/3 times the heights, the ends once, the others 4 and 2 times by turns: a parabola over each two"))
      )
    case .gauss:
      work.step(
        "rule",
        .line(
          "\(n.counted("point")), the zeros of the Legendre polynomial of degree \(n) stretched over the range: exact "
            + "for polynomials up to degree \(2 * n - 1)"))
    }
    work.step("points and products", .table(table(variable)))
    let unit = rule == .trapezoid ? h / 2 : h / 3
    if rule == .gauss {
      work.step("add", .line(Text("Σ wᵢ fᵢ = ") + .exactTerm(value)))
    } else {
      let sum = unit == 0 ? 0 : value / unit
      work.step(
        "add",
        .line(Text("the products add up to ") + .exactTerm(sum)),
        .line(
          Text(rule == .trapezoid ? "times h/2: " : "times h/3: ") + .exactTerm(sum) + Text(" · ") + .exactTerm(unit)
            + Text(" = ") + .exactTerm(value)))
    }
    work.step(
      "error",
      .line(Text("with \(2 * n) \(rule == .gauss ? "points" : "panels") it is ") + finer.term),
      .line(
        Text(estimate) + Text(": ") + error.term))
    work.conclude(.line(Text("≈ ") + .exactTerm(value) + Text(", off by about \(error.formatted(digits: 2))")))
    if let reference {
      work.check(
        .line(
          Text("the adaptive method: ") + reference.value.term
            + Text(" ± \(reference.error.formatted(digits: 2)), so off by ")
            + Text((value - reference.value).magnitude.formatted(digits: 2))))
    }
    return work
  }

  private var plainTitle: String {
    switch rule {
    case .trapezoid: "the trapezoidal rule"
    case .simpson: "Simpson's rule"
    case .gauss: "the Gauss–Legendre rule"
    }
  }

  private var difference: Text {
    Text("(") + .exactTerm(high) + Text(" − ") + .exactFactor(low) + Text(")")
  }

  private var estimate: String {
    switch rule {
    case .trapezoid: "halving h quarters the error, so it is about 4/3 of the difference"
    case .simpson: "halving h leaves a 16th of the error, so it is about 16/15 of the difference"
    case .gauss: "the difference is about the error"
    }
  }

  private func table(_ variable: String) -> TextTable {
    let unit = rule == .gauss ? 1 : (high - low) / Double(n) / (rule == .simpson ? 3 : 2)
    let all = places.indices.map { i in
      let factor = unit == 0 ? 0 : rule == .gauss ? weights[i] : (weights[i] / unit).rounded()
      return [
        Text("\(i)"), Text.number(places[i]), .number(heights[i]), .number(factor), .number(factor * heights[i]),
      ]
    }
    return TextTable(
      header: ["i", "\(variable)ᵢ", "fᵢ", rule == .gauss ? "wᵢ" : "times", "product"].map { Text($0, .dim) },
      rows: all.folded(first: 7, last: 4), alignments: [.right])
  }
}

extension Array where Element == [Text] {
  /// The rows with the middle of a long table left out.
  func folded(first: Int, last: Int) -> [[Text]] {
    guard count > first + last + 1 else { return self }
    return prefix(first) + [[Text("…", .dim)]] + suffix(last)
  }
}

extension Quadrature {
  /// The panels in the end with what the two rules make of each, the blocks towards places that no rule reaches, and
  /// their sum.
  /// - Parameters:
  ///   - sample: points, heights and weights of one panel, for the rule with numbers.
  ///   - other: what another division into panels gives, as a check.
  public func derivation(
    title: String, variable: String, sample: PanelSample?, other: (value: Double, panels: Int)?
  ) -> Derivation {
    var work = Derivation(goal: .line(Text("\(title), adaptively")))
    if let sample { work.step("Gauss–Kronrod 7–15", sample.blocks(variable)) }
    let own = panels.filter { panel in
      !tails.contains { tail in
        tail.blocks.contains { min($0.low, $0.high) <= panel.low && panel.high <= max($0.low, $0.high) }
      }
    }
    if !own.isEmpty {
      let rows = own.map { panel in
        [
          Text.number(panel.low), .number(panel.high), .number(panel.value),
          Text((panel.value - panel.coarse).magnitude.formatted(digits: 2)), Text(panel.error.formatted(digits: 2)),
        ]
      }
      let header = ["from", "to", "K₁₅", "|K₁₅ − G₇|", "error"].map { Text($0, .dim) }
      work.step(
        Text(own.count.counted("panel")),
        .line("halved where the two rules disagree most, until the error is small enough"),
        .table(TextTable(header: header, rows: rows.folded(first: 6, last: 4))))
    }
    for tail in tails { work.step(Text(tail.rule(variable)), tail.lines) }
    let sum = Sums.sum(own.map(\.value))
    if !tails.isEmpty, own.isEmpty == (tails.count > 1) || tails.count > 1 || !own.isEmpty {
      let parts = (own.isEmpty ? [] : [sum]) + tails.map(\.limit)
      let written = parts.enumerated().map {
        $0 == 0 ? $1.term : ($1 < 0 ? Text("− ") + (-$1).term : Text("+ ") + $1.term)
      }
      work.step("add", .line(.joined(written, " ") + Text(" = ") + parts.reduce(0, +).term))
    }
    work.conclude(.line(Text("= ") + value.term + Text(" ± \(error.formatted(digits: 2))")))
    if let other {
      work.check(
        .line(
          Text("begun with \(other.panels) panels instead: ") + other.value.term
            + Text(", which differs by \((other.value - value).magnitude.formatted(digits: 2))")))
    }
    if !converged { work.note("the error is larger than was asked for") }
    return work
  }
}

/// One panel with everything the rule does on it.
public struct PanelSample: Sendable {
  let low: Double
  let high: Double
  let heights: [Double]

  /// - Parameter f: the function at many points.
  public init<Failure: Error>(
    _ panel: Panel, of f: ([Double]) throws(Failure) -> [Double]
  ) throws(Failure) {
    (low, high) = (panel.low, panel.high)
    heights = try f(Panel.points(panel.low, panel.high))
  }

  fileprivate func blocks(_ variable: String) -> [Block] {
    let points = Panel.points(low, high)
    let half = (high - low) / 2
    var (fine, coarse) = (0.0, 0.0)
    let rows = points.indices.map { i -> [Text] in
      let k = i <= 7 ? i : 14 - i
      let (w, g) = (half * GaussKronrod.weights[k], half * GaussKronrod.coarse[k])
      fine += w * heights[i]
      coarse += g * heights[i]
      return [
        .number(points[i]), .number(heights[i]), .number(w), .number(w * heights[i]),
        g == 0 ? Text("") : .number(g * heights[i]),
      ]
    }
    let header = [variable, "f", "w", "w f", "Gauss's w f"].map { Text($0, .dim) }
    return [
      .line(
        Text("15 points on a panel, 7 of which make a rule of their own; on [") + low.term + Text(", ") + high.term
          + Text("]:")),
      .table(TextTable(header: header, rows: rows.folded(first: 4, last: 2))),
      .line(Text("K₁₅ = ") + fine.term + Text(",  G₇ = ") + coarse.term),
    ]
  }
}

extension BlockTail {
  fileprivate func rule(_ variable: String) -> String {
    switch kind {
    case .halving: "towards \(variable) = \(end.formatted()) in halves"
    case .doubling: "towards \(end < 0 ? "−" : "")∞ in doubles"
    case .lobes: "from zero to zero"
    }
  }

  fileprivate var lines: [Block] {
    var sum = 0.0
    let rows = blocks.map { block -> [Text] in
      sum += block.value
      return [.number(block.low), .number(block.high), .number(block.value), .number(sum)]
    }
    let header = ["from", "to", "block", "sum"].map { Text($0, .dim) }
    let end: Text =
      goesOn
      ? Text("from here on the function swings, and is summed otherwise; so far ") + limit.term
      : isExtrapolated
        ? Text("the sums close in by a law that the ε-algorithm continues: their limit is ") + limit.term
        : Text("what is left out is too small to count: ") + limit.term
    return [.table(TextTable(header: header, rows: rows.folded(first: 4, last: 3))), .line(end)]
  }
}

extension Derivation {
  mutating func step(_ rule: Text, _ body: [Block]) { steps.append(Step(rule, Document(body))) }
}
