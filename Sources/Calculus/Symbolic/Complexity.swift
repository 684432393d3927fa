import Graph
import Numerics

extension Symbolic {
  /// What a reader has to take in: about the characters a textbook would print, doubled. Of two equal formulas the
  /// simpler has the lower.
  public var complexity: Int {
    switch self {
    case .number(let number): Self.weight(number)
    case .constant: 2
    case .symbol: 2
    case .sum(let terms): terms.reduce(terms.count * 2 - 2) { $0 + $1.complexity }
    case .product(let factors): Self.weight(factors)
    case .power(let base, let exponent):
      exponent.isNegative ? Self.weight([self]) : base.complexity + Self.weight(exponent: exponent)
    case .function(.exp, let operands): 2 + operands.reduce(0) { $0 + $1.complexity }
    case .function(_, let operands): 5 + operands.reduce(0) { $0 + $1.complexity }
    case .unknown(_, let orders, let operands):
      orders.reduce(4, +) + operands.reduce(0) { $0 + $1.complexity }
    case .choice(let condition, let yes, let no):
      12 + condition.children.reduce(0) { $0 + $1.complexity } + yes.complexity + no.complexity
    }
  }

  private static func weight(_ number: Exact) -> Int {
    guard case .fraction(let x) = number else { return 8 }
    let whole = 1 + "\(x.numerator.magnitude)".count
    return whole + (x.denominator == 1 ? 0 : 1 + "\(x.denominator)".count) + (x.isNegative ? 1 : 0)
  }

  /// Small raised figures are light.
  private static func weight(exponent: Symbolic) -> Int {
    exponent == .half || exponent.whole != nil ? 1 : 1 + exponent.complexity
  }

  private static func weight(_ factors: [Symbolic]) -> Int {
    var (sum, isQuotient, above) = (0, false, 0)
    for factor in factors {
      switch factor {
      case -1: sum += 1
      case .power(let base, let exponent) where exponent.isNegative:
        isQuotient = true
        sum += base.complexity + weight(exponent: -exponent) - (exponent == -1 ? 1 : 0) + base.bracket
      default:
        above += 1
        sum += factor.complexity + factor.bracket
      }
    }
    return sum + (isQuotient ? 1 + (above == 0 ? 2 : 0) : 0)
  }

  private var bracket: Int {
    switch self {
    case .sum, .power(.sum, _): 1
    default: 0
    }
  }
}

extension Fraction { fileprivate var isNegative: Bool { numerator < 0 } }
