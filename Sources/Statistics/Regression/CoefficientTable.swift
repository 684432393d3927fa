import Document

extension Estimates {
  /// A row for each coefficient: estimate, standard error, statistic, p and interval. The interval is one cell: half of
  /// it, where the other half has no room, would read as the whole.
  func table(statistic: String, level: Double) -> TextTable {
    let (errors, statistics, p, intervals) = (standardErrors, statistics, p, intervals(level: level))
    let kept = Set(kept)
    let rows = names.indices.map { j -> [Text] in
      guard kept.contains(j) else { return [Text(names[j]), Text("left out", .dim)] }
      return [
        Text(names[j]), .number(coefficients[j]), .number(errors[j]), Text(statistics[j].inTable),
        Text(NumberFormat.pValue(p[j])),
        Text("\(intervals[j].lower.formatted(digits: 5)) to \(intervals[j].upper.formatted(digits: 5))"),
      ]
    }
    let title = "\((level * 100).formatted()) % interval"
    return TextTable(
      header: [Text(""), Text("estimate"), Text("std. error"), Text(statistic), Text("p"), Text(title)],
      rows: rows,
      alignments: [.left, .decimal, .decimal, .decimal, .left, .left])
  }
}

extension Double {
  /// A t or z: two decimals, or three digits where these say more.
  fileprivate var inTable: String { magnitude < 1e4 && magnitude >= 0.005 ? fixed(decimals: 2) : formatted(digits: 3) }
}

/// What there is to know about a fit besides its numbers.
struct FitNotes {
  var lines: [String] = []

  /// The lines under one word.
  var blocks: [Block] {
    lines.enumerated().map { place, line in .line(Text(place == 0 ? "notes  " : "       ", .dim) + Text(line)) }
  }

  mutating func leftOut(_ rows: Int) {
    if rows > 0 {
      lines.append("\(rows.counted("row")) left out because something in \(rows == 1 ? "it" : "them") is missing")
    }
  }

  mutating func aliased(_ names: [String]) {
    guard !names.isEmpty else { return }
    let verb = names.count == 1 ? "is a combination" : "are combinations"
    lines.append("\(names.joined(separator: ", ")) \(verb) of the columns before and left out")
  }
}
