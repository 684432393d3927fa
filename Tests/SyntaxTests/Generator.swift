import Syntax

/// SplitMix64 (Steele, Lea and Flood 2014): the same trees on every machine.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Random trees over every case of `Expression.Kind` that source can spell.
struct Generator {
  var random: SplitMix
  private var indexDepth = 0

  init(seed: UInt64) { random = SplitMix(state: seed) }

  private let names: [Name] = ["x", "y", "A", "λ", "alpha", "e5", "x1", "b1", "_k", "total", "x\u{302}", "E2", "ix"]
  private let values = [0, 1, 2, 10, 0.5, 1e-3, 1e16, 1.5e300, Double.leastNonzeroMagnitude, 123456.789, 0.1]

  private mutating func pick<T>(_ items: [T], or fallback: T) -> T { items.randomElement(using: &random) ?? fallback }
  private mutating func count(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  private mutating func flip() -> Bool { Bool.random(using: &random) }
  mutating func name() -> Name { pick(names, or: "x") }
  private mutating func number() -> Double { pick(values, or: 1) }

  private mutating func distinct(_ range: ClosedRange<Int>) -> [Name] {
    var seen: Set<Name> = []
    return (0..<count(range)).map { _ in name() }.filter { seen.insert($0).inserted }
  }

  private func node(_ kind: Expression.Kind) throws -> Expression { try Expression(kind, Span(0, 0)) }

  mutating func expression(_ depth: Int) throws -> Expression {
    guard depth > 0 else { return try leaf() }
    let next = depth - 1
    switch count(0...21) {
    case 0: return try node(.prefix(pick(Expression.Prefix.allCases, or: .minus), expression(next)))
    case 1, 2, 3, 4:
      return try node(.infix(pick(Expression.Infix.allCases, or: .add), expression(next), expression(next)))
    case 5: return try scaled(next)
    case 6:
      let signs = (0..<count(1...3)).map { _ in pick(Expression.Comparison.allCases, or: .less) }
      return try node(.comparison(signs, (0...signs.count).map { _ in try expression(next) }))
    case 7: return try node(.range(expression(next), step: flip() ? expression(next) : nil, expression(next)))
    case 8: return try node(.conditional(expression(next), then: expression(next), else: expression(next)))
    case 9: return try node(.lambda(parameters(next), expression(next)))
    case 10: return try node(.call(callee(next), arguments(next)))
    case 11: return try node(.mapped(callee(next), arguments(next)))
    case 12: return try index(next)
    case 13: return try node(.member(expression(next), flip() ? "end" : name()))
    case 14: return try node(flip() ? .prime(expression(next)) : .factorial(expression(next)))
    case 15: return try node(.nabla(expression(next)))
    case 16: return try node(.norm(expression(next)))
    case 17: return try sequence(next)
    case 18: return try node(.record(distinct(0...3).map { Expression.Field($0, try expression(next)) }))
    case 19: return try matrix(next)
    case 20:
      var clauses: [Expression.Clause] = []
      for name in distinct(1...2) { clauses.append(Expression.Clause(name, in: try expression(next))) }
      return try node(.comprehension(expression(next), clauses, filter: flip() ? expression(next) : nil))
    default:
      if flip() { return try node(.given(expression(next), expression(next))) }
      return try node(.formula(flip() ? expression(next) : nil, terms(next)))
    }
  }

  private mutating func leaf() throws -> Expression {
    switch count(0...9) {
    case 0, 1, 2: return try node(.number(number()))
    case 3: return try node(.imaginary(number()))
    case 4: return try node(.text(pick(["", "a b", "q\"\\", "\n\t", "é∇'#", "x)"], or: "")))
    case 5: return try node(flip() ? .missing : .truth(flip()))
    case 6 where indexDepth > 0: return try node(.end)
    default: return try node(.name(name()))
    }
  }

  /// Numbers cannot be called.
  private mutating func callee(_ depth: Int) throws -> Expression {
    let base = try expression(depth)
    switch base.kind {
    case .number, .imaginary: return try node(.name(name()))
    default: return base
    }
  }

  /// The factor of `2x`: any power, or a root.
  private mutating func scaled(_ depth: Int) throws -> Expression {
    try node(.scaled(node(.number(number())), expression(depth)))
  }

  private mutating func parameters(_ depth: Int) throws -> [Expression.Parameter] {
    try distinct(0...3).map { Expression.Parameter($0, fallback: flip() ? try expression(depth) : nil, Span(0, 0)) }
  }

  private mutating func arguments(_ depth: Int) throws -> [Expression.Argument] {
    var arguments = try (0..<count(0...2)).map { _ in Expression.Argument(try expression(depth)) }
    for label in distinct(0...2) { arguments.append(Expression.Argument(label: label, try expression(depth))) }
    return arguments
  }

  private mutating func index(_ depth: Int) throws -> Expression {
    let base = try expression(depth)
    indexDepth += 1
    defer { indexDepth -= 1 }
    let indices = try (0..<count(1...3)).map { _ in flip() ? Expression.Index.all : .at(try expression(depth)) }
    return try node(.index(base, indices))
  }

  private mutating func sequence(_ depth: Int) throws -> Expression {
    var statements = try (0..<count(1...3)).map { _ in try statement(depth) }
    if statements.count == 1, case .expression = statements[0].kind {
      statements.append(Statement(.assign([name()], try expression(depth)), Span(0, 0)))
    }
    return try node(.sequence(statements))
  }

  /// Rows of a bracket literal share one separator, and `.none` is for rows of one element.
  private mutating func matrix(_ depth: Int) throws -> Expression {
    let rows = try (0..<count(0...3)).map { _ in try (0..<count(1...3)).map { _ in try expression(depth) } }
    let isColumn = rows.allSatisfy { $0.count == 1 }
    return try node(.matrix(rows, separator: isColumn ? .none : flip() ? .comma : .blank))
  }

  private mutating func terms(_ depth: Int) throws -> Expression {
    guard depth > 0 else { return try node(.name(flip() ? "." : name())) }
    switch count(0...7) {
    case 0: return try node(.prefix(.minus, terms(depth - 1)))
    case 1, 2, 3:
      return try node(
        .infix(pick([.add, .subtract, .multiply, .divide], or: .add), terms(depth - 1), terms(depth - 1)))
    case 4: return try node(.range(terms(depth - 1), step: nil, terms(depth - 1)))
    case 5: return try node(.infix(.power, terms(depth - 1), node(.number(2))))
    case 6: return try node(.call(node(.name(name())), arguments(depth - 1)))
    default: return try node(.number(1))
    }
  }

  mutating func statement(_ depth: Int) throws -> Statement {
    let span = Span(0, 0)
    switch count(0...5) {
    case 0: return Statement(.assign([name()], try expression(depth)), span)
    case 1:
      let names = distinct(2...3) + ["U0"]
      return Statement(.assign([nil] + names, try expression(depth)), span)
    case 2: return Statement(.define(name(), try parameters(depth), try expression(depth)), span)
    case 3:
      let target = try node(.member(node(.index(node(.name(name())), [.all, .at(expression(depth))])), name()))
      return Statement(.update(target, try expression(depth)), span)
    default: return Statement(.expression(try expression(depth)), span)
    }
  }
}
