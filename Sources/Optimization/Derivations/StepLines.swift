import Document
import LinearAlgebra

extension StepNames {
  /// `x = a` with each further form of it on a line of its own, under the first.
  func equal(_ name: String, _ forms: [Text]) -> [Block] {
    let margin = Text(String(repeating: " ", count: name.count))
    return forms.enumerated().map { .line(($0.offset == 0 ? Text(name) : margin) + Text(" = ") + $0.element) }
  }

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
