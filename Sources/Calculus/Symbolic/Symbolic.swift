import Graph
import Numerics
import Syntax

/// A formula as algebra: exact, and in a form in which sums and products that are equal by collecting like terms are
/// equal values.
///
/// Build one with the operators and functions below, never from the cases: those keep sums and products flat, sorted
/// and collected. `√u` is `u^(1/2)`, `u/v` is `u·v⁻¹`, `−u` is `−1·u`.
public indirect enum Symbolic: Hashable, Sendable {
  case number(Exact)
  case constant(Constant)
  case symbol(Symbol)
  /// Two terms or more, at most one of them a number, which then comes first.
  case sum([Symbolic])
  /// Two factors or more, at most one of them a number, which then comes first.
  case product([Symbolic])
  case power(Symbolic, Symbolic)
  /// A function with a rule, other than those above.
  case function(Primitive, [Symbolic])
  /// A function that is only known by name, with the number of times each argument was differentiated.
  case unknown(Name, orders: [Int], [Symbolic])
  /// One of two formulas by a condition.
  case choice(Condition, Symbolic, Symbolic)

  public enum Constant: Hashable, Sendable, CaseIterable {
    case e, pi

    public var value: Double { self == .e ? 2.718281828459045 : .pi }
  }
}

/// A variable, a name of the notebook, or an element of an array: `x`, `a`, `w[2]`.
public struct Symbol: Hashable, Sendable {
  public var name: Name
  /// The places of an element, counted from 1; empty for the name itself.
  public var indices: [Int]

  public init(_ name: Name, _ indices: [Int] = []) {
    self.name = name
    self.indices = indices
  }
}

/// When one of two formulas holds.
public indirect enum Condition: Hashable, Sendable {
  /// A chain as it is written: `0 < x <= 1`.
  case comparison([Expression.Comparison], [Symbolic])
  case and(Condition, Condition)
  case or(Condition, Condition)
  case not(Condition)
}

extension Symbolic: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self = .number(Exact(value)) }

  public init(_ x: Double) { self = .number(Exact(x)) }
  public init(_ whole: Int) { self = .number(Exact(whole)) }
  public init(_ name: Name) { self = .symbol(Symbol(name)) }

  public static let half = Symbolic.number(.fraction(.init(1, 2)))
  public static let pi = Symbolic.constant(.pi)

  /// The number it is, if it is one.
  public var exact: Exact? { if case .number(let number) = self { number } else { nil } }
  /// The whole number it is, if it is one.
  public var whole: Int? { exact?.whole }

  /// The formulas it is made of, in order.
  public var children: [Symbolic] {
    switch self {
    case .number, .constant, .symbol: []
    case .sum(let parts), .product(let parts), .function(_, let parts), .unknown(_, _, let parts): parts
    case .power(let base, let exponent): [base, exponent]
    case .choice(let condition, let yes, let no): condition.children + [yes, no]
    }
  }

  /// The same with every part replaced, put together anew.
  public func map(_ transform: (Symbolic) -> Symbolic) -> Symbolic {
    switch self {
    case .number, .constant, .symbol: self
    case .sum(let parts): .sum(of: parts.map(transform))
    case .product(let parts): .product(of: parts.map(transform))
    case .power(let base, let exponent): transform(base).power(transform(exponent))
    case .function(let primitive, let parts): Symbolic(primitive, parts.map(transform))
    case .unknown(let name, let orders, let parts): .unknown(name, orders: orders, parts.map(transform))
    case .choice(let condition, let yes, let no):
      Symbolic.choosing(condition.map(transform), transform(yes), transform(no))
    }
  }

  /// A formula put for each of some symbols.
  public func substituting(_ values: [Symbol: Symbolic]) -> Symbolic {
    if case .symbol(let symbol) = self { return values[symbol] ?? self }
    return map { $0.substituting(values) }
  }

  public func depends(on symbol: Symbol) -> Bool {
    if case .symbol(let own) = self { return own == symbol }
    return children.contains { $0.depends(on: symbol) }
  }

  /// Every symbol in it.
  public var symbols: Set<Symbol> {
    if case .symbol(let own) = self { return [own] }
    return children.reduce(into: []) { $0.formUnion($1.symbols) }
  }

  /// How many parts it is made of: what a reader has to take in.
  public var size: Int { children.reduce(1) { $0 + $1.size } }

  /// A choice of two formulas; one alone when they are equal.
  public static func choosing(_ condition: Condition, _ yes: Symbolic, _ no: Symbolic) -> Symbolic {
    yes == no ? yes : .choice(condition, yes, no)
  }
}

extension Condition {
  public var children: [Symbolic] {
    switch self {
    case .comparison(_, let operands): operands
    case .and(let a, let b), .or(let a, let b): a.children + b.children
    case .not(let a): a.children
    }
  }

  public func map(_ transform: (Symbolic) -> Symbolic) -> Condition {
    switch self {
    case .comparison(let signs, let operands): .comparison(signs, operands.map(transform))
    case .and(let a, let b): .and(a.map(transform), b.map(transform))
    case .or(let a, let b): .or(a.map(transform), b.map(transform))
    case .not(let a): .not(a.map(transform))
    }
  }
}
