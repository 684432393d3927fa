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
    switch (self, other) {
    case (.number(let a), .number(let b)): a == b || a.isNaN && b.isNaN
    case (.truth(let a), .truth(let b)): a == b
    case (.text(let a), .text(let b)): a.utf8.elementsEqual(b.utf8)
    case (.missing, .missing): true
    case (.complex(let a), .complex(let b)): a == b
    case (.identity(let a), .identity(let b)): a == b
    case (.vector(let a), .vector(let b)): a.elements == b.elements
    case (.matrix(let a), .matrix(let b)): a.rows == b.rows && a.columns == b.columns && a.elements == b.elements
    case (.truths(let a), .truths(let b)): a.columns == b.columns && a.elements == b.elements
    case (.list(let a), .list(let b)):
      a.count == b.count && zip(a.elements, b.elements).allSatisfy { $0.isSame(as: $1) }
    case (.record(let a), .record(let b)):
      a.fields.count == b.fields.count
        && zip(a.fields, b.fields).allSatisfy { $0.name == $1.name && $0.value.isSame(as: $1.value) }
    case (.function(let a), .function(let b)): a === b || a.isSimple && b.isSimple && a.printed == b.printed
    default: false
    }
  }
}

extension Function {
  /// Its text says everything.
  fileprivate var isSimple: Bool {
    if case .defined(_, let captures) = body { captures.isEmpty } else { false }
  }
}
