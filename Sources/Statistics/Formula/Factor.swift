import Document
import Tables

/// A variable of a few kinds, each row being of one.
public struct Factor: Hashable, Sendable {
  /// The kinds, in order; the first is the one the others are compared with.
  public let levels: [String]
  /// The level of each row, counted from 0.
  public let codes: [Int]

  /// - Precondition: every code is a place in `levels`.
  public init(levels: [String], codes: [Int]) { (self.levels, self.codes) = (levels, codes) }

  /// The levels of a column without missing elements: texts in the order of their letters, numbers and dates ascending,
  /// false before true. Complex numbers have no order, and no levels; NaN is no kind either.
  public init?(_ column: Column) {
    switch column.storage {
    case .texts(let texts): self.init(texts)
    case .truths(let truths): self.init(truths.map { $0 ? 1 : 0 }) { $0 == 0 ? "false" : "true" }
    case .numbers(let numbers):
      guard !numbers.contains(where: \.isNaN) else { return nil }
      self.init(numbers.map { $0 == 0 ? 0 : $0 }) { $0.formatted(digits: 17) }
    case .dates(let days): self.init(days) { $0.description }
    case .complex: return nil
    }
  }

  private init<Key: Hashable & Comparable>(_ keys: [Key], _ name: (Key) -> String) {
    let ordered = Set(keys).sorted()
    let places = Dictionary(ordered.enumerated().map { ($1, $0) }) { first, _ in first }
    self.init(levels: ordered.map(name), codes: keys.map { places[$0] ?? 0 })
  }

  private init(_ texts: Texts) {
    // One text is made for each level, not for each row.
    var seen: [ArraySlice<UInt8>: Int] = [:]
    var codes: [Int] = []
    codes.reserveCapacity(texts.count)
    for row in 0..<texts.count {
      let bytes = texts.bytes[texts.range(row)]
      if let code = seen[bytes] {
        codes.append(code)
      } else {
        codes.append(seen.count)
        seen[bytes] = seen.count
      }
    }
    let named = seen.map { (name: String(decoding: $0.key, as: UTF8.self), code: $0.value) }.sorted {
      $0.name < $1.name
    }
    var places = [Int](repeating: 0, count: named.count)
    for (place, level) in named.enumerated() { places[level.code] = place }
    self.init(levels: named.map(\.name), codes: codes.map { places[$0] })
  }

  /// The same rows coded by the levels of another factor.
  /// - Throws: `.unseenLevels` naming those that are not among them.
  public func recoded(by levels: [String], of label: String) throws(FrameError) -> Factor {
    let places = Dictionary(levels.enumerated().map { ($1, $0) }) { first, _ in first }
    let unseen = self.levels.filter { places[$0] == nil }
    guard unseen.isEmpty else { throw .unseenLevels(label: label, unseen: unseen, known: levels) }
    let map = self.levels.map { places[$0] ?? 0 }
    return Factor(levels: levels, codes: codes.map { map[$0] })
  }
}

/// How a factor of k levels becomes k − 1 columns beside an intercept.
public enum Contrasts: String, Sendable, CaseIterable {
  /// A column for each level but the first, 1 in its rows.
  case treatment
  /// A column for each level but the last, 1 in its rows and −1 in those of the last.
  case sum
}
