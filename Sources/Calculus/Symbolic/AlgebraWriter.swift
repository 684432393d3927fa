import Graph
import Numerics
import Syntax

/// Writes algebra as an expression of the language, in the order a textbook has: `3x^2*exp(-x)/4`.
public struct AlgebraWriter: Sendable {
  /// Fractions that end as decimals are written so: for formulas whose source does.
  public var writesDecimals = false
  /// Powers rise from term to term, as in a series.
  public var rises = false

  public init(writesDecimals: Bool = false, rises: Bool = false) {
    self.writesDecimals = writesDecimals
    self.rises = rises
  }

  /// - Throws: `.tooLong` for what nests too deep for an expression.
  public func write(_ formula: Symbolic) throws(AlgebraError) -> Expression {
    switch formula {
    case .number(let number): return try write(number)
    case .constant(let constant): return try name(constant == .e ? "e" : "pi")
    case .symbol(let symbol): return try write(symbol)
    case .sum(let terms): return try write(sum: terms)
    case .product(let factors): return try write(product: factors)
    case .power(let base, let exponent):
      if exponent.isNegative { return try write(product: [formula]) }
      if exponent == .half { return try call("sqrt", [base]) }
      return try node(.infix(.power, write(base), write(exponent)))
    case .function(let primitive, let operands): return try call(Name(primitive.rule.name), operands)
    case .unknown(let name, let orders, let operands): return try write(name, orders, operands)
    case .choice(let condition, let yes, let no):
      return try node(.conditional(write(condition), then: write(yes), else: write(no)))
    }
  }

  private func node(_ kind: Expression.Kind) throws(AlgebraError) -> Expression {
    do throws(SyntaxError) { return try Expression(kind, Span(0, 0)) } catch { throw .tooLong }
  }

  private func name(_ name: Name) throws(AlgebraError) -> Expression { try node(.name(name)) }

  private func call(_ function: Name, _ operands: [Symbolic]) throws(AlgebraError) -> Expression {
    var arguments: [Expression.Argument] = []
    for operand in operands { arguments.append(.init(try write(operand))) }
    return try node(.call(name(function), arguments))
  }

  // MARK: numbers and names

  private func write(_ number: Exact) throws(AlgebraError) -> Expression {
    if number.isNegative { return try node(.prefix(.minus, write(-number))) }
    guard case .fraction(let fraction) = number, fraction.denominator != 1, !isDecimal(fraction) else {
      return try node(.number(number.value))
    }
    return try node(
      .infix(.divide, node(.number(Double(fraction.numerator))), node(.number(Double(fraction.denominator)))))
  }

  private func isDecimal(_ fraction: Fraction) -> Bool {
    // Nobody reads three hundred-millionths as a fraction.
    guard writesDecimals || fraction.denominator > 99_999 else { return false }
    var rest = fraction.denominator
    for prime in [2, 5] { while rest % prime == 0 { rest /= prime } }
    return rest == 1 && fraction.denominator <= 1 << 53 && fraction.numerator.magnitude <= 1 << 53
  }

  private func write(_ symbol: Symbol) throws(AlgebraError) -> Expression {
    let base = try name(symbol.name)
    guard !symbol.indices.isEmpty else { return base }
    var indices: [Expression.Index] = []
    for index in symbol.indices { indices.append(.at(try node(.number(Double(index))))) }
    return try node(.index(base, indices))
  }

  /// `g''(x)`; `grad(g)(x, y)[1]` for a function of several numbers.
  private func write(_ function: Name, _ orders: [Int], _ operands: [Symbolic]) throws(AlgebraError) -> Expression {
    var arguments: [Expression.Argument] = []
    for operand in operands { arguments.append(.init(try write(operand))) }
    var head = try name(function)
    guard orders.count > 1 else {
      for _ in 0..<(orders.first ?? 0) { head = try node(.prime(head)) }
      return try node(.call(head, arguments))
    }
    var places: [Int] = []
    for (place, order) in orders.enumerated() {
      guard order <= 1 else { throw .noRule(function.spelling) }
      if order == 1 { places.append(place + 1) }
    }
    guard let place = places.first else { return try node(.call(head, arguments)) }
    guard places.count == 1 else { throw .noRule(function.spelling) }
    let gradient = try node(.call(node(.nabla(head)), arguments))
    return try node(.index(gradient, [.at(node(.number(Double(place))))]))
  }

  // MARK: sums

  /// Terms in the order in which they are written.
  func order(_ terms: [Symbolic]) -> [Symbolic] {
    let letters = terms.reduce(into: Set<Symbol>()) { $0.formUnion($1.symbols) }.sorted {
      Symbolic.symbol($0) < .symbol($1)
    }
    let keys = terms.map { (place: $0.place(rises), powers: $0.powers(of: letters)) }
    var ordered = terms.indices.sorted { a, b in
      let (x, y) = (keys[a], keys[b])
      if x.place != y.place { return x.place < y.place }
      // Of one degree x³y comes before x²y².
      return x.powers == y.powers ? a < b : y.powers.lexicographicallyPrecedes(x.powers)
    }.map { terms[$0] }
    // 1 − x² rather than −x² + 1; three terms of a polynomial and more stay in the order of their powers.
    if !rises, ordered[0].isNegative, ordered.count == 2 || !ordered.allSatisfy(\.isMonomial),
      let place = ordered.firstIndex(where: { !$0.isNegative })
    {
      ordered.insert(ordered.remove(at: place), at: 0)
    }
    return ordered
  }

  private func write(sum terms: [Symbolic]) throws(AlgebraError) -> Expression {
    let ordered = order(terms)
    var result = try write(ordered[0])
    for term in ordered.dropFirst() {
      result = try node(
        term.isNegative
          ? .infix(.subtract, result, write(-term)) : .infix(.add, result, write(term)))
    }
    return result
  }

  // MARK: products

  private func write(product whole: [Symbolic]) throws(AlgebraError) -> Expression {
    let factors = withNumbersOut(whole)
    if factors[0].isNegative {
      let rest = Symbolic.product(of: [-1] + factors)
      return try negated(write(rest))
    }
    var (above, below) = ([Symbolic](), [Symbolic]())
    for factor in factors {
      switch factor {
      case .number(.fraction(let fraction)) where fraction.denominator != 1 && !isDecimal(fraction):
        if fraction.numerator != 1 { above.append(Symbolic(fraction.numerator)) }
        below.append(Symbolic(fraction.denominator))
      case .power(let base, let exponent) where exponent.isNegative: below.append(base.power(-exponent))
      default: above.append(factor)
      }
    }
    joinRoots(&above, &below)
    let top = try chain(above)
    guard !below.isEmpty else { return top }
    return try node(.infix(.divide, top, chain(below)))
  }

  /// In a quotient the number that all terms of a sum are multiples of stands before it, and so does the minus of all:
  /// 4(1 − 3x²)/(x² + 1)³.
  private func withNumbersOut(_ factors: [Symbolic]) -> [Symbolic] {
    guard factors.count > 1 else { return factors }
    var (number, rest) = (Exact.one, [Symbolic]())
    for factor in factors {
      guard case .sum(let terms) = factor else {
        if case .number(let own) = factor { number = number * own } else { rest.append(factor) }
        continue
      }
      var (count, inner) = factor.withoutContent
      if count.whole == nil { (count, inner) = (.one, factor) }
      let first = order(terms)[0]
      if first.isNegative, case .sum(let parts) = inner {
        (count, inner) = (-count, .sum(parts.map { -$0 }))
      }
      number = number * count
      rest.append(inner)
    }
    guard number != .one || rest.isEmpty else { return rest }
    return [.number(number)] + rest
  }

  /// √2/(2√π) is 1/√(2π).
  private func joinRoots(_ above: inout [Symbolic], _ below: inout [Symbolic]) {
    guard let place = above.firstIndex(where: { if case .power(.number, .half) = $0 { true } else { false } }),
      case .power(.number(let inside), _) = above[place], let m = inside.whole,
      m != 0, let number = below.firstIndex(where: { ($0.whole ?? 1) % m == 0 && ($0.whole ?? 0) != 0 }),
      let root = below.firstIndex(where: { if case .power(.constant, .half) = $0 { true } else { false } }),
      case .power(let constant, _) = below[root], let n = below[number].whole
    else { return }
    above.remove(at: place)
    below[root] = .power(.product([Symbolic(m), constant]), .half)
    if n == m { below.remove(at: number) } else { below[number] = Symbolic(n / m) }
  }

  /// The minus goes to the first factor: `-x*y` reads so, and needs no brackets.
  private func negated(_ product: Expression) throws(AlgebraError) -> Expression {
    guard case .infix(let op, let left, let right) = product.kind, op == .multiply || op == .divide else {
      return try node(.prefix(.minus, product))
    }
    return try node(.infix(op, negated(left), right))
  }

  /// Factors in the order in which they are written.
  func order(factors: [Symbolic]) -> [Symbolic] {
    factors.enumerated().sorted { a, b in
      (a.element.factorPlace, a.offset) < (b.element.factorPlace, b.offset)
    }.map(\.element)
  }

  /// Factors side by side: `2x`, `x^2*exp(-x)`.
  private func chain(_ factors: [Symbolic]) throws(AlgebraError) -> Expression {
    let ordered = order(factors: factors)
    guard let first = ordered.first else { return try node(.number(1)) }
    var result = try write(first)
    for (place, factor) in ordered.enumerated().dropFirst() {
      let next = try write(factor)
      if place == 1, case .number = first, next.canTouch {
        result = try node(.scaled(result, next))
      } else {
        result = try node(.infix(.multiply, result, next))
      }
    }
    return result
  }

  // MARK: conditions

  private func write(_ condition: Condition) throws(AlgebraError) -> Expression {
    switch condition {
    case .comparison(let signs, let operands):
      var parts: [Expression] = []
      for operand in operands { parts.append(try write(operand)) }
      return try node(.comparison(signs, parts))
    case .and(let a, let b): return try node(.infix(.and, write(a), write(b)))
    case .or(let a, let b): return try node(.infix(.or, write(a), write(b)))
    case .not(let a): return try node(.prefix(.not, write(a)))
    }
  }
}

extension Expression {
  /// Whether a number may touch it from the left: `2x`, `3sin(x)`, `2(a + b)`, but not `2·3`.
  fileprivate var canTouch: Bool {
    switch kind {
    case .name, .call, .index: true
    case .infix(.power, let base, _): base.canTouch
    case .infix(.add, _, _), .infix(.subtract, _, _): true
    default: false
    }
  }
}

extension Symbolic {
  /// Where a term stands in a sum: high powers first, then functions, numbers last; in a series the other way round.
  fileprivate func place(_ rises: Bool) -> Double {
    if case .number = self { return rises ? -1e9 : 1e9 }
    guard let degree = degree(countsSums: rises) else { return 0 }
    return degree == 0 ? (rises ? -1e8 : 1e8) : rises ? degree : -degree
  }

  /// The powers of symbols, all added; `nil` for anything but a product of those.
  private func degree(countsSums: Bool) -> Double? {
    var sum = 0.0
    for factor in factors {
      switch factor {
      case .sum where countsSums: sum += factor.symbols.isEmpty ? 0 : 1
      case .power(.sum(let terms), .number(let exponent)) where countsSums:
        sum += Symbolic.sum(terms).symbols.isEmpty ? 0 : exponent.value
      case let part where countsSums && part.symbols.isEmpty: continue
      case .number, .constant, .power(.number, .number), .power(.constant, .number): continue
      case .symbol: sum += 1
      case .power(.symbol, .number(let exponent)): sum += exponent.value
      default: return nil
      }
    }
    return sum
  }

  /// A product of powers of symbols.
  fileprivate var isMonomial: Bool { degree(countsSums: false) != nil }

  /// How high each letter stands in a product.
  fileprivate func powers(of letters: [Symbol]) -> [Double] {
    guard isMonomial else { return [] }
    return letters.map { letter in
      for factor in factors {
        switch factor {
        case .symbol(letter): return 1
        case .power(.symbol(letter), .number(let exponent)): return exponent.value
        default: continue
        }
      }
      return 0
    }
  }

  /// Where a factor stands in a product.
  fileprivate var factorPlace: Int {
    switch self {
    case .number: 0
    case .power(.number, _): 1
    case .constant, .power(.constant, _): 2
    case .symbol, .power(.symbol, _): 3
    case .sum, .power(.sum, _): 4
    case .function(.exp, _): 5
    case .function, .power: 6
    case .unknown, .product: 7
    case .choice: 8
    }
  }
}
