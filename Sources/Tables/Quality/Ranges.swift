import Document

/// What a column's name says about its values.
extension InspectedColumn {
  /// Values that what the column is called cannot have: an age of -3, a share of 120 %. A rule that more than a fifth of
  /// the values break does not fit the column, and says nothing.
  func impossibleValues(_ cells: Cells) -> (found: [Finding], rows: Set<Int>) {
    if column.kind == .date { return datesOutOfTime(cells) }
    guard isNumeric, let rule = NameRule(name, cells.map(\.value)) else { return ([], []) }
    let bad = cells.filter { !rule.range.contains($0.value) || rule.isWhole && $0.value != $0.value.rounded() }
    guard !bad.isEmpty, 5 * bad.count <= cells.count || cells.count < 10 else { return ([], []) }
    let shown = Words.list(bad.sorted { $0.value < $1.value }.map { Words.number($0.value) })
    return (
      [
        Finding(
          .impossible, .matters, columns: [name], rows: bad.map { $0.row + 1 },
          "\(rule.what.prefix(1).uppercased() + rule.what.dropFirst()) \(rule.says); \(bad.count.counted("value")) of "
            + "\(name) \(bad.count == 1 ? "is" : "are") not so: \(shown).",
          mend: rule.isWhole ? .show(bad.map { $0.row + 1 }) : .blankOutside(name, rule.range))
      ], Set(bad.map(\.row))
    )
  }

  /// Days before 1900 or after 2200 beside others that are within.
  private func datesOutOfTime(_ cells: Cells) -> ([Finding], Set<Int>) {
    let bad = cells.filter { $0.value < -25_567 || $0.value > 84_370 }
    guard !bad.isEmpty, 5 * bad.count <= cells.count else { return ([], []) }
    let rows = bad.map { $0.row + 1 }
    return (
      [
        Finding(
          .impossible, .matters, columns: [name], rows: rows,
          "\(bad.count.counted("date")) of \(name) \(bad.count == 1 ? "lies" : "lie") before 1900 or after 2200, the others "
            + "between: \(Words.list(bad.map { written($0.row) })).", mend: .show(rows))
      ], Set(bad.map(\.row))
    )
  }
}

/// The values that a name allows.
private struct NameRule {
  let what: String
  let says: String
  let range: ClosedRange<Double>
  let isWhole: Bool

  private init(_ what: String, _ says: String, _ range: ClosedRange<Double>, isWhole: Bool = false) {
    (self.what, self.says, self.range, self.isWhole) = (what, says, range, isWhole)
  }

  init?(_ name: String, _ values: [Double]) {
    let words = name.nameWords
    let set = Set(words)
    // A change of an amount may well be negative, and so may a residual of an age.
    guard set.isDisjoint(with: Self.signed) else { return nil }
    let top = Double.greatestFiniteMagnitude
    func has(_ names: String...) -> Bool { !set.isDisjoint(with: names) }
    if has("age") {
      let isYears = set.isDisjoint(with: ["days", "day", "months", "month", "weeks", "hours", "minutes", "seconds"])
      self.init("an age", isYears ? "lies between 0 and 120 years" : "is not negative", 0...(isYears ? 120 : top))
    } else if has("percent", "percentage", "pct") {
      self.init("a percentage", "lies between 0 and 100", 0...100)
    } else if has("probability", "prob", "proportion", "fraction", "share") {
      // Shares are written in percent as often as in parts of 1.
      let isPercent = 5 * values.count { $0 > 1 } > values.count
      self.init("a share", isPercent ? "lies between 0 and 100" : "lies between 0 and 1", 0...(isPercent ? 100 : 1))
    } else if words == ["hour"] {
      self.init("an hour of the day", "lies between 0 and 24", 0...24)
    } else if words == ["month"] {
      self.init("a month", "is a whole number from 1 to 12", 1...12, isWhole: true)
    } else if words == ["weekday"] {
      self.init("a weekday", "is a whole number from 0 to 7", 0...7, isWhole: true)
    } else if has("latitude", "lat") {
      self.init("a latitude", "lies between -90 and 90", -90...90)
    } else if has("longitude", "lon", "lng") {
      self.init("a longitude", "lies between -180 and 360", -180...360)
    } else if words == ["year"] || words.last == "year" && words.count == 2 && has("birth", "calendar") {
      self.init("a year", "lies between 1000 and 2200", 1000...2200)
    } else if let what = words.last(where: { Self.neverNegative.contains($0) }) {
      self.init("\("aeio".contains(what.prefix(1)) ? "an" : "a") \(what)", "is not negative", 0...top)
    } else {
      return nil
    }
  }

  private static let signed: Set = [
    "change", "diff", "difference", "delta", "log", "scaled", "standardized", "standardised", "normalized",
    "normalised", "z", "zscore", "score", "residual", "residuals", "error", "anomaly", "growth", "net", "profit",
    "balance", "gain", "loss", "return", "deviation", "effect", "centered", "centred", "shift", "offset",
  ]

  private static let neverNegative: Set = [
    "amount", "area", "bmi", "cholesterol", "cost", "count", "depth", "dist", "distance", "duration", "frequency",
    "glucose", "height", "hours", "income", "insulin", "length", "mass", "number", "population", "pressure", "price",
    "pulse", "quantity", "qty", "revenue", "salary", "sales", "size", "speed", "turnover", "visits", "volume", "wage",
    "weight", "width",
  ]
}
