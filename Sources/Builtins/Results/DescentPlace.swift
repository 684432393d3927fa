import Document
import Evaluation
import LinearAlgebra
import Optimization

/// The set that a descent is to stay in, as the person gave it.
struct DescentPlace: Sendable {
  let bounds: Value?
  let word: String?
  let radius: Double?
  let total: Double?

  static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> Self {
    DescentPlace(
      bounds: try reader.take(Value?.self), word: try reader.take(String?.self), radius: try reader.take(Double?.self),
      total: try reader.take(Double?.self))
  }

  static let words = ["simplex", "ball", "nonnegative"]

  /// One of the options that were given, with what it was.
  var given: (name: String, words: String)? {
    if let bounds { return ("bounds", bounds.written()) }
    if let word { return ("onto", "\"\(word)\"") }
    if let radius { return ("radius", radius.formatted(digits: 17)) }
    return total.map { ("total", $0.formatted(digits: 17)) }
  }

  /// The set for so many variables.
  /// - Parameter call: the call with its first two arguments, for suggestions.
  func set(_ variables: Int, call: String) throws(DescentError) -> Projection {
    let projected = "\(call), method = \"projected\""
    guard let word else {
      guard let bounds else { throw .withoutSet(call: "\(projected), onto = \"nonnegative\")") }
      if let name = radius != nil ? "radius" : total != nil ? "total" : nil {
        throw .setOption(name, call: "\(projected), onto = \"\(name == "radius" ? "ball" : "simplex")\", \(name) = 1)")
      }
      return try box(bounds, variables)
    }
    if bounds != nil { throw .twoSets }
    if radius != nil, word != "ball" {
      throw .setOption("radius", call: "\(projected), onto = \"ball\", radius = \((radius ?? 1).formatted()))")
    }
    if total != nil, word != "simplex" {
      throw .setOption("total", call: "\(projected), onto = \"simplex\", total = \((total ?? 1).formatted()))")
    }
    for (name, value) in [("radius", radius), ("total", total)] {
      if let value, !(value > 0 && value.isFinite) { throw .option(name, value, needed: "a finite number above 0") }
    }
    switch word {
    case "simplex": return .simplex(total: total ?? 1)
    case "ball": return .ball(radius: radius ?? 1)
    case "nonnegative": return .nonnegative
    default:
      let near = Spelling.nearest(to: word, among: Self.words).first ?? Self.words[0]
      throw .set(word, call: "\(projected), onto = \"\(near)\")")
    }
  }

  /// Bounds for all the variables, or a row of them for each.
  private func box(_ bounds: Value, _ variables: Int) throws(DescentError) -> Projection {
    let (low, high): (Vector, Vector)
    switch bounds {
    case .vector(let v) where v.count == 2:
      (low, high) = (Vector(repeating: v[0], count: variables), Vector(repeating: v[1], count: variables))
    case .matrix(let a) where a.rows == variables && a.columns == 2: (low, high) = (a.column(0), a.column(1))
    default: throw .bounds(got: bounds.phrase, variables: variables)
    }
    for (i, (least, most)) in zip(low.elements, high.elements).enumerated() where !(least <= most) {
      throw .boundsOrder(least, most, variable: i + 1)
    }
    return .box(low: low, high: high)
  }
}

extension Projection {
  /// The set in symbols.
  var formula: String {
    switch self {
    case .nonnegative: "x ≥ 0"
    case .box(let low, let high):
      Set(low.elements).count <= 1 && Set(high.elements).count <= 1
        ? "\((low.elements.first ?? -.infinity).formatted()) ≤ x ≤ \((high.elements.first ?? .infinity).formatted())"
        : "each x within its bounds"
    case .ball(let radius): "‖x‖ ≤ \(radius.formatted())"
    case .simplex(let total): "x ≥ 0, Σ x = \(total.formatted())"
    case .halfSpace(let normal, let limit): "a·x ≤ \(limit.formatted()), a = \(Value.vector(normal).written())"
    }
  }
}
