import Document

extension InspectedColumn {
  /// One name in several spellings: other capitals or blanks, or a slip of the pen in a rare one.
  func spellings(_ words: [Spelled]) -> [Finding] {
    var changes: [Mend.Respelling] = []
    let groups = Dictionary(grouping: words, by: \.key).values.filter { $0.count > 1 }
    let variants = groups.map { $0.sorted { ($0.count, $1.text) > ($1.count, $0.text) } }.sorted {
      $0[0].text < $1[0].text
    }
    for group in variants { changes += group.dropFirst().map { .init(from: $0.text, to: group[0].text.tidy) } }
    // The usual spelling may have blanks of its own.
    changes += variants.filter { $0[0].text.tidy != $0[0].text }.map { .init(from: $0[0].text, to: $0[0].text.tidy) }
    var found: [Finding] = []
    if !changes.isEmpty {
      let shown = variants.map { group in group.map { Words.quoted($0.text) }.joined(separator: " and ") }
      let rare = Set(variants.flatMap { $0.dropFirst() }.map { Int32($0.code) })
      let rows = codes.codes.indices.filter { rare.contains(codes.codes[$0]) }.map { $0 + 1 }
      found.append(
        Finding(
          .spellings, .matters, columns: [name], rows: rows,
          "\(name) spells one name in several ways: \(Words.list(shown, most: 3)).", mend: .respell(name, changes)))
    } else {
      let padded = words.filter { $0.text.first?.isWhitespace == true || $0.text.last?.isWhitespace == true }
      if !padded.isEmpty {
        let wanted = Set(padded.map { Int32($0.code) })
        let rows = codes.codes.indices.filter { wanted.contains(codes.codes[$0]) }.map { $0 + 1 }
        found.append(
          Finding(
            .spellings, .look, columns: [name], rows: rows,
            "\(rows.count.counted("cell")) of \(name) \(rows.count == 1 ? "has" : "have") blanks around the text.",
            mend: .respell(name, padded.map { .init(from: $0.text, to: $0.text.tidy) })))
      }
    }
    return found + slips(words)
  }

  /// Rare names one letter away from a frequent one.
  private func slips(_ words: [Spelled]) -> [Finding] {
    guard words.count <= 400 else { return [] }
    var slips: [(rare: Spelled, usual: Spelled)] = []
    for rare in words where rare.count <= 3 && rare.key.count >= 5 {
      let usual = words.filter { $0.count >= 10 * rare.count && $0.key != rare.key && $0.key.isSlip(of: rare.key) }
      if let best = usual.max(by: { $0.count < $1.count }) { slips.append((rare, best)) }
    }
    guard !slips.isEmpty else { return [] }
    let wanted = Set(slips.map { Int32($0.rare.code) })
    let rows = codes.codes.indices.filter { wanted.contains(codes.codes[$0]) }.map { $0 + 1 }
    let shown = slips.map { "\(Words.quoted($0.rare.text)) beside \($0.usual.count) \(Words.quoted($0.usual.text))" }
    return [
      Finding(
        .spellings, .look, columns: [name], rows: rows,
        "\(name) may have slips of the pen: \(Words.list(shown, most: 3)).",
        mend: .respell(name, slips.map { .init(from: $0.rare.text, to: $0.usual.text) }))
    ]
  }
}

extension String {
  /// Without blanks around, and with single ones within.
  fileprivate var tidy: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  /// One letter more, less, other, or two exchanged, in a word of at least five letters: `type a` is no slip of `type b`.
  fileprivate func isSlip(of other: String) -> Bool {
    let (mine, theirs) = (split(separator: " "), other.split(separator: " "))
    guard mine.count == theirs.count else { return false }
    let differing = zip(mine, theirs).filter { $0 != $1 }
    guard differing.count == 1, let (a, b) = differing.first, min(a.count, b.count) >= 5 else { return false }
    guard (a + b).allSatisfy(\.isLetter) else { return false }
    return Self.isOneEdit(Array(a), Array(b))
  }

  private static func isOneEdit(_ a: [Character], _ b: [Character]) -> Bool {
    guard (a.count - b.count).magnitude <= 1 else { return false }
    let prefix = zip(a, b).prefix { $0 == $1 }.count
    let suffix = zip(a.dropFirst(prefix).reversed(), b.dropFirst(prefix).reversed()).prefix { $0 == $1 }.count
    let (restA, restB) = (a.dropFirst(prefix).dropLast(suffix), b.dropFirst(prefix).dropLast(suffix))
    if restA.count <= 1, restB.count <= 1 { return true }
    return restA.count == 2 && restA.elementsEqual(restB.reversed())
  }
}
