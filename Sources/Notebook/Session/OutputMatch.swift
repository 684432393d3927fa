/// Recorded and printed lines side by side.
struct OutputMatch {
  struct Failure {
    var recorded: PrintedUnit?
    var printed: PrintedUnit?
    var difference: Mismatch.Difference
  }

  private let rule: Comparison
  private let record: [PrintedUnit]
  private let printed: [PrintedUnit]
  private let recorded: [String]
  private let output: [String]

  init(_ rule: Comparison, record: [String], output: [String]) {
    self.rule = rule
    recorded = record
    self.output = output
    let (glyphs, digits) = (rule.options.glyphs, rule.digits)
    self.record = PrintedUnit.read(record, record: true, glyphs: glyphs, digits: digits)
    printed = PrintedUnit.read(output, record: false, glyphs: glyphs, digits: digits)
  }

  var failures: [Failure] {
    record.contains { $0.kind == .any } ? aligned : pairwise
  }

  private var pairwise: [Failure] {
    let pairs = Array(zip(record, printed))
    var failures = pairs.compactMap { pair in
      difference(pair.0, pair.1).map { Failure(recorded: pair.0, printed: pair.1, difference: $0) }
    }
    if record.count != printed.count {
      // Once a line is missing or added, those below it are only out of step.
      failures = Array(failures.prefix(1))
      if failures.isEmpty, record.count > pairs.count {
        failures = [Failure(recorded: record[pairs.count], printed: nil, difference: .missing)]
      } else if failures.isEmpty {
        failures = [Failure(recorded: nil, printed: printed[pairs.count], difference: .extra)]
      }
    }
    return failures.isEmpty ? signFailures(pairs) : failures
  }

  /// Wildcards take as few lines as let the rest match; the furthest disagreement is the one reported.
  private var aligned: [Failure] {
    var (row, line) = (0, 0)
    var star: (row: Int, line: Int)?
    var pairs: [(PrintedUnit, PrintedUnit)] = []
    var kept = 0
    var furthest: (row: Int, failure: Failure)?
    while line < printed.count {
      if row < record.count, record[row].kind == .any {
        row += 1
        star = (row, line)
        kept = pairs.count
        continue
      }
      let failure: Failure
      if row < record.count {
        guard let found = difference(record[row], printed[line]) else {
          pairs.append((record[row], printed[line]))
          row += 1
          line += 1
          continue
        }
        failure = Failure(recorded: record[row], printed: printed[line], difference: found)
      } else {
        failure = Failure(recorded: nil, printed: printed[line], difference: .extra)
      }
      if row >= furthest?.row ?? 0 { furthest = (row, failure) }
      guard let resume = star else { return [failure] }
      star = (resume.row, resume.line + 1)
      row = resume.row
      line = resume.line + 1
      pairs.removeLast(pairs.count - kept)
    }
    while row < record.count, record[row].kind == .any { row += 1 }
    guard row < record.count else { return signFailures(pairs) }
    return [furthest?.failure ?? Failure(recorded: record[row], printed: nil, difference: .missing)]
  }

  /// Why two units disagree; `nil` when they do not.
  private func difference(_ a: PrintedUnit, _ b: PrintedUnit) -> Mismatch.Difference? {
    switch (a.kind, b.kind) {
    case (.any, _): nil
    case (.glyphs(let x), .glyphs(let y)): x.utf8.elementsEqual(y.utf8) ? nil : .text
    case (.line(let x), .line(let y)):
      zip(x.texts, y.texts).allSatisfy { $0.utf8.elementsEqual($1.utf8) } && x.texts.count == y.texts.count
        ? difference(x.numbers, y.numbers) : .text
    case (.chart(let x), .chart(let y)):
      x.count == y.count ? difference(x, y) : .count(expected: x.count, got: y.count)
    default: .text
    }
  }

  private func difference(_ a: [PrintedNumber], _ b: [PrintedNumber]) -> Mismatch.Difference? {
    guard !rule.options.random else { return nil }
    for (x, y) in zip(a, b) {
      if x.agrees(with: y, rule.tolerance) { continue }
      if rule.options.signsFree, x.agrees(with: y, rule.tolerance, sign: -1) { continue }
      if x.isInteger && y.isInteger { return .integer(expected: x.text, got: y.text) }
      return .number(expected: x.value, got: y.value, allowed: x.allowance(y, rule.tolerance))
    }
    return nil
  }
}

extension OutputMatch {
  /// Lines that hold are kept, the others written: the longest common subsequence under the rule.
  ///
  /// When something in the output no longer holds its pictures are stale too, though their numbers may be the same: a
  /// picture that is not drawn just like that any more is written whole.
  func merged() -> [RecordEdit] {
    let (n, m) = (record.count, printed.count)
    // Beyond this the table would not be worth its memory.
    guard n * m <= 4_000_000 else { return output.map { .write(RecordLine(.output, $0)) } }
    // A line that holds by itself is worth more than one a wildcard takes.
    func gain(_ row: Int) -> Int { record[row].kind == .any ? 1 : 2 }
    var best = [[Int]](repeating: [Int](repeating: 0, count: m + 1), count: n + 1)
    var equal = [[Bool]](repeating: [Bool](repeating: false, count: m), count: n)
    for i in stride(from: n - 1, through: 0, by: -1) {
      for j in stride(from: m - 1, through: 0, by: -1) {
        let wild = record[i].kind == .any
        equal[i][j] = difference(record[i], printed[j]) == nil && isSamePicture(record[i], printed[j])
        best[i][j] = max(best[i + 1][j], best[i][j + 1], equal[i][j] ? gain(i) + best[wild ? i : i + 1][j + 1] : 0)
      }
    }
    var edits: [RecordEdit] = []
    var (i, j) = (0, 0)
    var keptWildcard = false
    while j < m {
      if i < n, equal[i][j], best[i][j] == gain(i) + best[record[i].kind == .any ? i : i + 1][j + 1] {
        let wild = record[i].kind == .any
        if !wild || !keptWildcard { edits += record[i].lines.map(RecordEdit.keep) }
        keptWildcard = wild
        if !wild { i += 1 }
        j += 1
      } else if i < n, best[i][j] == best[i + 1][j] {
        keptWildcard = false
        i += 1
      } else {
        edits += printed[j].lines.map { .write(RecordLine(.output, output[$0])) }
        j += 1
      }
    }
    return edits
  }

  private func isSamePicture(_ a: PrintedUnit, _ b: PrintedUnit) -> Bool {
    guard case .chart = a.kind, case .chart = b.kind else { return true }
    return recorded[a.lines].map(\.trimmedEnd).elementsEqual(output[b.lines].map(\.trimmedEnd)) {
      $0.utf8.elementsEqual($1.utf8)
    }
  }

  /// With `signs free`, each vector as a whole, and each column (or each row) of a matrix, keeps or changes its sign.
  private func signFailures(_ pairs: [(PrintedUnit, PrintedUnit)]) -> [Failure] {
    guard rule.options.signsFree, !rule.options.random else { return [] }
    var arrays: [Int: [[(PrintedNumber, PrintedNumber)]]] = [:]
    var vectors: [Int: Bool] = [:]
    var first: [Int: (PrintedUnit, PrintedUnit)] = [:]
    for (a, b) in pairs {
      guard case .line(let x) = a.kind, case .line(let y) = b.kind else { continue }
      let numbers = Array(zip(x.numbers, y.numbers))
      if let array = a.array {
        arrays[array, default: []].append(numbers)
        vectors[array] = a.isVector
        if first[array] == nil { first[array] = (a, b) }
      } else {
        let groups = Dictionary(grouping: numbers.filter { $0.0.group != nil }, by: \.0.group)
        if !groups.values.allSatisfy(haveOneSign) { return [Failure(recorded: a, printed: b, difference: .signs)] }
      }
    }
    for (array, rows) in arrays.sorted(by: { $0.key < $1.key }) {
      let width = rows.map(\.count).max() ?? 0
      let columns = (0..<width).map { column in rows.compactMap { column < $0.count ? $0[column] : nil } }
      let holds =
        vectors[array] == true
        ? haveOneSign(rows.flatMap { $0 }) : columns.allSatisfy(haveOneSign) || rows.allSatisfy(haveOneSign)
      if !holds, let (a, b) = first[array] { return [Failure(recorded: a, printed: b, difference: .signs)] }
    }
    return []
  }

  private func haveOneSign(_ pairs: [(PrintedNumber, PrintedNumber)]) -> Bool {
    [1.0, -1.0].contains { sign in pairs.allSatisfy { $0.agrees(with: $1, rule.tolerance, sign: sign) } }
  }
}
