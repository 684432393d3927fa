import Calculus
import Document
import Evaluation
import Numerics

/// How an integral is taken.
enum IntegrationMethod: String, Choice {
  case adaptive, gauss, simpson, trapezoid
  case monteCarlo = "monte_carlo"

  var rule: CompositeRule? {
    switch self {
    case .gauss: .gauss
    case .simpson: .simpson
    case .trapezoid: .trapezoid
    case .adaptive, .monteCarlo: nil
    }
  }

  var title: String {
    switch self {
    case .adaptive: "adaptive Gauss–Kronrod"
    case .monteCarlo: "Monte Carlo"
    case .gauss, .simpson, .trapezoid: rule?.title ?? rawValue
    }
  }
}

/// What `integrate` may be told besides function and limits.
struct IntegrationOptions: ArgumentType {
  let method: IntegrationMethod
  let tolerance: Double?
  let limit: Double?
  let n: Double?
  let seed: Seed?

  static let needed = "options of an integral"
  static let choices = ["method": IntegrationMethod.allCases.map(\.rawValue)]
  static func decode(_ value: Value) -> Self? { nil }

  static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> Self {
    let method = try IntegrationMethod.take(from: &reader)
    let tolerance = try reader.take(Double?.self)
    let limit = try reader.take(Double?.self)
    let n = try reader.take(Double?.self)
    return IntegrationOptions(
      method: method, tolerance: tolerance, limit: limit, n: n, seed: try reader.take(Seed?.self))
  }

  /// The plan of the adaptive method.
  func plan(_ usual: Double, panels: Int, most: Int = 1_000_000) throws(IntegralError) -> Quadrature.Plan {
    try refuse([("n", n != nil), ("seed", seed != nil)])
    if let tolerance, !(tolerance >= 1e-15 && tolerance < 1) {
      throw .number(name: "tolerance", got: tolerance, needed: "from 1e-15 on and below 1")
    }
    if let limit, !(limit >= 15 && limit <= 1e10) {
      throw .number(name: "limit", got: limit, needed: "a number of evaluations from 15 to 1e10")
    }
    return Quadrature.Plan(
      tolerance: tolerance ?? usual, limit: limit.map { Int($0) } ?? most, panels: panels)
  }

  /// The panels or points of a rule with a fixed number of them.
  func count(_ rule: CompositeRule) throws(IntegralError) -> Int {
    try refuse([("tolerance", tolerance != nil), ("limit", limit != nil), ("seed", seed != nil)])
    let most = rule == .gauss ? 2000.0 : 1e7
    let count = n ?? (rule == .gauss ? 5 : 10)
    guard count >= 1, count <= most, count == count.rounded() else {
      throw .number(name: "n", got: count, needed: "a whole number from 1 to \(most.formatted())")
    }
    guard rule != .simpson || Int(count).isMultiple(of: 2) else {
      throw .number(name: "n", got: count, needed: "even: a parabola stands over two panels")
    }
    return Int(count)
  }

  /// The random points.
  func draws() throws(IntegralError) -> Int {
    try refuse([("tolerance", tolerance != nil), ("limit", limit != nil)])
    let count = n ?? 1e5
    guard count >= 2, count <= 1e10, count == count.rounded() else {
      throw .number(name: "n", got: count, needed: "a whole number from 2 to 1e10")
    }
    return Int(count)
  }

  /// Options the method has no use for.
  private func refuse(_ given: [(name: String, isGiven: Bool)]) throws(IntegralError) {
    for option in given where option.isGiven {
      throw .option(name: option.name, method: method.rawValue, suggestion: nil)
    }
  }
}

/// An inner limit: a number, or a function of the variables outside it.
struct InnerLimit: ArgumentType {
  let value: Value

  static let needed = "a number or a function of the outer variables"

  static func decode(_ value: Value) -> InnerLimit? {
    switch value.standing {
    case .number, .function: InnerLimit(value: value.standing)
    default: nil
    }
  }
}
