import Graph
import Numerics
import Syntax

extension Symbolic {
  /// The value at a point; NaN where a symbol has none, or the formula.
  public func value(_ point: [Symbol: Double]) -> Double {
    switch self {
    case .number(let number): return number.value
    case .constant(let constant): return constant.value
    case .symbol(let symbol): return point[symbol] ?? .nan
    case .sum(let terms):
      return Sums.sum(terms.map { $0.value(point) })
    case .product(let factors): return Self.quotient(factors) { $0.value(point) }
    case .power(let base, .half): return base.value(point).squareRoot()
    case .power(let base, let exponent): return Primitive.power.value(base.value(point), exponent.value(point))
    case .function(let primitive, let operands):
      let x = operands.first?.value(point) ?? .nan
      return primitive.arity == 2 && operands.count > 1
        ? primitive.value(x, operands[1].value(point)) : primitive.value(x)
    case .unknown: return .nan
    case .choice(let condition, let yes, let no): return condition.holds(point) ? yes.value(point) : no.value(point)
    }
  }

  /// Numerator over denominator, so that x/3 is one division.
  private static func quotient(_ factors: [Symbolic], _ value: (Symbolic) -> Double) -> Double {
    var (top, bottom) = (1.0, 1.0)
    for factor in factors {
      if case .power(let base, let exponent) = factor, exponent.exact?.isNegative == true {
        bottom *= value(base.power(-exponent))
      } else if case .number(.fraction(let fraction)) = factor {
        top *= Double(fraction.numerator)
        bottom *= Double(fraction.denominator)
      } else {
        top *= value(factor)
      }
    }
    return top / bottom
  }
}

extension Condition {
  /// Whether it holds at a point; a comparison with NaN does not.
  public func holds(_ point: [Symbol: Double]) -> Bool {
    switch self {
    case .and(let a, let b): return a.holds(point) && b.holds(point)
    case .or(let a, let b): return a.holds(point) || b.holds(point)
    case .not(let a): return !a.holds(point)
    case .comparison(let signs, let operands):
      let values = operands.map { $0.value(point) }
      return zip(signs, zip(values, values.dropFirst())).allSatisfy { sign, pair in
        switch sign {
        case .less: pair.0 < pair.1
        case .lessOrEqual: pair.0 <= pair.1
        case .greater: pair.0 > pair.1
        case .greaterOrEqual: pair.0 >= pair.1
        case .equal: pair.0 == pair.1
        case .notEqual: pair.0 != pair.1
        case .element: false
        }
      }
    }
  }
}
