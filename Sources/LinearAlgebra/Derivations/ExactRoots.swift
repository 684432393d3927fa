import Document
import Numerics

/// The roots of a characteristic polynomial as fractions and square roots, and how they are found.
struct ExactRoots {
  private let all: [Surd]
  let lines: [Block]

  /// Nil for a cubic without a rational root, and where numbers become too long.
  init?(_ polynomial: CharacteristicPolynomial<Fraction>, near roots: [Complex<Double>]) {
    guard polynomial.degree == 3 else {
      all = polynomial.quadraticRoots
      lines = Self.quadratic(polynomial, all)
      guard all.allSatisfy(\.isValid) else { return nil }
      return
    }
    guard let (root, rest) = polynomial.split(near: roots) else { return nil }
    let others = rest.quadraticRoots
    guard others.allSatisfy(\.isValid) else { return nil }
    let factor = root.isZero ? Text("λ") : Text("(λ \(root.isNegative ? "+" : "−") ") + root.magnitude.cell + Text(")")
    let why = Text("p(") + root.term + Text(") = 0, so p(λ) = ") + factor + Text(" (") + rest.text + Text(")")
    all = [Surd(root)] + others
    lines = [.line(why)] + Self.quadratic(rest, others)
  }

  /// Each root once, with how often it is one, in the algorithm's order.
  func groups(isSymmetric: Bool) -> [(root: Surd, count: Int)] {
    let values = all.map(\.complex)
    let order = isSymmetric ? values.indices.sorted { values[$0].real > values[$1].real } : descending(values)
    var groups: [(root: Surd, count: Int)] = []
    for place in order {
      if let known = groups.firstIndex(where: { $0.root == all[place] }) {
        groups[known].count += 1
      } else {
        groups.append((all[place], 1))
      }
    }
    return groups
  }

  /// `λ = (7 ± √(7² − 4·10))/2 = (7 ± √9)/2`
  private static func quadratic(_ p: CharacteristicPolynomial<Fraction>, _ roots: [Surd]) -> [Block] {
    let (b, c) = (-p.coefficients[1], p.coefficients[0])
    let start = b.isZero ? "±" : "\(b.term.plain) ±"
    let radicand = p.discriminant.isCompound ? p.discriminant.factor : p.discriminant.term
    let formula =
      Text("λ = (\(start) √(") + b.factor + Text("² − 4·") + c.factor + Text("))/2 = (\(start) √")
      + (p.discriminant.isNegative ? p.discriminant.factor : radicand) + Text(")/2")
    if p.discriminant.isZero { return [.line(formula + Text(" = ") + roots[0].term + Text(", twice"))] }
    let both = roots.map(\.term)
    let remark = p.discriminant.isNegative ? ", no real root but a conjugate pair" : ""
    return [.line(formula), .line(Text("λ = ") + .joined(both, " and λ = ") + Text(remark))]
  }
}

extension Fraction {
  fileprivate var magnitude: Fraction { numerator < 0 ? -self : self }
}
