import Graph
import Syntax

/// Looks for antiderivatives as a person does: rules in the order of their ease, each leading to easier integrals.
///
/// The search is bounded by counted steps, so that it ends soon and always the same way.
struct Integrator {
  /// An integral that is being worked on.
  private struct Problem: Hashable {
    let integrand: Symbolic
    let variable: Symbol
  }

  typealias Method = @Sendable (inout Integrator, Symbolic, Symbol, Int) -> Integral?

  private var steps = 0
  private var active: Set<Problem> = []
  private var failed: [Problem: Int] = [:]
  private let isInterrupted: () -> Bool
  private(set) var wasInterrupted = false
  /// What was tried, in order.
  private(set) var tried: [String] = []

  private static let mostSteps = 400
  private static let deepest = 10
  private static let longest = 300

  init(isInterrupted: @escaping () -> Bool) { self.isInterrupted = isInterrupted }

  /// The methods; those with a name are told when nothing was found.
  private static let methods: [(name: String?, run: Method)] = [
    (nil, { $0.constant($1, $2, $3) }), (nil, { $0.linearity($1, $2, $3) }), (nil, { $0.simpler($1, $2, $3) }),
    ("a table", { $0.table($1, $2, $3) }), (nil, { $0.linearArgument($1, $2, $3) }),
    ("pieces", { $0.pieces($1, $2, $3) }),
    ("substitution", { $0.substitution($1, $2, $3) }), ("partial fractions", { $0.rational($1, $2, $3) }),
    (nil, { $0.letteredRational($1, $2, $3) }), (nil, { $0.exponentialOfQuadratic($1, $2, $3) }),
    ("trigonometric identities", { $0.trigonometric($1, $2, $3) }), ("roots", { $0.roots($1, $2, $3) }),
    ("parts", { $0.parts($1, $2, $3) }), (nil, { $0.inverseSubstitution($1, $2, $3) }),
    (nil, { $0.expansion($1, $2, $3) }), ("undetermined coefficients", { $0.undetermined($1, $2, $3) }),
    (nil, { $0.exponentials($1, $2, $3) }),
  ]

  mutating func integral(_ f: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    let problem = Problem(integrand: f, variable: x)
    if isInterrupted() { wasInterrupted = true }
    guard !wasInterrupted, !f.hasSteps(x), depth <= Self.deepest, steps < Self.mostSteps, f.size <= Self.longest,
      !active.contains(problem)
    else { return nil }
    if let known = failed[problem], known <= depth { return nil }
    steps += 1
    active.insert(problem)
    defer { active.remove(problem) }
    for method in Self.methods {
      if let name = method.name, depth == 0, !tried.contains(name) { tried.append(name) }
      if let found = method.run(&self, f, x, depth) { return found }
    }
    failed[problem] = depth
    return nil
  }

  /// A letter that the formula does not have.
  func letter(besides f: Symbolic, _ x: Symbol) -> Symbol {
    let taken = f.symbols.union([x])
    let free = ["u", "v", "w", "t", "s", "z"].map { Symbol(Name($0)) }.first { !taken.contains($0) }
    return free ?? Symbol("û")
  }

  // MARK: linearity

  mutating func constant(_ f: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    if !f.depends(on: x) { return Integral(f, x, f * .symbol(x), .table("constant")) }
    let (constant, rest) = f.split(by: x)
    guard constant != 1 else { return nil }
    guard let inner = integral(rest, x, depth) else { return nil }
    return Integral(f, x, constant * inner.value, .multiple(constant, inner))
  }

  mutating func linearity(_ f: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    guard case .sum(let terms) = f else { return nil }
    var parts: [Integral] = []
    for term in terms {
      guard let part = integral(term, x, depth + 1) else { return nil }
      parts.append(part)
    }
    return Integral(f, x, .sum(of: parts.map(\.value)), .sum(parts))
  }

  /// Products written out, where nothing else helped.
  mutating func expansion(_ f: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    let expanded = f.multipliedOut
    guard expanded != f, case .sum = expanded, let inner = linearity(expanded, x, depth + 1) else { return nil }
    return Integral(f, x, inner.value, .rewriting("multiply out", inner))
  }

  /// sinh and cosh as exponentials, where they stand beside other functions.
  mutating func exponentials(_ f: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    let rewritten = f.withExponentials(x).multipliedOut
    guard rewritten != f, f.waves(x).contains(where: { !$0.isCircular }),
      let inner = integral(rewritten, x, depth + 1)
    else { return nil }
    return Integral(f, x, inner.value, .rewriting("exponentials", inner))
  }

  /// Functions that others make up: `log10(x)` is log(x)/log(10).
  mutating func simpler(_ f: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    let rewritten = f.inBasicFunctions(x)
    guard rewritten != f, let inner = integral(rewritten, x, depth + 1) else { return nil }
    return Integral(f, x, inner.value, .rewriting("definition", inner))
  }
}

extension Symbolic {
  /// The factors without the symbol, and those with it.
  func split(by x: Symbol) -> (constant: Symbolic, rest: Symbolic) {
    let all = factors
    guard all.count > 1 else { return (1, self) }
    let free = all.filter { !$0.depends(on: x) }
    return free.isEmpty ? (1, self) : (.product(of: free), .product(of: all.filter { $0.depends(on: x) }))
  }

  /// Coefficients as a polynomial in a symbol, constant first, which may be any formulas without it; `nil` when it is no
  /// polynomial, or a long one.
  func coefficients(in x: Symbol, upTo most: Int = 24) -> [Symbolic]? {
    guard depends(on: x) else { return [self] }
    switch self {
    case .symbol: return [0, 1]
    case .sum(let terms):
      var sums: [[Symbolic]] = []
      for term in terms {
        guard let parts = term.coefficients(in: x, upTo: most) else { return nil }
        for (power, c) in parts.enumerated() {
          if power < sums.count { sums[power].append(c) } else { sums.append([c]) }
        }
      }
      var coefficients = sums.map { Symbolic.sum(of: $0) }
      while coefficients.count > 1, coefficients.last == 0 { coefficients.removeLast() }
      return coefficients
    case .product(let factors):
      var product: [Symbolic] = [1]
      for factor in factors {
        guard let next = factor.coefficients(in: x, upTo: most), product.count + next.count - 2 <= most else {
          return nil
        }
        product = Self.convolved(product, next)
      }
      return product
    case .power(let base, let exponent):
      guard let n = exponent.whole, n > 0, n <= most, let one = base.coefficients(in: x, upTo: most),
        (one.count - 1) * n <= most
      else { return nil }
      return (0..<n).reduce([1]) { product, _ in Self.convolved(product, one) }
    default: return nil
    }
  }

  private static func convolved(_ a: [Symbolic], _ b: [Symbolic]) -> [Symbolic] {
    (0..<(a.count + b.count - 1)).map { k in
      .sum(
        of: a.indices.compactMap { i in
          b.indices.contains(k - i) ? (a[i] * b[k - i]).multipliedOut : nil
        })
    }
  }

  /// slope·x + offset with a slope that is not 0.
  func linear(in x: Symbol) -> (slope: Symbolic, offset: Symbolic)? {
    guard let c = coefficients(in: x, upTo: 1), c.count == 2, c[1] != 0 else { return nil }
    return (c[1], c[0])
  }

  /// c₀ + c₁x + c₂x² + …
  static func polynomial(_ coefficients: [Symbolic], in x: Symbol) -> Symbolic {
    .sum(of: coefficients.enumerated().map { $0.element * Symbolic.symbol(x).power(Symbolic($0.offset)) })
  }

  /// Products of sums and whole powers of sums written out, as far as they stay short.
  var multipliedOut: Symbolic {
    switch self {
    case .sum(let terms): return .sum(of: terms.map(\.multipliedOut))
    case .power(.sum(let terms), let exponent):
      guard let n = exponent.whole, (2...8).contains(n), terms.count * n <= 24 else { return self }
      return (1..<n).reduce(.sum(terms)) { product, _ in Self.distributed(product, .sum(terms)) }
    case .product(let factors):
      return factors.reduce(1) { Self.distributed($0, $1.multipliedOut) }
    default: return self
    }
  }

  private static func distributed(_ a: Symbolic, _ b: Symbolic) -> Symbolic {
    guard a.terms.count * b.terms.count <= 200 else { return a * b }
    return .sum(of: a.terms.flatMap { p in b.terms.map { p * $0 } })
  }

  /// With the logarithms of other bases, `log1p`, `expm1` and `erfc` by what they mean.
  func inBasicFunctions(_ x: Symbol) -> Symbolic {
    guard depends(on: x) else { return self }
    if case .function(let primitive, let operands) = self, let u = operands.first?.inBasicFunctions(x) {
      switch primitive {
      case .log2: return Symbolic(.log, [u]) / Symbolic(.log, [2])
      case .log10: return Symbolic(.log, [u]) / Symbolic(.log, [10])
      case .log1p: return Symbolic(.log, [1 + u])
      case .expm1: return Symbolic(.exp, [u]) - 1
      case .erfc: return 1 - Symbolic(.erf, [u])
      default: break
      }
    }
    return map { $0.inBasicFunctions(x) }
  }

  /// With sinh, cosh and tanh written in exponentials.
  fileprivate func withExponentials(_ x: Symbol) -> Symbolic {
    guard depends(on: x) else { return self }
    if case .function(let primitive, let operands) = self {
      let (up, down) = (Symbolic(.exp, [operands[0]]), Symbolic(.exp, [-operands[0]]))
      switch primitive {
      case .sinh: return (up - down) / 2
      case .cosh: return (up + down) / 2
      case .tanh: return (up - down) / (up + down)
      default: break
      }
    }
    return map { $0.withExponentials(x) }
  }

  /// Whether it is made of steps without end, whose sum has no formula.
  fileprivate func hasSteps(_ x: Symbol) -> Bool {
    guard depends(on: x) else { return false }
    if case .function(let primitive, _) = self, [.floor, .ceil, .round, .mod].contains(primitive) { return true }
    return children.contains { $0.hasSteps(x) }
  }

  /// Its sign where it is known whatever the letters are: squares are not negative, and taken for positive.
  var knownSign: Int? {
    if symbols.isEmpty {
      let x = value([:])
      return x.isNaN ? nil : x > 0 ? 1 : x < 0 ? -1 : 0
    }
    switch self {
    case .function(.exp, _), .function(.abs, _), .function(.cosh, _), .power(_, .half): return 1
    case .power(let base, let exponent):
      if let n = exponent.whole, n % 2 == 0 { return 1 }
      return base.knownSign == 1 ? 1 : nil
    case .product(let factors):
      var sign = 1
      for factor in factors {
        guard let own = factor.knownSign else { return nil }
        sign *= own
      }
      return sign
    case .sum(let terms):
      let signs = terms.map(\.knownSign)
      return signs.allSatisfy { $0 == 1 } ? 1 : signs.allSatisfy { $0 == -1 } ? -1 : nil
    default: return nil
    }
  }

  /// log|u|, without the bars where u is positive anyway.
  static func logOfSize(_ u: Symbolic, _ x: Symbol) -> Symbolic {
    if u.isPositive(for: x) { return Symbolic(.log, [u]) }
    return Symbolic(.log, [Symbolic(.abs, [u])])
  }

  /// Whether it is above 0 for every number x: seen at once, or a polynomial without real roots.
  func isPositive(for x: Symbol) -> Bool {
    if case .power(.symbol, let exponent) = self, exponent.whole != nil { return false }
    if let c = coefficients(in: x, upTo: 2), c.count == 3, let sign = c[2].knownSign,
      let inside = (c[1].squared - 4 * c[2] * c[0]).multipliedOut.knownSign
    {
      return sign > 0 && inside < 0
    }
    if case .sum(let terms) = self {
      return terms.contains { $0.isStrictlyPositive } && terms.allSatisfy { $0.knownSign == 1 }
    }
    return isStrictlyPositive
  }

  private var isStrictlyPositive: Bool {
    switch self {
    case .number(let x): !x.isNegative && x.value != 0
    case .constant, .function(.exp, _), .function(.cosh, _): true
    default: false
    }
  }
}
