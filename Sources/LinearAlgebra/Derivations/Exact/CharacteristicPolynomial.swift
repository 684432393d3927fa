import Document
import Numerics

/// det(λI − A) of a 2×2 or 3×3 matrix: det(A − λI), but for the sign of an odd degree.
struct CharacteristicPolynomial<N: StepNumber> {
  /// Constant first; the last is 1.
  let coefficients: [N]
  /// Of a 2×2 matrix (a − d)² + 4 b c: unlike t² − 4 det, it keeps its digits where both roots are close.
  private let ownDiscriminant: N?

  init(_ a: StepMatrix<N>) {
    let trace = (1..<a.rows).reduce(a[0, 0]) { $0 + a[$1, $1] }
    let sum = a.principalMinors.reduce(N(0)) { $0 + $1.value }
    coefficients = a.rows == 2 ? [sum, -trace, N(1)] : [-a.determinantByFirstRow, sum, -trace, N(1)]
    guard a.rows == 2 else {
      ownDiscriminant = nil
      return
    }
    let difference = a[0, 0] - a[1, 1]
    ownDiscriminant = difference * difference + N(4) * a[0, 1] * a[1, 0]
  }

  private init(coefficients: [N]) { (self.coefficients, ownDiscriminant) = (coefficients, nil) }

  /// Of a quadratic, b² − 4c.
  var discriminant: N { ownDiscriminant ?? coefficients[1] * coefficients[1] - N(4) * coefficients[0] }

  var degree: Int { coefficients.count - 1 }

  func value(at x: N) -> N { coefficients.reversed().dropFirst().reduce(coefficients[degree]) { $0 * x + $1 } }

  /// `λ² − 7λ + 10`
  var text: Text {
    Text.sum(
      stride(from: degree, through: 0, by: -1).filter { $0 == degree || !coefficients[$0].isZero }.map { power in
        let c = coefficients[power]
        let name = power == 0 ? "" : power == 1 ? "λ" : power == 2 ? "λ²" : "λ³"
        if power > 0, c.isOne || (-c).isOne { return Text("\(c.isNegative ? "−" : "")\(name)") }
        // A fraction beside λ could be read as having λ below the line.
        return power > 0 && c.isCompound ? signed(c) + Text(name) : c.term + Text(name)
      })
  }

  private func signed(_ c: N) -> Text {
    c.isNegative ? Text("−") + (-c).leadingFactor : c.leadingFactor
  }
}

extension CharacteristicPolynomial where N == Fraction {
  var isValid: Bool { coefficients.allSatisfy(\.isValid) }

  /// A rational root of a cubic, and the quadratic that is left.
  /// - Parameter near: the roots, rounded.
  func split(near roots: [Complex<Double>]) -> (root: Fraction, rest: CharacteristicPolynomial)? {
    var scale = 1
    for c in coefficients {
      let (product, overflow) = scale.multipliedReportingOverflow(by: c.denominator)
      guard !overflow, product < 1 << 40 else { return nil }
      scale = product
    }
    // The denominator of a root divides those of the coefficients.
    for root in roots.sorted(by: { $0.modulus < $1.modulus }) {
      guard let numerator = Int(exactly: (root.real * Double(scale)).rounded()) else { continue }
      let candidate = Fraction(numerator, scale)
      guard value(at: candidate).isZero else { continue }
      let middle = coefficients[2] + candidate
      let rest = CharacteristicPolynomial(coefficients: [coefficients[1] + middle * candidate, middle, Fraction(1)])
      return rest.isValid ? (candidate, rest) : nil
    }
    return nil
  }

  /// Both roots of a quadratic; lost where the root of the discriminant is.
  var quadraticRoots: [Surd] {
    let root = Surd(rootOf: Surd(discriminant))
    let b = Surd(coefficients[1])
    return [(-b + root) / Surd(2), (-b - root) / Surd(2)]
  }
}

extension StepMatrix {
  /// The determinants left by the rows and columns i < j, counted from 0.
  var principalMinors: [(i: Int, j: Int, value: N)] {
    (0..<rows).flatMap { i in
      (i + 1..<max(rows, i + 1)).map { j in (i, j, self[i, i] * self[j, j] - self[i, j] * self[j, i]) }
    }
  }

  /// Of a 2×2 or 3×3 matrix.
  var determinantByFirstRow: N {
    rows == 2 ? principalMinors[0].value : innerProduct(row(0), cross(row(1), row(2)))
  }

  func row(_ i: Int) -> [N] { (0..<columns).map { self[i, $0] } }

  func map<M: StepNumber>(_ transform: (N) -> M) -> StepMatrix<M> {
    StepMatrix<M>(rows: rows, columns: columns) { transform(self[$0, $1]) }
  }

  /// A − λI
  func shifted(by value: N) -> StepMatrix {
    StepMatrix(rows: rows, columns: columns) { i, j in i == j ? self[i, j] - value : self[i, j] }
  }
}

/// The vector orthogonal to two others of three elements; of complex ones without conjugation.
func cross<N: StepNumber>(_ u: [N], _ v: [N]) -> [N] {
  [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]]
}
