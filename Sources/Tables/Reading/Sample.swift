import CTables

/// The first rows of a file, from which separator, decimal sign, names and kinds are told.
struct Sample {
  struct Cell {
    let text: UnsafeRawBufferPointer
    let line: Int
    let isQuoted: Bool

    /// Without the quotes around it.
    var string: String {
      guard isQuoted else { return String(decoding: text, as: UTF8.self) }
      var bytes: [UInt8] = []
      var isOpen = false
      for byte in text.dropFirst().dropLast() {
        // Of a doubled quote the second is left out.
        isOpen = byte == UInt8(ascii: "\"") && !isOpen
        if byte != UInt8(ascii: "\"") || isOpen { bytes.append(byte) }
      }
      return String(decoding: bytes, as: UTF8.self)
    }

    /// What is between the quotes as it is written.
    var inner: UnsafeRawBufferPointer {
      isQuoted ? UnsafeRawBufferPointer(rebasing: text.dropFirst().dropLast()) : text
    }

    func kind(_ decimal: UInt8) -> ctables_kind {
      ctables_classify(inner.baseAddress?.assumingMemoryBound(to: UInt8.self), inner.count, decimal)
    }

    func contains(_ byte: UInt8) -> Bool { text.contains(byte) }

    var isBlank: Bool { text.allSatisfy { $0 == UInt8(ascii: " ") } }
  }

  let rows: [[Cell]]
  /// Where each row begins, and where the next line does.
  let spans: [(start: Place, end: Place)]

  typealias Place = (position: Int, line: Int)

  /// - Throws: `.openQuote` for a quote that closes nowhere.
  init(_ reader: ctables_reader, limit: Int) throws(ReadingError) {
    var (rows, spans): ([[Cell]], [(start: Place, end: Place)]) = ([], [])
    var (position, line) = (reader.position, reader.line)
    let data = UnsafeRawBufferPointer(start: reader.data, count: reader.size)
    let quote = UInt8(ascii: "\"")
    var reader = reader
    while rows.count < limit, position < reader.size {
      var row: [Cell] = []
      let start = (position, line)
      var isLast: Int32 = 0
      while isLast == 0 {
        var place = ctables_place()
        isLast = ctables_next(&reader, &position, &line, &place)
        guard isLast >= 0 else { throw .openQuote(line: place.line, text: data.text(place.start + 1, data.count)) }
        let text = UnsafeRawBufferPointer(rebasing: data[place.start..<place.end])
        let isQuoted = text.count >= 2 && text.first == quote && text.last == quote
        row.append(Cell(text: text, line: place.line, isQuoted: isQuoted))
      }
      guard row.count > 1 || row.first?.isBlank == false else { continue }
      rows.append(row)
      spans.append((start, (position, line)))
    }
    (self.rows, self.spans) = (rows, spans)
  }

  /// The separator under which most rows have as many cells as the first.
  static func separator(_ reader: ctables_reader) -> UInt8 {
    var best = (separator: UInt8(ascii: ","), share: 0.0, cells: 1)
    for separator in [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: "|")] {
      var reader = reader
      reader.separator = separator
      // Under the wrong separator a quote within a cell may seem to open one.
      guard let rows = try? Sample(reader, limit: 100).rows, let cells = rows.first?.count, cells > 1 else { continue }
      let share = Double(rows.count { $0.count == cells }) / Double(rows.count)
      if share > best.share || (share == best.share && cells > best.cells) { best = (separator, share, cells) }
    }
    return best.separator
  }

  /// A cell with a decimal comma, if there is one and no number has a point.
  var decimalComma: Cell? {
    let (comma, point) = (UInt8(ascii: ","), UInt8(ascii: "."))
    let cells = rows.joined()
    guard let first = cells.first(where: { $0.contains(comma) && $0.kind(comma) == ctables_number }),
      !cells.contains(where: { $0.contains(point) && $0.kind(point) == ctables_number })
    else { return nil }
    return first
  }

  /// The first row as it is written, without the end of its line.
  func firstLine(_ bytes: UnsafeRawBufferPointer) -> String {
    guard let span = spans.first else { return "" }
    var end = span.end.position
    while end > span.start.position, bytes[end - 1] == 10 || bytes[end - 1] == 13 { end -= 1 }
    return bytes.text(span.start.position, end)
  }

  /// Whether every name and every cell has quotes, and names need none: then quotes say nothing of a cell's kind.
  func isAllQuoted(_ reader: ctables_reader) -> Bool {
    guard rows.count > 1, rows.joined().allSatisfy({ $0.isQuoted || $0.text.isEmpty }) else { return false }
    let quoting = Quoting(reader.separator)
    return rows[0].contains { $0.isQuoted && !quoting.isNeeded(by: $0.string) }
  }

  /// The most frequent kind of each column below the first `header` rows; a number where nothing tells.
  func kinds(below header: Int, _ reader: ctables_reader, isMissing: (Cell) -> Bool) -> [ctables_kind] {
    let columns = rows.first?.count ?? 0
    var votes = [[Int]](repeating: [0, 0, 0, 0], count: columns)
    for row in rows.dropFirst(header) {
      for (column, cell) in row.prefix(columns).enumerated() where !isMissing(cell) {
        let kind = cell.kind(reader.decimal)
        let place = [ctables_number, ctables_truth, ctables_date].firstIndex(of: kind) ?? 3
        votes[column][place] += 1
      }
    }
    return votes.map { votes in
      // On a draw the kind that has more to say.
      let most = votes.max() ?? 0
      return [ctables_number, ctables_truth, ctables_date, ctables_text][votes.firstIndex(of: most) ?? 3]
    }
  }
}

extension UnsafeRawBufferPointer {
  /// What stands between two places, at most 120 bytes of it; a character that was cut is shown as such.
  func text(_ start: Int, _ end: Int) -> String {
    let start = Swift.min(Swift.max(start, 0), count)
    let end = Swift.min(Swift.max(end, start), start + 120, count)
    return String(decoding: self[start..<end], as: UTF8.self)
  }
}
