import Charts
import Document
import Evaluation
import Tables

/// An inspected table as a value: the verdict first, then the findings, each with a line that mends it.
struct QualityReport: DomainValue, ResultType {
  static let typeName = "quality report"

  let quality: Quality
  /// The line for each finding.
  private let lines: [String]

  /// - Parameter name: what the lines call the table.
  init(_ quality: Quality, of table: Table, called name: String) {
    self.quality = quality
    let writer = MendWriter(name: name, table: table)
    lines = quality.findings.map { $0.mend.map(writer.line) ?? "" }
  }

  var fields: Record {
    Record([
      .init("verdict", .text(quality.verdict)), .init("findings", .table(findings)),
      .init("rows", .number(Double(quality.rows))), .init("columns", .number(Double(quality.columns))),
      .init("hash", .text(quality.hash)), .init("notes", .column(Column(quality.notes.map(\.message)))),
    ])
  }

  private var findings: Table {
    let found = quality.findings
    return Table(uniform: [
      ("severity", Column(found.map(\.severity.rawValue))), ("problem", Column(found.map(\.problem.rawValue))),
      ("column", Column(found.map { $0.columns.joined(separator: ", ") })),
      ("count", Column(found.map { Double($0.count) })), ("rows", Column(found.map { $0.places(most: 20) })),
      ("what", Column(found.map(\.message))), ("mend", Column(lines)),
    ])
  }

  // MARK: the display

  /// More findings than this are left to the field.
  private static let mostShown = 25

  var document: Document {
    let size = "\(quality.rows.counted("row")), \(quality.columns.counted("column"))"
    var blocks: [Block] = [.line(Text(quality.verdict, .strong) + Text(" · \(size)", .dim))]
    for (finding, line) in zip(quality.findings, lines).prefix(Self.mostShown) {
      var inner: [Block] = [.line(Text(finding.message))]
      if !line.isEmpty { inner.append(.line(Text("try   ", .dim) + Text(line, .accent))) }
      blocks.append(.section(finding.heading, Document(inner)))
    }
    if quality.findings.count > Self.mostShown {
      blocks.append(.line(Text("… \(quality.findings.count - Self.mostShown) more in the field findings", .dim)))
    }
    blocks += quality.notes.map { .line(Text("note  \($0.message)", .dim)) }
    blocks.append(.line(Text("SHA-256 \(quality.hash)", .dim)))
    return Document(blocks)
  }

  var sentence: String? {
    let size = "\(quality.rows.counted("row")) and \(quality.columns.counted("column"))"
    guard let first = quality.findings.first else {
      return "The table of \(size) is ready: none of the checks found anything."
    }
    let (matters, look) = quality.weight
    if matters == 0 {
      return
        "The table of \(size) can be used with care; \(look == 1 ? "one thing is" : "\(look) things are") worth a look. "
        + first.message
    }
    let weighty = matters == 1 ? "one finding matters" : "\(matters) findings matter"
    return "The table of \(size) is not ready: \(weighty). \(matters == 1 ? "" : "First: ")\(first.message)"
  }

  /// How many cells or rows each finding touches.
  var figure: (any Figure)? {
    let shown = quality.findings.prefix(Self.mostShown)
    guard !shown.isEmpty else { return nil }
    let names = shown.map { ([$0.problem.rawValue] + $0.columns.prefix(2)).joined(separator: " ") }
    var options = Chart.Options(title: "cells or rows touched, of \(quality.rows) rows")
    options.x.label = quality.verdict
    // A column at fault as a whole is so in every row.
    let values = shown.map { Double($0.count == 0 ? quality.rows : $0.count) }
    return try? Chart.bar(Array(names), values, options)
  }
}

extension Finding {
  /// `missing values in age · rows 3, 17, 20, … 28 more`.
  fileprivate var heading: Text {
    let place = columns.isEmpty ? "" : " in \(columns.joined(separator: ", "))"
    let mark: Style = severity == .matters ? .strong : .plain
    let rows = rows.isEmpty ? "" : " · \(rows.count == 1 ? "row" : "rows") \(places(most: 6))"
    return Text(problem.rawValue, mark) + Text(place)
      + Text("\(severity == .look ? " · worth a look" : "")\(rows)", .dim)
  }

  /// The rows as a text.
  fileprivate func places(most: Int) -> String {
    let shown = rows.prefix(most).map { "\($0)" }.joined(separator: ", ")
    return rows.count > most ? "\(shown), … \(rows.count - most) more" : shown
  }
}
