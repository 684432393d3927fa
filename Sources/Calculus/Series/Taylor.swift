import Graph
import Numerics
import Syntax

/// A Taylor polynomial: coefficients of the powers of (x − a), constant first.
public struct TaylorPolynomial: Hashable, Sendable {
  public var variable: Symbol
  public var center: Symbolic
  /// As many as the order says, and one.
  public var coefficients: [Symbolic]

  /// The polynomial of this order about a point, exactly.
  ///
  /// By arithmetic of power series, not by differentiating again and again: a formula's 20th derivative may have
  /// thousands of terms where its series has 21.
  /// - Throws: `.singular` where the formula has no Taylor series: a pole, a kink, a root at 0.
  /// - Source: Knuth, TAOCP 2, §4.7.
  public init(
    _ formula: Symbolic, in variable: Symbol, about center: Symbolic, order: Int
  ) throws(SeriesError) {
    let w = Symbol("ŵ")
    let shifted = formula.substituting([variable: center + .symbol(w)])
    var series = Series([], order: 0)
    var mirrored = series
    // What cancels in front (x/sin x) costs known terms behind.
    for margin in [1, 4, 12] {
      series = try Expansion(w, to: Double(order + margin)).expand(shifted)
      if series.order > Double(order) { break }
    }
    guard series.order > Double(order) else { throw .cancels }
    guard series.items.allSatisfy({ $0.power.value > Double(order) || ($0.power.whole ?? -1) >= 0 }) else {
      throw .singular(formula)
    }
    // A kink has one series on either side.
    if formula.hasBranches {
      let other = formula.substituting([variable: center - .symbol(w)])
      mirrored = try Expansion(w, to: Double(order + 12)).expand(other)
    }
    coefficients = (0...order).map { series.coefficient(Exact($0)) }
    if formula.hasBranches {
      for (k, coefficient) in coefficients.enumerated() {
        let other = mirrored.coefficient(Exact(k))
        guard (k % 2 == 0 ? coefficient - other : coefficient + other).isZero else { throw .singular(formula) }
      }
    }
    self.variable = variable
    self.center = center
  }

  /// c₀ + c₁ (x − a) + …, written out.
  public var polynomial: Symbolic {
    let step = Symbolic.symbol(variable) - center
    return .sum(of: coefficients.enumerated().map { $1 * step.power(Symbolic($0)) })
  }
}

extension Symbolic {
  /// Whether some part is one thing on one side and another on the other.
  fileprivate var hasBranches: Bool {
    switch self {
    case .choice, .function(.abs, _), .function(.sign, _), .function(.relu, _), .function(.max, _), .function(.min, _),
      .function(.floor, _), .function(.ceil, _), .function(.round, _), .function(.mod, _):
      true
    default: children.contains(where: \.hasBranches)
    }
  }
}
