import Document
import Graph
import Numerics
import Syntax

/// A limit and what it is of.
public struct LimitQuestion: Hashable, Sendable {
  public var formula: Symbolic
  public var variable: Symbol
  public var point: LimitPoint
  public var side: LimitSide
  public var answer: Approach

  /// - Throws: as `Symbolic.limit`.
  public init(
    _ formula: Symbolic, of variable: Symbol, to point: LimitPoint, from side: LimitSide
  ) throws(SeriesError) {
    (self.formula, self.variable, self.point, self.side) = (formula, variable, point, side)
    answer = try formula.limit(of: variable, to: point, from: side)
    if isContradicted { throw .beyond(formula) }
  }

  /// Whether the values near the point have settled on something else: better no answer than a wrong one.
  private var isContradicted: Bool {
    guard case .value(let limit) = answer, formula.symbols.isSubset(of: [variable]) else { return false }
    let (wanted, places) = (limit.value([:]), [1e-2, 1e-3, 1e-4].compactMap { near($0, [:]).last })
    let seen = places.map { formula.value([variable: $0]) }
    guard wanted.isFinite, seen.count == 3, seen.allSatisfy(\.isFinite) else { return false }
    let off = (seen[2] - wanted).magnitude
    return off > 1e-3 * max(1, wanted.magnitude) && (seen[2] - seen[1]).magnitude < 0.01 * off
      && (seen[1] - seen[0]).magnitude < 0.1 * off
  }

  /// The form that putting the point in gives, the rules that lead on, and the values on the way there.
  /// - Parameters:
  ///   - f: the function's name.
  ///   - values: numbers for letters of the formula, for the check.
  public func derivation(named f: String, values: [Symbol: Double] = [:]) -> Derivation {
    let arrow = "\(variable.name.spelling) → \(place)"
    var derivation = Derivation(goal: .line("lim \(formula.textbook()) for \(arrow)"))
    lead(formula, 0, &derivation)
    derivation.conclude(.line("lim = \(answer.text)"))
    check(f, values, &derivation)
    return derivation
  }

  /// Rounds of l’Hôpital's rule, and other forms made into quotients, before what counts near the point is looked at.
  private static let rounds = 4

  /// The steps from a formula to its limit.
  private func lead(_ formula: Symbolic, _ round: Int, _ derivation: inout Derivation) {
    guard round < Self.rounds, settled(formula) == nil else { return settle(formula, &derivation) }
    if case .power(let base, let exponent) = formula, exponent.depends(on: variable) {
      let inner = exponent * Symbolic(.log, [base])
      guard let answer = try? limit(of: inner) else { return settle(formula, &derivation) }
      derivation.step(
        "as exponential",
        .line("\(formula.textbook()) = exp(\(inner.textbook())): the limit of the exponent first"))
      lead(inner, round + 1, &derivation)
      return derivation.step(
        "back in the exponential",
        .line("the exponent → \(answer.text), so the power → \(self.answer.text)"))
    }
    let (top, bottom) = quotient(of: formula)
    guard bottom != 1, let above = try? limit(of: top), let below = try? limit(of: bottom) else {
      return settle(formula, &derivation)
    }
    guard (above.isZero && below.isZero) || (above.isInfinite && below.isInfinite) else {
      return settle(formula, &derivation)
    }
    derivation.step(
      "form",
      .line("numerator \(top.textbook()) → \(above.text)"),
      .line("denominator \(bottom.textbook()) → \(below.text): \(above.text)/\(below.text) says nothing yet"))
    guard let slope = try? top.derivative(by: variable), let other = try? bottom.derivative(by: variable),
      !other.isZero, slope.size + other.size <= top.size + bottom.size + 12
    else { return settle(formula, &derivation) }
    derivation.step(
      "l’Hôpital", .line("(\(top.textbook()))′ / (\(bottom.textbook()))′ = \((slope / other).textbook())"))
    lead(slope / other, round + 1, &derivation)
  }

  /// A formula's numerator and denominator; 0·∞ becomes a quotient.
  private func quotient(of formula: Symbolic) -> (Symbolic, Symbolic) {
    let (top, bottom) = formula.quotient
    guard bottom == 1 else { return (top, bottom) }
    let falling = formula.factors.filter { (try? limit(of: $0))?.isZero ?? false }
    let rest = formula.factors.filter { !falling.contains($0) }
    guard !falling.isEmpty, !rest.isEmpty else { return (top, bottom) }
    // A logarithm belongs above, where its derivative is simpler than itself.
    let isLogarithmic = falling.contains { if case .function(.log, _) = $0 { true } else { false } }
    return isLogarithmic
      ? (.product(of: falling), Symbolic.product(of: rest).power(-1))
      : (.product(of: rest), Symbolic.product(of: falling).power(-1))
  }

  private var place: String {
    switch point {
    case .infinity(let isNegative): isNegative ? "−∞" : "∞"
    case .finite(let a): a.textbook() + (side == .left ? "⁻" : side == .right ? "⁺" : "")
    }
  }

  private func limit(of formula: Symbolic) throws(SeriesError) -> Approach {
    try formula.limit(of: variable, to: point, from: side)
  }

  /// What the formula is at the point, where it has a value there that is its limit.
  private func settled(_ formula: Symbolic) -> Symbolic? {
    guard case .finite(let a) = point, formula.value([variable: a.value([:])]).isFinite,
      case .value(let value)? = try? limit(of: formula)
    else { return nil }
    return (formula.substituting([variable: a]) - value).isZero ? value : nil
  }

  /// The value at infinity of a formula in which the variable stands in denominators alone.
  private func vanishing(_ formula: Symbolic) -> Symbolic? {
    let inverse = Symbol(" 1/x")
    let near = formula.substituting([variable: Symbolic.symbol(inverse).power(-1)])
    let value = near.substituting([inverse: 0])
    guard near.value([inverse: 0]).isFinite, value.symbols.isEmpty,
      case .value(let limit)? = try? self.limit(of: formula),
      (value - limit).isZero
    else { return nil }
    return value
  }

  /// The last step: putting the point in where that has a value, otherwise what stands at the front near the point.
  private func settle(_ formula: Symbolic, _ derivation: inout Derivation) {
    if case .finite(let a) = point, let value = settled(formula) {
      return derivation.step(
        "put \(variable.name.spelling) = \(a.textbook())", .line("\(formula.textbook()) = \(value.textbook())"))
    }
    let answer = (try? limit(of: formula)) ?? answer
    if case .infinity(let isNegative) = point, let value = vanishing(formula) {
      return derivation.step(
        "put 1/\(variable.name.spelling) → 0", .line("\(formula.textbook()) → \(value.textbook())"),
        .line("for \(variable.name.spelling) → \(isNegative ? "−∞" : "∞")"))
    }
    if let front = try? front(of: formula) {
      return derivation.step("what counts near \(place)", .line("\(formula.textbook()) ≈ \(front)"))
    }
    derivation.step(
      "what grows fastest",
      .line("\(formula.textbook()) → \(answer.text), by comparing how fast its parts grow or fall"))
  }

  /// The first terms of the series about a finite point.
  private func front(of formula: Symbolic) throws(SeriesError) -> String? {
    guard case .finite(let a) = point else { return nil }
    let step = Symbol("ĥ")
    let sign: Symbolic = side == .left ? -1 : 1
    let near = formula.substituting([variable: a + sign * .symbol(step)])
    var series = Series([], order: 0)
    for limit in [3.0, 6, 12] {
      series = try Expansion(step, to: limit).expand(near)
      if series.items.count >= 2 { break }
    }
    guard !series.items.isEmpty else { return nil }
    let distance = sign * (Symbolic.symbol(variable) - a)
    let shown = Symbolic.sum(
      of: series.items.prefix(3).map { $0.coefficient * distance.power(.number($0.power)) })
    return shown.textbook(AlgebraWriter(rises: true))
      + (series.order == .infinity && series.items.count <= 3 ? "" : " + …")
  }

  /// Values nearer and nearer.
  private func check(_ f: String, _ values: [Symbol: Double], _ derivation: inout Derivation) {
    var rows: [[Text]] = []
    for exponent in 1...4 {
      let distance = (0..<exponent).reduce(1.0) { x, _ in x / 10 }
      var row: [Text] = []
      for x in near(distance, values) {
        var point = values
        point[variable] = x
        row += [.number(x), .number(formula.value(point))]
      }
      rows.append(row)
    }
    let x = variable.name.spelling
    let header = rows[0].indices.map { $0 % 2 == 0 ? Text(x) : Text("\(f)(\(x))") }
    derivation.check(.table(TextTable(header: header, rows: rows)))
  }

  private func near(_ distance: Double, _ values: [Symbol: Double]) -> [Double] {
    switch point {
    case .infinity(let isNegative): [isNegative ? -1 / distance : 1 / distance]
    case .finite(let a):
      switch side {
      case .left: [a.value(values) - distance]
      case .right: [a.value(values) + distance]
      case .both: [a.value(values) - distance, a.value(values) + distance]
      }
    }
  }
}

extension Approach {
  var isZero: Bool { if case .value(let value) = self { value.isZero } else { false } }
  var isInfinite: Bool { if case .infinity = self { true } else { false } }

  /// `1/2`, `∞`.
  var text: String {
    switch self {
    case .value(let value): value.textbook()
    case .infinity(let isNegative): isNegative ? "−∞" : "∞"
    }
  }
}

extension Symbolic {
  /// Numerator and denominator; 1 below where it is no quotient.
  fileprivate var quotient: (Symbolic, Symbolic) {
    var (above, below) = ([Symbolic](), [Symbolic]())
    for factor in factors {
      switch factor {
      case .power(let base, let exponent) where exponent.isNegative: below.append(base.power(-exponent))
      case .number(.fraction(let fraction)) where fraction.denominator != 1:
        above.append(Symbolic(fraction.numerator))
        below.append(Symbolic(fraction.denominator))
      case .function(.exp, let operands) where operands[0].isNegative: below.append(Symbolic(.exp, [-operands[0]]))
      default: above.append(factor)
      }
    }
    return (.product(of: above), .product(of: below))
  }
}
