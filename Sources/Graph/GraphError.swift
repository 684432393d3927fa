import Document
import LinearAlgebra

/// Why a node cannot be added, valued or differentiated.
public enum GraphError: Error, Hashable, Sendable {
  case shape(ShapeError)
  /// An operation met a shape it has no meaning for: its name, and what it needs.
  case unfit(String, Shape, need: String)
  /// A determinant, inverse or solve met a matrix it has no answer for, or the nodes more numbers than memory takes.
  case math(MathError)
  /// An operation states no derivative.
  case notDifferentiable(String)
  /// Only a number has a gradient.
  case notScalar(Shape)
  /// More operations than a person would read.
  case tooLongToShow(count: Int, limit: Int)
  /// More nodes than the graph may hold.
  case traceTooLong(limit: Int)
}

extension GraphError {
  public var report: Report {
    switch self {
    case .shape(let error):
      error.report(arguments: [])
    case .unfit(let name, let shape, let need):
      Report(code: "E202", title: "\(name) needs \(need)", message: "\(name) was given \(shape.words).")
    case .math(let error):
      error.report(arguments: [])
    case .notDifferentiable(let name):
      Report(code: "E310", title: "no derivative known", message: "I know no derivative of \(name).")
    case .notScalar(let shape):
      Report(
        code: "E311", title: "a gradient needs a number",
        message: "The function gives \(shape.words); a gradient is of a function that gives one number.")
    case .tooLongToShow(let count, let limit):
      Report(
        code: "E406", title: "too long to show",
        message: "The function takes \(count) operations; backpropagation is shown of up to \(limit). "
          + "Operations on whole arrays count once.")
    case .traceTooLong(let limit):
      Report(
        code: "E403", title: "too long to differentiate",
        message: "The function took more than \(limit) operations; use fewer steps, or operations on whole arrays.")
    }
  }
}

extension Shape {
  /// The shape as a person says it.
  fileprivate var words: String {
    switch self {
    case .scalar: "a number"
    case .vector(let n): "a vector of \(n)"
    case .matrix(let m, let n): "a \(m)×\(n) matrix"
    }
  }
}
