import Document
import Glibc

extension GeneralizedLinearModel {
  /// The name of the statistic beside each coefficient.
  public var statisticName: String { family.hasKnownDispersion ? "z" : "t" }

  /// The fit as a table of coefficients, what it explains, and what speaks against trusting it.
  public func document(level: Double, remarks: [String] = []) -> Document {
    let heading =
      Text(title.isEmpty ? "generalized linear model" : title)
      + Text("   \(count.counted("row")), \(family.rawValue) with \(link.rawValue) link", .dim)
    var blocks: [Block] = [.table(estimates.table(statistic: statisticName, level: level)), .line(summary)]
    var notes = FitNotes(lines: remarks)
    notes.leftOut(leftOut)
    notes.aliased(aliased)
    if !growing.isEmpty {
      notes.lines.append(
        "\(growing.map { design.names[$0] }.joined(separator: ", ")): no finite estimate, the numbers above only show where "
          + "the iteration stopped")
    } else if !converged {
      notes.lines.append("not converged after \(iterations.counted("iteration"))")
    }
    if family.hasKnownDispersion, !isBinary, df > 0, growing.isEmpty {
      let ratio = pearson / Double(df)
      let p = Tail.chiSquared(pearson, df: df)
      if ratio > 1.5, p < 0.01 {
        notes.lines.append(
          "more scatter than the family allows (Pearson χ²/df \(ratio.formatted(digits: 3))): standard errors are too small"
        )
      }
    }
    blocks += notes.blocks
    return Document([.section(heading, Document(blocks))])
  }

  private var summary: Text {
    var text =
      "deviance \(deviance.formatted(digits: 5)) on \(df) df (null \(nullDeviance.formatted(digits: 5)) on \(nullDF))"
    if !family.hasKnownDispersion { text += " · dispersion \(dispersion.formatted(digits: 4))" }
    text += " · AIC \(aic.formatted(digits: 5)) · \(iterations.counted("iteration"))"
    return Text(text)
  }

  /// Zeros and ones, of which a deviance says nothing about the fit.
  private var isBinary: Bool { family == .binomial && weights == nil }

  /// - Parameter level: of the interval; chance is named where 0 lies within it.
  public func sentence(level: Double = 0.95) -> String? {
    guard growing.isEmpty else {
      return
        "\(growing.map { design.names[$0] }.joined(separator: " and ")) leaves one outcome only in some of the rows, so no finite "
        + "size of the effect can be given; gather rows where the outcomes mix."
    }
    let estimates = estimates
    let p = estimates.p
    let candidates = kept.filter { design.terms[$0] != 0 && p[$0].isFinite }
    guard let j = candidates.max(by: { estimates.statistics[$0].magnitude < estimates.statistics[$1].magnitude }) else {
      return nil
    }
    let (size, interval) = (estimates.coefficients[j], estimates.intervals(level: level)[j])
    let name = design.names[j]
    let subject = design.levelColumns.contains(j) ? "\(name)" : "Each unit more of \(name)"
    let percent = (100 * level).formatted()
    let effect: String
    switch link {
    case .logit, .log:
      let what = link == .logit ? "the odds" : family == .poisson ? "the rate" : "the mean"
      effect =
        "multiplies \(what) by \(exp(size).inProse) (\(percent) % interval \(exp(interval.lower).inProse) to "
        + "\(exp(interval.upper).inProse))"
    case .identity, .probit, .cloglog, .inverse, .sqrt:
      effect =
        "changes \(link == .identity ? "the mean" : "the \(link.rawValue) of the mean") by \(size.inProse) "
        + "(\(percent) % interval \(interval.lower.inProse) to \(interval.upper.inProse))"
    }
    let others = candidates.count > 1 ? ", the other columns being equal" : ""
    return "\(subject) \(effect)\(others); "
      + (p[j] < 1 - level
        ? "chance alone would rarely do that (\(p[j].asChance))."
        : "with \(count.counted("row")) this could be chance (\(p[j].asChance)), so gather more before acting on it.")
  }
}
