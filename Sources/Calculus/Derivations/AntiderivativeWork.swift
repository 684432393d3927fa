import Document
import Graph
import Numerics
import Syntax

/// An antiderivative worked out: the rule of every step with what it is applied to, back to the variable, and the
/// result differentiated.
public struct AntiderivativeWork: Sendable {
  let found: Antiderivative
  var derivation: Derivation
  /// The letters that unknown numbers have.
  private static let letters = ["A", "B", "C", "D", "E", "F", "G", "H", "K", "L", "M", "N", "P", "Q", "R", "S"]

  public init(_ found: Antiderivative) {
    self.found = found
    derivation = Derivation(goal: .line(Text(Self.integral(found.integral))))
    show(found.integral)
    derivation.conclude(.line(Text("\(Self.integral(found.integral)) = \(Self.closed(found.value)) + C")))
    check()
  }

  /// The derivation, which ends in the antiderivative.
  public var worked: Worked<Symbolic> { Worked(found.value, derivation) }

  /// The same, and the value between two limits as F(b) − F(a); `nil` where that has no finite value. That the
  /// integrand is finite in between is for the caller to know.
  public func between(_ a: Double, _ b: Double) -> Worked<Double>? {
    let x = found.integral.variable
    let (low, high) = (found.value.value([x: a]), found.value.value([x: b]))
    guard !found.jumps, (high - low).isFinite else { return nil }
    var work = derivation
    work.result = nil
    work.step(
      "fundamental theorem",
      .line(Text("F(\(x.name.spelling)) = \(Self.pretty(found.value))")),
      .line(
        Text("F(") + .number(b) + Text(") − F(") + .number(a) + Text(") = ") + .number(high) + Text(" − ")
          + (low < 0 ? Text("(") + .number(low) + Text(")") : .number(low))))
    work.conclude(.line(.number(high - low)))
    return Worked(high - low, work)
  }

  // MARK: writing

  static func pretty(_ formula: Symbolic) -> String { (try? AlgebraWriter().write(formula).pretty) ?? "…" }

  static func integral(_ f: Symbolic, _ x: Symbol) -> String {
    let isSum = if case .sum = f { true } else { false }
    let text = pretty(f)
    return f == 1 ? "∫ d\(x.name.spelling)" : "∫ \(isSum ? "(\(text))" : text) d\(x.name.spelling)"
  }

  /// In brackets where something follows that does not belong to its last part.
  static func closed(_ formula: Symbolic) -> String {
    if case .choice = formula { return "(\(pretty(formula)))" }
    return pretty(formula)
  }

  /// `2x dx`: a slope beside the differential.
  static func differential(_ slope: Symbolic?, _ x: Symbol) -> String {
    guard let slope else { return "…" }
    let isSum = if case .sum = slope { true } else { false }
    return slope == 1
      ? "d\(x.name.spelling)" : "\(isSum ? "(\(pretty(slope)))" : pretty(slope)) d\(x.name.spelling)"
  }

  static func integral(_ node: Integral) -> String { integral(node.integrand, node.variable) }

  /// `x²·(…)`: a factor in brackets where it is a sum or has a minus.
  static func factor(_ formula: Symbolic) -> String {
    let isSum = if case .sum = formula { true } else { false }
    return isSum || formula.isNegative ? "(\(pretty(formula)))" : pretty(formula)
  }

  /// ` − 2 ∫ x dx`, with constants before the sign and the sign of both.
  static func added(_ node: Integral, minus: Bool, leads: Bool = false) -> String {
    var (c, inner) = (Symbolic(1), node)
    if case .multiple(let constant, let rest) = node.rule { (c, inner) = (constant, rest) }
    if minus { c = -c }
    let sign = c.isNegative ? (leads ? "−" : " − ") : leads ? "" : " + "
    let size = c.isNegative ? -c : c
    return sign + (size == 1 ? "" : "\(factor(size)) ") + integral(inner)
  }

  // MARK: rules

  mutating func step(_ rule: String, _ lines: [String]) {
    derivation.steps.append(.init(Text(rule), Document(lines.map { .line(Text($0)) })))
  }

  /// `∫ f dx = F`
  private static func answer(_ node: Integral) -> String { "\(integral(node)) = \(pretty(node.value))" }

  /// Whether a person writes the answer down at once.
  private static func isImmediate(_ node: Integral) -> Bool {
    switch node.rule {
    case .table: true
    case .multiple(_, let inner): isImmediate(inner)
    default: false
    }
  }

  /// `x² + 2x + 5 = (x + 1)² + 4`, where a square is to be completed.
  private static func squared(_ node: Integral) -> [String] {
    guard name(node) == "complete the square" else { return [] }
    let x = node.variable
    for factor in node.integrand.factors {
      guard case .power(let base, _) = factor, let c = base.coefficients(in: x, upTo: 2), c.count == 3, c[1] != 0 else {
        continue
      }
      let shift = (c[1] / (2 * c[2])).multipliedOut
      let rest = (c[0] - c[1].squared / (4 * c[2])).multipliedOut
      return ["\(pretty(base)) = \(pretty(c[2] * (.symbol(x) + shift).squared + rest))"]
    }
    return []
  }

  private static func name(_ node: Integral) -> String {
    switch node.rule {
    case .table(let name): name
    case .multiple(_, let inner): name(inner)
    default: ""
    }
  }

  /// The steps of an integral, which end in its value.
  mutating func show(_ node: Integral) {
    if Self.isImmediate(node) { return step(Self.name(node), Self.squared(node) + [Self.answer(node)]) }
    switch node.rule {
    case .table: return
    case .multiple(let constant, let inner):
      step("constant factor", ["\(Self.integral(node)) = \(Self.factor(constant)) \(Self.integral(inner))"])
      show(inner)
    case .sum(let parts): showSum(node, parts)
    case .rewriting(let why, let inner):
      step(why, ["\(Self.pretty(node.integrand)) = \(Self.pretty(inner.integrand))"])
      show(inner)
    case .substitution(let u, let g, let inner): showSubstitution(node, u, g, inner)
    case .inverse(let u, let back, let g, let inner):
      let (name, x) = (u.name.spelling, node.variable.name.spelling)
      let slope = Self.differential(try? back.derivative(by: u), u)
      step(
        "substitution",
        [
          "\(x) = \(Self.pretty(back)),  \(name) = \(Self.pretty(g))", "d\(x) = \(slope)",
          "\(Self.integral(node)) = \(Self.integral(inner))",
        ])
      show(inner)
      step("back to \(x)", ["\(name) = \(Self.pretty(g)) gives \(Self.pretty(node.value))"])
    case .parts(let u, let dv, let v, let rest): showParts(node, u, dv, v, rest)
    case .tabular(let rows): showTabular(node, rows)
    case .cyclic(let first, let second, let factor): showCyclic(node, first, second, factor)
    case .partialFractions(let pieces): showFractions(node, pieces)
    case .undetermined(let terms, let coefficients): showUndetermined(node, terms, coefficients)
    case .pieces(let parts, let places): showPieces(node, parts, places)
    }
  }

  /// Terms that are written down at once share a step for each rule; the others follow.
  private mutating func showSum(_ node: Integral, _ unordered: [Integral]) {
    let parts = Self.asWritten(unordered)
    let terms = parts.enumerated().map { Self.added($0.element, minus: false, leads: $0.offset == 0) }
    step("sum rule", ["\(Self.integral(node)) = \(terms.joined())"])
    var (order, groups) = ([String](), [String: [String]]())
    for part in parts where Self.isImmediate(part) {
      let name = Self.name(part)
      if groups[name] == nil { order.append(name) }
      groups[name, default: []].append(Self.answer(part))
    }
    for name in order { step(name, groups[name] ?? []) }
    for part in parts where !Self.isImmediate(part) { show(part) }
    if parts.contains(where: { !Self.isImmediate($0) }) {
      step("put together", [Self.answer(node)])
    }
  }

  /// High powers first, constants last, a positive term in front, as sums are written.
  private static func asWritten(_ parts: [Integral]) -> [Integral] {
    func place(_ part: Integral) -> Double {
      guard let degree = part.integrand.coefficients(in: part.variable)?.count else { return 0 }
      return degree == 1 ? 1 : -Double(degree)
    }
    var ordered = parts.enumerated().sorted { a, b in
      (place(a.element), a.offset) < (place(b.element), b.offset)
    }.map(\.element)
    if ordered[0].integrand.isNegative, let first = ordered.firstIndex(where: { !$0.integrand.isNegative }) {
      ordered.insert(ordered.remove(at: first), at: 0)
    }
    return ordered
  }

  private mutating func showSubstitution(_ node: Integral, _ u: Symbol, _ g: Symbolic, _ inner: Integral) {
    let (name, x) = (u.name.spelling, node.variable.name.spelling)
    let differential = Self.differential(try? g.derivative(by: node.variable), node.variable)
    step(
      "substitution",
      [
        "\(name) = \(Self.pretty(g)),  d\(name) = \(differential)",
        "\(Self.integral(node)) = \(Self.added(inner, minus: false, leads: true))",
      ])
    if case .multiple(_, let rest) = inner.rule, !Self.isImmediate(inner) { show(rest) } else { show(inner) }
    step("back to \(x)", ["\(name) = \(Self.pretty(g)) gives \(Self.pretty(node.value))"])
  }

  private mutating func showParts(
    _ node: Integral, _ u: Symbolic, _ dv: Symbolic, _ v: Symbolic, _ rest: Integral
  ) {
    let x = node.variable
    let du = Self.differential((try? u.derivative(by: x))?.signsCancelled(x), x)
    let (a, b) = Self.partLetters(x)
    step(
      "by parts",
      [
        "\(a) = \(Self.pretty(u)),  d\(b) = \(Self.differential(dv, x))", "d\(a) = \(du),  \(b) = \(Self.pretty(v))",
        "\(Self.integral(node)) = \(a) \(b) − ∫ \(b) d\(a) = \(Self.pretty(u * v))\(Self.added(rest, minus: true))",
      ])
    if case .multiple(_, let inner) = rest.rule, !Self.isImmediate(rest) { show(inner) } else { show(rest) }
    step("put together", [Self.answer(node)])
  }

  /// What the parts are called: u and v, unless the variable is.
  private static func partLetters(_ x: Symbol) -> (String, String) {
    ["u", "v"].contains(x.name.spelling) ? ("p", "q") : ("u", "v")
  }

  private mutating func showTabular(_ node: Integral, _ rows: [(u: Symbolic, v: Symbolic)]) {
    let x = node.variable
    let (a, b) = Self.partLetters(x)
    if rows.count == 3 {
      // Once is enough.
      let rest = rows[1].u * rows[1].v
      let sign = rest.isNegative ? " + " : " − "
      step(
        "by parts",
        [
          "\(a) = \(Self.pretty(rows[0].u)),  d\(b) = \(Self.differential(rows[0].v, x))",
          "d\(a) = \(Self.differential(rows[1].u, x)),  \(b) = \(Self.pretty(rows[1].v))",
          "\(Self.integral(node)) = \(a) \(b) − ∫ \(b) d\(a) = \(Self.pretty(rows[0].u * rows[1].v))\(sign)"
            + Self.integral(rest.isNegative ? -rest : rest, x),
        ])
      step("put together", [Self.answer(node)])
      return
    }
    step(
      "by parts, repeatedly",
      [
        "\(a) = \(Self.pretty(rows[0].u)) is differentiated until it is 0, \(Self.pretty(rows[0].v)) integrated as often"
      ]
        + rows.dropLast().enumerated().map { place, row in
          "\(place % 2 == 0 ? "+" : "−") \(Self.factor(row.u)) · \(Self.factor(rows[place + 1].v))"
        })
    step("add up", [Self.answer(node)])
  }

  private mutating func showCyclic(
    _ node: Integral, _ first: Integral.Part, _ second: Integral.Part, _ factor: Symbolic
  ) {
    let x = node.variable
    let (a, b) = Self.partLetters(x)
    func choice(_ part: Integral.Part) -> [String] {
      [
        "\(a) = \(Self.pretty(part.u)),  d\(b) = \(Self.differential(part.dv, x))",
        "d\(a) = \(Self.differential(try? part.u.derivative(by: x), x)),  \(b) = \(Self.pretty(part.v))",
      ]
    }
    let slope = (try? first.u.derivative(by: x)) ?? 0
    let rest = first.v * slope
    let sign = rest.isNegative ? " + " : " − "
    let head = Self.pretty(first.u * first.v)
    step(
      "by parts",
      choice(first) + [
        "I = \(Self.integral(node)) = \(head)\(sign)\(Self.integral(rest.isNegative ? -rest : rest, x))"
      ])
    let multiple = -factor
    let both = (first.u * first.v) - (rest / (second.u * second.dv)) * (second.u * second.v)
    let size = multiple == 1 ? "" : "\(Self.factor(multiple)) "
    step(
      "by parts again",
      choice(second) + ["I = \(Self.pretty(both)) − \(size)I"])
    step(
      "solve for I",
      [
        "\(Self.factor((1 + multiple).multipliedOut)) I = \(Self.pretty(both))",
        "I = \(Self.pretty(node.value.tidied(x)))",
      ])
  }

  private mutating func showUndetermined(_ node: Integral, _ terms: [Symbolic], _ coefficients: [Symbolic]) {
    let names = Self.names(terms.count, besides: node)
    step(
      "undetermined coefficients",
      [
        "F = " + zip(names, terms).map { "\($0) \(Self.factor($1))" }.joined(separator: " + "),
        "F′ = \(Self.pretty(node.integrand)) gives "
          + zip(names, coefficients).map { "\($0) = \(Self.pretty($1))" }.joined(separator: ",  "),
        "F = \(Self.pretty(node.value.tidied(node.variable)))",
      ])
  }

  private mutating func showPieces(_ node: Integral, _ parts: [Integral], _ places: [Symbolic]) {
    let x = node.variable.name.spelling
    for (index, part) in parts.enumerated() {
      let low = index > 0 ? Self.pretty(places[index - 1]) : nil
      let high = index < places.count ? Self.pretty(places[index]) : nil
      let range = [low.map { "\($0) ≤ \(x)" } ?? x, high.map { "< \($0)" } ?? ""].filter { !$0.isEmpty }
      let title = low == nil ? "\(x) < \(high ?? "")" : range.joined(separator: " ")
      if Self.isImmediate(part) {
        step(title, [Self.answer(part)])
      } else {
        step(title, ["the integrand is \(Self.pretty(part.integrand))"])
        show(part)
      }
    }
    step("constants that let the pieces meet", [Self.answer(node)])
  }

  static func names(_ count: Int, besides node: Integral) -> [String] {
    let taken = Set(node.integrand.symbols.map(\.name.spelling))
    let free = letters.filter { !taken.contains($0) }
    return (0..<count).map { $0 < free.count ? free[$0] : "K\($0)" }
  }

  // MARK: check

  /// The result differentiated, as a formula where that is the integrand as it stands, and in numbers.
  private mutating func check() {
    let x = found.integral.variable
    let f = found.integral.integrand
    if let slope = try? found.value.derivative(by: x), slope.size <= 60 {
      let text = Self.pretty(slope)
      let isSame = slope == f || (slope - f).multipliedOut == 0
      if isSame {
        let written = Self.pretty(f)
        derivation.check(.line(Text("F′ = \(text)\(text == written ? "" : " = \(written)")")))
      }
    }
    guard let (point, values) = shown(x, f) else { return }
    let letters = values.filter { $0.key != x }.sorted { Symbolic.symbol($0.key) < .symbol($1.key) }
    let given = letters.reduce(Text("at \(x.name.spelling) = ") + .number(point.x)) { text, letter in
      text + Text(", \(letter.key.name.spelling) = ") + .number(letter.value)
    }
    derivation.check(
      .line(given + Text(":  F′ = ") + .number(point.derivative) + Text(", f = ") + .number(point.integrand)))
    if found.jumps {
      derivation.note("F jumps where f does not: between limits on both sides of a jump, F(b) − F(a) is not the area.")
    }
  }

  /// A point with few digits where both have a value.
  private func shown(_ x: Symbol, _ f: Symbolic) -> (Verification.Point, [Symbol: Double])? {
    guard let slope = try? found.value.derivative(by: x) else { return nil }
    let letters = f.symbols.subtracting([x]).sorted { Symbolic.symbol($0) < .symbol($1) }
    var values = Dictionary(letters.enumerated().map { ($0.element, Double($0.offset + 2)) }) { $1 }
    for at in [1.3, 0.5, 0.3, 2.5, 4.5, 0.1, -0.5, -1.3, -2.5, 10.5] {
      values[x] = at
      let (got, wanted) = (slope.value(values), f.value(values))
      if got.isFinite, wanted.isFinite, wanted != 0 {
        return (Verification.Point(x: at, derivative: got, integrand: wanted), values)
      }
    }
    return nil
  }
}
