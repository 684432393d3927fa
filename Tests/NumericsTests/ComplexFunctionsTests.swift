import Numerics
import Testing

private let rows:
  [(name: String, f: @Sendable (Complex<Double>) -> Complex<Double>, z: Complex<Double>, w: Complex<Double>)] = [
    // CPython 3 cmath, which follows C99's Annex G.
    (
      "sinh(-40 + i)", ComplexFunctions.sinh, Complex(-40, 1), Complex(-6.358960121971464e16, 9.903493614730837e16)
    ),
    ("cosh(-40 + i)", ComplexFunctions.cosh, Complex(-40, 1), Complex(6.358960121971464e16, -9.903493614730837e16)),
    ("tanh(-40 + i)", ComplexFunctions.tanh, Complex(-40, 1), Complex(-1, 3.282293445541193e-35)),
    (
      "sinh(710.5 + i)", ComplexFunctions.sinh, Complex(710.5, 1),
      Complex(9.950300979231658e307, 1.5496675607696623e308)
    ),
    ("asin(2 + 0i)", ComplexFunctions.asin, Complex(2, 0), Complex(1.5707963267948966, 1.3169578969248166)),
    ("asin(2 − 0i)", ComplexFunctions.asin, Complex(2, -0.0), Complex(1.5707963267948966, -1.3169578969248166)),
    ("acos(2 + 0i)", ComplexFunctions.acos, Complex(2, 0), Complex(0, -1.3169578969248166)),
    ("acos(2 − 0i)", ComplexFunctions.acos, Complex(2, -0.0), Complex(0, 1.3169578969248166)),
    ("atanh(2 + 0i)", ComplexFunctions.atanh, Complex(2, 0), Complex(0.5493061443340549, 1.5707963267948966)),
    ("atanh(2 − 0i)", ComplexFunctions.atanh, Complex(2, -0.0), Complex(0.5493061443340549, -1.5707963267948966)),
    // Algebra.
    ("sqrt(−4)", ComplexFunctions.sqrt, Complex(-4, 0), Complex(0, 2)),
    ("log(−1)", ComplexFunctions.log, Complex(-1, 0), Complex(0, .pi)),
    ("exp(0)", ComplexFunctions.exp, Complex(0, 0), Complex(1, 0)),
  ]

@Suite struct ComplexFunctionsTests {
  @Test(arguments: rows.indices) func agrees(_ index: Int) {
    let row = rows[index]
    let w = row.f(row.z)
    // The C library states at most 4 ulps.
    #expect((w.real - row.w.real).magnitude <= 1e-15 * row.w.real.magnitude, "\(row.name) = \(w)")
    #expect((w.imaginary - row.w.imaginary).magnitude <= 1e-15 * row.w.imaginary.magnitude, "\(row.name) = \(w)")
  }

  /// sin z = −i sinh iz, and likewise around the circle.
  @Test(arguments: [-30.0, -2, -0.5, 0.25, 3, 40]) func rotates(_ x: Double) {
    let z = Complex(0.7, x)
    let turned = ComplexFunctions.sinh(Complex(-z.imaginary, z.real))
    let sine = ComplexFunctions.sin(z)
    #expect((sine - Complex(turned.imaginary, -turned.real)).length <= 1e-15 * sine.length)
    let tangent = ComplexFunctions.tan(z)
    #expect((tangent * ComplexFunctions.cos(z) - sine).length <= 4e-15 * sine.length)
    #expect((ComplexFunctions.sin(ComplexFunctions.asin(z)) - z).length <= 1e-14 * z.length)
    #expect((ComplexFunctions.tan(ComplexFunctions.atan(z)) - z).length <= 1e-12 * z.length * z.length)
  }

  // mpmath, 40 digits: beside the branch point, where −1/e in one double loses half of the digits.
  @Test(
    arguments: [
      (-0.3678794411714423, -0.9999999846957458715), (-0.367879441171442, -0.99999995824871636719),
      (-0.3678, -0.97936071495783051713), (-0.36769, -0.96824614123318340724), (-0.3675, -0.95525495960164764036),
      (-0.3, -0.48940222718021493357),
    ])
  func lambertWBesideItsBranchPoint(_ x: Double, _ expected: Double) {
    #expect((Special.lambertW(x) - expected).magnitude <= 1e-14 * expected.magnitude)
  }
}
