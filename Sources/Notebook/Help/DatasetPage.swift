import Document
import Tables

extension HelpPage {
  /// The page on a set of data that comes along: what each column means, and where it is from.
  init(on set: Dataset) {
    self.init(
      signatures: [Text("\(set.name) = data(\"\(set.name)\")", .accent)],
      kind: "data, \(set.table.rows)×\(set.table.columns.count)", summary: "\(set.title).")
    // What several columns share is said once.
    var rows: [[Text]] = []
    for (place, field) in set.fields.enumerated() where place == 0 || set.fields[place - 1].meaning != field.meaning {
      let alike = set.fields[place...].prefix { $0.meaning == field.meaning }.map(\.name)
      let kind = set.table[field.name]?.kind.rawValue ?? ""
      rows.append([Text(alike.joined(separator: " "), .accent), Text(kind, .dim), Text(field.meaning)])
    }
    let missing = set.table.columns.reduce(0) { $0 + $1.missingCount }
    if missing > 0 { rows.append([Text("missing", .dim), Text(""), Text(missing.counted("cell"))]) }
    shown = Document([.table(TextTable(rows: rows, alignments: [.left, .left, .left]))])
    self.rows = [
      ("source", set.source), ("licence", set.licence), ("try", set.use), ("SHA-256", set.table.sha256),
    ]
  }
}
