import Graph
import Numerics
import Syntax

extension Symbolic {
  /// The derivative by a symbol: linearity, the product rule, powers, and the chain rule over the primitives' partials,
  /// of active operands only. A choice is differentiated on either side of its condition.
  /// - Throws: `.noRule` for a primitive that states no partial.
  public func derivative(by symbol: Symbol) throws(AlgebraError) -> Symbolic {
    guard depends(on: symbol) else { return 0 }
    switch self {
    case .number, .constant: return 0
    case .symbol(let own): return own == symbol ? 1 : 0
    case .sum(let terms):
      var parts: [Symbolic] = []
      for term in terms { parts.append(try term.derivative(by: symbol)) }
      return .sum(of: parts)
    case .product(let factors):
      var parts: [Symbolic] = []
      for (place, factor) in factors.enumerated() where factor.depends(on: symbol) {
        var rest = factors
        rest[place] = try factor.derivative(by: symbol)
        parts.append(.product(of: rest))
      }
      return .sum(of: parts)
    case .power(let base, let exponent): return try powerDerivative(base, exponent, symbol)
    case .function(.max, let u), .function(.min, let u):
      guard u.count == 2 else { throw .noRule("max") }
      let isMax = if case .function(.max, _) = self { true } else { false }
      return .choosing(
        .comparison([isMax ? .greater : .less], u), try u[0].derivative(by: symbol), try u[1].derivative(by: symbol))
    case .function(.relu, let u):
      return .choosing(.comparison([.greater], [u[0], 0]), try u[0].derivative(by: symbol), 0)
    case .function(let primitive, let operands):
      guard let partials = primitive.partials, !partials.contains(where: \.isUnstated) else {
        throw .noRule(primitive.rule.name)
      }
      var parts: [Symbolic] = []
      for (place, operand) in operands.enumerated() where operand.depends(on: symbol) {
        guard place < partials.count, !partials[place].isUnstated else { throw .noRule(primitive.rule.name) }
        let slope = Symbolic(partials[place], operands, result: self)
        parts.append(slope * (try operand.derivative(by: symbol)))
      }
      return .sum(of: parts)
    case .unknown(let name, let orders, let operands):
      var parts: [Symbolic] = []
      for (place, operand) in operands.enumerated() where operand.depends(on: symbol) {
        var raised = orders
        if place < raised.count { raised[place] += 1 }
        parts.append(.unknown(name, orders: raised, operands) * (try operand.derivative(by: symbol)))
      }
      return .sum(of: parts)
    case .choice(let condition, let yes, let no):
      return .choosing(condition, try yes.derivative(by: symbol), try no.derivative(by: symbol))
    }
  }

  private func powerDerivative(
    _ base: Symbolic, _ exponent: Symbolic, _ symbol: Symbol
  ) throws(AlgebraError) -> Symbolic {
    var parts: [Symbolic] = []
    if base.depends(on: symbol) {
      parts.append(.product(of: [exponent, base.power(exponent - 1), try base.derivative(by: symbol)]))
    }
    if exponent.depends(on: symbol) {
      parts.append(.product(of: [self, Symbolic(.log, [base]), try exponent.derivative(by: symbol)]))
    }
    return .sum(of: parts)
  }

  /// A primitive's partial with formulas for its operands and its value.
  public init(_ term: Term, _ operands: [Symbolic], result: Symbolic) {
    switch term {
    case .number(let x): self = Self.known[x] ?? Self.known[-x].map { -$0 } ?? Symbolic(x)
    case .variable(let place): self = place < operands.count ? operands[place] : 0
    case .result: self = result
    case .apply(let primitive, let inner):
      self = Symbolic(primitive, inner.map { Symbolic($0, operands, result: result) })
    }
  }

  /// The constants that partials state as numbers.
  private static let known: [Double: Symbolic] = [
    2.718281828459045: .constant(.e), .pi: .pi, 1.1283791670955126: 2 * Symbolic.pi.power(-.half),
    0.8862269254527580: .half * Symbolic.pi.squareRoot, 0.6931471805599453: Symbolic(.log, [2]),
    2.302585092994046: Symbolic(.log, [10]),
  ]
}

/// Why a formula is not algebra, or has no derivative.
public enum AlgebraError: Error, Hashable, Sendable {
  /// A part of the source with a meaning beyond algebra, and what it is.
  case unreadable(Expression, String)
  /// A call of a name that stands for nothing.
  case unbound(Expression, Name)
  /// The function states no derivative.
  case noRule(String)
  /// Calls of calls of calls, or a formula too long to be of use.
  case tooLong
}
