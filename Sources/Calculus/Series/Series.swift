import Graph
import Numerics
import Syntax

/// A formula near w = 0⁺ as a sum of powers of w, lowest first: c₀ wᵖ⁰ + c₁ wᵖ¹ + … + O(wⁿ).
///
/// Powers may be negative or broken; coefficients are formulas without w.
struct Series {
  struct Item {
    var power: Exact
    var coefficient: Symbolic
  }

  /// Rising powers, no coefficient 0.
  private(set) var items: [Item]
  /// From this power on nothing is known; infinite for a series that is the formula itself.
  private(set) var order: Double

  init(_ items: [Item], order: Double) {
    self.items = items.filter { $0.power.value < order && !$0.coefficient.isZero }.sorted {
      $0.power.value < $1.power.value
    }
    self.order = order
  }

  init(_ constant: Symbolic) { self.init([Item(power: .zero, coefficient: constant)], order: .infinity) }

  /// w to a power.
  init(power: Exact) { self.init([Item(power: power, coefficient: 1)], order: .infinity) }

  /// The least power with a coefficient; the order when none is known.
  var valuation: Double { items.first?.power.value ?? order }
  /// What it tends to; `nil` when it grows without bound, or nothing is known of it.
  var constant: Symbolic? {
    guard order > 0, valuation >= 0 else { return nil }
    return coefficient(.zero)
  }

  func coefficient(_ power: Exact) -> Symbolic {
    items.first { $0.power == power }?.coefficient ?? 0
  }

  func cut(at order: Double) -> Series { Series(items, order: min(order, self.order)) }

  func scaled(_ factor: Symbolic, power: Exact = .zero) -> Series {
    Series(
      items.map { Item(power: $0.power + power, coefficient: factor * $0.coefficient) }, order: order + power.value)
  }

  static func + (a: Series, b: Series) -> Series {
    let order = min(a.order, b.order)
    var (merged, i, j) = ([Item](), 0, 0)
    while i < a.items.count || j < b.items.count {
      let x = i < a.items.count ? a.items[i].power.value : .infinity
      let y = j < b.items.count ? b.items[j].power.value : .infinity
      if x == y {
        merged.append(Item(power: a.items[i].power, coefficient: a.items[i].coefficient + b.items[j].coefficient))
      } else {
        merged.append(x < y ? a.items[i] : b.items[j])
      }
      if x <= y { i += 1 }
      if y <= x { j += 1 }
    }
    return Series(merged, order: order)
  }

  static func - (a: Series, b: Series) -> Series { a + b.scaled(-1) }

  /// The product, no further than a power.
  func times(_ other: Series, to limit: Double) -> Series {
    let known = min(valuation + other.order, other.valuation + order)
    let bound = min(known.isNaN ? .infinity : known, limit)
    var sums: [Exact: [Symbolic]] = [:]
    for a in items {
      for b in other.items {
        let power = a.power + b.power
        if power.value < bound { sums[power, default: []].append(a.coefficient * b.coefficient) }
      }
    }
    return Series(sums.map { Item(power: $0.key, coefficient: .sum(of: $0.value)) }, order: min(bound, known))
  }

  /// The derivative by w.
  var derivative: Series {
    Series(
      items.compactMap { item in
        item.power == .zero
          ? nil : Item(power: item.power + Exact(-1), coefficient: .number(item.power) * item.coefficient)
      }, order: order - 1)
  }

  /// The integral from 0; the series has no power below −1 + something.
  var integral: Series {
    Series(
      items.compactMap { item in
        (item.power + .one).reciprocal.map {
          Item(power: item.power + .one, coefficient: .number($0) * item.coefficient)
        }
      }, order: order + 1)
  }

  /// Everything but the constant.
  var withoutConstant: Series { Series(items.filter { $0.power != .zero }, order: order) }

  /// Σ cₖ uᵏ for a u without constant, the coefficients as they are asked for.
  func composed(to limit: Double, _ coefficient: (Int) -> Symbolic) -> Series {
    var (sum, power, k) = (Series(coefficient(0)), Series(1), 0)
    let step = valuation
    guard step > 0 else { return Series([], order: 0) }
    while !(items.isEmpty && order == .infinity) {
      k += 1
      power = power.times(self, to: limit)
      sum = sum + power.scaled(coefficient(k))
      if power.items.isEmpty || Double(k) * step >= limit { break }
    }
    return sum.cut(at: max(limit, step))
  }
}

extension Symbolic {
  /// Whether it is 0, also where the algebra does not show it: then its values at several points are.
  var isZero: Bool {
    if case .number(let number) = self { return number.value == 0 }
    guard size > 1 else { return false }
    let symbols = symbols.sorted {
      ($0.name.canonical, $0.indices.first ?? 0) < ($1.name.canonical, $1.indices.first ?? 0)
    }
    var seen = 0
    for seed in 0..<6 {
      var point: [Symbol: Double] = [:]
      for (place, symbol) in symbols.enumerated() {
        point[symbol] = 1.3 + 0.7310585786 * Double(seed) + 0.4142135623 * Double(place * (seed + 1))
      }
      let (value, scale) = (value(point), magnitude(point))
      guard value.isFinite, scale.isFinite else { continue }
      seen += 1
      if value.magnitude > 1e-11 * scale { return false }
    }
    return seen >= 3
  }

  /// The size of what is added, to tell a small sum from one that cancels.
  private func magnitude(_ point: [Symbol: Double]) -> Double {
    switch self {
    case .sum(let terms): terms.reduce(0) { $0 + $1.magnitude(point) }
    case .product(let factors): factors.reduce(1) { $0 * $1.magnitude(point) }
    case .power(let base, let exponent):
      exponent.isNegative || base.value(point) == 0
        ? value(point).magnitude : Primitive.power.value(base.magnitude(point), exponent.value(point)).magnitude
    default: value(point).magnitude
    }
  }
}
