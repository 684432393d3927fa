import Graph
import Numerics
import Syntax

extension Integrator {
  /// `if`, `abs`, `sign`, `max`, `min` and `relu` of formulas that change sign at known places: one formula between
  /// any two of them, with constants that let them meet.
  mutating func pieces(_ f: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    let switches = f.switches(x)
    guard !switches.isEmpty, switches.count <= 4, let places = Self.places(switches, x), !places.isEmpty,
      places.count <= 6
    else { return nil }
    var found: [Integral] = []
    for index in 0...places.count {
      // A single place may have letters: only the side matters then, so that 0 will do for them.
      var point = Dictionary(places.flatMap(\.symbols).map { ($0, 0.0) }) { $1 }
      point[x] = Self.between(places.map { $0.value(point) }, index)
      let plain = f.resolved(x) { $0.holds(point) }
      guard plain.switches(x).isEmpty, let part = integral(plain, x, depth + 1) else { return nil }
      found.append(part)
    }
    // From the left, each piece starts where the one before it ends.
    var values = [found[0].value.tidied(x)]
    for (place, part) in zip(places, found.dropFirst()) {
      let own = part.value.tidied(x)
      let step = (values[values.count - 1].substituting([x: place]) - own.substituting([x: place])).multipliedOut
      guard !step.isUndefined else { return nil }
      values.append(own + step)
    }
    var value = values[places.count]
    for index in places.indices.reversed() {
      value = .choosing(.comparison([.less], [.symbol(x), places[index]]), values[index], value)
    }
    return Integral(f, x, value, .pieces(found, places: places))
  }

  /// The places where the switches turn, in ascending order.
  private static func places(_ switches: Set<Symbolic>, _ x: Symbol) -> [Symbolic]? {
    var places: Set<Symbolic> = []
    for part in switches {
      if let p = RationalPolynomial(part, in: x) {
        guard let factors = p.factored() else { return nil }
        for factor in factors where factor.base.degree >= 1 {
          if factor.base.degree == 1 {
            places.insert(.number(.fraction(-factor.base[0] / factor.base[1])))
          } else if factor.base.degree == 2 {
            let b = factor.base
            let inside = b[1] * b[1] - Fraction(4) * b[0] * b[2]
            guard !inside.isLost else { return nil }
            guard inside.numerator > 0 else { continue }
            let root = Symbolic.number(.fraction(inside)).squareRoot
            for sign: Symbolic in [-1, 1] {
              places.insert((sign * root - .number(.fraction(b[1]))) / .number(.fraction(Fraction(2) * b[2])))
            }
          } else {
            return nil
          }
        }
      } else if let line = part.linear(in: x), line.slope.symbols.isEmpty {
        places.insert(-line.offset / line.slope)
      } else {
        return nil
      }
    }
    let numbers = places.filter { $0.symbols.isEmpty }
    guard numbers.count == places.count || places.count == 1 else { return nil }
    return places.sorted { $0.value([:]) < $1.value([:]) }
  }

  /// A number inside a piece.
  private static func between(_ places: [Double], _ index: Int) -> Double {
    if index == 0 { return places[0] - 1 }
    if index == places.count { return places[index - 1] + 1 }
    return (places[index - 1] + places[index]) / 2
  }
}

extension Symbolic {
  /// The formulas whose sign decides which form this one has.
  func switches(_ x: Symbol) -> Set<Symbolic> {
    guard depends(on: x) else { return [] }
    // log|u| has one formula on both sides.
    if case .function(.log, let inner) = self, case .function(.abs, let u) = inner[0] { return u[0].switches(x) }
    var found = children.reduce(into: Set<Symbolic>()) { $0.formUnion($1.switches(x)) }
    switch self {
    case .function(let primitive, let u):
      switch primitive {
      case .abs, .sign, .relu: found.insert(u[0])
      case .max, .min: found.insert(u[0] - u[1])
      default: break
      }
    case .choice(let condition, _, _): found.formUnion(condition.switches(x))
    default: break
    }
    return found.filter { $0.depends(on: x) }
  }

  /// The form where the conditions on x are as told.
  func resolved(_ x: Symbol, _ holds: (Condition) -> Bool) -> Symbolic {
    guard depends(on: x) else { return self }
    func isPositive(_ u: Symbolic) -> Bool { holds(.comparison([.greater], [u, 0])) }
    switch self {
    case .function(.abs, let u):
      let inner = u[0].resolved(x, holds)
      return isPositive(inner) ? inner : -inner
    case .function(.sign, let u): return isPositive(u[0].resolved(x, holds)) ? 1 : -1
    case .function(.relu, let u):
      let inner = u[0].resolved(x, holds)
      return isPositive(inner) ? inner : 0
    case .function(.max, let u): return u[isPositive(u[0] - u[1]) ? 0 : 1].resolved(x, holds)
    case .function(.min, let u): return u[isPositive(u[0] - u[1]) ? 1 : 0].resolved(x, holds)
    case .choice(let condition, let yes, let no):
      guard condition.children.contains(where: { $0.depends(on: x) }) else { break }
      return (holds(condition) ? yes : no).resolved(x, holds)
    default: break
    }
    return map { $0.resolved(x, holds) }
  }

  /// (1 + x/√q)/(x + √q) is 1/√q.
  func rootsCancelled(_ x: Symbol) -> Symbolic {
    for (place, factor) in factors.enumerated() {
      guard case .power(let below, -1) = factor, case .sum(let terms) = below else { continue }
      for term in terms {
        guard case .power(let q, .half) = term else { continue }
        let root = q.squareRoot
        for (other, above) in factors.enumerated() where other != place {
          guard case .sum = above, (above * root).multipliedOut == below else { continue }
          let rest = factors.indices.filter { $0 != place && $0 != other }.map { factors[$0] }
          return .product(of: rest + [root.power(-1)])
        }
      }
    }
    return self
  }

  /// sign(u) as u/|u|, and even powers of |u| as those of u: sign(x)/|x| is 1/x.
  func signsCancelled(_ x: Symbol) -> Symbolic {
    guard depends(on: x) else { return self }
    let plain = map { $0.signsCancelled(x) }
    switch plain {
    case .function(.sign, let u): return u[0] / Symbolic(.abs, [u[0]])
    case .power(.function(.abs, let u), let n): return n.whole.map { $0 % 2 == 0 } ?? false ? u[0].power(n) : plain
    case .product(let factors):
      let changed = factors.map { factor in
        if case .power(.function(.abs, let u), let n) = factor, let n = n.whole, n % 2 == 0 {
          return u[0].power(Symbolic(n))
        }
        return factor
      }
      return changed == factors ? plain : .product(of: changed)
    default: return plain
    }
  }
}

extension Condition {
  fileprivate func switches(_ x: Symbol) -> Set<Symbolic> {
    switch self {
    case .comparison(_, let operands):
      return Set(zip(operands, operands.dropFirst()).map { $0 - $1 })
    case .and(let a, let b), .or(let a, let b): return a.switches(x).union(b.switches(x))
    case .not(let a): return a.switches(x)
    }
  }
}
