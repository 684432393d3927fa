import Document
import LinearAlgebra
import Glibc

extension LinearModel {
  /// The fit as a table of coefficients, what it explains, and what speaks against trusting it.
  public func document(level: Double, remarks: [String] = []) -> Document {
    let method = weights == nil ? "least squares" : "weighted least squares"
    let heading = Text(title.isEmpty ? "linear model" : title) + Text("   \(count.counted("row")), \(method)", .dim)
    var blocks: [Block] = [.table(estimates.table(statistic: "t", level: level)), .line(summary)]
    var notes = FitNotes(lines: remarks)
    notes.leftOut(leftOut)
    notes.aliased(aliased)
    notes.lines += doubts
    blocks += notes.blocks
    return Document([.section(heading, Document(blocks))])
  }

  /// `R² 0.6511 (adjusted 0.6438) · residual sd 15.38 on 48 df · F 89.57 on 1, 48, p 1.49e-12`.
  private var summary: Text {
    let name = design.hasIntercept ? "R²" : "R² about 0"
    var text = "\(name) \(r2.formatted(digits: 4)) (adjusted \(adjustedR2.formatted(digits: 4)))"
    text += " · residual sd \(sigma.formatted(digits: 4)) on \(df) df"
    if let overall {
      text +=
        " · F \(overall.f.formatted(digits: 4)) on \(overall.df1), \(overall.df2), p \(NumberFormat.pValue(overall.p))"
    }
    return Text(text)
  }

  /// What the data say against the fit's assumptions.
  private var doubts: [String] {
    var lines: [String] = []
    if df == 0 {
      lines.append("as many coefficients as rows: the fit passes through every row and has no error to tell")
    }
    if (1..<10).contains(df) { lines.append("\(df) df are few: the intervals lean on normal residuals") }
    if let test = breuschPagan, test.p < 0.1, rss > 1e-20 * response.reduce(0, { $0 + $1 * $1 }) {
      let p = NumberFormat.pValue(test.p, digits: 2)
      lines.append("residual spread \(spreadPhrase) (Breusch–Pagan p \(p)); robust_se does not mind")
    }
    let pulls = cooks.enumerated().filter { $0.element > 0.5 }.sorted { $0.element > $1.element }
    if let worst = pulls.first {
      lines.append(
        "row \(worst.offset + 1) alone moves the fit (Cook's distance \(worst.element.formatted(digits: 2)))"
          + (pulls.count > 1 ? ", and so \(pulls.count == 2 ? "does" : "do") \(pulls.count - 1) more" : ""))
    }
    let own = leverage.enumerated().filter { $0.element > 1 - 1e-10 }.map { "\($0.offset + 1)" }
    if !own.isEmpty, df > 0 {
      lines.append(
        "the fit passes through \(own.count == 1 ? "row" : "rows") \(own.prefix(5).joined(separator: ", ")) whatever "
          + "the response is there (leverage 1)")
    }
    let inflated = zip(design.names.indices.filter { design.terms[$0] != 0 }, vif).filter { $0.1 > 10 }
    if design.hasIntercept, let worst = inflated.max(by: { $0.1 < $1.1 }) {
      lines.append(
        "\(inflated.map { design.names[$0.0] }.joined(separator: ", ")) nearly follow from one another: variance "
          + "inflation up to \(worst.1.formatted(digits: 3))")
    }
    return lines
  }

  /// Of one numeric predictor, which way it goes.
  private var spreadPhrase: String {
    guard kept.count == 2, design.matrix.columns == 2, let slope = spreadSlope else {
      return "is not the same everywhere"
    }
    return "\(slope > 0 ? "grows" : "shrinks") with \(design.names[1])"
  }

  private var spreadSlope: Double? {
    (try? LinearModel(design, response: residuals.map { $0 * $0 }))?.coefficients[1]
  }

  // MARK: in words

  /// - Parameter level: of the interval; chance is named where 0 lies within it.
  public func sentence(level: Double = 0.95) -> String? {
    let (estimates, names) = (estimates, design.names)
    let p = estimates.p
    let candidates = kept.filter { design.terms[$0] != 0 && p[$0].isFinite }
    guard let j = candidates.min(by: { estimates.statistics[$0].magnitude > estimates.statistics[$1].magnitude }) else {
      return nil
    }
    let what = responseName.isEmpty ? "the response" : responseName
    let interval = estimates.intervals(level: level)[j]
    let size = estimates.coefficients[j]
    let others = candidates.count > 1 ? ", the other columns being equal" : ""
    let subject =
      design.levelColumns.contains(j) ? "\(names[j]) goes with" : "Each unit more of \(names[j]) goes with"
    var text =
      "\(subject) \(size.magnitude.inProse) \(size < 0 ? "less" : "more") of \(what)\(others) (\((100 * level).formatted()) % interval "
      + "\(interval.lower.inProse) to \(interval.upper.inProse)); "
    text +=
      p[j] < 1 - level
      ? "chance alone would rarely do that (\(p[j].asChance))."
      : "with \(count.counted("row")) this could be chance (\(p[j].asChance)), so gather more before acting on it."
    if design.hasIntercept {
      text +=
        " The model explains \(r2.asShare) % of the variation, and a single prediction is off "
      text += "by about \(sigma.inProse) as a rule."
    }
    return text
  }
}
