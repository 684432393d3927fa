import Numerics

extension Column {
  /// So many missing elements.
  public static func missing(_ count: Int, _ kind: Kind = .number) -> Column {
    let storage: Storage =
      switch kind {
      case .number: .numbers(Array(repeating: .nan, count: count))
      case .truth: .truths(Array(repeating: false, count: count))
      case .text: .texts(Texts(bytes: [], ends: Array(repeating: 0, count: count)))
      case .date: .dates(Array(repeating: Day(number: 0), count: count))
      case .complex: .complex(Array(repeating: .zero, count: count))
      }
    return Column(storage, missing: Array(repeating: true, count: count))
  }

  /// One element, so many times.
  public init(repeating cell: Cell, count: Int) {
    switch cell {
    case .number(let x): self.init(.numbers(Array(repeating: x, count: count)))
    case .truth(let t): self.init(.truths(Array(repeating: t, count: count)))
    case .text(let t): self.init(.texts(Texts(repeatElement(t, count: count))))
    case .date(let d): self.init(.dates(Array(repeating: d, count: count)))
    case .complex(let z): self.init(.complex(Array(repeating: z, count: count)))
    case .missing: self = .missing(count)
    }
  }

  /// The same column as one of another kind, where that says the same: real numbers among complex ones, and elements that
  /// are all missing among any.
  public func converted(to kind: Kind) -> Column? {
    if kind == self.kind { return self }
    if missingCount == count { return .missing(count, kind) }
    guard kind == .complex, case .numbers(let x) = storage else { return nil }
    return Column(.complex(x.map { Complex($0) }), missing: missing)
  }

  /// This column and another below it; `nil` for different kinds.
  public func appending(_ other: Column) -> Column? {
    guard let lower = other.converted(to: kind) else {
      guard let upper = converted(to: other.kind) else { return nil }
      return upper.appending(other)
    }
    let gaps =
      missing.isEmpty && lower.missing.isEmpty
      ? [] : (0..<count).map(isMissing) + (0..<lower.count).map(lower.isMissing)
    switch (storage, lower.storage) {
    case (.numbers(let a), .numbers(let b)): return Column(.numbers(a + b), missing: gaps)
    case (.truths(let a), .truths(let b)): return Column(.truths(a + b), missing: gaps)
    case (.texts(let a), .texts(let b)):
      let shift = a.bytes.count
      return Column(.texts(Texts(bytes: a.bytes + b.bytes, ends: a.ends + b.ends.map { $0 + shift })), missing: gaps)
    case (.dates(let a), .dates(let b)): return Column(.dates(a + b), missing: gaps)
    case (.complex(let a), .complex(let b)): return Column(.complex(a + b), missing: gaps)
    default: return nil
    }
  }

  /// The elements at these places; missing where a place is below 0.
  func taking(orMissing places: [Int]) -> Column {
    guard places.contains(where: { $0 < 0 }) else { return taking(places) }
    guard count > 0 else { return .missing(places.count, kind) }
    return Column(taking(places.map { max($0, 0) }).storage, missing: places.map { $0 < 0 || isMissing($0) })
  }

  /// The same column with another value wherever one is missing; `nil` for a value of another kind.
  public func filled(with cell: Cell) -> Column? {
    guard !missing.isEmpty else { return self }
    let filling = Column(repeating: cell, count: 1)
    guard let both = appending(filling) else { return nil }
    return both.taking((0..<count).map { missing[$0] ? count : $0 })
  }

  public static func == (a: Column, b: Column) -> Bool {
    guard a.missing == b.missing else { return false }
    return a.missing.isEmpty ? a.storage == b.storage : a.count == b.count && a.present.storage == b.present.storage
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(missing)
    hasher.combine(present.storage)
  }

  /// The elements that are there, in order.
  public var present: Column {
    missing.isEmpty ? self : taking(missing.indices.filter { !missing[$0] })
  }
}
