import Document

extension Estimates {
  /// A row for each coefficient: estimate, standard error, statistic, p and interval.
  func table(statistic: String, level: Double) -> TextTable {
    let (errors, statistics, p, intervals) = (standardErrors, statistics, p, intervals(level: level))
    let kept = Set(kept)
    let rows = names.indices.map { j -> [Text] in
      guard kept.contains(j) else { return [Text(names[j]), Text("left out", .dim)] }
      return [
        Text(names[j]), .number(coefficients[j]), .number(errors[j]), Text(statistics[j].inTable),
        Text(NumberFormat.pValue(p[j])), .number(intervals[j].lower), .number(intervals[j].upper),
      ]
    }
    let title = "\((level * 100).formatted()) % interval"
    return TextTable(
      header: [Text(""), Text("estimate"), Text("std. error"), Text(statistic), Text("p"), Text(title), Text("")],
      rows: rows,
      alignments: [.left, .decimal, .decimal, .decimal, .left, .decimal, .decimal])
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
