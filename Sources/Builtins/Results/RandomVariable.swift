import Charts
import Document
import Evaluation
import LinearAlgebra
import Statistics

/// A random variable: a law, and which variable it is. Two variables of one law are not the same variable, and 2X + 1 is
/// made of X.
public struct RandomVariable: DomainValue, ArgumentType, ResultType {
  public static let typeName = "distribution"
  public static let needed = "a distribution such as Normal(0, 1)"

  /// What tells one variable from another.
  final class Identity: Sendable {}

  let base: any Distribution
  let identity: Identity
  let scale: Double
  let shift: Double

  init(_ base: any Distribution) { self.init(base, Identity(), scale: 1, shift: 0) }

  private init(_ base: any Distribution, _ identity: Identity, scale: Double, shift: Double) {
    (self.base, self.identity, self.scale, self.shift) = (base, identity, scale, shift)
  }

  var isMoved: Bool { scale != 1 || shift != 0 }
  var law: any Distribution { isMoved ? Moved(base, scale: scale, shift: shift) : base }

  /// a · this + b.
  func moved(scale a: Double, shift b: Double) throws(RandomError) -> RandomVariable {
    let (scale, shift) = (a * self.scale, a * self.shift + b)
    guard scale.isFinite, shift.isFinite else { throw .infinite(scale: scale, shift: shift) }
    guard scale != 0 else { throw .constant(shift) }
    return RandomVariable(base, identity, scale: scale, shift: shift)
  }

  /// The points of the variable it is made of from which it comes to lie in a region.
  func origin(_ x: Double) -> Double { isMoved ? Moved(base, scale: scale, shift: shift).origin(x) : x }

  /// `2X + 1`.
  func written(_ name: String) -> String {
    guard isMoved else { return name }
    let factor = scale == 1 ? name : scale == -1 ? "-\(name)" : "\(scale.formatted())\(name)"
    if shift == 0 { return factor }
    return "\(factor) \(shift < 0 ? "-" : "+") \(shift.magnitude.formatted())"
  }

  /// `Gamma(2, 3)`, of a sample or of kinds how many there are.
  static func written(_ law: any Distribution) -> String {
    switch law {
    case let law as Empirical: "Empirical of \(law.sorted.count.counted("number"))"
    case let law as Categorical: written(law)
    default: law.written()
    }
  }

  private static func written(_ law: Categorical) -> String {
    func list(_ texts: [String]) -> String { "[\(texts.joined(separator: ", "))]" }
    guard law.probabilities.count <= 8 else { return "Categorical(\(law.probabilities.count) kinds)" }
    let shares = list(law.probabilities.map { $0.formatted() })
    return law.labels.isEmpty
      ? "Categorical(\(shares))" : "Categorical(\(shares), \(list(law.labels.map { "\"\($0)\"" })))"
  }

  public var document: Document {
    let law = law
    var line = Text(isMoved ? "\(written("X")) where X ~ \(Self.written(base))" : Self.written(base))
    line = line + Text("   ")
    line = line + number("mean", law.mean) + Text(" · ", .dim) + number("sd", law.standardDeviation)
    let ends = law.support
    line = line + Text(" · from \(ends.lowerBound.formatted()) to \(ends.upperBound.formatted())", .dim)
    return Document([.line(line)])
  }

  private func number(_ name: String, _ value: Double) -> Text {
    value.isNaN ? Text("no \(name)", .dim) : Text("\(name) ", .dim) + .number(value)
  }

  public var figure: (any Figure)? {
    try? drawn(nil, title: written("X") + (isMoved ? ", X ~ " : " ~ ") + Self.written(base))
  }

  public var fields: Record {
    let law = law
    var fields = [Record.Field("name", .text(type(of: base).name))]
    fields += base.parameters.map { .init($0.name, .number($0.value)) }
    if isMoved { fields += [.init("scale", .number(scale)), .init("shift", .number(shift))] }
    let known = Set(fields.map(\.name))
    let more = [
      Record.Field("mean", .number(law.mean)), .init("sd", .number(law.standardDeviation)),
      .init("support", .vector(Vector([law.support.lowerBound, law.support.upperBound]))),
    ]
    return Record(fields + more.filter { !known.contains($0.name) })
  }
}
