import LinearAlgebra
import Numerics
import Tables

/// Whether whole values are the same: lists and records part by part, functions by their text and what they captured.
///
/// Values may share their parts: `s -> {a = s, b = s}` forty times over has 2⁴⁰ places, though it takes no memory. Two
/// parts that were compared are therefore not compared again.
struct Equality {
  /// Two parts, by where they are kept; what is compared holds on to them meanwhile.
  private struct Pair: Hashable {
    let left: UnsafeRawPointer
    let right: UnsafeRawPointer
  }

  private let context: Context
  private var known: [Pair: Bool] = [:]

  init(_ context: Context) { self.context = context }

  /// `nil` when the two cannot be compared.
  /// - Throws: `.interrupted`, and `.unsupported` of parts nested too deep.
  mutating func holds(_ a: Value, _ b: Value) throws(EvaluationError) -> Bool? {
    switch (a, b) {
    case (.list(let x), .list(let y)):
      return try parts(x.elements.storage, y.elements.storage, x.count == y.count) {
        (equality) throws(EvaluationError) in try equality.elements(x.elements, y.elements)
      }
    case (.record(let x), .record(let y)):
      return try parts(x.fields.storage, y.fields.storage, x.fields.map(\.name) == y.fields.map(\.name)) {
        (equality) throws(EvaluationError) in try equality.elements(x.fields.map(\.value), y.fields.map(\.value))
      }
    case (.column(let x), .column(let y)): return Self.holds(x, y)
    case (.table(let x), .table(let y)):
      return x.names == y.names && x.rows == y.rows && zip(x.columns, y.columns).allSatisfy(Self.holds)
    case (.missing, .missing): return true
    case (.date(let x), .date(let y)): return x == y
    case (.formula(let x), .formula(let y)):
      guard x.printed == y.printed, x.captures.map(\.name) == y.captures.map(\.name) else { return false }
      return try elements(x.captures.map(\.value), y.captures.map(\.value))
    case (.truths(let x), .truths(let y)): return x.columns == y.columns && x.elements == y.elements
    case (.function(let f), .function(let g)): return try functions(f, g)
    case (.identity(let s), .identity(let t)): return s == t
    case (.text(let s), .text(let t)): return s == t
    case (.truth(let s), .truth(let t)): return s == t
    default:
      guard let x = a.complex, let y = b.complex, x.shape == y.shape else { return nil }
      switch (x, y) {
      case (.scalar(let p), .scalar(let q)): return p == q
      case (.vector(let p), .vector(let q)): return p == q
      case (.matrix(let p), .matrix(let q)): return p == q
      default: return nil
      }
    }
  }

  /// Of which kind a column with nothing in it is, does not matter.
  private static func holds(_ x: Column, _ y: Column) -> Bool {
    if x.missingCount == x.count { return y.missingCount == y.count && x.count == y.count }
    return x == y
  }

  private mutating func functions(_ f: Function, _ g: Function) throws(EvaluationError) -> Bool {
    if f === g { return true }
    switch (f.body, g.body) {
    case (.defined(_, let x), .defined(_, let y)):
      return try parts(f.storage, g.storage, x.count == y.count && f.printed == g.printed) {
        (equality) throws(EvaluationError) in try equality.elements(x, y)
      }
    case (.derivative(let x), .derivative(let y)), (.gradient(let x), .gradient(let y)),
      (.hessian(let x), .hessian(let y)), (.jacobian(let x), .jacobian(let y)):
      return try functions(x, y)
    default: return f.printed == g.printed
    }
  }

  private mutating func elements(_ a: [Value], _ b: [Value]) throws(EvaluationError) -> Bool {
    for (x, y) in zip(a, b) where try holds(x, y) != true { return false }
    return true
  }

  private mutating func parts(
    _ left: UnsafeRawPointer?, _ right: UnsafeRawPointer?, _ isAlike: Bool,
    _ compare: (inout Equality) throws(EvaluationError) -> Bool
  ) throws(EvaluationError) -> Bool {
    guard isAlike else { return false }
    guard let left, let right else { return try compare(&self) }
    let pair = Pair(left: left, right: right)
    if let answer = known[pair] { return answer }
    try context.checkInterrupt()
    guard context.guardrail.hasRoom else {
      throw EvaluationError(.unsupported(what: "a comparison", reason: "parts are nested too deep"))
    }
    let answer = try compare(&self)
    known[pair] = answer
    return answer
  }
}

extension [Value] {
  /// Where the elements are kept, which arrays that share them have in common.
  fileprivate var storage: UnsafeRawPointer? { withUnsafeBytes { $0.baseAddress } }
}

extension [Record.Field] {
  fileprivate var storage: UnsafeRawPointer? { withUnsafeBytes { $0.baseAddress } }
}

extension Function {
  fileprivate var storage: UnsafeRawPointer { UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque()) }
}
