import Evaluation
import LinearAlgebra
import Numerics
import Tables

/// Real numbers in any arrangement, some of which may be missing.
struct Sample: ArgumentType {
  /// NaN stands where an element is missing.
  let elements: [Double]
  let missing: [Bool]
  /// `nil` for a vector or a number.
  let columns: Int?

  static let needed = "a number or an array of numbers"

  static func decode(_ value: Value) -> Sample? {
    switch value {
    case .number(let x): return Sample(elements: [x], missing: [], columns: nil)
    case .vector(let v): return Sample(elements: v.elements, missing: [], columns: nil)
    case .matrix(let a): return Sample(elements: a.elements, missing: [], columns: a.columns)
    case .missing: return Sample(elements: [.nan], missing: [true], columns: nil)
    case .column(let column):
      guard let numbers = column.numbers else {
        // What is missing altogether has no kind.
        guard column.missingCount == column.count else { return nil }
        return Sample(elements: column.missing.map { _ in .nan }, missing: column.missing, columns: nil)
      }
      return Sample(elements: numbers, missing: column.missing, columns: nil)
    default: return nil
    }
  }

  var count: Int { elements.count }

  /// Whether each element is missing.
  var gaps: [Bool] { missing.isEmpty ? Array(repeating: false, count: count) : missing }

  /// The numbers that a function of them all may use; `nil` when missing ones make the result missing.
  func numbers(_ rule: MissingValues) -> [Double]? {
    guard missing.contains(true) else { return elements }
    return rule == .drop ? zip(elements, missing).filter { !$0.1 }.map(\.0) : nil
  }
}

/// What to do with missing values, one rule for all that reads data.
enum MissingValues: String, Choice {
  /// They stay among the data: the result is missing, or, where a missing one would make no sense, refused.
  case keep
  /// They are left out, and it is said how many.
  case drop
}

/// Complex numbers in any arrangement.
struct ComplexSample: ArgumentType {
  let elements: [Complex<Double>]

  static let needed = "a number or an array of numbers"

  static func decode(_ value: Value) -> ComplexSample? {
    switch value {
    case .complex(let z): ComplexSample(elements: [z])
    case .complexVector(let v): ComplexSample(elements: v.elements)
    case .complexMatrix(let a): ComplexSample(elements: a.elements)
    default: nil
    }
  }

  /// Real and imaginary parts added apart, each compensated.
  var sum: Complex<Double> {
    Complex(Sums.sum(elements.map(\.real)), Sums.sum(elements.map(\.imaginary)))
  }

  var product: Complex<Double> { elements.reduce(1, *) }
}
