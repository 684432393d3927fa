import Document

extension TestResult.Assumption {
  /// That each sample comes of a normal law, by Shapiro and Wilk's test where it can be made.
  static func normality(_ statement: String, of groups: [Observations]) -> Self {
    var words: [String] = []
    var isDoubtful = false
    var checked = 0
    for group in groups {
      guard let shapiro = try? ShapiroWilk(group) else { continue }
      checked += 1
      // Several groups are several chances to be alarmed for nothing.
      if shapiro.p < 0.05 / Double(groups.count) { isDoubtful = true }
      let name = groups.count == 1 ? "" : "\(group.name): "
      if words.count < 4 { words.append("\(name)W \(shapiro.w.formatted(digits: 3)), \(shapiro.p.asChance)") }
    }
    guard checked == groups.count, checked > 0 else {
      return Self(statement, .unchecked, evidence: "too few or too many values, or no spread, for Shapiro–Wilk")
    }
    if checked > words.count { words.append("…") }
    // Three or four values nearly always look normal.
    if !isDoubtful, groups.contains(where: { $0.count < 5 }) {
      return Self(statement, .unchecked, evidence: "too few values for Shapiro–Wilk to tell")
    }
    return Self(
      statement, isDoubtful ? .doubtful : .plausible, evidence: "Shapiro–Wilk \(words.joined(separator: "; "))")
  }

  /// That all samples spread alike, by Brown and Forsythe's test.
  static func equalSpread(of groups: [Observations]) -> Self {
    let statement = "equal spread in the groups"
    guard let options = try? TestOptions(), let levene = try? Levene.test(groups, center: .median, options) else {
      return Self(statement, .unchecked, evidence: "too few values for Levene's test")
    }
    return Self(
      statement, levene.p < 0.05 ? .doubtful : .plausible,
      evidence: "Levene (medians) F \((levene.statistic ?? .nan).formatted(digits: 3)), \(levene.p.asChance)")
  }

  static let independence = Self(
    "independent observations", .unchecked, evidence: "no number tells; it rests on how the data were collected")

  static let independentPairs = Self(
    "independent pairs", .unchecked, evidence: "no number tells; it rests on how the pairs were chosen")

  /// That a limit holds well enough with so many observations.
  static func size(_ statement: String, holds: Bool, evidence: String) -> Self {
    Self(statement, holds ? .plausible : .doubtful, evidence: evidence)
  }
}
