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
      guard all.allSatisfy(\.isValid) else { return nil }
      lines = polynomial.formula + [.line(Self.both(all, polynomial.discriminant))]
      return
    }
    guard let (root, rest) = polynomial.split(near: roots) else { return nil }
    let others = rest.quadraticRoots
    guard others.allSatisfy(\.isValid) else { return nil }
    let size = root.isNegative ? -root : root
    let factor = root.isZero ? Text("λ") : Text("(λ \(root.isNegative ? "+" : "−") ") + size.cell + Text(")")
    let why = Text("p(") + root.term + Text(") = 0, so p(λ) = ") + factor + Text(" (") + rest.text + Text(")")
    all = [Surd(root)] + others
    lines = [.line(why)] + rest.formula + [.line(Self.both(others, rest.discriminant))]
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

  private static func both(_ roots: [Surd], _ discriminant: Fraction) -> Text {
    if discriminant.isZero { return Text("λ = ") + roots[0].term + Text(", twice") }
    let remark = discriminant.isNegative ? ", a conjugate pair: no real root" : ""
    return Text("λ = ") + .joined(roots.map(\.term), " and λ = ") + Text(remark)
  }
}

extension CharacteristicPolynomial {
  /// `λ = (7 ± √(7² − 4·10))/2` and `= (7 ± √9)/2`
  var formula: [Block] {
    let (b, c) = (-coefficients[1], coefficients[0])
    let radicand =
      Text("√") + (discriminant.isNegative || discriminant.isCompound ? discriminant.factor : discriminant.term)
    if b.isZero { return [.line(Text("λ = ±√(−4·") + c.factor + Text(")/2 = ±") + radicand + Text("/2"))] }
    return [
      .line(Text("λ = (") + b.term + Text(" ± √(") + b.factor + Text("² − 4·") + c.factor + Text("))/2")),
      .line(Text("  = (") + b.term + Text(" ± ") + radicand + Text(")/2")),
    ]
  }
}
