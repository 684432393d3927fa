import CTables

/// The names of the columns, from the first row or made up, and what the rows below seem to be.
struct Header {
  let isThere: Bool
  let names: [String]
  let renamed: [Renaming]
  let kinds: [ctables_kind]

  init(_ sample: Sample, _ reader: ctables_reader, _ options: SeparatedOptions, _ words: MissingWords) {
    let first = sample.rows.first ?? []
    let isAllQuoted = reader.all_quoted != 0
    func isMissing(_ cell: Sample.Cell) -> Bool {
      (!cell.isQuoted || isAllQuoted) && words.contains(cell.inner)
    }
    func kind(_ cell: Sample.Cell) -> ctables_kind {
      cell.isQuoted && !isAllQuoted ? ctables_text : cell.kind(reader.decimal)
    }
    let below = sample.kinds(below: 1, reader, isMissing: isMissing)
    let isData: Bool
    if sample.rows.count == 1 {
      isData = first.contains { kind($0) != ctables_text }
    } else {
      // Names stand out where a column is not text.
      isData =
        first.count == sample.rows[1].count
        && zip(first, below).allSatisfy { cell, column in
          column == ctables_text || isMissing(cell) || kind(cell) == column
        }
        && zip(first, below).contains { cell, column in column != ctables_text && kind(cell) == column }
        && !Self.isOfYears(sample, first.indices.filter { kind(first[$0]) != ctables_text })
    }
    isThere = options.hasHeader ?? !isData
    kinds = isThere ? below : sample.kinds(below: 0, reader, isMissing: isMissing)
    guard isThere else {
      (names, renamed) = (first.indices.map { "column\($0 + 1)" }, [])
      return
    }
    let given = first.map { $0.isQuoted ? $0.string : $0.string.withoutBlanks }
    var taken = Set(given)
    var seen: Set<String> = []
    var (names, renamed): ([String], [Renaming]) = ([], [])
    // The number each name tries next: from 2 anew, many equal names would take a square of look-ups.
    var numbers: [String: Int] = [:]
    for (place, name) in given.enumerated() {
      let base = name.isEmpty ? "column\(place + 1)" : name
      var unique = base
      // A name made up must not take one that comes later.
      while seen.contains(unique) || (unique != name && taken.contains(unique)) {
        let number = numbers[base] ?? 2
        unique = "\(base)_\(number)"
        numbers[base] = number + 1
      }
      if unique != name { renamed.append(Renaming(from: name, to: unique)) }
      seen.insert(unique)
      taken.insert(unique)
      names.append(unique)
    }
    (self.names, self.renamed) = (names, renamed)
  }

  /// Whether the first row has the names of a table with a column for each year: what is no text there are years in
  /// order, nothing is there twice, and below stand no years.
  private static func isOfYears(_ sample: Sample, _ places: [Int]) -> Bool {
    func year(_ cell: Sample.Cell) -> Int? {
      Int(cell.string.withoutBlanks).flatMap { (1500...2200).contains($0) ? $0 : nil }
    }
    let first = sample.rows[0]
    let years = places.compactMap { year(first[$0]) }
    guard years.count >= 2, years.count == places.count, Set(first.map(\.string)).count == first.count else {
      return false
    }
    let steps = zip(years, years.dropFirst()).map { $1 - $0 }
    guard steps.allSatisfy({ $0 > 0 }) || steps.allSatisfy({ $0 < 0 }) else { return false }
    return places.allSatisfy { place in
      sample.rows.dropFirst().contains { $0.indices.contains(place) && !$0[place].isBlank && year($0[place]) == nil }
    }
  }
}

extension String {
  var withoutBlanks: String {
    let first = utf8.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? endIndex
    let last = utf8.lastIndex { $0 != 0x20 && $0 != 0x09 }.map { utf8.index(after: $0) } ?? first
    return String(self[first..<last])
  }
}
