/// A table inspected for what would make its results wrong.
///
/// Missing, duplicate and constant columns are counted; the rules that judge (outliers, impossible values, leakage and
/// so on) each state themselves in their findings. A finding is made only where coincidence and coarse measuring do not
/// explain it, so that a clean table has none.
public struct Quality: Sendable {
  public let rows: Int
  public let columns: Int
  /// The SHA-256 of the table.
  public let hash: String
  /// What matters first, then what is worth a look; each kind in the order of `Problem`.
  public private(set) var findings: [Finding]
  /// What is good to know and no fault.
  public private(set) var notes: [Finding]

  /// - Parameters:
  ///   - target: the column that a model is to predict.
  ///   - isInterrupted: asked between columns; once true, the rest is left out.
  /// - Throws: `.empty` for a table without rows or columns, `.noColumn`, and `.noTarget` for a target that is all
  ///   missing.
  public init(
    _ table: Table, target: String? = nil, isInterrupted: () -> Bool = { false }
  ) throws(QualityError) {
    guard table.rows > 0, !table.columns.isEmpty else { throw .empty }
    if let target {
      guard let column = table[target] else { throw .noColumn(target, known: table.names) }
      guard column.missingCount < column.count else { throw .noTarget(target) }
    }
    (rows, columns) = (table.rows, table.columns.count)
    hash = table.sha256
    (findings, notes) = ([], [])
    var found: [Finding] = []
    var inspected: [InspectedColumn] = []
    for (name, column) in zip(table.names, table.columns) {
      if isInterrupted() { return }
      inspected.append(InspectedColumn(name, column))
    }
    found += Missingness.findings(inspected)
    for column in inspected {
      if isInterrupted() { return }
      found += column.findings(target: target)
    }
    let isTelling = inspected.filter { !$0.isIdentifier }
    found +=
      Duplicates.rows(isTelling, total: inspected.count) + Duplicates.columns(inspected.filter { $0.name != target })
    if let target, let column = inspected.first(where: { $0.name == target }) {
      found += Target(column).findings(beside: inspected.filter { $0.name != target }, isInterrupted: isInterrupted)
    }
    add(found)
  }

  /// Takes in what another inspection found.
  public mutating func add(_ found: [Finding]) {
    let order = Finding.Problem.allCases
    func place(_ finding: Finding) -> Int { order.firstIndex(of: finding.problem) ?? order.count }
    let all = (findings + found.filter { $0.severity != .note }).enumerated()
    findings = all.sorted {
      ($0.element.severity, place($0.element), $0.offset) < ($1.element.severity, place($1.element), $1.offset)
    }.map(\.element)
    notes += found.filter { $0.severity == .note }
  }

  /// How many findings matter, and how many are worth a look.
  public var weight: (matters: Int, look: Int) {
    (findings.count { $0.severity == .matters }, findings.count { $0.severity == .look })
  }

  /// `not ready: 3 findings that matter, 1 to look at`.
  public var verdict: String {
    let (matters, look) = weight
    let glance = look == 0 ? "" : "\(look) to look at"
    if matters == 0 { return look == 0 ? "ready: nothing found" : "ready with care: \(glance)" }
    let weighty = matters == 1 ? "1 finding that matters" : "\(matters) findings that matter"
    return "not ready: \(weighty)" + (look == 0 ? "" : ", \(glance)")
  }
}

/// Why a table cannot be inspected so.
public enum QualityError: Error, Hashable, Sendable {
  /// No rows or no columns.
  case empty
  case noColumn(String, known: [String])
  /// The target has no value in any row.
  case noTarget(String)
}

/// A column with what several rules ask of it.
struct InspectedColumn {
  let name: String
  let column: Column
  let codes: Codes
  /// The finite numbers and the rows they are from, from 0; empty of another kind.
  let numbers: [(row: Int, value: Double)]

  init(_ name: String, _ column: Column) {
    (self.name, self.column) = (name, column)
    codes = Codes(column)
    switch column.storage {
    case .numbers(let x):
      numbers = x.indices.compactMap { x[$0].isFinite && !column.isMissing($0) ? ($0, x[$0]) : nil }
    case .dates(let d):
      numbers = d.indices.compactMap { column.isMissing($0) ? nil : ($0, Double(d[$0].number)) }
    case .truths, .texts, .complex: numbers = []
    }
  }

  var isNumeric: Bool { column.kind == .number }

  /// What this column says by itself.
  func findings(target: String?) -> [Finding] {
    let isTarget = name == target
    if let constant { return [constant] }
    var found = identity(isTarget: isTarget, hasTarget: target != nil) + textFindings + notFinite
    let (codesForMissing, coded) = missingCodes
    found += codesForMissing
    if !isTarget, let constant = nearlyConstant { return found + [constant] }
    let judged = numbers.filter { $0.value != coded }
    let (impossible, bad) = impossibleValues(judged)
    let (zeros, isZeroBad) = zerosForMissing(judged)
    found += impossible + zeros
    let rest = judged.filter { !bad.contains($0.row) && !(isZeroBad && $0.value == 0) }
    if !isIdentifier { found += outliers(rest) }
    return found
  }
}
