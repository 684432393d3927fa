import Numerics

extension Symbolic {
  /// A sum with what all its terms share taken out, and its quotients over one denominator: `x eˣ + eˣ` is `(x + 1) eˣ`.
  ///
  /// - Parameter symbolsToo: whether plain letters come out as well: `x² + x` is `x (x + 1)`.
  func gathered(symbolsToo: Bool) -> Symbolic {
    guard case .sum(let terms) = self else { return self }
    let tables = terms.map(\.exponents)
    var bases: [Symbolic] = []
    for table in tables { for (base, _) in table where !bases.contains(base) { bases.append(base) } }
    var shared: [(base: Symbolic, exponent: Exact)] = []
    for base in bases {
      var least: Exact?
      for table in tables {
        let own = table.first { $0.base == base }?.exponent ?? .zero
        if least.map({ own.value < $0.value }) ?? true { least = own }
      }
      guard let least, least.value != 0, symbolsToo || !base.isLetter || least.isNegative else { continue }
      shared.append((base, least))
    }
    guard !shared.isEmpty else { return self }
    let outside = Symbolic.product(of: shared.map { $0.base.power(.number($0.exponent)) })
    let inverse = Symbolic.product(of: shared.map { $0.base.power(.number(-$0.exponent)) })
    let inside = Symbolic.sum(of: terms.map { $0 * inverse })
    let plain = inside.expanded()
    let (count, rest) = (plain.complexity <= inside.complexity ? plain : inside).withoutContent
    return .product(of: [.number(count), outside, rest])
  }

  /// What is raised and how high, for each factor that is not a number.
  private var exponents: [(base: Symbolic, exponent: Exact)] {
    factors.compactMap { factor in
      switch factor {
      case .number: nil
      case .power(let base, .number(let exponent)): (base, exponent)
      default: (factor, .one)
      }
    }
  }

  private var isLetter: Bool { if case .symbol = self { true } else { false } }

  /// The number all terms are multiples of, and the sum without it.
  var withoutContent: (count: Exact, rest: Symbolic) {
    guard case .sum(let terms) = self else { return (.one, self) }
    var content: Fraction?
    for term in terms {
      guard case .fraction(let count) = term.counted.count else { return (.one, self) }
      content = content.map { Self.common($0, count) } ?? Fraction(abs(count.numerator), count.denominator)
    }
    guard let content, !content.isLost, content != Fraction(1), content.numerator != 0 else { return (.one, self) }
    let inverse = Symbolic.number(.fraction(Fraction(1) / content))
    return (.fraction(content), .sum(of: terms.map { inverse * $0 }))
  }

  /// The largest fraction that both are whole multiples of.
  private static func common(_ a: Fraction, _ b: Fraction) -> Fraction {
    func gcd(_ x: Int, _ y: Int) -> Int { y == 0 ? Int(clamping: x.magnitude) : gcd(y, x % y) }
    let divisor = gcd(a.denominator, b.denominator)
    let below = (a.denominator / divisor).multipliedReportingOverflow(by: b.denominator)
    guard !below.overflow else { return .lost }
    return Fraction(gcd(a.numerator, b.numerator), below.partialValue)
  }
}
