import Document
import Graph
import LinearAlgebra

/// A derivative that cannot be taken as it was asked for.
public enum DerivativeError: Error, Sendable, EvaluationFailure {
  /// `f'` of a function of several numbers: its name, its parameters, and the point as it was written.
  case severalArguments(String, [String], [String])
  /// A gradient of what gives no number.
  case notScalar(String, got: String, at: [String], isArray: Bool)
  /// An operation without a derivative, and what would do instead.
  case noRule(String, instead: String?)

  public var asEvaluation: EvaluationError { EvaluationError(.derivative(self)) }

  /// Functions of whole numbers: between them there is nothing to take a slope of.
  private static let whole: Set<String> = ["factorial", "gcd", "lcm", "choose"]

  /// What I saw, what I need, what to try in place of the whole derivative.
  public var report: Report {
    switch self {
    case .severalArguments(let f, let parameters, let point):
      Report(
        code: "E105", title: "\(f) takes several numbers",
        message: "A prime takes the derivative of a function of one number, and \(f) takes "
          + "\(Self.listed(parameters)). The gradient has them all; for one of them hold the others fixed.",
        suggestion: Self.severalFix(f, parameters.count, point))
    case .notScalar(let f, let got, let point, let isArray):
      Report(
        code: "E311", title: "a number is needed",
        message: "A gradient needs a function that gives one number, and this one gave \(got)."
          + (isArray ? " The derivatives of all elements are its Jacobian." : ""),
        suggestion: isArray
          ? Self.short("jacobian\(f.hasPrefix("(") ? f : "(\(f))")(\(point.joined(separator: ", ")))") : nil)
    case .noRule(let name, let instead) where Self.whole.contains(name):
      Report(
        code: "E349", title: "no derivative between whole numbers",
        message: "\(name) is defined on whole numbers alone, so it has no slope."
          + (name == "factorial" ? " gamma(x + 1) agrees with it there and has one." : ""),
        suggestion: name == "factorial" ? instead : nil)
    case .noRule(let name, let instead):
      Report(
        code: "E310", title: "no derivative rule",
        message: "\(name) has no rule for gradients, so the function cannot be differentiated through it."
          + (instead == nil ? "" : " A central difference needs none."), suggestion: instead)
    }
  }

  private static func severalFix(_ f: String, _ count: Int, _ point: [String]) -> String? {
    if point.count == count { return short("∇\(f)(\(point.joined(separator: ", ")))") }
    guard point.count == 1 else { return nil }
    return short("(x -> \(f)(x\(String(repeating: ", 1", count: count - 1))))'(\(point[0]))")
  }

  private static func listed(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "several" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  /// A suggestion that fits on a line; no other is worth reading.
  static func short(_ text: String) -> String? { text.count <= 100 ? text : nil }
}

extension EvaluationError {
  /// The same failure to differentiate `f`, with what would do at the point as it is written.
  func remedied(_ f: Function, _ point: [String]) -> EvaluationError {
    guard case .notDifferentiable(let name, nil) = kind, point.count == 1, let x = point.first else { return self }
    var copy = self
    let call = f.handle
    let instead =
      if name == "factorial" {
        "(x -> gamma(x + 1))'(\(x))"
      } else if x.hasPrefix("[") {
        x.contains(";")
          ? nil
          : "[(\(call)(\(x) + h) - \(call)(\(x) - h))/2e-5 for h in 1e-5*eye(\(x.count(where: { $0 == "," }) + 1))]"
      } else {
        "(\(call)(\(x) + 1e-5) - \(call)(\(x) - 1e-5))/2e-5"
      }
    copy.kind = .notDifferentiable(name, instead: instead.flatMap { DerivativeError.short($0) })
    return copy
  }
}

extension Oddity {
  /// The remark beside a derivative.
  var report: Report {
    switch self {
    case .kink(let function, let place, let taken):
      Report(
        code: "W342", title: "no derivative here", message: "\(function) has no derivative \(place); I took \(taken).")
    case .edge(let comparison, let value):
      Report(
        code: "W342", title: "on the edge of a condition",
        message: "A condition of the function, \(comparison.words) \(value.formatted()), changes at this very point; "
          + "the derivative is that of the branch taken.")
    case .undefined(let function, let operands):
      Report(
        code: "W348", title: "not a number",
        message: "\(function) of \(Self.words(operands)) is NaN, and so is the derivative.")
    case .indeterminate(let function, let operands, let upstream):
      Report(
        code: "W348", title: "not a number",
        message: "The derivative is NaN: what comes down to \(function) of \(Self.words(operands)) is "
          + "\(Self.words([upstream])), and its own derivative there makes no number of that.")
    }
  }

  private static func words(_ operands: [Tensor]) -> String {
    operands.map { operand in
      operand.shape.count <= 6 ? Value(operand).written(digits: 6, atMost: 6) : Value(operand).phrase
    }.joined(separator: " and ")
  }
}

extension Comparison {
  fileprivate var words: String {
    switch self {
    case .less, .lessOrEqual: "a comparison with"
    case .equal: "equality to"
    }
  }
}

extension Value {
  var isComplex: Bool {
    switch self {
    case .complex, .complexVector, .complexMatrix: true
    default: false
    }
  }
}
