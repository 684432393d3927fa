import Evaluation
import Syntax
import Tables

/// Writes what to do about a finding as a line of the language.
struct MendWriter {
  /// What the table is called.
  let name: String
  let table: Table

  func line(_ mend: Mend) -> String {
    switch mend {
    case .dropMissing(let columns): "\(name) = drop_missing(\(name), \(texts(columns)))"
    case .dropColumns(let columns): "\(name) = drop(\(name), \(columns.map(quoted).joined(separator: ", ")))"
    case .dropDuplicates: "\(name) = unique(\(name))"
    case .dropRows(let rows): "\(name) = \(name)[[k for k in 1:rows(\(name)) if not (k in \(places(rows)))], :]"
    case .blankOutside(let column, let range): blanked(column, outside(range))
    case .blankNumber(let column, let number): blanked(column, "x == \(Value.number(number).written())")
    case .blankTexts(let column, let words):
      blanked(column, words.count == 1 ? "x == \(quoted(words[0]))" : "x in \(texts(words))")
    case .respell(let column, let changes): respelled(column, changes)
    case .readNumbers(let column): "\(at(column)) = numbers(\(at(column)))"
    case .readDates(let column, let monthFirst):
      "\(at(column)) = dates(\(at(column))\(monthFirst ? ", order = \"mdy\"" : ""))"
    case .show(let rows): "\(name)[\(places(Array(rows.prefix(20)))), :]"
    case .count(let column): "count(\(name), \(quoted(column)))"
    }
  }

  private func quoted(_ text: String) -> String { Value.text(text).written() }

  private func texts(_ words: [String]) -> String { "[\(words.map(quoted).joined(separator: ", "))]" }

  private func places(_ rows: [Int]) -> String { "[\(rows.map { "\($0)" }.joined(separator: ", "))]" }

  /// The column, by a name that can be typed or else in quotes.
  private func at(_ column: String) -> String {
    if let parsed = try? Parser.expression("\(name).\(column)"), case .member(_, let field) = parsed.kind,
      field.spelling == column
    {
      return "\(name).\(column)"
    }
    return "\(name)[\(quoted(column))]"
  }

  /// When a number is to be made missing.
  private func outside(_ range: ClosedRange<Double>) -> String {
    let top = Double.greatestFiniteMagnitude
    switch (range.lowerBound == -top, range.upperBound == top) {
    case (true, true): return "not (abs(x) < inf)"
    case (false, true): return "x < \(Value.number(range.lowerBound).written())"
    case (true, false): return "x > \(Value.number(range.upperBound).written())"
    case (false, false):
      return "x < \(Value.number(range.lowerBound).written()) or x > \(Value.number(range.upperBound).written())"
    }
  }

  private func blanked(_ column: String, _ condition: String) -> String {
    "\(at(column)) = [if \(guarded(column))\(condition) then missing else x for x in \(at(column))]"
  }

  /// A missing value decides nothing, so it is asked for first.
  private func guarded(_ column: String) -> String {
    table[column]?.missing.isEmpty == false ? "is_missing(x) or " : ""
  }

  private func respelled(_ column: String, _ changes: [Mend.Respelling]) -> String {
    var targets: [(to: String, from: [String])] = []
    for change in changes {
      if let place = targets.firstIndex(where: { $0.to == change.to }) {
        targets[place].from.append(change.from)
      } else {
        targets.append((change.to, [change.from]))
      }
    }
    let gap = table[column]?.missing.isEmpty == false ? "if is_missing(x) then missing else " : ""
    let choices = targets.map { target in
      let test = target.from.count == 1 ? "x == \(quoted(target.from[0]))" : "x in \(texts(target.from))"
      return "if \(test) then \(quoted(target.to)) else "
    }
    return "\(at(column)) = [\(gap)\(choices.joined())x for x in \(at(column))]"
  }
}
