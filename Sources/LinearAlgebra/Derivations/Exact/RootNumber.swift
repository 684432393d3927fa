import Document
import Numerics

/// A number that lengths are taken of: exact (`Surd`), or rounded from the start.
protocol RootNumber: StepNumber {
  /// Whether no rounding has touched it.
  static var isExact: Bool { get }
  /// The square root of a number from 0 on, where a fraction has a fraction for one.
  var root: Self? { get }
  /// The number, rounded.
  var double: Double { get }
}

extension Double: RootNumber {
  static var isExact: Bool { false }
  var root: Double? { squareRoot() }
  var double: Double { self }
}

extension Fraction: RootNumber {
  static var isExact: Bool { true }
  var root: Fraction? { squareRoot }
  var double: Double { value }
}

extension Length {
  /// `√14`, `√(5/4) = √5/2`, `√2.5 = 1.58114`
  init(square: some RootNumber) {
    value = square.double.squareRoot()
    let bare = Text("√") + (square.isCompound ? square.factor : square.term)
    guard let exact = square as? Fraction else {
      text = bare + Text(" = ") + value.term
      return
    }
    let root = Surd(rootOf: Surd(exact))
    let written = root.isValid ? root.term : value.term
    text = written.plain == bare.plain ? bare : bare + Text(" = ") + written
  }
}

/// The root of a sum of squares.
struct Length {
  let value: Double
  let text: Text
}
