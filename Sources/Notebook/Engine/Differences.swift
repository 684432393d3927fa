import Evaluation
import LinearAlgebra
import Syntax

/// What differs, from cell to cell downwards, from what the cells below were computed with.
struct Differences {
  private var names: Set<Name> = []
  private var cells: Set<Int> = []
  private var last: Int?
  private var seed = false

  /// Whether a cell below the ones noted so far was computed with something that is different now.
  func touch(_ cell: Cell) -> Bool {
    if seed, cell.isRandom { return true }
    guard !cell.isDefinition else { return false }
    if !names.isDisjoint(with: cell.uses) { return true }
    if cell.uses.contains(Notebook.ans), let last, cells.contains(last) { return true }
    return cell.uses.contains(Notebook.out) && !cells.isEmpty
  }

  /// A cell that stands as it was.
  mutating func pass(_ cell: Cell) {
    if cell.isStale { names.formUnion(cell.names) } else { names.subtract(cell.names) }
    if cell.value != nil { last = cell.number }
    if cell.isStale { cells.insert(cell.number) }
    if cell.seed != nil { seed = false }
  }

  /// A cell that ran again.
  mutating func note(_ old: Cell, ranAgainAs new: Cell) {
    var changed: Set<Name> = Set(old.names).symmetricDifference(new.names)
    for (name, value) in new.bindings {
      let before = old.bindings.first { $0.name == name }?.value
      if before?.isSame(as: value) != true { changed.insert(name) }
    }
    names.subtract(new.names)
    names.formUnion(changed)
    let isSame =
      switch (old.value, new.value) {
      case (let a?, let b?): a.isSame(as: b)
      case (nil, nil): true
      default: false
      }
    // Whatever `ans` was below is another cell's value when this one has begun or ceased to have one.
    if !isSame { cells.insert(new.number) }
    if new.value != nil || old.value != nil { last = new.number }
    if old.seed != new.seed { seed = true } else if new.seed != nil { seed = false }
  }
}

extension Value {
  /// Whether nobody could tell the two apart. Values too intricate to compare count as different.
  func isSame(as other: Value) -> Bool {
    var comparison = Sameness()
    return comparison.holds(self, other)
  }
}

/// Compares values down to the signs of their zeros, within a budget: a value whose parts share parts can be a tree of
/// any size.
private struct Sameness {
  private var budget = 100_000

  mutating func holds(_ one: Value, _ other: Value) -> Bool {
    budget -= 1
    guard budget > 0 else { return false }
    switch (one, other) {
    case (.number(let a), .number(let b)), (.identity(let a), .identity(let b)): return a.bitPattern == b.bitPattern
    case (.truth(let a), .truth(let b)): return a == b
    case (.text(let a), .text(let b)): return a.utf8.elementsEqual(b.utf8)
    case (.missing, .missing): return true
    case (.complex(let a), .complex(let b)):
      return withUnsafeBytes(of: a) { x in withUnsafeBytes(of: b) { x.elementsEqual($0) } }
    case (.vector(let a), .vector(let b)): return holds(a.elements, b.elements)
    case (.matrix(let a), .matrix(let b)):
      return a.rows == b.rows && a.columns == b.columns && holds(a.elements, b.elements)
    case (.truths(let a), .truths(let b)): return a.columns == b.columns && a.elements == b.elements
    case (.list(let a), .list(let b)):
      if isOne(a.elements, b.elements) { return true }
      guard a.count == b.count else { return false }
      for (x, y) in zip(a.elements, b.elements) where !holds(x, y) { return false }
      return true
    case (.record(let a), .record(let b)):
      if isOne(a.fields, b.fields) { return true }
      guard a.fields.count == b.fields.count else { return false }
      for (x, y) in zip(a.fields, b.fields) where x.name != y.name || !holds(x.value, y.value) { return false }
      return true
    case (.function(let a), .function(let b)): return a === b || a.isSimple && b.isSimple && a.printed == b.printed
    default: return false
    }
  }

  // Equality of numbers takes -0 for 0, whose reciprocals differ, and NaN for different from itself.
  private func holds(_ one: [Double], _ other: [Double]) -> Bool {
    one.count == other.count && zip(one, other).allSatisfy { $0.bitPattern == $1.bitPattern }
  }

  /// Whether two arrays are one in memory.
  private func isOne<Element>(_ one: [Element], _ other: [Element]) -> Bool {
    guard one.count == other.count else { return false }
    return one.withUnsafeBytes { a in other.withUnsafeBytes { b in a.baseAddress == b.baseAddress } }
  }
}

extension Function {
  /// Its text says everything.
  fileprivate var isSimple: Bool {
    if case .defined(_, let captures) = body { captures.isEmpty } else { false }
  }
}
