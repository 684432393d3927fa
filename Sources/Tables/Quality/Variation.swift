import Document
import Numerics

extension InspectedColumn {
  /// The column is empty, or always the same.
  var constant: Finding? {
    guard column.count > 1 else { return nil }
    if codes.distinct == 0 {
      return Finding(
        .constant, .matters, columns: [name], "Every cell of \(name) is missing.", mend: .dropColumns([name]))
    }
    guard codes.distinct == 1, codes.present > 1 else { return nil }
    return Finding(
      .constant, .matters, columns: [name],
      "\(name) is \(written(codes.first[0])) in every row, so it tells nothing.", mend: .dropColumns([name]))
  }

  /// One value nearly everywhere. A truth may be rare by nature: there, only a handful is said.
  var nearlyConstant: Finding? {
    guard codes.present >= 50, codes.distinct > 1, let most = codes.counts.max() else { return nil }
    let others = codes.present - most
    let isNear = column.kind == .truth ? others <= max(2, codes.present / 1000) : 100 * others <= codes.present
    guard isNear, let code = codes.counts.firstIndex(of: most) else { return nil }
    let rows = codes.codes.indices.filter { codes.codes[$0] >= 0 && codes.codes[$0] != Int32(code) }
    return Finding(
      .nearlyConstant, .look, columns: [name], rows: rows.map { $0 + 1 },
      "\(name) is \(written(codes.first[code])) in all but \(others.counted("row")) of \(codes.present); it tells next to "
        + "nothing.",
      mend: .dropColumns([name]))
  }

  /// Whether the column only tells rows apart: texts or whole numbers that are all different, by its name or its order.
  var isIdentifier: Bool {
    guard codes.present == column.count, column.count >= 10, codes.distinct == column.count else { return false }
    switch column.kind {
    case .text: return true
    case .number: return numbers.count == column.count && isWhole && (isNamedAsIdentifier || countsRows)
    case .truth, .date, .complex: return false
    }
  }

  /// What stands in for a name in a set of rows.
  func identity(isTarget: Bool, hasTarget: Bool) -> [Finding] {
    if isIdentifier {
      guard !hasTarget else { return [] }
      return [
        Finding(.identifier, .note, columns: [name], "\(name) tells the rows apart and says nothing else.")
      ]
    }
    guard isNamedAsIdentifier, !isTarget, column.kind == .text || isWhole, codes.present >= 20 else { return [] }
    let repeats = codes.present - codes.distinct
    guard repeats > 0, 20 * repeats <= codes.present else { return [] }
    var seen: Set<Int32> = []
    let rows = codes.codes.indices.filter { codes.codes[$0] >= 0 && !seen.insert(codes.codes[$0]).inserted }
    return [
      Finding(
        .identifier, .matters, columns: [name], rows: rows.map { $0 + 1 },
        "\(name) should tell rows apart, and \(repeats.counted("row")) \(repeats == 1 ? "has" : "have") one that was "
          + "there before: \(Words.list(rows.map(written))).", mend: .show(involved(rows)))
    ]
  }

  /// The rows that share a value with one of these, from 1.
  private func involved(_ rows: [Int]) -> [Int] {
    let wanted = Set(rows.map { codes.codes[$0] })
    return codes.codes.indices.filter { wanted.contains(codes.codes[$0]) }.map { $0 + 1 }
  }

  private var isNamedAsIdentifier: Bool {
    !Set(name.nameWords).isDisjoint(with: ["id", "ids", "uuid", "guid", "key", "identifier", "index", "rowid"])
  }

  /// 1, 2, 3 … or 0, 1, 2 … from the first row to the last; calendar years do that too.
  private var countsRows: Bool {
    guard let first = numbers.first?.value, first == 0 || first == 1 else { return false }
    return numbers.enumerated().allSatisfy { $1.value == first + Double($0) }
  }

  var isWhole: Bool { isNumeric && numbers.allSatisfy { $0.value == $0.value.rounded() } }

  /// Infinite numbers and NaN that are not marked as missing.
  var notFinite: [Finding] {
    guard case .numbers(let x) = column.storage else { return [] }
    let rows = x.indices.filter { !x[$0].isFinite && !column.isMissing($0) }
    guard !rows.isEmpty else { return [] }
    let kinds = Set(rows.map { x[$0].isNaN ? "NaN" : x[$0] > 0 ? "Inf" : "-Inf" }).sorted()
    return [
      Finding(
        .notFinite, .matters, columns: [name], rows: rows.map { $0 + 1 },
        "\(rows.count.counted("cell")) of \(name) \(rows.count == 1 ? "is" : "are") no number: "
          + "\(kinds.joined(separator: " and ")).",
        mend: .blankOutside(name, -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude))
    ]
  }

  /// A cell as a sentence has it.
  func written(_ row: Int) -> String {
    switch column[row] {
    case .number(let x): Words.number(x)
    case .truth(let t): "\(t)"
    case .text(let t): Words.quoted(t)
    case .date(let d): "\(d)"
    case .complex(let z): "\(Words.number(z.real)) + \(Words.number(z.imaginary))i"
    case .missing: "missing"
    }
  }
}
