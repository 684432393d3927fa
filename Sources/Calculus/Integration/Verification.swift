import Glibc
import Graph
import Numerics
import Syntax

/// Differentiating back: an antiderivative's derivative beside the integrand, at points.
public struct Verification: Sendable {
  /// A place, the derivative there and the integrand there.
  public struct Point: Sendable {
    public let x: Double
    public let derivative: Double
    public let integrand: Double
  }

  /// Where both were compared.
  public let points: [Point]
  /// Values of the letters at the points.
  public let letters: [Symbol: Double]

  private static let tolerance = 1e-10
  private static let least = 6
  private static let enough = 20

  /// Compares at places that no one chooses, on either side of 0, near and far, and once more with other letters.
  /// `nil` unless the two agree to 1e-10 wherever the integrand has a value.
  init?(_ value: Symbolic, _ f: Symbolic, _ x: Symbol) {
    guard let slope = try? value.derivative(by: x) else { return nil }
    var kept: [Point] = []
    let letters = Self.letters(of: f, x, run: 0)
    let hasLetters = !letters.isEmpty
    for run in 0..<(hasLetters ? 3 : 1) {
      var point = Self.letters(of: f, x, run: run)
      var (agreed, missing) = (0, 0)
      for at in Self.places where agreed < Self.enough {
        point[x] = at
        let wanted = f.value(point)
        guard wanted.isFinite, wanted.magnitude < 1e12 else { continue }
        let got = slope.value(point)
        guard got.isFinite, value.value(point).isFinite else {
          missing += 1
          continue
        }
        // Terms that cancel leave rounding of their own size.
        let size = slope.terms.map { $0.value(point).magnitude }.reduce(0, +)
        let cancelled = size.isFinite ? size * 1e-14 * 64 : 0
        guard cancelled <= 1e-3 * max(wanted.magnitude, 1e-300) || wanted == 0 else { continue }
        guard (got - wanted).magnitude <= Self.tolerance * wanted.magnitude + cancelled else { return nil }
        agreed += 1
        if run == 0 { kept.append(Point(x: at, derivative: got, integrand: wanted)) }
      }
      // Letters may leave a formula without values, but what the integrand has, the antiderivative has.
      guard run > 0 || agreed >= Self.least, missing <= agreed / 8 else { return nil }
    }
    (points, self.letters) = (kept, letters)
  }

  /// Places from an irrational rotation: everywhere, and the same every time.
  static let places: [Double] = (1...72).map { k in
    let turn = (Double(k) * 0.6180339887498949).truncatingRemainder(dividingBy: 1)
    switch k % 6 {
    case 0: return 8 * turn - 4
    case 1: return 0.05 + 0.9 * turn
    case 2: return 1 + 5 * turn
    case 3: return 2 * turn - 1
    case 4: return 24 * turn - 12
    default: return (2 * turn - 1) / 8
    }
  }

  /// Values for letters: positive ones first, then others.
  static func letters(of f: Symbolic, _ x: Symbol, run: Int) -> [Symbol: Double] {
    var values: [Symbol: Double] = [:]
    let all = f.symbols.subtracting([x]).sorted { Symbolic.symbol($0) < .symbol($1) }
    for (place, symbol) in all.enumerated() {
      let turn = (Double(place + 1) * 0.7548776662466927).truncatingRemainder(dividingBy: 1)
      let size = 0.6 + 1.7 * turn + 0.31 * Double(run)
      values[symbol] = run == 1 ? -size : run == 2 && place % 2 == 0 ? -size : size
    }
    return values
  }

  /// Places between which the antiderivative jumps although the integrand does not: seen where its change differs from
  /// the area in between.
  static func jumps(_ value: Symbolic, _ f: Symbolic, _ x: Symbol) -> Bool {
    var point = letters(of: f, x, run: 0)
    func at(_ formula: Symbolic, _ place: Double) -> Double {
      point[x] = place
      return formula.value(point)
    }
    let step = 0.2371
    for k in -28..<28 {
      let (low, high) = (Double(k) * step + 0.0413, Double(k + 1) * step + 0.0413)
      let (a, m, b) = (at(f, low), at(f, (low + high) / 2), at(f, high))
      let change = at(value, high) - at(value, low)
      let (trapezoid, simpson) = ((a + b) / 2 * step, (a + 4 * m + b) / 6 * step)
      guard simpson.isFinite, change.isFinite, (simpson - trapezoid).magnitude < 0.05 else { continue }
      if (change - simpson).magnitude > 0.3 + 0.2 * simpson.magnitude { return true }
    }
    return false
  }
}
