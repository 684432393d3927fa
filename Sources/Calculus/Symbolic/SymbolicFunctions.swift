import Graph
import Numerics

extension Symbolic {
  /// A primitive applied: arithmetic becomes sums, products and powers; values known exactly and signs come out.
  public init(_ primitive: Primitive, _ operands: [Symbolic]) {
    guard let u = operands.first else {
      self = .function(primitive, operands)
      return
    }
    let v = operands.count > 1 ? operands[1] : u
    switch primitive {
    case .add: self = u + v
    case .subtract: self = u - v
    case .multiply: self = u * v
    case .divide: self = u / v
    case .power: self = u.power(v)
    case .negate: self = -u
    case .sqrt: self = u.squareRoot
    default: self = Self.known(primitive, u) ?? Self.signed(primitive, u) ?? .function(primitive, operands)
    }
  }

  /// Values and inverses that need no table of angles.
  private static func known(_ primitive: Primitive, _ u: Symbolic) -> Symbolic? {
    if case .number(let number) = u, case .decimal = number {
      guard primitive.arity == 1 else { return nil }
      let value = primitive.value(number.value)
      return value.isFinite ? .number(.decimal(value)) : nil
    }
    switch (primitive, u) {
    case (.exp, 0), (.cos, 0), (.cosh, 0): return 1
    case (.exp, 1): return .constant(.e)
    case (.exp, .function(.log, let inner)): return inner[0]
    case (.exp, .product(let factors)):
      // e^(n log u) is uⁿ.
      guard let place = factors.firstIndex(where: { if case .function(.log, _) = $0 { true } else { false } }),
        case .function(_, let inner) = factors[place]
      else { return nil }
      var rest = factors
      rest.remove(at: place)
      return inner[0].power(.product(of: rest))
    case (.sin, 0), (.tan, 0), (.sinh, 0), (.tanh, 0), (.asin, 0), (.atan, 0), (.asinh, 0), (.atanh, 0), (.erf, 0),
      (.expm1, 0), (.log1p, 0), (.abs, 0), (.sign, 0), (.log, 1), (.log2, 1), (.log10, 1), (.acosh, 1), (.acos, 1):
      return 0
    case (.log, .constant(.e)): return 1
    case (.log, .function(.exp, let inner)): return inner[0]
    case (.abs, .number(let x)): return .number(x.isNegative ? -x : x)
    case (.sign, .number(let x)): return x.value == 0 ? 0 : x.isNegative ? -1 : 1
    case (.abs, .constant), (.abs, .function(.exp, _)), (.abs, .function(.abs, _)): return u
    case (.abs, _) where u.isNonnegative: return u
    case (.floor, .number), (.ceil, .number), (.round, .number), (.relu, .number):
      return u.exact.map { Symbolic(primitive.value($0.value)) }
    case (.sin, .constant(.pi)), (.tan, .constant(.pi)): return 0
    case (.cos, .constant(.pi)): return -1
    default: return angle(primitive, u)
    }
  }

  /// Whether it is at least 0 wherever it has a value, as far as its parts tell.
  private var isNonnegative: Bool {
    switch self {
    case .number(let x): !x.isNegative
    case .constant: true
    case .power(let base, let exponent):
      exponent.whole.map { $0 % 2 == 0 } ?? (exponent == .half) || base.isNonnegative
    case .function(let f, _): [.exp, .abs, .cosh, .sigmoid].contains(f)
    case .sum(let parts), .product(let parts): parts.allSatisfy(\.isNonnegative)
    case .symbol, .unknown, .choice: false
    }
  }

  /// sin and cos of multiples of π/2, π/3, π/4 and π/6; tan of multiples of π/4.
  private static func angle(_ primitive: Primitive, _ u: Symbolic) -> Symbolic? {
    guard case .product(let factors) = u, factors.count == 2, factors[1] == .pi,
      let turns = factors[0].exact?.fraction
    else { return nil }
    let twelfths = turns * Fraction(12)
    guard twelfths.denominator == 1 else { return nil }
    let sines: [Int: Symbolic] = [
      0: 0, 2: .half, 3: .half * Symbolic(2).squareRoot, 4: .half * Symbolic(3).squareRoot, 6: 1,
    ]
    func sine(_ n: Int) -> Symbolic? {
      let place = ((n % 24) + 24) % 24
      let folded = place % 12 > 6 ? 12 - place % 12 : place % 12
      return sines[folded].map { place >= 12 ? -$0 : $0 }
    }
    let n = twelfths.numerator % 24
    switch primitive {
    case .sin: return sine(n)
    case .cos: return sine(n + 6)
    case .tan: return n % 3 == 0 && n % 6 != 0 ? (n % 12 == 3 || n % 12 == -9 ? 1 : -1) : n % 12 == 0 ? 0 : nil
    default: return nil
    }
  }

  /// sin(−u) is −sin u, cos(−u) is cos u.
  private static func signed(_ primitive: Primitive, _ u: Symbolic) -> Symbolic? {
    guard u.leadsWithMinus else { return nil }
    switch primitive {
    case .sin, .tan, .asin, .atan, .sinh, .tanh, .asinh, .atanh, .erf, .erfinv, .sign:
      return -Symbolic(primitive, [-u])
    case .cos, .cosh, .abs: return Symbolic(primitive, [-u])
    default: return nil
    }
  }

  /// Of u and −u exactly one leads with a minus, unless both are 0.
  private var leadsWithMinus: Bool {
    if case .sum(let terms) = self {
      let first = terms.first { if case .number = $0 { false } else { true } }
      return first?.isNegative ?? false
    }
    return isNegative
  }
}
