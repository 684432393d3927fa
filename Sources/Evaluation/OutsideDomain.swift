import Document
import LinearAlgebra

/// A function was asked for a value where it has none.
public struct OutsideDomain: ReportableError {
  public let function: String
  public let arguments: [Double]
  /// The domain in words: `a > 0 and x ≥ 0`.
  public let needs: String

  public init(function: String, arguments: [Double], needs: String) {
    (self.function, self.arguments, self.needs) = (function, arguments, needs)
  }

  public var report: Report {
    let call = "\(function)(\(arguments.map(Self.written).joined(separator: ", ")))"
    return Report(
      code: "E302", title: "outside the domain", message: "\(call) is not defined: \(function) needs \(needs).")
  }

  /// As short as usual where that is the number itself: the domain may begin in the last digit.
  private static func written(_ x: Double) -> String {
    let short = x.formatted()
    return Double(short) == x || !x.isFinite ? short : x.formatted(digits: 17)
  }
}

/// A complex result with an infinite part. In the plane infinity has no direction, and its parts mean nothing.
struct InfiniteComplex: ReportableError {
  let operation: String

  var report: Report {
    Report(
      code: "E302", title: "outside the domain",
      message: "\(operation) has no finite value here; both parts of a complex number are finite.")
  }
}

extension Value {
  /// Itself, unless it is complex with a part that is not finite.
  /// - Throws: `.other(InfiniteComplex)`.
  func finiteComplex(from operation: @autoclosure () -> String) throws(EvaluationError) -> Value {
    let isFinite =
      switch self {
      case .complex(let z): z.isFiniteNumber
      case .complexVector(let v): v.elements.allSatisfy(\.isFiniteNumber)
      case .complexMatrix(let a): a.elements.allSatisfy(\.isFiniteNumber)
      default: true
      }
    guard isFinite else { throw EvaluationError(.other(InfiniteComplex(operation: operation()))) }
    return self
  }
}
