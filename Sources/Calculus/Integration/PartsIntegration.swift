import Graph
import Numerics
import Syntax

extension Integrator {
  /// Integration by parts, in the forms that lead somewhere.
  mutating func parts(_ f: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    cyclic(f, x) ?? tabular(f, x) ?? polynomialWave(f, x) ?? byInverse(f, x, depth) ?? byPolynomial(f, x, depth)
  }

  /// exp(a·x + b) times sin or cos of a linear argument.
  private func cyclic(_ f: Symbolic, _ x: Symbol) -> Integral? {
    let factors = f.factors
    guard factors.count == 2, let e = factors.first(where: \.isExponential), let w = factors.first(where: { $0 != e }),
      case .function(.exp, let power) = e, let a = power[0].linear(in: x)?.slope,
      case .function(let primitive, let argument) = w, primitive == .sin || primitive == .cos,
      let b = argument[0].linear(in: x)?.slope
    else { return nil }
    let (s, c) = (Symbolic(.sin, argument), Symbolic(.cos, argument))
    // Both times u is the wave and dv the exponential.
    let v = e / a
    let other = primitive == .sin ? c : s
    let slope = primitive == .sin ? b : -b
    let first = Integral.Part(u: w, dv: e, v: v)
    let second = Integral.Part(u: other, dv: e, v: v)
    let factor = (b / a).squared
    let value = e * (a * w - slope * other) / (a.squared + b.squared)
    return Integral(f, x, value, .cyclic(first: first, second: second, factor: -factor))
  }

  /// A polynomial times exp, sin, cos, sinh, cosh or a power of a number: differentiated until nothing is left.
  private func tabular(_ f: Symbolic, _ x: Symbol) -> Integral? {
    guard let (polynomial, wave) = f.polynomialFactor(x), let c = polynomial.coefficients(in: x, upTo: 12), c.count > 1
    else { return nil }
    var rows: [(u: Symbolic, v: Symbolic)] = [(polynomial, wave)]
    var (u, v) = (polynomial, wave)
    while u != 0 {
      guard let slope = try? u.derivative(by: x), let next = v.waveAntiderivative(x) else { return nil }
      (u, v) = (slope.multipliedOut, next)
      rows.append((u, v))
    }
    var terms: [Symbolic] = []
    for (place, row) in rows.dropLast().enumerated() {
      terms.append((place % 2 == 0 ? 1 : -1) * row.u * rows[place + 1].v)
    }
    return Integral(f, x, .sum(of: terms), .tabular(rows))
  }

  /// P(x)·exp(a·x)·sin(b·x): A exp sin + B exp cos with A′ + aA − bB and B′ + aB + bA the factors of both.
  private func polynomialWave(_ f: Symbolic, _ x: Symbol) -> Integral? {
    let waves = f.factors.filter {
      if case .function(.sin, _) = $0 { true } else if case .function(.cos, _) = $0 { true } else { false }
    }
    let exponentials = f.factors.filter(\.isExponential)
    guard waves.count == 1, exponentials.count == 1, case .function(let primitive, let argument) = waves[0],
      let b = argument[0].linear(in: x)?.slope, let a = exponentials[0].children[0].linear(in: x)?.slope,
      let p = Symbolic.product(of: f.factors.filter { $0 != waves[0] && $0 != exponentials[0] })
        .coefficients(in: x, upTo: 8)
    else { return nil }
    var sines = [Symbolic](repeating: 0, count: p.count + 1)
    var cosines = sines
    let size = a.squared + b.squared
    for k in p.indices.reversed() {
      // a·A − b·B = r and b·A + a·B = s, with what the higher powers leave.
      let next = Symbolic(k + 1)
      let r = (primitive == .sin ? p[k] : 0) - next * sines[k + 1]
      let s = (primitive == .cos ? p[k] : 0) - next * cosines[k + 1]
      sines[k] = ((a * r + b * s).multipliedOut / size).reduced
      cosines[k] = ((a * s - b * r).multipliedOut / size).reduced
    }
    let (one, two) = (Symbolic(.sin, argument), Symbolic(.cos, argument))
    let inside = Symbolic.polynomial(sines, in: x) * one + Symbolic.polynomial(cosines, in: x) * two
    let value = exponentials[0] * inside
    let terms = zip(sines, cosines).enumerated().flatMap { k, pair in
      [(pair.0, one), (pair.1, two)].compactMap { c, wave in
        c == 0 ? nil : (c, .symbol(x).power(Symbolic(k)) * exponentials[0] * wave)
      }
    }
    return Integral(f, x, value, .undetermined(terms: terms.map(\.1), coefficients: terms.map(\.0)))
  }

  /// u a logarithm, an inverse function or erf, dv the rest.
  private mutating func byInverse(_ f: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    for factor in f.factors {
      let (base, exponent) = factor.raised
      guard case .function(let primitive, _) = base,
        [.log, .asin, .acos, .atan, .asinh, .acosh, .atanh, .erf]
          .contains(primitive), let n = exponent.whole, n > 0
      else { continue }
      let dv = f / factor
      if let found = byParts(f, u: factor, dv: dv, x, depth) { return found }
    }
    return nil
  }

  /// u a power of x, dv a function whose integral is known.
  private mutating func byPolynomial(_ f: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    let factors = f.factors.filter { $0.coefficients(in: x, upTo: 4) != nil }
    let u = Symbolic.product(of: factors)
    guard u.depends(on: x), u != f, let degree = u.coefficients(in: x, upTo: 4)?.count, degree <= 4 else { return nil }
    return byParts(f, u: u, dv: f / u, x, depth)
  }

  private mutating func byParts(_ f: Symbolic, u: Symbolic, dv: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    guard let slope = try? u.derivative(by: x).signsCancelled(x).rootsCancelled(x),
      let other = integral(dv, x, depth + 1)?.value.tidied(x)
    else { return nil }
    // What is left must not be longer than a step of this kind makes it.
    for v in [other] + shifted(other, beside: slope, x) {
      let product = Self.quotient(v, by: slope.power(-1), x)
      let rest = product.size < (v * slope).size ? product : v * slope
      guard let left = integral(rest, x, depth + 1) else { continue }
      return Integral(f, x, u * v - left.value, .parts(u: u, dv: dv, v: v, left))
    }
    return nil
  }

  /// x + 1 rather than x for v, where log(x + 1) or atan x beside it then cancels.
  private func shifted(_ v: Symbolic, beside slope: Symbolic, _ x: Symbol) -> [Symbolic] {
    guard let below = RationalFunction(slope, in: x)?.denominator, let own = RationalPolynomial(v, in: x),
      let rest = own.divided(by: below)?.remainder, rest.degree == 0
    else { return [] }
    return [v - .number(.fraction(rest[0]))]
  }

  /// P(x)·exp(q(x)) with a quadratic q: A·exp(q) and an error function.
  mutating func exponentialOfQuadratic(_ f: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    let exponentials = f.factors.filter(\.isExponential)
    guard exponentials.count == 1, let e = exponentials.first, case .function(_, let inner) = e,
      let c = inner[0].coefficients(in: x, upTo: 2), c.count == 3,
      let p = Symbolic.product(of: f.factors.filter { $0 != e }).coefficients(in: x, upTo: 12)
    else { return nil }
    if p.count == 1 {
      guard (-c[2]).knownSign == 1 else { return nil }
      let size = (-c[2]).squareRoot
      let inside = (size * .symbol(x) - c[1] / (2 * size)).reduced
      let scale = c[0] - c[1].squared / (4 * c[2])
      let value =
        p[0] * Symbolic.pi.squareRoot / (2 * size) * Symbolic(.exp, [scale.reduced]) * Symbolic(.erf, [inside])
      return Integral(f, x, value, .table("error function"))
    }
    // A′ + A·q′ + λ = P, from the highest power down.
    var rest = p
    var a = [Symbolic](repeating: 0, count: p.count - 1)
    for k in a.indices.reversed() {
      a[k] = (rest[k + 1] / (2 * c[2])).reduced
      rest[k] = (rest[k] - a[k] * c[1]).multipliedOut
      if k > 0 { rest[k - 1] = (rest[k - 1] - Symbolic(k) * a[k]).multipliedOut }
    }
    let first = Symbolic.polynomial(a, in: x) * e
    let terms = a.enumerated().filter { $0.element != 0 }.map {
      (Symbolic.symbol(x).power(Symbolic($0.offset)) * e, $0.element)
    }
    guard rest[0] != 0 else {
      return Integral(f, x, first, .undetermined(terms: terms.map(\.0), coefficients: terms.map(\.1)))
    }
    guard let tail = integral(rest[0] * e, x, depth + 1) else { return nil }
    guard let slope = try? first.derivative(by: x) else { return nil }
    let head = Integral(
      (slope).multipliedOut, x, first, .undetermined(terms: terms.map(\.0), coefficients: terms.map(\.1)))
    let sum = Integral(f, x, first + tail.value, .sum([head, tail]))
    return Integral(f, x, first + tail.value, .rewriting("split off a derivative", sum))
  }
}

extension Symbolic {
  fileprivate var isExponential: Bool { if case .function(.exp, _) = self { true } else { false } }

  /// A polynomial in x and one exponential or wave of a linear argument.
  fileprivate func polynomialFactor(_ x: Symbol) -> (polynomial: Symbolic, wave: Symbolic)? {
    let waves = factors.filter { $0.waveAntiderivative(x) != nil }
    guard waves.count == 1, let wave = waves.first else { return nil }
    return (.product(of: factors.filter { $0 != wave }), wave)
  }

  /// ∫ of a number times exp, sin, cos, sinh, cosh or a power of a number.
  fileprivate func waveAntiderivative(_ x: Symbol) -> Symbolic? {
    let (constant, wave) = split(by: x)
    switch wave {
    case .power(let base, let u) where !base.depends(on: x):
      guard let line = u.linear(in: x) else { return nil }
      return constant * wave / (line.slope * Symbolic(.log, [base]))
    case .function(let primitive, let operands):
      guard let line = operands[0].linear(in: x) else { return nil }
      switch primitive {
      case .exp: return constant * wave / line.slope
      case .sin: return -constant * Symbolic(.cos, operands) / line.slope
      case .cos: return constant * Symbolic(.sin, operands) / line.slope
      case .sinh: return constant * Symbolic(.cosh, operands) / line.slope
      case .cosh: return constant * Symbolic(.sinh, operands) / line.slope
      default: return nil
      }
    default: return nil
    }
  }
}
