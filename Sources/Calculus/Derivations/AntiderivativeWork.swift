import Document
import Graph
import Numerics
import Syntax

/// An antiderivative worked out: the rule of every step with what it is applied to, and differentiating back.
public struct AntiderivativeWork: Sendable {
  public let found: Antiderivative
  private let x: Symbol
  private var derivation: Derivation

  public init(_ found: Antiderivative) {
    self.found = found
    x = found.integral.variable
    derivation = Derivation(goal: .line(Text(Self.integral(found.integral.integrand, x))))
  }

  /// The derivation, which ends in the antiderivative.
  public var worked: Worked<Symbolic> {
    Worked(found.value, derivation)
  }

  static func pretty(_ formula: Symbolic) -> String { (try? AlgebraWriter().write(formula).pretty) ?? "…" }
  static func integral(_ f: Symbolic, _ x: Symbol) -> String { "∫ \(pretty(f)) d\(x.name.spelling)" }
}
