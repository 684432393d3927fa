import Graph

extension Symbolic {
  /// More parts than this are not searched for a simpler form.
  private static let longest = 600

  /// The simplest form found: common factors out, fractions cancelled, polynomials factored or multiplied out,
  /// sin² + cos² = 1, double angles, logarithms joined. Equal wherever both have a value.
  public func simplified() -> Symbolic { settled { $0.simplest() } }

  /// As people leave a derivative: factors in common taken out, quotients over one denominator, nothing rewritten by
  /// identities beyond sin u/cos u = tan u.
  public func tidied() -> Symbolic { settled { $0.neatest() } }

  private func settled(_ pass: (Symbolic) -> Symbolic) -> Symbolic {
    guard size <= Self.longest else { return self }
    var best = self
    for _ in 0..<6 {
      let next = pass(best)
      guard next != best, next.complexity <= best.complexity else { break }
      best = next
    }
    return best
  }

  /// The least complex of some forms; of equals the earlier.
  private static func least(_ forms: [Symbolic?]) -> Symbolic? {
    forms.compactMap { $0 }.enumerated().min { a, b in
      (a.element.complexity, a.offset) < (b.element.complexity, b.offset)
    }?.element
  }

  private func neatest() -> Symbolic {
    let inner = map { $0.neatest() }
    let ratios = inner.ownRatio.withPythagoras()
    guard ratios.isCompound else { return ratios }
    let gathered = ratios.gathered(symbolsToo: false)
    let wide = ratios.expanded()
    return Self.least([
      ratios, gathered, gathered.cancelled(), wide, wide.gathered(symbolsToo: false), ratios.cancelled(),
    ]) ?? ratios
  }

  private func simplest() -> Symbolic {
    let inner = map { $0.simplest() }
    let start = inner.ownRatio.withDecidedChoices()
    guard start.isCompound else {
      return Self.least([start, start.withDoubleAngles(), start.withOpenedAngles().ownRatio]) ?? start
    }
    let wide = start.expanded()
    var forms: [Symbolic?] = [
      start, wide, start.withPythagoras(), start.withOpenedAngles().ownRatio, start.cancelled(), start.withJoinedLogs(),
      start.factored(), wide.factored(),
    ]
    for form in [start, wide] {
      forms.append(form.gathered(symbolsToo: false))
      let close = form.gathered(symbolsToo: true)
      forms += [close, close.cancelled()]
      forms.append(form.withDoubleAngles())
      for primitive in [Primitive.sin, .cos, .sinh, .cosh] where form.holds(primitive) {
        let exchanged = form.exchanging(primitive).expanded()
        forms += [exchanged, exchanged.withDoubleAngles(), exchanged.gathered(symbolsToo: true)]
      }
    }
    return Self.least(forms) ?? start
  }

  private var ownRatio: Symbolic {
    switch self {
    case .product, .power(.function(.abs, _), _): withRatios()
    default: self
    }
  }

  /// Sums and what has them, where there is something to take out or to cancel.
  private var isCompound: Bool {
    switch self {
    case .sum: true
    case .product(let factors): factors.contains(where: \.isCompound)
    case .power(let base, _): base.isCompound
    default: false
    }
  }

  private func holds(_ primitive: Primitive) -> Bool {
    if case .function(primitive, _) = self { return true }
    return children.contains { $0.holds(primitive) }
  }
}
