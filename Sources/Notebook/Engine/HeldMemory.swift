import Evaluation
import LinearAlgebra
import Tables

/// How much memory the numbers and texts of a value take; what several parts share counts once.
struct HeldMemory {
  private(set) var bytes = 0
  /// Whether everything was looked at; otherwise the value holds more than this.
  var isWhole: Bool { budget > 0 }
  private var budget = 100_000
  /// Where the arrays that were counted lie. The value keeps them alive as long as they are compared.
  private var seen: Set<UnsafeRawPointer> = []

  init(of value: Value) { count(value) }

  /// `8 MB`, or nothing for what is too little to tell.
  var spoken: String {
    guard bytes >= 1000 || !isWhole else { return "" }
    return isWhole ? bytes.bytes : "over \(bytes.bytes)"
  }

  private mutating func count(_ value: Value) {
    guard budget > 0 else { return }
    budget -= 1
    switch value {
    case .number, .truth, .missing, .date, .identity, .function, .formula, .traced: bytes += 8
    case .complex: bytes += 16
    case .text(let text): bytes += text.utf8.count
    case .vector(let v): add(v.elements)
    case .complexVector(let v): bytes += v.count * 16
    case .matrix(let a): add(a.elements)
    case .complexMatrix(let a): bytes += a.elements.count * 16
    case .truths(let t): add(t.elements)
    case .column(let c): add(c)
    case .table(let t): t.columns.forEach { add($0) }
    case .list(let l): if isNew(l.elements) { l.elements.forEach { count($0) } }
    case .record(let r): if isNew(r.fields) { r.fields.forEach { count($0.value) } }
    // The fields of an object are made anew each time, so their place says nothing.
    case .object(let object): object.fields.fields.forEach { count($0.value) }
    }
  }

  private mutating func add(_ column: Column) {
    add(column.missing)
    switch column.storage {
    case .numbers(let x): add(x)
    case .truths(let t): add(t)
    case .dates(let d): add(d)
    case .complex(let z): add(z)
    case .texts(let t):
      add(t.bytes)
      add(t.ends)
    }
  }

  private mutating func add<Element>(_ elements: [Element]) {
    if isNew(elements) { bytes += elements.count * MemoryLayout<Element>.stride }
  }

  private mutating func isNew<Element>(_ elements: [Element]) -> Bool {
    guard !elements.isEmpty, let place = elements.withUnsafeBytes({ $0.baseAddress }) else { return false }
    return seen.insert(place).inserted
  }
}
