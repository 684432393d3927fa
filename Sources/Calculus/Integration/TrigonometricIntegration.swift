import Graph
import Numerics
import Syntax

extension Integrator {
  /// Quotients of polynomials in sin and cos, or sinh and cosh, of multiples of one linear argument.
  mutating func trigonometric(_ f: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    let functions = f.waves(x)
    guard let first = functions.first, functions.allSatisfy({ $0.isCircular == first.isCircular }) else { return nil }
    let sums = f.linearWaves(x)
    guard let slope = Self.common(functions.map(\.slope)),
      let field = TrigonometricField(f, x, slope: slope, isCircular: first.isCircular)
    else { return sums.flatMap { sum in spread(f, sum, x, depth) } }
    let w = first.argument.linear(in: x).map { $0.slope == slope ? first.argument : slope * .symbol(x) }
    guard let w else { return nil }
    return integral(field, f, w, slope, sums, x, depth)
  }

  private mutating func integral(
    _ field: TrigonometricField, _ f: Symbolic, _ w: Symbolic, _ slope: Symbolic, _ sums: Symbolic?, _ x: Symbol,
    _ depth: Int
  ) -> Integral? {
    let isCircular = field.isCircular
    let (s, c) = (Symbolic(isCircular ? .sin : .sinh, [w]), Symbolic(isCircular ? .cos : .cosh, [w]))
    let isPolynomial = field.p.denominator.degree == 0 && field.q.denominator.degree == 0
    // Products of several angles become sums; so do even powers. An odd power gives a differential.
    if isPolynomial, let sums, Set(f.waves(x).map(\.argument)).count > 1 { return spread(f, sums, x, depth) }
    let sign: Symbolic = isCircular ? -1 : 1
    if isPolynomial {
      if field.p.isZero { return substituted(f, c, field.q, sign / slope, x, depth) }
      if field.q.isZero, field.p.parity == -1 { return byCosine(f, field.p, s, slope, isCircular, x, depth) }
      return sums.flatMap { spread(f, $0, x, depth) }
    }
    var ways: [Integral?] = []
    if field.p.isZero { ways.append(substituted(f, c, field.q, sign / slope, x, depth)) }
    if field.q.isZero, field.p.parity == -1 { ways.append(byCosine(f, field.p, s, slope, isCircular, x, depth)) }
    let isProper = field.q.isZero && field.p.numerator.degree < field.p.denominator.degree
    if isProper, field.p.parity == 1 {
      ways.append(byTangent(f, field.p, w, slope, isCircular, x, depth))
    } else if isCircular, field.p.parity == 1 || field.p.isZero, field.q.parity == -1 {
      ways.append(byTangentOf(field, f, w, slope, x, depth))
    }
    if !isProper { ways.append(separated(field, f, s, c, x, depth)) }
    if isCircular {
      ways.append(
        Self.halfAngle(field).flatMap { substituted(f, Symbolic(.tan, [w / 2]), $0, 1 / slope, x, depth) }?
          .withoutJumps(at: w))
    } else if isProper {
      ways.append(byExponential(f, field.p, w, slope, x, depth))
    }
    return ways.compactMap { $0 }.min { $0.value.tidied(x).size < $1.value.tidied(x).size }
  }

  /// ∫ R(g) g′ dx with g = cos w.
  private mutating func substituted(
    _ f: Symbolic, _ g: Symbolic, _ fraction: RationalFunction, _ factor: Symbolic, _ x: Symbol, _ depth: Int
  ) -> Integral? {
    let u = letter(besides: f, x)
    let inner = factor * fraction.symbolic(in: .symbol(u))
    guard let found = integral(inner, u, depth + 1) else { return nil }
    return Integral(f, x, found.value.substituting([u: g]), .substitution(u, g, found))
  }

  /// p odd in c: p = c·r(c²), so u = sin w with c² = 1 − u², or u = sinh w with c² = 1 + u².
  private mutating func byCosine(
    _ f: Symbolic, _ p: RationalFunction, _ s: Symbolic, _ slope: Symbolic, _ isCircular: Bool, _ x: Symbol,
    _ depth: Int
  ) -> Integral? {
    guard let line = RationalFunction(.one, .x), let even = p.times(line),
      let fraction = even.inSquare?.composed(
        with: RationalPolynomial(isCircular ? [1, 0, -1] : [1, 0, 1]))
    else { return nil }
    return substituted(f, s, fraction, 1 / slope, x, depth)
  }

  /// p even in c: u = tan w with c² = 1/(1 + u²), or u = tanh w with c² = 1/(1 − u²).
  private mutating func byTangent(
    _ f: Symbolic, _ p: RationalFunction, _ w: Symbolic, _ slope: Symbolic, _ isCircular: Bool, _ x: Symbol,
    _ depth: Int
  ) -> Integral? {
    let below = RationalPolynomial(isCircular ? [1, 0, 1] : [1, 0, -1])
    guard let square = RationalFunction(.one, below), let fraction = p.inSquare?.composed(with: square)?.times(square)
    else { return nil }
    let g = Symbolic(isCircular ? .tan : .tanh, [w])
    guard let found = substituted(f, g, fraction, 1 / slope, x, depth) else { return nil }
    return isCircular ? found.withoutJumps(at: 2 * w) : found
  }

  /// The same under a change of both signs: sin w = u cos w with u = tan w.
  private mutating func byTangentOf(
    _ field: TrigonometricField, _ f: Symbolic, _ w: Symbolic, _ slope: Symbolic, _ x: Symbol, _ depth: Int
  ) -> Integral? {
    guard let square = RationalFunction(.one, RationalPolynomial([1, 0, 1])), let c = RationalFunction(.x),
      let line = RationalFunction(.x), let even = field.q.times(c)?.inSquare?.composed(with: square)?.times(line),
      let plain = field.p.inSquare?.composed(with: square), let fraction = plain.plus(even)?.times(square)
    else { return nil }
    return substituted(f, Symbolic(.tan, [w]), fraction, 1 / slope, x, depth)?.withoutJumps(at: 2 * w)
  }

  /// u = eʷ for hyperbolic functions.
  private mutating func byExponential(
    _ f: Symbolic, _ p: RationalFunction, _ w: Symbolic, _ slope: Symbolic, _ x: Symbol, _ depth: Int
  ) -> Integral? {
    guard let c = RationalFunction(RationalPolynomial([1, 0, 1]), RationalPolynomial([0, 2])),
      let line = RationalFunction(.one, .x), let fraction = p.composed(with: c)?.times(line)
    else { return nil }
    return substituted(f, Symbolic(.exp, [w]), fraction, 1 / slope, x, depth)
  }

  /// p + q·s as a polynomial in cosines, proper fractions in them, and the sine times its factor.
  private mutating func separated(
    _ field: TrigonometricField, _ f: Symbolic, _ s: Symbolic, _ c: Symbolic, _ x: Symbol, _ depth: Int
  ) -> Integral? {
    guard let (whole, rest) = field.p.numerator.divided(by: field.p.denominator),
      let proper = RationalFunction(rest, field.p.denominator)
    else { return nil }
    let parts = [
      whole.symbolic(in: c), proper.symbolic(in: c), field.q.symbolic(in: c) * s,
    ].filter { $0 != 0 }
    guard parts.count > 1 else { return nil }
    var found: [Integral] = []
    for part in parts {
      guard let one = integral(part, x, depth + 1) else { return nil }
      found.append(one)
    }
    let sum = Integral(.sum(of: parts), x, .sum(of: found.map(\.value)), .sum(found))
    return Integral(f, x, sum.value, .rewriting("sin² + cos² = 1".forFunctions(field.isCircular), sum))
  }

  private static func halfAngle(_ field: TrigonometricField) -> RationalFunction? {
    let below = RationalPolynomial([1, 0, 1])
    guard let c = RationalFunction(RationalPolynomial([1, 0, -1]), below),
      let s = RationalFunction(RationalPolynomial([0, 2]), below), let p = field.p.composed(with: c),
      let q = field.q.composed(with: c)?.times(s), let half = RationalFunction(RationalPolynomial([2]), below)
    else { return nil }
    return p.plus(q)?.times(half)
  }

  /// Products as sums of functions of multiples of the angle.
  private mutating func spread(_ f: Symbolic, _ sums: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    guard sums != f else { return nil }
    guard let found = integral(sums, x, depth + 1) else { return nil }
    return Integral(f, x, found.value, .rewriting("product to sum", found))
  }

  /// The slope that all are whole multiples of.
  private static func common(_ slopes: [Symbolic]) -> Symbolic? {
    guard let first = slopes.first else { return nil }
    var ratios: [Fraction] = []
    for slope in slopes {
      guard let ratio = (slope / first).exact?.fraction else { return nil }
      ratios.append(ratio)
    }
    let content = RationalPolynomial(ratios).content
    guard !content.isLost, content.numerator != 0 else { return nil }
    return first * .number(.fraction(content.numerator < 0 ? -content : content))
  }
}

extension String {
  fileprivate func forFunctions(_ isCircular: Bool) -> String { isCircular ? self : "cosh² − sinh² = 1" }
}

extension RationalFunction {
  /// r with r(x²) the function, for even ones.
  fileprivate var inSquare: RationalFunction? {
    func halved(_ p: RationalPolynomial) -> RationalPolynomial {
      RationalPolynomial(stride(from: 0, through: max(p.degree, 0), by: 2).map { p[$0] })
    }
    func isEven(_ p: RationalPolynomial) -> Bool {
      p.coefficients.enumerated().allSatisfy { $0.offset % 2 == 0 || $0.element.numerator == 0 }
    }
    guard isEven(numerator), isEven(denominator) else { return nil }
    return RationalFunction(halved(numerator), halved(denominator))
  }

  fileprivate func composed(with inner: RationalPolynomial) -> RationalFunction? {
    RationalFunction(inner).flatMap { composed(with: $0) }
  }
}

extension Symbolic {
  /// A sine, cosine or tangent, or a hyperbolic one.
  struct Wave {
    let argument: Symbolic
    let slope: Symbolic
    let isCircular: Bool
  }

  /// The sines and cosines of linear arguments in a formula.
  func waves(_ x: Symbol) -> [Wave] {
    guard depends(on: x) else { return [] }
    if case .function(let primitive, let operands) = self, let line = operands[0].linear(in: x) {
      switch primitive {
      case .sin, .cos, .tan: return [Wave(argument: operands[0], slope: line.slope, isCircular: true)]
      case .sinh, .cosh, .tanh: return [Wave(argument: operands[0], slope: line.slope, isCircular: false)]
      default: break
      }
    }
    return children.flatMap { $0.waves(x) }
  }

  /// Products and powers of sines and cosines as sums; `nil` where something else depends on x.
  func linearWaves(_ x: Symbol) -> Symbolic? {
    guard depends(on: x) else { return self }
    switch self {
    case .function(let primitive, let operands):
      guard [.sin, .cos, .sinh, .cosh].contains(primitive), operands[0].linear(in: x) != nil else { return nil }
      return self
    case .sum(let terms):
      var parts: [Symbolic] = []
      for term in terms {
        guard let part = term.linearWaves(x) else { return nil }
        parts.append(part)
      }
      return .sum(of: parts)
    case .product(let factors):
      return factors.reduce(1) { product, factor in
        guard let product, let next = factor.linearWaves(x) else { return nil }
        return Self.waveProduct(product, next)
      }
    case .power(let base, let exponent):
      guard let n = exponent.whole, (2...12).contains(n), let one = base.linearWaves(x) else { return nil }
      return (1..<n).reduce(one) { product, _ in product.flatMap { Self.waveProduct($0, one) } }
    default: return nil
    }
  }

  private static func waveProduct(_ a: Symbolic, _ b: Symbolic) -> Symbolic? {
    guard a.terms.count * b.terms.count <= 100 else { return nil }
    return .sum(of: a.terms.flatMap { p in b.terms.map { waveTerm(p, $0) } })
  }

  /// sin u sin v = (cos(u − v) − cos(u + v))/2, and its like.
  private static func waveTerm(_ a: Symbolic, _ b: Symbolic) -> Symbolic {
    func wave(_ term: Symbolic) -> (rest: Symbolic, primitive: Primitive, argument: Symbolic)? {
      for (place, factor) in term.factors.enumerated() {
        guard case .function(let primitive, let u) = factor, [.sin, .cos, .sinh, .cosh].contains(primitive) else {
          continue
        }
        var others = term.factors
        others.remove(at: place)
        return (.product(of: others), primitive, u[0])
      }
      return nil
    }
    guard let p = wave(a), let q = wave(b) else { return a * b }
    let (sum, difference) = (p.argument + q.argument, p.argument - q.argument)
    let number = p.rest * q.rest / 2
    func joined(_ one: Primitive, _ sign: Symbolic, _ other: Primitive) -> Symbolic {
      number * (Symbolic(one, [sum]) + sign * Symbolic(other, [difference]))
    }
    let product: Symbolic
    switch (p.primitive, q.primitive) {
    case (.sin, .sin): product = -joined(.cos, -1, .cos)
    case (.cos, .cos): product = joined(.cos, 1, .cos)
    case (.sin, .cos): product = joined(.sin, 1, .sin)
    case (.cos, .sin): product = joined(.sin, -1, .sin)
    case (.sinh, .sinh): product = joined(.cosh, -1, .cosh)
    case (.cosh, .cosh): product = joined(.cosh, 1, .cosh)
    case (.sinh, .cosh): product = joined(.sinh, 1, .sinh)
    case (.cosh, .sinh): product = joined(.sinh, -1, .sinh)
    default: return a * b
    }
    return product.multipliedOut
  }
}

extension Integral {
  /// atan(k·tan(w/2) + m) jumps where the tangent does; w/2 plus the arc tangent of a quotient that never has a
  /// denominator of 0 is the same without the jumps.
  fileprivate func withoutJumps(at w: Symbolic) -> Integral {
    Integral(integrand, variable, value.joined(at: w), rule)
  }
}

extension Symbolic {
  fileprivate func joined(at w: Symbolic) -> Symbolic {
    let tangent = Symbolic(.tan, [w / 2])
    guard case .function(.atan, let operands) = self else { return map { $0.joined(at: w) } }
    let letter = Symbol(" t")
    guard let line = operands[0].replacing(tangent, with: .symbol(letter)).linear(in: letter),
      line.slope.symbols.isEmpty,
      line.offset.symbols.isEmpty
    else { return self }
    let sign: Symbolic = line.slope.value([:]) < 0 ? -1 : 1
    let (k, m) = (sign * line.slope, sign * line.offset)
    guard m.value([:]) * m.value([:]) < 4 * k.value([:]) else { return self }
    let (s, c) = (Symbolic(.sin, [w]), Symbolic(.cos, [w]))
    if k == 1, m == 0 { return sign * w / 2 }
    if m == 0, let square = k.squared.exact, square != .one {
      // (1 + k)/(1 − k) without a root below.
      let shift = ((1 + 2 * k + .number(square)) / (1 - .number(square))).multipliedOut
      return sign * (w / 2 - Symbolic(.atan, [s / (c + shift)]))
    }
    let above = (k - 1) * s + m * (1 + c)
    let below = (1 + k) + (1 - k) * c + m * s
    return sign * (w / 2 + Symbolic(.atan, [above.multipliedOut / below.multipliedOut]))
  }
}
