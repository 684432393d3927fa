import CBoostMath
import ComplexModule

/// Elementary functions of a complex number, within a few ulps in each part.
///
/// On a branch cut the sign of the zero part chooses the side, and a result too large for a number is infinite. The
/// functions of swift-numerics lose both, and some of their signs for large arguments.
/// - Source: the C library, by C99's Annex G.
public enum ComplexFunctions {
  public static func exp(_ z: Complex<Double>) -> Complex<Double> { through(nabla_cexp, z) }
  public static func log(_ z: Complex<Double>) -> Complex<Double> { through(nabla_clog, z) }
  public static func sqrt(_ z: Complex<Double>) -> Complex<Double> { through(nabla_csqrt, z) }
  public static func sin(_ z: Complex<Double>) -> Complex<Double> { through(nabla_csin, z) }
  public static func cos(_ z: Complex<Double>) -> Complex<Double> { through(nabla_ccos, z) }
  public static func tan(_ z: Complex<Double>) -> Complex<Double> { through(nabla_ctan, z) }
  public static func asin(_ z: Complex<Double>) -> Complex<Double> { through(nabla_casin, z) }
  public static func acos(_ z: Complex<Double>) -> Complex<Double> { through(nabla_cacos, z) }
  public static func atan(_ z: Complex<Double>) -> Complex<Double> { through(nabla_catan, z) }
  public static func sinh(_ z: Complex<Double>) -> Complex<Double> { through(nabla_csinh, z) }
  public static func cosh(_ z: Complex<Double>) -> Complex<Double> { through(nabla_ccosh, z) }
  public static func tanh(_ z: Complex<Double>) -> Complex<Double> { through(nabla_ctanh, z) }
  public static func asinh(_ z: Complex<Double>) -> Complex<Double> { through(nabla_casinh, z) }
  public static func acosh(_ z: Complex<Double>) -> Complex<Double> { through(nabla_cacosh, z) }
  public static func atanh(_ z: Complex<Double>) -> Complex<Double> { through(nabla_catanh, z) }

  private static func through(
    _ f: (Double, Double) -> nabla_complex, _ z: Complex<Double>
  ) -> Complex<Double> {
    let result = f(z.real, z.imaginary)
    return Complex(result.re, result.im)
  }
}
