import Graph
import Numerics
import Syntax

/// Expands formulas near w = 0⁺, up to a power.
struct Expansion {
  let w: Symbol
  let limit: Double
  /// What log w is, where the scale of w is known.
  var logarithm: Symbolic?
  /// The sign of a coefficient: −1, 0 or 1; `nil` when it cannot be told.
  var sign: (Symbolic) throws(SeriesError) -> Int? = { $0.numericSign }

  init(_ w: Symbol, to limit: Double) {
    self.w = w
    self.limit = limit
  }

  func expand(_ formula: Symbolic) throws(SeriesError) -> Series {
    guard formula.depends(on: w) else { return Series(formula) }
    switch formula {
    case .number, .constant: return Series(formula)
    case .symbol: return Series(power: .one)
    case .sum(let terms):
      var sum = Series([], order: .infinity)
      for term in terms { sum = sum + (try expand(term)) }
      return sum.cut(at: limit)
    case .product(let factors):
      var parts: [Series] = []
      for factor in factors { parts.append(try expand(factor)) }
      // What is large first: a high power of w alone would be cut off.
      return parts.sorted { $0.valuation < $1.valuation }.reduce(Series(1)) { $0.times($1, to: limit) }
    case .power(let base, let exponent):
      guard exponent.depends(on: w) else { return try power(expand(base), exponent) }
      return try exponential(expand(exponent).times(logarithm(of: expand(base)), to: limit))
    case .function(let primitive, let operands):
      var inner: [Series] = []
      for operand in operands { inner.append(try expand(operand)) }
      return try apply(primitive, inner)
    case .choice(let condition, let yes, let no): return try expand(holds(condition) ? yes : no)
    case .unknown: throw .beyond(formula)
    }
  }

  // MARK: powers, exponentials, logarithms

  /// The leading item, and what the rest is of it: s = c wᵖ (1 + u).
  private func led(_ s: Series) throws(SeriesError) -> (coefficient: Symbolic, power: Exact, rest: Series) {
    guard let first = s.items.first, let down = (-first.power) as Exact? else { throw .cancels }
    let scaled = s.scaled(first.coefficient.power(-1), power: down)
    return (first.coefficient, first.power, scaled.withoutConstant)
  }

  func power(_ s: Series, _ exponent: Symbolic) throws(SeriesError) -> Series {
    if s.items.isEmpty, s.order == .infinity {
      guard exponent.numericSign == 1 else { throw .singular(exponent) }
      return s
    }
    if let n = exponent.whole, n >= 0, n <= 3 {
      var product = Series(1)
      for _ in 0..<n { product = product.times(s, to: limit) }
      return product
    }
    let (coefficient, power, rest) = try led(s)
    let exact: Exact
    if case .number(let number) = exponent {
      exact = number
    } else {
      if power == .zero { return binomial(rest, exponent).scaled(coefficient.power(exponent)) }
      guard exponent.symbols.isEmpty else {
        // wᵃ with a letter a has no place among the powers, unless it is known for what it is.
        guard let logarithm else { throw .beyond(exponent) }
        let outside = Symbolic(.exp, [.number(power) * exponent * logarithm])
        return binomial(rest, exponent).scaled(coefficient.power(exponent) * outside)
      }
      exact = Exact(exponent.value([:]))
    }
    let out = power * exact
    if exact.whole == nil, try sign(coefficient) == -1 { throw .outside }
    // Known as far behind the front as other powers need it, not a million terms of (1 + w)^1000000.
    let bound = min(limit - out.value, 2 * limit + 24)
    return binomial(rest, exponent, to: bound).scaled(coefficient.power(exponent), power: out)
  }

  private func binomial(_ u: Series, _ exponent: Symbolic, to bound: Double? = nil) -> Series {
    var (coefficient, known) = (Symbolic(1), 0)
    return u.composed(to: bound ?? limit) { k in
      while known < k {
        coefficient = coefficient * (exponent - Symbolic(known)) / Symbolic(known + 1)
        known += 1
      }
      return coefficient
    }
  }

  /// The constant, and what goes to 0 beside it.
  private func split(_ s: Series) throws(SeriesError) -> (constant: Symbolic, rest: Series) {
    if let first = s.items.first, first.power.value < 0 { throw .singular(.symbol(w)) }
    guard s.order > 0 else { throw .cancels }
    return (s.coefficient(.zero), s.withoutConstant)
  }

  private func factorials(_ u: Series) -> Series {
    u.composed(to: limit) { Symbolic.number(Exact.one).dividedByFactorial($0) }
  }

  func exponential(_ s: Series) throws(SeriesError) -> Series {
    let (constant, rest) = try split(s)
    return factorials(rest).scaled(Symbolic(.exp, [constant]))
  }

  func logarithm(of s: Series) throws(SeriesError) -> Series {
    let (coefficient, power, rest) = try led(s)
    guard power == .zero || logarithm != nil else { throw .singular(Symbolic(.log, [.symbol(w)])) }
    if try sign(coefficient) == -1 { throw .outside }
    let series = rest.composed(to: limit) { $0 == 0 ? 0 : Symbolic($0 % 2 == 0 ? -1 : 1) / Symbolic($0) }
    let constant = Symbolic(.log, [coefficient]) + .number(power) * (logarithm ?? 0)
    return series + Series(constant)
  }

  // MARK: functions

  func apply(_ primitive: Primitive, _ operands: [Series]) throws(SeriesError) -> Series {
    guard let s = operands.first else { throw .cancels }
    let other = operands.count > 1 ? operands[1] : s
    switch primitive {
    case .add: return (s + other).cut(at: limit)
    case .subtract: return (s - other).cut(at: limit)
    case .multiply: return s.times(other, to: limit)
    case .divide: return s.times(try power(other, -1), to: limit)
    case .negate: return s.scaled(-1)
    case .sqrt: return try power(s, .half)
    case .power:
      if other.items.count <= 1, other.order == .infinity, let exponent = other.constant {
        return try power(s, exponent)
      }
      return try exponential(other.times(logarithm(of: s), to: limit))
    case .exp: return try exponential(s)
    case .expm1: return try exponential(s) - Series(1)
    case .log: return try logarithm(of: s)
    case .log1p: return try logarithm(of: s + Series(1))
    case .log2, .log10:
      return try logarithm(of: s).scaled(Symbolic(.log, [primitive == .log2 ? 2 : 10]).power(-1))
    case .sin, .cos: return try circular(primitive, s)
    case .sinh, .cosh:
      let (up, down) = (try exponential(s), try exponential(s.scaled(-1)))
      return (primitive == .sinh ? up - down : up + down).scaled(.half)
    case .sigmoid: return try power(Series(1) + exponential(s.scaled(-1)), -1)
    case .logSigmoid: return try logarithm(of: Series(1) + exponential(s.scaled(-1))).scaled(-1)
    case .gamma, .lgamma, .digamma, .trigamma:
      guard try isPole(s) else { return try bySlope(primitive, operands) }
      return try recurred(primitive, s)
    case .mod:
      let turns = try apply(.floor, [s.times(try power(other, -1), to: limit)])
      return s - other.times(turns, to: limit)
    case .abs, .sign, .relu, .max, .min, .floor, .ceil, .round: return try stepped(primitive, s, other)
    case .atan where s.valuation < 0:
      // atan s = ±π/2 − atan(1/s).
      guard let first = s.items.first, let sign = try sign(first.coefficient) else { throw .beyond(.symbol(w)) }
      return Series(Symbolic(sign) * .half * .pi) - (try apply(.atan, [power(s, -1)]))
    default: return try bySlope(primitive, operands)
    }
  }

  /// Whether a series tends to 0 or a negative whole number, where Γ and its like have poles.
  private func isPole(_ s: Series) throws(SeriesError) -> Bool {
    let (constant, _) = try split(s)
    let value = constant.value([:])
    return value <= 0 && value == value.rounded()
  }

  /// One step to the right of a pole: Γ(s) = Γ(s + 1)/s, and what follows of it for its logarithm and their derivatives.
  private func recurred(_ primitive: Primitive, _ s: Series) throws(SeriesError) -> Series {
    let next = try apply(primitive, [s + Series(1)])
    switch primitive {
    case .gamma: return next.times(try power(s, -1), to: limit)
    case .lgamma: return next - (try logarithm(of: apply(.abs, [s])))
    case .digamma: return next - (try power(s, -1))
    default: return next + (try power(s, -2))
    }
  }

  private func circular(_ primitive: Primitive, _ s: Series) throws(SeriesError) -> Series {
    let (constant, rest) = try split(s)
    func part(_ odd: Int) -> Series {
      rest.composed(to: limit) { k in
        k % 2 != odd ? 0 : Symbolic.number(k / 2 % 2 == 0 ? .one : Exact(-1)).dividedByFactorial(k)
      }
    }
    let (sine, cosine) = (Symbolic(.sin, [constant]), Symbolic(.cos, [constant]))
    return primitive == .sin
      ? part(0).scaled(sine) + part(1).scaled(cosine) : part(0).scaled(cosine) - part(1).scaled(sine)
  }

  /// Functions that are one thing on either side: decided by the first item that is not 0.
  private func stepped(_ primitive: Primitive, _ s: Series, _ other: Series) throws(SeriesError) -> Series {
    switch primitive {
    case .abs: return try direction(s) < 0 ? s.scaled(-1) : s
    case .sign: return Series(Symbolic(try direction(s)))
    case .relu: return try direction(s) > 0 ? s : Series([], order: .infinity)
    case .max: return try direction(s - other) >= 0 ? s : other
    case .min: return try direction(s - other) <= 0 ? s : other
    default:
      let (constant, rest) = try split(s)
      let value = constant.value([:])
      guard value.isFinite else { throw .beyond(constant) }
      let moved = Double(try direction(rest))
      if primitive == .round {
        let doubled = value * 2
        let isEdge = doubled == doubled.rounded() && value != value.rounded()
        return Series(Symbolic(isEdge && moved != 0 ? (value + moved / 4).rounded() : primitive.value(value)))
      }
      let isEdge = value == value.rounded() && moved != 0
      return Series(Symbolic(primitive.value(isEdge ? value + moved / 4 : value)))
    }
  }

  /// −1, 0 or 1 as the series is below, at or above 0 just beside w = 0.
  func direction(_ s: Series) throws(SeriesError) -> Int {
    guard let first = s.items.first else {
      guard s.order == .infinity else { throw .cancels }
      return 0
    }
    guard let found = try sign(first.coefficient) else { throw .beyond(first.coefficient) }
    return found
  }

  private func holds(_ condition: Condition) throws(SeriesError) -> Bool {
    switch condition {
    case .and(let a, let b): return try holds(a) ? holds(b) : false
    case .or(let a, let b): return try holds(a) ? true : holds(b)
    case .not(let a): return try !holds(a)
    case .comparison(let signs, let operands):
      for (sign, pair) in zip(signs, zip(operands, operands.dropFirst())) {
        let side = try direction(expand(pair.0 - pair.1))
        let fits =
          switch sign {
          case .less: side < 0
          case .lessOrEqual: side <= 0
          case .greater: side > 0
          case .greaterOrEqual: side >= 0
          case .equal: side == 0
          case .notEqual: side != 0
          case .element: false
          }
        if !fits { return false }
      }
      return true
    }
  }

  /// y = g(s) from y′ = g′(s, y)·s′: each round knows y one step further.
  private func bySlope(_ primitive: Primitive, _ operands: [Series]) throws(SeriesError) -> Series {
    var constants: [Symbolic] = []
    var step = Double.infinity
    for operand in operands {
      let (constant, rest) = try split(operand)
      constants.append(constant)
      step = min(step, rest.valuation)
    }
    let there = Symbolic(primitive, constants)
    // A pole has no expansion in powers of the argument.
    guard !there.symbols.isEmpty || there.value([:]).isFinite else { throw .beyond(there) }
    let start = Series(there)
    guard step < .infinity else { return start }
    guard step < limit else { return start.cut(at: step) }
    guard let partials = primitive.partials, partials.count == operands.count else {
      throw .algebra(.noRule(primitive.rule.name))
    }
    let isImplicit = partials.contains { $0.mentionsResult }
    var (result, known) = (start.cut(at: step), 0.0)
    repeat {
      known = isImplicit ? min(known + step, limit) : limit
      var slope = Series([], order: .infinity)
      for (partial, operand) in zip(partials, operands) where !operand.derivative.items.isEmpty {
        guard !partial.isUnstated else { throw .algebra(.noRule(primitive.rule.name)) }
        var inner = self
        inner = Expansion(w, to: max(known - step, step))
        (inner.logarithm, inner.sign) = (logarithm, sign)
        slope = slope + (try inner.expand(partial, operands, result)).times(operand.derivative, to: known - 1 + 1e-9)
      }
      guard slope.valuation > -1 else { throw .singular(.function(primitive, constants)) }
      result = start + slope.integral
    } while known < limit
    return result.cut(at: limit)
  }

  private func expand(_ term: Term, _ operands: [Series], _ result: Series) throws(SeriesError) -> Series {
    switch term {
    case .number: return Series(Symbolic(term, [], result: 0))
    case .variable(let place): return place < operands.count ? operands[place] : Series(0)
    case .result: return result
    case .apply(let primitive, let inner):
      var parts: [Series] = []
      for part in inner { parts.append(try expand(part, operands, result)) }
      return try apply(primitive, parts)
    }
  }
}

extension Term {
  fileprivate var mentionsResult: Bool {
    switch self {
    case .result: true
    case .apply(_, let operands): operands.contains(where: \.mentionsResult)
    case .number, .variable: false
    }
  }
}

extension Symbolic {
  /// k!.
  init(factorialOf k: Int) { self = (1...Swift.max(1, k)).reduce(1) { $0 * Symbolic($1) } }

  func dividedByFactorial(_ k: Int) -> Symbolic { self / Symbolic(factorialOf: k) }

  /// The sign of a formula without letters; `nil` when it has some, or no value.
  var numericSign: Int? {
    if isZero { return 0 }
    let value = value([:])
    return value.isNaN ? nil : value > 0 ? 1 : value < 0 ? -1 : 0
  }
}
