import Document
import Numerics

/// A number as the steps of a derivation calculate with it and write it: a fraction as long as that is exact, else a
/// real or complex number.
public protocol StepNumber: Equatable, Sendable {
  init(_ whole: Int)
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static prefix func - (a: Self) -> Self
  /// Whether it held so far: false once it left the numbers of its kind.
  var isValid: Bool { get }
  /// |x|, rounded.
  var size: Double { get }
  /// Written with a leading minus sign.
  var isNegative: Bool { get }
  /// Whether it needs parentheses as a factor even when positive: `7/3`, `1 + 2i`.
  var isCompound: Bool { get }
  /// Whether it is written as a sum, which needs parentheses wherever it is multiplied: `1 + 2i`.
  var isSum: Bool { get }
  /// The number itself when it is real.
  var conjugate: Self { get }
  /// As the entry of a matrix: `-7/3`.
  var cell: Text { get }
  /// In running mathematics, with the minus sign of mathematics: `−7/3`.
  var term: Text { get }
  /// Rounded once; `nil` for a complex number where a real one is wanted.
  func rounded<S: Scalar>(to type: S.Type) -> S?
}

extension StepNumber {
  public var isZero: Bool { self == Self(0) }
  public var isOne: Bool { self == Self(1) }
  public var conjugate: Self { self }
  public var isSum: Bool { false }

  /// In running mathematics, with the minus sign of mathematics: `−7/3`.
  public var term: Text { isNegative ? Text("−") + (-self).cell : cell }

  /// As a factor after another: `(−2)`, `(7/3)`, `5`.
  public var factor: Text { isNegative || isCompound ? Text("(") + term + Text(")") : term }

  /// As the first factor of a product, or as a numerator: `−2`, `7/3`, `(1 + 2i)`. A fraction needs no parentheses there,
  /// as 7/3·x is (7/3)·x.
  public var leadingFactor: Text { isSum ? Text("(") + term + Text(")") : term }
}

extension Fraction: StepNumber {
  public var isValid: Bool { !isLost }
  public var size: Double { value.magnitude }
  public var isNegative: Bool { numerator < 0 }
  public var isCompound: Bool { denominator != 1 && isShort }
  /// `7/3`; a fraction that has become long prints as a decimal number.
  public var cell: Text {
    guard isShort else { return .number(value) }
    return Text(denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)")
  }
  public func rounded<S: Scalar>(to type: S.Type) -> S? { S(real: value) }
}

extension Double: StepNumber {
  public var isValid: Bool { isFinite }
  public var size: Double { magnitude }
  public var isNegative: Bool { self < 0 }
  public var isCompound: Bool { false }
  public var cell: Text { .number(self == 0 ? 0 : self) }
  public func rounded<S: Scalar>(to type: S.Type) -> S? { S(real: self) }
}

extension Complex<Double>: StepNumber {
  public init(_ whole: Int) { self.init(Double(whole), 0) }
  public var isValid: Bool { isFiniteNumber }
  public var size: Double { modulus }
  public var isNegative: Bool { false }
  public var isCompound: Bool { isSum }
  public var isSum: Bool { imaginary != 0 }
  public var cell: Text { imaginary == 0 ? real.cell : .complex(real, imaginary) }
  public func rounded<S: Scalar>(to type: S.Type) -> S? { self as? S }
}

extension Text {
  /// A number as a short fraction where it is one to the last bit, else with the renderer's digits: `-7/3`, `1.41421`.
  public static func exact(_ x: Double) -> Text { Fraction(x)?.cell ?? x.cell }

  /// The same in running mathematics: `−7/3`.
  public static func exactTerm(_ x: Double) -> Text { Fraction(x)?.term ?? x.term }

  /// The same as a factor: `(−7/3)`.
  public static func exactFactor(_ x: Double) -> Text { Fraction(x)?.factor ?? x.factor }

  /// Texts with something between them.
  public static func joined(_ texts: [Text], _ separator: String) -> Text {
    guard let first = texts.first else { return Text([]) }
    return texts.dropFirst().reduce(first) { $0 + Text(separator) + $1 }
  }

  /// Terms to be added, each with its own sign: `2·3 − 4·1 + 5`. Terms that start with a minus sign are subtracted.
  public static func sum(_ terms: [Text]) -> Text {
    guard let first = terms.first else { return Text("0") }
    return terms.dropFirst().reduce(first) { $0 + $1.afterSign }
  }

  /// A term after others, with its sign as an operator.
  private var afterSign: Text {
    guard let head = fragments.first(where: { !$0.string.isEmpty }), head.string.hasPrefix("−") else {
      return Text(" + ") + self
    }
    var rest = self
    if let place = rest.fragments.firstIndex(where: { !$0.string.isEmpty }) {
      rest.fragments[place].string = String(head.string.dropFirst())
    }
    return Text(" − ") + rest
  }
}
