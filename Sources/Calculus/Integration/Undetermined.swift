import Graph
import Numerics
import Syntax

extension Integrator {
  /// A sum of terms like those of the integrand, x times them, and their derivatives, with numbers found from values at
  /// points. Whatever comes out is proved by differentiating it, as all antiderivatives are.
  mutating func undetermined(_ f: Symbolic, _ x: Symbol, _ depth: Int) -> Integral? {
    guard depth == 0, f.size <= 60 else { return nil }
    let terms = Self.terms(for: f, x)
    for count in [terms.close, terms.all.count] {
      if let found = Self.undetermined(f, x, Array(terms.all.prefix(count))) { return found }
    }
    return nil
  }

  private static func undetermined(_ f: Symbolic, _ x: Symbol, _ terms: [Symbolic]) -> Integral? {
    let columns = terms.compactMap { term in (try? term.derivative(by: x)).map { (term, $0) } }
    guard let numbers = fit(columns.map(\.1), to: f, x) else { return nil }
    let used = zip(columns.map(\.0), numbers).filter { $0.1.numerator != 0 }
    guard !used.isEmpty else { return nil }
    let value = Symbolic.sum(of: used.map { .number(.fraction($0.1)) * $0.0 })
    return Integral(
      f, x, value, .undetermined(terms: used.map(\.0), coefficients: used.map { .number(.fraction($0.1)) }))
  }

  private static let mostTerms = 40

  /// Terms to try, those that stand closest to the integrand first.
  private static func terms(for f: Symbolic, _ x: Symbol) -> (close: Int, all: [Symbolic]) {
    let letter = Symbolic.symbol(x)
    var found: [Symbolic] = []
    var seen: Set<Symbolic> = []
    func add(_ formula: Symbolic) {
      for term in formula.multipliedOut.terms {
        let rest = term.split(by: x).rest.counted.rest
        if rest.depends(on: x), found.count < mostTerms, seen.insert(rest).inserted { found.append(rest) }
      }
    }
    add(f)
    let own = found
    for term in own { (try? term.derivative(by: x)).map(add) }
    let close = found.count
    for term in own { add(letter * term) }
    // Composite parts alone and beside x: ∫ of what has log(log x) in it.
    for part in f.parts(with: x, isRational: false).prefix(6) { add(part) }
    for term in found.prefix(12) { add(letter * term) }
    return (close, found)
  }

  /// Short fractions with Σ numberᵢ·columnᵢ = f at all points, as few as the order allows.
  private static func fit(_ columns: [Symbolic], to f: Symbolic, _ x: Symbol) -> [Fraction]? {
    var letters = Verification.letters(of: f, x, run: 0)
    var points: [Double] = []
    for k in 0..<120 where points.count < columns.count + 8 {
      let at = 0.37 + 0.0613 * Double(k) + 0.011 * Double((k * k) % 7)
      letters[x] = at
      guard f.value(letters).isFinite, columns.allSatisfy({ $0.value(letters).isFinite }) else { continue }
      points.append(at)
    }
    guard points.count >= columns.count + 4 else { return nil }
    func values(_ formula: Symbolic) -> [Double] {
      points.map { at in
        letters[x] = at
        return formula.value(letters)
      }
    }
    func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    // Gram–Schmidt in the order of the terms; one that the earlier ones make up is left out.
    var (basis, rows, places) = ([[Double]](), [[Double]](), [Int]())
    for (place, column) in columns.enumerated() {
      var v = values(column)
      let size = dot(v, v).squareRoot()
      guard size > 1e-12, size.isFinite else { continue }
      v = v.map { $0 / size }
      var row: [Double] = []
      for _ in 0..<2 {
        for (k, b) in basis.enumerated() {
          let share = dot(v, b)
          if k < row.count { row[k] += share } else { row.append(share) }
          v = zip(v, b).map { $0 - share * $1 }
        }
      }
      let left = dot(v, v).squareRoot()
      guard left > 1e-7 else { continue }
      basis.append(v.map { $0 / left })
      rows.append(row.map { $0 * size } + [left * size])
      places.append(place)
    }
    var rest = values(f)
    let scale = dot(rest, rest).squareRoot()
    guard scale > 0, scale.isFinite else { return nil }
    var shares: [Double] = []
    for b in basis {
      let share = dot(rest, b)
      shares.append(share)
      rest = zip(rest, b).map { $0 - share * $1 }
    }
    guard dot(rest, rest).squareRoot() <= 1e-9 * scale else { return nil }
    var numbers = [Fraction](repeating: Fraction(0), count: columns.count)
    for k in shares.indices.reversed() {
      let value = shares[k] / rows[k][k]
      guard let near = Fraction(near: value) else { return nil }
      numbers[places[k]] = near
      for j in 0..<k { shares[j] -= near.value * rows[k][j] }
    }
    return numbers
  }
}

extension Fraction {
  /// The shortest fraction within 1e-6 of a number, with a denominator up to 500.
  fileprivate init?(near x: Double) {
    guard x.magnitude < 1e6 else { return nil }
    for denominator in 1...500 {
      let above = (x * Double(denominator)).rounded()
      if (above / Double(denominator) - x).magnitude <= 1e-6 * max(1e-2, x.magnitude) {
        self.init(Int(above), denominator)
        return
      }
    }
    return nil
  }
}
