import Graph
import Numerics
import Syntax

/// Where a limit is taken.
public enum LimitPoint: Hashable, Sendable {
  case finite(Symbolic)
  case infinity(isNegative: Bool)
}

/// From where a limit's point is approached.
public enum LimitSide: String, Hashable, Sendable, CaseIterable {
  case both, left, right
}

extension Symbolic {
  /// What the formula tends to as a symbol goes to a point.
  /// - Throws: `.sides` when left and right differ; `.oscillates` when it goes on swinging; `.beyond` where no rule leads
  ///   on.
  public func limit(
    of symbol: Symbol, to point: LimitPoint, from side: LimitSide = .both
  ) throws(SeriesError) -> Approach {
    let far = Symbol(Name("X̂"))
    func approach(_ place: Symbolic) throws(SeriesError) -> Approach {
      let formula = substituting([symbol: place])
      do throws(SeriesError) {
        let found = try LimitAtInfinity(far).limit(of: formula)
        if case .value(let value) = found, value.swings { throw .oscillates(formula) }
        return found
      } catch {
        if case .beyond(let part) = error, part.swings { throw .oscillates(self) }
        throw error
      }
    }
    switch point {
    case .infinity(let isNegative): return try approach(isNegative ? -.symbol(far) : .symbol(far))
    case .finite(let a):
      let step = Symbolic.symbol(far).power(-1)
      switch side {
      case .left: return try approach(a - step)
      case .right: return try approach(a + step)
      case .both:
        // Of a function that is there on one side only, that side counts.
        let before: Approach
        do throws(SeriesError) { before = try approach(a - step) } catch {
          guard error == .outside else { throw error }
          return try approach(a + step)
        }
        let after: Approach
        do throws(SeriesError) { after = try approach(a + step) } catch {
          guard error == .outside else { throw error }
          return before
        }
        let (left, right) = (before, after)
        if case .value(let x) = left, case .value(let y) = right, (x - y).isZero { return right }
        guard left == right else { throw .sides(left: left, right: right) }
        return right
      }
    }
  }
}

/// The limit of a formula where its variable grows without bound, by the algorithm of Gruntz: what grows fastest is
/// expanded in, and what is left of it at the front has a limit of its own.
///
/// - Source: D. Gruntz, On Computing Limits in a Symbolic Manipulation System, ETH Zürich 1996, §3.
struct LimitAtInfinity {
  let x: Symbol
  private var depth = 0
  /// Rewritings within rewritings that are followed.
  private static let deepest = 24

  init(_ x: Symbol) { self.x = x }

  private func deeper() throws(SeriesError) -> LimitAtInfinity {
    guard depth < Self.deepest else { throw .cancels }
    var copy = self
    copy.depth += 1
    return copy
  }

  func limit(of formula: Symbolic) throws(SeriesError) -> Approach {
    guard formula.depends(on: x) else { return .value(formula) }
    if case .symbol = formula { return .infinity(isNegative: false) }
    let (leading, power) = try front(of: prepared(formula))
    if power.value > 0 { return .value(0) }
    if power.value < 0 {
      guard let sign = try sign(of: leading), sign != 0 else { throw .beyond(leading) }
      return .infinity(isNegative: sign < 0)
    }
    return try deeper().limit(of: leading)
  }

  /// The sign of a formula for all large x; `nil` when letters decide it.
  func sign(of formula: Symbolic) throws(SeriesError) -> Int? {
    guard formula.depends(on: x) else { return formula.numericSign ?? formula.swingingSign }
    if formula.isZero { return 0 }
    if case .symbol = formula { return 1 }
    if case .function(.exp, _) = formula { return 1 }
    return try deeper().sign(of: front(of: prepared(formula)).coefficient)
  }

  // MARK: the front

  /// c and p in formula ~ c ωᵖ, where ω goes to 0 as fast as anything in the formula does; c may be meant for log x in
  /// place of x, which changes neither its limit nor its sign.
  private func front(of given: Symbolic) throws(SeriesError) -> (coefficient: Symbolic, power: Exact) {
    guard given.depends(on: x) else { return (given, .zero) }
    let fastest = try fastest(in: given)
    guard !fastest.isEmpty else { return (given, .zero) }
    let w = Symbol(Name("ω̂\(depth)"))
    let (logarithm, written): (Symbolic, Symbolic)
    if fastest.contains(.symbol(x)) {
      // ω is 1/x. What is left has logarithms of x alone, and goes one level up, where log x is x.
      written = try rewritten(given, Set(fastest), w, -Symbolic(.log, [.symbol(x)]))
      logarithm = -.symbol(x)
    } else {
      guard let slowest = fastest.min(by: { $0.size < $1.size }), let scale = slowest.logarithm else {
        throw .beyond(given)
      }
      guard let sign = try deeper().sign(of: scale), sign != 0 else { throw .beyond(scale) }
      // ω = exp(scale) or its inverse, whichever goes to 0.
      logarithm = sign > 0 ? -scale : scale
      written = try rewritten(given, Set(fastest), w, logarithm)
    }
    for limit in [1.0, 3, 6, 12, 24] {
      var expansion = Expansion(w, to: limit)
      expansion.logarithm = logarithm
      let inner = try deeper()
      expansion.sign = { formula throws(SeriesError) in try inner.sign(of: formula) }
      do throws(SeriesError) {
        let series = try expansion.expand(written)
        if let first = series.items.first { return (first.coefficient, first.power) }
        if series.order == .infinity { return (0, .zero) }
      } catch SeriesError.cancels {
        continue
      }
    }
    throw .cancels
  }

  /// Every exponential that grows or falls as fast as the fastest part does, or x itself.
  private func fastest(in formula: Symbolic) throws(SeriesError) -> [Symbolic] {
    guard formula.depends(on: x) else { return [] }
    if case .symbol = formula { return [formula] }
    if let exponent = formula.exponent(growing: x) {
      let inner = try fastest(in: exponent)
      guard case .infinity = try deeper().limit(of: exponent) else {
        guard case .power(let base, _) = formula else { return inner }
        return try faster(inner, fastest(in: base))
      }
      return try faster([formula], inner)
    }
    var found: [Symbolic] = []
    for child in formula.children { found = try faster(found, fastest(in: child)) }
    return found
  }

  /// The one set of two that grows faster, or both.
  private func faster(_ a: [Symbolic], _ b: [Symbolic]) throws(SeriesError) -> [Symbolic] {
    guard let f = a.first else { return b }
    guard let g = b.first else { return a }
    if f == g { return a + b.filter { !a.contains($0) } }
    guard let above = f.logarithm, let below = g.logarithm else { throw .beyond(f) }
    switch try deeper().limit(of: above / below) {
    case .infinity: return a
    case .value(let ratio): return ratio.isZero ? b : a + b.filter { !a.contains($0) }
    }
  }

  /// The formula with every exponential of the set written as A·ωᶜ.
  private func rewritten(
    _ formula: Symbolic, _ set: Set<Symbolic>, _ w: Symbol, _ logarithm: Symbolic
  ) throws(SeriesError) -> Symbolic {
    guard formula.depends(on: x) else { return formula }
    if case .symbol = formula, set.contains(formula) { return Symbolic.symbol(w).power(-1) }
    if set.contains(formula), let exponent = formula.logarithm {
      guard case .value(let c) = try deeper().limit(of: exponent / logarithm) else { throw .beyond(formula) }
      let rest = try rewritten(Symbolic(.exp, [(exponent - c * logarithm).spread]), set, w, logarithm)
      return rest * Symbolic.symbol(w).power(c)
    }
    if case .choice = formula { throw .beyond(formula) }
    var parts: [Symbolic] = []
    for child in formula.children { parts.append(try rewritten(child, set, w, logarithm)) }
    return formula.remade(of: parts)
  }

  // MARK: before the algorithm

  /// Exponentials and logarithms for what is made of them; functions of what grows without bound by what they tend to.
  private func prepared(_ formula: Symbolic) throws(SeriesError) -> Symbolic {
    guard formula.depends(on: x) else { return formula }
    var parts: [Symbolic] = []
    if case .choice(let condition, let yes, let no) = formula { return try prepared(chosen(condition) ? yes : no) }
    for child in formula.children { parts.append(try prepared(child)) }
    guard case .function(let primitive, _) = formula, let u = parts.first, u.depends(on: x) else {
      return formula.remade(of: parts)
    }
    let e = Symbolic(.exp, [u])
    switch primitive {
    case .sinh: return .half * (e - Symbolic(.exp, [-u]))
    case .cosh: return .half * (e + Symbolic(.exp, [-u]))
    case .tanh: return 1 - 2 / (Symbolic(.exp, [2 * u]) + 1)
    case .sigmoid: return 1 / (1 + Symbolic(.exp, [-u]))
    case .logSigmoid: return -Symbolic(.log, [1 + Symbolic(.exp, [-u])])
    case .expm1: return e - 1
    case .log1p: return Symbolic(.log, [1 + u])
    case .log2, .log10: return Symbolic(.log, [u]) / Symbolic(.log, [primitive == .log2 ? 2 : 10])
    case .asinh: return Symbolic(.log, [u + (u.squared + 1).squareRoot])
    case .acosh: return Symbolic(.log, [u + (u.squared - 1).squareRoot])
    case .atanh: return .half * (Symbolic(.log, [1 + u]) - Symbolic(.log, [1 - u]))
    case .tan: return try prepared(Symbolic(.sin, [u]) / Symbolic(.cos, [u]))
    case .abs, .sign, .relu: return try stepped(primitive, u)
    case .max, .min:
      guard parts.count == 2, let side = try deeper().sign(of: u - parts[1]) else { throw .beyond(formula) }
      return (primitive == .max) == (side >= 0) ? u : parts[1]
    case .erf, .erfc:
      guard case .infinity(let isNegative) = try deeper().limit(of: u) else { break }
      let tail = Self.tail(isNegative ? -u : u)
      if primitive == .erfc { return isNegative ? 2 - tail : tail }
      return isNegative ? tail - 1 : 1 - tail
    case .digamma, .trigamma:
      guard case .infinity(isNegative: false) = try deeper().limit(of: u) else { break }
      return Self.polygamma(primitive, u)
    case .atan:
      guard case .infinity(let isNegative) = try deeper().limit(of: u) else { break }
      return (isNegative ? -1 : 1) * .half * .pi - Symbolic(.atan, [u.power(-1)])
    case .sin, .cos:
      if case .infinity = try deeper().limit(of: u) { return .swinging(formula) }
    case .mod:
      guard parts.count == 2 else { break }
      return try prepared(u - parts[1] * Symbolic(.floor, [u / parts[1]]))
    case .lgamma, .gamma:
      guard case .infinity(isNegative: false) = try deeper().limit(of: u) else { break }
      let logarithm = Self.stirling(u)
      return primitive == .lgamma ? logarithm : Symbolic(.exp, [logarithm])
    case .floor, .ceil, .round:
      // Between u − 1 and u + 1: enough to say how it grows, and all there is to say when it does.
      if case .infinity = try deeper().limit(of: u) { return u + .swinging(formula) }
    case .exp, .log: break
    default:
      // What it does far out is not known here.
      if case .infinity = try deeper().limit(of: u) { throw .beyond(formula) }
    }
    return formula.remade(of: parts)
  }

  /// erfc u for large u.
  /// - Source: DLMF 7.12.1.
  private static func tail(_ u: Symbolic) -> Symbolic {
    let series: [Symbolic] = [(1, 1, 0), (-1, 2, 2), (3, 4, 4), (-15, 8, 6)].map {
      (top: Int, bottom: Int, power: Int) in
      Symbolic(top) / Symbolic(bottom) * u.power(Symbolic(-power))
    }
    return Symbolic(.exp, [-u.squared]) / (u * Symbolic.pi.squareRoot) * Symbolic.sum(of: series)
  }

  /// ψ(u) and ψ′(u) for large u.
  /// - Source: DLMF 5.11.2, 5.15.8.
  private static func polygamma(_ primitive: Primitive, _ u: Symbolic) -> Symbolic {
    if primitive == .digamma {
      return Symbolic(.log, [u]) - u.power(-1) / 2 - u.power(-2) / 12 + u.power(-4) / 120
    }
    return u.power(-1) + u.power(-2) / 2 + u.power(-3) / 6 - u.power(-5) / 30
  }

  /// log Γ(u) for large u.
  /// - Source: Stirling's series, DLMF 5.11.1.
  private static func stirling(_ u: Symbolic) -> Symbolic {
    let terms: [(Int, Int, Int)] = [(1, 12, 1), (-1, 360, 3), (1, 1260, 5), (-1, 1680, 7)]
    return .sum(
      of: [(u - .half) * Symbolic(.log, [u]), -u, .half * Symbolic(.log, [2 * Symbolic.pi])]
        + terms.map { Symbolic($0) / Symbolic($1) * u.power(Symbolic(-$2)) })
  }

  private func stepped(_ primitive: Primitive, _ u: Symbolic) throws(SeriesError) -> Symbolic {
    guard let side = try deeper().sign(of: u) else { throw .beyond(Symbolic(primitive, [u])) }
    switch primitive {
    case .abs: return side < 0 ? -u : u
    case .sign: return Symbolic(side)
    default: return side > 0 ? u : 0
    }
  }

  private func chosen(_ condition: Condition) throws(SeriesError) -> Bool {
    switch condition {
    case .and(let a, let b): return try chosen(a) ? chosen(b) : false
    case .or(let a, let b): return try chosen(a) ? true : chosen(b)
    case .not(let a): return try !chosen(a)
    case .comparison(let signs, let operands):
      for (sign, pair) in zip(signs, zip(operands, operands.dropFirst())) {
        guard let side = try deeper().sign(of: try prepared(pair.0 - pair.1)) else { throw .beyond(pair.0) }
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
}

extension Symbolic {
  /// A letter for what swings between bounds, named by what swings, so that equal ones cancel.
  private static let swing = "ŝwing "

  fileprivate static func swinging(_ formula: Symbolic) -> Symbolic {
    Symbolic(Name(swing + ((try? AlgebraWriter().write(formula).printed) ?? "")))
  }

  /// Whether something in it never settles.
  var swings: Bool { symbols.contains { $0.name.spelling.hasPrefix(Self.swing) } }

  /// The sign when what swings is the only letter: that at either end and in the middle, where they agree.
  fileprivate var swingingSign: Int? {
    let letters = symbols
    guard !letters.isEmpty, letters.allSatisfy({ $0.name.spelling.hasPrefix(Self.swing) }) else { return nil }
    let values = [-1.0, -0.5, 0, 0.5, 1].map { x in value(Dictionary(letters.map { ($0, x) }) { $1 }) }
    return values.allSatisfy { $0 > 0 } ? 1 : values.allSatisfy { $0 < 0 } ? -1 : nil
  }
}

extension Symbolic {
  /// The exponent, of an exponential or a power whose exponent has the variable.
  fileprivate func exponent(growing x: Symbol) -> Symbolic? {
    switch self {
    case .function(.exp, let operands): operands[0]
    case .power(_, let exponent): exponent.depends(on: x) ? logarithm : nil
    default: nil
    }
  }

  /// The logarithm of what grows: u of eᵘ, v log u of uᵛ, log x of x.
  fileprivate var logarithm: Symbolic? {
    switch self {
    case .function(.exp, let operands): operands[0]
    case .power(let base, let exponent): (exponent * Symbolic(.log, [base])).spread
    case .symbol: Symbolic(.log, [self])
    default: nil
    }
  }

  /// Products of sums multiplied out, so that what cancels does.
  fileprivate var spread: Symbolic {
    guard case .product(let factors) = self else {
      return { if case .sum(let terms) = self { .sum(of: terms.map(\.spread)) } else { self } }()
    }
    guard let place = factors.firstIndex(where: { if case .sum = $0 { true } else { false } }) else { return self }
    var rest = factors
    let terms = rest.remove(at: place).terms
    return .sum(of: terms.map { Symbolic.product(of: rest + [$0]).spread })
  }

  /// The same operation on other operands.
  fileprivate func remade(of parts: [Symbolic]) -> Symbolic {
    var next = parts[...]
    return map { next.popFirst() ?? $0 }
  }
}
