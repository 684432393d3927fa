import Document
import Evaluation

/// Why there is nothing to draw, where the data are not to blame.
enum DrawingError: ReportableError, EvaluationFailure {
  /// A function alone has no range.
  case rangeNeeded(function: String, suggestion: String)
  /// The value has no picture.
  case noPicture(String)
  case interval(Double, Double, call: String)
  /// A log axis over numbers that have no logarithm.
  case logRange(axis: String, low: Double)
  /// Three ranges and more.
  case tooManyRanges(Int)
  /// Several expressions over a plane.
  case oneSurface(Int)
  case emptyRange(String)
  /// `:plot sin(x)` with x unbound.
  case freeName(expression: String, name: String)
  case nothing
  /// `box()` and `arrows()`.
  case noSample
  case noVector
  /// A field needs a function that gives a 2-vector.
  case notPlanar(function: String, got: String, isScalar: Bool)
  /// A curve without a value or a finite slope at a point.
  case noTangent(function: String, at: String, suggestion: String?)
  /// A curve whose slope jumps at a point.
  case kink(function: String, at: String, left: String, right: String, suggestion: String)
  /// A log axis for a chart whose numbers were counted on another.
  case madeOtherwise(chart: String)

  var asEvaluation: EvaluationError { EvaluationError(.other(self)) }

  var report: Report {
    switch self {
    case .rangeNeeded(let function, let suggestion):
      Report(
        code: "E220", title: "a function needs a range to be drawn",
        message: "\(function) can be drawn once I know from where to where.", suggestion: suggestion)
    case .noPicture(let got):
      Report(
        code: "E221", title: "no picture of this",
        message: "I found \(got). What has a picture: vectors, matrices and records of numbers; what eig and svd give; "
          + "optimizers, minima and sweeps; integrals, Taylor polynomials, roots and computation graphs; problems with "
          + "constraints in two variables; distributions, tests and models; and functions over a range.")
    case .interval(let a, let b, let call):
      Report(
        code: "E222", title: "not a range",
        message: "The range runs from \(a.formatted()) to \(b.formatted()); both ends must be finite and the first "
          + "below the second.", suggestion: call)
    case .logRange(let axis, let low):
      Report(
        code: "E222", title: "no logarithm",
        message: "The \(axis) axis is logarithmic and the range begins at \(low.formatted()); it must begin above 0.")
    case .tooManyRanges(let count):
      Report(
        code: "E223", title: "too many ranges",
        message: "There are \(count) ranges; one draws lines and two draw contours.")
    case .oneSurface(let count):
      Report(
        code: "E223", title: "one surface at a time",
        message: "There are \(count) expressions over two ranges; contours are drawn of one.")
    case .emptyRange(let text):
      Report(
        code: "E222", title: "not a range",
        message: "\(text) is no range; write the two ends with a colon, as in -1:1.")
    case .freeName(let expression, let name):
      Report(
        code: "E220", title: "\(name) needs a range",
        message: "\(name) is not bound, so \(expression) is a curve over \(name); say from where to where: "
          + ":plot \(expression) for \(name) in -10:10",
        suggestion: "plot(\(name) -> \(expression), -10, 10)")
    case .noSample:
      Report(
        code: "E221", title: "nothing to draw", message: "Give at least one vector of numbers.",
        suggestion: "box([1, 2, 3, 4, 9])")
    case .noVector:
      Report(
        code: "E221", title: "nothing to draw", message: "Give vectors of two numbers.",
        suggestion: "arrows([3, 1], [-1, 2])")
    case .notPlanar(let function, let got, let isScalar):
      Report(
        code: "E225", title: "not a field",
        message: "A field needs a function that gives a vector of two numbers; \(function) gave \(got)."
          + (isScalar ? " Its gradient is a field: grad(f)." : ""),
        suggestion: isScalar ? "field(grad((x, y) -> x^2 + y^2), [-2, 2], [-2, 2])" : nil)
    case .kink(let function, let at, let left, let right, let suggestion):
      Report(
        code: "E233", title: "no tangent there",
        message:
          "\(function) has a kink at \(at): its slope is \(left) from the left and \(right) from the right, so no "
          + "one line touches it.", suggestion: suggestion)
    case .noTangent(let function, let at, let suggestion):
      Report(
        code: "E233", title: "no tangent there",
        message: "\(function) has no value with a finite slope at \(at); a tangent needs both.",
        suggestion: suggestion)
    case .madeOtherwise(let chart):
      Report(
        code: "E230", title: "the axis is part of the chart",
        message: "A \(chart) is computed along its axis; say log where it is made.",
        suggestion: "hist([1, 10, 100, 1000], log = true)")
    case .nothing:
      Report(
        code: "E221", title: "nothing to plot", message: "Give a value, or expressions with a range.",
        suggestion: "plot(sin, -3, 3)")
    }
  }
}
