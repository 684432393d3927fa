import Document
import Numerics

/// What derivations write in lines.
enum Writing {
  /// Vectors of more elements than this are cut.
  private static let mostElements = 6

  /// `[3, −4]`
  static func vector(_ elements: [some StepNumber]) -> Text { bracketed(elements.map(\.term)) }

  /// `[3/5, −4/5]`, and decimals where one element is no short fraction.
  static func vector(_ v: Vector) -> Text { v.fractions.map { vector($0) } ?? vector(v.elements) }

  /// Real where all of them are.
  static func vector(_ elements: [Complex<Double>]) -> Text {
    if let real = ComplexVector(elements).real { return vector(real) }
    return bracketed(elements.map { number($0) })
  }

  static func number(_ z: Complex<Double>) -> Text {
    z.imaginary == 0 ? .exactTerm(z.real) : .complex(z.real, z.imaginary)
  }

  private static func bracketed(_ terms: [Text]) -> Text {
    let shown = terms.count <= mostElements ? terms : terms.prefix(4) + [Text("…")] + terms.suffix(1)
    return Text("[") + .joined(shown, ", ") + Text("]")
  }

  /// `1·4 + 2·(−5) + 3·6`, the middle left out of a long one.
  static func product<N: StepNumber>(_ x: [N], _ y: [N]) -> Text {
    sum(
      zip(x, y).enumerated().map { place, pair in
        (place == 0 ? pair.0.leadingFactor : pair.0.factor) + Text("·") + pair.1.factor
      })
  }

  /// `3² + (−4)²`
  static func squares(_ x: [some StepNumber]) -> Text { sum(x.map { $0.factor + Text("²") }) }

  /// Terms joined by plus signs, the middle left out of a long sum.
  static func sum(_ terms: [Text]) -> Text {
    if terms.count <= mostElements { return terms.isEmpty ? Text("0") : .joined(terms, " + ") }
    return .joined(terms.prefix(3) + [Text("…")] + terms.suffix(1), " + ")
  }

  /// `a₂`, `c₁₂`, and with a comma where an index has two digits.
  static func indexed(_ name: String, _ indices: Int...) -> String {
    name + indices.map(\.lowered).joined(separator: indices.contains { $0 > 9 } ? "," : "")
  }

  /// An identity, and how far rounding is off it: `QᵀQ = I to 2e-16`.
  static func identity(_ words: String, worst: Double) -> Text {
    Text(worst == 0 ? words : "\(words) to \(worst.formatted(digits: 1))")
  }
}

extension Block {
  static func equation(_ parts: Equation.Part...) -> Block { .equation(Equation(parts)) }
}

extension Derivation {
  mutating func step(_ rule: Text, _ body: [Block]) { steps.append(Step(rule, Document(body))) }
}

/// Σ xᵢyᵢ; of complex numbers without conjugation.
func innerProduct<N: StepNumber>(_ x: [N], _ y: [N]) -> N { zip(x, y).reduce(N(0)) { $0 + $1.0 * $1.1 } }

extension StepMatrix {
  init(columns: [[N]], rows: Int) { self.init(rows: rows, columns: columns.count) { columns[$1][$0] } }

  /// The entries by columns.
  var listed: [[N]] { (0..<columns).map { j in (0..<rows).map { self[$0, j] } } }
}

extension Vector {
  /// The elements as fractions, if every one is short.
  var fractions: [Fraction]? {
    let exact = elements.compactMap { Fraction($0) }
    return exact.count == elements.count ? exact : nil
  }
}

extension Matrix {
  /// The largest entry of |QᵀQ − I|.
  var orthonormalityError: Double {
    var worst = 0.0
    for i in 0..<columns {
      for j in 0...i {
        let product = Double.dot(column(i).elements, column(j).elements)
        worst = max(worst, (product - (i == j ? 1 : 0)).magnitude)
      }
    }
    return worst
  }

  /// The largest entry of |self − other|, of equal shapes, beside the largest of |other|.
  func error(against other: Matrix) -> Double {
    let worst = zip(elements, other.elements).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
    let largest = other.elements.reduce(0) { max($0, $1.magnitude) }
    return largest == 0 ? worst : worst / largest
  }
}
