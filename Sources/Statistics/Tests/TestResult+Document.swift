import Charts
import Document
import LinearAlgebra

/// A test as it is shown: what was tested, what was found, how sure, and what that rests on.
extension TestResult: Presentable {
  public var document: Document {
    var heading = Text(test)
    if !data.isEmpty { heading = heading + Text("   \(data)", .dim) }
    if !counts.isEmpty { heading = heading + Text("   \(countPhrase)", .dim) }
    var blocks: [Block] = []
    if let line = estimateLine { blocks.append(.line(line)) }
    blocks.append(.line(statisticLine))
    if let effect { blocks.append(.line(Text("\(effect.name)  ") + .number(effect.value))) }
    for detail in details where detail.isShown { blocks += detail.blocks }
    if !assumptions.isEmpty {
      let rows = assumptions.map { [Text($0.statement), $0.verdict.text, Text($0.evidence, .dim)] }
      blocks.append(
        .section(Text("assumes", .dim), Document([.table(TextTable(rows: rows, alignments: [.left, .left, .left]))])))
    }
    blocks += notes.map { .line(Text("note  ", .dim) + Text($0)) }
    return Document([.section(heading, Document(blocks))])
  }

  public var figure: (any Figure)? { picture }

  private var countPhrase: String {
    counts.count == 1 ? "n \(counts[0])" : "n \(counts.map(String.init).joined(separator: ", "))"
  }

  /// `difference of means  -1.58   95 % interval -3.36548 to 0.205483`.
  private var estimateLine: Text? {
    guard let estimate else { return nil }
    var line = Text("\(parameter)  ") + .number(estimate, .strong)
    if let interval {
      line =
        line + Text("   \(Sentences.level(level)) interval ") + .number(interval.lowerBound)
        + Text(" to ") + .number(interval.upperBound)
    }
    return line
  }

  /// `t -1.86081 on 17.7765 df   p 0.0794 two-sided`.
  private var statisticLine: Text {
    var line = Text([])
    if let statistic { line = Text("\(symbol) ") + .number(statistic) }
    let freedom = figures.filter { $0.name.hasPrefix("df") }
    if !freedom.isEmpty {
      line = line + Text(" on \(freedom.map { $0.value.formatted() }.joined(separator: ", ")) df")
    }
    for figure in figures where !figure.name.hasPrefix("df") {
      line = line + Text("   \(figure.name) ") + .number(figure.value)
    }
    if !line.plain.isEmpty { line = line + Text("   ") }
    line = line + Text("p ") + Text(NumberFormat.pValue(p), .strong)
    if isExact { line = line + Text(" exact") }
    switch alternative {
    case .twoSided: return line
    case .less, .greater: return line + Text(" one-sided (\(alternative.rawValue))")
    }
  }
}

extension TestResult.Assumption.Verdict {
  var text: Text {
    switch self {
    case .plausible: Text("plausible")
    case .doubtful: Text("doubtful", .strong)
    case .unchecked: Text("unchecked", .dim)
    }
  }
}

extension TestResult.Detail {
  fileprivate var blocks: [Block] {
    switch content {
    case .vector(let values):
      return [.line(Text("\(name)  ") + Text(values.map { $0.formatted() }.joined(separator: "  ")))]
    case .texts(let texts): return [.line(Text("\(name)  \(texts.joined(separator: ", "))"))]
    case .number(let value): return [.line(Text("\(name)  ") + .number(value))]
    case .matrix(let matrix, let rows, let columns):
      let body = (0..<matrix.rows).map { row in
        let name = row < rows.count ? [Text(rows[row])] : []
        return name + (0..<matrix.columns).map { Text.number(matrix[row, $0]) }
      }
      let corner = rows.isEmpty ? [] : [Text("")]
      let header = columns.isEmpty ? [] : corner + columns.map { Text($0) }
      let alignments: [TextTable.Alignment] = rows.isEmpty ? [] : [.left]
      let table = TextTable(
        header: header, rows: body,
        alignments: alignments + Array(repeating: .decimal, count: matrix.columns))
      return [.section(Text(name, .dim), Document([.table(table)]))]
    }
  }
}

extension Double {
  /// For prose: three digits and a true minus.
  public var inProse: String {
    let text = formatted(digits: 3)
    return text.first == "-" ? "−\(text.dropFirst())" : text
  }

  /// `p = 0.079`, `p < 2e-16`, for prose.
  public var asChance: String { self < 2e-16 ? "p < 2e-16" : "p = \(NumberFormat.pValue(self, digits: 2))" }
}
