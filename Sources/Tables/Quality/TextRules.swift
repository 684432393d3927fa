import Document

/// Rules for columns of texts.
extension InspectedColumn {
  var textFindings: [Finding] {
    guard case .texts = column.storage else { return [] }
    let words = codes.first.indices.map { code -> Spelled in
      guard case .text(let text) = column[codes.first[code]] else { return Spelled("", 0, code) }
      return Spelled(text, codes.counts[code], code)
    }
    // Among few other words that come up again and again, `none` is one of them: the group without a treatment.
    let others = words.filter { !$0.isWordForMissing }
    let isLevel = others.count >= 2 && others.count <= 12 && others.allSatisfy { $0.value == nil && $0.count >= 2 }
    let blanks = words.filter { $0.isWordForMissing && !(isLevel && $0.key == "none") }
    let telling = words.filter { word in !blanks.contains { $0.code == word.code } }
    var found = missingWords(blanks)
    if let types = numbersAmongTexts(telling) { return found + [types] }
    if let dates = dates(telling) { return found + [dates] }
    // Names of rows may be spelled alike by right.
    if 5 * codes.distinct <= 4 * codes.present || codes.present < 10 { found += spellings(telling) }
    return found + damaged(telling)
  }

  private func rows(_ words: [Spelled]) -> [Int] {
    let wanted = Set(words.map { Int32($0.code) })
    return codes.codes.indices.filter { wanted.contains(codes.codes[$0]) }.map { $0 + 1 }
  }

  private func missingWords(_ blanks: [Spelled]) -> [Finding] {
    guard !blanks.isEmpty else { return [] }
    let rows = rows(blanks)
    return [
      Finding(
        .missingCode, .matters, columns: [name], rows: rows,
        "\(rows.count.counted("cell")) of \(name) \(rows.count == 1 ? "says" : "say") that \(rows.count == 1 ? "it is" : "they are") "
          + "missing: \(Words.list(blanks.map { Words.quoted($0.text) })).",
        mend: .blankTexts(name, blanks.map(\.text)))
    ]
  }

  private func numbersAmongTexts(_ words: [Spelled]) -> Finding? {
    let numbers = words.filter { $0.value != nil }
    guard !numbers.isEmpty else { return nil }
    let others = words.filter { $0.value == nil }
    let count = numbers.reduce(0) { $0 + $1.count }
    let total = count + others.reduce(0) { $0 + $1.count }
    if others.isEmpty {
      // A leading zero is part of a postcode or an article number.
      guard !numbers.contains(where: { $0.text.hasPrefix("0") && $0.text.count > 1 && !$0.text.hasPrefix("0.") }) else {
        return nil
      }
      return Finding(
        .mixedTypes, .matters, columns: [name], rows: rows(numbers), "\(name) holds numbers kept as texts.",
        mend: .readNumbers(name))
    }
    // `12a` and `3+` are names that begin with a digit.
    guard !others.contains(where: { $0.text.first?.isNumber == true && $0.value == nil && !$0.hasUnit }) else {
      return nil
    }
    if 2 * count >= total {
      let rows = rows(others)
      return Finding(
        .mixedTypes, .matters, columns: [name], rows: rows,
        "\(name) holds numbers, but for \(rows.count.counted("cell")): "
          + "\(Words.list(others.map { Words.quoted($0.text) })).", mend: .readNumbers(name))
    }
    let rows = rows(numbers)
    return Finding(
      .mixedTypes, .look, columns: [name], rows: rows,
      "\(name) holds words, and \(rows.count.counted("number")) among them: "
        + "\(Words.list(numbers.map { Words.quoted($0.text) })).", mend: .blankTexts(name, numbers.map(\.text)))
  }

  private func dates(_ words: [Spelled]) -> Finding? {
    let dated = words.compactMap { word in DateForm(word.text).map { (word: word, form: $0) } }
    guard 2 * dated.reduce(0, { $0 + $1.word.count }) > words.reduce(0, { $0 + $1.count }) else { return nil }
    let forms = Set(dated.map(\.form.layout)).sorted()
    let others = words.filter { DateForm($0.text) == nil }
    let monthFirst = dated.contains { $0.form.isMonthFirst } && !dated.contains { $0.form.isDayFirst }
    let clashes = dated.contains { $0.form.isMonthFirst } && dated.contains { $0.form.isDayFirst }
    let wrong = dated.filter { $0.form.day(monthFirst: monthFirst) == nil }
    var complaints: [String] = []
    if forms.count > 1 { complaints.append("in several formats: \(Words.list(forms))") }
    if clashes { complaints.append("the day first in some rows, the month first in others") }
    if !wrong.isEmpty, !clashes {
      complaints.append("with days that do not exist: \(Words.list(wrong.map { Words.quoted($0.word.text) }))")
    }
    if !others.isEmpty { complaints.append("beside \(Words.list(others.map { Words.quoted($0.text) }))") }
    let rows: [Int]
    if complaints.isEmpty {
      rows = self.rows(dated.map(\.word))
    } else {
      let usual = Dictionary(grouping: dated, by: \.form.layout).max {
        ($0.value.reduce(0) { $0 + $1.word.count }, $1.key) < ($1.value.reduce(0) { $0 + $1.word.count }, $0.key)
      }?.key
      let odd = dated.filter { $0.form.layout != usual || clashes }.map(\.word)
      rows = self.rows(odd + others + (clashes ? [] : wrong.map(\.word)))
    }
    let mend = Mend.readDates(name, monthFirst: monthFirst)
    guard complaints.isEmpty else {
      return Finding(
        .dateFormats, .matters, columns: [name], rows: rows,
        "\(name) holds dates as texts, \(complaints.joined(separator: ", "))."
          + (clashes || !wrong.isEmpty ? " What no rule reads becomes missing." : ""), mend: mend)
    }
    return Finding(
      .mixedTypes, .look, columns: [name], rows: rows, "\(name) holds dates kept as texts, as \(forms[0]).", mend: mend)
  }

  private func damaged(_ words: [Spelled]) -> [Finding] {
    let bad = words.filter { $0.isDamaged }
    guard !bad.isEmpty else { return [] }
    return [
      Finding(
        .damagedText, .matters, columns: [name], rows: rows(bad),
        "Letters of \(name) were lost when it was read or written: \(Words.list(bad.map { Words.quoted($0.text) })).",
        mend: .show(rows(bad)))
    ]
  }
}

/// A text and how often it stands in its column.
struct Spelled {
  let text: String
  let count: Int
  let code: Int

  init(_ text: String, _ count: Int, _ code: Int) { (self.text, self.count, self.code) = (text, count, code) }

  /// What differs between spellings of one name: case and blanks left out.
  var key: String { text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  /// The number it is, blanks around it left out; `inf` is a word.
  var value: Double? { Double(written: text) }

  var isWordForMissing: Bool { Self.missingWords.contains(key) }

  /// A number with a unit behind it: `12 kg`.
  var hasUnit: Bool {
    let parts = text.split(whereSeparator: \.isWhitespace)
    return parts.count == 2 && Double(parts[0]) != nil && parts[1].allSatisfy(\.isLetter)
  }

  /// UTF-8 read as Latin-1, or a letter that could not be read.
  var isDamaged: Bool {
    text.unicodeScalars.contains("\u{FFFD}")
      || zip(text.unicodeScalars, text.unicodeScalars.dropFirst()).contains { a, b in
        (a == "Ã" || a == "Â") && (0x80...0xBF).contains(b.value)
      }
  }

  private static let missingWords: Set = [
    "", "na", "n/a", "n.a.", "nan", "null", "nil", "none", "missing", "unknown", "?", "-", "--", "#n/a", "tbd",
    "not available", "k.a.",
  ]
}

extension Double {
  /// The number that a text is, blanks around it left out; words such as `inf` and `nan` are none.
  public init?(written text: String) {
    let digits = text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
    guard let first = digits.first, "+-.0123456789".contains(first), !digits.contains(where: { "nNxX".contains($0) })
    else { return nil }
    self.init(String(digits))
  }
}
