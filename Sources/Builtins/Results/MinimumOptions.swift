import Evaluation
import LinearAlgebra
import Optimization

/// What `minimize` and `maximize` may be told.
struct MinimumOptions: ArgumentType {
  let word: String?
  let tolerance: Double?
  let limit: Int?
  let bounds: Value?
  let starts: Int
  let seed: Seed?

  static let needed = "options of a search"
  static let choices = ["method": methods.map(\.rawValue)]
  static func decode(_ value: Value) -> Self? { nil }

  static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> Self {
    let word = try String?.take(from: &reader)
    let (tolerance, limit) = try stopping(reader.take(Double?.self), &reader)
    let bounds = try reader.take(Value?.self)
    let starts = try reader.take(Double?.self)
    let seed = try reader.take(Seed?.self)
    if let starts, !(starts >= 1 && starts <= 10_000 && starts == starts.rounded()) {
      throw MinimumError.starts(starts).asEvaluation
    }
    return Self(
      word: word, tolerance: tolerance, limit: limit, bounds: bounds, starts: starts.map { Int($0) } ?? 1, seed: seed)
  }

  /// The tolerance and the number of steps.
  static func stopping(
    _ tolerance: Double?, _ reader: inout ArgumentReader
  ) throws(EvaluationError) -> (Double?, Int?) {
    let limit = try reader.take(Double?.self)
    if let tolerance, !(tolerance >= 0 && tolerance.isFinite) {
      throw MinimumError.option("tolerance", tolerance).asEvaluation
    }
    if let limit, !(limit >= 1 && limit <= 1e9 && limit == limit.rounded()) {
      throw MinimumError.option("limit", limit).asEvaluation
    }
    return (tolerance, limit.map { Int($0) })
  }

  /// The method by name; `nil` when the problem is to decide.
  func method(call: String) throws(DescentError) -> Optimizer? {
    guard let word else { return nil }
    let plain = word.lowercased().map { "- ".contains($0) ? "_" : String($0) }.joined()
    let name = ["cg": "conjugate_gradient", "l_bfgs": "lbfgs", "lm": "levenberg_marquardt"][plain] ?? plain
    if let method = Optimizer(rawValue: name), Self.methods.contains(method) { return method }
    let names = Self.methods.map(\.rawValue)
    let near = Spelling.nearest(to: name, among: names).first ?? "bfgs"
    throw .method(word, methods: names, call: "\(call), method = \"\(near)\")")
  }

  /// Those that find their own rate.
  static let methods: [Optimizer] = [
    .newton, .bfgs, .lbfgs, .conjugateGradient, .nelderMead, .levenbergMarquardt, .coordinate,
  ]

  /// The bounds as a box for so many variables.
  func box(_ variables: Int) throws(MinimumError) -> Box? {
    guard let bounds else { return nil }
    let (lower, upper): ([Double], [Double])
    switch bounds {
    case .matrix(let a) where a.rows == variables && a.columns == 2:
      (lower, upper) = (a.column(0).elements, a.column(1).elements)
    case .vector(let v) where v.count == 2:
      (lower, upper) = (Array(repeating: v[0], count: variables), Array(repeating: v[1], count: variables))
    default: throw .boundsShape(got: bounds.phrase, variables: variables)
    }
    for (i, (low, high)) in zip(lower, upper).enumerated() where !(low <= high) {
      throw .boundsOrder(low, high, variable: i + 1)
    }
    return Box(lower: lower, upper: upper)
  }
}

/// What is said of a search on an interval.
struct IntervalOptions: ArgumentType {
  let tolerance: Double?
  let limit: Int?

  static let needed = "options of a search"
  static func decode(_ value: Value) -> Self? { nil }

  static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> Self {
    let (tolerance, limit) = try MinimumOptions.stopping(Double?.take(from: &reader), &reader)
    return Self(tolerance: tolerance, limit: limit)
  }
}

/// What is said of a search under constraints.
struct ConstrainedOptions: ArgumentType {
  let method: String?
  let tolerance: Double?
  let limit: Int?

  static let needed = "options of a search"
  static func decode(_ value: Value) -> Self? { nil }

  static func take(from reader: inout ArgumentReader) throws(EvaluationError) -> Self {
    let method = try String?.take(from: &reader)
    let (tolerance, limit) = try MinimumOptions.stopping(reader.take(Double?.self), &reader)
    return Self(method: method, tolerance: tolerance, limit: limit)
  }

  /// There is one method; another by name is refused.
  func check() throws(EvaluationError) {
    if let method, !["sqp", "slsqp"].contains(method.lowercased()) {
      throw MinimumError.constrained(method: method).asEvaluation
    }
  }
}
