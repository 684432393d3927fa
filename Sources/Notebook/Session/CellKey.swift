import Syntax

/// What the random stream of a cell is keyed by: the names it assigns, or else its normalised text.
///
/// Inserting a cell or changing an option (`rate = 0.2`) leaves the key, and so the draws, as they were.
public struct CellKey: Hashable, Sendable {
  private let identity: String

  /// Of a cell that was read as statements; a labelled argument is an option and no part of the key.
  public init(_ statements: [Statement]) {
    let names = statements.flatMap(\.assignedNames)
    self = names.isEmpty ? CellKey(form: Fingerprint.of(statements)) : CellKey(names: names)
  }

  /// Of a cell whose names are known another way, as `:step` assigns `gd`.
  public init(names: [Name]) {
    var seen: Set<Name> = []
    identity = "names " + names.filter { seen.insert($0).inserted }.map(\.canonical).joined(separator: ",")
  }

  /// Of a command, or of text that is no statement: comments do not count, and blanks only as one.
  public init(command text: String) {
    var collapsed: [String] = []
    for line in text.lines {
      collapsed += String(line[..<(CodeScan(line).comment ?? line.endIndex)]).words
    }
    identity = "text " + collapsed.joined(separator: " ")
  }

  private init(form: String) { identity = "form " + form }

  /// The seed of the stream: the same bits on every machine.
  /// - Parameter occurrence: how many cells of the same key stand above this one.
  /// - Source: FNV-1a (draft-eastlake-fnv-21) over the key, finished by SplitMix64 (Steele, Lea & Flood 2014).
  public func stream(seed: UInt64, occurrence: Int) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in identity.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Self.mixed(Self.mixed(hash ^ Self.mixed(seed)) &+ UInt64(truncatingIfNeeded: occurrence))
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// Counts the occurrences of each key, cell by cell from the top.
public struct CellStreams: Hashable, Sendable {
  public let seed: UInt64
  private var counts: [CellKey: Int] = [:]

  public init(seed: UInt64) { self.seed = seed }

  /// The stream seed of the next cell.
  public mutating func next(_ key: CellKey) -> UInt64 {
    let occurrence = counts[key, default: 0]
    counts[key] = occurrence + 1
    return key.stream(seed: seed, occurrence: occurrence)
  }
}

extension Statement {
  /// The names a statement binds in its notebook, in order.
  var assignedNames: [Name] {
    switch kind {
    case .expression: return []
    case .assign(let names, _): return names.compactMap { $0 }
    case .define(let name, _, _): return [name]
    case .update(var target, _):
      while true {
        switch target.kind {
        case .index(let base, _), .member(let base, _): target = base
        case .name(let name): return [name]
        default: return []
        }
      }
    }
  }
}
