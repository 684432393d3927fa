import Document
import LinearAlgebra
import Syntax

/// What went wrong while a statement ran, and where.
public struct EvaluationError: Error, Sendable {
  public enum Kind: Sendable {
    /// The name means nothing here; `near` are the closest that do.
    case unknownName(Name, near: [String])
    /// The name means nothing here, and is that of a set of data.
    case unboundData(String)
    case unknownField(String, of: String, fields: [String])
    /// A call with the wrong number of arguments.
    case arity(function: String, signatures: [String], got: Int)
    case missingArgument(function: String, parameter: String, signatures: [String])
    /// An argument of the wrong kind.
    case argument(function: String, parameter: String, needed: String, got: String)
    case unknownOption(function: String, option: String, known: [String])
    case choice(parameter: String, got: String, choices: [String])
    case repeatedArgument(function: String, parameter: String)
    /// `x(…)` where x is not a function.
    case notCallable(got: Value, callee: String, arguments: String)
    case math(MathError)
    /// An operator between kinds it does not know.
    case operands(symbol: String, left: String, right: String, remedy: Remedy?)
    case operand(symbol: String, got: String, remedy: Remedy?)
    /// A value outside the domain of a real function; `complex` says whether a complex argument would do.
    case domain(function: String, value: Double, needed: String, complex: Bool)
    case notTruth(got: String, context: String)
    case missingCondition
    case mixedElements([String])
    case ambiguousLiteral(columns: String, stacked: String)
    case raggedRows([Int])
    case indexKind(got: String)
    case indexCount(got: Int, shape: Shape)
    /// A mask that is not as long as what it picks from; dimension 0 counts elements, then rows and columns.
    case maskLength(got: Int, count: Int, dimension: Int)
    case notIndexable(got: String)
    /// `a, b = …`: `parts` are the names of what there is, where it has names.
    case assignment(needed: Int, got: Int, what: String, parts: [String])
    case updateTarget(String)
    case imaginaryBound(Double)
    case unitless(what: String)
    /// `I` beside something that gives it no size; `other` is the shape of that.
    case identitySize(operation: String, other: String?)
    case rangeStep
    case fractionalPower(Double, Double)
    case recursion(limit: Int)
    case interrupted
    /// An operation without a derivative, and what would do instead.
    case notDifferentiable(String, instead: String? = nil)
    case derivative(DerivativeError)
    case notScalar(function: String, got: String)
    case traceTooLong(limit: Int)
    case unsupported(what: String, reason: String)
    /// A failure that another layer words itself.
    case other(any ReportableError)
  }

  /// A way out, to be shown after `try`.
  public enum Remedy: Sendable {
    /// Use this operator instead.
    case operatorSymbol(String)
    /// This expression; it evaluates.
    case expression(String)
    /// Advice in words.
    case words(String)
  }

  /// Where in which text.
  public struct Place: Hashable, Sendable {
    public var span: Span
    /// `nil` until the function or cell around it adds its own.
    public var source: Source?

    public init(span: Span, source: Source? = nil) {
      self.span = span
      self.source = source
    }
  }

  public var kind: Kind
  /// Innermost first: where it happened, then the calls that led there.
  public var places: [Place]
  /// How the operands were written, for messages that name them.
  public var operands: [String]
  /// The line being typed when it happened: what a suggestion rewrites.
  public internal(set) var line: Source?
  /// What to change in it, when that is known better than from the place alone.
  public internal(set) var mend: Mend?

  public init(_ kind: Kind, places: [Place] = [], operands: [String] = []) {
    self.kind = kind
    self.places = places
    self.operands = operands
  }
}

/// An error of another layer that words itself.
public protocol ReportableError: Error, Sendable {
  var report: Report { get }
}

extension EvaluationError {
  /// Adds where it happened, unless that is known already.
  func located(_ span: Span, operands: @autoclosure () -> [String] = []) -> EvaluationError {
    if places.last?.source != nil { return called(from: span) }
    guard places.isEmpty else { return self }
    var copy = self
    copy.places = [Place(span: span, source: nil)]
    if copy.operands.isEmpty { copy.operands = operands() }
    return copy
  }

  /// Says how the operands were written, unless that is known already.
  func naming(_ operands: [String]) -> EvaluationError {
    guard self.operands.isEmpty, places.count <= 1 else { return self }
    var copy = self
    copy.operands = operands
    return copy
  }

  /// Says which text the newest place lies in.
  public func inside(_ source: Source) -> EvaluationError {
    guard let last = places.indices.last, places[last].source == nil else { return self }
    var copy = self
    copy.places[last].source = source
    return copy
  }

  /// Adds the call that led here.
  func called(from span: Span) -> EvaluationError {
    guard places.count < 32 else { return self }
    var copy = self
    copy.places.append(Place(span: span, source: nil))
    return copy
  }
}

/// An error that can become an evaluation error: what a built-in function may throw.
public protocol EvaluationFailure: Error {
  var asEvaluation: EvaluationError { get }
}

extension EvaluationError: EvaluationFailure {
  public var asEvaluation: EvaluationError { self }
}

extension MathError: EvaluationFailure {
  public var asEvaluation: EvaluationError { EvaluationError(.math(self)) }
}

extension ShapeError: EvaluationFailure {
  public var asEvaluation: EvaluationError { EvaluationError(.math(.shape(self))) }
}

extension Never: EvaluationFailure {
  public var asEvaluation: EvaluationError { switch self {} }
}
