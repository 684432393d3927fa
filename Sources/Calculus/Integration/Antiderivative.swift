import Graph
import Syntax

/// A verified antiderivative.
public struct Antiderivative: Sendable {
  /// How it was found; its value is before tidying up.
  public let integral: Integral
  /// The antiderivative in the form a textbook gives it.
  public let value: Symbolic
  public let verification: Verification
  /// Whether it jumps somewhere although the integrand does not.
  public let jumps: Bool

  /// The antiderivative of a formula by a symbol; other symbols are numbers of any value, except that what stands for
  /// the square root of their square is taken for positive.
  ///
  /// The search is bounded by counted steps. Everything found is differentiated, and given only if that is the
  /// integrand, to 1e-10 at up to 20 places and with three choices of the letters.
  /// - Throws: `.notFound` with what was tried; `.interrupted`.
  public init(
    of f: Symbolic, by x: Symbol, isInterrupted: @escaping () -> Bool = { false }
  ) throws(AntiderivativeError) {
    var integrator = Integrator(isInterrupted: isInterrupted)
    let found = integrator.integral(f, x, 0)
    if integrator.wasInterrupted { throw .interrupted }
    guard let found else { throw .notFound(tried: integrator.tried) }
    // The tidy form where it holds; what the rules gave where tidying met a case it has wrong.
    for value in [found.value.tidied(x), found.value] {
      guard let verification = Verification(value, f, x) else { continue }
      let jumps = Verification.jumps(value, f, x)
      // −cos(x)·sign(sin(x)) is an antiderivative of |sin(x)| between two zeros only.
      if jumps, value.hasSigns(x) { continue }
      (integral, self.value, self.verification) = (found, value, verification)
      self.jumps = jumps
      return
    }
    throw .notFound(tried: integrator.tried)
  }
}

extension Symbolic {
  fileprivate func hasSigns(_ x: Symbol) -> Bool {
    guard depends(on: x) else { return false }
    if case .function(let primitive, _) = self, primitive == .sign || primitive == .abs { return true }
    return children.contains { $0.hasSigns(x) }
  }
}
