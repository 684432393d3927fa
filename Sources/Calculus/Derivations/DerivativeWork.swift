import Document
import Graph
import Syntax

/// A derivative worked out by the rules of a first course, each with the parts it is applied to.
public struct DerivativeWork {
  private let x: Symbol
  private let writer: AlgebraWriter
  private var steps: [Derivation.Step] = []
  /// Parts whose derivative is known already.
  private var done: Set<Symbolic> = []
  /// What inner functions are called while they are worked out.
  private var letters = ["u", "v", "w", "s", "t", "r", "q"]

  /// Longer derivations are not read.
  private static let most = 60

  /// The steps from a formula to its derivative by a symbol, the last one tidied up.
  /// - Throws: `.noRule`, and `.tooLong` for more than 60 steps.
  public static func worked(
    _ formula: Symbolic, by x: Symbol, decimals: Bool = false
  ) throws(AlgebraError) -> (steps: [Derivation.Step], derivative: Symbolic) {
    var work = DerivativeWork(x, AlgebraWriter(writesDecimals: decimals))
    work.letters.removeAll { letter in formula.symbols.contains { $0.name.spelling == letter } }
    guard formula.depends(on: x) else {
      work.add("constant rule", "\(try work.primed(formula)) = 0")
      return (work.steps, 0)
    }
    try work.visit(formula)
    let raw = try formula.derivative(by: x)
    let tidy = raw.tidied()
    let told = try work.text(tidy)
    if work.steps.count > 1 || !work.endsIn(told) {
      let title = tidy == raw ? "together" : work.isFactored(tidy) ? "factor" : "simplify"
      let before = try work.text(raw)
      work.steps.append(
        .init(
          Text(title),
          before == told || before.count > 120
            ? Document([.line(Text(told))])
            : Document([.line(Text(before)), .line(Text("= \(told)"))])))
    }
    return (work.steps, tidy)
  }

  private init(_ x: Symbol, _ writer: AlgebraWriter) { (self.x, self.writer) = (x, writer) }

  private mutating func add(_ rule: String, _ lines: String...) {
    steps.append(.init(Text(rule), Document(lines.map { .line(Text($0)) })))
  }

  private func endsIn(_ text: String) -> Bool {
    guard case .line(let line)? = steps.last?.body.blocks.last else { return false }
    return line.plain.hasSuffix("= \(text)")
  }

  private func isFactored(_ formula: Symbolic) -> Bool {
    formula.factors.contains { if case .sum = $0 { true } else { false } }
  }

  // MARK: writing

  private func text(_ formula: Symbolic) throws(AlgebraError) -> String { try writer.write(formula).pretty }

  private func primed(_ formula: Symbolic) throws(AlgebraError) -> String {
    if case .symbol = formula { return "\(try text(formula))′" }
    return "(\(try text(formula)))′"
  }

  /// A factor beside others.
  private func factor(_ formula: Symbolic) throws(AlgebraError) -> String {
    let plain = try text(formula)
    switch formula {
    case .sum, .choice: return "(\(plain))"
    default: return formula.isNegative || plain.contains(" ") || plain.contains("/") ? "(\(plain))" : plain
    }
  }

  /// The derivative of a part, as it is stated in a step of its own.
  private func slope(_ formula: Symbolic) throws(AlgebraError) -> Symbolic {
    try formula.derivative(by: x).tidied()
  }

  // MARK: rules

  private mutating func visit(_ formula: Symbolic) throws(AlgebraError) {
    guard formula.depends(on: x), done.insert(formula).inserted else { return }
    guard steps.count < Self.most else { throw .tooLong }
    switch formula {
    case .number, .constant, .symbol: return
    case .sum(let terms): try visit(sum: terms, formula)
    case .product(let factors): try visit(product: factors, formula)
    case .power(let base, let exponent): try visit(power: base, exponent, formula)
    case .function(let primitive, let operands): try visit(primitive, operands, formula)
    case .unknown(_, _, let operands):
      add("chain rule", "\(try primed(formula)) = \(try text(try slope(formula)))")
      if operands.allSatisfy({ $0 == .symbol(x) }) { return }
      for operand in operands { try visit(operand) }
    case .choice(let condition, let yes, let no):
      let shape = Symbolic.choice(condition, Symbolic("A"), Symbolic("B"))
      add(
        "each branch",
        try text(shape).replacing("then A else B", with: "then \(try primed(yes)) else \(try primed(no))"))
      try visit(yes)
      try visit(no)
    }
  }

  private func isPower(_ formula: Symbolic) -> Bool {
    let rest = formula.counted.rest
    if rest == .symbol(x) || rest == 1 || !rest.depends(on: x) { return true }
    if case .power(.symbol(x), let n) = rest { return !n.depends(on: x) }
    return false
  }

  private mutating func visit(sum terms: [Symbolic], _ formula: Symbolic) throws(AlgebraError) {
    let whole = try slope(formula)
    if terms.allSatisfy(isPower) {
      let degrees = terms.filter { $0.depends(on: x) }
      return add(
        degrees.count > 1 ? "power rule, by terms" : "power rule", "\(try primed(formula)) = \(try text(whole))")
    }
    // In the order in which they are read.
    var parts: [String] = []
    for (place, term) in writer.order(terms).enumerated() {
      let sign = term.isNegative
      let inner = try primed(sign ? -term : term)
      parts.append((place == 0 ? (sign ? "−" : "") : (sign ? " − " : " + ")) + inner)
    }
    add("sum rule", "\(try primed(formula)) = \(parts.joined())")
    let ordered = writer.order(terms)
    for term in ordered { try visit(term.isNegative ? -term : term) }
  }

  private mutating func visit(product factors: [Symbolic], _ formula: Symbolic) throws(AlgebraError) {
    let fixed = factors.filter { !$0.depends(on: x) }
    let moving = factors.filter { $0.depends(on: x) }
    if isPower(formula) {
      return add("power rule", "\(try primed(formula)) = \(try text(try slope(formula)))")
    }
    if !fixed.isEmpty {
      let (c, rest) = (Symbolic.product(of: fixed), Symbolic.product(of: moving))
      if c == -1 {
        add("constant factor", "\(try primed(formula)) = −\(try primed(rest))")
      } else {
        add("constant factor", "\(try primed(formula)) = \(try factor(c)) · \(try primed(rest))")
      }
      return try visit(rest)
    }
    let below = moving.filter { if case .power(_, let n) = $0 { n.isNegative } else { false } }
    let above = moving.filter { if case .power(_, let n) = $0 { !n.isNegative } else { true } }
    if !below.isEmpty, !above.isEmpty {
      let (p, q) = (Symbolic.product(of: above), Symbolic.product(of: below).power(-1))
      add(
        "quotient rule",
        "\(try primed(formula)) = (\(try primed(p)) · \(try factor(q)) − \(try factor(p)) · \(try primed(q)))/\(try factor(q))²"
      )
      try visit(p)
      return try visit(q)
    }
    let ordered = writer.order(factors: moving)
    let (u, v) = (ordered[0], Symbolic.product(of: Array(ordered.dropFirst())))
    add(
      "product rule",
      "\(try primed(formula)) = \(try primed(u)) · \(try factor(v)) + \(try factor(u)) · \(try primed(v))")
    try visit(u)
    try visit(v)
  }

  private mutating func visit(
    power base: Symbolic, _ exponent: Symbolic, _ formula: Symbolic
  ) throws(AlgebraError) {
    let whole = try slope(formula)
    if !exponent.depends(on: x) {
      if base == .symbol(x) { return add("power rule", "\(try primed(formula)) = \(try text(whole))") }
      let u = Symbolic(Name(nextLetter()))
      let outer = try u.power(exponent).derivative(by: Symbol(Name(try text(u))))
      return try chain(base, outer: u.power(exponent), slope: outer, u, formula, whole)
    }
    if !base.depends(on: x), exponent == .symbol(x) {
      return add("exponential rule", "\(try primed(formula)) = \(try text(whole))")
    }
    let log = exponent * Symbolic(.log, [base])
    add(
      "logarithmic rule", "\(try text(formula)) = exp(\(try text(log)))",
      "\(try primed(formula)) = \(try text(formula)) · \(try primed(log))")
    try visit(log)
  }

  private mutating func visit(
    _ primitive: Primitive, _ operands: [Symbolic], _ formula: Symbolic
  ) throws(AlgebraError) {
    let whole = try slope(formula)
    let title = primitive.rule.title
    guard operands.count == 1 else {
      add(title, "\(try primed(formula)) = \(try text(whole))")
      return
    }
    if operands[0] == .symbol(x) {
      return add(title, "\(try primed(formula)) = \(try text(whole))")
    }
    let u = Symbolic(Name(nextLetter()))
    let outer = Symbolic(primitive, [u])
    try chain(
      operands[0], outer: outer, slope: outer.derivative(by: Symbol(Name(try text(u)))), u, formula, whole)
  }

  /// `(e^(−x))′` with u = −x: the outer derivative times the inner one.
  private mutating func chain(
    _ inner: Symbolic, outer: Symbolic, slope: Symbolic, _ u: Symbolic, _ formula: Symbolic, _ whole: Symbolic
  ) throws(AlgebraError) {
    let letter = try text(u)
    let outside = try factor(slope)
    // A multiple of x is seen through at once.
    if isPower(inner), inner.counted.rest == .symbol(x) || inner.terms.count == 1 && !inner.counted.rest.isCompoundPower
    {
      if try self.slope(inner).exact != nil {
        letters.insert(letter, at: 0)
        return add("chain rule", "\(try primed(formula)) = \(try text(whole))")
      }
    }
    add(
      "chain rule",
      "u = \(try text(inner)):  \(try primed(formula)) = (\(try text(outer)))′ · u′ = \(outside) · u′"
        .replacing("u = ", with: "\(letter) = ").replacing("u′", with: "\(letter)′"))
    try visit(inner)
  }

  private mutating func nextLetter() -> String { letters.isEmpty ? "u" : letters.removeFirst() }
}

extension Symbolic {
  fileprivate var isCompoundPower: Bool { if case .power = self { true } else { false } }
}
