import Document
import LinearAlgebra

extension StepNames {
  /// The last line of every rule.
  func step(_ formula: String, _ factor: Double, _ v: Vector, _ move: Vector) -> Derivation.Step {
    Derivation.Step(
      "step", Document([.line(Text("\(formula) = ") + scaled(factor, v) + Text(" = ") + write(move))]))
  }

  /// `v₁ = μ v₀ + g`, or with a weight on the new part, then the same in numbers.
  func mixed(
    _ letter: String, _ name: String, _ factor: Double, _ known: Vector, _ weight: Double?, _ new: Vector,
    _ newName: String, _ result: Vector
  ) -> [Block] {
    let part = weight == nil ? newName : "(1 − \(name)) \(newName)"
    let numbers = weight.map { scaled($0, new) } ?? bracketed(new)
    let margin = Text(String(repeating: " ", count: state(letter, after: true).count + 1))
    return [
      .line(Text("\(state(letter, after: true)) = \(name) \(state(letter)) + \(part)")),
      .line(margin + Text("= ") + scaled(factor, known) + Text(" + ") + numbers),
      .line(margin + Text("= ") + write(result)),
    ]
  }
}
