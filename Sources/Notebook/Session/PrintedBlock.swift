/// What is compared as one: a line, a wildcard, or the rows of a chart.
struct PrintedUnit: Hashable, Sendable {
  enum Kind: Hashable {
    /// `…` in a record: any lines.
    case any
    case line(PrintedLine)
    /// The numbers on the rows of a chart; the marks between them are not compared.
    case chart([PrintedNumber])
    /// A row of a chart compared character by character.
    case glyphs(String)
  }

  var kind: Kind
  /// The lines it stands on, from 0.
  var lines: Range<Int>
  /// The array of the output it is a row of.
  var array: Int?
  var isVector = false

  /// Reads output or a record; only a record has wildcards.
  static func read(_ lines: [String], record: Bool, glyphs: Bool, digits: Int) -> [PrintedUnit] {
    let charted = ChartRows.find(lines)
    var units: [PrintedUnit] = []
    var index = 0
    while index < lines.count {
      let start = index
      index += 1
      if record, lines[start].trimmed == "…" {
        units.append(PrintedUnit(kind: .any, lines: start..<index))
      } else if charted.contains(start), glyphs {
        units.append(PrintedUnit(kind: .glyphs(lines[start].trimmedEnd), lines: start..<index))
      } else if charted.contains(start) {
        while charted.contains(index) { index += 1 }
        let numbers = lines[start..<index].flatMap { PrintedLine($0, digits: digits).numbers }
        units.append(PrintedUnit(kind: .chart(numbers), lines: start..<index))
      } else {
        units.append(PrintedUnit(kind: .line(PrintedLine(lines[start], digits: digits)), lines: start..<index))
      }
    }
    gatherArrays(&units)
    return units
  }

  /// Rows below a header of kind and shape are one array, compared by its largest entry.
  private static func gatherArrays(_ units: inout [PrintedUnit]) {
    var index = 0
    while index < units.count {
      guard case .line(let header) = units[index].kind, let announced = header.announced else {
        index += 1
        continue
      }
      let start = index + 1
      var end = start
      var scale = 0.0
      while end < units.count, case .line(let row) = units[end].kind, row.isRow {
        scale = row.numbers.reduce(scale) { $1.value.isFinite ? max($0, $1.value.magnitude) : $0 }
        end += 1
      }
      for row in start..<end {
        guard case .line(var line) = units[row].kind else { continue }
        for number in line.numbers.indices { line.numbers[number].scale = scale }
        units[row].kind = .line(line)
        units[row].array = index
        units[row].isVector = announced == .vector
      }
      index = end
    }
  }
}

/// Finds the rows of charts in plain text.
enum ChartRows {
  static func find(_ lines: [String]) -> Set<Int> {
    var rows = Set(lines.indices.filter { lines[$0].unicodeScalars.contains(where: isGlyph) })
    for (index, line) in lines.enumerated() {
      guard let column = axis(line) else { continue }
      rows.insert(index)
      var above = index - 1
      while above >= 0, hasFrame(lines[above], at: column) {
        rows.insert(above)
        above -= 1
      }
    }
    return rows
  }

  /// Box drawing, block elements, braille.
  private static func isGlyph(_ scalar: Unicode.Scalar) -> Bool {
    (0x2500...0x259F).contains(scalar.value) || (0x2800...0x28FF).contains(scalar.value)
  }

  /// Where the corner of an ASCII axis such as `0 ++-----+-----` stands.
  private static func axis(_ line: String) -> Int? {
    let bytes = Array(line.trimmedEnd.utf8)
    guard let corner = bytes.firstIndex(of: UInt8(ascii: "+")) else { return nil }
    let rest = bytes[corner...]
    let isAxis = rest.count >= 10 && rest.allSatisfy { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
    return isAxis ? corner : nil
  }

  private static func hasFrame(_ line: String, at column: Int) -> Bool {
    let bytes = Array(line.utf8)
    return column < bytes.count && (bytes[column] == UInt8(ascii: "|") || bytes[column] == UInt8(ascii: "+"))
  }
}
